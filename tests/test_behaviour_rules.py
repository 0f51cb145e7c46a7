"""What the rules on values and flow tell is so, by a search with the engine, moment by moment."""

from hypothesis import given, settings

from alliance_sim.checks.judging.decisions import Decision, decisions
from alliance_sim.engine import choose, outcome, view
from alliance_sim.guards import Named, Seen
from alliance_sim.machine import machine_of
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario
from tests.behaviour import OPEN_ENDED, authored, complete, findings, told
from tests.searching import Searched, played

EXAMPLES = settings(max_examples=80, deadline=None)


def asked_at(decision: Decision, search: Searched) -> list[Moment]:
    """The moments at which a decision is made."""
    choice, here = decision.choice, search.at(decision.state.id)
    if choice is None:
        return here
    if decision.thing == "choice":
        return [moment for moment in here if (moment.state, choice.id) not in moment.taken]
    return [moment for moment in here if choice in view(search.scenario, moment).choices]


def falls_on(scenario: Scenario, decision: Decision, moment: Moment) -> int | None:
    """The first entry whose guard holds; None for a choice that is closed."""
    tests = map(machine_of(scenario).test, decision.guards)
    return next((n for n, test in enumerate(tests) if test is None or test(moment.values, moment.seen)), None)


@EXAMPLES
@given(scenario=authored())
def test_every_witness_is_a_run(scenario: Scenario) -> None:
    for _, finding in findings(scenario, budget=3000):
        if finding.witness is not None:
            assert played(scenario, finding.witness)


