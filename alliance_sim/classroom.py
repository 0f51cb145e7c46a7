"""Group sessions on this machine: each a file in the data folder, written step by step, followed by the notes.

The first line of a file tells what is taught, with the text of the scenario, so that neither an edit nor a moved file
changes a session that has begun. Every further line is an event. A line that was cut short by a power cut is passed
over. The files hold counts and replies, and nobody's name.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import gmtime, strftime
from typing import Any

from attrs import define, field, frozen

from alliance_sim.library import Loaded, loaded, sha256_of
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import ID_LENGTH, ID_PATTERN, Limits
from alliance_sim.shelf import read_bounded
from alliance_sim.store.files import Held, completed, held
from alliance_sim.teaching.clock import USUAL
from alliance_sim.teaching.events import Event, event_of
from alliance_sim.teaching.seminar import Seminar, seminar

FORMAT = 1
LARGEST = 16 * 1024 * 1024
"""Bytes of a file: the largest scenario, and a hundred thousand steps."""
SEED = 1
"""The order of the replies that is used unless another is asked for, the same in every room."""
FRESH = 12 * 3600
"""Seconds for which a session is gone on with when its scenario is taught again: the same day, not the next."""


class NotTaught(Exception):
    """There is no group session here, or its file cannot be used."""


@frozen
class Head:
    """What is taught. `began` is in seconds since 1970, `minutes` what was planned."""

    scenario: str
    text: str
    seed: int
    minutes: int
    began: float


@frozen
class Taught:
    """A group session as its file tells it."""

    path: Path
    head: Head
    scenario: Scenario
    events: tuple[Event, ...]

    @property
    def now(self) -> Seminar:
        return seminar(self.scenario, self.events, began=self.head.began, seed=self.head.seed)

    @property
    def sha256(self) -> str:
        return sha256_of(self.head.text.encode())

    @property
    def last(self) -> float:
        """When the last step was."""
        return self.events[-1].at if self.events else self.head.began


def folder_in(home: Path) -> Path:
    return home / "teaching"


def sessions_in(home: Path) -> list[Path]:
    """The files of group sessions, the latest first."""
    folder = folder_in(home)
    return sorted(folder.glob("*.jsonl"), reverse=True) if folder.is_dir() else []


def read(path: Path) -> Taught:
    """A group session from its file. Raises `NotTaught`."""
    try:
        lines = read_bounded(path, LARGEST).decode("utf-8", errors="replace").split("\n")
    except (OSError, ValueError) as error:
        raise NotTaught(f"expected a file of a group session in {path.name}, found none that can be read") from error
    head = _head(_parsed(lines[0]))
    if head is None:
        raise NotTaught(f"expected the head of a group session in {path.name}, found something else")
    file = loaded(head.text.encode(), Path(f"{head.scenario}.yaml"))
    if file.scenario is None:
        raise NotTaught(f"expected a scenario that plays in {path.name}, found one with errors")
    events = tuple(event for event in map(event_of, map(_parsed, lines[1:])) if event)
    return Taught(path, head, file.scenario, events)


def latest(home: Path) -> Taught:
    """The latest group session whose file can be read. Raises `NotTaught`."""
    for path in sessions_in(home):
        try:
            return read(path)
        except NotTaught:
            continue
    raise NotTaught("expected a group session, found none: alliance-sim teach SCENARIO begins one")


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _head(found: Any) -> Head | None:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return None
    scenario, text, seed, minutes, began = (
        found.get(name) for name in ("scenario", "text", "seed", "minutes", "began")
    )
    named = isinstance(scenario, str) and len(scenario) <= ID_LENGTH and re.fullmatch(ID_PATTERN, scenario)
    numbers = all(isinstance(number, int) and 0 <= number < 2**31 for number in (seed, minutes))
    timed = isinstance(began, int | float) and 0 <= began < 2**40
    if not (named and isinstance(text, str) and len(text) <= Limits().bytes and numbers and timed):
        return None
    assert isinstance(seed, int)
    assert isinstance(minutes, int)
    assert isinstance(began, int | float)
    return Head(str(scenario), text, seed, minutes, float(began))


@define(eq=False)
class Classroom:
    """A group session that is under way: what the teacher does is added to its file at once.

    Where the file cannot be written, the session goes on without it, and `why_not` says why.
    """

    taught: Taught
    clock: Callable[[], float]
    why_not: str = ""
    events: list[Event] = field(init=False)
    now: Seminar = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.events, self.now = list(self.taught.events), self.taught.now

    def add(self, event: Event) -> None:
        head = self.taught.head
        self.events.append(event)
        self.now = seminar(self.taught.scenario, self.events, began=head.began, seed=head.seed)
        if self.why_not:
            return
        try:
            _append(self.taught.path, json.dumps(event.as_json()) + "\n")
        except OSError as error:
            self.why_not = error.strerror or type(error).__name__


def begun(file: Loaded, home: Path, clock: Callable[[], float], *, seed: int, minutes: int = USUAL) -> Classroom:
    """A new group session."""
    assert file.scenario is not None
    name = file.id if re.fullmatch(ID_PATTERN, file.id) else "scenario"
    head = Head(name, file.data.decode("utf-8-sig"), seed, minutes, clock())
    path = folder_in(home) / f"{strftime('%Y%m%d-%H%M%S', gmtime(head.began))}-{name}.jsonl"
    room = Classroom(Taught(path, head, file.scenario, ()), clock)
    line = {"format": FORMAT, "scenario": name, "text": head.text, "seed": seed, "minutes": minutes}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with completed(path) as new:
            new.write_text(json.dumps(line | {"began": head.began}) + "\n", encoding="utf-8")
    except OSError as error:
        room.why_not = error.strerror or type(error).__name__
    return room


def resumable(file: Loaded, home: Path, now: float) -> Taught | None:
    """The latest session, if it teaches this very text and was under way within the last hours."""
    try:
        found = latest(home)
    except NotTaught:
        return None
    same = found.sha256 == sha256_of(file.data.decode("utf-8-sig").encode())
    ended = found.now.stage == "debrief" and found.now.closed
    return found if same and not ended and 0 <= now - found.last < FRESH else None


def _append(path: Path, line: str) -> None:
    """Add a line; what a power cut left of the line before stays a line of its own."""
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    try:
        size = os.fstat(descriptor).st_size
        os.lseek(descriptor, max(0, size - 1), os.SEEK_SET)
        whole = not size or os.read(descriptor, 1) == b"\n"
        os.write(descriptor, (line if whole else f"\n{line}").encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def taught_here(home: Path) -> Iterator[None]:
    """Keep group sessions to one window. Raises `NotTaught` if another has one open."""
    folder = folder_in(home)
    with ExitStack() as locks:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            locks.enter_context(held(folder / "teaching.lock"))
        except Held:
            raise NotTaught("expected one projected screen, found another window that teaches: go on there") from None
        except OSError:
            pass  # a folder that cannot be written has no sessions to quarrel about
        yield


@define(eq=False)
class Followed:
    """The latest group session, looked at again and again by another window."""

    home: Path
    stamp: tuple[str, int, int] | None = field(default=None, init=False)

    def look(self) -> Taught | None:
        """The session if it has changed since the last look; None if it has not, or if there is none."""
        for path in sessions_in(self.home)[:1]:
            try:
                found = path.stat()
                stamp = (path.name, found.st_size, found.st_mtime_ns)
                if stamp == self.stamp:
                    return None
                self.stamp = stamp
                return read(path)
            except (OSError, NotTaught):
                return None
        return None
