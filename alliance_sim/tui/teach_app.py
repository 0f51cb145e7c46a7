"""The apps of a group session: one that is projected, and one with the notes. Neither opens the store of sessions."""

import time
from collections.abc import Iterable
from pathlib import Path

from textual.app import SystemCommand
from textual.screen import Screen

from alliance_sim.classroom import Classroom, Followed
from alliance_sim.settings import Settings
from alliance_sim.store import Store
from alliance_sim.store.access import Access
from alliance_sim.store.opening import empty
from alliance_sim.teaching.debriefing import document, group_debrief
from alliance_sim.teaching.events import Event
from alliance_sim.teaching.seminar import Seminar
from alliance_sim.tui.app import AllianceApp
from alliance_sim.tui.teach import TeachScreen
from alliance_sim.tui.teach_commands import TEACHING
from alliance_sim.tui.teach_notes import NotesScreen
from alliance_sim.tui.teach_themes import PROJECTED, PROJECTED_LIGHT, THEMES

SHEETS = ["alliance.tcss", "teach.tcss"]
NOTHING_KEPT = "a group session is kept apart from the sessions of single people"


def no_store() -> Store:
    return Store(Path(), NOTHING_KEPT, Access(Path(), NOTHING_KEPT, empty()))


class TeachApp(AllianceApp):
    """The projected screen, in a theme of its own whatever the settings are."""

    CSS_PATH = SHEETS  # type: ignore[assignment]  # Textual takes a list too
    TITLE = "alliance-sim teach"

    def __init__(self, room: Classroom, home: Path, *, light: bool = False, told: str = "") -> None:
        super().__init__(no_store(), Settings())
        self.room, self.reports = room, home / "reports"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = (PROJECTED_LIGHT if light else PROJECTED).name
        room.add(Event("came", room.clock()))
        self.projected = TeachScreen(room, self.written, told=told)

    def get_default_screen(self) -> Screen[None]:
        return self.projected

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        for command in TEACHING if screen is self.projected else ():
            yield SystemCommand(
                command.label.capitalize(),
                command.help,
                lambda action=command.action: self.call_later(self.projected.run_action, action),
            )

    def leave(self, status: int = 0) -> None:
        """Tell the notes that the projected screen is closed, and end."""
        if not self.room.now.closed:
            self.room.add(Event("left", self.room.clock()))
        super().leave(status)

    def written(self, here: Seminar) -> str:
        """Write the group debrief to the folder of reports; what came of it."""
        from alliance_sim.reports import DOCUMENT_FORMATS  # noqa: PLC0415

        found = group_debrief(here, scenario=self.room.taught.head.scenario)
        name = f"group-{self.room.taught.path.stem}"
        try:
            self.reports.mkdir(mode=0o700, parents=True, exist_ok=True)
            for ending, format_ in (("html", "html"), ("md", "markdown")):
                path = self.reports / f"{name}.{ending}"
                path.write_text(DOCUMENT_FORMATS[format_](document(found), found.title, 72), encoding="utf-8")
                path.chmod(0o600)
        except OSError as error:
            return f"The files could not be written: {error.strerror}"
        return f"Written to {self.reports}"


class NotesApp(AllianceApp):
    """The teacher's own screen."""

    CSS_PATH = SHEETS  # type: ignore[assignment]
    TITLE = "alliance-sim teach --notes"

    def __init__(self, home: Path, settings: Settings) -> None:
        super().__init__(no_store(), settings)
        self.notes = NotesScreen(Followed(home), time.time)

    def get_default_screen(self) -> Screen[None]:
        return self.notes


def run_teach(room: Classroom, home: Path, *, mouse: bool, light: bool = False, told: str = "") -> int:
    """Show the projected screen; the exit status."""
    app = TeachApp(room, home, light=light, told=told)
    with app.store:
        app.run(mouse=mouse)
    return app.return_code or 0


def run_notes(home: Path, settings: Settings, *, mouse: bool) -> int:
    """Show the notes; the exit status."""
    app = NotesApp(home, settings)
    with app.store:
        app.run(mouse=mouse)
    return app.return_code or 0
