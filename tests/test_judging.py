"""Whole sets of valuations are judged as each of them would be alone."""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations, product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alliance_sim.checks import Subject
from alliance_sim.checks.judging.decisions import Decision, Verdict, decisions, verdicts
from alliance_sim.checks.judging.here import here
from alliance_sim.checks.judging.reached import reached
from alliance_sim.checks.judging.valuations import Doubts, Judge
from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.machine import machine_of
from alliance_sim.moment import Values
from alliance_sim.scenario import Scenario
from tests.behaviour import authored, complete, findings, tamed, told
from tests.examples import scenario_of
from tests.strategies import guards, plays

EXAMPLES = settings(max_examples=80, deadline=None)
MANY = 4000
"""Valuations tried one by one."""
CAUSES = (
    *("out-of-range-comparison", "guard-never-true", "guard-always-true", "variable-never-changes", "zero-effect"),
    *("hidden-outcome", "hidden-variant", "hidden-route", "stuck-turn", "trapped"),
)
"""Findings that states may be out of reach because of."""

Valuation = tuple[Values, frozenset[str]]


def holds(scenario: Scenario, guard: Guard | None, valuation: Valuation) -> bool:
    test = machine_of(scenario).test(guard)
    return test is None or test(*valuation)


def expected(scenario: Scenario, decision: Decision, valuations: Iterable[Valuation]) -> list[Verdict]:
    """What is wrong with a decision, from the answers of its guards to one valuation after the other."""
    rows = {tuple(holds(scenario, guard, each) for guard in decision.guards) for each in valuations}
    firsts = {row.index(True) if True in row else len(row) for row in rows}
    found: list[Verdict] = []
    for entry, guard in enumerate(decision.guards):
        if entry not in firsts:
            found.append(Verdict("hidden" if any(row[entry] for row in rows) else "never", entry))
        elif guard and max(firsts) == entry:
            return [
                *found,
                Verdict("always", entry) if all(row[entry] for row in rows) else Verdict("hidden", entry + 1),
            ]
    return found


def imagined(scenario: Scenario, guards: Sequence[Guard | None]) -> list[Valuation]:
    """All values of the ranges with everything that may have been seen, where they are not too many."""
    asked = {node for guard in guards if guard for node in Judge(scenario).asked(guard)}
    names = {node.name for node in asked if isinstance(node, Compare | Named)}
    ranges = [range(v.range[0], v.range[1] + 1) if v.name in names else (v.start,) for v in scenario.variables]
    states = sorted({node.state for node in asked if isinstance(node, Seen)})
    assume(prod(map(len, ranges)) * 2 ** len(states) <= MANY)
    subsets = chain.from_iterable(combinations(states, size) for size in range(len(states) + 1))
    return list(product(product(*ranges), map(frozenset, subsets)))


@EXAMPLES
@given(scenario=authored())
def test_decisions_are_judged_over_all_values_as_over_each(scenario: Scenario) -> None:
    judge = Judge(scenario)
    for decision in list(decisions(scenario))[:6]:
        cells = judge.table(*decision.guards)
        assert cells is not None
        found = list(verdicts(decision, cells, judge))
        assert found == expected(scenario, decision, imagined(scenario, decision.guards))


@EXAMPLES
@given(scenario=authored())
def test_decisions_are_judged_over_the_reached_moments_as_over_each(scenario: Scenario) -> None:
    place, judge = reached(Subject(scenario)), Judge(scenario)
    for decision in decisions(scenario):
        among = place.among(decision)
        if among:
            valuations = [(moment.values, moment.seen) for moment in among]
            assert list(verdicts(decision, among, judge)) == expected(scenario, decision, valuations)


@EXAMPLES
@given(scenario=authored())
def test_all_is_told_of_a_decision_about_which_there_is_no_doubt(scenario: Scenario) -> None:
    found = here(Subject(scenario))
    for decision, among in found.decisions:
        in_doubt = any(found.judge.doubtful(guard) for guard in decision.guards if guard)
        elsewhere = not found.barred.states.keys().isdisjoint(chain.from_iterable(decision.targets))
        if not in_doubt and not elsewhere and decision.path not in found.reached.written.verdicts:
            valuations = [(moment.values, moment.seen) for moment in among]
            assert list(found.verdicts.get(decision.path, ())) == expected(scenario, decision, valuations)


def settled(guard: Guard, doubts: Doubts, answers: dict[Guard, bool], judge: Judge) -> Guard:
    """A guard with what is in doubt settled one way or the other."""
    if doubts.concern(guard):
        return Every(()) if answers.setdefault(guard, len(answers) % 2 == 0) else Either(())
    match guard:
        case Named(name) if name in judge.conditions:
            return settled(judge.conditions[name], doubts, answers, judge)
        case Not(inner):
            return Not(settled(inner, doubts, answers, judge))
        case Every(guards):
            return Every(tuple(settled(each, doubts, answers, judge) for each in guards))
        case Either(guards):
            return Either(tuple(settled(each, doubts, answers, judge) for each in guards))
    return guard


CONDITIONS = """
conditions:
  fine: bond >= 6 and not owned
  hard: not (fine and task > 2) or seen(clock)
"""


@settings(max_examples=300, deadline=None)
@given(
    guard=guards(("bond", "task"), ("owned", "fine", "hard"), ("coat-on", "clock")),
    names=st.frozensets(st.sampled_from(("bond", "task", "owned", "fine", "hard"))),
    seen=st.frozensets(st.sampled_from(("coat-on", "clock"))),
)
def test_what_holds_once_a_doubt_is_settled_may_hold_before(
    guard: Guard, names: frozenset[str], seen: frozenset[str]
) -> None:
    judge = Judge(scenario_of(CONDITIONS), Doubts(names=names, seen=seen))
    sure = settled(guard, judge.doubts, {}, judge)
    cells = judge.table(guard, sure)
    assert cells is not None
    held, failed = judge.may_hold(cells, guard), judge.may_fail(cells, guard)
    assert cells.where(sure).codes & ~held.codes == 0
    assert cells.unless(sure).codes & ~failed.codes == 0


@settings(max_examples=200, deadline=None)
@given(guard=guards(("bond", "task"), ("owned", "fine", "hard"), ("coat-on", "clock")))
def test_without_a_doubt_a_guard_holds_or_fails(guard: Guard) -> None:
    judge = Judge(scenario_of(CONDITIONS))
    cells = judge.table(guard)
    assert cells is not None
    held, failed = judge.may_hold(cells, guard), judge.may_fail(cells, guard)
    assert (held.codes & failed.codes, held.codes | failed.codes) == (0, cells.codes)


@settings(max_examples=150, deadline=None)
@given(play=plays())
def test_one_of_the_states_out_of_reach_is_told_where_nothing_else_is(play: tuple[Scenario, object]) -> None:
    scenario = tamed(play[0])
    found = findings(scenario)
    out_of_reach = {state.id for state in scenario.states} - complete(scenario).states
    if out_of_reach and not told(found, *CAUSES):
        assert told(found, "unreachable-state", "never-reached", "ending-never-reached", "start-is-ending")


@EXAMPLES
@given(scenario=authored())
def test_the_same_is_found_where_the_ranges_are_too_wide_for_masks(scenario: Scenario) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("alliance_sim.exploration.LARGEST", 0)
        singly = findings(scenario)
    by_masks = findings(scenario)
    assert [(name, each.path, each.message) for name, each in singly] == [
        (name, each.path, each.message) for name, each in by_masks
    ]
