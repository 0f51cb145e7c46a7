"""A file that is being written: read anew when it has changed, and looked through by a process of its own.

What takes long for a large file runs in that process, so that a screen never waits for it: no thread of this one
could, since only one thread computes at a time.
"""

import asyncio
import os
import pickle
import struct
import sys
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from attrs import define, field, frozen

from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.exploration import explore
from alliance_sim.faults.file import unreadable_file
from alliance_sim.library import loaded
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import Limits
from alliance_sim.shelf import read_bounded

RECENT = 3_000_000_000
"""Nanoseconds after a change in which another may leave the same time behind: two seconds on a coarse file system."""
LONGEST = 1000
"""Choices of a way that is worth playing. Few files have longer ones, and all ways of those would fill the memory."""
LENGTH = struct.Struct(">Q")


@frozen
class Read:
    """What is known first of a version: what plays, if it does, and what stands in the way."""

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]


@frozen
class Explored:
    """For each state that runs reach, the choices of the shortest; None if that is too long to be played.

    Without `complete` runs may reach more states.
    """

    ways: Mapping[str, tuple[str, ...] | None]
    complete: bool


@frozen
class Checked:
    """Everything that is found in a version."""

    diagnostics: tuple[Diagnostic, ...]


Look = Read | Explored | Checked
Looks = Callable[[bytes, Path], AsyncGenerator[Look]]
"""How a version is looked through: its bytes and the path that they came from, to what is found by and by."""


def looked_through(data: bytes, path: Path) -> Iterator[Look]:
    """What is found in the bytes of a scenario file, the quick answers first."""
    file = loaded(data, path)
    if file.value is not None and file.scenario is None:
        yield Read(None, file.unplayable)
        yield Checked(file.unplayable)
        return
    yield Read(file.scenario, file.diagnostics)
    if file.scenario is not None:
        found = explore(file.scenario)
        ways = {state.id: found.entered(state.id).witness() for state in file.scenario.states}
        yield Explored({state: _playable(way) for state, way in ways.items() if way is not None}, found.complete)
    yield Checked(loaded(data, path, thorough=True).diagnostics)


def _playable(way: tuple[str, ...]) -> tuple[str, ...] | None:
    return way if len(way) <= LONGEST else None


def unreadable(reason: str) -> Read:
    """What is known of a file that cannot be read."""
    return Read(None, (unreadable_file(Span(), reason),))


async def looked_through_apart(data: bytes, path: Path) -> AsyncGenerator[Look]:
    """The same, found by a process of its own, which ends when nobody waits for it any more.

    Raises `ChildProcessError` if it ends early. Where no process can be had, this one does it.
    """
    try:
        process = await _begun(path)
    except OSError:
        for look in looked_through(data, path):
            yield look
        return
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(data)
        process.stdin.write_eof()
        done = False
        while not done:
            (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
            found: Look = pickle.loads(await process.stdout.readexactly(length))
            yield found
            done = isinstance(found, Checked)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise ChildProcessError("the check ended early") from error
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _begun(path: Path) -> asyncio.subprocess.Process:
    """A process that finds our modules where this one found them, and none in the folder that it is started in."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", f"from {__name__} import answer; answer()", str(path)),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


def answer() -> None:
    """Be the process: the bytes come in, what is found goes out as it is found."""
    if hasattr(os, "nice"):
        os.nice(5)  # whoever types comes first
    for look in looked_through(sys.stdin.buffer.read(), Path(sys.argv[1])):
        found = pickle.dumps(look)
        sys.stdout.buffer.write(LENGTH.pack(len(found)) + found)
        sys.stdout.buffer.flush()


@define(eq=False)
class Watched:
    """A file, and what it held when it was last looked at."""

    path: Path
    data: bytes | None = None
    reason: str = ""
    doubted: str = ""
    stamp: tuple[int, int, int] | None = field(default=None, init=False)

    def look(self) -> bytes | str | None:
        """The bytes if they have changed, or why there are none any more; None if all is as it was.

        A file that has gone may be about to be replaced: that it cannot be read is told at the second look.
        """
        if not self._touched():
            return None
        try:
            data = read_bounded(self.path, Limits().bytes + 1)
        except (OSError, ValueError) as error:
            return self._gone(_reason(error))
        self.doubted = self.reason = ""
        if data == self.data:
            return None
        self.data = data
        return data

    def _touched(self) -> bool:
        before, self.stamp = self.stamp, _stamp(self.path)
        recent = self.stamp is None or time.time_ns() - self.stamp[0] < RECENT
        return recent or self.stamp != before

    def _gone(self, reason: str) -> str | None:
        told = reason == self.reason
        doubted, self.doubted = self.doubted, reason
        if told or doubted != reason:
            return None
        self.reason, self.data = reason, None
        return reason

    @property
    def saved(self) -> str:
        """The time of day at which the file was written, as far as that is known."""
        return time.strftime("%H:%M:%S", time.localtime(self.stamp[0] / 1e9 if self.stamp else None))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
