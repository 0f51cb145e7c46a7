"""Maps for tests: of the small scenario, of generated ones, and of one that is as large as they come."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve

from alliance_sim.chances import chances
from alliance_sim.exploration import explore
from alliance_sim.library import load
from alliance_sim.mapping import Map, Name, Reckoning, mapped
from alliance_sim.scenario import Choice, Scenario
from tests.worked import worked

FIGURES = (Fraction(1), Fraction(1, 3), Fraction(0), Fraction(1, 1000), Fraction(9, 8), Fraction(30))
BUDGET = 5_000
"""Moments of a generated scenario that are explored: some have millions."""


@cache
def diary() -> Scenario:
    """The scenario of the format's own example: five states, two endings."""
    found = load(Path(__file__).parent / "empty-diary.yaml").scenario
    assert found
    return found


def charted(scenario: Scenario) -> Map:
    """The map of a scenario with its figures."""
    explored = explore(scenario, budget=BUDGET)
    return mapped(scenario).with_chances(chances(explored), complete=explored.complete)


def figured(scenario: Scenario) -> Map:
    """The map of a scenario with figures made up, since to work them out can take long."""
    drawn = mapped(scenario)
    return evolve(
        drawn,
        nodes=tuple(evolve(node, passes=FIGURES[number % 6]) for number, node in enumerate(drawn.nodes)),
        edges=tuple(evolve(edge, passes=FIGURES[number % 6]) for number, edge in enumerate(drawn.edges)),
        reckoning=Reckoning(complete=True, exact=True, residual=0.0),
    )


def ways(scenario: Scenario) -> list[Name]:
    """The edges of a scenario as its file has them, each once."""
    found: dict[Name, None] = {}
    for state in scenario.states:
        for choice in state.choices or ():
            for outcome in choice.results:
                found[state.id, choice.id, outcome.to or state.to or ""] = None
        onward = [route.to for route in state.route or ()] + ([state.otherwise] if state.otherwise else [])
        onward += [state.to] if state.to and not state.choices else []
        for target in onward:
            found[state.id, None, target] = None
    return list(found)


def grown(count: int, seed: int = 1) -> Scenario:
    """A scenario of that many states, the last of them an ending, with up to six ways on from each."""
    chance = Random(seed)
    turn = worked().states[0]
    reply = (turn.choices or ())[0]
    ids = [f"state-{number}" for number in range(count)]

    def replies(number: int) -> tuple[Choice, ...]:
        near = [min(count - 1, max(0, number + chance.randint(-3, 12))) for _ in range(chance.randint(1, 5))]
        targets = [number + 1, *near]
        return tuple(
            evolve(reply, id=f"reply-{place}", outcomes=None, fit="weak", because="It is so.", to=ids[target])
            for place, target in enumerate(targets)
        )

    states = [
        evolve(turn, id=ids[number], choices=replies(number), to=None, otherwise=None) for number in range(count - 1)
    ]
    ending = next(state for state in worked().states if state.ending)
    return evolve(worked(), start=ids[0], states=(*states, evolve(ending, id=ids[-1])))
