"""What is kept beside the sessions so that it need not be counted again: it can be made from them at any time.

How often each scenario was attempted and each lesson read, and the figures of a session that a caller worked out. Each
row carries a checksum; one that is damaged or gone is made again, or is as if it had never been.
"""

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from attrs import asdict, field, frozen

from alliance_sim.session import Session
from alliance_sim.store import rows
from alliance_sim.store.refusals import Damaged
from alliance_sim.store.rows import Row, checksum
from alliance_sim.store.tables import session_rows

COUNTED = "counted"
CHECKED = "checked"
"""The names of what is kept: the count, and the day (UTC) on which every checksum was last looked at and fitted."""


@frozen
class Counted:
    """How often each scenario was attempted, the highest number of an attempt at it, and how often lessons were read.

    `lost` are the sessions that were too damaged to tell what they were.
    """

    attempts: dict[str, int] = field(factory=dict)
    highest: dict[str, int] = field(factory=dict)
    readings: dict[str, int] = field(factory=dict)
    lost: int = 0

    def attempted(self, scenario_id: str) -> int:
        return max(self.attempts.get(scenario_id, 0) + self.lost, self.highest.get(scenario_id, 0))

    def meet(self, session: Session) -> None:
        """Count a session in which a first turn was answered."""
        name = session.scenario
        self.attempts[name] = self.attempts.get(name, 0) + 1
        self.highest[name] = max(self.highest.get(name, 0), session.attempt)

    def read(self, session: Session) -> None:
        """Count a lesson that was begun."""
        self.readings[session.scenario] = self.readings.get(session.scenario, 0) + 1


def counted(connection: Connection) -> Counted:
    """What the sessions come to, counted from all of them."""
    first_turns = {row[0] for row in connection.execute("SELECT DISTINCT session FROM event WHERE step GLOB '0/*'")}
    found, lost = Counted(), 0
    for row in session_rows(connection):
        try:
            session = rows.heading(row).session
        except Damaged:
            lost += 1
            continue
        if session.kind == "lesson":
            found.read(session)
        elif session.kind == "scenario" and session.id in first_turns:
            found.meet(session)
    return Counted(found.attempts, found.highest, found.readings, lost)


def kept(connection: Connection, name: str) -> str | None:
    """What is kept under a name, if it is there and whole."""
    row = connection.execute("SELECT name, body, crc FROM summary WHERE name = ?", (name,)).fetchone()
    return row[1] if row and checksum(row[0], row[1]) == row[2] else None


def keep(connection: Connection, name: str, body: str) -> None:
    connection.execute("INSERT OR REPLACE INTO summary VALUES (?, ?, ?)", (name, body, checksum(name, body)))


def kept_count(connection: Connection) -> Counted | None:
    """What was counted before, if it is there and whole."""
    body = kept(connection, COUNTED)
    return Counted(**json.loads(body)) if body else None


def keep_count(connection: Connection, found: Counted) -> None:
    keep(connection, COUNTED, json.dumps(asdict(found)))


def count_reading(connection: Connection, session: Session) -> None:
    """Count a session that began, if it is a lesson."""
    found = kept_count(connection) if session.kind == "lesson" else None
    if found:
        found.read(session)
        keep_count(connection, found)


def count_attempt(connection: Connection, session: Session, step: str) -> None:
    """Count a session of a scenario at the first answer of its first turn, whose steps are named 0/..."""
    met = any(name.startswith("0/") for name in session.given)
    found = kept_count(connection) if session.kind == "scenario" and step.startswith("0/") and not met else None
    if found:
        found.meet(session)
        keep_count(connection, found)


def figures(connection: Connection, name: str) -> dict[str, str]:
    """The figures kept under a name, by session: of the sessions that have not changed since."""
    seals = dict(connection.execute("SELECT id, seal FROM session NOT INDEXED"))
    query = "SELECT name, session, seal, body, crc FROM figure WHERE name = ?"
    return {
        session_id: body
        for kept, session_id, seal, body, crc in connection.execute(query, (name,))
        if seals.get(session_id) == seal and checksum(kept, session_id, seal, body) == crc
    }


def keep_figures(connection: Connection, name: str, found: Mapping[str, str]) -> None:
    """Keep figures for the sessions as they are now; those of sessions that are gone are passed over."""
    seals = dict(connection.execute("SELECT id, seal FROM session NOT INDEXED"))
    new: Iterable[Row] = (
        (name, session_id, seals[session_id], body) for session_id, body in found.items() if session_id in seals
    )
    connection.executemany(
        "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?, ?)", ((*row, checksum(*row)) for row in new)
    )


def stale(connection: Connection) -> bool:
    """Whether what was counted before is not what the sessions come to."""
    return kept_count(connection) != counted(connection)
