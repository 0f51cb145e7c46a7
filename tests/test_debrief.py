"""What a debrief holds, from sessions of the worked scenario."""

import re

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_sim.debrief import PROMPTS, RISK, Banner, Debrief, Reflection, debrief
from alliance_sim.document import Document
from alliance_sim.practice_target import AIM_AGAINST, AIM_CALM
from alliance_sim.reports import debriefing, text
from alliance_sim.scenario import Review, Scenario
from alliance_sim.self_rating import ItemRating
from alliance_sim.session import Mode, Session, Unplayable
from alliance_sim.signal_detection import Proportion
from tests.strategies import picks, scenarios, walk
from tests.worked import AGREEING, CARING, HURRIED, QUESTIONNAIRE, STUCK, changed, session, with_choice, worked

RATINGS = {
    **{"before/see": "60", "before/hear": "40", "before/mend": "50", "before/letter": "80"},
    **{"after/see": "70", "after/hear": "60", "after/letter": "80"},
    **{"then/see": "40", "then/hear": "", "then/mend": "30"},
}


def debriefed(played: Session, scenario: Scenario | None = None) -> Debrief:
    return debrief(scenario or worked(), played, QUESTIONNAIRE)


def told(found: Debrief) -> str:
    """The debrief as one line of words."""
    return " ".join(text.rendered(debriefing.document(found)).split())


# --- What happened ---


def test_a_finished_session_tells_its_ending_and_when() -> None:
    found = debriefed(session(CARING))
    assert (found.state, found.ending) == ("finished", "repaired")
    assert found.summary == "You owned the late cancelling, and she took her chair back."
    assert (found.started, found.finished) == ("2026-01-31T09:59:00", "2026-01-31T10:04:00")


def test_a_suspended_session_is_debriefed_as_far_as_it_went() -> None:
    found = debriefed(session(CARING[:2], AGREEING[:3]))
    assert (found.state, found.ending, found.finished) == ("suspended", None, "")
    assert Banner("Not finished", "This conversation is not finished. What follows is about the 2 replies so far.") in (
        found.banners
    )


def test_the_key_of_a_turn_that_waits_stays_hidden() -> None:
    found = debriefed(session(CARING[:2], AGREEING[:3]))
    assert [turn.number for turn in found.path] == [0, 1]
    assert "Confrontation" not in told(found)
    assert ">>I do not fill in grids<<" not in told(found)
    assert found.detection.counts.signal == 1


def test_a_stuck_session_says_that_the_gap_is_the_scenarios() -> None:
    found = debriefed(session(STUCK))
    assert found.state == "stuck"
    assert "The gap is in the scenario" in told(found)


def test_a_session_without_a_reply_has_a_debrief() -> None:
    found = debriefed(session())
    assert found.path == ()
    assert found.strengths[0].what == "you opened the scenario and read yourself in"
    assert found.target.because == "Little was played so far."
    assert "No probe was answered" in told(found)


def test_answers_that_do_not_fit_the_text_are_refused() -> None:
    with pytest.raises(Unplayable):
        debriefed(session(("shout",)))


# --- Recognition ---


def test_a_missed_cue_is_quoted_with_its_words_and_its_variant_of_why() -> None:
    [missed] = debriefed(session(("probe-her", "move-on"), ("none", "none"))).with_result("miss")
    assert missed.patient.startswith("No, no.")
    assert [cue.words for cue in missed.markers] == ["You will have had your reasons", "It was no trouble"]
    assert missed.why == "She soothes you, because you asked as if it were her doing."
    assert missed.trigger == "You cancelled an hour before, and somebody else told her."


def test_a_trigger_of_the_trainees_own_is_quoted() -> None:
    found = debriefed(session(HURRIED))
    assert found.path[2].trigger_line == "Good, I am glad. Shall we look at the sleep diary?"
    assert found.path[1].trigger_line == ""


def test_the_trigger_quoted_is_the_last_reply_given_there() -> None:
    rupture = worked().state["both"].rupture
    assert rupture
    scenario = changed("both", rupture=evolve(rupture, trigger_at="polite"))
    scenario = with_choice(scenario, "sharp", "insist", to="polite")
    scenario = with_choice(scenario, "polite", "move-on", to="story")
    found = debriefed(session(("follow", "own-it", "insist", "move-on", "stay", "notice-both")), scenario)
    assert found.path[5].trigger_line == "Good, I am glad. Shall we look at the sleep diary?"


def test_a_false_alarm_says_what_the_turn_resembles_and_why_it_is_none() -> None:
    [marked] = debriefed(session(CARING, ("withdrawal",))).with_result("false_alarm")
    assert (marked.decoy, marked.why) == ("minimal-response", "Few words, and they answer what you asked.")


def test_hits_of_another_type_are_set_apart() -> None:
    found = debriefed(session(CARING, ("none", "mixed", "confrontation", "none", "withdrawal")))
    assert [turn.number for turn in found.types_that_differ] == [1, 4]


