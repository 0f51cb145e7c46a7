"""JSON lines into a store: what it lacks is taken, what it has stays as it is, and where the two differ is told.

A file is read twice: first all of it, so that nothing is taken from one that is not whole, and then to take it.
"""

import os
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, evolve, field

from alliance_sim.records.lines import LARGEST_LINE, End, NotRecords, Text, content_of, read_line
from alliance_sim.records.private import fits
from alliance_sim.store import Kept, Remark, Store, Taking

Told = Callable[[str], object]


@define
class Taken:
    """What came of an import. `differing` says of each session that was not taken why."""

    sessions: int = 0
    here_already: int = 0
    remarks: int = 0
    differing: list[str] = field(factory=list)


def imported(store: Store, path: Path, tell: Told = lambda _: None) -> Taken:
    """Take what an export holds and the store lacks, all of it or nothing.

    Raises `NotRecords` for a file that is no whole export, `OSError` for one that cannot be read, and `StoreError`.
    """
    taken = Taken()
    tell("Reading the file")
    names = _named_texts(path)
    with store.taking() as taking:
        for number, (kind, value) in enumerate(_read(path), 1):
            if number % 100 == 0:
                tell(f"Taking line {number}")
            if kind == "text" and value.sha256 in names:
                taking.text(_checked(value))
            if kind == "session":
                _take(taking, value, taken)
    return taken


def _named_texts(path: Path) -> set[str]:
    """The texts that the sessions of a file name. Raises `NotRecords` for whatever may not stand in it."""
    named: set[str] = set()
    ids: set[str] = set()
    for kind, value in _read(path):
        if kind == "session":
            if value.session.id in ids:
                raise NotRecords(f"expected each session once, found {value.session.id} twice")
            ids.add(value.session.id)
            named |= value.session.texts
        if kind == "text":
            _checked(value)
    return named


def _checked(text: Text) -> bytes:
    """The bytes of a text, which its name must fit. Raises `NotRecords`."""
    content = content_of(text)
    if sha256(content).hexdigest() != text.sha256:
        raise NotRecords(f"expected a text under its SHA-256, found another under {text.sha256[:8]}")
    return content


def _take(taking: Taking, kept: Kept, taken: Taken) -> None:
    session = kept.session
    missing = [name for name in sorted(session.texts) if not taking.holds(name)]
    if missing:
        raise NotRecords(f"expected the text {missing[0][:8]}, which session {session.id} names, found none")
    here = taking.known(session.id)
    if here is None:
        taking.session(kept)
        taken.sessions += 1
        return
    if difference := _difference(here, kept):
        taken.differing.append(f"{session.id}: {difference}")
        return
    taken.here_already += 1
    if here.remark == Remark() != kept.remark:
        taking.remark(session.id, kept.remark)
        taken.remarks += 1


def _difference(here: Kept, other: Kept) -> str:
    """In what a session differs from the one that is here already, or nothing. That it is further on here does not."""
    mine, theirs = here.session, other.session
    count = len(theirs.answers)
    if not fits(evolve(mine, answers=mine.answers[:count]), theirs):
        shorter = len(mine.answers) < count and fits(mine, evolve(theirs, answers=theirs.answers[: len(mine.answers)]))
        return "it goes further in the file than here" if shorter else "it differs from the one here"
    if other.ending not in (None, here.ending):
        return "it has another ending in the file than here"
    if other.remark not in (Remark(), here.remark) and here.remark != Remark():
        return "its note or tags differ from those here"
    return ""


def _read(path: Path) -> Iterator[tuple[str, Any]]:
    """The texts and sessions of a file, between a head and an end that fits. Raises `NotRecords`, or `OSError`."""
    seen = sha256()
    with _opened(path) as file:
        kind = "nothing"
        for number, line in enumerate(iter(lambda: file.readline(LARGEST_LINE + 1), b""), 1):
            if kind == "end":
                raise NotRecords(f"line {number}: expected nothing after the end, found more")
            try:
                kind, value = read_line(line)
            except NotRecords as error:
                raise NotRecords(f"line {number}: {error}") from error
            if (kind == "head") != (number == 1):
                wanted = "the head" if number == 1 else "the head in the first line only"
                raise NotRecords(f"line {number}: expected {wanted}, found another line")
            if kind == "end" and value != End(number - 1, seen.hexdigest()):
                raise NotRecords(f"line {number}: expected the lines to fit the end, found others: it was changed")
            seen.update(line)
            yield kind, value
    if kind != "end":
        raise NotRecords("expected an end, found none: the file is not whole")


def _opened(path: Path) -> BinaryIO:
    """A file, and nothing that could wait for ever. Raises `NotRecords` or `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRecords("expected a file, found something else")
    return os.fdopen(descriptor, "rb")
