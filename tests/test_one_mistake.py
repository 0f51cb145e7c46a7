"""One mistake is told once, where it was made."""

from attrs import evolve

from alliance_sim.guards import Guard
from alliance_sim.scenario import Choice, Condition, Effect, Outcome, Route, Scenario, State, Variable, Variant
from alliance_sim.shapes import Change, Limits
from tests.behaviour import findings
from tests.examples import scenario_of

BASE = scenario_of("title: One mistake\n")
BOND = Variable("bond", 5, (0, 10), "Bond")
END = State("end", patient=(Variant("Bye."),), ending="papered-over", summary="It ended.")


def when(text: str) -> Guard | None:
    return Guard.parse(text, Limits()) if text else None


def reply(name: str, to: str, guard: str = "", *, once: bool = False, **changes: int) -> Choice:
    effects = tuple(Effect(variable, Change(amount)) for variable, amount in changes.items())
    return Choice(
        name,
        say="Yes.",
        strategies=("redirects",),
        when=when(guard),
        once=once,
        fit="weak",
        because="No.",
        effects=effects,
        to=to,
    )


def turn(name: str, *choices: Choice, otherwise: str | None = None) -> State:
    return State(name, patient=(Variant("Well."),), choices=choices, otherwise=otherwise)


def said(name: str, *guards: str, to: str = "end") -> State:
    """A passage with a variant for each guard, and one more."""
    return State(name, patient=(*(Variant(each, when(each)) for each in guards), Variant("Well.")), to=to)


def routed(name: str, **targets: str) -> State:
    """A passage that leads to each target where its guard holds, to the last where none does."""
    *guarded, last = targets.items()
    routes = (Route(target.replace("_", "-"), when(guard)) for target, guard in guarded)
    return State(name, route=(*routes, Route(last[0])))


def ending(name: str) -> State:
    return evolve(END, id=name)


def story(*states: State, variables: tuple[Variable, ...] = (BOND,), **conditions: str) -> list[tuple[str, str]]:
    """What is told of a scenario: the rule, and the last part of the place that is an id."""
    named = tuple(Condition(name, Guard.parse(text, Limits())) for name, text in conditions.items())
    start = states[0].id
    scenario: Scenario = evolve(BASE, variables=variables, conditions=named, states=(*states, END), start=start)
    return sorted((name, " ".join(map(str, finding.path[1:]))) for name, finding in findings(scenario))


OPENING = turn("opening", reply("warm", "next", bond=+1), reply("cold", "next", bond=-1))
"""After it bond is 4 or 6."""


def test_a_sound_story_has_no_finding() -> None:
    assert story(OPENING, said("next", "bond >= 6")) == []


def test_a_comparison_out_of_range_is_told_and_not_the_ending_behind_it() -> None:
    assert story(OPENING, routed("next", fine="mended", end=""), ending("fine"), mended="bond > 10") == [
        ("out-of-range-comparison", "mended")
    ]


def test_a_contradiction_is_told_at_its_condition_and_not_where_that_is_used() -> None:
    found = story(
        OPENING,
        said("next", "torn", "not torn and bond >= 6", to="more"),
        said("more", "torn"),
        torn="bond > 6 and bond < 4",
    )
    assert found == [("guard-never-true", "torn")]


def test_a_contradiction_is_not_told_again_of_a_condition_that_names_it() -> None:
    found = story(OPENING, said("next", "worse", "bond >= 6"), torn="bond > 6 and bond < 4", worse="torn and bond >= 5")
    assert found == [("guard-never-true", "torn")]


def test_what_keeps_a_variable_from_changing_is_told_and_not_the_guards_that_ask_for_it() -> None:
    sign = turn("next", reply("sign", "more", "bond >= 9", form=+1), reply("go", "more"))
    form = Variable("form", 0, (0, 1), "The form is signed")
    found = story(
        OPENING, sign, said("more", "form", "bond >= 6", to="last"), said("last", "form"), variables=(BOND, form)
    )
    assert found == [("never-offered", "next choices sign when")]


