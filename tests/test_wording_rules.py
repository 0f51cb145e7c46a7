"""Where the rules on feedback, on what gives a truth away and on language draw their lines."""

from pathlib import Path

import pytest
from hypothesis import given

from alliance_sim.checks import CHECKS, Subject
from alliance_sim.library import loaded
from alliance_sim.scenario import Scenario, State, Variant
from tests.examples import SOUND, spliced
from tests.strategies import scenarios
from tests.turns import BECAUSE, CALM, findings, long, marked, messages, reply, strained, turn

EXPLORES = {"AS637"}


@given(scenarios())
def test_whatever_can_be_written_is_judged_and_each_finding_has_a_place_and_a_hint(scenario: Scenario) -> None:
    top = set(Scenario.__annotations__)
    for rule, check in CHECKS:
        if rule.code[2] in "68" and rule.code not in EXPLORES:
            for finding in check(Subject(scenario)):
                assert finding.path[0] in top
                assert finding.hint


@pytest.mark.parametrize(("count", "found"), [(11, 1), (12, 0)])
def test_feedback_has_twelve_words_or_more(count: int, found: int) -> None:
    assert len(findings("short-feedback", turn(reply("Yes.", "strong", because=long(count))))) == found


def test_the_same_feedback_is_found_on_another_turn_and_in_another_case() -> None:
    one, other = turn(reply("Yes.", "strong")), turn(reply("No.", because=BECAUSE.upper()), name="there")
    assert messages("same-feedback", one, other) == [
        "expected other feedback than that of 'Yes.' on 'here', found the same"
    ]


def buried(before: int, after: int) -> State:
    said = f"{long(before - 3)} It was fine, {long(after)}"
    return turn(reply("Yes.", "strong"), heard=said, rupture=strained("It was fine"))


@pytest.mark.parametrize(("before", "after", "found"), [(6, 120, 1), (72, 49, 1), (73, 48, 0), (6, 110, 0)])
def test_in_a_long_utterance_a_cue_stands_in_its_last_two_fifths(before: int, after: int, found: int) -> None:
    assert len(findings("cue-buried", buried(before, after))) == found


def spoken(said: str, *, ruptured: bool, name: str) -> State:
    truth = {"rupture": strained(said)} if ruptured else {"no_rupture": CALM}
    return turn(reply("Yes.", "strong"), heard=said, name=name, **truth)


@pytest.mark.parametrize(
    ("said", "times", "calm", "found"),
    [
        ("Whatever.", 3, "I was cross.", ["whatever"]),
        ("Whatever.", 2, "I was cross.", []),
        ("Whatever.", 3, "Whatever you think of it, I was cross.", []),
        ("Well… so.", 3, "I was cross.", ["…"]),
        ("Well... so.", 3, "I was cross…", []),
        ("You know best.", 3, "I was cross.", ["you know best"]),
        ("A fine day. (fine rain)", 3, "(fine rain) I was cross.", ["fine"]),
        ("Refined.", 3, "I was cross.", []),
    ],
)
def test_a_word_of_ruptured_turns_alone_is_telling_from_the_third_on(
    said: str, times: int, calm: str, found: list[str]
) -> None:
    states = [spoken(said, ruptured=True, name=f"r{number}") for number in range(times)]
    assert marked("telltale-words", *states, spoken(calm, ruptured=False, name="calm")) == found


def test_without_a_calm_turn_no_word_is_telling() -> None:
    assert findings("telltale-words", *(spoken("Fine.", ruptured=True, name=f"r{number}") for number in range(4))) == []


def scene(text: str) -> State:
    return State("scene", scene=(Variant(text),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She was sent by the CMHT.", ["CMHT"]),
        ("The CMHT sent her, and the CMHT wants her back.", ["CMHT"]),
        ("She was sent by the community team (CMHT). The CMHT is full.", []),
        ("She was sent by the CMHT (the community team).", []),
        ("The NHS pays for CBT.", []),
        ("She says nothing.", []),
    ],
)
def test_an_abbreviation_is_spelt_out_once(text: str, found: list[str]) -> None:
    assert marked("abbreviation-unexplained", scene(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mind the enactment.", ["enactment"]),
        ("Mind the enactment (two people doing what neither says).", []),
        ("Mind the enactment, in which two people do what neither says. The enactment ends.", []),
    ],
)
def test_a_term_is_explained_where_it_comes_first(text: str, found: list[str]) -> None:
    assert marked("jargon-unexplained", scene(text)) == found


@pytest.mark.parametrize(
    ("language", "said", "found"),
    [
        ("en-GB", "What colour, what behavior?", ["behavior"]),
        ("en-US", "What colour, what behavior?", ["colour"]),
        ("en", "What colour, what behavior?", []),
        ("de", "What colour, what behavior?", []),
    ],
)
def test_words_are_spelt_as_the_language_says(language: str, said: str, found: list[str]) -> None:
    assert marked("foreign-spelling", turn(reply("Yes.", "strong"), heard=said), language=language) == found


def test_what_patient_and_therapist_say_may_be_hard() -> None:
    hard = "Institutional considerations notwithstanding, intersubjective collaboration necessitates " + long(20)
    state = turn(reply(hard, "strong"), heard=hard)
    assert findings("hard-prose", state) == []
    assert marked("hard-prose", scene(hard)) == ["say"]


@pytest.mark.parametrize(
    "name",
    ["key-only-first-person", "described-reply", "crude-reply", "verdict-in-feedback", "code-name-shown", "idiom"],
)
def test_word_lists_of_english_are_not_held_against_other_languages(name: str) -> None:
    replies = (
        reply("I see a rupture here.", "strong", because="Correct! On thin ice, though, for the two of you today."),
        reply("Validate it, bullshit."),
        reply("Go on thin ice."),
    )
    assert len(findings(name, turn(*replies))) >= 1
    assert findings(name, turn(*replies), language="nl") == []


def test_a_word_is_marked_where_it_stands_in_a_text_of_many_lines() -> None:
    text = spliced(
        "facilitator: >\n  Ask the group how it was.\n  Who felt that they\n  walk on eggshells here?\nreviews: []\n"
    )
    (found,) = [
        each
        for each in loaded(text.encode(), Path("sound.yaml"), thorough=True).diagnostics
        if each.rule.name == "idiom"
    ]
    line = text.split("\n")[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end - 1] == "walk on eggshells"


def test_the_sound_scenario_of_the_examples_has_short_feedback_and_few_replies_and_no_review() -> None:
    found = loaded(SOUND.encode(), Path("sound.yaml"), thorough=True).diagnostics
    names = {each.rule.name for each in found if each.rule.code[2] in "68"}
    assert names == {"number-of-replies", "short-feedback", "unreviewed"}
