"""Rules of scenarios asked of something else: a bank or a lesson that is seen as a scenario, one turn a part.

What is seen so is never played. A finding is told where the part stands in its own file.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from alliance_sim import checks
from alliance_sim.checks import Asked, Check, Finding, Subject
from alliance_sim.scenario import Patient, Scenario, State

Told = Callable[[Finding], Finding]
"""A finding in what is seen as one in the file."""


def seen(title: str, language: str, states: Iterable[State]) -> Scenario:
    """A scenario with these turns and nothing else to be read but its title."""
    turns = tuple(states)
    return Scenario(
        format=1,
        title=title,
        summary="",
        level="foundation",
        minutes=1,
        language=language,
        patient=Patient("", 40, "", ""),
        situation="",
        modality="",
        setting="",
        objectives=(),
        provenance="fictional",
        authors=(),
        start=turns[0].id if turns else "",
        states=turns,
    )


def asked_of(scenario: Scenario, names: Iterable[str], told: Told) -> Iterator[Asked]:
    """The named rules of scenarios, asked of what is seen."""
    subject, wanted = Subject(scenario), frozenset(names)
    for rule, check in checks.CHECKS:
        if rule.name in wanted:
            yield rule, partial(_told, check, subject, told)


def _told(check: Check, subject: Subject, told: Told) -> Iterator[Finding]:
    return map(told, check(subject))
