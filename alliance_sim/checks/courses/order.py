"""Family C: whether a course measures what it means to: before and after, each thing once, and with breaks."""

from collections.abc import Iterator

from alliance_sim.checks import Finding
from alliance_sim.checks.courses import Syllabus, course_rule
from alliance_sim.course import MEASURED, CourseStep
from alliance_sim.diagnostics import Severity

LONGEST = 100
"""Minutes without a break: after these, what is asked is whether people can still sit."""
RESTS = ("break", "session-end", "focus-group")
TAUGHT = ("lesson", "scenario")


@course_rule("ASC05", "asked-twice")
def asked_twice(syllabus: Syllabus) -> Iterator[Finding]:
    """The same thing is asked twice on one occasion, or one id stands for two steps.

    The file that a participant leaves holds each questionnaire once for an occasion, and one form before and one after.

    Bad example (course):

        steps:
          before: {do: form, occasion: pre, minutes: 10}
          # here
          again: {do: form, occasion: pre, minutes: 10}
    """
    seen: set[tuple[str, ...]] = set()
    for path, step in syllabus.steps():
        names: list[tuple[str, ...]] = [("step", step.id)]
        if step.do in MEASURED:
            names.append((step.do, step.which or "", syllabus.course.occasion(step)))
        if step.do in ("evaluation", "about-you"):
            names.append((step.do,))
        if not seen.isdisjoint(names):
            yield Finding(
                path,
                f"expected each thing once on an occasion, found {_named(step)} again",
                "drop one of them",
                at_key=True,
            )
        seen.update(names)


@course_rule("ASC06", "not-asked-before", Severity.WARNING)
def not_asked_before(syllabus: Syllabus) -> Iterator[Finding]:
    """Something is asked after that was not asked before, or the other way round.

    A change can be told only where both were asked, and before stands before what is taught, after after it.

    Bad example (course):

        steps:
          # here
          ratings-after: {do: questionnaire, which: ruptures, occasion: post, minutes: 5}
          lesson: {do: lesson, which: rupture, minutes: 7}
          # here
          turns-before: {do: form, occasion: pre, minutes: 10}
          turns-after: {do: form, occasion: post, minutes: 10}
    """
    steps = syllabus.course.steps
    measured = [step for step in steps if step.do in MEASURED]
    asked = {(step.do, step.which, step.occasion) for step in measured}
    taught = [number for number, step in enumerate(steps) if step.do in TAUGHT]
    for step in measured:
        path, number = ("steps", step.id), steps.index(step)
        other = "post" if step.occasion == "pre" else "pre"
        if step.occasion in ("pre", "post") and (step.do, step.which, other) not in asked:
            yield Finding(
                path,
                f"expected {_named(step)} on the occasion {other} too, found none",
                f"add a step for {other}",
                at_key=True,
            )
        elif taught and step.occasion == "pre" and number > taught[0]:
            yield Finding(
                path, f"expected {_named(step)} before what is taught, found it later", "move it up", at_key=True
            )
        elif taught and step.occasion == "post" and number < taught[-1]:
            yield Finding(
                path, f"expected {_named(step)} after what is taught, found it earlier", "move it down", at_key=True
            )


@course_rule("ASC07", "taught-in-follow-up")
def taught_in_follow_up(syllabus: Syllabus) -> Iterator[Finding]:
    """A follow-up that does something else than ask.

    Weeks later there are questionnaires, and forms. What is taught then belongs to a course of its own.

    Bad example (course):

        follow_up:
          # here
          reading: {do: lesson, which: rupture, minutes: 7}
    """
    for step in syllabus.course.follow_up:
        if step.do not in MEASURED:
            yield Finding(
                ("follow_up", step.id, "do"),
                f"expected questionnaire or form in the follow-up, found {step.do}",
                "drop it",
            )
        elif step.occasion not in (None, "follow-up"):
            yield Finding(
                ("follow_up", step.id, "occasion"), f"expected follow-up or nothing, found {step.occasion}", "delete it"
            )


@course_rule("ASC08", "follow-up-among-steps")
def follow_up_among_steps(syllabus: Syllabus) -> Iterator[Finding]:
    """A step of the course itself on the occasion `follow-up`.

    What is asked weeks later stands under `follow_up`.

    Bad example (course):

        steps:
          later:
            do: questionnaire
            which: ruptures
            # here
            occasion: follow-up
            minutes: 5
    """
    for step in syllabus.course.steps:
        if step.occasion == "follow-up":
            yield Finding(
                ("steps", step.id, "occasion"), "expected pre or post, found follow-up", "move it to `follow_up`"
            )


@course_rule("ASC09", "no-break", Severity.WARNING)
def no_break(syllabus: Syllabus) -> Iterator[Finding]:
    """More than 100 minutes without a break.

    Bad example (course):

        steps:
          one: {do: scenario, which: eight-ticks, minutes: 60}
          # here
          two: {do: scenario, which: tell-tale, minutes: 60}
    """
    minutes = 0
    for step in syllabus.course.steps:
        before, minutes = minutes, 0 if step.do in RESTS else minutes + step.minutes
        if before <= LONGEST < minutes:
            yield Finding(
                ("steps", step.id),
                f"expected a break within {LONGEST} minutes, found {minutes} without",
                "add a step that does break",
                at_key=True,
            )


@course_rule("ASC10", "practised-twice", Severity.WARNING)
def practised_twice(syllabus: Syllabus) -> Iterator[Finding]:
    """The same scenario or lesson twice.

    Who plays a scenario again remembers it; what is seen then is memory, not skill.

    Bad example (course):

        steps:
          one: {do: scenario, which: eight-ticks, minutes: 20}
          # here
          two: {do: scenario, which: eight-ticks, minutes: 20}
    """
    seen: set[tuple[str, str | None]] = set()
    for step in syllabus.course.steps:
        if step.do in TAUGHT and (step.do, step.which) in seen:
            yield Finding(
                ("steps", step.id),
                f"expected each {step.do} once, found {step.which} again",
                "take another",
                at_key=True,
            )
        seen.add((step.do, step.which))


def _named(step: CourseStep) -> str:
    return f"{step.do} {step.which}" if step.which else step.do
