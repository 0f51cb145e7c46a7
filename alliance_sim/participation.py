"""What a participant of a course has done, from the sessions in the store; and the participant file made of it."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from alliance_sim import __version__
from alliance_sim.banks import bank_of
from alliance_sim.course import Course, CourseStep, form_of, order_of
from alliance_sim.course_script import PLACES
from alliance_sim.drill import trials
from alliance_sim.evaluation import HIGH, LOW
from alliance_sim.participant import (
    CourseTaken,
    Dose,
    EvaluationTaken,
    FormTaken,
    ItemAnswer,
    LessonTaken,
    Occasion,
    Participant,
    QuestionnaireTaken,
    RatingGiven,
    ScenarioTaken,
    TextGiven,
    TrialTaken,
)
from alliance_sim.questionnaire import Item, Questionnaire
from alliance_sim.replaying import evaluation_of, questionnaire_of
from alliance_sim.session import Session
from alliance_sim.store import Heading, Store

LONGEST = 15 * 60
"""Seconds that one answer counts at most: who took longer was not there."""
WITHOUT_DOSE = ("break", "session-end", "focus-group")
"""Steps whose minutes are not spent with the program."""


@frozen
class Attendance:
    """The sessions of one code in one course, by the steps: of several, the one that was finished, else the last."""

    course: str
    code: str
    headings: Mapping[str, Heading] = field(factory=dict)

    def finished(self, step: CourseStep) -> bool:
        return step.id in self.headings and self.headings[step.id].ending is not None

    def begun(self, step: CourseStep) -> bool:
        return step.id in self.headings

    @property
    def text(self) -> str:
        """The name of the text that the course was begun with; nothing before it has begun."""
        return next((entry.session.course.sha256 for entry in self.headings.values() if entry.session.course), "")

    @property
    def group(self) -> str:
        """The group that was named last."""
        named = [entry.session.course.group for entry in self.headings.values() if entry.session.course]
        return next((group for group in reversed(named) if group), "")


def attendance(store: Store, course: str, code: str) -> Attendance:
    """What a code has done in a course. Damaged sessions are passed over: their steps wait again."""
    found: dict[str, Heading] = {}
    for heading in store.headers():
        enrolled = heading.session.course
        if enrolled is None or (enrolled.course, enrolled.code) != (course, code):
            continue
        if enrolled.step not in found or found[enrolled.step].ending is None:
            found[enrolled.step] = heading
    return Attendance(course, code, found)


def waiting(steps: Iterable[CourseStep], attended: Attendance) -> CourseStep | None:
    """The step that comes next; None after the last."""
    return next((step for step in steps if not attended.finished(step)), None)


def participant(course: Course, attended: Attendance, store: Store) -> Participant:
    """What a participant leaves behind, as far as it goes. Raises `StoreError`, and `ValueError` for another text."""
    steps = course.steps
    done = [(step, _session(store, attended, step)) for step in steps if attended.finished(step)]
    begun = [_session(store, attended, step) for step in steps if attended.begun(step)]
    over = waiting(steps, attended) is None
    return Participant(
        program=__version__,
        course=CourseTaken(attended.course, course.title, attended.text),
        code=attended.code,
        group=attended.group,
        order=order_of(attended.code),
        background=_background(course, done),
        started=min((session.started for session in begun), default=None),
        finished=max((_last(session) for _, session in done), default=None) if over else None,
        questionnaires=tuple(_questionnaires(course, done, store)),
        forms=tuple(_form(course, step, session, store) for step, session in done if step.do == "form"),
        dose=_dose(attended, [(step, _session(store, attended, step)) for step in steps if attended.begun(step)]),
        evaluation=next((_evaluation(session, store) for step, session in done if step.do == "evaluation"), None),
    )


def followed_up(
    course: Course, attended: Attendance, store: Store
) -> tuple[tuple[QuestionnaireTaken, ...], tuple[FormTaken, ...]]:
    """What was asked weeks later. Raises as `participant` does."""
    done = [(step, _session(store, attended, step)) for step in course.follow_up if attended.finished(step)]
    forms = tuple(_form(course, step, session, store) for step, session in done if step.do == "form")
    return tuple(_questionnaires(course, done, store)), forms


def _session(store: Store, attended: Attendance, step: CourseStep) -> Session:
    return store.session(attended.headings[step.id].session.id)


def _last(session: Session) -> str:
    """When a session was answered last."""
    return next((answer.at for answer in reversed(session.answers) if answer.at), session.started)


def _background(course: Course, done: list[tuple[CourseStep, Session]]) -> dict[str, str]:
    """The answers about oneself, in the words of the options."""
    given = next((session.given for step, session in done if step.do == "about-you"), {})
    found = {}
    for item in course.background:
        place = given.get(f"about/{item.id}", "")
        if place.isdecimal() and 1 <= int(place) <= len(item.options):
            found[item.id] = item.options[int(place) - 1]
    return found


def _questionnaires(
    course: Course, done: list[tuple[CourseStep, Session]], store: Store
) -> Iterable[QuestionnaireTaken]:
    for step, session in done:
        if step.do != "questionnaire":
            continue
        asked, occasion = questionnaire_of(store.content(session.sha256)), course.occasion(step)
        yield _answered(asked, session, occasion, asked.items, PLACES[occasion])
        if step.then_test:
            yield _answered(asked, session, "then", asked.trained, "then")


def _answered(
    asked: Questionnaire, session: Session, occasion: Occasion, items: Iterable[Item], place: str
) -> QuestionnaireTaken:
    given = session.given
    values = (ItemAnswer(each.id, each.scale, each.reversed, _points(given, f"{place}/{each.id}")) for each in items)
    scale = asked.scale
    return QuestionnaireTaken(
        occasion, session.scenario, session.sha256, scale.low, scale.high, tuple(values), _last(session)
    )


def _points(given: Mapping[str, str], key: str) -> int | None:
    value = given.get(key, "")
    return int(value) if value.isdecimal() else None


def _form(course: Course, step: CourseStep, session: Session, store: Store) -> FormTaken:
    probes = bank_of(session.scenario, store.content(session.sha256).decode()).probes
    taken = tuple(
        TrialTaken(probes[trial.turn].id, trial.truth, trial.answer, trial.confidence)
        for trial in trials(probes, session.given)
    )
    occasion = course.occasion(step)
    code = session.course.code if session.course else ""
    return FormTaken(occasion, form_of(code, occasion), _last(session), taken)


def _dose(attended: Attendance, begun: list[tuple[CourseStep, Session]]) -> Dose:
    """What was practised, as far as it was answered."""
    lessons = tuple(LessonTaken(session.scenario, spent(session)) for step, session in begun if step.do == "lesson")
    scenarios = tuple(
        ScenarioTaken(session.scenario, spent(session), attended.headings[step.id].ending or "put aside")
        for step, session in begun
        if step.do == "scenario"
    )
    seconds = sum(spent(session) for step, session in begun if step.do not in WITHOUT_DOSE)
    return Dose(lessons, scenarios, drills=0, minutes=round(seconds / 60))


def spent(session: Session) -> float:
    """The seconds of all answers."""
    return round(sum(min(answer.seconds or 0.0, LONGEST) for answer in session.answers), 1)


def _evaluation(session: Session, store: Store) -> EvaluationTaken:
    form, given = evaluation_of(store.content(session.sha256)), session.given
    ratings = (
        RatingGiven(each.id, each.ask, each.kind, LOW, HIGH, _points(given, f"rating/{each.id}"))
        for each in form.ratings
    )
    texts = ((each, given.get(f"text/{each.id}", "")) for each in form.texts)
    answered = (TextGiven(each.id, each.ask, answer) for each, answer in texts if answer)
    return EvaluationTaken(session.scenario, session.sha256, tuple(ratings), tuple(answered))
