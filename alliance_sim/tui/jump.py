"""Going to any state: a list of them that is narrowed by typing."""

from collections.abc import Callable, Iterator
from textwrap import shorten
from typing import ClassVar

from attrs import frozen
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from alliance_sim.characters import FORBIDDEN
from alliance_sim.scenario import Scenario, State
from alliance_sim.steps import Option
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import footer
from alliance_sim.tui.frame import Frame
from alliance_sim.watching import LONGEST, Explored

MOST = 50
"""States that are listed at once; typing narrows them."""
SHOWN = 60
"""Characters of what is said in a state."""


@frozen
class Places:
    """The states that one can go to, and what is known of the ways to them, which may still be `waiting`."""

    scenario: Scenario
    explored: Explored | None
    waiting: bool


class Sought(Input):
    """What the list is narrowed to, without characters that act on a terminal."""

    def _on_paste(self, event: events.Paste) -> None:
        event.text = FORBIDDEN.sub("", event.text)
        super()._on_paste(event)


class JumpScreen(Frame):
    """Asks for a state, and hands its id to `go`. `places` is asked again whenever the list is made anew."""

    WHERE = "list"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", "Up"),
        ("down", "move(1)", "Down"),
    ]

    def __init__(self, places: Callable[[], Places], go: Callable[[str, tuple[str, ...]], None]) -> None:
        super().__init__()
        self.places, self.go = places, go

    def parts(self) -> ComposeResult:
        yield Sought(placeholder="Type a part of its name or of what is said there", id="filter", compact=True)
        yield from super().parts()

    def on_mount(self) -> None:
        self.words("status").say("Go to a state, by the shortest run to it")
        self.words("keys").say(footer(self.WHERE, typing=True))
        self.refill()

    @on(Input.Changed)
    def refill(self) -> None:
        """List the states that fit what is typed."""
        places = self.places()
        typed = self.query_one(Input).value.casefold()
        fitting = [state for state in places.scenario.states if _fits(state, typed)]
        fitting.sort(key=lambda state: typed.strip() not in state.id)
        self.words("ask").say("\n".join(_said_of(places, fitting)))
        self.choice.put([_option(state, places.explored) for state in fitting[:MOST]])

    @on(Choice.Moved)
    def show_state(self) -> None:
        option = self.choice.option
        self.show_detail(option.detail if option else "")

    @on(Input.Submitted)
    def pick_state(self) -> None:
        self.choice.action_pick()

    @on(Choice.Picked)
    def leave_for(self, event: Choice.Picked) -> None:
        explored = self.places().explored
        way = explored.ways.get(event.option.id) if explored else None
        if way is None:
            self.tell(event.option.detail)
            return
        self.dismiss()
        self.go(event.option.id, way)

    def action_move(self, by: int) -> None:
        self.choice.action_move(by)

    def action_page_down(self) -> None:
        self.action_move(5)

    def action_page_up(self) -> None:
        self.action_move(-5)


def _fits(state: State, typed: str) -> bool:
    told = f"{state.id} {_kind(state)} {_words(state)}".casefold()
    return all(word in told for word in typed.split())


def _said_of(places: Places, fitting: list[State]) -> Iterator[str]:
    count = len(places.scenario.states)
    listed = f", the first {MOST} listed" if len(fitting) > MOST else ""
    yield f"{len(fitting)} of {count} states{listed}" if len(fitting) < count or listed else f"{count} states"
    if places.explored is None:
        yield "The ways to them are being looked for." if places.waiting else "The ways are found when the file plays."
    elif not places.explored.complete:
        yield "Not exhaustive: there are too many moments to find the ways to all states."


def _option(state: State, explored: Explored | None) -> Option:
    way = _way(state, explored)
    said = shorten(_words(state), SHOWN, placeholder=" …")
    return Option(state.id, f"{state.id} · {_kind(state)} · {said}", "", f"{way[0].upper()}{way[1:]}.")


def _way(state: State, explored: Explored | None) -> str:
    """How one gets to a state, as far as that is known."""
    if explored is None:
        return "the way there is not known yet"
    if state.id not in explored.ways:
        return "no run reaches this state" if explored.complete else "no run found so far reaches this state"
    way = explored.ways[state.id]
    if way is None:
        return f"the shortest run to it has more than {LONGEST} choices"
    return f"{len(way)} choice{'' if len(way) == 1 else 's'} on: {', '.join(way)}" if way else "the start"


def _kind(state: State) -> str:
    if state.ending:
        return f"ending {state.ending}"
    if not state.choices:
        return "passage"
    if state.rupture:
        return f"turn, {state.rupture.type}"
    return "turn, no rupture" if state.no_rupture else "turn"


def _words(state: State) -> str:
    """What is said there first."""
    variants = state.patient or state.scene or ()
    return " ".join(variants[-1].say.split()) if variants else ""
