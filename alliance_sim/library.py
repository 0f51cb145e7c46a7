"""Where content is on this machine, and reading it.

Scenarios ship inside the installed package, or beside it in a checkout; a user's own folders come from the settings.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from alliance_sim.checks import checked
from alliance_sim.decoding import salvaged
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.faults import file as faults
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import ID_LENGTH, ID_PATTERN, Limits
from alliance_sim.source import Mapping, Scalar, Source, decoded_text

PACKAGE = Path(__file__).parent


@frozen
class Loaded:
    """A scenario file as it was read. `scenario` is None if an error was found."""

    path: Path
    source: Source
    data: bytes = field(repr=False)
    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sha256(self) -> str:
        return sha256_of(self.data)

    @property
    def id(self) -> str:
        return self.path.stem

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.is_error)


def sha256_of(data: bytes) -> str:
    """The name under which the bytes of a played text are kept."""
    return hashlib.sha256(data).hexdigest()


def shipped_folder() -> Path:
    """The folder of the shipped scenarios: inside the package (a wheel), else beside it (a checkout)."""
    inside = PACKAGE / "scenarios"
    return inside if inside.is_dir() else PACKAGE.parent / "scenarios"


def shipped_lessons() -> frozenset[str]:
    """The ids of the shipped lessons."""
    return frozenset(path.stem for path in (PACKAGE / "lessons").glob("*.md"))


@frozen
class Card:
    """What can be told of a scenario without reading its states."""

    id: str
    title: str
    level: str
    minutes: str


def card(path: Path) -> Card:
    """The card of a scenario file; fields that cannot be read are empty."""
    try:
        data = read_bounded(path, Limits().bytes)
    except (OSError, ValueError):
        data = b""
    head, _, _ = data.partition(b"\nstates:")
    root = decoded_text(head, path.name, Limits()).root
    entries = root.entries if isinstance(root, Mapping) else {}
    texts = {key: node.value for key, (_, node) in entries.items() if isinstance(node, Scalar)}
    return Card(path.stem, *(" ".join(texts.get(key, "").split()) for key in ("title", "level", "minutes")))


def scenario_files(folders: Iterable[Path]) -> Iterator[Path]:
    """The scenario files directly in the folders, by name; links that lead out of a folder are passed over."""
    for folder in folders:
        if not folder.is_dir():
            continue
        root = folder.resolve()
        for path in sorted(folder.glob("*.yaml")):
            if root in path.resolve().parents:
                yield path


def found(name: str, folders: Iterable[Path] = ()) -> Path | None:
    """The file of a shipped id, of an id in one of the folders, or of a path."""
    if re.fullmatch(ID_PATTERN, name):
        for folder in (shipped_folder(), *folders):
            if os.path.isfile(folder / f"{name}.yaml"):
                return folder / f"{name}.yaml"
    path = Path(name)
    return path if path.suffix in (".yaml", ".yml") or os.path.exists(name) else None


def load(path: Path, limits: Limits | None = None) -> Loaded:
    """Read, decode and check a scenario file. Never raises for what the file is or holds."""
    limits = limits or Limits()
    try:
        data = read_bounded(path, limits.bytes + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        return _unreadable(path, "no such file" if missing else error.strerror or type(error).__name__)
    except ValueError as error:
        return _unreadable(path, str(error))
    return loaded(data, path, limits)


def loaded(data: bytes, path: Path, limits: Limits | None = None) -> Loaded:
    """Decode and check the bytes of a scenario file."""
    source = decoded_text(data, str(path), limits or Limits())
    decoded = salvaged(source, Scenario)
    problems = source.faults + decoded.faults
    if decoded.value is not None:
        problems += checked(source, decoded, shipped_lessons())
    if path.suffix != ".yaml" or not re.fullmatch(ID_PATTERN, path.stem) or len(path.stem) > ID_LENGTH:
        better = "-".join(re.findall(r"[a-z0-9]+", path.stem.casefold())).lstrip("0123456789-")[:ID_LENGTH]
        problems.append(faults.file_name(Span(), path.name, f"{better or 'scenario'}.yaml"))
    problems.sort(key=lambda problem: (problem.span, problem.rule.code))
    scenario = None if any(problem.is_error for problem in problems) else decoded.value
    return Loaded(path, source, data, scenario, tuple(problems))


def _unreadable(path: Path, reason: str) -> Loaded:
    return Loaded(path, Source(str(path), ""), b"", None, (faults.unreadable_file(Span(), reason),))


def read_bounded(path: Path, limit: int) -> bytes:
    """At most `limit` bytes of a regular file. Raises `OSError`, or `ValueError` for anything that is no file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise ValueError("a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
        chunks, left = [], limit
        while left > 0 and (chunk := os.read(descriptor, min(left, 1 << 20))):
            chunks.append(chunk)
            left -= len(chunk)
        return b"".join(chunks)
    finally:
        os.close(descriptor)
