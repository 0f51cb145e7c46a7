"""Cohorts for the tests: participants with given scores, and what is told of them."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from alliance_sim.cohort import Cohort, cohort
from alliance_sim.cohort.comparison import Comparison
from alliance_sim.cohort.gathering import Given, gathered
from alliance_sim.participant import (
    FormTaken,
    ItemAnswer,
    Occasion,
    Participant,
    QuestionnaireTaken,
    TrialTaken,
)
from alliance_sim.session import Recognition
from tests.participants import MORNING, code_of, participant

AT = MORNING.isoformat()


def given(people: Iterable[Participant]) -> tuple[Given, ...]:
    """The people with files named after their codes."""
    return tuple(Given(f"{each.code}.participant.json", each) for each in people)


def of(people: Iterable[Participant]) -> Cohort:
    return cohort(gathered(given(people)))


def row(found: Cohort, outcome: str) -> Comparison:
    return next(each for each in found.change if each.outcome.id == outcome)


def rated(values: Sequence[int | None], occasion: Occasion = "pre", scale: str = "recognition") -> QuestionnaireTaken:
    """A questionnaire of one scale with these answers."""
    items = tuple(ItemAnswer(f"i{place}", scale, False, value) for place, value in enumerate(values))  # type: ignore[arg-type]
    return QuestionnaireTaken(occasion, "ruptures", "a" * 64, 0, 100, items, AT)


def answered(occasion: str, right: int, false_alarms: int, of_each: int = 12) -> FormTaken:
    """A form on which so many withdrawals of twelve are named, and so many of twelve other turns too."""
    trials = [TrialTaken(f"{occasion}-r{place}", "withdrawal", _named(place < right), None) for place in range(of_each)]
    trials += [
        TrialTaken(f"{occasion}-n{place}", "none", _named(place < false_alarms), None) for place in range(of_each)
    ]
    return FormTaken(occasion, "A" if occasion == "pre" else "B", AT, tuple(trials))  # type: ignore[arg-type]


def _named(rupture: bool) -> Recognition:
    return "withdrawal" if rupture else "none"


def rating(number: int, before: int, after: int) -> Participant:
    """A participant of whom nothing is known but the recognition ratings before and after."""
    return evolve(
        participant(number, code_of(number)),
        group="",
        questionnaires=(rated([before]), rated([after], "post")),
        forms=(),
        evaluation=None,
    )
