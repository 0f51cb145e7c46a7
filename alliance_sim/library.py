"""Content files, read, decoded and checked: scenarios, lessons, files of the drill bank, courses and their forms."""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast

from alliance_sim.checks import checked, checked_folder
from alliance_sim.decoding import Decoded, salvaged
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.exploration import BUDGET
from alliance_sim.faults import file as faults
from alliance_sim.nodes import Mapping
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import ID_LENGTH, ID_PATTERN, Limits, id_like
from alliance_sim.shelf import places_of, read_bounded, scenario_files, shipped_lessons
from alliance_sim.source import FENCE, Source, decoded_text

if TYPE_CHECKING:
    from alliance_sim.bank import Bank
    from alliance_sim.course import Course
    from alliance_sim.evaluation import Evaluation
    from alliance_sim.lesson_format import Lesson
    from alliance_sim.questionnaire import Questionnaire

    Value = Scenario | Bank | Lesson | Course | Questionnaire | Evaluation

T = TypeVar("T")
Kind = Literal["scenario", "bank", "lesson", "course", "questionnaire", "evaluation"]
"""What a file is meant to be. Most are scenarios, so what the others need is imported where one is met."""
SIGNS: dict[str, Kind] = {"probes": "bank", "steps": "course", "items": "questionnaire", "ratings": "evaluation"}
"""The key by which a file is known that has no states."""
OTHERS: dict[Kind, tuple[str, str]] = {
    "lesson": ("a lesson", "`alliance-sim lesson` lists those that ship"),
    "bank": ("a file of the drill bank", "`alliance-sim drill` asks its turns"),
    "course": ("a course", "`alliance-sim course run` takes it"),
    "questionnaire": ("a questionnaire", "a course asks it"),
    "evaluation": ("an evaluation form", "a course asks it"),
}
"""What is no scenario, and what it is for."""


class Loaded(NamedTuple):
    """A content file as it was read. `value` is None if an error was found."""

    path: Path
    source: Source
    data: bytes
    kind: Kind
    value: "Value | None"
    diagnostics: tuple[Diagnostic, ...]

    @property
    def scenario(self) -> Scenario | None:
        return cast("Scenario | None", self.value) if self.kind == "scenario" else None

    @property
    def bank(self) -> "Bank | None":
        return cast("Bank | None", self.value) if self.kind == "bank" else None

    @property
    def lesson(self) -> "Lesson | None":
        return cast("Lesson | None", self.value) if self.kind == "lesson" else None

    @property
    def course(self) -> "Course | None":
        return cast("Course | None", self.value) if self.kind == "course" else None

    @property
    def sha256(self) -> str:
        return sha256_of(self.data)

    @property
    def id(self) -> str:
        return self.path.stem

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.is_error)

    @property
    def unplayable(self) -> tuple[Diagnostic, ...]:
        """Why there is no scenario: the errors, or that the file is something else."""
        if self.value is not None and self.kind in OTHERS:
            return (faults.no_scenario(Span(), *OTHERS[self.kind]),)
        return self.errors


def sha256_of(data: bytes) -> str:
    """The name under which the bytes of a played text are kept."""
    from hashlib import sha256  # noqa: PLC0415  # a check needs no name

    return sha256(data).hexdigest()


def load(path: Path, limits: Limits | None = None, *, thorough: bool = False, budget: int = BUDGET) -> Loaded:
    """Read, decode and check a content file, `thorough` for its author. Never raises for what the file is or holds."""
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
    """Decode and check the bytes of a content file."""
    source = decoded_text(data, str(path), limits or Limits(), front_matter=is_lesson(path))
    kind = _kind(path, source)
    decoded = salvaged(source, _class_of(kind))
    problems = source.faults + decoded.faults
    if decoded.value is not None:
        problems += _checked(kind, source, decoded, thorough=thorough, budget=budget)
    suffix = ".md" if is_lesson(path) else ".yaml"
    if path.suffix != suffix or not re.fullmatch(ID_PATTERN, path.stem) or len(path.stem) > ID_LENGTH:
        better = id_like(path.stem) or kind
        problems.append(faults.file_name(Span(), path.name, f"{better}{suffix}"))
    problems.sort(key=lambda problem: (problem.span, problem.rule.code))
    value = None if any(problem.is_error for problem in problems) else decoded.value
    return Loaded(path, source, data, kind, value, tuple(problems))


