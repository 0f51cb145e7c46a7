"""Document to one HTML page that needs nothing else: no script, no request, light and dark, fit to print."""

from functools import cache
from typing import TYPE_CHECKING

from alliance_sim.document import Document, Intervals, Mark, Plot

if TYPE_CHECKING:
    from jinja2 import Template

CHART_WIDTH, CHART_HEIGHT = 320, 48
"""Of the drawing, in its own units; the page scales it."""
SCALE_WIDTH, ROW_HEIGHT, EDGE = 640, 30, 28
"""Of a drawing of intervals: its width, the height of a row, and the room beside the scale."""


def rendered(document: Document, *, title: str) -> str:
    """The page. Text is escaped by the template; nothing of it is a template itself."""
    blocks = [(type(block).__name__.lower(), block) for block in document]
    drawing = {"outline": outline, "width": CHART_WIDTH, "height": CHART_HEIGHT}
    scale = {"places": places, "at": at, "scale": SCALE_WIDTH, "row": ROW_HEIGHT}
    return _template().render(title=title, blocks=blocks, **drawing, **scale)


def outline(plot: Plot) -> str:
    """The points of a line chart as SVG has them; a single point is drawn as a line across."""
    points = plot.points * 2 if len(plot.points) == 1 else plot.points
    step = CHART_WIDTH / max(len(points) - 1, 1)
    span = max(plot.high - plot.low, 1)
    heights = [CHART_HEIGHT * (1 - (point - plot.low) / span) for point in points]
    return " ".join(f"{n * step:.1f},{height:.1f}" for n, height in enumerate(heights))


def places(block: Intervals, mark: Mark) -> dict[str, str]:
    """Where the parts of an interval stand on the drawing of a page."""
    return {name: at(block, value) for name in ("low", "value", "high") for value in (getattr(mark, name),)}


def at(block: Intervals, value: float) -> str:
    """Where a value stands on the drawing."""
    return f"{EDGE + block.share(value) * (SCALE_WIDTH - 2 * EDGE):.1f}"


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # only this report needs it

    loader = PackageLoader("alliance_sim", "reports")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
