"""The dose: how much of the course people took."""

from collections.abc import Callable, Sequence

from attrs import frozen

from alliance_sim.cohort.comparison import FEWEST
from alliance_sim.cohort.paired import Spread, quartiles, spread
from alliance_sim.participant import Participant


@frozen
class Amount:
    """How much of something people took: mean and SD, and the quartiles."""

    what: str
    spread: Spread
    low: float
    median: float
    high: float


PARTS: dict[str, Callable[[Participant], float]] = {
    "Lessons": lambda person: len(person.dose.lessons),
    "Minutes in lessons": lambda person: sum(each.seconds for each in person.dose.lessons) / 60,
    "Scenarios": lambda person: len(person.dose.scenarios),
    "Minutes in scenarios": lambda person: sum(each.seconds for each in person.dose.scenarios) / 60,
    "Drills": lambda person: person.dose.drills,
    "Minutes in all": lambda person: person.dose.minutes,
}
"""What is counted of each."""


def dose(people: Sequence[Participant]) -> tuple[Amount, ...]:
    """The amounts of all who are enrolled; nothing of few."""
    if len(people) < FEWEST:
        return ()
    return tuple(_amount(what, sorted(counted(person) for person in people)) for what, counted in PARTS.items())


def _amount(what: str, values: Sequence[float]) -> Amount:
    return Amount(what, spread(values), *quartiles(values))
