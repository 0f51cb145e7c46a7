"""The trainer line by line: for screen readers, pipes and dumb terminals.

It only appends lines: no colour, no boxes, no cursor. A question ends in a prompt; an answer is a number or an id, an
empty line skips what may be skipped, and the end of the input puts the session aside.
"""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import define

from alliance_sim.document import Document
from alliance_sim.rehearsal import Rehearsal
from alliance_sim.reports.text import rendered
from alliance_sim.steps import PLACES, NotUnderstood, Step
from alliance_sim.store import StoreError

HELP = (
    "Answer with a number or the word itself. Empty line: skip, or what is marked so. "
    "?: explain. back: read the page again. "
    "quit: stop, it is kept."
)
Tell = Callable[[str], Any]


@define(eq=False)
class Reader:
    """Lines of input, one an answer; None at the end of the input."""

    source: Iterable[str]

    def line(self) -> str | None:
        found = next(iter(self.source), None)
        return None if found is None else found.rstrip("\n")


def run(rehearsal: Rehearsal, reader: Reader, tell: Tell, *, width: int = 76) -> bool:
    """Play to the end of the script, or until the input ends. True if it came to its end."""
    place = ""
    tell(HELP)
    _read_out(rehearsal.playing.earlier, tell, width)
    while (step := rehearsal.step) is not None:
        if step.place != place:
            place = step.place
            tell("")
            tell(f"== {PLACES[place]} ==")
        _present(step, tell, width)
        if not _answered(rehearsal, step, reader, tell, width):
            return False
    return True


def _read_out(document: Document, tell: Tell, width: int) -> None:
    if document:
        tell(rendered(document, width).rstrip("\n"))


def _present(step: Step, tell: Tell, width: int) -> None:
    _read_out(step.show, tell, width)
    _question(step, tell)


def _question(step: Step, tell: Tell) -> None:
    tell("")
    count = f"{step.number} of {step.of}: " if step.of else ""
    if not step.goes_on:
        tell(f"{count}{step.ask}")
    for option in step.options:
        default = " (empty line)" if option.id == step.default else ""
        tell(f"{option.key}: {option.label}{default}")
    if step.aside:
        tell(f"{step.aside.key}: {step.aside.label}")


def _answered(rehearsal: Rehearsal, step: Step, reader: Reader, tell: Tell, width: int) -> bool:
    """Read lines until one is an answer. False at the end of the input."""
    while True:
        tell(f"{step.ask}: press Enter" if step.goes_on else ">")
        typed = reader.line()
        if typed is None or typed.strip() == "quit":
            return False
        word = typed.strip()
        if word == "?":
            _explain(step, tell)
        elif word == "back":
            _read_out(rehearsal.playing.page, tell, width)
            _question(step, tell)
        else:
            try:
                if step.aside and word == step.aside.key:
                    rehearsal.notice()
                else:
                    rehearsal.give(typed)
            except NotUnderstood as error:
                tell(f"Error: {error}")
            except StoreError as error:
                tell(f"Error: not saved. {error}. Then give the answer again.")
            else:
                return True


def _explain(step: Step, tell: Tell) -> None:
    tell(HELP)
    for option in step.options:
        tell(f"{option.key}: {option.label}. {option.detail}" if option.detail else f"{option.key}: {option.label}")
    if step.aside:
        tell(f"{step.aside.key}: {step.aside.label}")
