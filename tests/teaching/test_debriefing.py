"""The group debrief: counts only."""

from alliance_sim.reports import DOCUMENT_FORMATS
from alliance_sim.reports.text import rendered
from alliance_sim.teaching.debriefing import as_json, document, group_debrief, summary
from tests.teaching.steps import TWO_VOTES, taught

WHOLE = (*TWO_VOTES, "go", "go", "go", "none=1", "withdrawal=9", "go", "notice=9", "explain=1", "play=notice")


def test_a_session_in_which_nothing_was_done_says_so() -> None:
    assert rendered(document(group_debrief(taught(), scenario="sound"))).endswith("No turn was met.\n")


def test_the_debrief_tells_votes_divisions_and_branches_of_each_turn() -> None:
    assert rendered(document(group_debrief(taught(*WHOLE, "rewind", "play=explain"), scenario="sound"))) == (
        "Group debrief: The empty diary\n"
        "==============================\n\n"
        "Counts only: Counts of hands, typed by the teacher. No names and no\nsingle votes were kept.\n\n"
        "Where the room was divided\n"
        "--------------------------\n\n"
        "Turn 1: Is something strained? A leads with 60% of 10\n\n"
        "Turn 1\n"
        "------\n\n"
        "Patient: (coat still buttoned) The diary? Oh, it was fine. I just did\nnot get round to it.\n\n"
        "The file declares: withdrawal.\n\n"
        "Is something strained?\n\n"
        "Option: A No rupture; Vote 1: 6; Vote 2: 1\n"
        "Option: B Withdrawal; Vote 1: 4; Vote 2: 9\n"
        "Option: C Confrontation; Vote 1: 0; Vote 2: 0\n"
        "Option: D Mixed; Vote 1: 0; Vote 2: 0\n\n"
        "Divided in vote 1: A leads with 60% of 10.\n\n"
        "What would you say?\n\n"
        "Option: A It only works with seven full days. Shall we go through it\n"
        "  once more?; Vote 1: 1; Vote 2: 1\n"
        "Option: B Fine, you say, with your coat on. How was it to get homework\n"
        "  from me?; Vote 1: 9; Vote 2: 9\n\n"
        "Branches played\n\n"
        "- It only works with seven full days. Shall we go through it once more?\n"
        "- Fine, you say, with your coat on. How was it to get homework from me?\n\n"
        "Turn 2\n"
        "------\n\n"
        "After: Fine, you say, with your coat on. How was it to get homework from\nme?\n\n"
        "Patient: Honestly? I hid it in a drawer, and I was cross with you all\nweek.\n\n"
        "The file declares: no rupture.\n\n"
        "Turn 2\n"
        "------\n\n"
        "After: It only works with seven full days. Shall we go through it once\nmore?\n\n"
        "Patient: (looks at the clock) Same time next week, then.\n\n"
        "Ending: papered-over.\n"
    )


def test_what_is_projected_tells_divisions_and_moves_but_not_what_the_file_declares() -> None:
    found = summary(group_debrief(taught(*WHOLE), scenario="sound"))
    assert rendered(found) == (
        "2 turns, 4 votes.\n\n"
        "The room was divided: turn 1, the kind.\n\n"
        "Another answer led in vote 2: turn 1, the kind.\n\n"
        "What will you try on Monday?\n"
    )


def test_programs_read_counts_by_the_ids_of_options() -> None:
    found = as_json(group_debrief(taught(*WHOLE), scenario="sound"))
    assert found["turns"][0]["votes"][0] == {
        "asked": "Is something strained?",
        "divided": True,
        "options": [
            {"letter": "A", "id": "none", "vote_1": 6, "vote_2": 1},
            {"letter": "B", "id": "withdrawal", "vote_1": 4, "vote_2": 9},
            {"letter": "C", "id": "confrontation", "vote_1": 0, "vote_2": 0},
            {"letter": "D", "id": "mixed", "vote_1": 0, "vote_2": 0},
        ],
    }
    assert [turn["path"] for turn in found["turns"]] == [[], ["notice"]]


def test_every_format_of_documents_takes_the_debrief() -> None:
    found = document(group_debrief(taught(*WHOLE), scenario="sound"))
    for name, write in DOCUMENT_FORMATS.items():
        assert "Withdrawal" in write(found, "Group debrief", 72), name
