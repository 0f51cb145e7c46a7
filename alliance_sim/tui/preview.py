"""The author's live view: the player, the hidden variables and the findings of a file that is being written."""

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from alliance_sim.backstage import now, so_far
from alliance_sim.characters import harmless
from alliance_sim.diagnostics import Diagnostic
from alliance_sim.document import Note, plain
from alliance_sim.previewing import Walk, chosen, kept, missing, place, remedy, stepped_back, walked
from alliance_sim.steps import Option
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.inspector import Inspector, counted, explained, finding_options, reply_options
from alliance_sim.tui.jump import JumpScreen, Places
from alliance_sim.tui.panes import PanedScreen
from alliance_sim.tui.reading import ReadingScreen
from alliance_sim.tui.words import Words
from alliance_sim.watching import Checked, Explored, Look, Looks, Read, Watched, looked_through_apart, unreadable

POLL_SECONDS = 0.25
"""Between two looks at the file: what is saved is shown before a hand is back on the keys."""
CHECKING = "checking…"


class PreviewScreen(PanedScreen):
    WHERE = "preview"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("preview")]
    PANES: ClassVar[dict[str, str]] = {**PanedScreen.PANES, "findings": "findings"}
    TITLES: ClassVar[dict[str, str]] = {**PanedScreen.TITLES, "findings": "Findings"}
    LISTS = ("choice", "findings")

    def __init__(self, path: Path, looks: Looks = looked_through_apart) -> None:
        super().__init__()
        self.watched, self.looks = Watched(path), looks
        self.looking = asyncio.Lock()
        self.walk: Walk | None = None
        self.explored: Explored | None = None
        self.played_at = ""
        self.plays = True
        self.found: tuple[Diagnostic, ...] = ()
        self.checking = CHECKING
        self.notice = ""
        self.told = False

    def more_panes(self) -> ComposeResult:
        with Vertical(id="findings-pane"):
            yield Words(id="findings-title", classes="title")
            yield Choice(id="findings")
            yield Words(id="finding")

    def on_mount(self) -> None:
        self.write("ask", "")
        self.show_file()
        self.run_worker(self.keep_looking(), group="watch")

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_file)  # the findings are cut to the width of their list

    # The file

    async def keep_looking(self) -> None:
        """Look at the file again and again."""
        while True:
            await self.look()
            await asyncio.sleep(POLL_SECONDS)

    async def look(self) -> None:
        """Look at the file once; what has changed is looked through."""
        async with self.looking:
            news = await asyncio.to_thread(self.watched.look)
        if isinstance(news, str):
            self.workers.cancel_group(self, "examine")
            self.checking = ""
            self.take(unreadable(news), "")
        elif news is not None:
            self.checking = CHECKING
            self.show_file()
            self.examine(news, self.watched.saved)

    @work(exclusive=True, group="examine")
    async def examine(self, data: bytes, saved: str) -> None:
        """Take in what is found in a version of the file, as it is found."""
        try:
            async with aclosing(self.looks(data, self.watched.path)) as looks:
                async for look in looks:
                    self.take(look, saved)
        except ChildProcessError as error:
            self.checking = f"{error}, not all is known"
            self.show_file()

    def take(self, look: Look, saved: str) -> None:
        """Take in what is known of the file by now."""
        match look:
            case Read(None, found):
                self.found, self.plays = found, False
                if self.walk is None:
                    self.page.put((Note("Nothing to play yet", plain(remedy(found))),))
                    self.show_pane("findings")
            case Read(scenario, found) if scenario is not None:
                earlier = tuple(known for known in self.found if not known.is_error)
                self.found = found or earlier  # which stay to be seen, and marked, while it is being checked
                self.plays, self.played_at, self.explored = True, saved, None
                walk, parted = kept(self.walk, scenario) if self.walk else (walked(scenario), "")
                if self.walk is None:
                    self.show_pane("conversation")
                self.play(walk, parted)
            case Explored():
                self.explored = look
                if isinstance(self.app.screen, JumpScreen):
                    self.app.screen.refill()
            case Checked(found):
                self.found, self.checking = found, ""
        self.show_file()

    def show_file(self) -> None:
        """Say which version is shown, and what is found in the last one."""
        version = f"version from {self.played_at}" if self.played_at else "reading…" if self.plays else ""
        self.write("status", " · ".join(filter(None, (harmless(self.watched.path.name), version, "not recorded"))))
        self.tell(self.notice)
        self.entitle("findings", f"Findings: {self.summary()}")
        self.set_class(not self.found, "-none-found")
        size = self.listed("findings").size
        room = size.width or self.size.width  # a pane that is hidden will have all of it
        self.fill("findings", finding_options(self.found, room, size.height), self.cursor_of("findings"))

    def summary(self) -> str:
        """How many findings there are, and whether there may be more."""
        return ", ".join(filter(None, (counted(self.found), self.checking))) or "none"

    def tell(self, text: str) -> None:
        """Say something that stays until the next reply, below what is wrong with the file."""
        self.notice = text
        outdated = self.walk is not None and not self.plays
        banner = f"The file has errors; showing the version from {self.played_at}." if outdated else ""
        super().tell("\n".join(filter(None, (banner, text))))

    # The run

    def play(self, walk: Walk, notice: str = "") -> None:
        """Show a run where it stands."""
        self.walk = walk
        self.page.put(now(walk, told=self.told), earlier=so_far(walk, told=self.told))
        options = reply_options(walk)
        same = [option.id for option in options] == [option.id for option in self.choice.options]
        first = next((number for number, option in enumerate(options) if option.key), 0)
        self.fill("choice", options, self.cursor_of("choice") if same else first)
        self.write("ask", f"{place(walk)} · b: back · t: truth")
        self.query_one(Inspector).put(walk)
        self.tell(notice)
        self.call_after_refresh(self.say_what_is_below)

    @on(Choice.Moved)
    def show_details(self) -> None:
        self.show_detail(self.detail_of("choice"))

    @on(Choice.Picked)
    def pick(self, event: Choice.Picked) -> None:
        if event.among is self.choice.options:
            self.reply(event.option)
        elif event.among is self.listed("findings").options:
            self.follow(self.found[int(event.option.id)])

    def reply(self, option: Option) -> None:
        """Give a reply; one that is closed is said to be."""
        assert self.walk is not None
        if option.key:
            self.play(chosen(self.walk, option.id))
        else:
            self.tell(f"'{option.id}' is closed here.")

    def follow(self, found: Diagnostic) -> None:
        """Play to what a finding is about, or explain it where it is about no run."""
        if found.witness is None or self.walk is None:
            self.explain(found)
            return
        self.go_along(found.witness, f"line {found.span.line}, {found.rule.name}")

    def go_along(self, way: tuple[str, ...], what: str) -> None:
        """Play the choices of a way, and say what it leads to."""
        assert self.walk is not None
        walk = walked(self.walk.scenario, way)
        self.show_pane("conversation")
        self.play(walk, missing(walk) or f"Here by {len(way)} choice{'' if len(way) == 1 else 's'}: {what}.")

    def show_detail(self, text: str) -> None:
        super().show_detail(text)
        self.write("finding", self.detail_of("findings"))

    def action_findings(self) -> None:
        self.show_pane("findings")

    def explain(self, found: Diagnostic) -> None:
        self.app.push_screen(ReadingScreen(f"{found.rule.code} {found.rule.name}", explained(found)))

    def action_step_back(self) -> None:
        if self.walk is not None:
            self.show_conversation()
            self.play(stepped_back(self.walk))

    def action_restart(self) -> None:
        if self.walk is not None:
            self.show_conversation()
            self.play(walked(self.walk.scenario))

    def action_truth(self) -> None:
        self.told = not self.told
        if self.walk is not None:
            self.show_conversation()
            self.play(self.walk, self.notice)

    def action_explain(self) -> None:
        if self.found:
            self.explain(self.found[self.cursor_of("findings")])

    def action_jump(self) -> None:
        if self.walk is None:
            self.tell("There is nothing to go to before the file plays.")
            return
        self.app.push_screen(JumpScreen(self.places, lambda state, way: self.go_along(way, f"'{state}'")))

    def places(self) -> Places:
        assert self.walk is not None
        return Places(self.walk.scenario, self.explored, waiting=self.plays and bool(self.checking))
