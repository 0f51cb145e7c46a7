"""What can be wrong with a scenario that was read: one function a rule, by family.

A rule is a function that yields a `Finding` for each place. `@rule` registers it; its docstring is its page, the bad
example in it is its test. Findings name a path into the scenario; `checked` turns it into a place in the file.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, registered
from alliance_sim.scenario import Scenario
from alliance_sim.source import Path, Source


@frozen
class Finding:
    """Where in the scenario, and what. `at_key` marks the key at the end of the path, not what stands under it.

    `rests_on` are further places that must have been readable for the finding to mean anything.
    """

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False
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


def checked(source: Source, decoded: Decoded, lessons: frozenset[str]) -> list[Diagnostic]:
    """What the rules find, but for what only follows from a mistake that the decoder has reported there."""
    from alliance_sim.checks import cycles, references, structure  # noqa: F401, PLC0415  # importing registers them

    subject = Subject(decoded.value, lessons)
    doubtful = decoded.damaged | {path[:-1] for path in decoded.damaged}
    return [
        Diagnostic(rule, source.span(finding.path, at_key=finding.at_key), finding.message, finding.hint)
        for rule, check in CHECKS
        for finding in check(subject)
        if finding.path not in doubtful and decoded.damaged.isdisjoint(finding.rests_on)
    ]
