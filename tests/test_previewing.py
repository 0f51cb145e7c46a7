"""An author's run: kept across edits of the file, with what a trainee does not see."""

from hypothesis import given, settings

from alliance_sim.backstage import KEPT, now, so_far
from alliance_sim.document import Bullets, Note, Paragraph, Speech, plain, utterance
from alliance_sim.library import loaded
from alliance_sim.previewing import (
    Gauge,
    chosen,
    conditions,
    gauges,
    kept,
    remembered,
    replies,
    stepped_back,
    walked,
)
from alliance_sim.run import replayed
from alliance_sim.scenario import Scenario
from tests.strategies import picks, scenarios, walk
from tests.tui.driver import SHORT, WORKED


def edited(*changes: tuple[str, str], text: str = WORKED.read_text(encoding="utf-8")) -> Scenario:
    """The worked scenario as it is after an author's changes, each an old text and a new one."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    scenario = loaded(text.encode(), WORKED).scenario
    assert scenario is not None
    return scenario


BEFORE = edited()


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), chosen=picks())
def test_a_run_stands_where_a_session_with_the_same_choices_does(scenario: Scenario, chosen: list[int]) -> None:
    session = walk(scenario, chosen)
    run = walked(scenario, [answer.value for answer in session.answers])
    assert run.shown == replayed(scenario, session).last


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), chosen=picks())
def test_a_version_that_is_the_same_keeps_the_run_and_says_nothing(scenario: Scenario, chosen: list[int]) -> None:
    run = walked(scenario, [answer.value for answer in walk(scenario, chosen).answers])
    assert kept(run, scenario) == (run, "")


def test_an_edit_elsewhere_keeps_the_run_and_says_nothing() -> None:
    after = edited(("Well, then.", "So."), ("start: 5", "start: 6"))
    run, parted = kept(walked(BEFORE, ("follow", "own-it", "insist")), after)
    assert (run.choices, run.here.moment.state, parted) == (("follow", "own-it", "insist"), "story", "")


def test_a_reply_that_is_closed_now_ends_the_run_before_it() -> None:
    after = edited(("      own-it:\n", "      own-it:\n        when: tension > 5\n"))
    run, parted = kept(walked(BEFORE, ("follow", "own-it", "insist")), after)
    assert parted == "Diverged at turn 2: 'own-it' is no longer open in 'polite'."
    assert (run.choices, run.here.moment.state) == (("follow",), "polite")


def test_a_reply_that_is_gone_ends_the_run_before_it() -> None:
    after = edited(("      own-it:\n", "      own-my-part:\n"))
    _, parted = kept(walked(BEFORE, ("follow", "own-it", "insist")), after)
    assert parted == "Diverged at turn 2: there is no 'own-it' in 'polite'."


def test_a_reply_that_leads_elsewhere_now_is_said_to() -> None:
    after = edited(("to: sharp", "to: story"))
    run, parted = kept(walked(BEFORE, ("follow", "own-it", "insist")), after)
    assert parted == "Diverged at turn 3: it is now 'story', and was 'sharp'."
    assert run.choices == ("follow", "own-it")


def test_a_run_that_ends_sooner_now_is_said_to() -> None:
    run, parted = kept(walked(BEFORE, ("follow", "own-it", "insist")), edited(("to: tea", "to: thin")))
    assert parted == "Diverged at turn 4: it is now 'thin', and was 'story'."
    assert kept(walked(run.scenario, (*run.choices, "stay")), run.scenario)[1] == (
        "Diverged at turn 4: the run ends in 'thin', before 'stay'."
    )


def test_a_state_with_a_new_name_does_not_end_the_run() -> None:
    after = edited(("polite", "courteous"))
    run, parted = kept(walked(BEFORE, ("follow", "own-it")), after)
    assert (run.choices, parted) == (
        ("follow", "own-it"),
        "Diverged at turn 2: it is now 'courteous', and was 'polite'.",
    )


def test_the_run_is_whole_again_when_the_file_is_as_it_was() -> None:
    whole = walked(BEFORE, ("follow", "own-it", "insist"))
    cut, _ = kept(whole, edited(("      own-it:\n", "      own-my-part:\n")))
    assert kept(cut, BEFORE)[0] == whole


def test_a_reply_after_the_run_diverged_replaces_what_came_before() -> None:
    cut, _ = kept(walked(BEFORE, ("follow", "own-it", "insist")), edited(("      own-it:\n", "      own-my-part:\n")))
    assert chosen(cut, "link").wanted == ("follow", "link")


def test_a_step_back_takes_the_last_reply_alone_and_at_the_start_nothing() -> None:
    run = walked(BEFORE, ("follow", "own-it"))
    assert stepped_back(run) == walked(BEFORE, ("follow",))
    assert stepped_back(walked(BEFORE)) == walked(BEFORE)


def test_replies_come_in_file_order_with_all_that_is_hidden() -> None:
    told = {reply.choice.id: (reply.closed, reply.summary) for reply in replies(walked(BEFORE, ("follow",)))}
    assert told == {
        "own-it": ("", "strong; acknowledges-contribution; bond +2, tension -1, owned = 1; to sharp"),
        "link": ("", "harmful (outcome 2 of 2); links-to-other-relationships; bond -2, tension +2; to sharp"),
        "move-on": ("", "weak; error rushing-to-closure; bond -1; to sharp"),
    }


def test_a_closed_reply_is_there_with_its_guard_and_how_things_stand() -> None:
    run = walked(BEFORE, ("follow", "own-it", "make-sense", "stay"))
    assert [(reply.choice.id, reply.closed) for reply in replies(run)] == [
        ("notice-both", ""),
        ("do-the-plan", ""),
        ("wait", "needs bond <= 2; bond is 8"),
    ]


def test_a_guard_is_told_by_the_flags_the_conditions_and_the_states_that_it_asks_for() -> None:
    guarded = edited(
        ("start: chair\n", "conditions:\n  at_odds: tension > 5\nstart: chair\n"),
        ("      own-it:\n", "      own-it:\n        when: owned and at_odds or seen(tea)\n"),
    )
    assert replies(walked(guarded, ("follow",)))[0].closed == (
        "needs (owned and at_odds) or seen(tea); owned is 0, at_odds does not hold, tea was not entered"
    )


def test_a_reply_that_was_offered_once_and_taken_is_closed() -> None:
    looped = edited(
        ("      follow:\n", "      follow:\n        once: true\n"),
        ("        to: polite\n      probe-her", "        to: chair\n      probe-her"),
    )
    run = walked(looped, ("follow",))
    assert [reply.closed for reply in replies(run)] == ["offered once, and taken", ""]
    assert remembered(run) == ("taken follow in chair",)


def test_the_end_of_a_run_has_no_replies() -> None:
    run = walked(BEFORE, ("follow", "own-it", "make-sense", "stay", "notice-both"))
    assert (run.here.view.state.ending, replies(run)) == ("repaired", ())


def test_a_variable_is_told_with_what_the_last_reply_made_of_it() -> None:
    bond, tension, owned = BEFORE.variables
    assert gauges(walked(BEFORE, ("follow", "own-it"))) == (
        Gauge(bond, 7, 5),
        Gauge(tension, 2, 3),
        Gauge(owned, 1, 0),
    )
    assert [gauge.change for gauge in gauges(walked(BEFORE))] == ["5", "3", "0"]
    assert gauges(walked(BEFORE, ("follow", "own-it")))[0].change == "5 -> 7"


def test_a_condition_that_nothing_uses_is_told_too_and_remembers_what_it_asks_for() -> None:
    after = edited(("start: chair\n", "conditions:\n  met: seen(chair)\n  at_odds: tension > 5\nstart: chair\n"))
    told = [(name, str(guard), true) for name, guard, true in conditions(walked(after, ("follow",)))]
    assert told == [("met", "seen(chair)", True), ("at_odds", "tension > 5", False)]
    assert remembered(walked(after, ("follow",))) == ("entered chair",)


def test_the_player_shows_a_turn_as_a_trainee_sees_it() -> None:
    assert now(walked(edited(text=SHORT.read_text(encoding="utf-8"))), told=False) == (
        Speech("Ilse", utterance("(coat still buttoned) The diary? Oh, it was fine. I just did not get round to it.")),
    )


def test_the_truth_of_a_turn_stands_below_it_with_its_cues_underlined() -> None:
    said = "(coat still buttoned) The diary? Oh, it was fine. I just did not get round to it."
    assert now(walked(edited(text=SHORT.read_text(encoding="utf-8"))), told=True) == (
        Speech("Ilse", utterance(said, ["it was fine"])),
        Note("Rupture, withdrawal", plain("strain of the task, salience 3 of 5.")),
        Bullets((plain("minimal-response: it was fine"),)),
        Note("Trigger", plain("Last week you set homework in the final minute.")),
        Note("Why", plain("She closes the topic so as not to say that the diary felt wrong.")),
    )


def test_a_turn_that_was_visited_before_is_said_not_to_be_probed() -> None:
    looped = edited(("        to: polite\n      probe-her", "        to: chair\n      probe-her"))
    assert now(walked(looped, ("follow",)), told=True)[-1] == Note(
        "Not probed", plain("this turn was visited before in the run.")
    )


def test_a_long_run_shows_its_last_turns_and_counts_the_others() -> None:
    looped = edited(("        to: polite\n      probe-her", "        to: chair\n      probe-her"))
    told = so_far(walked(looped, ["follow"] * (KEPT + 3)), told=False)
    assert told[0] == Paragraph(plain("(The 3 turns before are not shown.)"))
    assert sum(isinstance(block, Speech) and block.role == "therapist" for block in told) == KEPT


def test_with_the_truth_each_past_reply_is_told_with_what_it_did() -> None:
    told = so_far(walked(BEFORE, ("follow", "own-it")), told=True)
    assert [block for block in told if isinstance(block, Note)] == [
        Note("follow", plain("strong")),
        Note("own-it", plain("strong; bond 5 -> 7; tension 3 -> 2; owned 0 -> 1")),
    ]
