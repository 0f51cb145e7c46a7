"""`# allow: rule-name reason`, alone on the line above a key: the author has seen the finding there, and lets it be."""

import re
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from alliance_sim.diagnostics import Diagnostic, Rule, Severity, Span, fault, nearest, shown
from alliance_sim.source import Mapping, Node, Sequence, Source

ALLOW = re.compile(r"(?P<indent> *)# allow:(?P<before>\s*)(?P<name>[\w-]*)(?P<after>[\s:,]*)(?P<reason>.*?)\s*")
FOLDER = "9"
"""The family that speaks only when a whole folder is checked."""


@frozen
class Allowance:
    """A comment that allows. `line` is that of the key below it, `span` where the comment names the rule."""

    span: Span
    line: int
    name: str
    reason: str


@define(eq=False)
class Allowances:
    """The comments of one file that allow something, and which of them have silenced a finding."""

    each: tuple[Allowance, ...] = ()
    used: set[Allowance] = field(factory=set)

    @classmethod
    def of(cls, source: Source) -> "Allowances":
        return cls(tuple(_read(source))) if "# allow:" in source.text else cls()

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

    def complaints(self, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
        """What is wrong with the comments themselves."""
        known = {name: rule for rule in rules for name in (rule.name, rule.code.casefold())}
        for each in self.each:
            rule = known.get(each.name.casefold())
            if rule is None:
                yield allow_unknown(each.span, each.name, known)
            elif not each.reason:
                yield allow_without_reason(each.span, each.name)
            elif each not in self.used and rule.code[2] != FOLDER:
                yield allow_unneeded(each.span, each.name)


def _read(source: Source) -> Iterator[Allowance]:
    """The comments that stand right above a key, at its own indentation: so none is a line of a text."""
    lines = source.lines
    keys = set(_key_lines(source.root)) if source.root else set()
    for number, line in enumerate(lines, 1):
        found = ALLOW.fullmatch(line)
        if not found:
            continue
        below = number + 1
        while below <= len(lines) and ALLOW.fullmatch(lines[below - 1]):
            below += 1
        if (
            below in keys
            and lines[below - 1].startswith(found["indent"])
            and lines[below - 1][found.end("indent")] > " "
        ):
            start = found.start("name") if found["name"] else found.start("before")
            span = Span(number, start + 1, max(found.end("name"), start + 1) + 1)
            yield Allowance(span, below, found["name"], found["reason"])


def _key_lines(node: Node) -> Iterator[int]:
    """The lines on which a key or an entry of a list begins."""
    waiting: list[Node] = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for key, value in node.entries.values():
                yield key.mark.line + 1
                waiting.append(value)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield item.mark.line + 1
                waiting.append(item)


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
def allow_unneeded(name: str) -> tuple[str, str]:
    """A comment allows something that is not found there.

    It would hide a finding of tomorrow. Errors cannot be allowed.

    Bad example:

        # here
        # allow: trigger-missing she would say so herself
        title: The empty diary
    """
    return f"expected a finding of '{name}' at the key below, found none", "delete the comment"
