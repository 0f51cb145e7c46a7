"""A course being taken: the files that its steps name, the step that comes next, and the file at the end."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from attrs import evolve, field, frozen

from alliance_sim import participant as file_of
from alliance_sim.banks import banks
from alliance_sim.course import Course, CourseStep, form_of
from alliance_sim.drill import drill_script
from alliance_sim.engine import shuffled
from alliance_sim.json_decoding import LARGEST
from alliance_sim.library import Loaded, load, sha256_of
from alliance_sim.participant import SUFFIX, Participant, written
from alliance_sim.participation import Attendance, attendance, followed_up, participant, waiting
from alliance_sim.rehearsal import Recorded, enrolled, reading, resumed, started, taken
from alliance_sim.replaying import course_of, script_in
from alliance_sim.session import Enrolled
from alliance_sim.settings import Settings
from alliance_sim.shapes import ID_PATTERN
from alliance_sim.shelf import PACKAGE, places_of, read_bounded, scenario_files
from alliance_sim.store import Store
from alliance_sim.writing import written as content_text

COURSES = PACKAGE / "courses"
FORM = "Form {}"
Standing = Literal["done", "put aside", "next", "later"]
DEEDS = {
    "about-you": "About you",
    "questionnaire": "Questions",
    "form": "Single turns",
    "lesson": "Lesson",
    "scenario": "Scenario",
    "break": "Break",
    "session-end": "End of the session",
    "evaluation": "Your opinion of the course",
    "focus-group": "Group talk",
}
OCCASIONS = {"pre": "before", "post": "after", "follow-up": "weeks later"}


class Unready(ValueError):
    """A course that cannot go on: the message says why, and what helps."""


class Part(NamedTuple):
    """The file that a step names."""

    title: str
    path: Path


def course_files(folders: Iterable[Path]) -> Iterator[Path]:
    """The shipped courses, then those in the folders."""
    for path in scenario_files((COURSES, *folders)):
        if path.parent == COURSES or load(path).kind == "course":
            yield path


def found_course(name: str, folders: Iterable[Path]) -> Path | None:
    """The file of a shipped course, of one in the folders, or of a path."""
    if re.fullmatch(ID_PATTERN, name):
        for folder in (COURSES, *folders):
            if os.path.isfile(folder / f"{name}.yaml"):
                return folder / f"{name}.yaml"
    path = Path(name)
    return path if path.suffix in (".yaml", ".yml") or os.path.exists(name) else None


@frozen
class Taking:
    """A participant in a course. `beside` is the folder whose files the steps may name besides those that ship."""

    id: str
    course: Course
    text: bytes = field(repr=False)
    beside: Path
    store: Store
    code: str
    group: str = ""
    follow_up: bool = False

    @property
    def steps(self) -> tuple[CourseStep, ...]:
        return self.course.follow_up if self.follow_up else self.course.steps

    @property
    def attended(self) -> Attendance:
        return attendance(self.store, self.id, self.code)

    def standings(self) -> list[tuple[CourseStep, Standing]]:
        """How far each step is."""
        attended = self.attended
        following = waiting(self.steps, attended)
        return [(step, self._standing(step, following, attended)) for step in self.steps]

    def _standing(self, step: CourseStep, following: CourseStep | None, attended: Attendance) -> Standing:
        if attended.finished(step):
            return "done"
        if step != following:
            return "later"
        return "put aside" if attended.begun(step) else "next"

    def following(self) -> CourseStep | None:
        """The step that comes next; None after the last."""
        return waiting(self.steps, self.attended)

    def title(self, step: CourseStep) -> str:
        """What a step is called in a list. A file that is gone is called by its id."""
        told = DEEDS[step.do]
        if step.do in ("lesson", "scenario"):
            part = part_of(step, self.beside)
            return f"{told}: {part.title if part else step.which}"
        if step.do in ("questionnaire", "form"):
            return f"{told}, {OCCASIONS[self.course.occasion(step)]}"
        return told

    def missing(self) -> list[str]:
        """The steps whose files are not there, by the names of these."""
        named = (step for step in self.steps if step.which and part_of(step, self.beside) is None)
        return [f"{step.do} {step.which}" for step in named]

    def begun(self, step: CourseStep) -> Recorded:
        """A step where it was put aside, or from its beginning. Raises `Unready`, `Unplayable` and `StoreError`."""
        attended = self.attended
        if attended.begun(step):
            return resumed(self.store.session(attended.headings[step.id].session.id), self.store)
        course = Enrolled(self.id, sha256_of(self.text), self.code, step.id, self.group or attended.group)
        return enrolled(self._new(step), course, self.text)

    def _new(self, step: CourseStep) -> Recorded:
        if step.do == "form":
            return self._form(step)
        if step.which is None:
            title = f"{self.course.title}: {self.title(step)}"
            return taken(self.id, title, self.text, script_in(self.course, step, self.text), self.store, kind="page")
        part = part_of(step, self.beside)
        if part is None:
            raise Unready(f"expected the {step.do} {step.which}, which ships or stands beside the course, found none")
        if step.do == "lesson":
            return reading(step.which, self.store, part.path.read_bytes())
        if step.do == "scenario":
            return self._scenario(part)
        data = part.path.read_bytes()
        kind: Literal["questionnaire", "evaluation"] = "evaluation" if step.do == "evaluation" else "questionnaire"
        try:
            return taken(step.which, part.title, data, script_in(self.course, step, data), self.store, kind=kind)
        except ValueError as error:
            raise Unready(f"expected a {kind} in {part.path}, found: {error}") from error

    def _scenario(self, part: Part) -> Recorded:
        file = load(part.path)
        if file.scenario is None:
            raise Unready(f"expected a scenario that plays in {part.path}: alliance-sim check says what is wrong")
        return started(file, evolve(Settings().mode(file.scenario.level), ratings=False), self.store)

    def _form(self, step: CourseStep) -> Recorded:
        form = form_of(self.code, self.course.occasion(step))
        shipped = banks()
        probes = [probe for bank in shipped.values() for probe in bank.probes if probe.form == form]
        sitting = shuffled(probes, FORM.format(form), 0)
        bank = evolve(next(iter(shipped.values())), title=FORM.format(form), probes=sitting)
        script = drill_script(sitting, feedback=False)
        return taken("drill", self.title(step), content_text(bank).encode(), script, self.store, kind="drill")

    @property
    def left(self) -> Participant:
        """What the participant leaves behind so far, without the follow-up. Raises `StoreError`."""
        return participant(self.course, self.attended, self.store)

    def joined(self, earlier: Participant) -> Participant:
        """An earlier file with the follow-up. Raises `Unready` for a file of somebody or something else."""
        if (earlier.code, earlier.course.id) != (self.code, self.id):
            raise Unready(
                f"expected the file of {self.code} in the course {self.id}, "
                f"found that of {earlier.code} in {earlier.course.id}"
            )
        asked, forms = followed_up(self.course, self.attended, self.store)
        before = without_follow_up(earlier)
        found = evolve(before, questionnaires=(*before.questionnaires, *asked), forms=(*before.forms, *forms))
        if earlier not in (before, found):
            raise Unready(f"expected a file of {self.code} without a follow-up, found one with another")
        return found


def taking(file: Loaded, store: Store, code: str, *, group: str = "", follow_up: bool = False) -> Taking:
    """A participant in a course, who goes on with the text of it that was begun with. Raises `Unready`."""
    assert file.course is not None
    name, begun = file.id, attendance(store, file.id, code).text
    data = store.content(begun) if begun else file.data
    try:
        course = course_of(data)
    except ValueError as error:
        raise Unready(f"expected the course {name} as it was begun with, found: {error}") from error
    beside = file.path.parent
    return Taking(name, course, data, beside, store, code, group, follow_up)


def part_of(step: CourseStep, beside: Path) -> Part | None:
    """The file that a step names: beside the course, else one that ships."""
    path = next(filter(Path.is_file, places_of(step.do, step.which or "", beside)), None)
    return Part(_title_of(path), path) if path else None


def _title_of(path: Path) -> str:
    """The title of a content file, read from its head; its id where there is none."""
    found = re.search(r"^title: *([^>|\s].*?) *$", path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    return found[1].strip("\"'") if found else path.stem


def without_follow_up(found: Participant) -> Participant:
    """The same file as it was at the end of the course."""
    asked = tuple(each for each in found.questionnaires if each.occasion != "follow-up")
    return evolve(
        found, questionnaires=asked, forms=tuple(each for each in found.forms if each.occasion != "follow-up")
    )


def path_of(folder: Path, code: str) -> Path:
    """Where the participant file of a code stands."""
    return folder / f"{code}{SUFFIX}"


def earlier(path: Path) -> Participant | None:
    """The participant of a file, or None where there is none. Raises `Unready` for what cannot be read."""
    try:
        data = read_bounded(path, LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unready(f"expected a participant file in {path}, found: {error}") from error
    found, mistakes = file_of.read(data)
    if found is None:
        raise Unready(f"expected a participant file in {path}, found: {mistakes[0]}")
    return found


def earlier_of(taking: Taking, folder: Path) -> Participant | None:
    """What a follow-up joins: the file in the folder, else what the store holds; None where there is neither."""
    found = earlier(path_of(folder, taking.code))
    if found is None and taking.attended.text:
        found = evolve(taking, follow_up=False).left
    return found


def left_behind(taking: Taking, folder: Path) -> tuple[Path, bool]:
    """Write the participant file; where, and whether it is new. Raises `Unready`, `StoreError` and `OSError`."""
    path = path_of(folder, taking.code)
    if not taking.follow_up:
        return path, save(taking.left, path)
    before = earlier_of(taking, folder)
    if before is None:
        raise Unready(f"expected the file from the end of the course in {path}, found none")
    return path, save(taking.joined(before), path, over=before)


def save(found: Participant, path: Path, *, over: Participant | None = None) -> bool:
    """Write a participant file; False where the same stands there. Raises `Unready` where another does, and `OSError`.

    `over` is what it may take the place of: the same participant before the follow-up.
    """
    known = earlier(path)
    if known is not None and found in (known, without_follow_up(known)):
        return False
    if known is not None and known != over:
        raise Unready(f"expected no other file in {path}, found one: move it away, or name another folder with --out")
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(written(found), encoding="utf-8", newline="\n")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
    return True
