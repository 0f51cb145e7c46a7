"""What a teacher does in a group session: a list of events, from which all that is shown follows."""

from math import isfinite
from typing import Any, Literal, get_args

from attrs import asdict, frozen

Kind = Literal["go", "back", "to", "count", "play", "rewind", "timer", "cover", "undo", "left"]
KINDS: tuple[str, ...] = get_args(Kind)
MOST = 999
"""The largest count, and more people than any room has."""
LONGEST = 64
"""Characters of a name in an event: as long as an id may be."""


@frozen
class Event:
    """One step of the teacher. `at` is in seconds since 1970; `what` names a stage, an option or a reply.

    `count` sets what was counted for the option `what` in the vote that is open, and takes it away without a number.
    `timer` runs for `number` seconds. `undo` takes the last event back that is still there.
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


def standing(events: "tuple[Event, ...] | list[Event]") -> tuple[Event, ...]:
    """The events that were not taken back. That the screen was closed is not taken back."""
    kept: list[Event] = []
    closed = [number for number, event in enumerate(events) if event.kind == "left"]
    for event in events:
        if event.kind == "undo":
            if kept:
                kept.pop()
        elif event.kind != "left":
            kept.append(event)
    if closed and closed[-1] == len(events) - 1:
        kept.append(events[-1])
    return tuple(kept)
