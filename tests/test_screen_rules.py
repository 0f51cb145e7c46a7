"""What does not fit a terminal of 80 x 24, counted in the lines that the full screen makes."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.checks import CHECKS, Finding, Subject, all_rules
from alliance_sim.checks.lines import (
    ANSWERED,
    BOTH,
    COLUMNS,
    LIST,
    NARRATED,
    PROBED,
    SPOKEN,
    answered,
    narrated,
    spoken,
)
from alliance_sim.checks.screen import HEADED
from alliance_sim.diagnostics import Rule
from alliance_sim.engine import begin, view
from alliance_sim.guards import Compare
from alliance_sim.library import load, loaded
from alliance_sim.moment import View
from alliance_sim.run import Shown
from alliance_sim.scenario import Choice, Effect, Scenario, State, Variable, Variant
from alliance_sim.shapes import Change
from alliance_sim.shelf import PACKAGE, scenario_files, shipped_folder
from alliance_sim.steps import Option
from alliance_sim.transcript import heard
from alliance_sim.tui.choice import Row
from alliance_sim.tui.text import laid_out
from tests.behaviour import authored, complete
from tests.examples import example_of
from tests.searching import played
from tests.strategies import hours, lettered
from tests.turns import BASE, CALM, reply, subject, turn

RULES = {code: rule for code, rule in all_rules().items() if code.startswith("AS7")}
CHECK = {rule.name: check for rule, check in CHECKS}
SHIPPED = [*scenario_files([shipped_folder()]), PACKAGE / "skeleton.yaml"]


def told(name: str, *states: State, **root: Any) -> list[Finding]:
    going_on = (evolve(state, to="here") for state in states)
    return list(CHECK[name](subject(*going_on, **({"start": "here"} | root))))


def words(lines: int) -> str:
    """A text of so many lines, of the patient as of the narrator."""
    return " ".join(["x" * (SPOKEN - 9)] * lines)


def said(lines: int) -> str:
    """A reply of so many lines."""
    return " ".join(["y" * (ANSWERED - 9)] * lines)


def replies(*lines: int) -> list[Choice]:
    return [evolve(reply(said(count)), id=f"reply-{number}") for number, count in enumerate(lines)]


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
    assert [finding for rule in RULES.values() for finding in CHECK[rule.name](Subject(scenario))] == []


# ---- the measure


@given(lettered(), lettered())
def test_words_have_the_lines_that_the_page_gives_them(scene: str, patient: str) -> None:
    shown = Shown(begin(BASE), View(BASE.states[0], scene, patient, ()))
    page = laid_out(heard(BASE, [shown]), NARRATED)
    assert narrated(Variant(scene)) + spoken(BASE, Variant(patient)) == len(page.split("\n", allow_blank=True))


@given(lettered())
def test_a_reply_has_the_lines_of_its_row(text: str) -> None:
    row = Row(0)
    row.option = Option("reply", text, "1")
    assert answered(text) == len(row.lines(COLUMNS))


# ---- turns


@pytest.mark.parametrize(
    ("heard", "lines"),
    [(14, (2, 2, 2)), (12, (2, 2, 2, 2)), (8, (2, 2, 2, 2, 2, 2)), (8, (3, 3, 3, 3)), (18, (1, 1))],
)
def test_a_turn_of_twenty_lines_with_up_to_twelve_of_replies_fits(heard: int, lines: tuple[int, ...]) -> None:
    assert told("turn-does-not-fit", turn(*replies(*lines), heard=words(heard))) == []
    (finding,) = told("turn-does-not-fit", turn(*replies(*lines), heard=words(heard + 1)))
    assert finding.message == (
        f"expected the turn 'here' in 20 lines of 80 columns, found {heard + 1} of words and {sum(lines)} of replies: "
        "1 too many"
    )


def test_replies_have_twelve_lines() -> None:
    assert told("turn-does-not-fit", turn(*replies(2, 2, 2, 2, 2, 2))) == []
    (finding,) = told("turn-does-not-fit", turn(*replies(2, 2, 2, 2, 2, 3)))
    assert finding.message == (
        "expected the turn 'here' in 20 lines of 80 columns, found 1 of words and 13 of replies, which have 12 at most"
    )


def test_what_the_narrator_says_stands_above_with_an_empty_line_between() -> None:
    fits = turn(*replies(2, 2), heard=words(10), scene=(Variant(words(5)),))
    assert told("turn-does-not-fit", fits) == []
    (finding,) = told("turn-does-not-fit", evolve(fits, scene=(Variant(words(6)),)))
    assert "found 17 of words and 4 of replies" in finding.message


HIGH, LOW = Compare("bond", ">=", 6), Compare("bond", "<", 6)


def warmed(*states: State) -> dict[str, Any]:
    """A turn that comes first, where the bond can rise above five, or stay."""
    warm = evolve(
        reply("Yes."), id="warm", outcomes=None, fit="weak", because="So.", effects=(Effect("bond", Change(1)),)
    )
    first = State("first", patient=(Variant("Well."),), choices=(warm, reply("No.")), to=states[0].id)
    return {"states": (first, *states), "start": "first", "variables": (Variable("bond", 5, (0, 10)),)}


def found_in(name: str, *states: State) -> list[Finding]:
    return list(CHECK[name](Subject(evolve(BASE, **warmed(*(evolve(state, to="here") for state in states))))))


def test_replies_that_are_never_open_together_are_not_counted_together() -> None:
    one, *others = replies(3, 3, 3, 3, 3)
    assert found_in("turn-does-not-fit", turn(one, *others)) != []
    assert found_in("turn-does-not-fit", turn(evolve(one, when=HIGH), evolve(others[0], when=LOW), *others[1:])) == []


def test_words_count_with_the_replies_that_are_open_when_they_are_said() -> None:
    longer, *others = replies(3, 3, 3, 3)
    heard = (Variant(words(10), HIGH), Variant(words(3)))
    apart = State("here", patient=heard, choices=(evolve(longer, when=LOW), *others))
    assert found_in("turn-does-not-fit", apart) == []
    (finding,) = found_in("turn-does-not-fit", evolve(apart, choices=(evolve(longer, when=HIGH), *others)))
    assert finding.witness == ("warm",)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 1, 0)])
def test_moments_with_as_many_lines_are_all_looked_at(order: tuple[int, ...]) -> None:
    guarded = [evolve(each, when=when) for each, when in zip(replies(5, 5, 5), (HIGH, LOW, HIGH), strict=True)]
    (finding,) = found_in("turn-does-not-fit", turn(*(guarded[n] for n in order), evolve(reply(said(3)), id="always")))
    assert (finding.message[-55:], finding.witness) == (
        "found 1 of words and 13 of replies, which have 12 at most"[-55:],
        ("warm",),
    )


def test_words_that_are_said_where_nothing_is_open_are_not_counted() -> None:
    heard = (Variant(words(30), HIGH), Variant("Well."))
    closed = State("here", patient=heard, no_rupture=CALM, choices=(evolve(reply("Yes."), when=LOW),), otherwise="here")
    assert found_in("words-do-not-fit", closed) + found_in("turn-does-not-fit", closed) == []


def test_a_turn_that_no_run_gets_to_is_not_told() -> None:
    assert told("turn-does-not-fit", turn(*replies(1)), turn(*replies(9, 9), name="nowhere")) == []


def test_words_beside_a_probe_have_fifteen_lines_and_are_told_once() -> None:
    assert told("words-do-not-fit", turn(*replies(1), heard=words(PROBED), no_rupture=CALM)) == []
    long = turn(*replies(2, 2, 2), heard=words(PROBED + 1), no_rupture=CALM)
    (finding,) = told("words-do-not-fit", long)
    assert finding.message == "expected what is said in 'here' in 15 lines of 80 columns, found 16"
    assert finding.path == ("states", "here", "patient")
    assert told("turn-does-not-fit", long) == []


def test_words_of_a_turn_without_a_probe_are_counted_with_the_replies_alone() -> None:
    long = turn(*replies(2, 2, 2), heard=words(PROBED + 1))
    assert (told("words-do-not-fit", long), len(told("turn-does-not-fit", long))) == ([], 1)


# ---- replies and titles


@pytest.mark.parametrize(("lines", "count"), [(1, 0), (2, 0), (3, 1)])
def test_a_reply_has_two_lines(lines: int, count: int) -> None:
    found = told("reply-over-two-lines", turn(*replies(lines)))
    assert [(finding.path, finding.message) for finding in found] == [
        (
            ("states", "here", "choices", "reply-0", "say"),
            "expected 'reply-0' of 'here' in 2 lines of 75 columns, found 3",
        )
    ] * count


def test_a_title_leaves_room_for_the_number_of_the_turn() -> None:
    assert told("title-cut", turn(*replies(1)), title="t" * HEADED) == []
    (finding,) = told("title-cut", turn(*replies(1)), title="漢" * 27)
    assert finding.message == "expected a title of at most 53 columns, found 54"


# ---- against a search with the engine


def lengthened(scenario: Scenario, lines: list[int]) -> Scenario:
    """The scenario with so many lines added to each of its texts, again from the first when they are used up."""
    left = cycle(lines)

    def longer(variants: tuple[Variant, ...] | None) -> tuple[Variant, ...] | None:
        return variants and tuple(evolve(each, say=f"{each.say} {words(next(left))}") for each in variants)

    def grown(state: State) -> State:
        choices = tuple(evolve(each, say=f"{each.say} {said(next(left) % 4)}") for each in state.choices or ())
        return evolve(state, scene=longer(state.scene), patient=longer(state.patient), choices=choices or None)

    return evolve(scenario, states=tuple(map(grown, scenario.states)))


@settings(max_examples=80, deadline=None)
@given(scenario=hours() | authored(), lines=st.lists(st.integers(0, 7), min_size=3, max_size=12))
def test_a_turn_does_not_fit_where_a_search_finds_a_moment_that_does_not(scenario: Scenario, lines: list[int]) -> None:
    scenario = lengthened(scenario, lines)
    search, wordy, crowded = complete(scenario), set(), set()
    for moment in search.steps:
        seen = view(scenario, moment)
        of_words = narrated(Variant(seen.scene)) if seen.scene else 0
        of_words += spoken(scenario, Variant(seen.patient)) if seen.patient else 0
        of_replies = sum(answered(choice.say) for choice in seen.choices)
        if seen.choices and seen.state.truth and of_words > PROBED:
            wordy.add(moment.state)
        elif seen.choices and (of_replies > LIST or of_words + of_replies > BOTH):
            crowded.add(moment.state)
    asked = Subject(scenario)
    for name, states in (("words-do-not-fit", wordy), ("turn-does-not-fit", crowded)):
        found = list(CHECK[name](asked))
        assert {finding.path[1] for finding in found} == states
        assert all(played(scenario, finding.witness or ())[-1].state == finding.path[1] for finding in found)
