"""What a session was played with: its texts from the store, as they were then."""

from pathlib import Path
from typing import TypeVar

from alliance_sim.banks import bank_of
from alliance_sim.course import Course, CourseStep
from alliance_sim.course_script import evaluation_script, page_script, questionnaire_script
from alliance_sim.decoding import decode
from alliance_sim.document import Document
from alliance_sim.drill import drill_script
from alliance_sim.evaluation import Evaluation
from alliance_sim.lesson import lesson_of, lesson_script
from alliance_sim.library import loaded
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.scenario import Scenario
from alliance_sim.session import PROTOCOL, Session, Unplayable
from alliance_sim.source import read
from alliance_sim.steps import Playing, Script
from alliance_sim.store import Store

T = TypeVar("T")


def questionnaire_of(data: bytes) -> Questionnaire:
    """A questionnaire's bytes, decoded. Raises `ValueError` where they are none."""
    return _content(data, Questionnaire)


def evaluation_of(data: bytes) -> Evaluation:
    """An evaluation form's bytes, decoded. Raises `ValueError` where they are none."""
    return _content(data, Evaluation)


def course_of(data: bytes) -> Course:
    """A course's bytes, decoded. Raises `ValueError` where they are none."""
    return _content(data, Course)


def _content(data: bytes, cls: type[T]) -> T:
    found, problems = decode(read(data.decode(), cls.__name__.lower()), cls)
    if found is None:
        raise ValueError(problems[0].message)
    return found


def script_of(session: Session, store: Store) -> Script:
    """The script of anything but a scenario from the text that it was begun with. Raises as `resumed` does."""
    _require_known(session)
    data = store.content(session.sha256)
    try:
        if session.kind == "lesson":
            lesson = lesson_of(session.scenario, data.decode())
            return lesson_script(lesson.lesson, lesson.body)
        if session.kind == "drill":
            return drill_script(bank_of(session.scenario, data.decode()).probes, feedback=session.course is None)
        return script_in(*step_of(session, store), data)
    except ValueError as error:
        raise Unplayable(str(error)) from error


def step_of(session: Session, store: Store) -> tuple[Course, CourseStep]:
    """The course of a session, and which step of it. Raises `ValueError` where there is none, and `StoreError`."""
    if session.course is None:
        raise ValueError(f"expected a {session.kind} of a course, found no course")
    course = course_of(store.content(session.course.sha256))
    step = course.step(session.course.step)
    if step is None:
        raise ValueError(f"expected the step {session.course.step} in the course, found none")
    return course, step


def script_in(course: Course, step: CourseStep, data: bytes) -> Script:
    """The script of a step that only courses have. Raises `ValueError`."""
    if step.do == "questionnaire":
        return questionnaire_script(questionnaire_of(data), course.occasion(step), then_test=step.then_test)
    if step.do == "evaluation":
        return evaluation_script(evaluation_of(data))
    return page_script(course, step)


def retold(session: Session, store: Store) -> Document:
    """What was shown in a lesson or a drill, with what was answered. Raises as `resumed` does."""
    return Playing.of(script_of(session, store), session.answers).told


def played(session: Session, store: Store) -> tuple[Scenario, Questionnaire | None]:
    """The texts that a session was played with. Raises `Unplayable` where this program cannot read them."""
    _require_known(session)
    file = loaded(store.content(session.sha256), Path(f"{session.scenario}.yaml"))
    if file.scenario is None:
        raise Unplayable(f"expected a scenario that plays, found: {file.errors[0].message}")
    asked = questionnaire_of(store.content(session.questionnaire)) if session.questionnaire else None
    return file.scenario, asked


def _require_known(session: Session) -> None:
    if session.protocol > PROTOCOL:
        raise Unplayable("expected a session of this version of the program, found one of a newer version")
