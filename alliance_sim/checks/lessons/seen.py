"""A lesson seen as a scenario: each question is a turn, each answer a reply. Here is which rules look at it.

The answers that fit are the best replies there. What is quoted, the lines of dialogues and the findings of sources,
counts as what a patient says; all else is the author's.
"""

from collections.abc import Iterator

from alliance_sim.checks import Asked, Finding
from alliance_sim.checks.lessons import Lecture
from alliance_sim.checks.seen_as_scenario import asked_of, seen
from alliance_sim.lesson_format import Check, CheckOption
from alliance_sim.markdown import Passage
from alliance_sim.scenario import Choice, Fit, Scenario, State, Variant
from alliance_sim.source import Path

ALSO = (
    # whether an answer can be told from its looks
    *("key-stands-out-by-length", "key-only-question", "combined-reply"),
    # what is read about each answer
    *("same-feedback", "short-feedback", "verdict-in-feedback", "shaming-feedback"),
    # whether it can be read
    *("abbreviation-unexplained", "jargon-unexplained", "idiom", "hard-prose", "foreign-spelling"),
    # what is said about people, risk, and nobody real
    *("banned-label", "slur", "romantic-reply", "method-of-harm", "risk-as-leverage", "identifying-detail"),
)
"""The rules of scenarios that are asked of a lesson, by name. All others are about runs and patients."""
LESS = ("fits-less",)
"""Stands for the errors of an answer that fits less, so that it counts as one that says what should not be said."""
CHECK, OPTION, SOURCE, LINE = "check ", "option ", "source ", "line "
"""What the names of parts begin with; a number follows."""


def also_asked(lecture: Lecture) -> Iterator[Asked]:
    return asked_of(as_scenario(lecture), ALSO, _told)


def as_scenario(lecture: Lecture) -> Scenario:
    """The lesson as those rules see it."""
    lesson = lecture.lesson
    states = [State("outcome", scene=(Variant(lesson.outcome),))]
    states += (_question(number, check) for number, check in enumerate(lesson.checks, 1))
    states += (
        State(f"{SOURCE}{number}", patient=(Variant(source.finding),))
        for number, source in enumerate(lesson.sources, 1)
    )
    states += map(_passage, lecture.passages)
    return seen(lesson.title, lesson.language, states)


def _question(number: int, check: Check) -> State:
    choices = tuple(_reply(place, option) for place, option in enumerate(check.options, 1))
    return State(f"{CHECK}{number}", scene=(Variant(check.ask),), choices=choices)


def _reply(place: int, option: CheckOption) -> Choice:
    fit: Fit = "strong" if option.fits else "weak"
    return Choice(f"{OPTION}{place}", option.say, errors=() if option.fits else LESS, fit=fit, because=option.because)


def _passage(passage: Passage) -> State:
    name, said = f"{LINE}{passage.line}", (Variant(passage.text),)
    return State(name, patient=said) if passage.is_quoted else State(name, scene=said)


def _told(finding: Finding) -> Finding:
    name = str(finding.path[1]) if finding.path[:1] == ("states",) and len(finding.path) > 1 else ""
    if name.startswith(LINE):
        return finding._replace(path=("title",), line=_number(name), rests_on=())
    return finding._replace(path=_place(finding.path, name), rests_on=())


def _place(path: Path, name: str) -> Path:
    """Where in the front matter stands what stands there in the scenario."""
    if name.startswith(SOURCE):
        return ("sources", _number(name) - 1, "finding")
    if name.startswith(CHECK):
        question = ("checks", _number(name) - 1)
        if path[2:3] != ("choices",):
            return (*question, "ask")
        return (*question, "options", _number(str(path[3])) - 1, *path[4:])
    return (name,) if name else path


def _number(name: str) -> int:
    return int(name.rpartition(" ")[2])
