"""How a session is written down in rows and read back, so that no damage passes for what happened.

Each event carries a checksum over the one before it, the first over the header; the session's row carries the last of
them, how many there are, and a checksum over itself. JSON is kept in ASCII: any text that can be typed survives.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any
from zlib import crc32

from attrs import asdict, evolve, frozen

from alliance_sim.session import Answer, Enrolled, Mode, Session
from alliance_sim.store.refusals import Damaged

COLUMNS = "id, header, ending, answers, chain, seal"
"""The columns of a session's row, in the order in which `heading` takes them."""

Row = tuple[Any, ...]


@frozen
class Heading:
    """A session without its answers, how many there are, and the ending that it was marked finished with."""

    session: Session
    answers: int
    ending: str | None


def checksum(*parts: object, previous: int = 0) -> int:
    """A CRC-32 over values of any type, after the checksum that went before."""
    return crc32(ascii(parts).encode(), previous)


def header(session: Session) -> str:
    """A session without its answers, as JSON; one that belongs to no course is written as ever."""
    left_out = {"answers"} if session.course else {"answers", "course"}
    return json.dumps({name: value for name, value in asdict(session).items() if name not in left_out})


def sealed(row: Row) -> Row:
    """A session's row with its seal."""
    return (*row, checksum(*row))


@lru_cache(maxsize=1 << 15)
def heading(row: Row) -> Heading:
    """What a session's row says. Raises `Damaged`."""
    *parts, seal = row
    session_id, text, ending, answers, _ = parts
    if checksum(*parts) != seal:
        raise broken(session_id)
    try:
        fields = json.loads(text)
        course = Enrolled(**fields["course"]) if fields.get("course") else None
        session = Session(**fields | {"mode": Mode(**fields["mode"]), "course": course})
    except (TypeError, KeyError, ValueError) as error:
        raise broken(session_id) from error
    return Heading(session, answers, ending)


def body(answer: Answer) -> str:
    """An answer as JSON."""
    return json.dumps(asdict(answer))


def link(previous: int, seq: int, step: str, text: str) -> int:
    """The checksum of an event."""
    return checksum(seq, step, text, previous=previous)


def draft(session_id: str, step: str, text: str) -> Row:
    """A draft's row: session, step, text, crc."""
    written = json.dumps(text)
    return session_id, step, written, checksum(session_id, step, written)


def drafted(row: Row) -> tuple[str, str]:
    """The step and the text of a draft's row. Raises `Damaged`."""
    session_id, step, written, crc = row
    if checksum(session_id, step, written) != crc:
        raise Damaged("expected a draft as it was written, found it damaged: type it again")
    return step, json.loads(written)


def start(session_id: str, text: str) -> int:
    """The checksum that the first event's is made from."""
    return checksum(session_id, text)


def linked(session_id: str, text: str, answers: Iterable[Answer]) -> Iterator[Row]:
    """The events of a session in order: session, seq, step, body, crc."""
    crc = start(session_id, text)
    for seq, answer in enumerate(answers):
        written = body(answer)
        crc = link(crc, seq, answer.step, written)
        yield session_id, seq, answer.step, written, crc


def chained(row: Row, events: Iterable[Row]) -> None:
    """Raise `Damaged` unless the events (seq, step, body, crc) are all that the row counts, in order, as written."""
    session_id, text, _, count, chain, _ = row
    crc, seen = start(session_id, text), 0
    for expected, (seq, step, written, stored) in enumerate(events):
        crc = link(crc, seq, step, written)
        if seq != expected or crc != stored:
            raise broken(session_id)
        seen += 1
    if seen != count or crc != chain:
        raise broken(session_id)


def whole(row: Row, events: Collection[Row]) -> Session:
    """The session of a row with the answers of its events (seq, step, body, crc) in order. Raises `Damaged`."""
    found = heading(row)
    chained(row, events)
    return evolve(found.session, answers=given(row[0], events))


def given(session_id: str, events: Iterable[Row]) -> tuple[Answer, ...]:
    """The answers of events that are as they were written. Raises `Damaged`."""
    try:
        return tuple(Answer(**each) for each in json.loads(f"[{','.join(written for _, _, written, _ in events)}]"))
    except (TypeError, ValueError) as error:
        raise broken(session_id) from error


def broken(session_id: object) -> Damaged:
    return Damaged(f"expected session {session_id} as it was written, found it damaged: restore a backup, or delete it")
