"""Copies of the store: made after a finished session, thinned out as they grow old, and put back after damage."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from alliance_sim.store.files import FILE, FORGETFUL, SIDE_FILES, completed, connected, remove, synced
from alliance_sim.store.refusals import FAILURES, SURROUNDINGS, Damaged, primary
from alliance_sim.store.tables import erase, sound

NAME = re.compile(r"sessions-(\d{6})-(\d{4}-\d\d-\d\d)\.sqlite3")
"""A running number, which gives the order whatever the clock does, and the day, which is only a label."""
RECENT, DAYS, WEEKS = 3, 7, 4
"""How many copies to keep: the last ones, and the last one of each of the last days and weeks that have any."""


def backups(folder: Path) -> tuple[Path, ...]:
    """The dated copies of the store in a folder, newest first."""
    return tuple(sorted((path for path in copies(folder) if NAME.fullmatch(path.name)), reverse=True))


def copies(folder: Path) -> tuple[Path, ...]:
    """Every copy of the store: dated, made before a migration, or put aside as damaged or replaced."""
    aside = (path for reason in ("damaged", "replaced") for path in folder.glob(f"{reason}-*.sqlite3"))
    return (*(folder / "backups").glob("*.sqlite3"), *aside)


def copy(connection: sqlite3.Connection, path: Path) -> None:
    """A copy of the store under a name of its own, durable and read back when this returns. Raises `Damaged`."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with completed(path) as new, closing(connected(new, "rw")) as target:
        connection.execute("BEGIN")
        try:
            expected = extent(connection)
            connection.backup(target)
        finally:
            connection.execute("ROLLBACK")
        if not sound(target) or extent(target) != expected:
            raise Damaged(f"expected the copy {path} to read back as it was written, found it damaged: check the disk")


def extent(connection: sqlite3.Connection) -> tuple[object, ...]:
    """How much a store holds: sessions, answers as they are counted there, seals, and the answers that are there."""
    query = "SELECT count(*), total(answers), total(seal), (SELECT count(*) FROM event) FROM session NOT INDEXED"
    return tuple(connection.execute(query).fetchone())


def dated_copy(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path:
    """A copy named by its number and its day in UTC."""
    newest = next(iter(backups(folder)), None)
    found = NAME.fullmatch(newest.name) if newest else None
    number = int(found[1]) + 1 if found else 1
    path = folder / "backups" / f"sessions-{number:06}-{now.astimezone(UTC).date()}.sqlite3"
    copy(connection, path)
    return path


def thin_out(folder: Path) -> None:
    """Remove the dated copies that are no longer to be kept."""
    dated = backups(folder)
    keep = kept(path.name for path in dated)
    for path in dated:
        if path.name not in keep:
            remove(path)


def kept(names: Iterable[str]) -> frozenset[str]:
    """Which of the names, given newest first, to keep."""
    newest_first = list(names)
    days: dict[date, str] = {}
    weeks: dict[tuple[int, int], str] = {}
    for name in newest_first:
        found = NAME.fullmatch(name)
        assert found is not None
        day = date.fromisoformat(found[2])
        days.setdefault(day, name)
        weeks.setdefault(day.isocalendar()[:2], name)
    return frozenset([*newest_first[:RECENT], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]])


def forget(folder: Path, session_id: str) -> None:
    """Delete a session from every copy. A copy too damaged for that is removed."""
    for unfinished in (*folder.glob("*.new"), *(folder / "backups").glob("*.new")):
        remove(unfinished)
    for path in copies(folder):
        try:
            whole = forgotten(path, session_id)
        except FAILURES as error:
            if primary(error) in SURROUNDINGS:
                raise
            whole = False
        if not whole:
            remove(path)


def forgotten(path: Path, session_id: str) -> bool:
    """Delete a session from one copy. Returns whether the copy is whole."""
    with closing(connected(path, "rw")) as connection:
        for pragma in FORGETFUL:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        before = connection.total_changes
        erase(connection, session_id)
        connection.execute("COMMIT")
        if connection.total_changes > before:
            connection.execute("VACUUM")
        return sound(connection)


def remove_copies(folder: Path) -> None:
    """Remove every copy of the store, and what was left of one half made. Raises `OSError`."""
    for path in (*copies(folder), *folder.glob("*.new"), *(folder / "backups").glob("*.new")):
        remove(path)


def destroy(folder: Path) -> None:
    """Overwrite and remove the store and every copy of it, whatever they hold. Raises `OSError`.

    For a store that cannot be opened; no window may have it open.
    """
    for path in (*copies(folder), *folder.glob("*.new"), *(folder / "backups").glob("*.new"), folder / FILE):
        for part in (path, *(path.with_name(path.name + suffix) for suffix in SIDE_FILES)):
            if part.is_file() and not part.is_symlink():
                part.write_bytes(bytes(part.stat().st_size))
                synced(part)
        remove(path)


def restore(folder: Path, backup: Path, reason: str = "damaged") -> Path | None:
    """Put a copy in the place of the store. Returns the new place of the store that was there, if there was one.

    It is named by the reason why it was put aside. No window may have the store open. Raises `Damaged` if the copy
    itself is damaged.
    """
    path = folder / FILE
    with completed(path) as new:
        if not copied_whole(backup, new):
            raise Damaged(f"expected a copy of the store in {backup}, found it damaged: try an older one")
        return put_aside(path, reason)


def copied_whole(backup: Path, new: Path) -> bool:
    """Copy a store that has sessions into a new file. Returns whether all of it could be read and is sound."""
    try:
        with closing(connected(backup, "ro")) as source, closing(connected(new, "rw")) as target:
            source.backup(target)
            target.execute("SELECT 1 FROM session").fetchall()
            return sound(target)
    except FAILURES:
        return False


def put_aside(path: Path, reason: str) -> Path | None:
    """Rename a store with what SQLite keeps beside it, which must not be applied to another file."""
    if not path.exists():
        return None
    number = 1
    while (aside := path.with_name(f"{reason}-{number}.sqlite3")).exists():
        number += 1
    for suffix in SIDE_FILES:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return path.replace(aside)
