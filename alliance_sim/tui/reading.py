"""Something to read: help, or the debrief of an old session."""

from typing import ClassVar

from textual.binding import BindingType

from alliance_sim.document import Document
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.paging import PagedScreen


class ReadingScreen(PagedScreen):
    """A document and nothing to answer."""

    WHERE = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]

    def __init__(self, title: str, document: Document) -> None:
        super().__init__()
        self.reading, self.document = title, document

    def on_mount(self) -> None:
        self.words("status").say(self.reading)
        self.choice.display = self.words("ask").display = self.words("aside").display = False
        self.page.put(self.document)
        self.call_after_refresh(self.say_what_is_below)
