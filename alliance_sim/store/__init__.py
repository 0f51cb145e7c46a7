"""The local history: what trainees did, kept in one SQLite file that only they can read.

What a method that writes has done is on disk when it returns. Where it raises, no part of it is recorded without the
rest, and it may be called again: the same thing recorded twice is there once. Order is the order of recording, whatever
the clocks say.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Self

from attrs import evolve

from alliance_sim.session import Answer, Session
from alliance_sim.store import rows, summaries
from alliance_sim.store.access import Access
from alliance_sim.store.backup import backups, copies, dated_copy, destroy, forget, remove_copies, restore, thin_out
from alliance_sim.store.files import Held, held
from alliance_sim.store.looking import History
from alliance_sim.store.opening import home, looked_at, opened
from alliance_sim.store.refusals import Busy, Damaged, NewerVersion, NotSaved, StoreError, Unknown, unlockable
from alliance_sim.store.remarks import Remark, found_remark, noted, tagged, write_remark
from alliance_sim.store.rows import COLUMNS, Heading
from alliance_sim.store.tables import erase, erase_all, events, rewrite, session_row
from alliance_sim.store.taking import Kept, Taking
from alliance_sim.store.vouching import left

__all__ = [
    "Busy",
    "Damaged",
    "Heading",
    "Kept",
    "NewerVersion",
    "NotSaved",
    "Remark",
    "Store",
    "StoreError",
    "Taking",
    "Unknown",
    "backups",
    "copies",
    "destroy",
    "home",
    "restore",
]


class Store(History):
    """An open store, to be looked at and written to."""

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open the store in a folder, making both where there are none; for reading only where it cannot be written.

        Raises `Damaged`, `NewerVersion` or `StoreError`. What is left of a damaged store is read with `read_only`.
        """
        try:
            connection, why_not = opened(folder, read_only=read_only)
        except OSError as error:
            raise StoreError(f"expected to read {folder}, found: {error.strerror}") from error
        return cls(folder, why_not, Access(folder, why_not, connection))

    @classmethod
    def look(cls, path: Path) -> Self:
        """Open a file of a store for reading only, such as a copy. Raises as `open` does."""
        try:
            connection, why_not = looked_at(path)
        except OSError as error:
            raise StoreError(f"expected to read {path}, found: {error.strerror}") from error
        return cls(path.parent, why_not, Access(path.parent, why_not, connection))

    def close(self) -> None:
        self._access.close()
        if self.recording:
            left(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, session: Session, contents: Mapping[str, bytes]) -> None:
        """Record a session that has no answers yet, and the texts that it names, by their SHA-256.

        A text that the store holds already need not be given. Raises `ValueError` for one that does not fit its hash,
        that the session does not name, or that is missing; and for an id that another session has.
        """
        text = rows.header(session)
        if session.answers:
            raise ValueError(f"expected session {session.id} to begin without answers, found {len(session.answers)}")
        names = session.texts
        for name, content in contents.items():
            if hashlib.sha256(content).hexdigest() != name or name not in names:
                raise ValueError(f"expected a text that session {session.id} names, under its SHA-256, found {name}")
        with self._access.writing() as connection:
            known = connection.execute("SELECT header FROM session WHERE id = ?", (session.id,)).fetchone()
            if known and known[0] != text:
                raise ValueError(f"expected an id that no other session has, found {session.id}")
            if known:
                return
            for name, content in contents.items():
                connection.execute("INSERT OR REPLACE INTO content VALUES (?, ?)", (name, content))
            for name in names:
                if not connection.execute("SELECT 1 FROM content WHERE sha256 = ?", (name,)).fetchone():
                    raise ValueError(f"expected the text {name}, which session {session.id} names, found none")
            row = rows.sealed((session.id, text, None, 0, rows.start(session.id, text)))
            connection.execute(f"INSERT INTO session ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)
            summaries.count_reading(connection, session)

    def append(self, session_id: str, answer: Answer) -> None:
        """Record an answer, and drop the draft of its step. Raises `ValueError` if the step has another answer."""
        with self._access.writing() as connection:
            session_id, text, ending, count, chain, _ = row = session_row(connection, session_id)
            session = rows.whole(row, events(connection, session_id))
            given = session.given
            if answer.step in given:
                if given[answer.step] != answer.value:
                    raise ValueError(f"expected the answer that step {answer.step} has already, found another")
                return
            body = rows.body(answer)
            crc = rows.link(chain, count, answer.step, body)
            connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (session_id, count, answer.step, body, crc))
            rewrite(connection, rows.sealed((session_id, text, ending, count + 1, crc)))
            summaries.count_attempt(connection, session, answer.step)
            connection.execute("DELETE FROM draft WHERE session = ? AND step = ?", (session_id, answer.step))

    def finish(self, session_id: str, ending: str) -> None:
        """Mark a session as finished, by the ending that it came to. Raises `ValueError` if it came to another."""
        with self._access.writing() as connection:
            row = session_row(connection, session_id)
            known = rows.heading(row).ending
            if known not in (None, ending):
                raise ValueError(f"expected the ending '{known}' that session {session_id} has, found '{ending}'")
            if known is None:
                session_id, text, _, count, chain, _ = row
                rewrite(connection, rows.sealed((session_id, text, ending, count, chain)))

    def save_draft(self, session_id: str, step: str, text: str) -> None:
        """Keep what is typed at a step so far. Nothing is kept for a step that is answered."""
        with self._access.writing() as connection:
            session = rows.whole(session_row(connection, session_id), events(connection, session_id))
            if step not in session.given:
                connection.execute("DELETE FROM draft WHERE session NOT IN (SELECT id FROM session NOT INDEXED)")
                connection.execute(
                    "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", rows.draft(session_id, step, text)
                )

    def set_note(self, session_id: str, text: str) -> None:
        """Write a note beside a session, in the place of the last one. Raises `ValueError` for one that is too long."""
        note = noted(text)
        with self._access.writing() as connection:
            self._remark(connection, session_id, note=note)

    def set_tags(self, session_id: str, names: Iterable[str]) -> None:
        """Give a session these tags and no others. Raises `ValueError` for what is no tag, or too many."""
        tags = tagged(names)
        with self._access.writing() as connection:
            self._remark(connection, session_id, tags=tags)

    def keep_figures(self, name: str, found: Mapping[str, str]) -> None:
        """Keep what was worked out of sessions, by their ids, so that `figures` gives it back until they change.

        What is kept must be such that it can be worked out again at any time, and hold nothing that was typed.
        """
        with self._access.writing() as connection:
            summaries.keep_figures(connection, name, found)

    def erase(self, session_id: str) -> None:
        """Delete a session, with all that belongs to it, from the store and all its copies: no byte of it stays.

        Raises `Unknown`, or `Busy` while it is played.
        """
        with self.playing(session_id), self._access.copying():
            with self._access.writing() as connection:
                session_row(connection, session_id)
                forget(self.folder, session_id)
                erase(connection, session_id)
                summaries.keep_count(connection, summaries.counted(connection))
            self._access.connection.execute("VACUUM")

    def erase_all(self) -> None:
        """Delete every session from the store, and every copy: no byte of any stays. Raises `Busy` while one is played.

        The copies go first: what fails or is killed on the way leaves all sessions here, and may be done again.
        """
        with ExitStack() as locks:
            for session_id in self._ids_played():
                locks.enter_context(self.playing(session_id))
            locks.enter_context(self._access.copying())
            with self._access.writing() as connection:
                remove_copies(self.folder)
                erase_all(connection)
                summaries.keep_count(connection, summaries.Counted())
            self._access.connection.execute("VACUUM")

    def _ids_played(self) -> tuple[str, ...]:
        """The sessions that may be open in a window: where none is, none has to be looked for."""
        return self._ids() if any(self.folder.glob("playing-*.lock")) else ()

    @contextmanager
    def playing(self, session_id: str) -> Iterator[None]:
        """Keep a session to this window. Raises `Busy` if another has it. Where nothing is recorded any may."""
        name = hashlib.blake2b(session_id.encode(), digest_size=8).hexdigest()
        with ExitStack() as locks:
            try:
                if self.recording:
                    locks.enter_context(held(self.folder / f"playing-{name}.lock"))
            except Held:
                raise Busy(
                    f"expected session {session_id[:8]} to be free, found it open in another window: "
                    "go on there, or close it"
                ) from None
            except OSError as error:
                raise unlockable(error, self.folder) from error
            yield

    def back_up(self, now: datetime) -> Path:
        """Copy the store; `now` dates the copy. Older copies are thinned out, unless a session is damaged here.

        Whether one is is looked up at the first copy of a day; the others of a day take no older day's place.
        """
        with self._access.copying() as connection:
            path = dated_copy(connection, self.folder, now)
            if self._whole_on(str(now.astimezone(UTC).date())):
                thin_out(self.folder)
        return path

    def recount(self) -> None:
        """Count anew what the sessions come to."""
        with self._access.writing() as connection:
            summaries.keep_count(connection, summaries.counted(connection))

    @contextmanager
    def taking(self) -> Iterator[Taking]:
        """Take sessions from elsewhere: all that the block takes is recorded when it has ended, or nothing of it."""
        with self._access.writing() as connection:
            yield Taking(connection)
            summaries.keep_count(connection, summaries.counted(connection))

    def _whole_on(self, day: str) -> bool:
        """Whether every checksum fitted when they were looked at on this day."""
        with self._access.reading() as connection:
            if summaries.kept(connection, summaries.CHECKED) == day:
                return True
        if self.damaged():
            return False
        with self._access.writing() as connection:
            summaries.keep(connection, summaries.CHECKED, day)
        return True

    def _remark(self, connection: Connection, session_id: str, **changed: Any) -> None:
        """Change a part of a session's remark; a damaged one is written anew. Raises `Unknown`."""
        session_row(connection, session_id)
        try:
            known = found_remark(connection, session_id)
        except Damaged:
            known = Remark()
        write_remark(connection, session_id, evolve(known, **changed))
