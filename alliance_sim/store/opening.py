"""Opening the store: where it is, and whether it is one of ours, whole, and not newer than this program.

A store is made under another name and renamed when it is complete. So an empty file is never a new store: whatever has
the right name is either a store or damaged.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from alliance_sim.store.backup import backups, copy
from alliance_sim.store.files import FILE, FORGETFUL, completed, connected, held
from alliance_sim.store.refusals import (
    FAILURES,
    SURROUNDINGS,
    Damaged,
    NewerVersion,
    StoreError,
    primary,
    unreadable,
    unsaved,
)
from alliance_sim.store.summaries import Counted, counted, keep_count
from alliance_sim.store.tables import APPLICATION, MIGRATIONS, migrate, sound
from alliance_sim.store.vouching import vouch_for, vouched_for

DURABLE = ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON")


def home() -> Path:
    """The folder of the store: `ALLIANCE_SIM_HOME`, else the one that the system has for a program's files."""
    chosen = os.environ.get("ALLIANCE_SIM_HOME")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415  # only the commands that open the store need it

    return user_data_path("alliance-sim", appauthor=False)


def opened(folder: Path, *, read_only: bool) -> tuple[sqlite3.Connection, str]:
    """A connection to the store in a folder, and why nothing will be recorded (empty: everything will be).

    Makes the folder and the store where there are none. With `read_only` nothing is made, and a store that is damaged
    is opened for what is left. Raises `Damaged`, `NewerVersion`, or `StoreError` where others could write to it.
    """
    path = folder / FILE
    refuse_exposed(folder)
    why_not = "the history was opened for reading only" if read_only else unwritable(folder)
    if not path.exists():
        refuse_lost(folder)
        why_not = why_not or made(folder)
        if why_not:
            return empty(), why_not
    version = found_version(path)
    why_not = why_not or ("" if os.access(path, os.W_OK) else f"expected to write to {path}, found it read-only")
    return reading(path, version, why_not) if why_not else (recording(path, version), "")


def looked_at(path: Path) -> tuple[sqlite3.Connection, str]:
    """A connection that only reads a file of a store, whatever its name, and why. Raises as `opened` does."""
    if not path.is_file():
        raise StoreError(f"expected a copy of the store, found no file {path}")
    return reading(path, found_version(path), "it was opened for reading only")


def refuse_exposed(folder: Path) -> None:
    """Raise `StoreError` if everyone may write to the folder, or if the store in it is a link that leads out."""
    path = folder / FILE
    if os.name == "posix" and folder.exists() and folder.stat().st_mode & 0o002:
        raise StoreError(f"expected a folder that only you can write to, found {folder}: run chmod 700 on it")
    if path.is_symlink() and path.resolve().parent != folder.resolve():
        raise StoreError(f"expected a file, found a link that leads out of the folder: move {path.resolve()} to {path}")


def unwritable(folder: Path) -> str:
    """Why the folder cannot be written, or nothing. It is made if it does not exist."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        return f"expected to make the folder {folder}, found: {error.strerror}"
    return "" if os.access(folder, os.W_OK | os.X_OK) else f"expected to write to {folder}, found it read-only"


def refuse_lost(folder: Path) -> None:
    """Raise `Damaged` if the store is gone though there are copies of it."""
    if backups(folder):
        raise Damaged(
            f"expected {folder / FILE} beside its backups, found none: restore a backup, "
            "or move the folder 'backups' away to begin anew"
        )


def made(folder: Path) -> str:
    """Make an empty store, unless another window has just done so. Returns why it could not be made, or nothing."""
    path = folder / FILE
    try:
        with held(folder / "opening.lock", wait=True):
            if not path.exists():
                with completed(path) as new, closing(connected(new, "rw")) as connection:
                    connection.execute(f"PRAGMA application_id = {APPLICATION}")
                    migrate(connection)
                    keep_count(connection, Counted())
    except OSError as error:
        return f"expected to make {path}, found: {error.strerror}"
    except FAILURES as error:
        return str(unsaved(error, path))
    return ""


def empty() -> sqlite3.Connection:
    """A store that holds nothing, in memory, to be read where there is none."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    migrate(connection)
    return connection


def found_version(path: Path) -> int:
    """The version of the tables, read before anything is written. Raises `Damaged` or `NewerVersion`."""
    if path.stat().st_size == 0:
        raise Damaged(f"expected a store in {path}, found an empty file: restore a backup, or move the file away")
    try:
        try:
            return known_version(path, "ro")
        except sqlite3.OperationalError as error:
            # What a killed window had half saved is undone by the next connection that may write.
            if primary(error) not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            return known_version(path, "rw")
    except FAILURES as error:
        raise unreadable(error, path) from error


def known_version(path: Path, mode: str) -> int:
    """The version of the tables if this program knows it. Raises `Damaged` or `NewerVersion`."""
    with closing(connected(path, mode)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION or version < 1:
            raise Damaged(f"expected a store in {path}, found something else: restore a backup, or move the file away")
        if version <= len(MIGRATIONS):
            return int(version)
        writer = "a newer alliance-sim"
        with suppress(sqlite3.Error, TypeError):
            (release,) = connection.execute("SELECT value FROM meta WHERE name = 'written by'").fetchone()
            writer = f"alliance-sim {release} or newer"
    raise NewerVersion(
        f"expected a store of version {len(MIGRATIONS)} or older, found version {version} in {path}: "
        f"use {writer}; nothing was changed"
    )


def reading(path: Path, version: int, why_not: str) -> tuple[sqlite3.Connection, str]:
    """A connection that only reads, and why, with a warning for a store that is not whole.

    A store of an older version is brought up to date in memory.
    """
    connection = connected(path, "ro")
    try:
        if not (vouched_for(path) or sound(connection)):
            why_not += f"; {path} is damaged, and more may be missing than is told: restore a backup"
        if version < len(MIGRATIONS):
            connection = remembered(connection)
    except FAILURES as error:
        connection.close()
        raise unreadable(error, path) from error
    return connection, why_not


def remembered(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a store in memory, brought up to date, in the place of a connection that cannot write."""
    copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    copied.text_factory = connection.text_factory
    with closing(connection):
        connection.backup(copied)
    migrate(copied)
    return copied


def recording(path: Path, version: int) -> sqlite3.Connection:
    """A connection that may write, to a whole store of the present version. Raises `StoreError`."""
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    connection = connected(path, "rw")
    try:
        prepare(connection, path)
        if version < len(MIGRATIONS):
            with held(path.with_name("opening.lock"), wait=True):
                copy(connection, path.parent / "backups" / f"before-version-{len(MIGRATIONS)}.sqlite3")
                migrate(connection)
                count(connection)
    except FAILURES as error:
        connection.close()
        raise unsaved(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def count(connection: sqlite3.Connection) -> None:
    """Count what the sessions come to, unless damage keeps it from being known."""
    try:
        keep_count(connection, counted(connection))
    except FAILURES as error:
        if primary(error) in SURROUNDINGS:
            raise


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the connection durable and forgetful of what is deleted. Raises `Damaged` for a store that is not whole."""
    (journal,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
    if journal != "truncate":
        raise StoreError(f"expected {path} to take a journal that is truncated, found '{journal}': restore a backup")
    for pragma in (*DURABLE, *FORGETFUL):
        connection.execute(f"PRAGMA {pragma}")
    if vouched_for(path):
        return
    if not sound(connection):
        raise Damaged(f"expected {path} to be whole, found it damaged: restore a backup, or read what is left of it")
    vouch_for(path)
