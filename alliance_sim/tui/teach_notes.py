"""The teacher's own screen: it follows the projected one, and holds what the group must not see."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from alliance_sim.classroom import Followed, Taught
from alliance_sim.document import Document, Note, plain
from alliance_sim.teaching.clock import clock
from alliance_sim.teaching.notes import notes
from alliance_sim.teaching.seminar import Path, Stage
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.paging import PagedScreen

LOOK = 0.3
"""Seconds between two looks at the file."""
KEYS = "d or page down, u or page up: scroll   j: next part   q: quit"
WAITING: Document = (
    Note("Waiting", plain("alliance-sim teach SCENARIO in another terminal begins a session; this one follows it.")),
)
CLOSED: Document = (Note("Closed", plain("the projected screen was left. alliance-sim teach goes on there.")),)


class NotesScreen(PagedScreen):
    """The notes of the stage that is projected."""

    WHERE = "page"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("page"),
        Binding("down", "screen.line(1)", show=False),
        Binding("up", "screen.line(-1)", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, followed: Followed, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self.followed, self.now = followed, now
        self.taught: Taught | None = None
        self.place: tuple[Path, Stage] | None = None

    def on_mount(self) -> None:
        for name in ("ask", "aside"):
            self.words(name).display = False
        self.choice.display = False
        self.words("keys").say(KEYS)
        self.page.put(WAITING)
        self.set_interval(LOOK, self.look)
        self.look()

    def look(self) -> None:
        """Show what has changed; the clock goes on in any case."""
        found = self.followed.look()
        if found is not None:
            self.taught = found
            self.show()
        self.say_time()

    def show(self) -> None:
        """Show the notes of the stage; within a stage the text stays where it was scrolled to."""
        assert self.taught is not None
        here = self.taught.now
        place = (here.path, here.stage)
        top = self.page.scroll_y if place == self.place else 0
        self.place = place
        self.page.put((*(CLOSED if here.closed else ()), *notes(here)))
        self.call_after_refresh(self.page.scroll_to, y=top, animate=False, force=True)

    def say_time(self) -> None:
        if self.taught is None:
            self.words("status").say("Notes")
            return
        head = self.taught.head
        self.words("status").say(f"Notes · {clock(self.taught.now, self.now(), head.minutes)}")

    def action_line(self, by: int) -> None:
        self.page.scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        """Nothing lies behind this screen."""
