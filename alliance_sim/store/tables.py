"""The tables of the store, and how an older store is brought up to date."""

import sqlite3

from alliance_sim import __version__

APPLICATION = 0x414C5349
"""The application id in the header of the file: "ALSI"."""
STRICT = "STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""

MIGRATIONS = (
    f"""
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) {STRICT};
    CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) {STRICT};
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
    ) {STRICT};
    CREATE TABLE draft (
        session TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
        step TEXT NOT NULL,
        text TEXT NOT NULL,
        crc INTEGER NOT NULL
    ) {STRICT};
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
    CREATE TRIGGER event_goes_with_its_session BEFORE DELETE ON event
        WHEN EXISTS (SELECT 1 FROM session WHERE id = OLD.session)
        BEGIN SELECT RAISE(ABORT, 'an event is deleted only with its session'); END;
    CREATE TRIGGER content_stays BEFORE UPDATE ON content
        BEGIN SELECT RAISE(ABORT, 'content is never changed'); END;
    """,
)
"""One script per version of the tables, in order. `meta` keeps its shape for ever: older programs read it.

A session's `answers` and `chain` are the number of its events and the last event's crc; its `seal` is a crc of its row.
"""


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


def erase(connection: sqlite3.Connection, session_id: str) -> bool:
    """Delete a session, and what then belongs to no session. Returns whether it was there.

    Rows whose session cannot be named for damage go too: they may be its own.
    """
    gone = connection.execute("DELETE FROM session WHERE id = ?", (session_id,)).rowcount
    for table in ("event", "draft"):
        connection.execute(f"DELETE FROM {table} WHERE session NOT IN (SELECT id FROM session)")
    connection.execute(
        "DELETE FROM content WHERE NOT EXISTS (SELECT 1 FROM session WHERE instr(header, content.sha256))"
    )
    return gone > 0
