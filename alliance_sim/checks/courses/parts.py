"""Family C: whether each step of a course says what it needs, and names what is there."""

from collections.abc import Iterator

from alliance_sim.checks import Finding
from alliance_sim.checks.courses import Syllabus, course_rule
from alliance_sim.course import MEASURED, NAMED, CourseStep
from alliance_sim.diagnostics import shown

KEYS = {"which": NAMED, "occasion": MEASURED, "then_test": ("questionnaire",), "note": ("break", "session-end")}
"""What each key is for."""


@course_rule("ASC01", "step-incomplete")
def step_incomplete(syllabus: Syllabus) -> Iterator[Finding]:
    """A step that does not say which file, or on which occasion.

    A questionnaire, a lesson, a scenario and an evaluation are files: `which` is their id. A questionnaire and a form
    are asked before or after: `occasion` says when. Under `follow_up` it need not.

    Bad example (course):

        steps:
          # here
          ratings-before: {do: questionnaire, which: ruptures, minutes: 5}
          # here
          lesson: {do: lesson, minutes: 7}
    """
    for path, step in syllabus.steps():
        for key in _needed(syllabus, step):
            if getattr(step, key) is None:
                yield Finding(
                    path, f"expected `{key}` in a step that does {step.do}, found none", f"add `{key}:`", at_key=True
                )


def _needed(syllabus: Syllabus, step: CourseStep) -> Iterator[str]:
    if step.do in NAMED:
        yield "which"
    if step.do in MEASURED and step not in syllabus.course.follow_up:
        yield "occasion"


@course_rule("ASC02", "key-of-another-step")
def key_of_another_step(syllabus: Syllabus) -> Iterator[Finding]:
    """A key in a step that has no use for it.

    `which` is for what is a file, `occasion` for questionnaires and forms, `then_test` for the questionnaire after, and
    `note` for breaks and ends of a session.

    Bad example (course):

        steps:
          lesson:
            do: lesson
            which: rupture
            # here
            occasion: pre
            minutes: 7
          ratings-before:
            do: questionnaire
            which: ruptures
            occasion: pre
            # here
            then_test: true
            minutes: 5
    """
    for path, step in syllabus.steps():
        for key, deeds in KEYS.items():
            if getattr(step, key) and step.do not in deeds:
                yield _useless((*path, key), key, step.do)
        if step.then_test and step.do == "questionnaire" and syllabus.course.occasion(step) != "post":
            yield _useless((*path, "then_test"), "then_test", "a questionnaire that is not asked after")


def _useless(path: tuple[str | int, ...], key: str, where: str) -> Finding:
    return Finding(path, f"expected no `{key}` in {where}, found it", "delete it", at_key=True)


@course_rule("ASC03", "unknown-part")
def unknown_part(syllabus: Syllabus) -> Iterator[Finding]:
    """A step names a file that is not there.

    A lesson, scenario, questionnaire or evaluation is one that ships, or a file in the folder of the course. So a
    course can be handed on as one folder.

    Bad example (course):

        steps:
          lesson:
            do: lesson
            # here
            which: ruptured
            minutes: 7
    """
    for path, step in syllabus.steps():
        if step.which and step.do in NAMED and not syllabus.stands(step.do, step.which):
            yield Finding(
                (*path, "which"),
                f"expected the id of a {step.do} that ships or stands beside this file, found {shown(step.which)}",
                "put the file beside the course, or correct the id",
            )


@course_rule("ASC04", "part-of-the-course-missing")
def part_of_the_course_missing(syllabus: Syllabus) -> Iterator[Finding]:
    """A step `about-you` without `background`, or a step `focus-group` without its card.

    Bad example (course):

        steps:
          # here
          you: {do: about-you, minutes: 2}
          # here
          talk: {do: focus-group, minutes: 45}
    """
    course = syllabus.course
    held = {
        "about-you": ("background", bool(course.background)),
        "focus-group": ("focus_group", bool(course.focus_group)),
    }
    for path, step in syllabus.steps():
        key, there = held.get(step.do, ("", True))
        if not there:
            yield Finding(
                path, f"expected `{key}` in the course, found none", f"add `{key}:`, or drop the step", at_key=True
            )
