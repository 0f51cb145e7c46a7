"""Shares of random trainees agree with what going through every run by the engine gives."""

from collections import Counter
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import given, settings

from alliance_sim.chances import DEFENSIBLE, POINTS, Chances, chances
from alliance_sim.engine import begin, choose, follow, outcome, view
from alliance_sim.exploration import explore
from alliance_sim.library import load
from alliance_sim.moment import Moment
from alliance_sim.scenario import Choice, Scenario
from alliance_sim.shelf import shipped_folder
from tests.examples import SOUND, scenario_of
from tests.strategies import scenarios

BUDGET = 2000
MOST_RUNS = 2000
LOOP = """
variables:
  bond: {start: 0, range: [0, 3]}
start: again
states:
  again:
    patient: Well?
    to: again
    choices:
      stay: {say: I am with you., strategies: [stays-with-the-work], fit: adequate, because: It holds.}
      go: {say: We have to stop., strategies: [redirects], fit: weak, because: It ends., to: done}
  done: {patient: Goodbye., ending: repaired, summary: It was said.}
"""


@frozen
class Walked:
    """One run, by the engine: where it ended, its share, its choices and their points, the steps that it took."""

    end: Moment
    share: Fraction
    points: tuple[int, ...]
    edges: tuple[tuple[str, str | None, str], ...]


def open_to(scenario: Scenario, moment: Moment, *, defensible: bool) -> tuple[Choice, ...]:
    every = view(scenario, moment).choices
    good = tuple(each for each in every if outcome(scenario, moment, each.id).fit in DEFENSIBLE)
    return good if defensible and good else every


def walked(scenario: Scenario, *, defensible: bool = False) -> list[Walked] | None:
    """Every run; None if they are too many or one does not end."""
    done: list[Walked] = []
    waiting = [Walked(begin(scenario), Fraction(1), (), ())]
    steps = 0
    while waiting:
        run = waiting.pop()
        here, steps = run.end, steps + 1
        if steps > MOST_RUNS or len(run.edges) > 40:
            return None
        seen = view(scenario, here)
        if seen.over:
            done.append(run)
        elif not seen.waits:
            after = follow(scenario, here)
            waiting.append(evolve(run, end=after, edges=(*run.edges, (here.state, None, after.state))))
        else:
            replies = open_to(scenario, here, defensible=defensible)
            for reply in replies:
                after = choose(scenario, here, reply.id)
                gained = POINTS[outcome(scenario, here, reply.id).fit]
                edge = (here.state, reply.id, after.state)
                waiting.append(Walked(after, run.share / len(replies), (*run.points, gained), (*run.edges, edge)))
    return done


def summed(pairs: list[tuple[object, Fraction]]) -> dict[object, Fraction]:
    total: dict[object, Fraction] = {}
    for key, share in pairs:
        total[key] = total.get(key, Fraction(0)) + share
    return total


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_shares_are_those_of_all_runs_walked_by_the_engine(scenario: Scenario) -> None:
    found, runs = chances(explore(scenario, budget=BUDGET)), walked(scenario)
    if runs is None or not found.exact:
        return
    ended = {state.id for state in scenario.states if state.ending}
    assert found.endings == summed([(run.end.state, run.share) for run in runs if run.end.state in ended])
    assert found.stuck == sum((run.share for run in runs if run.end.state not in ended), Fraction(0))
    edges = summed([(edge, run.share) for run in runs for edge in run.edges])
    assert {edge: share for edge, share in found.edges.items() if share} == edges


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_defensible_trainees_take_strong_and_adequate_replies_where_there_are_any(scenario: Scenario) -> None:
    found, runs = chances(explore(scenario, budget=BUDGET), defensible=True), walked(scenario, defensible=True)
    if runs is None or not found.exact:
        return
    ended = {state.id for state in scenario.states if state.ending}
    assert found.endings == summed([(run.end.state, run.share) for run in runs if run.end.state in ended])


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_numbers_of_runs_their_lengths_and_fit_are_those_of_all_runs(scenario: Scenario) -> None:
    found, runs = chances(explore(scenario, budget=BUDGET)), walked(scenario)
    if runs is None or not found.exact:
        return
    assert (found.runs, found.lengths) == (len(runs), dict(Counter(len(run.points) for run in runs)))
    assert found.fit is not None
    totals = [sum(run.points) for run in runs]
    assert (found.fit.lowest, found.fit.highest) == (min(totals), max(totals))
    assert found.fit.mean == sum((run.share * sum(run.points) for run in runs), Fraction(0))
    means = (run.share * Fraction(sum(run.points), len(run.points)) for run in runs if run.points)
    assert found.fit.per_choice == sum(means, Fraction(0))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_all_trainees_end_are_stuck_go_round_or_are_still_under_way(scenario: Scenario) -> None:
    found = chances(explore(scenario, budget=BUDGET))
    total = sum(found.endings.values(), Fraction(0)) + found.stuck + found.endless + Fraction(found.residual)
    assert abs(total - 1) < 1e-6
    assert not found.exact or found.residual == 0


def looped() -> Chances:
    return chances(explore(scenario_of(LOOP)))


def test_where_moments_come_again_the_shares_are_iterated_and_the_residual_told() -> None:
    found = looped()
    assert not found.exact
    assert 0 < found.residual < 1e-8
    assert abs(found.endings["done"] + Fraction(found.residual) - 1) < 1e-12
    assert abs(found.visits["again"] - 2) < 1e-6


def test_where_moments_come_again_runs_are_not_counted() -> None:
    found = looped()
    assert (found.runs, found.lengths, found.fit) == (None, None, None)


def test_the_shares_of_a_shipped_scenario_add_up_to_one_exactly() -> None:
    scenario = load(shipped_folder() / "eight-ticks.yaml").scenario
    assert scenario is not None
    found = chances(explore(scenario))
    assert found.exact
    assert (sum(found.endings.values(), Fraction(0)), found.stuck) == (Fraction(1), Fraction(0))


def test_the_shares_of_a_small_scenario_can_be_worked_out_by_hand() -> None:
    found = chances(explore(scenario_of("", SOUND)))
    assert found.endings == {"mended-coat": Fraction(1, 4), "clock": Fraction(3, 4)}
    assert (found.runs, found.lengths) == (3, {1: 1, 2: 2})
    assert found.fit is not None
    assert (found.fit.lowest, found.fit.highest, found.fit.mean) == (1, 6, Fraction(3))


def test_those_who_come_to_a_circle_that_no_way_leaves_are_without_end() -> None:
    trap = (
        LOOP.replace("to: done}", "to: trap}")
        + """\
  trap:
    patient: And?
    choices:
      wait: {say: I wait., strategies: [redirects], fit: strong, because: It goes on., to: silence}
      leave: {say: I go., strategies: [redirects], fit: weak, because: It ends., to: silence}
  silence: {scene: Nothing is said., to: trap}
"""
    )
    found = chances(explore(scenario_of(trap)))
    assert found.endings == {}
    assert found.circle == {"trap", "silence"}
    assert found.circle_edges == {
        ("trap", "wait", "silence"),
        ("trap", "leave", "silence"),
        ("silence", None, "trap"),
    }
    assert abs(found.endless + Fraction(found.residual) - 1) < 1e-12
    assert abs(found.visits["again"] - 2) < 1e-6


def test_a_circle_that_can_be_left_is_not_without_end() -> None:
    assert looped().endless == 0
    assert looped().circle == frozenset()
