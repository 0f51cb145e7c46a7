"""What the store may answer instead of doing what was asked. No message holds what was typed."""

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """The store cannot do what was asked. The message says why, and what helps."""


class Damaged(StoreError):
    """What was read is not what was written."""


class NewerVersion(StoreError):
    """The store was written by a newer version of this program. It has not been touched."""


class NotSaved(StoreError):
    """What was asked is not known to be recorded. The store is whole and usable; asking again is safe."""


class Busy(StoreError):
    """The session is open in another window."""


class Unknown(StoreError, LookupError):
    """No session has this id, or more than one begins with it."""


SURROUNDINGS = {
    sqlite3.SQLITE_FULL: "the disk full: free some space and try again",
    sqlite3.SQLITE_IOERR: "an error of the disk: check the disk and try again",
    sqlite3.SQLITE_BUSY: "another window at work on it: try again",
    sqlite3.SQLITE_LOCKED: "another window at work on it: try again",
    sqlite3.SQLITE_READONLY: "it moved, deleted or read-only: put it back or allow writing, and try again",
    sqlite3.SQLITE_CANTOPEN: "its folder gone or read-only: put it back or allow writing, and try again",
    sqlite3.SQLITE_PERM: "no permission: allow writing and try again",
    sqlite3.SQLITE_PROTOCOL: "a disk without working locks: keep the store on a local disk",
}
"""What may be found where the store itself is whole, by SQLite's primary result code."""


Failure = sqlite3.DatabaseError | UnicodeDecodeError
FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What SQLite may raise; the second is Python's, where SQLite's message quotes damage that is no text."""


def primary(error: Failure) -> int:
    """SQLite's primary result code; 0 for an error that Python raised itself."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def unreadable(error: Failure, path: Path) -> StoreError:
    """What to raise where reading failed."""
    found = SURROUNDINGS.get(primary(error))
    if found:
        return StoreError(f"expected to read {path}, found {found}")
    return Damaged(
        f"expected {path} to be whole, found it damaged. Nothing was changed. To go on with a copy, put one from "
        f"{path.parent / 'backups'} in its place; to begin anew, move the file away"
    )


def unsaved(error: Failure, path: Path) -> StoreError:
    """What to raise where writing failed."""
    found = SURROUNDINGS.get(primary(error))
    return NotSaved(f"expected to save in {path}, found {found}") if found else unreadable(error, path)


def unlockable(error: OSError, folder: Path) -> NotSaved:
    """What to raise where a lock or a copy could not be made in the folder."""
    return NotSaved(f"expected to write to {folder}, found: {error.strerror}")
