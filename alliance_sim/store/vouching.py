"""A large store is not looked through at each start: while its file is as this program left it, and for a week.

Its size, its time and its place on the disk tell that, in a small file beside it. What changes one of them is seen
at the next start; other damage when a copy is made, when what is damaged is read, or after the week.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

NAME = "looked-through"
LARGE = 4 * 1024 * 1024
"""Bytes from which on a store is vouched for; a smaller one is looked through in less than 10 ms."""
WEEK = 7 * 24 * 3600
"""Seconds for which it is."""


def vouched_for(path: Path) -> bool:
    """Whether a store is as it was left, and was looked through less than a week ago."""
    try:
        *left, seconds = _noted(path)
        return left == _mark(path) and 0 <= time.time() - int(seconds) < WEEK
    except (OSError, ValueError):
        return False


def vouch_for(path: Path) -> None:
    """Note that a store was looked through and is whole."""
    _note(path, str(int(time.time())))


def left(path: Path) -> None:
    """Note how a store is left that was vouched for when it was opened."""
    with suppress(OSError, ValueError):
        _note(path, _noted(path)[-1])


def _noted(path: Path) -> list[str]:
    return path.with_name(NAME).read_text().split()


def _note(path: Path, seconds: str) -> None:
    """Write the note. Where that fails, the store will be looked through."""
    with suppress(OSError):
        if path.stat().st_size < LARGE:
            return
        new = path.with_name(f"{NAME}.new")
        descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(" ".join([*_mark(path), seconds]))
        new.replace(path.with_name(NAME))


def _mark(path: Path) -> list[str]:
    found = path.stat()
    return [str(found.st_size), str(found.st_mtime_ns), str(found.st_ino)]
