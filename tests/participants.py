"""Participants of a course, made up from a seed: what the tests of the participant file and of cohorts read."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal

from attrs import evolve

from alliance_sim.bank import Form
from alliance_sim.participant import (
    CourseTaken,
    Dose,
    EvaluationTaken,
    FormTaken,
    ItemAnswer,
    LessonTaken,
    Occasion,
    Order,
    Participant,
    QuestionnaireTaken,
    RatingGiven,
    ScenarioTaken,
    TextGiven,
    TrialTaken,
)
from alliance_sim.session import RECOGNITIONS, Recognition

COURSE = CourseTaken("half-day", "Ruptures and repair: a half-day", "c" * 64)
Scale = Literal["recognition", "management", "control"]
ITEMS: tuple[tuple[str, Scale], ...] = (
    *tuple((f"r{number}", "recognition") for number in range(1, 7)),
    *tuple((f"m{number}", "management") for number in range(1, 9)),
    *tuple((f"x{number}", "control") for number in range(1, 3)),
)
"""The items of pedagogy's questionnaire by their scales."""
REVERSED = ("m3",)
TRUTHS: tuple[Recognition, ...] = ("none",) * 12 + ("withdrawal",) * 5 + ("confrontation",) * 5 + ("mixed",) * 2
MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
FORMS: dict[Order, tuple[Form, Form]] = {"AB": ("A", "B"), "BA": ("B", "A")}
LESSONS = ("rupture", "withdrawal", "confrontation", "immediate-repair")
SCENARIOS = ("eight-ticks", "empty-diary", "five-forty")
RATINGS: tuple[tuple[str, str, Literal["rating", "two-sided"]], ...] = (
    ("relevance", "How relevant was it to your work?", "rating"),
    ("realism", "How real were the patients?", "rating"),
    ("challenge", "How hard were the scenarios?", "two-sided"),
    ("teaching", "How much teaching was there?", "two-sided"),
)
TEXTS = ("Ask once more before I explain.", "The man with the bus ticket.", "")


def code_of(number: int) -> str:
    """The code of a participant by its number, 0 to 67,599."""
    letters, digits = divmod(number, 100)
    return f"{chr(65 + letters // 26)}{chr(65 + letters % 26)}{digits:02}"


def participants(count: int, seed: int = 0) -> tuple[Participant, ...]:
    """That many participants with codes AA00, AA01 and on."""
    return tuple(participant(seed * 100_003 + number, code_of(number)) for number in range(count))


def participant(seed: int = 0, code: str = "AB12", *, gain: float = 12.0, follow_up: bool = False) -> Participant:
    """A participant who answered everything, with ratings that rise by `gain` points on what is practised."""
    chance = Random(seed)
    level, skill = chance.gauss(54, 13), chance.uniform(0.55, 0.8)
    order: Order = chance.choice(("AB", "BA"))
    first, second = FORMS[order]
    ratings = {
        "pre": questionnaire(chance, "pre", level, 0.0),
        "post": questionnaire(chance, "post", level, gain),
        "then": questionnaire(chance, "then", level, -0.5 * gain),
    }
    forms = [form(chance, "pre", first, skill), form(chance, "post", second, min(0.95, skill + 0.1))]
    if follow_up:
        ratings["follow-up"] = questionnaire(chance, "follow-up", level, 0.8 * gain)
    return Participant(
        program="0.1.0",
        course=COURSE,
        code=code,
        group=chance.choice(("Tuesday", "Friday")),
        order=order,
        background={"role": chance.choice(("psychologist", "nurse", "physician")), "years": str(chance.randrange(30))},
        started=MORNING.isoformat(),
        finished=(MORNING + timedelta(hours=4)).isoformat(),
        questionnaires=tuple(ratings.values()),
        forms=tuple(forms),
        dose=Dose(
            lessons=tuple(LessonTaken(name, round(chance.uniform(200, 600), 1)) for name in LESSONS),
            scenarios=tuple(
                ScenarioTaken(name, round(chance.uniform(500, 1500), 1), chance.choice(("repaired", "papered-over")))
                for name in SCENARIOS
            ),
            minutes=chance.randrange(120, 210),
        ),
        evaluation=evaluation(chance),
    )


def questionnaire(chance: Random, occasion: Occasion, level: float, gain: float) -> QuestionnaireTaken:
    """Ratings in tens around a level, `gain` higher of what is practised; the then-test asks of that alone."""
    items = []
    for name, scale in ITEMS:
        if scale == "control" and occasion == "then":
            continue
        felt = chance.gauss(level + (gain if scale != "control" else 0), 9)
        points = min(100, max(0, 10 * round(felt / 10)))
        value = None if chance.random() < 0.02 else 100 - points if name in REVERSED else points
        items.append(ItemAnswer(name, scale, name in REVERSED, value))
    return QuestionnaireTaken(occasion, "ruptures", "a" * 64, 0, 100, tuple(items), MORNING.isoformat())


def form(chance: Random, occasion: Literal["pre", "post", "follow-up"], letter: Form, skill: float) -> FormTaken:
    """Twenty-four probes, half of them without rupture, of which a share of `skill` is answered as the key says."""
    trials = []
    for number, truth in enumerate(TRUTHS):
        others = [answer for answer in RECOGNITIONS if answer != truth]
        answer = truth if chance.random() < skill else chance.choice(others)
        trials.append(TrialTaken(f"{letter.lower()}-{number}", truth, answer, chance.choice((50, 60, 75, 90, None))))
    return FormTaken(occasion, letter, MORNING.isoformat(), tuple(trials))


def evaluation(chance: Random) -> EvaluationTaken:
    ratings = tuple(RatingGiven(name, ask, kind, 1, 5, chance.randint(2, 5)) for name, ask, kind in RATINGS)
    texts = (TextGiven("differently", "What will you do differently?", chance.choice(TEXTS)),)
    return EvaluationTaken("evaluation", "e" * 64, ratings, texts)


def unfinished(found: Participant) -> Participant:
    """The same participant, gone after the first half."""
    return evolve(
        found,
        finished=None,
        questionnaires=tuple(asked for asked in found.questionnaires if asked.occasion == "pre"),
        forms=tuple(each for each in found.forms if each.occasion == "pre"),
        evaluation=None,
    )
