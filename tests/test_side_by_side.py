"""What a what-if shows: the moment gone back to, with what is hidden or without, and the two runs compared."""

from alliance_sim.document import Heading, Note, Paragraph, Piece, Speech, Table, plain, text_of
from alliance_sim.side_by_side import before, compared, comparison, here, opening, place, reply_words, values
from alliance_sim.whatif import WhatIf, gone_on, offered, replied
from tests.test_whatif import back
from tests.worked import CARING, HURRIED, STUCK


def parted() -> WhatIf:
    """The hurried run, in which the cancelling was owned after all, and then all as it was."""
    return gone_on(replied(back(turn=2), "own-it"))


def notes(document: object) -> list[tuple[str, str]]:
    assert isinstance(document, tuple)
    return [(block.label, text_of(block.pieces)) for block in document if isinstance(block, Note)]


def test_a_hidden_moment_is_what_the_trainee_saw() -> None:
    whatif = back(turn=2)
    assert here(whatif, told=False) == (
        Speech(
            "Runa",
            (
                Piece("No, no. It was no trouble, last week. You will have had your reasons. "),
                Piece("(smiles at the floor)", "direction"),
            ),
        ),
    )
    assert notes(before(whatif, told=False)) == []


def test_a_moment_that_is_told_marks_the_cues_and_says_what_the_key_sees() -> None:
    speech, key = here(back(turn=2), told=True)
    assert isinstance(speech, Speech)
    assert [piece.text for piece in speech.pieces if piece.style == "cue"] == [
        "It was no trouble",
        "You will have had your reasons",
    ]
    assert isinstance(key, Note)
    assert (key.label, text_of(key.pieces)) == (
        "The key",
        "Withdrawal (deferential and appeasing; denial). She soothes you, because you asked as if it were her doing.",
    )


def test_a_look_alike_is_told_as_one() -> None:
    assert notes(here(back(), told=True)) == [
        ("The key", "No rupture (resembles minimal response). Few words, and they answer what you asked.")
    ]


def test_what_a_reply_did_is_told_of_the_turns_before() -> None:
    assert notes(before(back(turn=2), told=True)) == [
        ("Weak fit", "(Tension 3 to 4) Nothing was the matter yet, and now she looks for it.")
    ]


def test_the_end_tells_how_both_runs_ended_and_no_hidden_value() -> None:
    assert notes(here(gone_on(back()), told=False)) == [
        ("Ending", "Papered over: pleasant, and nothing was said. It was friendly, and nothing was said."),
        ("As it was", "Papered over: pleasant, and nothing was said"),
    ]


def test_a_run_that_stops_for_want_of_a_reply_says_so() -> None:
    whatif = gone_on(back(STUCK))
    assert place(whatif) == "The conversation stops here"
    assert notes(here(whatif, told=False)) == [
        ("Stopped", "No reply is open here, and none was foreseen."),
        ("As it was", "No reply is open here, and none was foreseen"),
    ]


def test_a_reply_is_told_with_its_fit_its_codes_and_what_it_does_here() -> None:
    told = {reply.choice.id: reply_words(back(turn=2), reply) for reply in offered(back(turn=2), told=True)}
    assert told == {
        "own-it": (
            "Strong fit: acknowledges own contribution. Bond 5 to 7; Tension 4 to 3; You owned the cancelling: yes."
        ),
        "link": "Harmful fit: links to other relationships. Bond 5 to 3; Tension 4 to 6.",
        "move-on": "Weak fit: rushing to closure. Bond 5 to 4.",
    }


def test_a_closed_reply_is_told_with_what_it_needs() -> None:
    whatif = back(CARING, turn=5)
    closed = next(reply for reply in offered(whatif, told=True) if reply.closed)
    assert reply_words(whatif, closed) == "CLOSED: needs bond <= 2; bond is 8. Harmful fit: ignoring."


