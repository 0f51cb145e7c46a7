"""Document to one HTML page that needs nothing else: no script, no request, light and dark, fit to print."""

from functools import cache
from typing import TYPE_CHECKING

from alliance_sim.document import Document, Plot

if TYPE_CHECKING:
    from jinja2 import Template

CHART_WIDTH, CHART_HEIGHT = 320, 48
"""Of the drawing, in its own units; the page scales it."""


def rendered(document: Document, *, title: str) -> str:
    """The page. Text is escaped by the template; nothing of it is a template itself."""
    blocks = [(type(block).__name__.lower(), block) for block in document]
    return _template().render(title=title, blocks=blocks, outline=outline, width=CHART_WIDTH, height=CHART_HEIGHT)


def outline(plot: Plot) -> str:
    """The points of a line chart as SVG has them; a single point is drawn as a line across."""
    points = plot.points * 2 if len(plot.points) == 1 else plot.points
    step = CHART_WIDTH / max(len(points) - 1, 1)
    span = max(plot.high - plot.low, 1)
    heights = [CHART_HEIGHT * (1 - (point - plot.low) / span) for point in points]
    return " ".join(f"{n * step:.1f},{height:.1f}" for n, height in enumerate(heights))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # only this report needs it

    loader = PackageLoader("alliance_sim", "reports")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
