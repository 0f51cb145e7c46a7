"""Exploration and engine agree: what one reaches, the other knows."""

from functools import cache
from itertools import pairwise

from hypothesis import given, settings

from alliance_sim.engine import begin, choose, follow, view
from alliance_sim.exploration import explore
from alliance_sim.library import load
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import shipped_folder
from tests.strategies import picks, scenarios

BUDGET = 3000
STEPS = 60


@cache
def foundation() -> Scenario:
    found = load(shipped_folder() / "eight-ticks.yaml").scenario
    assert found is not None
    return found


def step(scenario: Scenario, moment: Moment, pick: int) -> Moment | None:
    """The moment after the pick, or after a passage; None at the end."""
    seen = view(scenario, moment)
    if seen.choices:
        return choose(scenario, moment, seen.choices[pick % len(seen.choices)].id)
    return None if seen.over else follow(scenario, moment)


def replayed(scenario: Scenario, choices: tuple[str, ...]) -> list[Moment]:
    """The moments along the choices, each up to the next turn that waits."""
    moments, left = [begin(scenario)], list(choices)
    while len(moments) < BUDGET:
        seen = view(scenario, moments[-1])
        if seen.choices and left:
            moments.append(choose(scenario, moments[-1], left.pop(0)))
        elif not seen.choices and not seen.over:
            moments.append(follow(scenario, moments[-1]))
        else:
            break
    return moments


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), chosen=picks())
def test_a_random_walker_never_leaves_the_explored_moments(scenario: Scenario, chosen: list[int]) -> None:
    found = explore(scenario, budget=BUDGET)
    moment: Moment | None = begin(scenario)
    for pick in chosen[:STEPS]:
        if moment is None or not found.complete:
            break
        assert moment in found
        moment = step(scenario, moment, pick)


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_every_witness_replays_to_its_moment(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    for number in range(0, len(found), max(1, len(found) // 20)):
        reached = {(moment.state, moment.values) for moment in replayed(scenario, found.witness(number))}
        moment = found.moment(number)
        assert (moment.state, moment.values) in reached


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_the_steps_out_of_a_moment_are_those_of_the_engine(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    for number in range(0, found.expanded, max(1, found.expanded // 20)):
        moment = found.moment(number)
        seen = view(scenario, moment)
        after = [step(scenario, moment, pick) for pick in range(max(1, len(seen.choices)))]
        expected = [(each.state, each.values) for each in after if each is not None]
        got = [found.moment(each) for each in found.steps(number)]
        assert [(each.state, each.values) for each in got] == expected


def test_moments_come_in_the_order_of_their_steps_from_the_start() -> None:
    found = explore(foundation(), budget=5000)
    steps = [0]
    for number in range(1, len(found)):
        steps.append(steps[found.parents[number]] + 1)
    assert all(before <= after for before, after in pairwise(steps))


def test_every_ending_of_a_shipped_scenario_is_reached() -> None:
    scenario = foundation()
    found = explore(scenario)
    assert found.complete
    assert {state.id for state in scenario.states} == set(found.numbers_by_state())


def test_past_the_budget_an_exploration_says_that_it_is_not_complete() -> None:
    found = explore(foundation(), budget=100)
    assert (found.complete, found.expanded < len(found)) == (False, True)