def test_the_place_says_where_the_runs_parted() -> None:
    assert place(back(turn=2)) == "Turn 2"
    assert place(replied(back(turn=2), "own-it")) == "Turn 3, parted at turn 2"
    assert place(parted()) == "The end"


def test_runs_that_have_not_parted_are_not_compared() -> None:
    assert (comparison(back(turn=3)), values(back(turn=3))) == ((), ())
    assert [text_of(block.pieces) for block in opening(back(turn=3)) if isinstance(block, Paragraph)] == [
        "The runs are the same up to turn 2. Give another reply, and see here what becomes of it."
    ]


def test_the_same_run_is_said_to_be() -> None:
    assert opening(gone_on(back()))[1] == Paragraph(plain("The two runs are the same from the first turn to the last."))


def test_the_comparison_begins_where_the_runs_part_and_ends_with_the_endings() -> None:
    assert [beside.title for beside in comparison(parted())] == [
        "Turn 2",
        "Turn 3",
        "Turn 4",
        "Turn 5",
        "How it ended",
    ]


def test_what_led_to_a_turn_stands_once_where_it_is_the_same() -> None:
    turn = comparison(parted())[0]
    assert [block.pieces[0].text for block in turn.both if isinstance(block, Speech)] == [
        "No, no. It was no trouble, last week. You will have had your reasons. "
    ]
    assert notes(turn.then) == [("Weak fit", "(Bond 5 to 4) The door closes that she had left ajar.")]
    assert notes(turn.now) == [
        (
            "Strong fit",
            "(Bond 5 to 7; Tension 4 to 3; You owned the cancelling: yes) "
            "You say your part in one breath and ask for nothing.",
        )
    ]


def test_the_values_are_told_from_the_parting_on_and_those_that_are_the_same_by_name() -> None:
    heading, table = values(parted())
    assert heading == Heading("The hidden values, from turn 2 on")
    assert table == Table(
        ("Value", "As it was", "What if"),
        (
            ("Bond", "5, 4, 3, 2, 2", "5, 7, 6, 5, 5"),
            ("Tension", "4, 4, 6, 6, 6", "4, 3, 5, 5, 5"),
            ("You owned the cancelling", "no, no, no, no, no", "no, yes, yes, yes, yes"),
        ),
    )
    assert notes(values(replied(back(turn=4), "ask-about-harm"))) == [
        ("The same in both", "Tension; You owned the cancelling")
    ]


def test_turns_that_only_the_run_as_it_was_has_are_counted() -> None:
    left = comparison(replied(back(turn=2), "own-it"))[1]
    assert (left.title, left.then, left.now) == (
        "Turns 3 to 5",
        (Paragraph(plain("(3 more turns, as the debrief tells them)")),),
        (Paragraph(plain("(not played on to here)")),),
    )


def test_one_after_the_other_each_turn_says_which_run_it_is_of() -> None:
    headings = [block.text for block in compared(replied(back(turn=5), "notice-both")) if isinstance(block, Heading)]
    assert headings == [
        "What if: The borrowed chair",
        *("Turn 5", "As it was:", "What if:"),
        *("How it ended", "As it was:", "What if:"),
        "The hidden values, from turn 5 on",
    ]


def test_a_comparison_says_that_nothing_is_counted() -> None:
    label, told = notes(compared(parted()))[-1]
    assert label == "What this is"
    assert told.startswith("practice with a conversation that you know. Nothing of it is recorded or counted.")


def test_another_reply_at_the_last_turn_can_end_the_same() -> None:
    ended = comparison(gone_on(replied(back(HURRIED, turn=5), "notice-both")))[-1]
    assert notes(ended.both) == [
        ("Ending", "Papered over: pleasant, and nothing was said. It was friendly, and nothing was said.")
    ]
    assert (notes(ended.then), notes(ended.now)) == (
        [("Hidden values there", "Bond 2; Tension 6; You owned the cancelling no")],
        [("Hidden values there", "Bond 2; Tension 4; You owned the cancelling no")],
    )
