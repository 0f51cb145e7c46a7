"""Where the rules on the replies of a turn draw their lines."""

import pytest

from alliance_sim.guards import Seen
from alliance_sim.scenario import Pause, State
from tests.turns import findings, long, marked, messages, reply, turn


def of_lengths(key: int, *others: int) -> State:
    """A turn whose best reply and other replies have so many words, all of five letters."""
    rest = (reply(long(count, f"word{number}")) for number, count in enumerate(others))
    return turn(reply(long(key), "strong"), *rest)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (of_lengths(15, 12, 12), None),
        (
            of_lengths(16, 12, 12),
            "expected at most 15 words in the best reply, beside 12 and 12 in the others, found 16",
        ),
        (of_lengths(16, 12, 16), None),
        (of_lengths(35, 30, 30), None),
        (
            of_lengths(36, 30, 30),
            "expected at most 35 words in the best reply, beside 30 and 30 in the others, found 36",
        ),
        (of_lengths(3, 1, 2), None),
        (of_lengths(10, 16, 16), None),
        (
            of_lengths(9, 16, 16),
            "expected at least 10 words in the best reply, beside 16 and 16 in the others, found 9",
        ),
        (of_lengths(9, 9, 30), None),
    ],
)
def test_the_best_reply_stands_out_by_a_quarter_more_by_six_words_or_by_much_less(
    state: State, message: str | None
) -> None:
    assert messages("key-stands-out-by-length", state) == ([message] if message else [])


def test_of_several_best_replies_all_must_stand_out() -> None:
    state = turn(reply(long(20), "strong"), reply(long(9), "weak", "strong"), reply(long(10)), reply(long(10)))
    assert findings("key-stands-out-by-length", state) == []


def test_a_reply_with_few_long_words_is_not_short() -> None:
    state = turn(reply("Antidisestablishmentarianism notwithstanding.", "strong"), reply(long(8)), reply(long(8)))
    assert findings("key-stands-out-by-length", state) == []


@pytest.mark.parametrize(("longest", "found"), [(18, 0), (19, 1)])
def test_the_longest_reply_has_at_most_1_8_times_the_words_of_the_shortest(longest: int, found: int) -> None:
    assert len(findings("uneven-reply-lengths", of_lengths(10, 14, longest))) == found


def test_a_difference_of_five_words_is_none() -> None:
    assert findings("uneven-reply-lengths", of_lengths(2, 3, 7)) == []


@pytest.mark.parametrize(("count", "found"), [(2, 1), (3, 0), (5, 0), (6, 1)])
def test_three_to_five_replies_are_usual(count: int, found: int) -> None:
    assert len(findings("number-of-replies", turn(*(reply(f"Reply {n}.") for n in range(count))))) == found


def test_replies_behind_a_guard_are_not_too_many() -> None:
    guarded = [reply(f"Reply {n}.", when=Seen("here")) for n in range(6)]
    assert findings("number-of-replies", turn(*guarded)) == []


def test_absolute_words_in_one_lesser_reply_are_let_be_and_in_the_best_reply_too() -> None:
    best, also = reply("What was it like?", "strong"), reply("You never asked that.", "strong")
    always, must = reply("You always try."), reply("One must go on.")
    assert findings("absolutes-in-distractors", turn(best, always, reply("Go on."))) == []
    assert findings("absolutes-in-distractors", turn(also, always, must)) == []
    assert marked("absolutes-in-distractors", turn(best, always, must)) == ["always"]


def test_a_guess_with_must_is_no_absolute_word() -> None:
    replies = reply("What was it like?", "strong"), reply("It must be hard."), reply("You always try.")
    assert findings("absolutes-in-distractors", turn(*replies)) == []


@pytest.mark.parametrize("name", ["key-only-first-person", "key-only-empathy"])
def test_two_replies_differ_in_some_way_always(name: str) -> None:
    best = reply("I understand that I was late.", "strong")
    assert findings(name, turn(best, reply("Shall we go on?"))) == []
    assert len(findings(name, turn(best, reply("Shall we go on?"), reply("Then the plan.")))) == 1


@pytest.mark.parametrize(
    "say",
    [
        "All of the above.",
        "Both A and B",
        "B or C.",
        "Answers 1 and 2 are right.",
        "Neither of these, or reply A and C",
    ],
)
def test_a_reply_that_stands_for_others_is_found(say: str) -> None:
    assert len(findings("combined-reply", turn(reply(say, "strong")))) == 1