def test_a_variable_that_never_changes_is_told_and_not_the_guards_that_ask_for_it() -> None:
    trust = Variable("trust", 3, (0, 10), "Trust")
    found = story(
        OPENING, said("next", "trust >= 5", "bond >= 6", to="more"), said("more", "trust >= 1"), variables=(BOND, trust)
    )
    assert found == [("variable-never-changes", "trust")]


def test_of_states_to_which_nothing_leads_the_first_is_told() -> None:
    assert story(OPENING, said("next", "bond >= 6"), said("lost", to="further"), said("further")) == [
        ("unreachable-state", "lost")
    ]


def test_a_state_that_only_one_below_it_leads_to_is_not_told() -> None:
    assert story(OPENING, said("next", "bond >= 6"), said("further"), said("lost", to="further")) == [
        ("unreachable-state", "lost")
    ]


def test_of_a_circle_to_which_nothing_leads_one_state_is_told() -> None:
    circle = turn("lost", reply("on", "further")), turn("further", reply("back", "lost"), reply("out", "end"))
    assert story(OPENING, said("next", "bond >= 6"), *circle) == [("unreachable-state", "lost")]


def test_an_ending_out_of_reach_is_told_and_not_the_route_to_it() -> None:
    found = story(OPENING, routed("next", fine="bond >= 9", good="bond >= 6", end=""), ending("fine"), ending("good"))
    assert found == [("ending-never-reached", "fine")]


def test_a_state_out_of_reach_is_told_and_not_the_ending_behind_it() -> None:
    found = story(
        OPENING,
        routed("next", far="bond >= 9", good="bond >= 6", end=""),
        said("far", to="fine"),
        ending("fine"),
        ending("good"),
    )
    assert found == [("never-reached", "far")]


def test_a_choice_that_is_the_only_way_to_a_state_is_told_with_the_state() -> None:
    found = story(
        OPENING, turn("next", reply("go", "fine", "bond >= 9"), reply("stay", "end", bond=+1)), ending("fine")
    )
    assert found == [("ending-never-reached", "fine")]


def test_a_choice_that_is_not_the_only_way_is_told_by_itself() -> None:
    found = story(OPENING, turn("next", reply("go", "end", "bond >= 9"), reply("stay", "end", "bond <= 8")))
    assert found == [
        ("always-true-here", "next choices stay when"),
        ("never-offered", "next choices go when"),
    ]


def test_a_state_behind_another_one_s_seen_is_not_told() -> None:
    found = story(
        OPENING,
        routed("next", far="bond >= 9", good="seen(far)", other="bond >= 6", end=""),
        ending("far"),
        ending("good"),
        ending("other"),
    )
    assert found == [("ending-never-reached", "far")]


def test_of_states_that_wait_for_one_another_the_first_is_told() -> None:
    found = story(
        OPENING,
        routed("next", left="seen(right)", right="seen(left)", other="bond >= 6", end=""),
        ending("left"),
        ending("right"),
        ending("other"),
    )
    assert found == [("ending-never-reached", "left")]


def test_a_state_that_waits_for_itself_is_told() -> None:
    found = story(
        OPENING, routed("next", good="seen(good)", other="bond >= 6", end=""), ending("good"), ending("other")
    )
    assert found == [("ending-never-reached", "good")]


def test_a_state_that_waits_for_itself_is_told_beside_another_one_out_of_reach() -> None:
    found = story(
        OPENING,
        routed("next", good="seen(good)", far="bond >= 9", other="bond >= 6", end=""),
        ending("good"),
        ending("far"),
        ending("other"),
    )
    assert found == [("ending-never-reached", "far"), ("ending-never-reached", "good")]


def test_a_trap_is_told_and_not_the_choice_that_never_leads_out() -> None:
    ring = turn("ring", reply("round", "ring", bond=-1), reply("out", "fine", "bond >= 9"))
    found = story(turn("opening", reply("in", "ring"), reply("by", "end", bond=+1)), ring, ending("fine"))
    assert found == [("trapped", "ring")]


def test_a_trap_of_several_states_is_told_where_runs_get_in() -> None:
    ring = turn("second", reply("on", "first", bond=-1)), turn("first", reply("round", "second"))
    found = story(turn("opening", reply("in", "first"), reply("by", "end", "bond >= 5")), *ring)
    assert found == [("always-true-here", "opening choices by when"), ("trapped", "first")]


