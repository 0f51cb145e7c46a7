"""What if, line by line: a conversation of the past, gone back into and played on otherwise."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import define

from alliance_sim.characters import harmless
from alliance_sim.document import Document
from alliance_sim.plain import Reader
from alliance_sim.previewing import gauges
from alliance_sim.reports.text import rendered
from alliance_sim.session import Unplayable
from alliance_sim.side_by_side import PRACTICE, before, compared, gauge_words, here, place, reply_words
from alliance_sim.whatif import WhatIf, as_then, at_turn, barred, gone_on, offered, replied, taken_back

HELP = (
    "Answer with the number of a reply. b: take back the last reply. a: say what you said here then. f: go on as you "
    "did, as far as it is open. t: show or hide the hidden values. c: compare the two runs. g NUMBER: go to a turn. "
    "?: read the turn again. quit: stop. Nothing is recorded."
)
WIDTH = 76
Tell = Callable[[str], Any]


def play(whatif: WhatIf, lines: Iterable[str], tell: Tell) -> None:
    """Play on until the lines of input end."""
    run = _Run(whatif, tell)
    reader = Reader(lines)
    tell(f"What if: {whatif.scenario.title} ({PRACTICE})")
    tell(HELP)
    run.read_out(before(whatif, told=False))
    run.show(whatif)
    while True:
        tell(">")
        typed = reader.line()
        if typed is None or typed.strip() == "quit":
            return
        run.answer(typed.strip())


@define(eq=False)
class _Run:
    whatif: WhatIf
    tell: Tell
    told: bool = False

    def answer(self, typed: str) -> None:
        word, _, rest = typed.partition(" ")
        if typed == "?":
            self.tell(HELP)
            self.show(self.whatif)
        elif typed == "b":
            self.step_back()
        elif typed == "a":
            self.say_as_then()
        elif typed == "f":
            self.go_on()
        elif typed == "t":
            self.told = not self.told
            self.show(self.whatif)
        elif typed == "c":
            self.read_out(compared(self.whatif))
        elif word == "g":
            self.go_to(rest.strip())
        elif typed:
            self.reply(typed)

    def step_back(self) -> None:
        if self.whatif.now.past:
            self.show(taken_back(self.whatif))
        else:
            self.tell("This is the first turn: there is nothing to take back.")

    def say_as_then(self) -> None:
        reason, choice = barred(self.whatif), as_then(self.whatif)
        if reason or choice is None:
            self.tell(reason)
        else:
            self.show(replied(self.whatif, choice))

    def go_on(self) -> None:
        """Go on with the replies of then, tell what comes of it, and where it stops."""
        before_all, whatif = self.whatif, gone_on(self.whatif)
        new = len(whatif.now.past) - len(before_all.now.past)
        if new:
            self.tell(f"On as you did: {'one reply' if new == 1 else f'{new} replies'}.")
            self.show(whatif)
        if not new or not whatif.now.here.view.over:
            self.tell(barred(whatif))

    def go_to(self, number: str) -> None:
        try:
            self.show(at_turn(self.whatif, int(number) if number.isdecimal() else 0))
        except (Unplayable, ValueError):
            last = len(self.whatif.then.past)
            self.tell(f"Error: expected g and a turn from 1 to {last}, found '{harmless(number[:40])}'.")

    def reply(self, typed: str) -> None:
        found = offered(self.whatif, told=False)
        chosen = {str(number): reply.choice.id for number, reply in enumerate(found, 1)}
        if typed in chosen:
            self.show(replied(self.whatif, chosen[typed]))
            return
        wanted = f"a number from 1 to {len(found)}" if found else "b, c, g NUMBER or quit at the end of a run"
        self.tell(f"Error: expected {wanted}, found '{harmless(typed[:40])}'. ?: what else there is.")

    def show(self, whatif: WhatIf) -> None:
        """Tell where the run stands, and what can be said there."""
        self.whatif = whatif
        self.tell("")
        self.tell(f"== {place(whatif)} ==")
        self.read_out(here(whatif, told=self.told))
        if self.told:
            self.tell_values()
        self.tell_replies()

    def tell_values(self) -> None:
        for gauge in gauges(self.whatif.now):
            self.tell(f"{gauge.variable.title}: {gauge_words(gauge)}")

    def tell_replies(self) -> None:
        number, then = 0, as_then(self.whatif)
        for reply in offered(self.whatif, told=self.told):
            number += not reply.closed
            label = "-" if reply.closed else f"{number}:"
            yours = " (as you did)" if reply.choice.id == then else ""
            more = f" ({reply_words(self.whatif, reply)})" if self.told else ""
            self.tell(f"{label} {reply.choice.say}{yours}{more}")

    def read_out(self, document: Document) -> None:
        if document:
            self.tell(rendered(document, WIDTH).rstrip("\n"))