def is_lesson(path: Path) -> bool:
    """Whether a file is a lesson by its name; all other files are YAML."""
    return path.suffix.casefold() == ".md"


def has_front_matter(path: Path) -> bool:
    """Whether a Markdown file begins as a lesson does, or cannot be read."""
    try:
        return read_bounded(path, len(BOM_UTF8 + FENCE.encode())).removeprefix(BOM_UTF8).startswith(FENCE.encode())
    except (OSError, ValueError):
        return True


def content_files(folder: Path) -> list[Path]:
    """The content files directly in a folder, YAML first; Markdown counts if it begins with a front matter."""
    root = Path(os.path.realpath(folder))
    return [
        *scenario_files([folder]),
        *(
            path
            for path in sorted(folder.glob("*.md"))
            if not path.name.startswith(".") and root in Path(os.path.realpath(path)).parents and has_front_matter(path)
        ),
    ]


def _kind(path: Path, source: Source) -> Kind:
    """What a file is meant to be, by the keys that it has."""
    if is_lesson(path):
        return "lesson"
    keys = source.root.entries.keys() if isinstance(source.root, Mapping) else ()
    return "scenario" if "states" in keys else next((SIGNS[key] for key in keys if key in SIGNS), "scenario")


def _class_of(kind: Kind) -> type[Any]:
    if kind == "bank":
        from alliance_sim.bank import Bank  # noqa: PLC0415

        return Bank
    if kind == "lesson":
        from alliance_sim.lesson_format import Lesson  # noqa: PLC0415

        return Lesson
    if kind == "course":
        from alliance_sim.course import Course  # noqa: PLC0415

        return Course
    if kind == "questionnaire":
        from alliance_sim.questionnaire import Questionnaire  # noqa: PLC0415

        return Questionnaire
    if kind == "evaluation":
        from alliance_sim.evaluation import Evaluation  # noqa: PLC0415

        return Evaluation
    return Scenario


def _checked(kind: Kind, source: Source, decoded: Decoded, *, thorough: bool, budget: int) -> list[Diagnostic]:
    """What the rules of its kind find in a file."""
    if kind == "bank":
        from alliance_sim.checks.drills import checked_bank  # noqa: PLC0415

        return checked_bank(source, decoded, thorough=thorough)
    if kind == "lesson":
        from alliance_sim.checks.lessons import checked_lesson  # noqa: PLC0415

        return checked_lesson(source, decoded, thorough=thorough)
    if kind == "course":
        from alliance_sim.checks.courses import checked_course  # noqa: PLC0415

        beside = Path(source.name).parent
        return checked_course(source, decoded, partial(_stands, beside), thorough=thorough)
    if kind in ("questionnaire", "evaluation"):
        from alliance_sim.checks.questionnaires import checked_questions  # noqa: PLC0415

        return checked_questions(source, decoded, thorough=thorough)
    return checked(source, decoded, shipped_lessons(), thorough=thorough, budget=budget)


def _stands(beside: Path, kind: str, name: str) -> bool:
    """Whether there is a file that a step of a course names."""
    return any(path.is_file() for path in places_of(kind, name, beside))


def folder_findings(files: Iterable[Loaded]) -> dict[Path, list[Diagnostic]]:
    """What the rules of a folder find in its files without an error, by path: scenarios and banks are compared."""
    files = list(files)
    scenarios = {file.id: (file, file.scenario) for file in files if file.scenario is not None}
    banks = {file.id: (file, file.bank) for file in files if file.bank is not None}
    found = checked_folder(*_compared(scenarios))
    told = {scenarios[name][0].path: problems for name, problems in found.items()}
    if banks:
        from alliance_sim.checks.drills import checked_banks  # noqa: PLC0415  # most folders hold scenarios

        told |= {banks[name][0].path: problems for name, problems in checked_banks(*_compared(banks)).items()}
    return told


def _compared(files: dict[str, tuple[Loaded, T]]) -> tuple[dict[str, Source], dict[str, T]]:
    """The sources and the values of some files, by their ids."""
    return {name: file.source for name, (file, _) in files.items()}, {name: value for name, (_, value) in files.items()}


def _unreadable(path: Path, reason: str, near: str = "") -> Loaded:
    return Loaded(path, Source(str(path), ""), b"", "scenario", None, (faults.unreadable_file(Span(), reason, near),))