@pytest.mark.parametrize(
    "say",
    [
        "From the C! I'd have begun with the A and gone on.",
        "Was it hepatitis A or B that she had?",
        "Both of you were late, and I said nothing.",
        "None of this is your doing.",
        "The flat above yours, then.",
    ],
)
def test_a_reply_that_names_two_things_stands_for_itself(say: str) -> None:
    assert findings("combined-reply", turn(reply(say, "strong"))) == []


@pytest.mark.parametrize(
    ("say", "found"),
    [
        ("You did not do it for no reason.", 1),
        ("It was not unkind of you.", 1),
        ("I never said nothing.", 1),
        ("I could not see it, and nobody told me.", 0),
        ("I do not know what you did not say.", 0),
        ("No, no. It was not your doing.", 0),
        ("You were not under any roof.", 0),
    ],
)
def test_two_negations_count_within_one_clause(say: str, found: int) -> None:
    assert len(findings("double-negative", turn(reply(say, "strong")))) == found


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("Which of these would you not say?", 1),
        ("Which of these would you NOT say?", 0),
        ("What did you not say, and why?", 0),
        ("Which reply isn't kind?", 1),
        ("Say which one you would take. Do not explain it.", 0),
    ],
)
def test_a_question_for_what_is_not_so_is_found_unless_it_is_in_capitals(ask: str, found: int) -> None:
    state = turn(reply("Yes.", "strong"), pause=Pause(ask, "Silence.", 3))
    assert len(findings("negative-question", state)) == found


def test_a_reply_without_a_stop_and_one_in_quotation_marks_stand_out() -> None:
    open_ended, quoted = reply("Then the plan"), reply("'How was it?'", "strong")
    assert len(findings("uneven-punctuation", turn(open_ended, reply("Go on."), quoted))) == 2
    assert findings("uneven-punctuation", turn(open_ended, reply("Go on", "strong"))) == []


def test_a_reply_that_is_a_gesture_needs_no_stop_and_quoted_words_are_no_quoted_reply() -> None:
    replies = reply("(you wait)"), reply("'I expect so' may do for others.", "strong"), reply("Go on. (you nod)")
    assert findings("uneven-punctuation", turn(*replies)) == []


def test_replies_that_are_never_open_together_may_be_alike() -> None:
    one, other = reply("How was it to get that?", when=Seen("a")), reply("How was it to get this?", when=Seen("b"))
    assert findings("near-duplicate-replies", turn(one, other)) == []
    assert findings("same-codes-and-effects", turn(one, other)) == []


def test_replies_with_one_meaning_differ_in_nothing_but_words() -> None:
    state = turn(
        reply("Go on."), reply("Then the plan."), reply("Good.", errors=("colluding",)), reply("So.", "harmful")
    )
    assert [finding.path[-1] for finding in findings("same-codes-and-effects", state)] == ["Then the plan."]


def test_a_best_reply_that_is_good_at_some_moments_only_is_acceptable() -> None:
    assert findings("no-acceptable-reply", turn(reply("Go on.", "weak", "adequate"), reply("No."))) == []
    assert len(findings("no-acceptable-reply", turn(reply("Go on."), reply("No.", "harmful")))) == 1


@pytest.mark.parametrize(("level", "found"), [("foundation", 0), ("intermediate", 1), ("advanced", 1)])
def test_one_acceptable_reply_is_enough_for_beginners(level: str, found: int) -> None:
    state = turn(reply("What was it?", "strong"), reply("Go on."), reply("No."))
    assert len(findings("one-acceptable-reply", state, level=level)) == found


@pytest.mark.parametrize(("level", "found"), [("foundation", 1), ("intermediate", 0)])
def test_most_replies_may_be_acceptable_to_those_who_know_more(level: str, found: int) -> None:
    state = turn(reply("What was it?", "strong"), reply("Say more.", "adequate"), reply("No."))
    assert len(findings("mostly-acceptable-replies", state, level=level)) == found


def test_what_is_acceptable_at_some_moments_only_is_no_safe_guess() -> None:
    sometimes = reply("Say more.", "adequate", "weak"), reply("Go on.", "strong", when=Seen("here"))
    assert findings("mostly-acceptable-replies", turn(reply("What?", "strong"), *sometimes, reply("No."))) == []
