"""What can be wrong with a scenario that was read: one function a rule, by family.

A rule is a function that yields a `Finding` for each place. `@rule` registers it; its docstring is its page, the bad
example in it is its test. Findings name a path into the scenario; `checked` turns it into a place in the file.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from attrs import frozen

from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import RULES, Diagnostic, Rule, Severity, Span, registered
from alliance_sim.scenario import Scenario
from alliance_sim.source import Path, Source


@frozen
class Finding:
    """Where in the scenario, and what. `at_key` marks the key at the end of the path, not what stands under it.

    `word` narrows the place to the first time that the word stands in the text there.
    `rests_on` are further places that must have been readable for the finding to mean anything.
    """

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False
    word: str = ""
    rests_on: tuple[Path, ...] = ()


@frozen
class Subject:
    """What a rule looks at: a scenario, and the ids of the lessons that it may name."""

    scenario: Scenario
    lessons: frozenset[str] = frozenset()


Check = Callable[[Subject], Iterator[Finding]]
CHECKS: list[tuple[Rule, Check]] = []


def rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a function as a rule."""

    def decorated(check: Check) -> Check:
        CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def all_rules() -> dict[str, Rule]:
    """Every rule by its code; the modules of this package register theirs when they are imported."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return RULES


def checked(source: Source, decoded: Decoded, lessons: frozenset[str]) -> list[Diagnostic]:
    """What the rules find, but for what only follows from a mistake that the decoder has reported there."""
    all_rules()
    subject = Subject(decoded.value, lessons)
    doubtful = decoded.damaged | {path[:-1] for path in decoded.damaged}
    return [
        Diagnostic(rule, _span(source, finding), finding.message, finding.hint)
        for rule, check in CHECKS
        for finding in check(subject)
        if finding.path not in doubtful and decoded.damaged.isdisjoint(finding.rests_on)
    ]


def _span(source: Source, finding: Finding) -> Span:
    """Where a finding stands: its word, if the text there has it on that line, else all that its path names."""
    span = source.span(finding.path, at_key=finding.at_key)
    line = source.lines[span.line - 1][: span.end - 1]
    found = re.compile(rf"(?<![\w-]){re.escape(finding.word)}(?![\w-])").search(line, span.column - 1)
    if not finding.word or not found:
        return span
    return Span(span.line, found.start() + 1, found.end() + 1)
