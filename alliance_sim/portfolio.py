"""What was practised in a time, for how long and what changed, with the reflections that its owner chose to show."""

from collections.abc import Iterable

from attrs import field, frozen

from alliance_sim.session import Session
from alliance_sim.trends import Trends

LONGEST = 600.0
"""Seconds that a step counts at most: who is away from the screen does not practise."""


@frozen
class Entry:
    """A session. `sort` is its kind, `level` is empty of anything but a scenario; `minutes` were spent in it."""

    session: str
    day: str
    title: str
    sort: str
    level: str
    exposure: str
    ended: str
    minutes: float


@frozen
class Chosen:
    """What was written in and beside a session, as far as its owner chose to show it."""

    session: str
    day: str
    title: str
    reactions: str = field(default="", repr=False)
    reflections: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Each with what it answers."""
    note: str = field(default="", repr=False)


@frozen
class Portfolio:
    """The sessions that began between two days, both included; an empty day is no bound."""

    since: str
    until: str
    made: str
    program: str
    entries: tuple[Entry, ...]
    trends: Trends
    chosen: tuple[Chosen, ...]
    unreadable: int = 0
    uncounted: tuple[int, int] = (0, 0)
    """Sessions that are not in the trends: those that could not be replayed, and those that were too many."""

    @property
    def minutes(self) -> dict[str, tuple[int, float]]:
        """For each kind of session how many there were, and how many minutes they took."""
        found: dict[str, tuple[int, float]] = {}
        for entry in self.entries:
            count, minutes = found.get(entry.sort, (0, 0.0))
            found[entry.sort] = count + 1, minutes + entry.minutes
        return found

    @property
    def days(self) -> int:
        """On how many days something was practised."""
        return len({entry.day for entry in self.entries})


def minutes_of(session: Session) -> float:
    """From the appearance of each step to its answer, a step counting at most ten minutes."""
    return total(answer.seconds or 0.0 for answer in session.answers) / 60


def total(seconds: Iterable[float]) -> float:
    return sum(min(each, LONGEST) for each in seconds)
