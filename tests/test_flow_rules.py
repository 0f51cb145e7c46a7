"""Choices that make no difference, ruptures that name what set them off, and what is told of too large a scenario."""

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.checks import all_rules
from alliance_sim.engine import outcome, view
from alliance_sim.guards import Compare, Named
from alliance_sim.library import load, loaded
from alliance_sim.machine import COMPARISONS
from alliance_sim.moment import Moment
from alliance_sim.scenario import Cue, Rupture, Scenario, Variant
from alliance_sim.shelf import scenario_files, shipped_folder
from tests.behaviour import OPEN_ENDED, authored, complete, findings, told
from tests.examples import example_of, spliced
from tests.searching import played, searched

EXAMPLES = settings(max_examples=80, deadline=None)
SHIPPED = list(scenario_files([shipped_folder()]))


@EXAMPLES
@given(scenario=authored())
def test_all_that_is_open_at_a_false_choice_leads_to_the_same_values_and_state(scenario: Scenario) -> None:
    for finding in told(findings(scenario), "false-choice"):
        last = played(scenario, finding.witness or ())[-1]
        found = [outcome(scenario, last, choice.id) for choice in view(scenario, last).choices]
        state = scenario.state[last.state]
        assert len(found) > 1
        assert len({(each.fit, frozenset(each.effects), each.to or state.to) for each in found}) == 1


@EXAMPLES
@given(scenario=authored())
def test_a_choice_without_progress_ends_where_it_began(scenario: Scenario) -> None:
    for finding in told(findings(scenario), "choice-without-progress"):
        *_, before, after = played(scenario, finding.witness or ())
        assert (before.state, before.values, before.taken) == (after.state, after.values, after.taken)
        assert finding.path[1] == before.state


@EXAMPLES
@given(scenario=authored())
def test_no_comparison_of_a_variable_that_decides_nothing_ever_changes(scenario: Scenario) -> None:
    search = complete(scenario)
    names = [variable.name for variable in scenario.variables]
    for finding in told(findings(scenario), "variable-decides-nothing"):
        number = names.index(str(finding.path[1]))
        values = {moment.values[number] for moment in search.steps}
        for compared in comparisons(scenario, str(finding.path[1])):
            assert len({COMPARISONS[compared.operator](value, compared.number) for value in values}) == 1


def comparisons(scenario: Scenario, name: str) -> set[Compare]:
    """What the guards of states ask of a variable, directly."""
    guards = [choice.when for state in scenario.states for choice in state.choices or ()]
    guards += [each.when for state in scenario.states for choice in state.choices or () for each in choice.results]
    guards += [route.when for state in scenario.states for route in state.route or ()]
    nodes = {node for guard in guards if guard for node in guard.nodes()}
    flags = {Compare(name, "==", 1)} if Named(name) in nodes else set()
    return flags | {node for node in nodes if isinstance(node, Compare) and node.name == name}


RUPTURE = Rupture("withdrawal", (Cue("denial", "Well."),), "task", 3, (Variant("Why."),), (Variant("It was said."),))


@settings(max_examples=150, deadline=None)
@given(scenario=authored(), turn=st.integers(0, 6), trigger=st.integers(0, 6))
def test_a_trigger_is_told_just_where_a_run_gets_there_without_it(scenario: Scenario, turn: int, trigger: int) -> None:
    here, there = (scenario.states[number % len(scenario.states)] for number in (turn, trigger))
    rupture = evolve(RUPTURE, trigger_at=there.id)
    states = (evolve(each, rupture=rupture if each.id == here.id else None) for each in scenario.states)
    scenario = evolve(scenario, states=tuple(states))
    search = searched(scenario, closed=lambda moment: moment.state == there.id)
    if search.complete:
        found = findings(scenario)
        sure, shown = told(found, "trigger-not-passed"), told(found, "trigger-bypassed")
        assert bool(sure or shown) == (here.id in search.states)
        for finding in (*sure, *shown):
            assert past(played(scenario, finding.witness or ()), here.id, there.id)


