"""The app: the store, the settings, and the way from screen to screen."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from alliance_sim.session import Session, Unplayable
from alliance_sim.settings import Settings
from alliance_sim.store import Store, StoreError, home
from alliance_sim.tui.commands import EVERYWHERE, bindings, commands
from alliance_sim.tui.home import HomeScreen
from alliance_sim.tui.themes import OURS

if TYPE_CHECKING:
    from alliance_sim.coursework import Taking
    from alliance_sim.library import Loaded
    from alliance_sim.rehearsal import Recorded
    from alliance_sim.scenario import Scenario

WATCH_SECONDS = 1.0
LEAVE_SECONDS = 3.0


class AllianceApp(App[None]):
    CSS_PATH = "alliance.tcss"
    TITLE = "alliance-sim"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # declared by Textual as it is
        (0, "-narrow"),
        (80, "-normal"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-short"),
        (24, "-normal-height"),
        (40, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(
        self, store: Store, settings: Settings, *, first: Callable[["AllianceApp"], None] | None = None
    ) -> None:
        super().__init__()
        self.store, self.settings, self.first = store, settings, first
        self.held = ExitStack()
        self.leaving = False
        for theme in OURS:
            self.register_theme(theme)
        self.take_settings(settings)

    def get_default_screen(self) -> Screen[None]:
        return HomeScreen()

    @property
    def folders(self) -> tuple[Path, ...]:
        return (home() / "scenarios", *self.settings.paths)

    def on_mount(self) -> None:
        self.end_with_the_terminal()
        if self.first is not None:
            self.call_after_refresh(self.first, self)

    def take_settings(self, settings: Settings) -> None:
        self.settings = settings
        plain_colours = os.environ.get("NO_COLOR") and settings.theme == Settings().theme
        theme = "ansi-dark" if plain_colours else settings.theme
        self.theme = theme if theme in self.available_themes else OURS[0].name

    def end_with_the_terminal(self) -> None:
        """A closed window, a lost line or a polite kill is a normal end: the terminal is given back as it was."""
        if sys.platform == "win32" or self.is_headless:
            return
        import asyncio  # noqa: PLC0415
        import termios  # noqa: PLC0415

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, partial(self.leave, 128 + number))

        def watch() -> None:
            try:
                termios.tcgetattr(0)
            except termios.error:
                self.leave(128 + signal.SIGHUP)

        self.set_interval(WATCH_SECONDS, watch)

    def leave(self, status: int = 0) -> None:
        """End, with what is half typed kept and the session free for other windows."""
        for screen in self.screen_stack:
            keep_draft = getattr(screen, "keep_draft", None)
            if keep_draft is not None:
                keep_draft()
        self.held.close()
        self.exit(return_code=status)

    async def action_quit(self) -> None:
        self.leave()

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something with the store; what goes wrong is said on the screen."""
        try:
            deed()
        except (StoreError, Unplayable) as error:
            self.tell(str(error))
            return False
        return True

    def start(self, file: "Loaded", seed: int | None = None) -> None:
        """Begin a session of a scenario."""
        from alliance_sim.rehearsal import started  # noqa: PLC0415

        assert file.scenario is not None
        mode = self.settings.mode(file.scenario.level)
        self.attempt(lambda: self.play(started(file, mode, self.store, seed=seed)))

    def start_named(self, name: str) -> None:
        """Begin a session of a scenario of the library; one that does not play is said to."""
        from alliance_sim.library import load  # noqa: PLC0415
        from alliance_sim.shelf import found  # noqa: PLC0415

        path = found(name, self.folders)
        file = load(path) if path else None
        if file is not None and file.scenario is not None:
            self.start(file)
        else:
            self.tell(f"{name} cannot be played: alliance-sim check says why.")

    def tell(self, text: str) -> None:
        """Say something on the screen that is shown."""
        tell = getattr(self.screen, "tell", None)
        if tell is not None:
            tell(text)

    def resume(self, session: Session) -> None:
        """Go on with a session that was put aside."""
        from alliance_sim.rehearsal import resumed  # noqa: PLC0415

        self.attempt(lambda: self.play(resumed(session, self.store)))

    def resume_id(self, name: str) -> None:
        self.attempt(lambda: self.resume(self.store.session(name)))

    def play(self, rehearsal: "Recorded") -> None:
        """Show a session; while it is shown, no other window can have it."""
        from alliance_sim.tui.session import SessionScreen  # noqa: PLC0415

        held = self.held.enter_context(ExitStack())
        if rehearsal.store is not None:
            held.enter_context(rehearsal.store.playing(rehearsal.session.id))
        self.push_screen(SessionScreen(rehearsal, rehearsal.session.title), lambda _: held.close())

    def read_lesson(self, name: str) -> None:
        from alliance_sim.rehearsal import reading  # noqa: PLC0415

        self.attempt(lambda: self.play(reading(name, self.store)))

    def drill(self, size: int | None = None, seed: int | None = None) -> None:
        """Begin a sitting of single turns, the usual number unless another is given."""
        from alliance_sim.banks import banks  # noqa: PLC0415
        from alliance_sim.dealing import USUAL  # noqa: PLC0415
        from alliance_sim.rehearsal import sitting  # noqa: PLC0415

        self.attempt(lambda: self.play(sitting(banks(), self.store, size=size or USUAL, seed=seed)))

    def take_course(self, taking: "Taking", folder: Path) -> None:
        """Show the steps of a course; `folder` is where the participant file goes."""
        from alliance_sim.tui.course import CourseScreen  # noqa: PLC0415

        self.push_screen(CourseScreen(taking, folder))

    def show_debrief(self, name: str) -> None:
        """Show the debrief of a session of the past."""
        self.attempt(lambda: self.push_screen(_debrief_screen(self.store, name)))

    def what_if(self, name: str) -> None:
        """Offer the turns of a session of the past, to go back to one of them."""
        from alliance_sim.tui.going_back import go_back_into  # noqa: PLC0415

        self.attempt(lambda: go_back_into(self, name))

    def show_map(self, scenario: "Scenario", choices: Sequence[str] | None = None) -> None:
        """Show the map of a scenario, with the path of a run on it."""
        from alliance_sim.tui.map import MapScreen  # noqa: PLC0415

        self.push_screen(MapScreen(scenario, choices))

    def action_help(self) -> None:
        from alliance_sim.tui.help import help_document  # noqa: PLC0415
        from alliance_sim.tui.reading import ReadingScreen  # noqa: PLC0415

        if not isinstance(self.screen, ReadingScreen):
            self.push_screen(ReadingScreen("Help", help_document(getattr(self.screen, "WHERE", ""))))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette offers the commands of the screen and those that are everywhere."""
        where = getattr(screen, "WHERE", EVERYWHERE)
        for command in (*commands(where), *commands(EVERYWHERE)):
            if command.action == "command_palette":
                continue
            action = command.target
            yield SystemCommand(
                command.label.capitalize(), command.help, lambda action=action: self.call_later(self.run_action, action)
            )

    def action_help_quit(self) -> None:
        """Ctrl+c: said first, done the second time, for it is also what copies text."""
        if self.leaving:
            self.exit()
            return
        self.leaving = True
        self.tell("Press ctrl+c again to leave; everything is kept.")
        self.set_timer(LEAVE_SECONDS, self.stay)

    def stay(self) -> None:
        self.leaving = False

    def _fatal_error(self) -> None:
        """End after a mistake of ours, without the local variables: they hold what people typed."""
        error = self._exception
        place = ""
        trace = error.__traceback__ if error else None
        while trace is not None:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        kind = type(error).__name__ if error else "error"
        told = (
            f"alliance-sim ended because of a mistake of its own ({kind} at {place}). "
            "Every answer was kept: start it again and resume."
        )
        self._exit_renderables.append(Text(told))
        self._close_messages_no_wait()


def _debrief_screen(store: Store, name: str) -> Screen[None]:
    from alliance_sim.debrief import debrief  # noqa: PLC0415
    from alliance_sim.replaying import played, retold  # noqa: PLC0415
    from alliance_sim.tui.debrief import DebriefScreen  # noqa: PLC0415
    from alliance_sim.tui.reading import ReadingScreen  # noqa: PLC0415

    session = store.session(name)
    if session.kind != "scenario":
        return ReadingScreen(session.title, retold(session, store))
    scenario, questionnaire = played(session, store)
    return DebriefScreen(debrief(scenario, session, questionnaire), scenario)


def run_app(  # noqa: PLR0913  # one way in for each command
    store: Store,
    settings: Settings,
    *,
    mouse: bool,
    play: "Loaded | None" = None,
    resume: Session | None = None,
    seed: int | None = None,
    lesson: str | None = None,
    drill: int | None = None,
    course: "tuple[Taking, Path] | None" = None,
) -> int:
    """Run the full screen; the exit status."""

    def first(app: AllianceApp) -> None:
        if play is not None:
            app.start(play, seed)
        elif lesson is not None:
            app.read_lesson(lesson)
        elif drill is not None:
            app.drill(drill, seed)
        elif course is not None:
            app.take_course(*course)
        elif resume is not None:
            app.resume(resume)

    return run_with(store, settings, first, mouse=mouse)


def run_with(store: Store, settings: Settings, first: Callable[[AllianceApp], None], *, mouse: bool) -> int:
    """Run the full screen with something to be shown first; the exit status."""
    app = AllianceApp(store, settings, first=first)
    app.run(mouse=mouse)
    return app.return_code or 0
