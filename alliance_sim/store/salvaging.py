"""What can be saved of a damaged store: whole sessions, or their answers up to the damage, from it and from its copies.

A new store is made of that and takes the place of the old one, which is kept.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import Connection

from attrs import evolve, frozen

from alliance_sim.session import Session
from alliance_sim.store import rows
from alliance_sim.store.backup import backups, copies, put_aside
from alliance_sim.store.checking import text_of
from alliance_sim.store.files import FILE, FORGETFUL, completed, connected
from alliance_sim.store.refusals import FAILURES, Damaged
from alliance_sim.store.remarks import Remark, found_remark
from alliance_sim.store.rows import COLUMNS, Row
from alliance_sim.store.summaries import counted, keep_count
from alliance_sim.store.tables import APPLICATION, events, migrate
from alliance_sim.store.taking import Kept, Taking


@frozen
class Found:
    """A session as one file has it. `lost` answers were counted there and are damaged or gone; `whole`: none is."""

    kept: Kept
    texts: dict[str, bytes]
    lost: int = 0

    @property
    def rank(self) -> tuple[bool, int]:
        """The better the higher: with its texts, and with more answers."""
        return self.kept.session.texts <= self.texts.keys(), len(self.kept.session.answers)


@frozen
class Salvage:
    """What became of the sessions. `shortened` have the number of answers kept; `lost` are ids that are known of."""

    kept: tuple[str, ...]
    shortened: dict[str, int]
    lost: tuple[str, ...]
    old: Path | None


def salvage(folder: Path) -> Salvage:
    """Put a whole store in the place of a damaged one. Raises `OSError`, and `Damaged` where nothing can be read.

    No window may have the store open.
    """
    path = folder / FILE
    best: dict[str, Found] = {}
    seen: list[str] = []
    for source in (path, *backups(folder), *(other for other in copies(folder) if other not in backups(folder))):
        for session_id, found in _sessions(source):
            if session_id not in seen:
                seen.append(session_id)
            if found and (session_id not in best or found.rank > best[session_id].rank):
                best[session_id] = found
    usable = {name: found for name, found in best.items() if found.rank[0]}
    if not usable:
        raise Damaged(f"expected a session that can be read in {path} or its copies, found none: nothing was changed")
    with completed(path) as new:
        _make(new, [usable[name] for name in seen if name in usable])
        old = put_aside(path, "damaged")
    shortened = {name: len(found.kept.session.answers) for name, found in usable.items() if found.lost}
    return Salvage(tuple(usable), shortened, tuple(name for name in seen if name not in usable), old)


def _make(path: Path, found: Iterable[Found]) -> None:
    """A new store that holds what was found, in this order."""
    with closing(connected(path, "rw")) as connection:
        for pragma in FORGETFUL:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        taking = Taking(connection)
        for each in found:
            for name in each.kept.session.texts:
                taking.text(each.texts[name])
            taking.session(each.kept)
        keep_count(connection, counted(connection))
        connection.execute("COMMIT")


def _sessions(path: Path) -> Iterator[tuple[str, Found | None]]:
    """The sessions that a file knows of, each with what is left of it there. A file that cannot be read has none."""
    with suppress(OSError, *FAILURES), closing(connected(path, "ro")) as connection:
        for row in _rows(connection):
            found = None
            with suppress(Damaged, TypeError, ValueError, KeyError, *FAILURES):
                found = _found(connection, row)
            if isinstance(row[0], str):
                yield row[0], found


def _rows(connection: Connection) -> list[Row]:
    """The sessions' rows that can be read: from the first on up to the damage, and from the last on back to it."""
    found: dict[int, Row] = {}
    for order in ("ASC", "DESC"):
        with suppress(*FAILURES):
            query = f"SELECT number, {COLUMNS} FROM session NOT INDEXED ORDER BY number {order}"
            for number, *row in connection.execute(query):
                found[number] = tuple(row)
    return [found[number] for number in sorted(found)]


def _found(connection: Connection, row: Row) -> Found:
    """What is left of a session. Raises `Damaged` where not even its header is."""
    session_id, text, ending, count, _, seal = row
    answers = _up_to_the_damage(connection, session_id, text)
    sealed = rows.checksum(*row[:-1]) == seal
    if not (sealed or answers):  # the first answer's checksum vouches for the header
        raise rows.broken(session_id)
    session = _header(row)
    given = rows.given(session_id, answers)
    whole = sealed and len(given) == count
    remark, texts = Remark(), {}
    with suppress(Damaged, *FAILURES):
        remark = found_remark(connection, session_id)
    for name in session.texts:
        with suppress(*FAILURES):
            content = text_of(connection, name)
            if content is not None:
                texts[name] = content
    kept = Kept(evolve(session, answers=given), ending if whole else None, remark, _draft(connection, session_id))
    return Found(kept, texts, 0 if whole else max(1, count - len(given)))


def _header(row: Row) -> Session:
    """The session that a row was begun with, whatever became of its other columns."""
    return rows.heading(rows.sealed(row[:-1])).session


def _up_to_the_damage(connection: Connection, session_id: str, text: str) -> list[Row]:
    """The events of a session that are as they were written, from the first one on."""
    crc, found = rows.start(session_id, text), list[Row]()
    with suppress(*FAILURES):
        for event in events(connection, session_id):
            seq, step, written, stored = event
            crc = rows.link(crc, seq, step, written)
            if seq != len(found) or crc != stored:
                break
            found.append(event)
    return found


def _draft(connection: Connection, session_id: str) -> tuple[str, str] | None:
    with suppress(Damaged, *FAILURES):
        query = "SELECT session, step, text, crc FROM draft WHERE session = ?"
        row = connection.execute(query, (session_id,)).fetchone()
        return rows.drafted(row) if row else None
    return None
