"""What if: a conversation of the past, gone back into at any turn and played on otherwise."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import shorten
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from alliance_sim.previewing import Reply
from alliance_sim.reports.turn_by_turn import changes
from alliance_sim.side_by_side import PRACTICE, before, here, place, reply_words
from alliance_sim.steps import Option
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.frame import joined
from alliance_sim.tui.inspector import Inspector
from alliance_sim.tui.listing import ListScreen
from alliance_sim.tui.panes import SIDE_BY_SIDE, PanedScreen
from alliance_sim.tui.two_runs import TwoRunsScreen
from alliance_sim.whatif import WhatIf, as_then, at_turn, barred, course, gone_on, offered, replied, taken_back

HIDDEN = "The hidden values are hidden. t shows them."
AT_THE_END = (
    Option("compare", "See the two runs side by side", "c"),
    Option("step_back", "Take back the last reply", "b"),
    Option("go_to", "Go to another turn of the conversation as it was", "g"),
)


class WhatIfScreen(PanedScreen):
    """The run that is played; what is hidden from a trainee stands beside it on demand."""

    WHERE = "whatif"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("whatif")]
    TITLES: ClassVar[dict[str, str]] = {"variables": "Hidden values"}
    beside = False

    def __init__(self, whatif: WhatIf, notice: str = "") -> None:
        super().__init__()
        self.whatif, self.notice = whatif, notice
        self.told = False

    def on_mount(self) -> None:
        self.words("status").say(joined("What if", self.whatif.scenario.title, PRACTICE))
        self.play(self.whatif, self.notice)

    def on_resize(self) -> None:
        self.call_after_refresh(self.say_what_is_below)

    def play(self, whatif: WhatIf, notice: str = "") -> None:
        """Show the run where it stands."""
        moved = whatif.now.choices != self.whatif.now.choices
        self.whatif = whatif
        self.page.put(here(whatif, told=self.told), earlier=before(whatif, told=self.told))
        self.fill("choice", self.options(), 0 if moved else self.cursor_of("choice"))
        self.write("ask", " · ".join((place(whatif), *self.hints())))
        self.query_one(Inspector).put(whatif.now, for_author=False)
        self.tell(notice)
        self.call_after_refresh(self.say_what_is_below)

    def hints(self) -> Iterator[str]:
        """The keys that fit here, beside those at the foot of the screen."""
        if not self.whatif.now.here.view.over:
            yield from ("a: as you did", "f: on as you did", "g: go to")
        if self.told and self.size.width < SIDE_BY_SIDE:
            yield "n: values"

    def options(self) -> tuple[Option, ...]:
        """The replies, with what is hidden of them if it is told; at the end, what there is to do then."""
        if self.whatif.now.here.view.over:
            return AT_THE_END
        found, number = [], 0
        for reply in offered(self.whatif, told=self.told):
            number += not reply.closed
            found.append(self.option(reply, "" if reply.closed else str(number)))
        return tuple(found)

    def option(self, reply: Reply, key: str) -> Option:
        then = " (as you did)" if reply.choice.id == as_then(self.whatif) else ""
        if not self.told:
            return Option(reply.choice.id, f"{reply.choice.say}{then}", key)
        label = f"{reply.choice.say}{then}\n{reply_words(self.whatif, reply)}"
        return Option(reply.choice.id, label, key, reply.outcome.because)

    @on(Choice.Moved)
    def show_details(self) -> None:
        self.show_detail(self.detail_of("choice"))

    @on(Choice.Picked)
    async def pick(self, event: Choice.Picked) -> None:
        if event.among is not self.choice.options:  # chosen before this turn was shown
            return
        if self.whatif.now.here.view.over:
            await self.run_action(event.option.id)
        elif event.option.key:
            self.play(replied(self.whatif, event.option.id))
        else:
            self.tell("This reply is closed here; below it stands what it needs.")

    def action_step_back(self) -> None:
        self.show_conversation()
        first = not self.whatif.now.past
        self.play(taken_back(self.whatif), "This is the first turn: there is nothing to take back." if first else "")

    def action_as_then(self) -> None:
        """Give the reply of then."""
        self.show_conversation()
        reason, choice = barred(self.whatif), as_then(self.whatif)
        if reason or choice is None:
            self.tell(reason)
        else:
            self.play(replied(self.whatif, choice))

    def action_go_on(self) -> None:
        """Go on with the replies of then, and say where that stops."""
        self.show_conversation()
        whatif = gone_on(self.whatif)
        over = whatif.now.here.view.over
        self.play(whatif, "" if over and whatif != self.whatif else barred(whatif))

    def action_hidden(self) -> None:
        """Show what is hidden, or hide it again."""
        self.told = self.beside = not self.told
        if not self.told:
            self.show_pane("conversation")
        self.make_room()
        self.play(self.whatif)

    def action_next_pane(self) -> None:
        if self.told:
            super().action_next_pane()
        else:
            self.tell(HIDDEN)

    def action_compare(self) -> None:
        self.app.push_screen(TwoRunsScreen(self.whatif))

    def action_go_to(self) -> None:
        self.app.push_screen(TurnsScreen(self.whatif, self.go_to))

    def go_to(self, turn: int) -> None:
        self.show_conversation()
        self.play(at_turn(self.whatif, turn))


class TurnsScreen(ListScreen):
    """Asks for a turn of the run as it was, and hands its number, from 1, to `go`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, whatif: WhatIf, go: Callable[[int], None]) -> None:
        super().__init__()
        self.whatif, self.go = whatif, go

    def title_line(self) -> str:
        return f"What if · {self.whatif.scenario.title} · {PRACTICE}"

    def intro(self) -> str:
        return "From which turn would you go on otherwise?"

    def entries(self) -> Sequence[Option]:
        then = self.whatif.then
        found = []
        for number, (turn, after) in enumerate(zip(then.past, course(then)[1:], strict=True), 1):
            said = turn.lead[-1].view.patient or turn.lead[-1].view.scene or ""
            done = changes(then.scenario.variables, turn.moment.values, after)
            label = f"Turn {number}. {_short(said)}\nYou: {_short(turn.choice.say)}"
            detail = f"{turn.outcome.fit.capitalize()} fit. {done}"
            found.append(Option(str(number), label, str(number) if number < 10 else "", detail))
        return found

    def picked(self, option: Option) -> None:
        self.dismiss()
        self.go(int(option.id))


def _short(text: str) -> str:
    """As much of a line as one row of the narrowest screen takes."""
    return shorten(text, 44, placeholder=" …")
