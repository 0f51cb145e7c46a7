"""Home: what to practise next, and the way to everything else."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim import __version__
from alliance_sim.settings import settings_in
from alliance_sim.steps import Option
from alliance_sim.store import home
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.advice import Advice
    from alliance_sim.shelf import Card
    from alliance_sim.tui.app import AllianceApp

AFTER_THE_FIRST_FRAME = 0.02
CHANGED = (
    "Put aside; it goes on with the text it began with. The scenario has changed since: the library has the new one."
)
PLACES = (
    Option("library", "Library: choose a scenario", "l", "By level, kind of rupture and length; your own folders too."),
    Option("drill", "Drill: six single turns", "t", "Rupture or look-alike? Missed and due ones first."),
    Option("lessons", "Lessons on ruptures and repair", "e", "Some seven minutes each, with an example and questions."),
    Option("history", "History and debriefs", "h", "What you have played, and what it showed."),
    Option("guide", "Guide: practising, writing scenarios", "g", "How a session works, and how a scenario is written."),
    Option("settings", "Settings", "s", "When you hear about a turn, how you are asked, the theme."),
    Option("help", "Help", "?", "Keys and commands."),
    Option("quit", "Quit", "q", "Everything is kept."),
)


class HomeScreen(ListScreen):
    WHERE = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home")]

    def __init__(self) -> None:
        super().__init__()
        self.following: Card | None = None
        self.advice: Advice | None = None
        self.looked = self.changed = False

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def title_line(self) -> str:
        return f"alliance-sim {__version__} · noticing and repairing alliance ruptures"

    def intro(self) -> str:
        store = self.trainer.store
        if not store.recording:
            return f"Not recorded: {store.why_not}"
        _, problems = settings_in(home())
        return problems[0] if problems else ""

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(AFTER_THE_FIRST_FRAME, self.look_for_next)

    def on_screen_resume(self) -> None:
        if self.looked:
            self.look_for_next()

    def look_for_next(self) -> None:
        """Find what to practise next; the files are read after the first frame."""
        from alliance_sim.advice import Proposed, advice  # noqa: PLC0415
        from alliance_sim.banks import banks  # noqa: PLC0415
        from alliance_sim.remembering import remembered  # noqa: PLC0415
        from alliance_sim.shelf import LEVELS, card, changed_since, scenario_files, shipped_folder  # noqa: PLC0415

        store, wanted = self.trainer.store, self.trainer.settings.level
        files = scenario_files((shipped_folder(), *self.trainer.folders))
        cards = {
            found.id: found for found in map(card, files) if found.level in LEVELS and not store.attempts(found.id)
        }
        memory = remembered(store, banks)
        today = datetime.now(UTC).date()
        new = [Proposed(found.id, found.level, found.codes) for found in cards.values()]
        level = memory.level if wanted == "adaptive" else wanted
        self.advice = advice(new, memory.known, level, today, sat_today=today in memory.met.values())
        self.following = cards.get(self.advice.id)
        waiting = self.trainer.store.unfinished()
        self.changed = waiting is not None and changed_since(waiting, self.trainer.folders)
        self.looked = True
        self.refill()

    def entries(self) -> Sequence[Option]:
        found = []
        waiting = self.trainer.store.unfinished()
        if waiting is not None:
            told = CHANGED if self.changed else "Put aside; it goes on at the same turn."
            found.append(Option("resume", f"Resume: {waiting.title}", "r", told))
        why = self.advice.why if self.advice else ""
        if self.following is not None:
            told = f"{self.following.title} · {self.following.level} · {self.following.minutes} min"
            found.append(Option("next", f"Practise next: {told}", "p", why))
        elif self.advice and self.advice.what == "drill":
            found.append(Option("drill", "Practise next: six single turns · 5 min", "p", why))
        else:
            found.append(Option("library", "Practise", "p", why))
        return [*found, *PLACES]

    def picked(self, option: Option) -> None:
        action = {"help": "app.help", "quit": "app.quit"}.get(option.id, f"screen.{option.id}")
        self.call_later(self.run_action, action)

    def action_resume(self) -> None:
        waiting = self.trainer.store.unfinished()
        if waiting is not None:
            self.trainer.resume(waiting)

    def action_next(self) -> None:
        if self.advice and self.advice.what == "drill":
            self.action_drill()
        elif self.following is None:
            self.action_library()
        else:
            self.trainer.start_named(self.following.id)

    def action_library(self) -> None:
        from alliance_sim.tui.library import LibraryScreen  # noqa: PLC0415

        self.app.push_screen(LibraryScreen())

    def action_lessons(self) -> None:
        from alliance_sim.tui.lessons import LessonsScreen  # noqa: PLC0415

        self.app.push_screen(LessonsScreen())

    def action_drill(self) -> None:
        self.trainer.drill()

    def action_history(self) -> None:
        from alliance_sim.tui.history import HistoryScreen  # noqa: PLC0415

        self.app.push_screen(HistoryScreen())

    def action_guide(self) -> None:
        from alliance_sim.tui.guide import GuideScreen  # noqa: PLC0415

        self.app.push_screen(GuideScreen())

    def action_settings(self) -> None:
        from alliance_sim.tui.settings import SettingsScreen  # noqa: PLC0415

        self.app.push_screen(SettingsScreen())

    def action_back(self) -> None:
        """Home is where back leads."""
