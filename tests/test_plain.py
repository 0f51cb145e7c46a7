"""The trainer line by line, in the process and through the command."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.library import load
from alliance_sim.plain import Reader, run
from alliance_sim.rehearsal import Recorded, started
from alliance_sim.session import Mode
from alliance_sim.store import Store

SHORT = Path(__file__).parent / "sound.yaml"
ANSWERS = (
    *("episode", "no"),
    *("withdrawal", "90", "You kept your coat on.", "notice"),
    *("none", "75", "", "thank"),
    *("", "tired", "fine", "", "my haste", ""),
)
"""The whole short scenario, an answer a line; the empty lines go on, or skip."""


def rehearsed(mode: Mode | None = None) -> Recorded:
    return started(load(SHORT), mode or Mode(), None, seed=1)


def told(answers: Iterable[str], mode: Mode | None = None) -> tuple[Recorded, str, bool]:
    """The session after the answers, what was told, and whether it came to its end."""
    rehearsal, lines = rehearsed(mode), list[str]()
    ended = run(rehearsal, Reader(iter(answers)), lines.append)
    return rehearsal, "\n".join(lines), ended


def given(rehearsal: Recorded) -> list[tuple[str, str]]:
    return [(answer.step, answer.value) for answer in rehearsal.session.answers]


def play(*arguments: str, answers: Iterable[str] = ()) -> Result:
    return CliRunner().invoke(commands, ["play", *arguments], input="".join(f"{line}\n" for line in answers))


def test_a_scenario_is_played_to_its_end_line_by_line() -> None:
    rehearsal, _, ended = told(ANSWERS)
    assert ended
    assert given(rehearsal) == [
        ("feedback", "episode"),
        ("ratings", "no"),
        ("0/probe", "withdrawal"),
        ("0/sure", "90"),
        ("0/own-words", "You kept your coat on."),
        ("0/choice", "notice"),
        ("1/probe", "none"),
        ("1/sure", "75"),
        ("1/own-words", ""),
        ("1/choice", "thank"),
        ("ending", ""),
        ("reactions", "tired"),
        ("wellbeing", "fine"),
        ("debrief", ""),
        ("reflection/0", "my haste"),
        ("reflection/1", ""),
    ]


def test_a_number_means_the_same_as_the_word() -> None:
    numbers = ("2", "2", "2", "4", "You kept your coat on.")
    assert given(told(numbers)[0]) == given(told(ANSWERS[: len(numbers)])[0])


@pytest.mark.parametrize("typed", ["WITHDRAWAL", " withdrawal ", "2", " 2", "withdrawal\r"])
def test_case_and_space_around_an_answer_do_not_matter(typed: str) -> None:
    assert given(told(["", "no", typed])[0])[-1] == ("0/probe", "withdrawal")


def test_a_question_mark_explains_the_options_and_asks_again() -> None:
    rehearsal, text, _ = told(["", "no", "?", "2"])
    assert "A move away: from you, from the work, or from the patient's own feeling." in text
    assert given(rehearsal)[-1] == ("0/probe", "withdrawal")


def test_back_reads_the_page_again() -> None:
    _, text, _ = told(["", "no", "2", "back"])
    assert text.count("The diary? Oh, it was fine.") == 2


def test_quit_puts_the_session_aside() -> None:
    rehearsal, _, ended = told(["", "no", "quit", "2"])
    assert not ended
    assert given(rehearsal) == [("feedback", "episode"), ("ratings", "no")]


def test_the_end_of_the_input_puts_the_session_aside() -> None:
    rehearsal, _, ended = told(["", "no"])
    assert not ended
    assert rehearsal.step is not None
    assert rehearsal.step.key == "0/probe"


def test_an_empty_line_takes_the_default() -> None:
    assert given(told(["", ""])[0]) == [("feedback", "episode"), ("ratings", "yes")]


def test_an_empty_line_skips_what_may_be_skipped() -> None:
    assert given(told(["", "no", "", ""])[0])[-2:] == [("0/probe", ""), ("0/own-words", "")]


@pytest.mark.parametrize("typed", ["-", "skip"])
def test_skipping_can_be_said(typed: str) -> None:
    assert given(told(["", "no", typed])[0])[-1] == ("0/probe", "")


def test_an_empty_line_is_no_choice_of_a_reply() -> None:
    rehearsal, text, _ = told(["", "no", "", "", ""])
    assert "Error: expected a number from 1 to 2, or the word itself, found an empty line" in text
    assert given(rehearsal)[-1] == ("0/own-words", "")


@pytest.mark.parametrize("nonsense", ["5", "0", "-1", "maybe", "2 3", "x" * 200, "\x1b[31m2x", "２"])
def test_nonsense_is_told_and_asked_again(nonsense: str) -> None:
    rehearsal, text, _ = told(["", "no", nonsense, "2"])
    assert "Error: expected a number from 1 to 4, or the word itself, found '" in text
    assert "\x1b" not in text
    assert given(rehearsal)[-1] == ("0/probe", "withdrawal")


def test_in_free_mode_n_says_that_something_was_noticed() -> None:
    rehearsal, text, _ = told(["", "n", "2", "4", "1"], Mode(recognition="free", own_words=False, ratings=False))
    assert "n: I notice something" in text
    assert [step for step, _ in given(rehearsal)] == ["feedback", "0/notice", "0/probe", "0/sure", "0/choice"]


def test_every_line_is_plain_text() -> None:
    _, text, _ = told(ANSWERS)
    assert [character for character in text if not character.isprintable() and character != "\n"] == []


def test_options_are_read_with_their_numbers() -> None:
    _, text, _ = told(["", "no"])
    assert "1: No rupture\n2: Withdrawal\n3: Confrontation\n4: Mixed\n" in text


def test_the_place_is_told_when_it_changes_and_only_then() -> None:
    _, text, _ = told(ANSWERS)
    places = [line for line in text.splitlines() if line.startswith("== ")]
    assert places == ["== Briefing ==", "== Before ==", "== Conversation ==", "== Debrief ==", "== Reflection =="]


def test_ratings_are_counted() -> None:
    _, text, _ = told(["", "yes", "50"])
    assert "1 of 16: " in text
    assert "2 of 16: " in text


def test_a_line_that_is_longer_than_a_text_may_be_is_refused() -> None:
    rehearsal, text, _ = told(["", "no", "", "y" * 20_001, "short"])
    assert "Error: expected at most 20000 characters, found 20001" in text
    assert given(rehearsal)[-1] == ("0/own-words", "short")


def test_the_command_says_first_why_it_goes_line_by_line() -> None:
    assert play(str(SHORT)).stdout.splitlines()[0] == "Line by line: input or output is a pipe."
    assert play(str(SHORT), "--plain").stdout.splitlines()[0] == "Line by line: asked for with --plain."


def test_the_setting_and_the_variable_are_reasons_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(parents=True, mode=0o700)
    (home / "settings.yaml").write_text("plain: true\n", encoding="utf-8")
    assert play(str(SHORT)).stdout.splitlines()[0] == "Line by line: the setting 'plain' is true."
    monkeypatch.setenv("ALLIANCE_SIM_PLAIN", "1")
    assert play(str(SHORT)).stdout.splitlines()[0] == "Line by line: ALLIANCE_SIM_PLAIN is set."


def test_the_command_plays_to_the_end_and_says_how_to_see_the_debrief(home: Path) -> None:
    result = play(str(SHORT), "--plain", "--seed", "1", answers=ANSWERS)
    entry = Store.open(home, read_only=True).headers()[0]
    assert result.exit_code == 0
    assert entry.ending == "repaired"
    assert result.stdout.splitlines()[-1] == (
        f"Finished. alliance-sim debrief {entry.session.id[:8]} shows the debrief again."
    )


def test_resume_goes_on_at_the_same_question(home: Path) -> None:
    for stop in range(1, len(ANSWERS)):
        first = play(str(SHORT), "--plain", "--seed", "1", answers=ANSWERS[:stop])
        assert first.exit_code == 0
        assert "Put aside. alliance-sim play --resume goes on here." in first.stdout
        assert play("--resume", answers=ANSWERS[stop:]).exit_code == 0
    sessions = Store.open(home, read_only=True).sessions()
    assert len({tuple((answer.step, answer.value) for answer in session.answers) for session in sessions}) == 1
    assert len(sessions[0].answers) == len(ANSWERS)


def test_resume_reads_the_page_again() -> None:
    play(str(SHORT), "--plain", answers=ANSWERS[:3])
    assert "The diary? Oh, it was fine." in play("--resume").stdout


def test_resume_without_a_session_says_so() -> None:
    result = play("--resume")
    assert result.exit_code == 0
    assert "There is no session to go on with." in result.stdout


@pytest.mark.parametrize("seed", [0, 1, 7, 2**31 - 1])
def test_a_seed_fixes_the_order_of_the_replies(seed: int) -> None:
    answers = ("end", "no", "", "")
    first, second = (play(str(SHORT), "--plain", "--seed", str(seed), answers=answers).stdout for _ in range(2))
    assert first == second


def test_seeds_differ_in_the_order_of_the_replies() -> None:
    answers = ("end", "no", "", "")
    texts = {play(str(SHORT), "--plain", "--seed", str(seed), answers=answers).stdout for seed in range(8)}
    assert len(texts) == 2  # as many orders as two replies have


def test_a_session_that_is_open_in_another_window_is_not_gone_on_with(home: Path) -> None:
    play(str(SHORT), "--plain", answers=ANSWERS[:3])
    with Store.open(home) as store, store.playing(store.headers()[0].session.id):
        result = play("--resume", answers=ANSWERS[3:])
    assert result.exit_code == 3
    assert "open in another window" in result.stderr


def test_a_path_prints_the_conversation_and_how_it_ends(home: Path) -> None:
    result = play(str(SHORT), "--path", "notice,thank")
    assert result.exit_code == 0
    assert (
        result.stdout.split()
        == (
            "Ilse: (coat still buttoned) The diary? Oh, it was fine. I just did not get round to it. "
            "You: Fine, you say, with your coat on. How was it to get homework from me? "
            "Ilse: Honestly? I hid it in a drawer, and I was cross with you all week. "
            "You: Thank you for telling me. I set that too fast. What would be of use to you instead? "
            "Ilse: (takes off her coat) Can we do it without the grid? "
            "Ending, repaired: You came back to the task by way of the two of you."
        ).split()
    )
    assert not home.exists()


def test_a_path_that_ends_early_says_what_is_open() -> None:
    result = play(str(SHORT), "--path", "notice")
    assert result.exit_code == 0
    assert "- thank: Thank you for telling me." in result.stdout


@pytest.mark.parametrize("path", ["nothing", "notice,notice", "notice,thank,more", "notice,\x1b[31m"])
def test_a_path_that_is_not_open_is_wrong_usage(path: str) -> None:
    result = play(str(SHORT), "--path", path)
    assert result.exit_code == 2
    assert "expected" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_path_is_played_without_spaces_mattering() -> None:
    assert play(str(SHORT), "--path", " notice , thank ,").stdout == play(str(SHORT), "--path", "notice,thank").stdout


@pytest.mark.parametrize("arguments", [[], ["x", "--resume"], ["--path", "a"], ["--resume", "--path", "a"]])
def test_play_wants_one_thing_to_play(arguments: list[str]) -> None:
    assert play(*arguments).exit_code == 2


def test_a_scenario_with_errors_does_not_play_and_says_why(tmp_path: Path, home: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SHORT.read_text(encoding="utf-8").replace("to: drawer", "to: nowhere"), encoding="utf-8")
    result = play(str(broken), "--plain", answers=ANSWERS)
    assert result.exit_code == 1
    assert "error[AS" in result.stderr
    assert "broken.yaml has errors and does not play." in result.stderr
    assert not home.exists()
