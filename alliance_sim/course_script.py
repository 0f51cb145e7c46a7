"""The steps of a course as scripts: its questionnaires, its evaluation, and the pages that only the course holds."""

from collections.abc import Iterator
from typing import Literal

from alliance_sim import questions
from alliance_sim.course import Asked, Course, CourseStep
from alliance_sim.document import Block, Bullets, Document, Heading, Paragraph, plain
from alliance_sim.evaluation import Evaluation, Rating
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.steps import Option, Script, Step, numbered

NO_NAMES = "Write no names and nothing by which anybody could be known."
PLACES: dict[Asked, Literal["before", "after"]] = {"pre": "before", "post": "after", "follow-up": "after"}
"""The names of the answers to a questionnaire, by its occasion."""
BEGIN = "begin"
DONE = "done"
PRIVACY = (
    "Your answers are kept on this machine under the code {}. At the end they are written to one file, which goes to "
    "those who run the course: your answers to the questions and the single turns, what you thought of the course, and "
    "how long you practised. What you say to the patients in your own words is not in it. "
    "Write no names anywhere."
)


def welcome(course: Course, code: str) -> Document:
    """What is read before the first step."""
    return (Heading(course.title, 1), Paragraph(plain(course.summary)), Paragraph(plain(PRIVACY.format(code))))


def welcome_script(course: Course, code: str) -> Script:
    """The same as a page."""
    yield questions.go_on(BEGIN, "course", welcome(course, code), ask="Go on to the steps", afresh=True)


def questionnaire_script(asked: Questionnaire, occasion: Asked, *, then_test: bool) -> Script:
    """The items; then, on a page of its own, how it was before, judged now."""
    place = PLACES[occasion]
    yield questions.go_on(f"{BEGIN}/{place}", place, _beforehand(asked), ask="Begin", afresh=True)
    yield from questions.ratings(asked, place)
    if then_test:
        yield questions.go_on(f"{BEGIN}/then", "then", _once_more(asked), ask="Begin", afresh=True)
        yield from questions.ratings(asked, "then")


def _beforehand(asked: Questionnaire) -> Document:
    told = f"{len(asked.items)} short questions. There is no right answer, and each may be skipped."
    return (Heading(asked.title, 1), Paragraph(plain(told)))


def _once_more(asked: Questionnaire) -> Document:
    told = f"{len(asked.trained)} of the questions once more, this time about before. After a course many people see "
    told += "with other eyes how it was then. Say how it looks to you now; what you answered then stays as it is."
    return (Heading("Once more: how it was before", 1), Paragraph(plain(told)))


def evaluation_script(form: Evaluation) -> Script:
    """The questions with points, then those in one's own words."""
    count = len(form.ratings) + len(form.texts)
    yield questions.go_on(BEGIN, "evaluation", _what_for(form, count), ask="Begin", afresh=True)
    for number, rating in enumerate(form.ratings, 1):
        yield _rated(rating, number, count)
    for number, text in enumerate(form.texts, len(form.ratings) + 1):
        yield Step(
            f"text/{text.id}",
            "evaluation",
            f"In your own words, or nothing to skip. {NO_NAMES}",
            show=(Paragraph(plain(text.ask)),),
            may_skip=True,
            number=number,
            of=count,
            afresh=True,
        )


def _what_for(form: Evaluation, count: int) -> Document:
    told = f"{count} questions on the course itself: say what you think of it. Your answers carry your code and no "
    told += f"name, and those who run the course read them. Each may be skipped. {NO_NAMES}"
    return (Heading(form.title, 1), Paragraph(plain(told)))


def _rated(rating: Rating, number: int, count: int) -> Step:
    options = tuple(
        Option(str(point), f"{point}{f' - {label}' if label else ''}", str(point))
        for point, label in rating.labels.items()
    )
    return Step(
        f"rating/{rating.id}",
        "evaluation",
        "From 1 to 5; an empty answer skips it",
        show=(Paragraph(plain(rating.ask)),),
        options=options,
        may_skip=True,
        number=number,
        of=count,
        afresh=True,
    )


def page_script(course: Course, step: CourseStep) -> Script:
    """A page of the course itself."""
    if step.do == "about-you":
        yield from _about_you(course)
    else:
        yield questions.go_on(DONE, "course", page(course, step), ask=_going_on(step), afresh=True)


def _about_you(course: Course) -> Script:
    count = len(course.background)
    told = f"{count} questions about you, so that the group as a whole can be described. Each may be skipped."
    yield questions.go_on(BEGIN, "course", (Heading("About you", 1), Paragraph(plain(told))), ask="Begin", afresh=True)
    for number, item in enumerate(course.background, 1):
        yield Step(
            f"about/{item.id}",
            "course",
            "Which fits best? An empty answer skips it",
            show=(Paragraph(plain(item.ask)),),
            options=numbered((str(place), option) for place, option in enumerate(item.options, 1)),
            may_skip=True,
            number=number,
            of=count,
            afresh=True,
        )


def page(course: Course, step: CourseStep) -> Document:
    """What is read at a break, at the end of a day, or at the group talk."""
    if step.do == "focus-group":
        return card(course)
    if step.do == "session-end":
        told = "That is all for today. Come back with the same code; the course goes on here."
        return (Heading("The end of this session", 1), *_noted(step), Paragraph(plain(told)))
    return (Heading(f"A break of {step.minutes} minutes", 1), *_noted(step))


def _noted(step: CourseStep) -> Iterator[Block]:
    if step.note:
        yield Paragraph(plain(step.note))


def _going_on(step: CourseStep) -> str:
    return {"break": "Go on after the break", "focus-group": "Go on after the talk"}.get(step.do, "Go on")


def card(course: Course) -> Document:
    """The card of the group talk, for whoever leads it; nothing where the course has none."""
    group = course.focus_group
    if group is None:
        return ()
    return (
        Heading(f"Group talk, {group.minutes} minutes", 1),
        Paragraph(plain(group.opening)),
        Bullets(tuple(plain(prompt) for prompt in group.prompts)),
        *((Paragraph(plain(group.closing)),) if group.closing else ()),
    )
