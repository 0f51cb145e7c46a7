"""The files of the store: private, named once they are complete, and locked by one window at a time."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def seize(descriptor: int) -> None:
        """Lock an open file. Raises `PermissionError` if another has it."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def seize(descriptor: int) -> None:
        """Lock an open file. Raises `BlockingIOError` if another has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


FILE = "sessions.sqlite3"
PATIENCE = 5.0
"""Seconds to wait for another window's transaction; one of ours takes 20 ms on a busy disk."""
FORGETFUL = ("secure_delete = ON", "temp_store = MEMORY")
"""What keeps a connection from leaving behind what it deletes, or what it sorts, in any file."""
SIDE_FILES = ("-journal", "-wal", "-shm")


class Held(Exception):
    """Another window has the lock."""


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection to a file that exists, `mode` being `ro` or `rw`. Its journal takes over the file's permissions.

    Text that is no longer UTF-8 is read as text that fails its check.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = lambda found: found.decode(errors="replace")
    return connection


@contextmanager
def completed(path: Path) -> Iterator[Path]:
    """A new private file under another name: it becomes `path` when the block ends well, and goes otherwise."""
    new = path.with_name(f"{path.name}.new")
    remove(new)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield new
        synced(new)
        new.replace(path)
    except BaseException:
        remove(new)
        raise
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a store's file, and what SQLite keeps beside it. None of them has to be there."""
    for part in (path, *(path.with_name(path.name + suffix) for suffix in SIDE_FILES)):
        part.unlink(missing_ok=True)


def synced(path: Path) -> None:
    """Make the bytes of a file durable."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and needs none."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def held(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock that a file stands for; a killed holder leaves it free. Raises `Held` unless told to wait."""
    descriptor = taken(path)
    while descriptor is None:
        if not wait:
            raise Held(f"{path} is held")
        time.sleep(0.01)
        descriptor = taken(path)
    try:
        yield
    finally:
        if sys.platform != "win32":  # Windows does not remove a file that is open
            with suppress(OSError):
                path.unlink()
        os.close(descriptor)


def in_use(folder: Path) -> bool:
    """Whether a session of the store in a folder is being played in a window."""
    for path in folder.glob("playing-*.lock"):
        try:
            with held(path):
                pass
        except Held:
            return True
    return False


def taken(path: Path) -> int | None:
    """The descriptor of the lock's file once it is ours, or None.

    The last holder removes the file, so a lock on a file that no longer has the name counts for nothing.
    """
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        ours = False
        try:
            seize(descriptor)
            ours = named(descriptor, path)
            if ours:
                return descriptor
        except (BlockingIOError, PermissionError):
            return None
        finally:
            if not ours:
                os.close(descriptor)


def named(descriptor: int, path: Path) -> bool:
    """Whether the open file still has the name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
