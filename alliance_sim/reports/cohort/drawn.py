"""The figures of a cohort for a terminal, 80 columns wide."""

from collections.abc import Iterator, Sequence

from alliance_sim.cells import cells
from alliance_sim.cohort.comparison import Comparison
from alliance_sim.cohort.evaluation import Distribution
from alliance_sim.reports.cohort.axes import Axis, Panel, bins, lines, panels, value_axis
from alliance_sim.reports.cohort.wording import directions, estimate, number, tick
from alliance_sim.signal_detection import Estimate
from alliance_sim.wrapping import wrapped

LABEL, AXIS = 24, 34
"""Columns of a forest: the names of the outcomes, and the axis."""
COLUMNS, ROWS = 44, 12
"""The canvas of the slopes, in characters; each holds two by four dots."""
MOST_LINES = 40
"""Lines on the canvas; more make a blot."""
BAR = 40
BRAILLE = 0x2800
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a Braille character, by row and column."""
UNITS = {"d'": "d'", "%": "percentage points", "points": "points of 100"}


def forest(found: Sequence[Comparison]) -> Iterator[str]:
    """Each mean difference with its interval; one axis a unit, 0 marked."""
    for panel in panels(found):
        yield f"{UNITS[panel.unit]}:"
        for comparison, paired in panel.rows:
            names = wrapped(comparison.outcome.title, LABEL)
            told = estimate(paired.difference, panel.unit)
            yield f"{_padded(names[0], LABEL)} {_whisker(panel.axis, paired.difference)} {told}"
            yield from names[1:]
        yield f"{' ' * LABEL} {_scale(panel)}"


def _whisker(axis: Axis, found: Estimate) -> str:
    line = [" "] * AXIS
    line[_column(axis, 0.0)] = "│"
    low, middle, high = (_column(axis, value) for value in (found.low, found.value, found.high))
    line[low : high + 1] = ["─"] * (high + 1 - low)
    line[low], line[high] = "├", "┤"
    line[middle] = "●"
    return "".join(line)


def _scale(panel: Panel) -> str:
    """The ends of the axis and 0, where there is room for it."""
    axis = panel.axis
    low, high = tick(axis.low, axis.step), tick(axis.high, axis.step)
    line = list(low.ljust(AXIS - len(high)) + high)
    at = _column(axis, 0.0)
    if len(low) < at < AXIS - len(high) - 1:
        line[at] = "0"
    return "".join(line)


def _column(axis: Axis, value: float) -> int:
    return round(axis.share(value) * (AXIS - 1))


def slopes(found: Comparison) -> Iterator[str]:
    """A line for each person from before to after."""
    axis = value_axis(found)
    drawn = lines(found, MOST_LINES)
    canvas = [[0] * COLUMNS for _ in range(ROWS)]
    for earlier, later in drawn:
        _draw(canvas, axis.share(earlier), axis.share(later))
    ends = {0: axis.high, ROWS - 1: axis.low}
    for place, row in enumerate(canvas):
        label = tick(ends[place], axis.step) if place in ends else ""
        yield f"{label:>6} {''.join(chr(BRAILLE + bits) for bits in row)}"
    yield f"{'':6} {'before':{COLUMNS - 5}}after"
    sample = "" if len(drawn) == found.n else f" ({len(drawn)} of {found.n} lines are drawn)"
    yield f"{directions(found)}{sample}"


def _draw(canvas: list[list[int]], earlier: float, later: float) -> None:
    width, height = 2 * COLUMNS, 4 * ROWS
    for x in range(width):
        y = round((1 - earlier - (later - earlier) * x / (width - 1)) * (height - 1))
        canvas[y // 4][x // 2] |= DOTS[y % 4][x % 2]


def differences(found: Comparison) -> Iterator[str]:
    """How the differences spread: a bar for each range of them."""
    drawn = bins(found.differences)
    most = max(each.count for each in drawn)
    step = drawn[0].high - drawn[0].low
    labels = [f"{tick(each.low, step)} to under {tick(each.high, step)}" for each in drawn]
    width = max(map(len, labels))
    for label, each in zip(labels, drawn, strict=True):
        yield f"{label:>{width}} {_bar(each.count, most)}"


def distribution(found: Distribution) -> Iterator[str]:
    """A bar for each point of a scale."""
    most = max(found.counts.values())
    for value, count in found.counts.items():
        yield f"{number(value, 0):>4} {_bar(count, most)}"


def _bar(count: int, most: int) -> str:
    return f"{'█' * round(BAR * count / most)} {count}" if count else "0"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
