"""`# allow: rule-name reason`, alone on the line above a key: the author has seen the finding there, and lets it be."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from alliance_sim.diagnostics import Diagnostic, Rule, Severity, Span, fault, nearest, shown
from alliance_sim.source import Mapping, Node, Scalar, Sequence, Source

ALLOW = r"(?P<indent> *)# allow:(?P<before>\s*)(?P<name>[\w-]*)(?P<after>[\s:,]*)(?P<reason>.*?)\s*"
LIKE = r"#\s*allow\b"
STRAY = r"(?i)#\s*allow(?P<colon>\s*:)?\s*(?P<name>[\w-]*)"
CUTTING = "text-cut-by-comment"
"""The rule that tells of a comment behind a text on its line."""
FOLDER = "9"
"""The family that speaks only when a whole folder is checked."""


class Allowance(NamedTuple):
    """A comment that allows. `line` is that of the key below it, `span` where the comment names the rule."""

    span: Span
    line: int
    name: str
    reason: str


class Allowances:
    """The comments of one file that allow something, and which of them have silenced a finding."""

    def __init__(self, each: tuple[Allowance, ...] = (), stray: tuple[tuple[Span, str], ...] = ()) -> None:
        self.each, self.used = each, set[Allowance]()
        self.stray = stray
        """The comments that look like one, and are none, with their places."""

    @classmethod
    def of(cls, source: Source) -> "Allowances":
        if not re.search(LIKE, source.text, re.IGNORECASE):
            return cls()
        each = tuple(_read(source))
        return cls(each, tuple(_stray(source, {found.span.line for found in each})))

    def allow(self, diagnostic: Diagnostic, key: Span) -> bool:
        """Whether a finding at this key is allowed. An error never is."""
        places = {diagnostic.span.line, key.line}
        rule = diagnostic.rule
        found = [
            each
            for each in self.each
            if each.reason and each.line in places and each.name.casefold() in (rule.name, rule.code.casefold())
        ]
        if rule.severity is not Severity.ERROR:
            self.used.update(found)
        return bool(found) and rule.severity is not Severity.ERROR

    def complaints(
        self, rules: Iterable[Rule], waiting: Container[str] = (), found: Iterable[Diagnostic] = ()
    ) -> Iterator[Diagnostic]:
        """What is wrong with the comments themselves.

        Rules whose codes are `waiting` could not run this time; `found` is what the others tell.
        """
        told = list(found)
        lines = {each.rule: each.span.line for each in told}
        known = {name: rule for rule in rules for name in (rule.name, rule.code.casefold())}
        for each in self.each:
            rule = known.get(each.name.casefold())
            if rule is None:
                yield allow_unknown(each.span, each.name, known)
            elif rule.severity is Severity.ERROR:
                yield allow_of_error(each.span, each.name)
            elif not each.reason:
                yield allow_without_reason(each.span, each.name)
            elif each not in self.used and rule.code[2] != FOLDER and rule.code not in waiting:
                yield allow_unneeded(each.span, each.name, lines.get(rule, 0))
        cutting = {each.span.line for each in told if each.rule.name == CUTTING}
        for span, comment in self.stray:
            if span.line in cutting:
                continue
            if (named := re.match(STRAY, comment)) and (named["colon"] or named["name"].casefold() in known):
                yield allow_unheeded(span, comment)


def _read(source: Source) -> Iterator[Allowance]:
    """The comments that stand right above a key, at its own indentation: so none is a line of a text."""
    lines = source.lines
    keys = set(_key_lines(source.root)) if source.root else set()
    for number, line in enumerate(lines, 1):
        found = re.fullmatch(ALLOW, line)
        if not found:
            continue
        below = number + 1
        while below <= len(lines) and re.fullmatch(ALLOW, lines[below - 1]):
            below += 1
        if (
            below in keys
            and lines[below - 1].startswith(found["indent"])
            and lines[below - 1][found.end("indent")] > " "
        ):
            start = found.start("name") if found["name"] else found.start("before")
            span = Span(number, start + 1, max(found.end("name"), start + 1) + 1)
            yield Allowance(span, below, found["name"], found["reason"])


def _stray(source: Source, heeded: Container[int]) -> Iterator[tuple[Span, str]]:
    """The comments that look as if they allowed something, but for those on lines that are heeded."""
    texts = [node for node in _nodes(source.root) if isinstance(node, Scalar)] if source.root else []
    for number, line in enumerate(source.lines):
        found = re.search(rf"(?<!\S){LIKE}.*", line, re.IGNORECASE)
        if found and number + 1 not in heeded and not any(_holds(text, number, found.start()) for text in texts):
            yield Span(number + 1, found.start() + 1, len(line.rstrip()) + 1), found[0].strip()


def _holds(text: Scalar, line: int, column: int) -> bool:
    """Whether a place belongs to a text; lines and columns are counted from 0."""
    return (text.mark.line, text.mark.column) <= (line, column) < (text.end.line, text.end.column)


def _nodes(node: Node) -> Iterator[Node]:
    """A node, and all that it holds but for its keys."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Mapping):
            waiting += (value for _, value in node.entries.values())
        elif isinstance(node, Sequence):
            waiting += node.items


