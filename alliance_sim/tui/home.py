"""Home: what to practise next, and the way to everything else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim import __version__
from alliance_sim.steps import Option
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp


class HomeScreen(ListScreen):
    WHERE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home")]

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def title_line(self) -> str:
        return f"alliance-sim {__version__} · noticing and repairing ruptures in the therapeutic alliance"

    def intro(self) -> str:
        store = self.trainer.store
        return "" if store.recording else f"Not recorded: {store.why_not}"

    def entries(self) -> Sequence[Option]:
        waiting = self.trainer.store.unfinished()
        found = []
        if waiting is not None:
            found.append(
                Option(
                    "resume",
                    f"Resume: {waiting.title}",
                    "r",
                    "You put this session aside. It goes on at the same turn.",
                )
            )
        found += [
            Option("library", "Practise: choose a scenario", "l", _next(self.trainer)),
            Option(
                "lessons",
                "Lessons on ruptures and repair",
                "e",
                "Six to eight minutes each, with an example and questions.",
            ),
            Option("history", "History and debriefs", "h", "What you have played, and what it showed."),
            Option("settings", "Settings", "s", "When you hear about a turn, how you are asked, the theme."),
            Option("help", "Help", "?", "Keys and commands."),
            Option("quit", "Quit", "q", "Everything is kept."),
        ]
        return found

    def picked(self, option: Option) -> None:
        action = {"help": "app.help", "quit": "app.quit"}.get(option.id, f"screen.{option.id}")
        self.call_later(self.run_action, action)

    def action_resume(self) -> None:
        waiting = self.trainer.store.unfinished()
        if waiting is not None:
            self.trainer.resume(waiting)

    def action_library(self) -> None:
        from alliance_sim.tui.library import LibraryScreen  # noqa: PLC0415

        self.app.push_screen(LibraryScreen())

    def action_lessons(self) -> None:
        from alliance_sim.tui.lessons import LessonsScreen  # noqa: PLC0415

        self.app.push_screen(LessonsScreen())

    def action_history(self) -> None:
        from alliance_sim.tui.history import HistoryScreen  # noqa: PLC0415

        self.app.push_screen(HistoryScreen())

    def action_settings(self) -> None:
        from alliance_sim.tui.settings import SettingsScreen  # noqa: PLC0415

        self.app.push_screen(SettingsScreen())

    def action_back(self) -> None:
        """Home is where back leads."""


def _next(trainer: "AllianceApp") -> str:
    played = trainer.store.headers()
    if not played:
        return "Start with a foundation scenario: about ten minutes, with a debrief at the end."
    return "Scenarios that you have not played come first: only a first exposure measures what you notice."