def test_two_traps_are_told_each() -> None:
    rings = turn("left", reply("again", "left", bond=-1)), turn("right", reply("round", "right", bond=+1))
    found = story(
        turn("opening", reply("a", "left"), reply("b", "right"), reply("c", "next")), *rings, said("next", "bond >= 5")
    )
    assert [each for each in found if each[0] == "trapped"] == [("trapped", "left"), ("trapped", "right")]


def test_a_turn_that_is_always_stuck_is_told_and_not_its_choices() -> None:
    stuck = turn("next", reply("go", "fine", "bond >= 9"), reply("stay", "end", "bond >= 8"))
    assert story(turn("opening", reply("in", "next", bond=+1), reply("by", "end")), stuck, ending("fine")) == [
        ("stuck-turn", "next")
    ]


def test_a_turn_that_is_stuck_by_what_is_told_of_its_guard_is_not_told() -> None:
    found = story(
        turn("opening", reply("in", "next", bond=+1), reply("by", "end", bond=-1)),
        turn("next", reply("go", "end", "bond > 10")),
    )
    assert found == [("out-of-range-comparison", "next choices go when")]


def test_a_condition_that_never_holds_in_several_places_is_told_once() -> None:
    found = story(OPENING, said("next", "fine", "bond >= 6", to="more"), said("more", "fine"), fine="bond >= 9")
    assert found == [("never-true-here", "fine")]


def test_a_condition_that_never_holds_in_its_one_place_is_told_there() -> None:
    found = story(OPENING, said("next", "fine", "bond >= 6"), fine="bond >= 9")
    assert found == [("never-true-here", "next patient 0 when")]


def test_a_variable_that_decides_nothing_in_several_places_is_told_once() -> None:
    found = story(OPENING, said("next", "bond >= 9", to="more"), said("more", "bond <= 1", "bond == 3"))
    assert found == [("variable-decides-nothing", "bond")]


def test_an_entry_that_leaves_nothing_to_those_below_is_told_and_they_are_not() -> None:
    found = story(OPENING, said("next", "bond >= 4", "bond <= 2"))
    assert found == [("always-true-here", "next patient 0 when")]


def test_an_otherwise_that_is_the_only_way_to_a_state_is_told_with_the_state() -> None:
    found = story(
        OPENING,
        turn("next", reply("go", "end", bond=+1), reply("no", "end", "bond >= 6"), otherwise="fine"),
        ending("fine"),
    )
    assert found == [("ending-never-reached", "fine")]


def test_once_is_told_where_no_run_comes_back_and_not_where_one_does() -> None:
    here = turn("next", reply("again", "opening", once=True, bond=+1), reply("on", "end", "bond >= 6", once=True))
    assert story(OPENING, evolve(here, otherwise="end")) == [("once-unneeded", "next choices on once")]


def test_a_start_that_is_an_ending_is_told_and_not_the_states_after_it() -> None:
    assert story(ending("over"), turn("next", reply("go", "end"))) == [
        ("start-is-ending", ""),
        ("variable-never-matters", "bond"),
    ]


def test_a_scenario_without_an_ending_is_told_and_not_that_its_runs_go_round() -> None:
    ring = turn("ring", reply("round", "ring", "bond <= 9", bond=-1), reply("on", "ring", bond=+1))
    scenario = evolve(BASE, variables=(BOND,), conditions=(), states=(ring,), start="ring")
    assert [name for name, _ in findings(scenario)] == ["no-ending"]


def test_an_outcome_hidden_by_the_guard_of_its_choice_is_told() -> None:
    outcomes = (Outcome("weak", "No.", when("bond <= 4"), (), "end"), Outcome("weak", "No.", None, (), "end"))
    asked = evolve(reply("go", "end", "bond >= 5"), fit=None, because=None, to=None, outcomes=outcomes)
    found = story(OPENING, turn("next", asked, reply("stay", "end", bond=+1)))
    assert found == [("guard-never-true", "next choices go outcomes 0 when")]
