"""A debrief as a file: one module per format, each a function from a debrief and a width in columns to text."""

from collections.abc import Callable

from alliance_sim.debrief import Debrief
from alliance_sim.reports.as_json import rendered as json_text
from alliance_sim.reports.debriefing import document
from alliance_sim.reports.html import rendered as html_page
from alliance_sim.reports.markdown import rendered as markdown_text
from alliance_sim.reports.text import WIDTH
from alliance_sim.reports.text import rendered as plain_lines

Renderer = Callable[[Debrief, int], str]

FORMATS: dict[str, Renderer] = {
    "text": lambda debrief, width: plain_lines(document(debrief), width),
    "markdown": lambda debrief, _: markdown_text(document(debrief)),
    "html": lambda debrief, _: html_page(document(debrief), title=f"Debrief: {debrief.title}"),
    "json": lambda debrief, _: json_text(debrief),
}


def rendered(debrief: Debrief, format: str, *, width: int = WIDTH, notes: bool = False) -> str:
    """The debrief in a format of `FORMATS`; only text heeds the width. Raises `KeyError` for any other.

    What the trainee wrote in sentences stays out of it without `notes`.
    """
    return FORMATS[format](debrief if notes else debrief.without_notes(), width)