def past(run: list[Moment], here: str, there: str) -> bool:
    """Whether a run enters a state and has not been at another one before."""
    visited = [moment.state for moment in run]
    return here in visited and there not in visited[: visited.index(here)]


def test_a_run_past_the_trigger_is_not_told_of_a_choice_whose_guard_could_not_be_read() -> None:
    example = example_of(all_rules()["AS213"])
    assert example is not None
    broken = example.data.replace(b"      explain:\n", b"      explain:\n        when: bond >\n")
    assert [each.rule.name for each in loaded(broken, Path("sound.yaml")).errors] == ["guard-syntax"]


@EXAMPLES
@given(scenario=authored(), budget=st.integers(0, 30))
def test_nothing_is_said_of_never_where_the_budget_ended_first(scenario: Scenario, budget: int) -> None:
    found = findings(scenario, budget=budget)
    if told(found, "not-exhaustive"):
        assert {name for name, _ in found} <= OPEN_ENDED | {"label-missing", "trigger-not-passed"}
        whole = [(name, finding.path) for name, finding in findings(scenario)]
        shown = [(name, finding.path) for name, finding in found if name in ("stuck-turn", "false-choice")]
        assert set(shown) <= set(whole)


def test_that_the_budget_ended_first_is_told_once_and_named() -> None:
    scenario = load(SHIPPED[0]).scenario
    assert scenario is not None
    (finding,) = told(findings(scenario, budget=1000), "not-exhaustive")
    assert finding.message == "expected at most 1,000 moments, found more: nothing is said of what never happens"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_told_of_a_shipped_scenario(path: Path) -> None:
    scenario = load(path).scenario
    assert scenario is not None
    assert findings(scenario) == []


NEVER = """
variables:
  bond: {start: 5, range: [0, 10], label: Bond}
conditions:
  mended: bond >= 6
states:
  coat-on:
    patient: The diary? Oh, it was fine.
    to: door
    choices:
      notice:
        say: How was it to get homework from me?
        strategies: [invites-thoughts-and-feelings]
        fit: strong
        because: You name what you see.
        effects: {bond: +2}
      press:
        when: seen(door)
        say: What are you not saying?
        errors: [interrogating]
        fit: harmful
        because: It lands as an accusation.
        effects: {bond: -2}
  door:
    route:
      - {when: mended and bond >= 9, to: drawer}
      - {when: mended, to: clock}
      - {to: clock}
  drawer:
    patient: Honestly? I hid it in a drawer.
    ending: repaired
    summary: She told you.
  clock:
    patient: Same time next week, then.
    ending: papered-over
    summary: Nothing was said.
"""


def test_findings_say_where_what_is_in_the_way_and_what_the_values_are() -> None:
    found = loaded(spliced(NEVER.lstrip()).encode(), Path("sound.yaml"), thorough=True).diagnostics
    ours = [
        (each.span.line, each.rule.name, each.message, each.hint, each.witness)
        for each in found
        if each.rule.code[2] in "34"
    ]
    assert ours == [
        (
            23,
            "always-true-here",
            "expected 'mended' to fail at some time in 2 places, found that it never does",
            "there 'bond' is 7",
            ("notice",),
        ),
        (
            37,
            "never-offered",
            "expected 'press' to be offered at some time in 'coat-on', found that 'seen(door)' never holds there",
            "change the guard, or delete the choice",
            (),
        ),
        (
            48,
            "ending-never-reached",
            "expected a run that ends in 'drawer' (repaired), found none: 'mended and bond >= 9' never holds in 'door'",
            "there 'bond' is 7",
            ("notice",),
        ),
    ]


def test_a_comment_above_the_key_allows_a_finding_of_behaviour() -> None:
    allowed = NEVER.replace(
        "        when: seen(door)",
        "        # allow: never-offered the door comes back in June\n        when: seen(door)",
    )
    found = loaded(spliced(allowed.lstrip()).encode(), Path("sound.yaml"), thorough=True).diagnostics
    names = {each.rule.name for each in found}
    assert "ending-never-reached" in names
    assert names.isdisjoint({"never-offered", "allow-unneeded"})
