"""Where content is on this machine: folders, files and what their heads say, without reading all of them.

Scenarios ship inside the installed package, or beside it in a checkout; a user's own folders come from the settings.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alliance_sim.codebook import CODEBOOK
from alliance_sim.shapes import ID_PATTERN, Limits

if TYPE_CHECKING:
    from alliance_sim.session import Session

PACKAGE = Path(__file__).parent
LEVELS = ("foundation", "intermediate", "advanced")
"""The levels of scenarios, the easiest first."""


def shipped_folder() -> Path:
    """The folder of the shipped scenarios: inside the package (a wheel), else beside it (a checkout)."""
    inside = PACKAGE / "scenarios"
    return inside if inside.is_dir() else PACKAGE.parent / "scenarios"


def shipped_lessons() -> frozenset[str]:
    """The ids of the shipped lessons."""
    return frozenset(path.stem for path in (PACKAGE / "lessons").glob("*.md"))


def places_of(kind: str, name: str, beside: Path) -> tuple[Path, Path]:
    """Where the file is that a step of a course names, best first: beside the course, or among those that ship."""
    if kind == "lesson":
        return beside / f"{name}.md", PACKAGE / "lessons" / f"{name}.md"
    shipped = shipped_folder() if kind == "scenario" else PACKAGE / "questionnaires"
    return beside / f"{name}.yaml", shipped / f"{name}.yaml"


def changed_since(session: "Session", folders: Iterable[Path]) -> bool:
    """Whether the scenario that has a session's id by now has another text; False where there is none to compare."""
    from hashlib import sha256  # noqa: PLC0415  # only a session that is resumed is compared

    path = found(session.scenario, folders)
    try:
        data = read_bounded(path, Limits().bytes + 1) if path else None
    except (OSError, ValueError):
        data = None
    return data is not None and sha256(data).hexdigest() != session.sha256


class Card(NamedTuple):
    """What can be told of a scenario without decoding its states; `codes` are the markers that are named there."""

    id: str
    title: str
    level: str
    minutes: str
    codes: frozenset[str] = frozenset()


def card(path: Path) -> Card:
    """The card of a scenario file; fields that cannot be read are empty."""
    from alliance_sim.source import Mapping, Scalar, decoded_text  # noqa: PLC0415  # the first frame does without YAML

    try:
        data = read_bounded(path, Limits().bytes)
    except (OSError, ValueError):
        data = b""
    head, _, states = data.partition(b"\nstates:")
    root = decoded_text(head, path.name, Limits()).root
    entries = root.entries if isinstance(root, Mapping) else {}
    texts = {key: node.value for key, (_, node) in entries.items() if isinstance(node, Scalar)}
    title, level, minutes = (" ".join(texts.get(key, "").split()) for key in ("title", "level", "minutes"))
    codes = frozenset(code for code in CODEBOOK.markers if code.encode() in states)
    return Card(path.stem, title, level, minutes, codes)


def scenario_files(folders: Iterable[Path]) -> Iterator[Path]:
    """The scenario files directly in the folders, by name; hidden files and links out of a folder are passed over."""
    for folder in folders:
        if not os.path.isdir(folder):
            continue
        root = Path(os.path.realpath(folder))
        for path in sorted(folder.glob("*.yaml")):
            if not path.name.startswith(".") and root in Path(os.path.realpath(path)).parents:
                yield path


def found(name: str, folders: Iterable[Path] = ()) -> Path | None:
    """The file of a shipped id, of an id in one of the folders, or of a path."""
    if re.fullmatch(ID_PATTERN, name):
        for folder in (shipped_folder(), *folders):
            if os.path.isfile(folder / f"{name}.yaml"):
                return folder / f"{name}.yaml"
    path = Path(name)
    return path if path.suffix in (".yaml", ".yml") or os.path.exists(name) else None


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
