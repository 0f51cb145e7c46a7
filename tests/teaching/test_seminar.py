"""A group session follows from the scenario and the steps of the teacher."""

from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.library import loaded
from alliance_sim.shelf import shipped_folder
from alliance_sim.teaching.seminar import VOTES
from tests.teaching.steps import SHORT, TO_VOTE, TWO_VOTES, scenario, taught

STEPS = [
    *("go", "go", "go", "back", "undo", "rewind", "cover", "timer=20", "timer", "left", "came"),
    *("to=branch", "to=debrief", "to=said", "to=nowhere", "play=notice", "play=explain", "play=thank", "play=nobody"),
    *("none=3", "withdrawal=12", "withdrawal=", "notice=4", "explain=0", "nothing=7"),
]


def stages(*steps: str) -> list[str]:
    """The stages that `go` comes to after the steps, until it leads no further."""
    found = [taught(*steps).stage]
    while taught(*steps, *("go",) * len(found)).stage != found[-1]:
        found.append(taught(*steps, *("go",) * len(found)).stage)
    return [str(stage) for stage in found]


def test_a_session_begins_with_the_pre_brief_and_skips_second_votes_where_no_hand_was_counted() -> None:
    assert stages() == ["aims", "care", "case", "said", "kind-1", "reply-1", "branch"]


def test_after_both_votes_come_bars_talk_both_votes_again_and_the_bars_side_by_side() -> None:
    assert stages(*TWO_VOTES) == [
        *("shown-kind", "shown-reply", "discuss"),
        *("kind-2", "reply-2", "both-kind", "both-reply", "branch"),
    ]


def test_a_covered_first_vote_is_not_shown_before_the_second() -> None:
    assert stages("cover", *TWO_VOTES)[0] == "discuss"


def test_a_question_that_was_not_voted_on_is_not_asked_again() -> None:
    assert stages(*TO_VOTE, "go", "notice=3", "go") == ["shown-reply", "discuss", "reply-2", "both-reply", "branch"]


def test_a_vote_in_which_every_count_is_nought_was_not_held() -> None:
    assert stages(*TO_VOTE, "none=0", "withdrawal=0", "go", "notice=0", "go") == ["branch"]


def test_a_branch_leads_to_the_next_round_and_at_the_end_to_the_debrief() -> None:
    assert stages(*TWO_VOTES, "play=explain") == ["said", "ended", "debrief"]


def test_pauses_of_the_file_come_after_the_vote_on_the_kind_and_before_the_replies_are_shown() -> None:
    of = scenario(shipped_folder() / "eight-ticks.yaml")
    paused = next(state.id for state in of.states if state.pause)
    assert paused == "bit-quick"
    here = taught("play=ask-week", "play=saw-you", "play=own-rush", of=of)
    assert (here.round.state.id, here.stages) == ("bit-quick", ("said", "kind-1", "pause", "reply-1", "branch"))


def test_back_leads_through_the_stages_and_from_a_round_to_where_its_branch_was_chosen() -> None:
    here = taught(*TO_VOTE, "go", "go", "play=notice", "back")
    assert (here.path, here.stage) == ((), "branch")
    assert taught("back") == taught()


def test_a_count_that_was_wrong_is_typed_anew_after_going_back() -> None:
    here = taught(*TWO_VOTES, "back", "back", "none=7", "withdrawal=")
    assert (here.stage, here.tally("kind-1").hands) == ("kind-1", (7, 0, 0, 0))
    assert here.tally("reply-1").votes == 10


def test_undo_takes_back_whatever_was_last() -> None:
    assert taught(*TO_VOTE, "none=6", "undo") == taught(*TO_VOTE)
    assert taught(*TO_VOTE, "none=6", "go", "undo", "undo") == taught(*TO_VOTE)
    assert taught("undo", "undo", "go") == taught("go", "undo", "go")


def test_a_branch_that_was_left_keeps_its_votes_and_can_be_come_back_to() -> None:
    here = taught(*TWO_VOTES, "play=notice", "rewind", "play=explain", "rewind", "play=notice")
    assert here.path == ("notice",)
    assert here.played == (("notice",), ("explain",))
    assert here.tally("kind-1", ()).hands == (6, 4, 0, 0)


def test_a_reply_that_is_not_open_is_not_played() -> None:
    assert taught("play=thank").path == ()


def test_a_timer_ends_with_its_stage() -> None:
    here = taught("go", "timer=20")
    assert here.timer is not None
    assert [here.timer.left(here.timer.since + passed) for passed in (0, 5, 20, 99)] == [20, 15, 0, 0]
    assert taught("go", "timer=20", "go").timer is None
    assert taught("go", "timer=20", "timer").timer is None


def test_a_turn_that_was_met_before_on_the_way_is_not_voted_on_again() -> None:
    before, after = SHORT.read_text(encoding="utf-8").split("hurry:")
    of = loaded(f"{before}hurry:{after.replace('to: clock', 'to: coat-on', 1)}".encode(), SHORT).scenario
    again = taught("play=notice", "play=hurry", of=of)
    assert (again.round.state.id, again.round.truth, again.stages) == ("coat-on", None, ("said", "reply-1", "branch"))


def test_that_the_screen_was_closed_is_known_until_it_is_opened_again_and_is_no_step_to_undo() -> None:
    assert [taught("go", *doors).closed for doors in [("left",), ("left", "came"), ()]] == [True, False, False]
    assert taught("go", "left", "came", "undo").stage == "aims"


def test_hands_are_counted_only_for_options_of_the_vote_that_is_open() -> None:
    assert [taught(*steps).counts for steps in [("none=3",), (*TO_VOTE, "notice=3")]] == [{}, {}]


@given(st.lists(st.sampled_from(STEPS), max_size=40))
def test_no_order_of_steps_leads_astray(steps: list[str]) -> None:
    here = taught(*steps)
    assert here.stage in (*here.stages, "debrief", *VOTES, "shown-kind", "shown-reply", "discuss")
    assert all(0 <= hands <= 999 for vote in here.counts.values() for hands in vote.values())


@given(st.lists(st.sampled_from(STEPS), max_size=30))
def test_as_many_undos_as_steps_lead_back_to_the_beginning(steps: list[str]) -> None:
    kept = [step for step in steps if step not in ("left", "came", "undo")]
    here = taught(*kept, *("undo",) * len(kept))
    assert here == taught()
