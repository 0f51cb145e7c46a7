"""Courses taken line by line: answers, kills, and what the store holds then."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from attrs import evolve

from alliance_sim.course import Course, order_of
from alliance_sim.coursework import COURSES, Taking, taking
from alliance_sim.library import load
from alliance_sim.participant import Participant
from alliance_sim.rehearsal import Recorded
from alliance_sim.steps import Step
from alliance_sim.store import Store

HALF_DAY = COURSES / "half-day.yaml"
SHORT = Path(__file__).parent / "short-course.yaml"
"""A course with one step of every kind, made of the sound files beside it."""
Policy = Callable[[Step], str]
MIDDLE = {"before": "50", "after": "70", "then": "40"}


def first(step: Step) -> str:
    """The first of what is offered, by its id: replies stand in another order each time. A word for a text."""
    if step.goes_on:
        return ""
    return min(option.id for option in step.options) if step.options else "a word"


def nothing(step: Step) -> str:
    """Nothing wherever nothing may be answered."""
    return "" if step.may_skip or step.goes_on or step.default else first(step)


def terse(step: Step) -> str:
    """No answer to the single turns, which are many, and the first of everything else."""
    return "" if step.place == "drill" else first(step)


def risen(step: Step) -> str:
    """Ratings that rise from before to after and lie lower in hindsight, and the middle of everything else."""
    if step.place in MIDDLE and step.options:
        return MIDDLE[step.place]
    return step.options[len(step.options) // 2].id if step.options else first(step)


def by_chance(seed: int) -> Policy:
    """Anything that is offered, or nothing where that may be."""
    chance = Random(seed)

    def answer(step: Step) -> str:
        if step.may_skip and chance.random() < 0.1:
            return ""
        return chance.choice(step.options).id if step.options else first(step)

    return answer


def sound(path: Path) -> Course:
    found = load(path).course
    assert found is not None
    return found


def attending(store: Store, code: str = "AB12", *, path: Path = SHORT, follow_up: bool = False) -> Taking:
    return taking(load(path), store, code, follow_up=follow_up)


def answers(rehearsal: Recorded, policy: Policy) -> Iterator[Step]:
    """Answer a session step by step; each step is yielded after its answer."""
    while (step := rehearsal.step) is not None:
        rehearsal.give(policy(step))
        yield step
    rehearsal.finish()


def gone_through(taken: Taking, policy: Policy) -> Participant:
    """The course to its end, or the follow-up to its end."""
    while (step := taken.following()) is not None:
        for _ in answers(taken.begun(step), policy):
            pass
    return taken.left


def timeless(found: Participant) -> Participant:
    """A participant without anything that depends on the clock."""
    return evolve(
        found,
        started=None,
        finished=None,
        questionnaires=tuple(evolve(each, at="") for each in found.questionnaires),
        forms=tuple(evolve(each, at="") for each in found.forms),
        dose=evolve(
            found.dose,
            lessons=tuple(evolve(each, seconds=0.0) for each in found.dose.lessons),
            scenarios=tuple(evolve(each, seconds=0.0) for each in found.dose.scenarios),
            minutes=0,
        ),
    )


def codes(count: int) -> list[str]:
    """Some codes, half of each order."""
    found = [f"{one}{other}{number:02}" for one in "AKZ" for other in "BQ" for number in range(0, 100, 7)]
    halves = [[code for code in found if order_of(code) == order] for order in ("AB", "BA")]
    return [code for pair in zip(*halves, strict=False) for code in pair][:count]
