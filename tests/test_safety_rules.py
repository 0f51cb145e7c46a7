"""Where the rules on safety draw their lines."""

import pytest
from attrs import evolve

from alliance_sim.guards import Seen
from alliance_sim.scenario import Review, State, Theme, Variant
from tests.turns import BASE, findings, marked, messages, reply, turn

CLINICIAN = Review("clinical psychologist", "2026-01-31", "two replies reworded")
LIVED = Review("lived-experience reviewer", "2026-01-31", "sound")
BLIND = reply("How is it with me today?", errors=("risk-blind",))
SAFE = reply("Let us stay with that. Are you safe?", "strong")


def aged(age: int) -> dict[str, object]:
    return {"patient": evolve(BASE.patient, age=age)}


@pytest.mark.parametrize(
    ("themes", "notes", "message"),
    [
        (["loss"], ["loss"], None),
        (["loss"], ["loss", "violence"], None),
        ([], ["loss"], None),
        (["discrimination", "substance-use"], [], None),
        (["loss"], [], "expected loss among the content notes, found none"),
        (["loss", "suicide", "racism"], ["racism"], "expected loss and suicide among the content notes, found racism"),
    ],
)
def test_a_theme_that_calls_for_it_has_a_content_note(
    themes: list[Theme], notes: list[Theme], message: str | None
) -> None:
    found = messages("content-note-missing", themes=tuple(themes), content_notes=tuple(notes))
    assert found == ([message] if message else [])


@pytest.mark.parametrize(
    ("age", "roles", "found"),
    [
        (15, [], ["child-patient"]),
        (16, [], ["adolescent-unreviewed"]),
        (17, ["adolescent psychiatrist"], []),
        (18, [], []),
    ],
)
def test_a_patient_is_grown_up_or_known_to_a_reviewer(age: int, roles: list[str], found: list[str]) -> None:
    reviews = tuple(Review(role, "2026-01-31", "sound") for role in roles)
    names = ["child-patient", "adolescent-unreviewed"]
    assert [name for name in names if findings(name, reviews=reviews, **aged(age))] == found


@pytest.mark.parametrize(("age", "found"), [(17, 1), (18, 0)])
@pytest.mark.parametrize("where", ["themes", "content_notes"])
def test_sexual_harm_is_no_theme_with_a_minor(age: int, found: int, where: str) -> None:
    assert len(findings("minor-and-sexual-harm", **aged(age), **{where: ("sexual-harm",)})) == found


def test_a_method_is_found_once_in_a_text_and_in_every_voice() -> None:
    state = turn(
        reply("Would you hang yourself?", "strong", because="He slit his wrists, and hanged himself."),
        heard="I saw him step in front of a train.",
    )
    assert marked("method-of-harm", state) == ["step in front of a train", "hang yourself", "slit his wrists"]


@pytest.mark.parametrize(
    ("themes", "found"), [((), []), (("self-harm",), ["Tablets"]), (("suicide",), ["Tablets"]), (("loss",), [])]
)
def test_means_count_beside_words_of_risk_and_wherever_such_a_theme_is_declared(
    themes: tuple[Theme, ...], found: list[str]
) -> None:
    state = turn(SAFE, heard="Tablets in the kitchen. I want to die.")
    assert marked("method-of-harm", state, themes=themes) == found


@pytest.mark.parametrize("fit", ["strong", "adequate"])
def test_passing_over_risk_is_never_rewarded(fit: str) -> None:
    rewarded = reply("How is it with me?", "weak", fit, errors=("risk-blind",))  # type: ignore[arg-type]
    assert messages("risk-blind-rewarded", turn(SAFE, rewarded)) == [
        f"expected a risk-blind reply to be weak or harmful in each outcome, found one that is {fit}"
    ]


@pytest.mark.parametrize(
    ("safe", "found"),
    [
        (SAFE, 0),
        (evolve(SAFE, when=Seen("here")), 1),
        (evolve(SAFE, once=True), 1),
        (reply("Are you safe?", "strong", "weak"), 1),
        (reply("Are you safe?", "strong", "adequate"), 0),
    ],
)
def test_beside_a_risk_blind_reply_a_safe_one_is_always_open_and_always_acceptable(safe: object, found: int) -> None:
    assert len(findings("safe-path-missing", turn(BLIND, safe))) == found  # type: ignore[arg-type]


def test_without_a_risk_blind_reply_nothing_has_to_be_safe() -> None:
    assert findings("safe-path-missing", turn(reply("Go on."), reply("Then the plan."))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("That she wants to die is a threat to you.", ["threat"]),
        ("She wants to die. The weather is a threat.", []),
        ("She asks for attention.", []),
    ],
)
def test_a_motive_counts_in_one_sentence_with_risk(text: str, found: list[str]) -> None:
    assert marked("risk-as-leverage", State("scene", scene=(Variant(text),))) == found


def test_a_therapists_error_may_call_risk_a_threat() -> None:
    assert findings("risk-as-leverage", turn(reply("To say that you want to die is blackmail."))) == []
    assert len(findings("risk-as-leverage", turn(reply("To say that you want to die is blackmail.", "strong")))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "It was on 12 March 2021, a Friday.",
        "It was on March 3rd, 2021.",
        "It was on 12/03/2021.",
        "Born 1984-05-17.",
        "She wrote from ilse@example.org that day.",
        "It says so on www.example.org/ilse.",
        "Ring 020 7946 0018 at noon.",
        "She lives near SW1A 1AA now.",
        "She was on a ward of St Mary's Hospital.",
        "The Riverside Health Centre sent her.",
    ],
)
def test_what_could_identify_somebody_is_found(text: str) -> None:
    assert len(findings("identifying-detail", State("scene", scene=(Variant(text),)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "On the twelfth of March she came at 10.30.",
        "In 2019 she moved; she was 31.",
        "Four out of five, then 3-4 weeks, 50 minutes.",
        "The hospital rang. Our Clinic is closed. In Hospice care there are no clocks.",
        "She paid 12.50 for the trial, 1,200 in all.",
        "Chapter 12.3.4 is about bees.",
    ],
)
def test_what_is_vague_is_let_be(text: str) -> None:
    assert findings("identifying-detail", State("scene", scene=(Variant(text),))) == []


@pytest.mark.parametrize(
    ("reviews", "found"),
    [
        ((), ["unreviewed"]),
        ((CLINICIAN,), ["review-one-sided"]),
        ((LIVED,), ["review-one-sided"]),
        ((CLINICIAN, LIVED), []),
    ],
)
def test_a_scenario_is_read_from_both_sides(reviews: tuple[Review, ...], found: list[str]) -> None:
    assert [name for name in ("unreviewed", "review-one-sided") if findings(name, reviews=reviews)] == found


def test_a_slur_is_told_without_being_spelt_out() -> None:
    (finding,) = findings("slur", turn(SAFE, heard="They called me a retard."))
    assert finding.message == "expected a description, found a slur: 'r*****'"


@pytest.mark.parametrize("name", ["banned-label", "method-of-harm", "risk-as-leverage", "slur", "romantic-reply"])
def test_word_lists_of_english_are_not_held_against_other_languages(name: str) -> None:
    state = turn(
        reply("I love you. To say that you want to die is blackmail.", "strong", because="A resistant retard."),
        heard="He hanged himself.",
    )
    assert len(findings(name, state)) == 1
    assert findings(name, state, language="pl") == []
