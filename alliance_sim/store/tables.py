"""The tables of the store, and how an older store is brought up to date."""

import sqlite3

from alliance_sim import __version__
from alliance_sim.store.refusals import FAILURES, SURROUNDINGS, Unknown, primary
from alliance_sim.store.rows import COLUMNS, Row

APPLICATION = 0x414C5349
"""The application id in the header of the file: "ALSI"."""
STRICT = "STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
KEYED = ", ".join(filter(None, (STRICT, "WITHOUT ROWID")))
"""Kept by its key itself: there is no index that could be damaged while the table is whole."""

MIGRATIONS = (
    f"""
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) {KEYED};
    CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) {KEYED};
    CREATE TABLE session (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        header TEXT NOT NULL,
        ending TEXT,
        answers INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        seal INTEGER NOT NULL
    ) {STRICT};
    CREATE TABLE event (
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        step TEXT NOT NULL,
        body TEXT NOT NULL,
        crc INTEGER NOT NULL,
        PRIMARY KEY (session, seq)
    ) {KEYED};
    CREATE TABLE draft (
        session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
        step TEXT NOT NULL,
        text TEXT NOT NULL,
        crc INTEGER NOT NULL
    ) {KEYED};
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
    CREATE TRIGGER event_goes_with_its_session BEFORE DELETE ON event
        WHEN EXISTS (SELECT 1 FROM session WHERE id = OLD.session)
        BEGIN SELECT RAISE(ABORT, 'an event is deleted only with its session'); END;
    CREATE TRIGGER content_stays BEFORE UPDATE ON content
        BEGIN SELECT RAISE(ABORT, 'content is never changed'); END;
    """,
    f"""
    CREATE TABLE remark (
        session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        crc INTEGER NOT NULL
    ) {KEYED};
    CREATE TABLE figure (
        name TEXT NOT NULL,
        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        seal INTEGER NOT NULL,
        body TEXT NOT NULL,
        crc INTEGER NOT NULL,
        PRIMARY KEY (name, session)
    ) {KEYED};
    CREATE TABLE summary (name TEXT PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL) {KEYED};
    """,
)
"""One script per version of the tables, in order. `meta` keeps its shape for ever: older programs read it.

A session's `answers` and `chain` are the number of its events and the last event's crc; its `seal` is a crc of its row.
What `figure` and `summary` hold can be made from the other tables at any time: a figure belongs to the session's row
with that `seal`.
"""

OF_A_SESSION = ("event", "draft", "remark", "figure")
"""The tables whose rows belong to a session."""


def migrate(connection: sqlite3.Connection, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the tables up to date, each version in one transaction with its number."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, script in enumerate(migrations[version:], start=version + 1):
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number};"
                f"INSERT OR REPLACE INTO meta VALUES ('written by', '{__version__}'); COMMIT;"
            )
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def session_rows(connection: sqlite3.Connection) -> list[Row]:
    """The sessions' rows, in the order in which they began."""
    return connection.execute(f"SELECT {COLUMNS} FROM session NOT INDEXED ORDER BY number").fetchall()


def last_rows(connection: sqlite3.Connection, number: int) -> list[Row]:
    """The rows of the sessions that began last, so many of them, in the order in which they began."""
    query = f"SELECT {COLUMNS} FROM session NOT INDEXED ORDER BY number DESC LIMIT ?"
    return connection.execute(query, (number,)).fetchall()[::-1]


def unfinished_rows(connection: sqlite3.Connection) -> list[Row]:
    """The rows of the sessions that are not marked finished, the latest first."""
    query = f"SELECT {COLUMNS} FROM session NOT INDEXED WHERE ending IS NULL ORDER BY number DESC"
    return connection.execute(query).fetchall()


def session_ids(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The sessions' ids, in the order in which they began."""
    return tuple(found for (found,) in connection.execute("SELECT id FROM session NOT INDEXED ORDER BY number"))


def session_row(connection: sqlite3.Connection, session_id: str) -> Row:
    """A session's row. Raises `Unknown`.

    What the index does not lead to is looked for in the table, and compared as it is read: either may be damaged.
    """
    query = f"SELECT {COLUMNS} FROM session WHERE id = ?"
    for row in connection.execute(query, (session_id,)).fetchall() or session_rows(connection):
        if row[0] == session_id:
            return tuple(row)
    raise Unknown(f"expected the id of a session, found '{session_id}'")


def rewrite(connection: sqlite3.Connection, row: Row) -> None:
    """Give a session's row the ending, the number of answers and the checksums that hold now."""
    session_id, _, *changed = row
    connection.execute(
        "UPDATE session NOT INDEXED SET ending = ?, answers = ?, chain = ?, seal = ? WHERE id = ?",
        (*changed, session_id),
    )


def events(connection: sqlite3.Connection, session_id: str) -> list[Row]:
    """A session's events in order: seq, step, body, crc."""
    query = "SELECT seq, step, body, crc FROM event WHERE session = ? ORDER BY seq"
    return connection.execute(query, (session_id,)).fetchall()


def erase(connection: sqlite3.Connection, session_id: str) -> None:
    """Delete a session, and what then belongs to none: what lost its session by damage may be its own."""
    for number, found in connection.execute("SELECT number, id FROM session NOT INDEXED").fetchall():
        if found == session_id:
            connection.execute("DELETE FROM session WHERE number = ?", (number,))
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in OF_A_SESSION:
        if table in known:  # a copy may be older than a table
            connection.execute(f"DELETE FROM {table} WHERE session NOT IN (SELECT id FROM session NOT INDEXED)")
    if "summary" in known:
        connection.execute("DELETE FROM summary")
    connection.execute(
        "DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM session WHERE instr(header, content.sha256))"
    )


def erase_all(connection: sqlite3.Connection) -> None:
    """Delete all that happened."""
    connection.execute("DELETE FROM session")
    for table in (*OF_A_SESSION, "content", "summary"):
        connection.execute(f"DELETE FROM {table}")


def sound(connection: sqlite3.Connection) -> bool:
    """Whether the file's pages and indexes fit together. What is written in them is for the checksums to tell."""
    try:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except FAILURES as error:
        if primary(error) in SURROUNDINGS:
            raise
        return False
