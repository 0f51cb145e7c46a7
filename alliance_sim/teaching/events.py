"""What a teacher does in a group session: a list of events, from which all that is shown follows."""

from collections.abc import Iterable
from math import isfinite
from typing import Any, Literal, get_args

from attrs import asdict, frozen

Kind = Literal["go", "back", "to", "count", "play", "rewind", "timer", "cover", "undo", "left", "came"]
KINDS: tuple[str, ...] = get_args(Kind)
MOST = 999
"""The largest count, and more people than any room has."""
LONGEST = 64
"""Characters of a name in an event: as long as an id may be."""


@frozen
class Event:
    """One step of the teacher. `at` is in seconds since 1970; `what` names a stage, an option or a reply.

    `count` sets what was counted for the option `what` in the vote that is open, and takes it away without a number.
    `timer` runs for `number` seconds. `undo` takes the last event back that is still there. `left` and `came` tell when
    the projected screen was closed and opened; they are never taken back.
    """

    kind: Kind
    at: float
    what: str = ""
    number: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}


def event_of(found: object) -> Event | None:
    """The event that an object of a file stands for; None if it is none."""
    if not isinstance(found, dict):
        return None
    kind, at, what, number = (found.get(name) for name in ("kind", "at", "what", "number"))
    what = "" if what is None else what
    if kind not in KINDS or not isinstance(what, str) or len(what) > LONGEST:
        return None
    if isinstance(at, bool) or not isinstance(at, int | float) or not isfinite(at):
        return None
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST):
        return None
    return Event(kind, float(at), what, number)


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that were not taken back."""
    kept: list[Event] = []
    given = tuple(events)
    doors = [event for event in given if event.kind in ("left", "came")]
    for event in given:
        if event.kind == "undo":
            del kept[-1:]
        elif event.kind not in ("left", "came"):
            kept.append(event)
    return (*kept, *doors[-1:])
