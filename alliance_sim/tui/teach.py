"""The projected screen of a group session."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from alliance_sim.classroom import Classroom
from alliance_sim.teaching.debriefing import group_debrief
from alliance_sim.teaching.events import MOST, Event, Kind
from alliance_sim.teaching.seminar import VOTES, Seminar, Stage
from alliance_sim.teaching.wording import title
from alliance_sim.tui.teach_commands import teaching_bindings
from alliance_sim.tui.teach_pages import Room, page
from alliance_sim.tui.teach_themes import PROJECTED, PROJECTED_LIGHT
from alliance_sim.tui.words import Words

TICK = 0.5
"""Seconds between two looks at a timer that runs."""
HINTS: dict[Stage, str] = {
    "branch": "arrows and enter, or a digit: play one",
    "ended": "page down: debrief   r: step back",
    "debrief": "w: write   r: step back   q: leave",
}


class Stand(VerticalScroll, can_focus=False):
    """The part of the screen that is read from afar."""


class TeachScreen(Screen[None]):
    """One stage at a time; what is done goes to the classroom, and what it makes of it is drawn."""

    WHERE: ClassVar[str] = "teach"
    BINDINGS: ClassVar[list[BindingType]] = [*teaching_bindings()]
    AUTO_FOCUS = ""

    def __init__(self, room: Classroom, write: Callable[[Seminar], str], *, told: str = "") -> None:
        super().__init__()
        self.room, self.write, self.told = room, write, told
        self.cursor, self.fresh, self.blank = 0, True, False

    def compose(self) -> ComposeResult:
        yield Words(id="teach-title")
        with Stand(id="stand"):
            yield Words(id="projected")
        yield Words(id="teach-keys")

    def on_mount(self) -> None:
        self.set_interval(TICK, self.tick)
        self.arrive()

    @property
    def here(self) -> Seminar:
        return self.room.now

    @property
    def stand(self) -> Stand:
        return self.query_one("#stand", Stand)

    def do(self, kind: Kind, what: str = "", number: int | None = None) -> None:
        """Note a step of the teacher, and show what it leads to."""
        before = self.here
        self.told = ""
        self.room.add(Event(kind, self.room.clock(), what, number))
        if (before.path, before.stage) == (self.here.path, self.here.stage):
            self.draw()
        else:
            self.arrive()

    def arrive(self) -> None:
        """Show a stage from its beginning: the cursor on the first option, or at the branch on the most wanted."""
        here = self.here
        self.fresh = True
        self.cursor = here.latest.leading if here.stage == "branch" else 0
        self.stand.scroll_home(animate=False)
        self.draw()

    def draw(self) -> None:
        here = self.here
        size = self.size
        inner = Room(size.width - 4, max(4, size.height - (2 if size.height < 24 else 4)), self.cursor)
        debrief = group_debrief(here, scenario=self.room.taught.head.scenario)
        self.query_one("#teach-title", Words).say(title(here))
        self.query_one("#projected", Words).say(page(here, inner, now=self.room.clock(), debrief=debrief))
        self.query_one("#teach-keys", Words).say(self.hint(here))
        self.call_after_refresh(self.say_what_is_below)

    def hint(self, here: Seminar) -> str:
        """The line at the bottom: keys, and what must be said. It never tells what the notes hold."""
        if self.told:
            return self.told
        if self.room.why_not:
            return f"Not kept: {self.room.why_not}. The notes cannot follow."
        if here.stage in VOTES:
            return "digits: hands   enter: next   page down: close"
        return HINTS.get(here.stage, "page down: on   page up: back   ?: keys")

    def say_what_is_below(self) -> None:
        below = round(self.stand.max_scroll_y - self.stand.scroll_y)
        if below > 0:
            self.query_one("#teach-keys", Words).say(f"▾ {below} more lines: page down")

    def tell(self, text: str) -> None:
        self.told = text
        self.draw()

    def tick(self) -> None:
        if self.here.timer is not None and not self.blank:
            self.draw()

    def on_resize(self, _: events.Resize) -> None:
        self.draw()

    def shown_again(self) -> bool:
        """Whether the screen was blank; then it is shown, and nothing else happens."""
        was = self.blank
        if was:
            self.action_blank()
        return was

    def action_blank(self) -> None:
        self.blank = not self.blank
        for part in self.children:
            part.display = not self.blank

    def action_go(self) -> None:
        if self.shown_again():
            return
        if self.stand.max_scroll_y - self.stand.scroll_y >= 1:
            self.stand.scroll_page_down(animate=False)
            self.call_after_refresh(self.draw)
        elif self.here.stage == "branch":
            self.play_branch(self.cursor)
        else:
            self.do("go")

    def action_back(self) -> None:
        if not self.shown_again():
            self.do("back")

    def action_enter(self) -> None:
        if self.here.stage in VOTES and not self.blank and self.cursor + 1 < len(self.options):
            self.move(1)
        else:
            self.action_go()

    def action_up(self) -> None:
        self.move(-1)

    def action_down(self) -> None:
        self.move(1)

    def move(self, by: int) -> None:
        """To the next option, or some lines on where there is none to choose."""
        if self.here.stage in (*VOTES, "branch"):
            self.cursor = (self.cursor + by) % max(1, len(self.options))
            self.fresh = True
            self.draw()
            self.call_after_refresh(self.show_cursor)
        else:
            self.stand.scroll_relative(y=2 * by, animate=False)
            self.call_after_refresh(self.draw)

    def show_cursor(self) -> None:
        """Scroll so that the option with the cursor is seen."""
        rows = self.query_one("#projected", Words).size.height
        self.stand.scroll_to(y=rows * self.cursor // max(1, len(self.options)), animate=False)

    @property
    def options(self) -> tuple[str, ...]:
        here = self.here
        return tuple(option.id for option in here.round.options(here.stage))

    def action_digit(self, digit: int) -> None:
        here = self.here
        if here.stage == "branch":
            self.play_branch(digit - 1)
        elif here.stage in VOTES:
            option = self.options[self.cursor]
            before = None if self.fresh else here.counted(option)
            self.count(option, min(MOST, (before or 0) * 10 + digit))

    def action_erase(self) -> None:
        if self.here.stage in VOTES:
            option = self.options[self.cursor]
            typed = self.here.counted(option) or 0
            self.count(option, typed // 10 if typed >= 10 else None)

    def count(self, option: str, hands: int | None) -> None:
        self.fresh = False
        self.do("count", option, hands)

    def play_branch(self, number: int) -> None:
        if 0 <= number < len(self.options):
            self.do("play", self.options[number])

    def action_timer(self) -> None:
        self.do("timer", number=None if self.here.timer else min(MOST, self.here.allowed))

    def action_play(self) -> None:
        self.do("to", "branch")

    def action_rewind(self) -> None:
        self.do("rewind")

    def action_cover(self) -> None:
        self.do("cover")
        self.tell("Vote 1 stays covered until vote 2." if self.here.covered else "Vote 1 is shown when it is closed.")

    def action_undo(self) -> None:
        self.do("undo")

    def action_debrief(self) -> None:
        self.do("to", "debrief")

    def action_write(self) -> None:
        self.tell(self.write(self.here))

    def action_light(self) -> None:
        light = self.app.theme == PROJECTED_LIGHT.name
        self.app.theme = PROJECTED.name if light else PROJECTED_LIGHT.name

    def action_help(self) -> None:
        from alliance_sim.tui.reading import ReadingScreen  # noqa: PLC0415
        from alliance_sim.tui.teach_commands import teaching_help  # noqa: PLC0415

        self.app.push_screen(ReadingScreen("Keys", teaching_help()))

    async def action_quit(self) -> None:
        await self.app.action_quit()
