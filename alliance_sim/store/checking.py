"""Looking through a whole store, by its checksums, for what is no longer as it was written."""

import hashlib
from collections.abc import Callable, Iterable
from sqlite3 import Connection

from attrs import frozen

from alliance_sim.store import rows
from alliance_sim.store.refusals import FAILURES, SURROUNDINGS, Damaged, primary
from alliance_sim.store.remarks import all_remarks, remark_of
from alliance_sim.store.rows import Row
from alliance_sim.store.tables import events, session_rows


@frozen
class Beside:
    """The rows of a table that holds at most one a session: whether each is whole, and whether one lost its session."""

    whole: dict[str, bool]
    astray: bool

    @classmethod
    def of(cls, found: Iterable[Row], ids: set[str], read: Callable[[Row], object]) -> "Beside":
        whole = {row[0]: _readable(row, read) for row in found}
        return cls(whole, any(not whole[name] for name in whole if name not in ids))

    def holds(self, session_id: str) -> bool:
        """Whether nothing of this session can be damaged or lost here."""
        return self.whole.get(session_id, not self.astray)


def damaged_ids(connection: Connection) -> tuple[str, ...]:
    """The ids of the sessions that are damaged, or whose text, draft or note is. All that the store holds is read."""
    found = session_rows(connection)
    ids = {row[0] for row in found}
    drafts = Beside.of(connection.execute("SELECT session, step, text, crc FROM draft"), ids, rows.drafted)
    remarks = Beside.of(all_remarks(connection), ids, remark_of)
    texts: dict[str, bool] = {}

    def holds(name: str) -> bool:
        if name not in texts:
            texts[name] = _held(connection, name)
        return texts[name]

    def whole(row: Row) -> bool:
        try:
            session = rows.heading(row).session
            rows.chained(row, events(connection, row[0]))
        except (Damaged, *FAILURES) as error:
            if isinstance(error, FAILURES) and primary(error) in SURROUNDINGS:
                raise
            return False
        return all(map(holds, session.texts))

    return tuple(row[0] for row in found if not (drafts.holds(row[0]) and remarks.holds(row[0]) and whole(row)))


def text_of(connection: Connection, sha256: str) -> bytes | None:
    """A text that is there and whole."""
    found = connection.execute("SELECT bytes FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None or not isinstance(found[0], bytes) or hashlib.sha256(found[0]).hexdigest() != sha256:
        return None
    return found[0]


def _held(connection: Connection, sha256: str) -> bool:
    """Whether a text is there and whole, also where the damage is found by SQLite."""
    try:
        return text_of(connection, sha256) is not None
    except FAILURES as error:
        if primary(error) in SURROUNDINGS:
            raise
        return False


def _readable(row: Row, read: Callable[[Row], object]) -> bool:
    try:
        read(row)
    except Damaged:
        return False
    return True
