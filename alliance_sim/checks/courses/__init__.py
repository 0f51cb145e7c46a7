"""What can be wrong with a course: family C."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from alliance_sim.checks import Asked, Finding, found_by, register
from alliance_sim.course import Course, CourseStep
from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, registered
from alliance_sim.source import Path, Source

Stands = Callable[[str, str], bool]
"""Whether there is a file of a kind and an id."""


class Syllabus(NamedTuple):
    """What a rule looks at: the course, and whether what it names is there."""

    course: Course
    stands: Stands

    def steps(self) -> Iterator[tuple[Path, CourseStep]]:
        """Every step with its place, those of the follow-up last."""
        for key, steps in (("steps", self.course.steps), ("follow_up", self.course.follow_up)):
            for step in steps:
                yield (key, step.id), step


CourseCheck = Callable[[Syllabus], Iterator[Finding]]
CHECKS: list[tuple[Rule, CourseCheck]] = []


def course_rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[CourseCheck], CourseCheck]:
    """Register a function as a rule of a course."""

    def decorated(check: CourseCheck) -> CourseCheck:
        CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def checked_course(source: Source, decoded: Decoded, stands: Stands, *, thorough: bool = False) -> list[Diagnostic]:
    """What the rules find in a course."""
    register("courses")
    syllabus = Syllabus(decoded.value, stands)
    asked: list[Asked] = [(rule, partial(check, syllabus)) for rule, check in CHECKS]
    return found_by(asked, source, decoded, thorough=thorough)
