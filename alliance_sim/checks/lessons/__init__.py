"""What can be wrong with a lesson: family L, and the rules of scenarios that mean something there.

Which of those run is named in one place: `seen.ALSO`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from alliance_sim.checks import Asked, Finding, found_by, register
from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, registered
from alliance_sim.lesson_format import Lesson
from alliance_sim.markdown import Passage, passages
from alliance_sim.source import Source


class Lecture(NamedTuple):
    """What a rule looks at: the front matter, and the passages below it with their lines in the file."""

    lesson: Lesson
    passages: tuple[Passage, ...]

    def below(self, message: str, hint: str, line: int = 0) -> Finding:
        """A finding in the text: on a line, or where it begins. It can be allowed above the title."""
        first = self.passages[0].line if self.passages else 0
        return Finding(("title",), message, hint, line=line or first)


LessonCheck = Callable[[Lecture], Iterator[Finding]]
CHECKS: list[tuple[Rule, LessonCheck]] = []


def lesson_rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[LessonCheck], LessonCheck]:
    """Register a function as a rule of a lesson."""

    def decorated(check: LessonCheck) -> LessonCheck:
        CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def lecture_of(source: Source, lesson: Lesson) -> Lecture:
    found = passages(source.markdown)
    return Lecture(lesson, tuple(each._replace(line=each.line + source.below + 1) for each in found))


def checked_lesson(source: Source, decoded: Decoded, *, thorough: bool = False) -> list[Diagnostic]:
    """What the rules find in a lesson."""
    register()
    register("lessons")
    from alliance_sim.checks.lessons.seen import also_asked  # noqa: PLC0415  # it needs the rules of scenarios

    lecture = lecture_of(source, decoded.value)
    own: list[Asked] = [(rule, partial(check, lecture)) for rule, check in CHECKS]
    return found_by([*own, *also_asked(lecture)], source, decoded, thorough=thorough)
