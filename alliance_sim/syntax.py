"""What the YAML parser complains of, in plain words and at the place that an author would mend."""

import re
from collections.abc import Sequence
from typing import Any

import yaml

from alliance_sim.diagnostics import Diagnostic, Span, shown
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
        hint = "close it where the text ends" if lines[mark.line][mark.column] == '"' else ""
    elif opening is not None and "',' or" in problem:
        mark, problem = opening, "a bracket that is not closed, or text after it"
        hint = "close the bracket; put a text that begins with one under `|`"
    elif last is not None and last.style in ("'", '"') and last.mark.line != last.end.line:
        mark, problem = last.mark, f"a quotation mark that is closed on line {last.end.line + 1}, and more after it"
    told = _misplaced(lines, mark, opening) if mark is not None and mark.line < len(lines) else None
    if told:
        return told
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    if not hint and AWKWARD.match(line):
        hint = "put the text under `|` on lines of its own: it holds `: ` or begins with a special character"
    found = next((plain for said, plain in PLAIN_WORDS.items() if said in problem), problem.removeprefix("found "))
    span = place(mark) if mark is not None else Span()
    return faults.yaml_syntax(span, f"expected YAML, found {found}", hint or MISPLACED)


def _misplaced(lines: Sequence[str], mark: Any, opening: Any) -> Diagnostic | None:
    """What is indented too little or too much, told where it stands, if that can be seen."""
    here = lines[mark.line]
    number = next((at for at in range(mark.line - 1, -1, -1) if lines[at].strip()), -1)
    before = lines[number] if number >= 0 else ""
    if re.search(r":\s+[|>][-+]?\s*$", before) and _indent(here) <= _indent(before):
        return faults.yaml_syntax(
            Span(mark.line + 1, _indent(here) + 1, len(here) + 1),
            "expected the text indented further than its key, found it below the key",
            f"indent it by two spaces more than line {number + 1}",
        )
    given = re.match(r"\s*([\w-]+): +([^\s|>#].*)$", before)
    if given and re.match(r"\s*[\w-]+:(?:\s|$)", here) and _indent(here) > _indent(before) + 1:
        return faults.yaml_syntax(
            Span(number + 1, given.start(2) + 1, given.end(2) + 1),
            f"expected nothing after '{given[1]}:', as keys stand under it, found {shown(given[2])}",
            f"delete it, or indent line {mark.line + 1} as line {number + 1} is",
        )
    outdented = _outdented(lines, mark.line, opening.column) if opening is not None else None
    if outdented is None:
        return None
    return faults.yaml_syntax(
        Span(outdented + 1, _indent(lines[outdented]) + 1, len(lines[outdented].rstrip()) + 1),
        f"expected this line indented as line {mark.line + 1} is, found it further left",
        f"put {_indent(here)} spaces before it",
    )


def _outdented(lines: Sequence[str], last: int, column: int) -> int | None:
    """The key at a column above a line, if what stands under it is indented too far to belong there."""
    for number in range(last - 1, -1, -1):
        line = lines[number]
        if line.strip() and _indent(line) <= column:
            alone = re.fullmatch(r"\s*[\w-]+:\s*", line)
            below = next((each for each in lines[number + 1 : last] if each.strip()), "")
            return number if alone and _indent(below) > _indent(lines[last]) > column else None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
