"""Sessions that come from elsewhere, put into a store as they are: all of them, or none."""

import hashlib
from sqlite3 import Connection

from attrs import evolve, field, frozen

from alliance_sim.session import Session
from alliance_sim.store import rows
from alliance_sim.store.checking import text_of
from alliance_sim.store.refusals import Unknown
from alliance_sim.store.remarks import Remark, found_remark, write_remark
from alliance_sim.store.rows import COLUMNS
from alliance_sim.store.tables import events, session_row


@frozen
class Kept:
    """A session with all that belongs to it. `draft` is the step that waits, and what was typed there so far."""

    session: Session
    ending: str | None = None
    remark: Remark = field(factory=Remark)
    draft: tuple[str, str] | None = None


@frozen(eq=False)
class Taking:
    """A store that takes sessions, in one change."""

    connection: Connection

    def known(self, session_id: str) -> Kept | None:
        """The session that the store has under an id. Raises `Damaged`."""
        try:
            row = session_row(self.connection, session_id)
        except Unknown:
            return None
        session = rows.whole(row, events(self.connection, session_id))
        return Kept(session, rows.heading(row).ending, found_remark(self.connection, session_id))

    def holds(self, sha256: str) -> bool:
        """Whether the store has a text, whole."""
        return text_of(self.connection, sha256) is not None

    def text(self, content: bytes) -> None:
        """Take a text that a session names."""
        name = hashlib.sha256(content).hexdigest()
        if not self.holds(name):
            self.connection.execute("INSERT OR REPLACE INTO content VALUES (?, ?)", (name, content))

    def session(self, kept: Kept) -> None:
        """Take a session that the store does not have, whose texts it has."""
        name, header = kept.session.id, rows.header(evolve(kept.session, answers=()))
        linked = list(rows.linked(name, header, kept.session.answers))
        chain = linked[-1][-1] if linked else rows.start(name, header)
        row = rows.sealed((name, header, kept.ending, len(linked), chain))
        self.connection.execute(f"INSERT INTO session ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)
        self.connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", linked)
        self.remark(name, kept.remark)
        if kept.draft:
            self.connection.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", rows.draft(name, *kept.draft))

    def remark(self, session_id: str, remark: Remark) -> None:
        """Take a note and tags, in the place of what is there."""
        write_remark(self.connection, session_id, remark)
