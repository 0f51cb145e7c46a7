"""A debrief as a file: one module per format, each a function from a debrief and a width in columns to text."""

from collections.abc import Callable

from alliance_sim.debrief import Debrief
from alliance_sim.reports import as_json, html, markdown, text
from alliance_sim.reports.debriefing import document

Renderer = Callable[[Debrief, int], str]

FORMATS: dict[str, Renderer] = {
    "text": lambda debrief, width: text.rendered(document(debrief), width),
    "markdown": lambda debrief, _: markdown.rendered(document(debrief)),
    "html": lambda debrief, _: html.rendered(document(debrief), title=f"Debrief: {debrief.title}"),
    "json": lambda debrief, _: as_json.rendered(debrief),
}


def rendered(debrief: Debrief, format: str, *, width: int = text.WIDTH, notes: bool = False) -> str:
    """The debrief in a format of `FORMATS`; only text heeds the width. Raises `KeyError` for any other.

    What the trainee wrote in sentences stays out of it without `notes`.
    """
    return FORMATS[format](debrief if notes else debrief.without_notes(), width)
