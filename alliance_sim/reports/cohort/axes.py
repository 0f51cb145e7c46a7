"""Axes and bins with round numbers, for the figures of the terminal and of the page alike."""

from collections.abc import Sequence
from math import ceil, floor, log10

from attrs import frozen

from alliance_sim.cohort.comparison import Comparison
from alliance_sim.cohort.outcomes import Unit
from alliance_sim.cohort.paired import Paired

MOST_BINS = 12


@frozen
class Axis:
    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(self.low + number * self.step for number in range(round((self.high - self.low) / self.step) + 1))

    def share(self, value: float) -> float:
        """Where a value lies: 0 at the low end, 1 at the high one."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@frozen
class Bin:
    """How many lie from `low` to under `high`."""

    low: float
    high: float
    count: int


@frozen
class Panel:
    """Outcomes of one unit, whose differences can stand on one axis."""

    unit: Unit
    axis: Axis
    rows: tuple[tuple[Comparison, Paired], ...]


def step_of(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10 and so on, or tenths of them, of which `most` cover the span."""
    if span <= 0:
        return 1.0
    power = 10.0 ** floor(log10(span / most))
    return next(power * factor for factor in (1, 2, 5, 10, 20) if power * factor * most >= span * (1 - 1e-9))


def axis(values: Sequence[float], most: int = 6) -> Axis:
    """An axis that holds the values."""
    low, high = min(values), max(values)
    step = step_of(high - low, most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return Axis(first * step, max(last, first + 1) * step, step)


def value_axis(found: Comparison) -> Axis:
    """The axis of an outcome: the whole scale, or of d' what there is."""
    if found.outcome.unit != "d'":
        return Axis(0.0, 100.0, 20.0)
    return axis([value for pair in found.pairs for value in pair])


def bins(values: Sequence[float], most: int = MOST_BINS) -> tuple[Bin, ...]:
    """The values in bins with round edges."""
    edges = axis(values, most - 1)
    counts: dict[int, int] = {}
    for value in values:
        place = floor((value - edges.low) / edges.step + 1e-9)
        counts[place] = counts.get(place, 0) + 1
    last = max(counts)
    return tuple(
        Bin(edges.low + place * edges.step, edges.low + (place + 1) * edges.step, counts.get(place, 0))
        for place in range(last + 1)
    )


def lines(found: Comparison, most: int) -> tuple[tuple[float, float], ...]:
    """The pairs that a figure of slopes draws: all, or every second, third and so on by size."""
    return found.pairs[:: max(1, ceil(found.n / most))]


def panels(found: Sequence[Comparison]) -> tuple[Panel, ...]:
    """The differences by their units, each with 0 on its axis."""
    drawn = []
    units: tuple[Unit, ...] = ("d'", "%", "points")
    for unit in units:
        rows = tuple((each, each.found) for each in found if each.outcome.unit == unit and each.found)
        if rows:
            ends = [end for _, each in rows for end in (each.difference.low, each.difference.high)]
            drawn.append(Panel(unit, axis([0.0, *ends]), rows))
    return tuple(drawn)
