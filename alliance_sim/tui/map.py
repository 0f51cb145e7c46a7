"""The map of a scenario: its drawing, and all that the file holds of the state under the cursor."""

from collections.abc import Sequence
from contextlib import suppress
from contextvars import copy_context
from functools import lru_cache
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message

from alliance_sim.mapping import mapped
from alliance_sim.marking import marked
from alliance_sim.reports import map_state
from alliance_sim.scenario import Scenario
from alliance_sim.tui.commands import bindings, footer
from alliance_sim.tui.drawing import Drawing
from alliance_sim.tui.frame import joined
from alliance_sim.tui.paging import Page, PagedScreen
from alliance_sim.tui.reading import ReadingScreen
from alliance_sim.tui.words import Words

if TYPE_CHECKING:
    from alliance_sim.chances import Chances

MOST_MOMENTS = 500_000
"""Moments for which the figures are worked out here: some ten seconds beside a screen that must answer."""


class MapScreen(PagedScreen):
    """The map is shown at once; its figures follow when they are worked out."""

    class Reckoned(Message):
        """The figures are known; None if there are too many moments."""

        def __init__(self, found: "tuple[Chances, bool] | None") -> None:
            super().__init__()
            self.found = found

    WHERE = "map"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("map")]
    AUTO_FOCUS = "Drawing"

    def __init__(self, scenario: Scenario, choices: Sequence[str] | None = None) -> None:
        super().__init__()
        self.scenario = scenario
        self.drawn = mapped(scenario) if choices is None else marked(mapped(scenario), scenario, choices)
        self.reckoned = "working out where random trainees go"
        self.came_from: list[str] = []
        self.step = 0

    def compose(self) -> ComposeResult:
        yield Words(id="status")
        with Container(id="map"):
            yield Drawing(self.drawn, id="drawing")
            with Vertical(id="state"):
                yield Words(id="state-title", classes="title")
                yield Page(id="page")
                yield Words(id="more")
        yield Words(id="told")
        yield Words(footer(self.WHERE), id="keys")

    @property
    def drawing(self) -> Drawing:
        return self.query_one("#drawing", Drawing)

    def on_mount(self) -> None:
        self.show_state()
        # A worker of Textual's would be waited for at the end of the program.
        Thread(target=copy_context().run, args=(self.reckon,), daemon=True).start()

    def reckon(self) -> None:
        """Work out the figures, beside the screen."""
        found = reckoned(self.scenario)
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.post_message(self.Reckoned(found))

    def on_map_screen_reckoned(self, event: Reckoned) -> None:
        if event.found is None:
            self.reckoned = "too many moments for figures here: alliance-sim map works them out"
        else:
            chances, complete = event.found
            self.drawn = self.drawn.with_chances(chances, complete=complete)
            self.reckoned = "percent of random trainees"
            self.drawing.put(self.drawn)
        self.show_state()

    def show_detail(self, text: str) -> None:
        """The detail of this screen is the state."""

    @on(Drawing.Moved)
    def show_state(self) -> None:
        name = self.drawing.state
        path = "* the path taken" if self.drawn.path else ""
        self.words("status").say(joined(self.scenario.title, "map", path, self.reckoned))
        self.words("state-title").say(map_state.title(self.drawn, name))
        self.page.put(map_state.document(self.scenario, self.drawn, name))
        self.tell("")
        self.call_after_refresh(self.say_what_is_below)

    @on(Drawing.Picked)
    def read_state(self) -> None:
        name = self.drawing.state
        found = map_state.document(self.scenario, self.drawn, name)
        self.app.push_screen(ReadingScreen(map_state.title(self.drawn, name), found))

    @on(Drawing.Followed)
    def follow(self, event: Drawing.Followed) -> None:
        ways = self.drawn.out[self.drawing.state]
        if event.number <= len(ways):
            self.came_from.append(self.drawing.state)
            self.drawing.go(ways[event.number - 1].target)

    def action_return(self) -> None:
        if self.came_from:
            self.drawing.go(self.came_from.pop())
        else:
            self.tell("Nothing was followed yet: the numbers of the ways lead on.")

    def action_next_step(self) -> None:
        """Go on along the path."""
        if not self.drawn.path:
            self.tell("There is no path on this map: it belongs to no session.")
            return
        self.step = (self.step + 1) % len(self.drawn.path)
        self.drawing.go(self.drawn.path[self.step])


@lru_cache(maxsize=4)
def reckoned(scenario: Scenario) -> "tuple[Chances, bool] | None":
    """The chances of random trainees, and whether all was explored; None where there are too many moments."""
    from alliance_sim.chances import chances  # noqa: PLC0415
    from alliance_sim.exploration import explore  # noqa: PLC0415

    explored = explore(scenario)
    return (chances(explored), explored.complete) if len(explored) <= MOST_MOMENTS else None
