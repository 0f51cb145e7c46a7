"""The local history: what trainees did, kept in one SQLite file that only they can read.

What a method that writes has done is on disk when it returns. Where it raises, no part of it is recorded without the
rest, and it may be called again: the same thing recorded twice is there once. Order is the order of recording, whatever
the clocks say.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from attrs import field, frozen

from alliance_sim.session import Answer, Session
from alliance_sim.store import rows
from alliance_sim.store.access import Access
from alliance_sim.store.backup import backups, dated_copy, forget, restore, thin_out
from alliance_sim.store.files import FILE, Held, held
from alliance_sim.store.opening import home, opened
from alliance_sim.store.refusals import Busy, Damaged, NewerVersion, NotSaved, StoreError, Unknown, unlockable
from alliance_sim.store.rows import COLUMNS, Heading, Row
from alliance_sim.store.tables import erase, events, first_turn_answered, rewrite, session_row, session_rows

__all__ = [
    "Busy",
    "Damaged",
    "Heading",
    "NewerVersion",
    "NotSaved",
    "Store",
    "StoreError",
    "Unknown",
    "backups",
    "home",
    "restore",
]


@frozen(eq=False)
class Store:
    """An open store. `why_not` says why nothing is recorded, and is empty where everything is."""

    folder: Path
    why_not: str
    _access: Access = field(repr=False)

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

    def close(self) -> None:
        self._access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        return self.folder / FILE

    @property
    def recording(self) -> bool:
        """Whether what is done is kept."""
        return not self.why_not

    def begin(self, session: Session, contents: Mapping[str, bytes]) -> None:
        """Record a session that has no answers yet, and the texts that it names, by their SHA-256.

        A text that the store holds already need not be given. Raises `ValueError` for one that does not fit its hash,
        that the session does not name, or that is missing; and for an id that another session has.
        """
        text = rows.header(session)
        if session.answers:
            raise ValueError(f"expected session {session.id} to begin without answers, found {len(session.answers)}")
        names = {session.sha256, session.questionnaire} - {""}
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

    def append(self, session_id: str, answer: Answer) -> None:
        """Record an answer, and drop the draft of its step. Raises `ValueError` if the step has another answer."""
        with self._access.writing() as connection:
            session_id, text, ending, count, chain, _ = row = session_row(connection, session_id)
            given = rows.whole(row, events(connection, session_id)).given
            if answer.step in given:
                if given[answer.step] != answer.value:
                    raise ValueError(f"expected the answer that step {answer.step} has already, found another")
                return
            body = rows.body(answer)
            crc = rows.link(chain, count, answer.step, body)
            connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (session_id, count, answer.step, body, crc))
            rewrite(connection, rows.sealed((session_id, text, ending, count + 1, crc)))
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

    def draft(self, session_id: str) -> tuple[str, str] | None:
        """The step and what was typed there last, if it is not answered yet.

        Raises `Damaged` for a draft that is, and for one that may be this session's; saving one ends that.
        """
        with self._access.reading() as connection:
            found = connection.execute(
                "SELECT session, step, text, crc FROM draft WHERE session = :session"
                " OR session NOT IN (SELECT id FROM session NOT INDEXED) ORDER BY session = :session DESC",
                {"session": session_id},
            ).fetchone()
        return rows.drafted(found) if found else None

    def session(self, session_id: str) -> Session:
        """A session with its answers. Raises `Unknown` or `Damaged`."""
        with self._access.reading() as connection:
            return rows.whole(session_row(connection, session_id), events(connection, session_id))

    def sessions(self) -> tuple[Session, ...]:
        """The sessions in the order in which they began; damaged ones are passed over."""
        found = []
        for session_id in self._ids():
            with suppress(Damaged, Unknown):
                found.append(self.session(session_id))
        return tuple(found)

    def headers(self) -> tuple[Heading, ...]:
        """The sessions without their answers, in the order in which they began; damaged ones are passed over."""
        found = []
        for row in self._rows():
            with suppress(Damaged):
                found.append(rows.heading(row))
        return tuple(found)

    def unfinished(self) -> Session | None:
        """The last session that is not marked finished, with its answers; damaged ones are passed over."""
        for heading in reversed(self.headers()):
            if heading.ending is None:
                with suppress(Damaged, Unknown):
                    return self.session(heading.session.id)
        return None

    def attempts(self, scenario_id: str) -> int:
        """The number of the latest attempt at a scenario, 0 if there is none.

        An attempt is a session in which a first turn was answered: who leaves at the briefing has seen nothing.
        A session too damaged to tell counts: in doubt, the next is no first exposure.
        """
        count = highest = 0
        for row in self._rows():
            try:
                session = rows.heading(row).session
            except Damaged:
                count += 1
                continue
            if session.kind == "scenario" and session.scenario == scenario_id and self._met(session.id):
                count, highest = count + 1, max(highest, session.attempt)
        return max(count, highest)

    def readings(self, lesson_id: str) -> int:
        """How often a lesson was read: once begun it counts."""
        sessions = (heading.session for heading in self.headers())
        return sum(session.kind == "lesson" and session.scenario == lesson_id for session in sessions)

    def drills(self) -> tuple[Session, ...]:
        """The sittings of the drill with their answers, in the order in which they began; damaged ones are left out."""
        found = []
        for heading in self.headers():
            if heading.session.kind == "drill":
                with suppress(Damaged, Unknown):
                    found.append(self.session(heading.session.id))
        return tuple(found)

    def content(self, sha256: str) -> bytes:
        """A text that a session names. Raises `Damaged` if it is not what was stored."""
        with self._access.reading() as connection:
            found = connection.execute("SELECT bytes FROM content WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None or not isinstance(found[0], bytes) or hashlib.sha256(found[0]).hexdigest() != sha256:
            raise Damaged(f"expected the text {sha256}, found it damaged or gone: restore a backup")
        return found[0]

    def damaged(self) -> tuple[str, ...]:
        """The ids of the sessions that are damaged, or whose text or draft is; all that the store holds is read."""
        found = []
        for session_id in self._ids():
            try:
                session = self.session(session_id)
                self.draft(session_id)
                for name in {session.sha256, session.questionnaire} - {""}:
                    self.content(name)
            except Unknown:  # deleted by another window since
                continue
            except Damaged:
                found.append(session_id)
        return tuple(found)

    def resolve(self, prefix: str) -> str:
        """The id that begins so. Raises `Unknown` unless exactly one does; a whole id is always its own."""
        ids = [session_id for session_id in self._ids() if prefix and session_id.startswith(prefix)]
        if prefix in ids:
            return prefix
        if len(ids) != 1:
            raise Unknown(
                f"expected the beginning of one session's id, found '{prefix}', which fits {len(ids) or 'none'}"
            )
        return ids[0]

    def delete(self, session_id: str) -> None:
        """Delete a session from the store and all its copies. Raises `Unknown`, or `Busy` while it is played."""
        with self.playing(session_id), self._access.copying(), self._access.writing() as connection:
            session_row(connection, session_id)
            forget(self.folder, session_id)
            erase(connection, session_id)

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
        """Copy the store; `now` dates the copy. Older copies are thinned out, unless a session is damaged here."""
        with self._access.copying() as connection:
            path = dated_copy(connection, self.folder, now)
            if not self.damaged():
                thin_out(self.folder)
        return path

    def _ids(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows())

    def _met(self, session_id: str) -> bool:
        """Whether a first turn was answered in a session."""
        with self._access.reading() as connection:
            return first_turn_answered(connection, session_id)

    def _rows(self) -> list[Row]:
        with self._access.reading() as connection:
            return session_rows(connection)
