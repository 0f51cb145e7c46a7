"""Scenario files, read, decoded and checked."""

import re
from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

from alliance_sim.checks import checked, checked_folder
from alliance_sim.decoding import salvaged
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.exploration import BUDGET
from alliance_sim.faults import file as faults
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import ID_LENGTH, ID_PATTERN, Limits, id_like
from alliance_sim.shelf import read_bounded, shipped_lessons
from alliance_sim.source import Source, decoded_text


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
    from hashlib import sha256  # noqa: PLC0415  # a check needs no name

    return sha256(data).hexdigest()


def load(path: Path, limits: Limits | None = None, *, thorough: bool = False, budget: int = BUDGET) -> Loaded:
    """Read, decode and check a scenario file, `thorough` for its author. Never raises for what the file is or holds."""
    limits = limits or Limits()
    try:
        data = read_bounded(path, limits.bytes + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        meant = path.with_name(f"{path.name}.yaml") if missing and path.name else path
        near = meant.name if meant != path and meant.is_file() else ""
        return _unreadable(path, "no such file" if missing else error.strerror or type(error).__name__, near)
    except ValueError as error:
        return _unreadable(path, str(error))
    return loaded(data, path, limits, thorough=thorough, budget=budget)


def loaded(
    data: bytes, path: Path, limits: Limits | None = None, *, thorough: bool = False, budget: int = BUDGET
) -> Loaded:
    """Decode and check the bytes of a scenario file."""
    source = decoded_text(data, str(path), limits or Limits())
    decoded = salvaged(source, Scenario)
    problems = source.faults + decoded.faults
    if decoded.value is not None:
        problems += checked(source, decoded, shipped_lessons(), thorough=thorough, budget=budget)
    if path.suffix != ".yaml" or not re.fullmatch(ID_PATTERN, path.stem) or len(path.stem) > ID_LENGTH:
        problems.append(faults.file_name(Span(), path.name, f"{id_like(path.stem) or 'scenario'}.yaml"))
    problems.sort(key=lambda problem: (problem.span, problem.rule.code))
    scenario = None if any(problem.is_error for problem in problems) else decoded.value
    return Loaded(path, source, data, scenario, tuple(problems))


def folder_findings(files: Iterable[Loaded]) -> dict[Path, list[Diagnostic]]:
    """What the rules of a folder find in its files that play, by path."""
    playable = {file.id: file for file in files if file.scenario is not None}
    scenarios = {name: file.scenario for name, file in playable.items() if file.scenario is not None}
    found = checked_folder({name: file.source for name, file in playable.items()}, scenarios)
    return {playable[name].path: problems for name, problems in found.items()}


def _unreadable(path: Path, reason: str, near: str = "") -> Loaded:
    return Loaded(path, Source(str(path), ""), b"", None, (faults.unreadable_file(Span(), reason, near),))