def test_in_free_mode_silence_is_no_flag_and_the_window_is_explained() -> None:
    found = debriefed(session(CARING, more={"3/probe": "confrontation"}, mode=Mode(recognition="free")))
    assert [turn.answer for turn in found.path] == ["none", "none", "confrontation", "none", "none"]
    assert "1; You saw: no flag; The key: no rupture" in told(found)
    assert "A flag counts for its own turn, or for the one before" in told(found)


# --- What went well, and the target ---


def test_the_strengths_name_a_strong_reply_a_decoy_left_alone_and_a_faint_rupture() -> None:
    strengths = debriefed(session(CARING, AGREEING)).strengths
    assert [(strength.turn, strength.by) for strength in strengths] == [(1, "you"), (0, "patient"), (1, "patient")]
    assert strengths[0].quote == "I cancelled late and left it to the desk. That was poor of me."


@pytest.mark.parametrize(
    ("played", "what"),
    [
        (session(("probe-her", "move-on", "make-sense")), "your reply is one that can be defended here"),
        (session(HURRIED[:2], ("mixed", "withdrawal")), "you noticed this strain; how plainly it shows: 2 of 5"),
        (
            session(HURRIED[:1], more={"0/own-words": "Oh?"}),
            "you found words of your own before you saw any, at 1 of 1 turns",
        ),
        (session(HURRIED[:2]), "you stayed in a hard conversation for 2 replies"),
    ],
)
def test_there_is_always_one_specific_thing_that_went_well(played: Session, what: str) -> None:
    assert debriefed(played).strengths[0].what == what


def test_what_was_missed_most_is_the_target() -> None:
    target = debriefed(session(CARING, ("none", "none", "confrontation", "none", "confrontation"))).target
    assert (target.kind, target.lesson) == ("withdrawal", "withdrawal")
    assert target.because == "1 of 2 turns with withdrawal passed unmarked, among them: deferential and appeasing."


def test_look_alikes_are_the_target_where_they_were_marked() -> None:
    target = debriefed(session(CARING, ("mixed", "withdrawal", "confrontation", "mixed", "mixed"))).target
    assert (target.kind, target.lesson, target.share) == ("look-alikes", "look-alikes", Proportion(2, 2))


def test_weak_replies_are_the_target_with_the_lesson_that_fits_how_they_went_amiss() -> None:
    target = debriefed(session(HURRIED, AGREEING)).target
    assert (target.kind, target.lesson, target.aim) == ("replies", "look-alikes", AIM_CALM)
    target = debriefed(session(("follow", "own-it", "insist"), AGREEING)).target
    assert (target.kind, target.lesson, target.aim) == ("replies", "own-part", AIM_AGAINST)


def test_one_turn_of_one_does_not_outweigh_many_of_many() -> None:
    """One miss of one has a lower end of .21, four weak replies of five one of .38."""
    target = debriefed(session(("follow", *HURRIED[1:]), ("none", "withdrawal", "none", "none", ""))).target
    assert (target.kind, target.share) == ("replies", Proportion(4, 5))


def test_a_hint_of_risk_passed_over_comes_before_everything() -> None:
    found = debriefed(session(("follow", "move-on", "insist", "ask-about-harm"), ("none",) * 4))
    assert found.target.kind == "risk"
    assert found.risk_passed_over
    assert " ".join(RISK.split()) in told(found)
    assert RISK not in told(debriefed(session(HURRIED)))


def test_where_nothing_went_by_the_type_or_the_next_level_is_the_target() -> None:
    typed = debriefed(session(CARING, ("none", "mixed", "confrontation", "none", "mixed"))).target
    assert (typed.kind, typed.because) == ("type", "You noticed 3 ruptures and called 1 by another type than the key.")
    assert debriefed(session(CARING, AGREEING)).target.kind == "next"


# --- Self-ratings, reflections, banners ---


def test_ratings_are_means_with_change_and_response_shift_over_what_was_rated_twice() -> None:
    recognition, management, control = debriefed(session(CARING, more=RATINGS)).ratings
    assert recognition.items == (
        ItemRating("see", "see it", 60, 40, 70),
        ItemRating("hear", "hear it", 40, None, 60),
    )
    assert (recognition.before, recognition.then, recognition.after) == (50, 40, 65)
    assert (recognition.change, recognition.response_shift) == (15, -20)
    assert (management.after, management.change, management.response_shift) == (None, None, -20)
    assert (control.scale, control.then, control.change) == ("control", None, 0)


def test_without_a_questionnaire_nothing_is_said_of_ratings() -> None:
    assert debrief(worked(), session(CARING, more=RATINGS), None).ratings == ()


def test_ratings_come_after_what_was_done_and_before_the_target() -> None:
    words = told(debriefed(session(CARING, AGREEING, more=RATINGS)))
    places = [words.index(heading) for heading in ("Noticing ruptures", "Meeting the", "How you rated", "One thing to")]
    assert places == sorted(places)


