"""A debrief, or any other document, as a file: one module per format."""

from collections.abc import Callable

from alliance_sim.debrief import Debrief
from alliance_sim.document import Document
from alliance_sim.reports.as_json import rendered as json_text
from alliance_sim.reports.debriefing import document
from alliance_sim.reports.html import rendered as html_page
from alliance_sim.reports.markdown import rendered as markdown_text
from alliance_sim.reports.text import WIDTH
from alliance_sim.reports.text import rendered as plain_lines

Renderer = Callable[[Document, str, int], str]

DOCUMENT_FORMATS: dict[str, Renderer] = {
    "text": lambda document, _, width: plain_lines(document, width),
    "markdown": lambda document, _, __: markdown_text(document),
    "html": lambda document, title, _: html_page(document, title=title),
}
"""What any document can be written as: functions of a document, its title and a width in columns."""
FORMATS = (*DOCUMENT_FORMATS, "json")


def rendered(debrief: Debrief, format: str, *, width: int = WIDTH, notes: bool = False) -> str:
    """The debrief in one of the `FORMATS`; only text heeds the width. Raises `KeyError` for any other.

    What the trainee wrote in sentences stays out of it without `notes`.
    """
    told = debrief if notes else debrief.without_notes()
    if format == "json":
        return json_text(told)
    return DOCUMENT_FORMATS[format](document(told), f"Debrief: {debrief.title}", width)
