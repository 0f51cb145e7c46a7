"""What first exposures show over time, in windows of pooled probes: one session alone is too few to compare.

A window holds as many sessions in a row as it takes to come to 30 probes with a rupture and 30 without (`ENOUGH`), or
to more where there are many: never more than `MOST` windows. The last may not be full yet; it is provisional then.
A turn of the drill counts only the first time that it is met.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import hypot
from statistics import fmean
from typing import Literal, NamedTuple, get_args

from attrs import evolve, frozen

from alliance_sim.knowing import Skill
from alliance_sim.recognition import Detection, pooled
from alliance_sim.repair import Attempt
from alliance_sim.scenario import Fit, RuptureType
from alliance_sim.showing import Reply, Showing
from alliance_sim.signal_detection import ENOUGH, Estimate, Proportion, proportion

MOST = 8
"""Windows: as many rows as one screen shows and an eye compares."""
FITS: tuple[Fit, ...] = get_args(Fit)
FITTING: tuple[Fit, ...] = ("strong", "adequate")
TYPES: tuple[RuptureType, ...] = get_args(RuptureType)
Time = Literal["before", "then", "after"]


class RatedMean(NamedTuple):
    """The mean of a scale over the sessions that rated it, and how many these are."""

    mean: float
    sessions: int


@frozen(slots=False)
class Window:
    """Sessions in a row, taken together. `full` tells whether they hold enough probes to be compared."""

    showings: tuple[Showing, ...]
    full: bool

    @cached_property
    def detection(self) -> Detection:
        return pooled(showing.detection for showing in self.showings)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last."""
        days = [showing.day for showing in self.showings]
        return min(days), max(days)

    @property
    def levels(self) -> dict[str, int]:
        """How many sessions were of each level."""
        return dict(Counter(showing.level for showing in self.showings if showing.level))

    @property
    def replies(self) -> tuple[Reply, ...]:
        return tuple(reply for showing in self.showings for reply in showing.replies)

    @property
    def strains(self) -> tuple[Attempt, ...]:
        return tuple(strain for showing in self.showings for strain in showing.strains)

    @property
    def fits(self) -> dict[Fit, int]:
        """How many replies had each fit."""
        found = Counter(reply.fit for reply in self.replies)
        return {fit: found[fit] for fit in FITS}

    def fitting(self, *types: RuptureType) -> Proportion | None:
        """Of the replies, or of those to ruptures of these types, the ones that fitted well or well enough."""
        replies = [reply for reply in self.replies if not types or reply.rupture in types]
        return proportion(sum(reply.fit in FITTING for reply in replies), len(replies))

    @property
    def acknowledged_at_once(self) -> Proportion | None:
        """Of the strains, those that the first reply acknowledged."""
        return proportion(sum(strain.acknowledged == 0 for strain in self.strains), len(self.strains))

    def rated(self, scale: str, time: Time) -> RatedMean | None:
        """Self-ratings on a scale. Each session counts once."""
        rated = [each for showing in self.showings for each in showing.ratings if each.scale == scale]
        points = [point for each in rated for point in (getattr(each, time),) if point is not None]
        return RatedMean(fmean(points), len(points)) if points else None


@frozen(slots=False)
class Trends:
    """First exposures in the order of their beginning, and single turns met for the first time, each in windows."""

    firsts: Window
    windows: tuple[Window, ...]
    singles: Window
    single_windows: tuple[Window, ...]

    @cached_property
    def skills(self) -> Mapping[Skill, Proportion]:
        """Of each marker how often it was noticed, of each look-alike how often it was left alone."""
        well: Counter[Skill] = Counter()
        met: Counter[Skill] = Counter()
        for showing in (*self.firsts.showings, *self.singles.showings):
            for seen in showing.seen:
                met.update(seen.skills)
                well.update(seen.skills if seen.trial.agrees else ())
        return {skill: Proportion(well[skill], times) for skill, times in met.items()}

    @property
    def comparable(self) -> tuple[Window, Window] | None:
        """The first and the last full window, where there are two."""
        full = [window for window in self.windows if window.full]
        return (full[0], full[-1]) if len(full) > 1 else None


def trends(showings: Iterable[Showing]) -> Trends:
    """The trends of first exposures and sittings, which come in the order in which they began."""
    each = tuple(showings)
    firsts = tuple(showing for showing in each if showing.kind == "scenario" and showing.seen)
    singles = tuple(_first_met(showing for showing in each if showing.kind == "drill"))
    return Trends(_whole(firsts), windows(firsts), _whole(singles), windows(singles))


def _whole(showings: tuple[Showing, ...]) -> Window:
    return Window(showings, _probes(showings) >= ENOUGH)


def _probes(showings: Sequence[Showing]) -> int:
    """How many probes there are with a rupture, or without one: the fewer of the two."""
    counts = pooled(showing.detection for showing in showings).counts
    return min(counts.signal, counts.noise)


def _first_met(sittings: Iterable[Showing]) -> Iterable[Showing]:
    """The sittings with the turns only that had not been met in an earlier one; those without any are left out."""
    met: set[str] = set()
    for sitting in sittings:
        new = tuple(seen for seen in sitting.seen if seen.name not in met)
        met.update(seen.name for seen in new)
        if new:
            yield evolve(sitting, seen=new)


def windows(showings: Sequence[Showing]) -> tuple[Window, ...]:
    """Sessions in a row, each window closed once it holds enough."""
    need = max(ENOUGH, -(-_probes(showings) // MOST))
    found: list[Window] = []
    begun: list[Showing] = []
    signal = noise = 0
    for showing in showings:
        begun.append(showing)
        counts = showing.detection.counts
        signal, noise = signal + counts.signal, noise + counts.noise
        if min(signal, noise) >= need:
            found.append(Window(tuple(begun), full=True))
            begun, signal, noise = [], 0, 0
    return (*found, Window(tuple(begun), min(signal, noise) >= ENOUGH)) if begun else tuple(found)


def change_of_share(early: Proportion | None, late: Proportion | None) -> Estimate | None:
    """Late minus early, with its 95% interval (Newcombe 1998, Stat Med 17:873-890, method 10)."""
    if early is None or late is None:
        return None
    change = late.value - early.value
    down = hypot(late.value - late.low, early.high - early.value)
    up = hypot(late.high - late.value, early.value - early.low)
    return Estimate(change, change - down, change + up)


def change_of_estimate(early: Estimate, late: Estimate) -> Estimate:
    """Late minus early, for estimates whose intervals reach as far to both sides."""
    change = late.value - early.value
    reach = hypot(late.high - late.value, early.high - early.value)
    return Estimate(change, change - reach, change + reach)
