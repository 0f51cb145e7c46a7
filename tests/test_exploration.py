"""Exploration and engine agree: what one reaches, the other knows."""

from collections import deque
from functools import cache

from hypothesis import given, settings

from alliance_sim.engine import begin, choose, follow, outcome, view
from alliance_sim.exploration import explore, explored
from alliance_sim.exploration.wide_spaces import WideSpace
from alliance_sim.library import load
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import shipped_folder
from tests.strategies import picks, scenarios

BUDGET = 1000
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


def after(scenario: Scenario, moment: Moment) -> list[Moment]:
    """The moments one step on."""
    picks = range(max(1, len(view(scenario, moment).choices)))
    return [each for pick in picks if (each := step(scenario, moment, pick)) is not None]


def searched(scenario: Scenario, start: Moment | None = None) -> tuple[set[Moment], bool]:
    """The moments that a search with the engine finds, and whether it came to its end."""
    found = {start or begin(scenario)}
    waiting = list(found)
    while waiting and len(found) <= BUDGET:
        fresh = set(after(scenario, waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return found, not waiting


def lengths(scenario: Scenario) -> dict[str, int]:
    """The fewest choices with which a search by the engine enters each state; nothing if it is too large."""
    found = {begin(scenario): 0}
    waiting = deque(found)
    while waiting and len(found) <= BUDGET:
        moment = waiting.popleft()
        cost = 1 if view(scenario, moment).choices else 0
        for each in after(scenario, moment):
            if found.get(each, 1 << 30) > found[moment] + cost:
                found[each] = found[moment] + cost
                waiting.append(each)
    states: dict[str, int] = {}
    for moment, cost in found.items() if not waiting else ():
        states[moment.state] = min(cost, states.get(moment.state, cost))
    return states


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
def test_the_moments_are_those_that_a_search_with_the_engine_finds(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    reached, complete = searched(scenario)
    if found.complete and complete:
        assert {(each.state, each.values) for each in found.all} == {(each.state, each.values) for each in reached}


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_the_moments_by_state_are_all_moments_and_none_twice(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    by_state = [len(found.entered(state.id)) for state in scenario.states]
    assert (sum(by_state), len(set(found.all))) == (len(found), len(found))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_every_witness_replays_to_its_moment_and_no_run_is_shorter(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    shortest = {} if not found.complete else lengths(scenario)
    for state in found.by_state:
        witness = found.entered(state).witness()
        assert witness is not None
        assert state in {moment.state for moment in replayed(scenario, witness)}
        assert len(witness) == shortest.get(state, len(witness))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_what_is_open_is_what_the_engine_offers(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    for state in scenario.states:
        opened = {choice.id: set(found.offered(state.id, choice.id)) for choice in state.choices or ()}
        closed, stuck = set(found.closed(state.id)), set(found.stuck)
        for moment in list(found.entered(state.id))[:20]:
            seen = view(scenario, moment)
            assert {name for name, moments in opened.items() if moment in moments} == {c.id for c in seen.choices}
            assert (moment in closed, moment in stuck) == (not seen.choices, seen.stuck)


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_the_outcome_of_a_choice_is_the_engine_s(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    for state in scenario.states:
        for choice in state.choices or ():
            for number, result in enumerate(choice.results):
                for moment in list(found.outcomes(state.id, choice.id, number))[:20]:
                    assert outcome(scenario, moment, choice.id) is result


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_trapped_are_the_moments_from_which_a_search_finds_no_ending(scenario: Scenario) -> None:
    found = explore(scenario, budget=BUDGET)
    trapped = set(found.trapped)
    for moment in list(found.all)[:6] if found.complete else ():
        ahead, complete = searched(scenario, moment)
        if complete:
            assert (moment in trapped) == (not any(view(scenario, each).state.ending for each in ahead))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_single_codes_and_masks_find_the_same(scenario: Scenario) -> None:
    masks = explore(scenario, budget=BUDGET)
    singly = explored(scenario, WideSpace(scenario), budget=BUDGET)
    assert (masks.complete, set(masks.all)) == (singly.complete, set(singly.all))
    assert {masks.regions.each[n] for n in masks.levels} == {singly.regions.each[n] for n in singly.levels}
    assert set(masks.trapped) == set(singly.trapped)
    assert {name: masks.attainable(name) for name in masks.space.axes} == {
        name: singly.attainable(name) for name in singly.space.axes
    }


def test_every_state_of_a_shipped_scenario_is_reached() -> None:
    scenario = foundation()
    found = explore(scenario)
    assert found.complete
    assert set(found.by_state) == {state.id for state in scenario.states}


def test_the_attainable_values_are_those_of_all_moments() -> None:
    scenario = foundation()
    found = explore(scenario)
    values = list(zip(*{moment.values for moment in found.all}, strict=True))
    expected = {v.name: (min(column), max(column)) for v, column in zip(scenario.variables, values, strict=True)}
    assert {name: found.attainable(name) for name in expected} == expected


def test_past_the_budget_an_exploration_says_that_it_is_not_complete() -> None:
    found = explore(foundation(), budget=100)
    assert (found.complete, len(found) > 100) == (False, True)


def test_moments_can_be_joined_and_narrowed() -> None:
    found = explore(foundation())
    some, other = found.entered("coat-on") | found.all, found.stuck
    assert (len(some), len(some - some), len(some & other), bool(other)) == (len(found), 0, 0, False)
