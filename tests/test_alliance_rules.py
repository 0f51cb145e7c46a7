"""What the rules on repair tell of scenarios put together by hand."""

from pathlib import Path

import pytest

from alliance_sim.checks import Finding, Subject
from alliance_sim.diagnostics import Rule
from alliance_sim.guards import Compare
from alliance_sim.library import load, loaded
from alliance_sim.scenario import Choice, EndingKind, Fit, Route, State
from alliance_sim.shelf import PACKAGE, scenario_files, shipped_folder
from tests.examples import example_of
from tests.stories import CHECK, GOOD, LEFT, POOR, RULES, calm, ending, places, reply, story, told, torn

SHIPPED = [*scenario_files([shipped_folder()]), PACKAGE / "skeleton.yaml"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_bad_example_of_a_page_is_found_where_it_is_marked_and_has_no_error(rule: Rule) -> None:
    example = example_of(rule)
    assert example is not None
    diagnostics = loaded(example.data, Path("sound.yaml"), example.limits, thorough=True).diagnostics
    assert [(d.rule.code, d.span.line) for d in diagnostics if d.is_error or d.rule is rule] == [
        (rule.code, line) for line in example.lines
    ]
    assert all(d.hint for d in diagnostics if d.rule is rule)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_told_of_what_ships(path: Path) -> None:
    scenario = load(path).scenario
    assert scenario is not None
    asked = Subject(scenario)
    assert [finding for rule in RULES.values() for finding in CHECK[rule.name](asked)] == []


# ---- repair that is never reached


def test_a_rupture_that_no_run_repairs_is_told_with_the_run_to_it() -> None:
    asked = story(torn("a", reply("well", "good"), reply("on", "b")), torn("b", reply("up", "left")), GOOD, LEFT)
    (finding,) = told("rupture-never-repaired", asked)
    assert finding == Finding(
        ("states", "b", "rupture"),
        "expected a run from 'b' to an ending repaired, partly-repaired or ended-safely, found none",
        "let one of its replies lead back, or the next turn mend what this one left",
        at_key=True,
        witness=("on",),
    )


@pytest.mark.parametrize("kind", ["repaired", "partly-repaired", "ended-safely"])
def test_any_good_ending_will_do(kind: EndingKind) -> None:
    asked = story(torn("a", reply("on", "end"), reply("up", "left")), ending("end", kind), LEFT)
    assert told("rupture-never-repaired", asked) == []


def test_a_guard_can_keep_a_rupture_from_repair() -> None:
    route = State("door", route=(Route("good", Compare("bond", ">=", 6)), Route("left")))
    first = calm("a", reply("warm", "door", bond=1), reply("cold", "b", bond=-1))
    asked = story(first, torn("b", reply("up", "door")), route, GOOD, LEFT)
    assert places("rupture-never-repaired", asked) == [("states", "b", "rupture")]


def test_a_rupture_that_is_repaired_at_some_values_is_not_told() -> None:
    route = State("door", route=(Route("good", Compare("bond", ">=", 6)), Route("left")))
    first = calm("a", reply("warm", "b", bond=1), reply("cold", "b", bond=-1))
    asked = story(first, torn("b", reply("up", "door")), route, GOOD, LEFT)
    assert told("rupture-never-repaired", asked) == []


def test_where_no_ending_is_good_it_is_told_once() -> None:
    asked = story(torn("a", reply("on", "b")), torn("b", reply("up", "left"), reply("off", "poor")), LEFT, POOR)
    (finding,) = told("rupture-never-repaired", asked)
    assert (finding.path, finding.message) == (
        ("states",),
        "expected an ending repaired, partly-repaired or ended-safely, found only papered-over and unrepaired",
    )


def test_a_step_that_no_run_takes_is_not_told_once_more() -> None:
    hidden = reply("well", "good", when=Compare("bond", ">=", 9))
    asked = story(torn("a", hidden, reply("up", "left"), reply("safe", "b")), torn("b", hidden), GOOD, LEFT)
    assert told("rupture-never-repaired", asked) == []


def test_a_rupture_from_which_no_ending_can_be_reached_is_left_to_its_own_rule() -> None:
    asked = story(calm("a", reply("well", "good"), reply("on", "b")), torn("b", reply("again", "b", bond=1)), GOOD)
    assert told("rupture-never-repaired", asked) == []


# ---- repair of nothing


def test_a_repair_without_a_rupture_is_told_with_the_run_to_it() -> None:
    asked = story(calm("a", reply("on", "b"), reply("past", "good")), torn("b", reply("well", "good")), GOOD)
    (finding,) = told("repair-without-rupture", asked)
    assert (finding.path, finding.witness) == (("states", "good", "ending"), ("past",))
    assert finding.message == "expected a rupture on every run to 'good' (repaired), found a run without one"


def test_a_way_past_the_rupture_that_no_run_goes_is_not_told() -> None:
    past = reply("past", "good", when=Compare("bond", ">=", 6))
    asked = story(calm("a", reply("on", "b"), past), torn("b", reply("well", "good")), GOOD)
    assert told("repair-without-rupture", asked) == []


@pytest.mark.parametrize(("kind", "count"), [("papered-over", 1), ("unrepaired", 0), ("ended-safely", 0)])
def test_other_endings_may_stand_without_a_rupture_unless_they_paper_over(kind: EndingKind, count: int) -> None:
    asked = story(
        calm("a", reply("on", "b"), reply("past", "end")), torn("b", reply("well", "good")), GOOD, ending("end", kind)
    )
    assert len(told("repair-without-rupture", asked)) == count


def test_where_there_is_no_rupture_at_all_only_repair_is_told() -> None:
    asked = story(calm("a", reply("well", "good"), reply("past", "left")), GOOD, LEFT)
    assert places("repair-without-rupture", asked) == [("states", "good", "ending")]


@pytest.mark.parametrize(
    ("strategies", "fit", "count"),
    [
        (("acknowledges-contribution",), "strong", 1),
        (("acknowledges-contribution", "stays-with-the-work"), "strong", 0),
        (("acknowledges-contribution",), "adequate", 0),
        ((), "strong", 0),
    ],
)
def test_a_strong_repair_before_the_first_rupture_is_told(strategies: tuple[str, ...], fit: Fit, count: int) -> None:
    first = calm("a", reply("own", "b", fit, strategies=strategies, errors=("ignoring",)))
    asked = story(first, torn("b", reply("well", "good", "strong")), GOOD)
    assert len(told("repair-before-rupture", asked)) == count


def test_a_repair_after_a_rupture_is_right_also_on_a_way_back() -> None:
    early = calm("a", reply("own", "b", "strong", strategies=("acknowledges-contribution",)))
    asked = story(early, torn("b", reply("back", "a"), reply("well", "good")), GOOD)
    assert told("repair-before-rupture", asked) == []


# ---- one reply that decides


def forked(*others: Choice) -> Subject:
    """A turn of which 'on' leads to another turn, and thence to a good ending or a poor one."""
    return story(
        torn("a", reply("on", "b"), *others), calm("b", reply("well", "good"), reply("up", "poor")), GOOD, POOR
    )


def test_a_turn_with_one_way_out_of_three_is_told() -> None:
    (finding,) = told("one-reply-decides", forked(reply("x", "poor"), reply("y", "poor")))
    assert (finding.path, finding.witness) == (("states", "a", "choices"), ())
    assert finding.message == "expected a good ending within reach after more than one reply of 'a', found 'on' alone"


@pytest.mark.parametrize(
    "others",
    [
        (reply("x", "poor"), reply("y", "b")),
        (reply("x", "poor"),),
        (reply("x", "poor"), reply("y", "poor", when=Compare("bond", ">=", 9))),
    ],
    ids=["two ways", "two replies", "two open replies"],
)
def test_a_turn_with_another_way_or_with_two_replies_is_not(others: tuple[Choice, ...]) -> None:
    assert told("one-reply-decides", forked(*others)) == []


def test_at_some_values_another_reply_may_keep_it_too() -> None:
    door = State("door", route=(Route("b", Compare("bond", ">=", 6)), Route("poor")))
    second = torn("a", reply("on", "b"), reply("x", "door"), reply("y", "poor"))
    last = calm("b", reply("well", "good"), reply("up", "poor"))
    asked = story(calm("first", reply("warm", "a", bond=1), reply("cold", "a")), second, door, last, GOOD, POOR)
    assert told("one-reply-decides", asked) == []


def test_moments_from_which_all_is_lost_already_do_not_count() -> None:
    door = State("door", route=(Route("b", Compare("bond", "<", 6)), Route("poor")))
    third = reply("y", "poor", when=Compare("bond", ">=", 6))
    last = calm("b", reply("well", "good"), reply("up", "poor"))
    first = calm("first", reply("warm", "a", bond=1), reply("cold", "a"))
    asked = story(first, torn("a", reply("on", "door"), reply("x", "poor"), third), door, last, GOOD, POOR)
    assert told("one-reply-decides", asked) == []


def test_the_last_turn_may_decide() -> None:
    asked = story(torn("a", reply("on", "good"), reply("x", "poor"), reply("y", "poor")), GOOD, POOR)
    assert told("one-reply-decides", asked) == []


# ---- best and worst replies


def test_best_replies_that_miss_the_repair_are_told_with_their_run() -> None:
    asked = story(torn("a", reply("best", "left", "strong"), reply("worse", "good", "weak")), GOOD, LEFT)
    (finding,) = told("best-replies-miss-repair", asked)
    assert (finding.path, finding.witness) == (("states", "left"), ("best",))
    assert finding.message == "expected the best replies to end in repaired, found papered-over"
    assert finding.hint == "look at the fits along the run to 'left', at its effects, and at what leads to 'good'"


@pytest.mark.parametrize(
    "states",
    [
        (torn("a", reply("best", "left", "strong"), reply("too", "good", "strong")), GOOD, LEFT),
        (torn("a", reply("best", "safe", "strong"), reply("b", "good")), GOOD, ending("safe", "ended-safely")),
        (torn("a", reply("best", "left", "strong"), reply("worse", "poor", "weak")), LEFT, POOR),
        (torn("a", reply("best", "a", "strong", bond=1), reply("worse", "good", "weak")), GOOD),
    ],
    ids=["one of two equals gets there", "another need came first", "nobody gets there", "they go round"],
)
def test_best_replies_are_not_told_where(states: tuple[State, ...]) -> None:
    assert told("best-replies-miss-repair", story(*states)) == []


def test_worst_replies_that_repair_are_told_with_their_run() -> None:
    first = torn("a", reply("best", "b", "strong"), reply("worst", "b", "harmful"))
    asked = story(first, calm("b", reply("well", "good", "strong"), reply("so", "good")), GOOD)
    (finding,) = told("worst-replies-repair", asked)
    assert (finding.path, finding.witness) == (("states", "good", "ending"), ("worst", "so"))
    assert finding.message == "expected the worst replies to end unrepaired, found a run of them to 'good' (repaired)"


@pytest.mark.parametrize(
    "states",
    [
        (torn("a", reply("best", "good", "strong"), reply("worst", "good")), GOOD),
        (torn("a", reply("best", "good", "strong"), reply("worst", "left", "weak")), GOOD, LEFT),
    ],
    ids=["no reply is poor", "the poor one papers over"],
)
def test_worst_replies_are_not_told_where(states: tuple[State, ...]) -> None:
    assert told("worst-replies-repair", story(*states)) == []


@pytest.mark.parametrize(
    "name", ["rupture-never-repaired", "one-reply-decides", "best-replies-miss-repair", "scale-unattainable"]
)
def test_past_the_budget_nothing_is_said_of_what_never_happens(name: str) -> None:
    example = example_of(next(rule for rule in RULES.values() if rule.name == name))
    assert example is not None
    scenario = loaded(example.data, Path("sound.yaml")).scenario
    assert scenario is not None
    assert told(name, Subject(scenario)) != []
    assert told(name, Subject(scenario, budget=1)) == []