def _key_lines(root: Node) -> Iterator[int]:
    """The lines on which a key or an entry of a list begins."""
    for node in _nodes(root):
        if isinstance(node, Mapping):
            yield from (key.mark.line + 1 for key, _ in node.entries.values())
        elif isinstance(node, Sequence):
            yield from (item.mark.line + 1 for item in node.items)


@fault("AS131", "allow-unknown", Severity.WARNING)
def allow_unknown(name: str, known: Iterable[str]) -> tuple[str, str]:
    """A comment allows a rule that does not exist.

    Write `# allow: rule-name reason` alone on the line above the key that the finding marks. `alliance-sim check
    --list-rules` lists the names.

    Bad example:

        # here
        # allow: key-longst the careful reply needs its words
        title: The empty diary
    """
    return f"expected the name of a rule, found {shown(name)}", nearest(
        name, known
    ) or "alliance-sim check --list-rules"


@fault("AS132", "allow-without-reason", Severity.WARNING)
def allow_without_reason(name: str) -> tuple[str, str]:
    """A comment allows something and does not say why; it is not heeded.

    Whoever reads the file next wants to know why the finding is no mistake here.

    Bad example:

        # here
        # allow: trigger-missing
        title: The empty diary
    """
    return f"expected a reason after '{name}', found none", f"write `# allow: {name} because ...`"


@fault("AS133", "allow-unneeded", Severity.WARNING)
def allow_unneeded(name: str, line: int) -> tuple[str, str]:
    """A comment allows something that is not found there.

    It would hide a finding of tomorrow.

    Bad example:

        # here
        # allow: trigger-missing she would say so herself
        title: The empty diary
    """
    return f"expected a finding of '{name}' at the key below, found none", (
        f"move it to right above line {line}" if line else "delete the comment"
    )


@fault("AS134", "allow-of-error", Severity.WARNING)
def allow_of_error(name: str) -> tuple[str, str]:
    """A comment allows an error.

    A file with an error does not play, whoever has seen it: errors are mended. Warnings and infos can be allowed.

    Bad example:

        # here
        # allow: unknown-key I like it
        title: The empty diary
    """
    return f"expected the name of a warning or an info, found the error '{name}'", (
        "an error cannot be allowed: mend what it tells, and delete the comment"
    )


@fault("AS135", "allow-unheeded", Severity.WARNING)
def allow_unheeded(comment: str) -> tuple[str, str]:
    """A comment looks as if it allowed something, and is not heeded.

    It stands behind something else on its line, or not right above a key, or it is spelt otherwise.

    Bad example:

        # here
        title: The empty diary # allow: trigger-missing she would say so herself
    """
    return f"expected `# allow: rule-name reason` above a key, found {shown(comment)}", (
        "write it so, alone on the line right above the key that the finding marks, indented as that is"
    )
