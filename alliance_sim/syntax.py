"""What the YAML parser complains of, in plain words and at the place that an author would mend."""

import re
from collections.abc import Sequence

import yaml

from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.faults import file as faults
from alliance_sim.nodes import Scalar, place

SPECIAL = r"""[*&!\[{"'%@`|>]"""
AWKWARD = re.compile(rf"""\s*(?:- +)?(?:{SPECIAL}|[\w-]+:\s+(?:{SPECIAL}|[^"'\s].*: ))""")
"""A line with a text that begins with a special character of YAML, or holds `: `."""
MISPLACED = "check the indentation and the colons here and in the line before"
PLAIN_WORDS = {
    "mapping values are not allowed": "a second colon in one line, or a line before it that lacks its colon",
    "cannot start any token": "a text that begins with a character which means something in YAML",
    "did not find expected key": "a line that does not fit: indented differently, or text after a bracket or quotation",
    "did not find expected '-' indicator": "a line in a list that does not begin with `- `",
    "did not find expected alphabetic": "a text that begins with `*` or `&`",
    "did not find expected comment or line break": "text behind `|` or `>`; it belongs on the next line",
    "did not find expected <document start>": "text after the end of the document",
    "block sequence entries are not allowed": "a `- ` where no list can be",
    "block mapping entries are not allowed": "a `? ` or a key where none can be",
}
"""What the parser says, and what it means to an author."""


def in_plain_words(error: yaml.YAMLError, lines: Sequence[str], last: Scalar | None) -> Diagnostic:
    """What the parser found. What is closed late or never is named where it opens."""
    problem = " ".join(str(getattr(error, "problem", None) or "text that is not YAML").split())
    opening = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or opening
    hint = ""
    if opening is not None and "find expected ':'" in problem:
        mark, problem = opening, "a line without a colon"
        hint = "put a colon and a space after the key; put text of several lines under `|`"
    elif opening is not None and "unexpected end" in problem:
        mark, problem = opening, "a quotation mark that is not closed"
    elif opening is not None and "',' or" in problem:
        mark, problem = opening, "a bracket that is not closed, or text after it"
        hint = "close the bracket; put a text that begins with one under `|`"
    elif last is not None and last.style in ("'", '"') and last.mark.line != last.end.line:
        mark, problem = last.mark, f"a quotation mark that is closed on line {last.end.line + 1}, and more after it"
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    if not hint and AWKWARD.match(line):
        hint = "put the text under `|` on lines of its own: it holds `: ` or begins with a special character"
    found = next((plain for said, plain in PLAIN_WORDS.items() if said in problem), problem.removeprefix("found "))
    span = place(mark) if mark is not None else Span()
    return faults.yaml_syntax(span, f"expected YAML, found {found}", hint or MISPLACED)