@EXAMPLES
@given(scenario=authored())
def test_no_search_enters_a_state_that_is_told_to_be_out_of_reach(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    out_of_reach = told(found, "unreachable-state", "never-reached", "ending-never-reached")
    assert {finding.path[1] for finding in out_of_reach} & search.states == set()


@EXAMPLES
@given(scenario=authored())
def test_where_a_state_is_out_of_reach_something_is_told(scenario: Scenario) -> None:
    if complete(scenario).states != {state.id for state in scenario.states}:
        assert told(findings(scenario), *OPEN_ENDED, "never-reached", "ending-never-reached", "trapped")


@EXAMPLES
@given(scenario=authored())
def test_a_choice_that_is_told_to_be_never_offered_is_in_no_view(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    offered = {(moment.state, choice.id) for moment in search.steps for choice in view(scenario, moment).choices}
    assert {(finding.path[1], finding.path[3]) for finding in told(found, "never-offered")} & offered == set()


@EXAMPLES
@given(scenario=authored())
def test_the_run_into_a_stuck_turn_ends_there(scenario: Scenario) -> None:
    for finding in told(findings(scenario, budget=3000), "stuck-turn"):
        last = played(scenario, finding.witness or ())[-1]
        assert (last.state, view(scenario, last).stuck) == (finding.path[1], True)


@EXAMPLES
@given(scenario=authored())
def test_every_stuck_turn_is_told_unless_a_guard_of_it_is(scenario: Scenario) -> None:
    stuck, found = {moment.state for moment in complete(scenario).stuck}, findings(scenario)
    assert {finding.path[1] for finding in told(found, "stuck-turn")} <= stuck
    if not told(found, "out-of-range-comparison", "guard-never-true", "guard-always-true"):
        assert {finding.path[1] for finding in told(found, "stuck-turn")} == stuck


@EXAMPLES
@given(scenario=authored())
def test_no_way_leads_out_of_a_trap_and_the_run_into_it_gets_there(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    circling = set(search.steps) - search.before(search.endings | search.stuck)
    for finding in told(found, "trapped"):
        run = set(played(scenario, finding.witness or ()))
        assert finding.path[1] in {moment.state for moment in run & circling}
    if circling:
        assert told(found, *OPEN_ENDED, "trapped")


@EXAMPLES
@given(scenario=authored())
def test_an_entry_that_is_told_to_be_never_taken_is_not(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    never = {finding.path for finding in told(found, "never-true-here", "guard-never-true")}
    hidden = {finding.path for finding in told(found, "hidden-outcome", "hidden-variant", "hidden-route")}
    always = {finding.path for finding in told(found, "always-true-here", "guard-always-true")}
    for decision in decisions(scenario):
        taken = [falls_on(scenario, decision, moment) for moment in asked_at(decision, search)]
        for entry in range(len(decision.guards)):
            if decision.place(entry) in never or (*decision.path, entry) in hidden:
                assert entry not in taken
            if decision.place(entry) in always:
                assert {each for each in taken if each is None or each > entry} == set()


@EXAMPLES
@given(scenario=authored())
def test_a_condition_that_is_told_to_be_constant_is_so_wherever_it_is_asked(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    for name in ("never-true-here", "always-true-here"):
        for finding in told(found, name):
            if finding.path[0] == "conditions":
                test = machine_of(scenario).test(Named(str(finding.path[1])))
                assert test is not None
                asked = [each for each in decisions(scenario) if asks(scenario, each, str(finding.path[1]))]
                moments = [moment for decision in asked for moment in asked_at(decision, search)]
                kept = [moment for moment in moments if moment in search.before(search.endings)]
                assert {test(moment.values, moment.seen) for moment in kept} == {name == "always-true-here"}


def asks(scenario: Scenario, decision: Decision, name: str) -> bool:
    """Whether a decision depends on a condition."""
    conditions = {condition.name: condition.guard for condition in scenario.conditions}
    waiting = [guard for guard in decision.guards if guard]
    while waiting:
        for node in waiting.pop().nodes():
            if isinstance(node, Named):
                if node.name == name:
                    return True
                waiting += [conditions[node.name]] if node.name in conditions else []
    return False


@EXAMPLES
@given(scenario=authored())
def test_an_effect_is_told_to_be_without_effect_just_where_no_choice_shows_one(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    index = {variable.name: number for number, variable in enumerate(scenario.variables)}
    changes: dict[tuple[object, ...], bool] = {}
    for moment in search.steps:
        for choice in view(scenario, moment).choices:
            result, after = outcome(scenario, moment, choice.id), choose(scenario, moment, choice.id)
            number = next(n for n, each in enumerate(choice.results) if each is result)
            for effect in result.effects:
                inner = () if choice.outcomes is None else ("outcomes", number)
                path = ("states", moment.state, "choices", choice.id, *inner, "effects", effect.variable)
                place = index[effect.variable]
                changes[path] = changes.get(path, False) or moment.values[place] != after.values[place]
    zero = {finding.path for finding in told(found, "zero-effect")}
    without = {path for path, change in changes.items() if not change} - zero
    assert {finding.path for finding in told(found, "effect-without-effect")} == without


@EXAMPLES
@given(scenario=authored())
def test_once_closes_nothing_where_it_is_told_to_be_unneeded(scenario: Scenario) -> None:
    search = complete(scenario)
    for finding in told(findings(scenario), "once-unneeded"):
        state, choice = str(finding.path[1]), str(finding.path[3])
        opens = machine_of(scenario).test(scenario.state[state].choice[choice].when)
        gone = [moment for moment in search.at(state) if (state, choice) in moment.taken]
        assert not any(opens is None or opens(moment.values, moment.seen) for moment in gone)


@EXAMPLES
@given(scenario=authored())
def test_something_is_always_open_where_otherwise_is_told_to_be_unneeded(scenario: Scenario) -> None:
    search = complete(scenario)
    for finding in told(findings(scenario), "otherwise-unneeded"):
        assert all(view(scenario, moment).choices for moment in search.at(str(finding.path[1])))


@EXAMPLES
@given(scenario=authored())
def test_a_seen_that_is_told_to_be_unneeded_never_differs(scenario: Scenario) -> None:
    search, found = complete(scenario), findings(scenario)
    for decision in decisions(scenario):
        for entry, guard in enumerate(decision.guards):
            for finding in told(found, "seen-unneeded"):
                if guard and finding.path == decision.place(entry):
                    (node,) = {n for n in guard.nodes() if isinstance(n, Seen) and str(n) == finding.word}
                    test = machine_of(scenario).test(node)
                    assert test is not None
                    assert len({test(m.values, m.seen) for m in asked_at(decision, search)}) == 1
