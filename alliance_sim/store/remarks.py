"""What the owner writes beside a session: a note, and tags to find it by."""

import json
from collections.abc import Iterable
from sqlite3 import Connection

from attrs import field, frozen

from alliance_sim.characters import FORBIDDEN
from alliance_sim.store.refusals import Damaged
from alliance_sim.store.rows import Row, checksum

NOTE_LIMIT = 20_000
"""Characters of a note, as of any text that is typed."""
TAG_LIMIT, TAGS_LIMIT = 40, 20
"""Characters of a tag, and tags of a session: what still fits a line of a list."""


@frozen
class Remark:
    """A note, which may have several lines, and tags."""

    note: str = field(default="", repr=False)
    tags: frozenset[str] = frozenset()


def noted(text: str) -> str:
    """A note as it is kept. Raises `ValueError` for one that is too long."""
    text = FORBIDDEN.sub("", text).strip()
    if len(text) > NOTE_LIMIT:
        raise ValueError(f"expected a note of at most {NOTE_LIMIT} characters, found {len(text)}")
    return text


def tagged(names: Iterable[str]) -> frozenset[str]:
    """Tags as they are kept: in lower case, with single spaces. Raises `ValueError` for what is none."""
    found = frozenset(" ".join(FORBIDDEN.sub("", name).casefold().split()) for name in names)
    for name in found:
        if not 0 < len(name) <= TAG_LIMIT:
            raise ValueError(f"expected a tag of 1 to {TAG_LIMIT} characters, found {len(name)}")
        if "," in name:
            raise ValueError(f"expected a tag without a comma, found '{name}'")
    if len(found) > TAGS_LIMIT:
        raise ValueError(f"expected at most {TAGS_LIMIT} tags, found {len(found)}")
    return found


def row_of(session_id: str, remark: Remark) -> Row:
    """A remark's row: session, note, tags, crc."""
    parts = (session_id, json.dumps(remark.note), json.dumps(sorted(remark.tags)))
    return (*parts, checksum(*parts))


def remark_of(row: Row) -> Remark:
    """The remark of a row. Raises `Damaged`."""
    *parts, crc = row
    if checksum(*parts) != crc:
        raise Damaged("expected a note and tags as they were written, found them damaged: write them again")
    return Remark(json.loads(row[1]), frozenset(json.loads(row[2])))


def found_remark(connection: Connection, session_id: str) -> Remark:
    """The remark of a session. Raises `Damaged` for one that is, and for one that may be this session's."""
    row = connection.execute(
        "SELECT session, note, tags, crc FROM remark WHERE session = :session"
        " OR session NOT IN (SELECT id FROM session NOT INDEXED) ORDER BY session = :session DESC",
        {"session": session_id},
    ).fetchone()
    return remark_of(row) if row else Remark()


def all_remarks(connection: Connection) -> list[Row]:
    """The rows of all remarks."""
    return connection.execute("SELECT session, note, tags, crc FROM remark").fetchall()


def write_remark(connection: Connection, session_id: str, remark: Remark) -> None:
    """Put a remark in the place of the session's last one; an empty one is no row at all."""
    connection.execute("DELETE FROM remark WHERE session NOT IN (SELECT id FROM session NOT INDEXED)")
    if remark == Remark():
        connection.execute("DELETE FROM remark WHERE session = ?", (session_id,))
    else:
        connection.execute("INSERT OR REPLACE INTO remark VALUES (?, ?, ?, ?)", row_of(session_id, remark))
