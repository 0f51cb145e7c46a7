"""What can be counted in a text: surface cues, measures of prose, and entries of word lists."""

from math import isfinite

import pytest
from hypothesis import given

from alliance_sim import cues, prose
from alliance_sim.checks import Subject
from alliance_sim.checks.texts import texts
from alliance_sim.lexicon import entries, found, phrases
from tests.strategies import lines
from tests.worked import worked


def test_a_word_keeps_its_apostrophe_straight_or_curly() -> None:
    assert cues.words("It’s NOT 'his', isn't it?") == ("it's", "not", "his", "isn't", "it")


def test_stage_directions_are_not_spoken() -> None:
    assert cues.spoken_words("(looks up) Yes. (a pause) I know.") == ("yes", "i", "know")


def test_a_sentence_ends_with_its_stop_and_not_within_a_number() -> None:
    assert cues.sentences('He said "No." Then 2.5 hours… Well?! And so') == [
        'He said "No',
        "Then 2.5 hours",
        "Well",
        "And so",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I wonder if it might be a bit much.", 3),
        ("Perhaps. I am not sure, sort of.", 3),
        ("That was kind of you and your guess was good.", 1),
        ("It took place in May.", 1),
        ("You were cross with me.", 0),
    ],
)
def test_hedges_are_words_and_phrases_and_a_kind_word_is_none_alone(text: str, count: int) -> None:
    assert cues.hedges(text) == count


def test_absolutes_allow_no_exception() -> None:
    assert cues.absolutes("You always say that no one must know.") == 3


@pytest.mark.parametrize(("text", "owned"), [("That was my part. I know.", 2), ("Tell me what it was like.", 0)])
def test_owning_is_i_and_my_but_not_me(text: str, owned: int) -> None:
    assert cues.owns(text) == owned


def test_me_is_the_first_person_all_the_same() -> None:
    assert cues.first_person("Tell me what I said.") == 2


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("(nods) It sounds as if you waited.", True),
        ("I’m sorry that I was late.", True),
        ("I heard it all.", False),
        ("Whatever it sounds like, go on.", False),
    ],
)
def test_empathy_begins_with_a_stem_of_whole_words(text: str, begins: bool) -> None:
    assert cues.begins_with_empathy(text) is begins


@pytest.mark.parametrize(("text", "begins"), [("I'll wait.", True), ("(sits) I see.", False), ("It is I.", False)])
def test_beginning_with_i_is_the_first_word(text: str, begins: bool) -> None:
    assert cues.begins_with_i(text) is begins


def test_an_ellipsis_is_one_sign_or_three_dots() -> None:
    assert cues.ellipses("Well… so.... and. Yes..") == 2


def test_marks_are_counted_wherever_they_stand() -> None:
    assert (cues.question_marks("What? (what?)"), cues.exclamation_marks("No! No!!")) == (2, 3)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("asked", "ask"),
        ("pints", "pint"),
        ("waiting", "wait"),
        ("terry's", "terry"),
        ("was", "was"),
        ("class", "class"),
    ],
)
def test_a_stem_is_a_word_without_its_ending(word: str, stem: str) -> None:
    assert cues.stem(word) == stem


def test_words_are_taken_up_in_another_form_but_common_ones_and_directions_do_not_count() -> None:
    heard = "(turns the cap) The pints were standing there, and I thought about the fire door."
    say = "You thought about the pint, by the fire. Who turns the cap?"
    assert cues.taken_up(say, heard) == {"pint", "fire"}


def test_an_echo_is_a_word_long_enough_to_catch_the_eye() -> None:
    assert cues.echoes("The drawer, the door, the curtains.", "Under the curtains in the drawer by the door.") == 2


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("late", 1),
        ("asked", 1),
        ("waited", 2),
        ("boxes", 2),
        ("little", 2),
        ("tables", 2),
        ("diary", 3),
        ("being", 2),
        ("quiet", 2),
        ("conversation", 4),
        ("hm", 1),
    ],
)
def test_syllables_are_those_that_are_heard(word: str, count: int) -> None:
    assert prose.syllables(word) == count


def test_the_reading_grade_is_that_of_flesch_and_kincaid() -> None:
    # 6 words in 1 sentence, 7 syllables
    assert prose.reading_grade("The cat sat on the table.") == pytest.approx(0.39 * 6 + 11.8 * 7 / 6 - 15.59)


@given(lines())
def test_every_text_has_a_grade(text: str) -> None:
    assert isfinite(prose.reading_grade(text))


def test_what_is_told_quickly_is_no_lower_than_the_grade() -> None:
    told = [text.said for text in texts(Subject(worked()))]
    assert [text for text in told if not prose.may_be_harder(text, prose.reading_grade(text) - 0.001)] == []
    assert not prose.may_be_harder("You sat there. We said no word. It was dark.", 5)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("You are late.", "late you ARE", 1.0),
        ("One two three.", "One two four.", 2 / 3),
        ("Yes.", "No.", 0.0),
        ("", "", 1.0),
    ],
)
def test_likeness_is_the_share_of_words_in_common(one: str, other: str, alike: float) -> None:
    assert prose.likeness(one, other) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("part", "whole", "inside"),
    [
        ("What was it like?", "And what was it like for her?", True),
        ("The diary lay in the drawer.", "In your drawer lay that diary, unread.", False),
        ("A diary in a wooden drawer.", "In your drawer, the wooden one, your diary.", True),
        ("I am sorry.", "I am sorry to hear it.", False),
        ("What was it like for her?", "What was it like?", False),
    ],
)
def test_a_text_is_within_another_by_its_words_in_a_row_or_its_content(part: str, whole: str, inside: bool) -> None:
    assert prose.within(part, whole) is inside


def test_entries_are_found_as_the_text_writes_them() -> None:
    assert list(found("labels", "An Attention-seeking, non–compliant and DIFFICULT patient.")) == [
        "Attention-seeking",
        "non–compliant",
        "DIFFICULT patient",
    ]


def test_the_longest_of_several_entries_is_found_and_the_next_begins_behind_it() -> None:
    assert list(found("terms", "Our working alliance and its rupture.")) == ["working alliance", "rupture"]


@pytest.mark.parametrize("name", ["labels", "terms", "jargon", "idioms", "methods", "risk", "means", "slurs-rot13"])
def test_a_list_has_no_entry_twice_and_is_written_in_small_letters(name: str) -> None:
    listed = entries(name)
    assert len(set(listed)) == len(listed)
    assert [entry for entry in listed if entry != entry.casefold()] == []
    assert len(phrases(name)) == len(listed)


@given(lines())
def test_a_hedge_more_is_one_hedge_more_whatever_stands_before_it(text: str) -> None:
    assert cues.hedges(f"{text} perhaps") == cues.hedges(text) + 1


@given(lines())
def test_an_entry_is_found_behind_whatever_stands_before_it(text: str) -> None:
    assert list(found("labels", f"{text}. A heartsink"))[-1] == "heartsink"
