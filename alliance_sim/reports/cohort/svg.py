"""The figures of a cohort as inline SVG: drawn from the same axes and bins as those of the terminal.

Every figure has a title and a description for those who do not see it. Text is escaped as it is put in.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from alliance_sim.cohort.comparison import WHEN, Comparison
from alliance_sim.cohort.evaluation import Distribution
from alliance_sim.reports.cohort.axes import Panel, bins, lines, panels, value_axis
from alliance_sim.reports.cohort.drawn import UNITS
from alliance_sim.reports.cohort.wording import directions, estimate, tick, title

MOST_LINES = 200
"""Lines of a figure of slopes."""
WIDTH, HEIGHT = 320, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 12, 30
FOREST, NAMES, FIGURES = 660, 210, 150
"""The width of a forest, and what of it the names and the figures take."""
ROW = 26


def forest(found: Sequence[Comparison]) -> Markup:
    """Each mean difference with its interval; one axis a unit."""
    drawn, top = [], 0.0
    for panel in panels(found):
        drawn.append(_panel(panel, top))
        top += ROW * (len(panel.rows) + 2)
    told = "; ".join(
        f"{title(each.outcome)}: {estimate(figures.difference, panel.unit)}"
        for panel in panels(found)
        for each, figures in panel.rows
    )
    return _figure("Mean differences with 95 % intervals", told, FOREST, top, drawn)


def _panel(panel: Panel, top: float) -> Markup:
    parts = [_text(0, top + 17, UNITS[panel.unit], "head")]
    bottom = top + ROW * (len(panel.rows) + 1)
    zero = _across(panel, 0.0)
    parts.append(_line(zero, top + ROW - 4, zero, bottom, "zero"))
    for number, (comparison, figures) in enumerate(panel.rows):
        middle = top + ROW * (number + 1.5)
        low, at, high = (
            _across(panel, value)
            for value in (figures.difference.low, figures.difference.value, figures.difference.high)
        )
        parts += [
            _text(0, middle + 4, title(comparison.outcome)),
            _line(low, middle, high, middle, "interval"),
            _line(low, middle - 4, low, middle + 4, "interval"),
            _line(high, middle - 4, high, middle + 4, "interval"),
            Markup('<circle class="mean" cx="{:.1f}" cy="{:.1f}" r="4.5"/>').format(at, middle),
            _text(FOREST - FIGURES, middle + 4, estimate(figures.difference, panel.unit), "figures"),
        ]
    parts.append(_line(NAMES, bottom, FOREST - FIGURES - 15, bottom, "edge"))
    parts += [
        _text(_across(panel, each), bottom + 14, tick(each, panel.axis.step), "tick") for each in panel.axis.ticks
    ]
    return _joined(parts)


def _across(panel: Panel, value: float) -> float:
    return NAMES + panel.axis.share(value) * (FOREST - FIGURES - 15 - NAMES)


def slopes(found: Comparison) -> Markup:
    """A line for each person from before to after, and a thick one between the means."""
    axis = value_axis(found)
    left, right = LEFT + 20, WIDTH - RIGHT - 30
    parts: list[Markup] = []
    for each in axis.ticks:
        y = _up(axis.share(each))
        parts += [_line(LEFT, y, WIDTH - RIGHT, y, "grid"), _text(LEFT - 6, y + 4, tick(each, axis.step), "left")]
    drawn = lines(found, MOST_LINES)
    opacity = max(0.15, min(0.55, 12 / len(drawn)))
    parts.append(Markup('<g style="opacity:{:.2f}">').format(opacity))
    parts += [_line(left, _up(axis.share(a)), right, _up(axis.share(b)), "person") for a, b in drawn]
    parts.append(Markup("</g>"))
    if found.found:
        a, b = (_up(axis.share(each.mean)) for each in (found.found.before, found.found.after))
        parts.append(_line(left, a, right, b, "means"))
    parts += [
        _text(left, HEIGHT - 10, WHEN[found.earlier], "tick"),
        _text(right, HEIGHT - 10, WHEN[found.later], "tick"),
    ]
    sample = "" if len(drawn) == found.n else f"; {len(drawn)} of {found.n} lines are drawn"
    return _figure(f"{title(found.outcome)}: each person", f"{directions(found)}{sample}", WIDTH, HEIGHT, parts)


def differences(found: Comparison) -> Markup:
    """How the differences spread."""
    drawn = bins(found.differences)
    step = drawn[0].high - drawn[0].low
    labels = [tick(each, step) for each in (*(each.low for each in drawn), drawn[-1].high)]
    told = ", ".join(
        f"{low} to under {high}: {each.count}" for low, high, each in zip(labels, labels[1:], drawn, strict=False)
    )
    width = (WIDTH - LEFT - RIGHT) / len(drawn)
    most = max(each.count for each in drawn)
    parts = [_bar(LEFT + number * width, width, each.count, most) for number, each in enumerate(drawn)]
    every = -(-len(labels) // 7)
    parts += [
        _text(LEFT + number * width, HEIGHT - 10, label, "tick")
        for number, label in enumerate(labels)
        if number % every == 0
    ]
    if drawn[0].low < 0 < drawn[-1].high:
        zero = LEFT + width * -drawn[0].low / (drawn[0].high - drawn[0].low)
        parts.append(_line(zero, TOP, zero, HEIGHT - BOTTOM, "zero"))
    parts.append(_line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "edge"))
    return _figure(f"{title(found.outcome)}: how many differ by how much", told, WIDTH, HEIGHT, parts)


def distribution(found: Distribution) -> Markup:
    """A bar for each point of a scale."""
    width = (WIDTH - LEFT - RIGHT) / len(found.counts)
    most = max(found.counts.values())
    parts = []
    for number, (value, count) in enumerate(found.counts.items()):
        left = LEFT + number * width
        parts += [_bar(left, width, count, most), _text(left + width / 2, HEIGHT - 10, str(value), "tick")]
    parts.append(_line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "edge"))
    told = ", ".join(f"{value}: {count}" for value, count in found.counts.items())
    return _figure(found.ask, told, WIDTH, HEIGHT, parts)


def _bar(left: float, width: float, count: int, most: int) -> Markup:
    """A bar with its count above it."""
    top = _up(0.9 * count / most)
    shape = Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        left + 1.5, top, width - 3, HEIGHT - BOTTOM - top
    )
    return shape + _text(left + width / 2, top - 4, str(count), "tick")


def _up(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    shape = Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>')
    return shape.format(kind, x1, y1, x2, y2)


def _text(x: float, y: float, text: str, kind: str = "name") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y, text)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _figure(name: str, told: str, width: float, height: float, parts: Iterable[Markup]) -> Markup:
    head = Markup(
        '<svg viewBox="0 0 {:.0f} {:.0f}" style="max-width:{:.0f}px" role="img"><title>{}</title><desc>{}</desc>\n'
    )
    return head.format(width, height, 1.25 * width, name, told) + _joined(parts) + Markup("\n</svg>")