def test_reactions_come_first_and_what_went_well_before_what_was_missed() -> None:
    words = told(debriefed(session(CARING, ("none",) * 5, more={"reactions": "Tired."})))
    places = [words.index(heading) for heading in ("Tired.", "What happened", "What went well", "Cues that passed by")]
    assert places == sorted(places)


def test_reflections_that_were_written_stand_under_their_prompts() -> None:
    found = debriefed(session(CARING, more={"reflection/0": "That I was ill."}))
    assert found.reflections == (Reflection("What did you leave unsaid?", "That I was ill."),)
    plain = evolve(worked(), reflection=())
    found = debriefed(session(CARING, more={"reflection/0": "", "reflection/1": "The grid."}), plain)
    assert found.reflections == (Reflection(PROMPTS[1], "The grid."),)


def test_an_unreviewed_scenario_and_practice_carry_banners() -> None:
    banners = debriefed(session(CARING, attempt=2)).banners
    assert [banner.label for banner in banners] == ["Practice", "Unreviewed"]


def test_a_reviewed_scenario_names_its_reviewers_and_still_the_authors_judgement() -> None:
    reviewed = evolve(worked(), reviews=(Review("clinical psychologist", "2026-01-02", "sound"),))
    [banner] = debriefed(session(CARING), reviewed).banners
    assert "the author's judgement" in banner.text
    assert "clinical psychologist, 2026-01-02" in banner.text


def test_whoever_is_unsettled_is_told_of_support_near_the_top() -> None:
    words = told(debriefed(session(CARING, more={"wellbeing": "unsettled"})))
    assert words.index("take it to your supervisor") < words.index("What happened")


def test_another_reply_tells_what_would_have_followed_or_that_it_is_the_same() -> None:
    words = told(debriefed(session(CARING)))
    assert "You take the words and leave the tone. What comes next is the same." in words
    assert "now she looks for it. Then Runa: “No, no. It was no trouble" in words


def test_a_flag_is_told_by_the_turn_that_set_it_and_a_number_by_its_series() -> None:
    words = told(debriefed(session(CARING)))
    assert "You owned the cancelling: from turn 2" in words
    assert "Bond (0 to 10): 5, 5, 7, 7, 8, 8" in words
    assert "You owned the cancelling: not in this run" in told(debriefed(session(HURRIED)))


# --- Wording and privacy ---


@pytest.mark.parametrize("choices", [CARING, HURRIED, STUCK, CARING[:2], ()])
def test_no_word_of_the_program_judges(choices: tuple[str, ...]) -> None:
    """The worked scenario does not say them either."""
    for noticed in (AGREEING, ("mixed",) * 5, ("none",) * 5):
        found = debriefed(session(choices, noticed, sure=(100,) * 5, more=RATINGS, attempt=2))
        words = told(found)
        assert not re.search(r"\b(wrong|correct|incorrect|right|competen\w*|score|fail(ed|ure)|3RS)\b", words, re.I)


def test_every_debrief_ends_with_what_it_must_not_be_used_for() -> None:
    words = told(debriefed(session(CARING)))
    assert "not treatment, not advice on a current case, not a credential" in words
    assert "must not be used for hiring, appraisal or pass/fail" in words


def test_a_dozen_probes_are_called_provisional() -> None:
    assert "5 probes, 3 with a rupture and 2 without: provisional." in told(debriefed(session(CARING, AGREEING)))


def test_characters_that_act_on_a_terminal_are_made_visible() -> None:
    more = {"reactions": "a\x1b]0;x\x07\u202eb", "0/own-words": "\x9b2J", "reflection/0": "\ud800"}
    found = debriefed(session(CARING, more=more))
    assert found.reactions == "a\ufffd]0;x\ufffd\ufffdb"
    assert found.repair.moves[0].own_words == "\ufffd2J"
    assert found.reflections[0].answer == "\ufffd"


def test_without_notes_no_sentence_of_the_trainee_remains() -> None:
    more = {"reactions": "Secret.", "1/own-words": "Secret.", "reflection/0": "Secret."}
    found = debriefed(session(CARING, more=more))
    assert told(found).count("Secret.") == 3
    assert "Secret." not in told(found.without_notes())
    assert "Secret." not in repr(found)


# --- Properties ---


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), picks(), st.lists(st.sampled_from(("", *AGREEING)), max_size=20))
def test_every_run_of_every_scenario_has_a_debrief(scenario: Scenario, chosen: list[int], noticed: list[str]) -> None:
    played = walk(scenario, chosen)
    for number, answer in enumerate(noticed):
        played = played.answered(evolve(session(("x",)).answers[0], step=f"{number}/probe", value=answer))
    found = debrief(scenario, played, None)
    document: Document = debriefing.document(found)
    assert found.strengths
    assert found.target.lesson
    assert len(found.path) == len(found.repair.moves)
    assert document
