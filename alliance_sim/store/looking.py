"""What can be asked of the store: sessions, texts, notes and figures. Nothing that is damaged passes for whole."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection

from attrs import field, frozen

from alliance_sim.session import Session
from alliance_sim.store import rows, summaries
from alliance_sim.store.access import Access
from alliance_sim.store.checking import damaged_ids, text_of
from alliance_sim.store.files import FILE
from alliance_sim.store.refusals import FAILURES, SURROUNDINGS, Damaged, Unknown, primary
from alliance_sim.store.remarks import Remark, all_remarks, found_remark, remark_of
from alliance_sim.store.rows import Heading
from alliance_sim.store.summaries import Counted
from alliance_sim.store.tables import events, last_rows, session_ids, session_row, session_rows, unfinished_rows
from alliance_sim.store.taking import Kept


@frozen(eq=False)
class History:
    """An open store, to be looked at. `why_not` says why nothing is recorded, and is empty where everything is."""

    folder: Path
    why_not: str
    _access: Access = field(repr=False)

    @property
    def path(self) -> Path:
        return self.folder / FILE

    @property
    def recording(self) -> bool:
        """Whether what is done is kept."""
        return not self.why_not

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
        return self._whole(heading.session.id for heading in self.headers())

    def headers(self, *, last: int | None = None) -> tuple[Heading, ...]:
        """The sessions without their answers, in the order in which they began; damaged ones are passed over.

        With `last` only the latest so many, which takes as long however many there are.
        """
        found = []
        with self._access.reading() as connection:
            read = session_rows(connection) if last is None else last_rows(connection, last)
        for row in read:
            with suppress(Damaged):
                found.append(rows.heading(row))
        return tuple(found)

    def unfinished(self) -> Session | None:
        """The last session that is not marked finished, with its answers; damaged ones are passed over."""
        with self._access.reading() as connection:
            waiting = unfinished_rows(connection)
        for row in waiting:
            with suppress(Damaged, Unknown):
                return self.session(rows.heading(row).session.id)
        return None

    def attempts(self, scenario_id: str) -> int:
        """The number of the latest attempt at a scenario, 0 if there is none.

        An attempt is a session in which a first turn was answered: who leaves at the briefing has seen nothing.
        A session too damaged to tell counts: in doubt, the next is no first exposure.
        """
        return self._counted().attempted(scenario_id)

    def readings(self, lesson_id: str) -> int:
        """How often a lesson was read: once begun it counts."""
        return self._counted().readings.get(lesson_id, 0)

    def content(self, sha256: str) -> bytes:
        """A text that a session names. Raises `Damaged` if it is not what was stored."""
        with self._access.reading() as connection:
            found = text_of(connection, sha256)
        if found is None:
            raise Damaged(f"expected the text {sha256}, found it damaged or gone: restore a backup")
        return found

    def note(self, session_id: str) -> str:
        """What the owner wrote beside a session. Raises `Damaged` for a note that is; writing one ends that."""
        with self._access.reading() as connection:
            return found_remark(connection, session_id).note

    def tags(self, session_id: str) -> frozenset[str]:
        """The owner's tags of a session. Raises as `note` does."""
        with self._access.reading() as connection:
            return found_remark(connection, session_id).tags

    def remarks(self) -> dict[str, Remark]:
        """All notes and tags by session, of the sessions that have any; damaged ones are left out."""
        with self._access.reading() as connection:
            read = all_remarks(connection)
        found = {}
        for row in read:
            with suppress(Damaged):
                found[row[0]] = remark_of(row)
        return found

    def figures(self, name: str) -> dict[str, str]:
        """What was kept under a name with `keep_figures`, by session: of sessions that have not changed since."""
        with self._access.reading() as connection:
            return summaries.figures(connection, name)

    def damaged(self) -> tuple[str, ...]:
        """The ids of the sessions that are damaged, or whose text, draft or note is; all that there is is read."""
        with self._access.reading() as connection:
            return damaged_ids(connection)

    def kept(self) -> Iterator[Kept]:
        """The sessions with all that belongs to each, in the order in which they began; damaged ones are passed over.

        They are read one by one, so that any number of them finds room.
        """
        for heading in self.headers():
            name = heading.session.id
            with suppress(Damaged, Unknown):
                with self._access.reading() as connection:
                    row = session_row(connection, name)
                    session = rows.whole(row, events(connection, name))
                yield Kept(
                    session, rows.heading(row).ending, Remark(self.note(name), self.tags(name)), self.draft(name)
                )

    def stale(self) -> bool:
        """Whether what was counted of the sessions is not what they come to; `recount` ends that."""
        with self._access.reading() as connection:
            return summaries.stale(connection)

    def texts(self) -> tuple[str, ...]:
        """The names of all texts: their SHA-256."""
        with self._access.reading() as connection:
            return tuple(name for (name,) in connection.execute("SELECT sha256 FROM content ORDER BY sha256"))

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

    def _counted(self) -> Counted:
        """What the sessions come to; counted once, and kept where anything is."""
        with self._access.reading() as connection:
            found = summaries.kept_count(connection)
            if found is None:
                found = summaries.counted(connection)
        return found

    def _ids(self) -> tuple[str, ...]:
        with self._access.reading() as connection:
            return session_ids(connection)

    def _whole(self, ids: Iterable[str]) -> tuple[Session, ...]:
        """The sessions of these ids in one look at the store; damaged ones are passed over."""
        found = []
        with self._access.reading() as connection:
            for session_id in ids:
                with suppress(Damaged, Unknown):
                    found.append(_session(connection, session_id))
        return tuple(found)


def _session(connection: Connection, session_id: str) -> Session:
    """A session with its answers. Raises `Unknown`, or `Damaged` also where the damage is found by SQLite."""
    try:
        return rows.whole(session_row(connection, session_id), events(connection, session_id))
    except FAILURES as error:
        if primary(error) in SURROUNDINGS:
            raise
        raise rows.broken(session_id) from error
