"""What the teacher reads beside the projected screen."""

from alliance_sim.document import Document, Note, Piece, Speech
from alliance_sim.reports.text import rendered
from alliance_sim.shelf import shipped_folder
from alliance_sim.teaching import stems as known
from alliance_sim.teaching.clock import clock
from alliance_sim.teaching.notes import notes, stage_notes
from alliance_sim.teaching.stems import stems
from tests.teaching.steps import BEGAN, TO_VOTE, TWO_VOTES, scenario, taught


def told(*steps: str) -> str:
    return rendered(notes(taught(*steps)))


def labels(document: Document) -> list[str]:
    return [block.label for block in document if isinstance(block, Note)]


def test_the_truth_of_the_turn_is_told_with_its_cues_marked() -> None:
    document = notes(taught("go", "go", "go"))
    speech = next(block for block in document if isinstance(block, Speech))
    assert Piece("it was fine", "cue") in speech.pieces
    assert labels(document)[:4] == ["Now", "Truth", "Trigger", "Why"]
    assert "Truth: withdrawal; strain of the task, salience 3 of 5." in rendered(document)


def test_a_turn_without_a_rupture_is_told_to_be_one() -> None:
    assert "Truth: no rupture; sound work." in told("play=notice")


def test_each_reply_is_told_with_its_fit_its_reason_and_what_the_patient_says_then() -> None:
    assert (
        "B, strong: Fine, you say, with your coat on. How was it to get homework\nfrom me?\n\n"
        "- You name what you see, without blame, and turn to the two of you.\n"
        "- Then (no rupture): Honestly? I hid it in a drawer, and I was cross\n  with you all week.\n"
    ) in told("go", "go", "go")


def test_a_reply_that_was_played_is_marked() -> None:
    assert "B, strong, played: " in told("play=notice", "back")


def test_the_counts_are_seen_while_they_are_typed() -> None:
    assert "Is something strained?: A No rupture; Vote 1: 6; Vote 2: 0" in told(*TO_VOTE, "none=6")


def test_a_divided_first_vote_is_hinted_at_once_it_is_closed() -> None:
    hint = "Divided: Is something strained? A leads with 60% of 10."
    assert hint in told(*TWO_VOTES)
    assert "Divided" not in told(*TO_VOTE, "none=6", "withdrawal=4")


def test_a_room_that_agrees_is_told_to_need_less_talk() -> None:
    agreed = (*TO_VOTE, "withdrawal=10", "go", "go", "go")
    assert taught(*agreed).stage == "discuss"
    assert "Not divided" in labels(notes(taught(*agreed)))


def test_how_many_saw_what_the_file_declares_is_told_for_both_votes() -> None:
    told_ = told(*TWO_VOTES, "go", "go", "go", "none=1", "withdrawal=9", "go")
    assert "As the file has it: 40% then 90%" in told_


def test_a_pause_is_told_with_what_to_listen_for() -> None:
    of = scenario(shipped_folder() / "eight-ticks.yaml")
    here = taught("play=ask-week", "play=saw-you", "play=own-rush", of=of)
    assert [name for name in labels(notes(here)) if name[:3] in ("Pau", "Lis")] == ["Pause, 3 min", "Listen for"]


def test_before_the_first_turn_the_author_speaks() -> None:
    of = scenario(shipped_folder() / "eight-ticks.yaml")
    assert "that is the trap" in rendered(notes(taught(of=of)))


def test_an_ending_is_told_by_its_kind() -> None:
    assert "Ending, papered-over: It ended pleasantly. Nothing was said." in told("play=explain", "go")


def test_the_notes_of_a_stage_leave_the_turn_out() -> None:
    assert "Truth" not in labels(stage_notes(taught(*TWO_VOTES)))


def test_stems_fit_how_the_room_has_voted() -> None:
    missed = (*TO_VOTE, "none=6", "withdrawal=4", "go", "go")
    assert stems(taught(*missed)) == (known.MISSED, known.ALWAYS)
    seen = (*TO_VOTE, "none=1", "withdrawal=9", "go", "go")
    assert stems(taught(*seen)) == (known.KIND_AGREED, known.ALWAYS)
    split = (*TO_VOTE, "none=4", "withdrawal=6", "go", "notice=5", "explain=5", "go")
    assert stems(taught(*split)) == (known.KIND_DIVIDED, known.REPLY_DIVIDED, known.ALWAYS)
    false = ("play=notice", "go", "withdrawal=8", "none=2", "go", "thank=9", "hurry=1", "go")
    assert stems(taught(*false)) == (known.FALSE_ALARM, known.REPLY_AGREED, known.ALWAYS)


def test_whether_hands_have_moved_decides_what_is_asked_then() -> None:
    again = (*TWO_VOTES, "go", "go", "go")
    assert stems(taught(*again, "none=1", "withdrawal=9", "go", "go"))[0] == known.MOVED
    assert stems(taught(*again, "none=6", "withdrawal=4", "go", "go"))[0] == known.STAYED


def test_each_stem_says_what_was_seen_and_ends_in_a_question() -> None:
    found = [text for name, text in vars(known).items() if name.isupper() and isinstance(text, str)]
    assert len(found) == 12
    assert [text for text in found if not text.endswith("?")] == []


def test_the_clock_tells_what_is_left_of_the_hour_and_of_the_stage() -> None:
    assert clock(taught(), BEGAN + 90, 60) == "58 of 60 minutes left; here for 1:30"
    assert clock(taught("go", "timer=20"), BEGAN + 7, 60) == "60 of 60 minutes left; timer 0:15"
    assert clock(taught(), BEGAN + 65 * 60, 60) == "5 minutes over the 60 planned; here for 65:00"
