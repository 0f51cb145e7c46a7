"""The trends over all sessions. They are worked out after the first frame, a slice at a time."""

import time
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.document import Document, Paragraph, plain
from alliance_sim.gathering import Gathering, gathering
from alliance_sim.reports import DOCUMENT_FORMATS
from alliance_sim.reports.text import WIDTH
from alliance_sim.reports.trending import TITLE, document
from alliance_sim.store import home
from alliance_sim.trends import trends
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.reading import ReadingScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

AFTER_THE_FIRST_FRAME = 0.02
SLICE = 0.04
"""Seconds of work before keys are heard again."""
NAME = "trends"


class TrendsScreen(ReadingScreen):
    WHERE = "trends"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("trends")]

    def __init__(self) -> None:
        super().__init__(TITLE, (Paragraph(plain("Your sessions are being read.")),))
        self.walk: Gathering | None = None
        self.written_down: Document = ()

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(AFTER_THE_FIRST_FRAME, lambda: self.trainer.attempt(self.begin))

    def begin(self) -> None:
        self.walk = gathering(self.trainer.store)
        self.go_on()

    def go_on(self) -> None:
        """Look at sessions for a moment; then let keys be heard, and come back."""
        assert self.walk is not None
        until = time.monotonic() + SLICE
        if self.walk.go_on(lambda: time.monotonic() > until):
            self.show_trends(self.walk)
            return
        done, of = len(self.walk.sessions) - len(self.walk.waiting), len(self.walk.sessions)
        self.words("status").say(f"{TITLE} · {done} of {of} sessions read")
        self.set_timer(AFTER_THE_FIRST_FRAME, lambda: self.trainer.attempt(self.go_on))

    def show_trends(self, walk: Gathering) -> None:
        self.written_down = document(trends(walk.showings), unreadable=walk.unreadable, beyond=walk.beyond)
        self.words("status").say(TITLE)
        self.page.put(self.written_down)
        self.call_after_refresh(self.say_what_is_below)

    def action_back(self) -> None:
        if self.walk is not None:
            self.walk.keep()
        super().action_back()

    def action_write(self) -> None:
        """Write the trends as HTML and Markdown."""
        if not self.written_down:
            self.tell("The sessions are still being read.")
            return
        folder = home() / "reports"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for ending, format_ in (("html", "html"), ("md", "markdown")):
                path = folder / f"{NAME}.{ending}"
                path.write_text(DOCUMENT_FORMATS[format_](self.written_down, TITLE, WIDTH), encoding="utf-8")
                path.chmod(0o600)
        except OSError as error:
            self.tell(f"The files could not be written: {error.strerror}")
        else:
            self.tell(f"Written: {folder / NAME}.html and .md")

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(DOCUMENT_FORMATS["text"](self.written_down, TITLE, WIDTH))
        self.tell("Copied, where your terminal allows it. w writes files instead.")
