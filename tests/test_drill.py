from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance_sim.banks import bank_of, banks
from alliance_sim.cli.commands import commands
from alliance_sim.drill import drill_script, trials
from alliance_sim.rehearsal import reading, resumed, sitting
from alliance_sim.replaying import retold
from alliance_sim.reports.text import rendered
from alliance_sim.session import Answer, Unplayable
from alliance_sim.steps import Playing
from alliance_sim.store import Store, home
from alliance_sim.trial import Trial

BANK = bank_of(
    "small",
    """
format: 1
title: Small
language: en-GB
provenance: fictional
authors: [A. Author]
probes:
  diary:
    level: advanced
    context: You ask about the diary.
    patient: It was fine. You choose.
    rupture:
      type: withdrawal
      markers: {minimal-response: It was fine}
      strain: task
      salience: 3
      trigger: You set it in a hurry.
      why: She closes the topic.
  stairs:
    level: foundation
    context: You ask about the stairs.
    patient: Not the stairs. The lift.
    no_rupture: {looks_like: rejects-intervention, why: She corrects you and works on.}
""",
)


def played(*values: str) -> Playing:
    """The drill on the small bank after these answers."""
    playing = Playing.of(drill_script(BANK.probes))
    for value in values:
        assert playing.step is not None
        playing.advance(Answer(playing.step.key, value))
    return playing


def steps(*values: str) -> list[str]:
    return [step.key for step, _ in played(*values).past]


def shown(playing: Playing) -> str:
    assert playing.step is not None
    return " ".join(rendered(playing.step.show).split())


def test_an_advanced_probe_asks_for_the_marker_of_each_type_that_was_seen() -> None:
    assert steps("mixed", "75", "minimal-response", "defends-self", "", "none", "100", "", "") == [
        "diary/probe",
        "diary/sure",
        "diary/marker-withdrawal",
        "diary/marker-confrontation",
        "diary/heard",
        "stairs/probe",
        "stairs/sure",
        "stairs/heard",
        "summary",
    ]


def test_a_probe_that_is_skipped_is_explained_all_the_same() -> None:
    playing = played("")
    assert shown(playing).startswith("Patient: >>It was fine<<. You choose. You saw: no answer. The key: Withdrawal")


def test_the_key_tells_what_was_seen_the_marker_why_and_what_came_before() -> None:
    told = shown(played("confrontation", "90", "defends-self"))
    assert "You saw: Confrontation, 90% sure." in told
    assert "The key: Withdrawal (minimal response). She closes the topic." in told
    assert "Just before: You set it in a hurry." in told


def test_a_look_alike_is_named_once_it_was_answered_and_not_before() -> None:
    playing = played("", "")
    assert "resembles" not in shown(playing)
    playing.advance(Answer("stairs/probe", "none"))
    playing.advance(Answer("stairs/sure", ""))
    assert "The key: No rupture (resembles rejects the therapist's intervention). She corrects" in shown(playing)


def test_the_summary_counts_as_a_debrief_does() -> None:
    told = shown(played("mixed", "75", "minimal-response", "", "", "withdrawal", "60", ""))
    assert "Ruptures that you noticed: 1 of 1" in told
    assert "Turns without a rupture that you marked: 1 of 1" in told
    assert "Markers as in the key (half for the same family): 1 of 1" in told


def test_a_sitting_in_which_nothing_was_answered_says_so() -> None:
    assert "Nothing was answered" in shown(played("", "", "", ""))


def test_trials_hold_the_answers_with_their_confidence_and_the_credit_for_markers() -> None:
    given = {"diary/probe": "withdrawal", "diary/sure": "90", "diary/marker-withdrawal": "denial", "stairs/probe": ""}
    assert list(trials(BANK.probes, given)) == [Trial(0, "withdrawal", "withdrawal", 90, None, 0.5)]


def test_an_answer_that_no_probe_takes_cannot_be_played() -> None:
    with pytest.raises(Unplayable):
        list(trials(BANK.probes, {"diary/probe": "rupture"}))


def test_a_sitting_goes_on_where_it_was_put_aside_and_keeps_its_text(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        rehearsal = sitting(banks(), store, size=5, seed=2)
        rehearsal.give("2")
        rehearsal.give("3")
        waiting = rehearsal.step
        session = store.session(rehearsal.session.id)
        again = resumed(session, store)
        assert waiting is not None
        assert again.step == waiting
        assert session.kind == "drill"
        assert store.attempts("drill") == 0


def test_a_missed_probe_comes_again_on_another_day_and_not_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = sitting(banks(), store, size=5, seed=2)
        seen = set()
        while first.step is not None and first.step.key != "summary":
            seen.add(first.step.key.partition("/")[0])
            first.give("2" if first.step.options else "")
        second = sitting(banks(), store, size=5, seed=2)
        assert second.step is not None
        begun = {step.key.partition("/")[0] for step, _ in second.playing.past} | {second.step.key.partition("/")[0]}
        assert seen.isdisjoint(begun)
        assert len(seen) == 5


def test_that_a_lesson_was_read_is_recorded(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        rehearsal = reading("withdrawal", store)
        assert store.readings("withdrawal") == 0
        while rehearsal.step is not None:
            rehearsal.give("1" if rehearsal.step.options else "")
        rehearsal.finish()
        (heading,) = store.headers()
        assert (heading.session.kind, heading.session.scenario, heading.ending) == ("lesson", "withdrawal", "done")
        assert store.readings("withdrawal") == 1
        assert store.attempts("withdrawal") == 0
        assert "your answer" in rendered(retold(store.session(heading.session.id), store))


def called(*arguments: str, answers: str = "") -> str:
    result = CliRunner().invoke(commands, list(arguments), input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_deals_as_many_probes_as_it_is_asked_for() -> None:
    output = called("drill", "--plain", "--size", "5", "--seed", "1", answers="\n" * 40)
    assert "5 of 5: Is there a rupture in this turn?" in output
    assert "This sitting" in output


def test_the_history_and_the_debrief_tell_of_a_drill_and_of_a_lesson() -> None:
    called("drill", "--plain", "--seed", "1", answers="2\n3\n" + "\n" * 40)
    assert "Lesson: Withdrawal" not in called("history")
    called("lesson", "withdrawal", "--plain", answers="\n" + "1\n\n" * 9)
    listed = called("history")
    assert "Lesson: Withdrawal; done; read for the first time." in listed
    assert "Drill; done; single turns." in listed
    with Store.open(home(), read_only=True) as store:
        drill = next(heading.session.id for heading in store.headers() if heading.session.kind == "drill")
    assert "You: Withdrawal" in called("debrief", drill)
    refused = CliRunner().invoke(commands, ["debrief", drill, "--format", "json"])
    assert refused.exit_code == 2
