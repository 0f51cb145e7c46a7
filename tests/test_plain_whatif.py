"""What if, line by line, and the command that opens it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.library import load
from alliance_sim.plain_whatif import HELP, play
from alliance_sim.rehearsal import reading, started
from alliance_sim.settings import Settings
from alliance_sim.side_by_side import CHANGED
from alliance_sim.store import Store
from alliance_sim.whatif import WhatIf
from tests.store.test_damage import changed
from tests.test_whatif import back
from tests.tui.driver import SHORT, best, finished, first
from tests.worked import STUCK


def after(*lines: str, whatif: WhatIf | None = None) -> str:
    """What is told after the last of the lines."""
    found: list[str] = []

    def typed() -> Iterator[str]:
        yield from lines[:-1]
        found.clear()
        yield lines[-1]

    play(whatif or back(turn=2), typed(), found.append)
    return "\n".join(found)


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(commands, ["play", *arguments], input=typed)


def test_a_turn_is_told_without_what_is_hidden() -> None:
    found: list[str] = []
    play(back(turn=2), (), found.append)
    assert found == [
        "What if: The borrowed chair (practice, not recorded)",
        HELP,
        "Scene: She takes the chair by the door and not her own.\n\n"
        "Runa: (looks at the shelf, thinking) Six hours of sleep. That is one more\nthan last time.\n\n"
        "You: You sound short today. Is something the matter between us?",
        "",
        "== Turn 2 ==",
        "Runa: No, no. It was no trouble, last week. You will have had your reasons.\n(smiles at the floor)",
        "1: I cancelled late and left it to the desk. That was poor of me.",
        "2: Good, I am glad. Shall we look at the sleep diary? (as you did)",
        "3: Do you often find excuses for people who let you down?",
        ">",
    ]


def test_t_tells_the_key_the_values_and_what_each_reply_does_and_hides_them_again() -> None:
    told = after("t").split("\n")
    for line in (
        "The key: Withdrawal (deferential and appeasing; denial). She soothes you,",
        "Tension: 3 to 4 (range 0 to 6)",
        "You owned the cancelling: no",
        "3: Do you often find excuses for people who let you down? "
        "(Harmful fit: links to other relationships. Bond 5 to 3; Tension 4 to 6.)",
    ):
        assert line in told
    assert "fit" not in after("t", "t")


def test_a_number_replies_and_b_takes_it_back() -> None:
    assert "== Turn 3, parted at turn 2 ==" in after("1")
    assert "== Turn 2 ==" in after("1", "b")
    assert "== Turn 1 ==" in after("b")
    assert after("b", "b") == "This is the first turn: there is nothing to take back.\n>"


def test_a_says_what_was_said_then() -> None:
    assert "== Turn 3 ==" in after("a")


def test_f_goes_on_as_then_to_the_end() -> None:
    told = after("1", "f").split("\n")
    assert told[0] == "On as you did: 3 replies."
    assert "== The end ==" in told
    assert after("1", "f", "f") == "The conversation is over here.\n>"


def test_f_says_where_it_stops() -> None:
    told = after("1", "f", whatif=back(STUCK, turn=2))
    assert told.endswith("What you said here then is not open now: it hangs on what came before.\n>")


def test_c_tells_the_two_runs_one_after_the_other() -> None:
    told = after("1", "f", "c")
    for line in (
        "They part at turn 2: weak fit then,",
        "Value: Bond; As it was: 5, 4, 3, 2, 2; What if: 5, 7, 6, 5, 5",
    ):
        assert line in told


def test_g_goes_to_any_turn_of_the_conversation_as_it_was() -> None:
    assert "== Turn 4 ==" in after("1", "g 4")


@pytest.mark.parametrize("typed", ["g", "g 0", "g 6", "g x", "g \u0663\u0663", f"g {'9' * 5000}"])
def test_other_turns_are_refused(typed: str) -> None:
    assert after(typed).startswith("Error: expected g and a turn from 1 to 5, found '")


@pytest.mark.parametrize("typed", ["4", "0", "own-it", "\x1b[2J"])
def test_what_is_no_reply_is_refused_without_what_acts_on_a_terminal(typed: str) -> None:
    told = after(typed)
    assert told.startswith("Error: expected a number from 1 to 3, found '")
    assert "\x1b" not in told


def test_an_empty_line_asks_again_and_a_question_mark_helps() -> None:
    assert after("") == ">"
    assert after("?").startswith(f"{HELP}\n\n== Turn 2 ==")


def test_closed_replies_are_told_only_with_what_is_hidden() -> None:
    shown = after("t", whatif=back(("follow", "own-it", "make-sense", "stay", "notice-both"), turn=5))
    assert "- (wait, and say nothing) (CLOSED: needs bond <= 2; bond is 8. Harmful fit: ignoring.)" in shown


def test_the_command_goes_back_into_a_session_and_records_nothing(home: Path) -> None:
    name = finished()
    before = kept(home)
    found = run("--from", f"{name[:8]}:2", "--plain", typed="1\nb\n2\nc\n")
    assert found.exit_code == 0
    assert found.output.startswith("Line by line: asked for with --plain.\nWhat if: The empty diary")
    assert "== Turn 2 ==" in found.output
    assert kept(home) == before


def kept(home: Path) -> list[tuple[object, ...]]:
    """All that the store holds, and how often the scenario was attempted."""
    with Store.open(home, read_only=True) as store:
        return [*((session,) for session in store.sessions()), (store.attempts("sound"),)]


def test_the_text_of_the_session_is_played_where_the_scenario_has_changed(home: Path) -> None:
    name = finished()
    (home / "scenarios").mkdir()
    text = SHORT.read_text(encoding="utf-8").replace("Good that it is out.", "Now we have it.")
    (home / "scenarios" / "sound.yaml").write_text(text, encoding="utf-8")
    found = run("--from", f"{name}:2", "--plain").output
    assert CHANGED in found
    assert "Good that it is out." in found


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("{}", "expected SESSION:TURN as in 3f2a:4"),
        ("{}:", "expected SESSION:TURN as in 3f2a:4"),
        ("{}:two", "expected SESSION:TURN as in 3f2a:4"),
        (":2", "expected SESSION:TURN as in 3f2a:4"),
        ("zz:2", "expected the beginning of one session's id, found 'zz', which fits none"),
        ("\x1b[2J", "expected SESSION:TURN as in 3f2a:4"),
    ],
)
def test_a_place_that_is_none_is_a_mistake_of_the_command(place: str, said: str) -> None:
    found = run("--from", place.format(finished()), "--plain")
    assert (found.exit_code, said in found.output, "\x1b" in found.output) == (2, True, False)


@pytest.mark.parametrize("turn", ["0", "3", "999999999"])
def test_a_turn_that_did_not_come_is_refused(turn: str) -> None:
    found = run("--from", f"{finished()}:{turn}", "--plain")
    assert (found.exit_code, found.output) == (3, f"Error: expected a turn from 1 to 2, found {turn}\n")


@pytest.mark.parametrize("more", [["eight-ticks"], ["--resume"], ["--path", "a"], ["--seed", "3"]])
def test_from_stands_alone(more: list[str]) -> None:
    found = run("--from", "3f2a:1", *more)
    assert (found.exit_code, "expected --from alone" in found.output) == (2, True)


def test_a_session_that_is_put_aside_is_refused(home: Path) -> None:
    with Store.open(home) as store:
        aside = started(load(SHORT), Settings(ratings=False).mode("foundation"), store, seed=1)
        while aside.step is not None and aside.step.key != "1/choice":
            aside.give(best(aside.step))
    name = aside.session.id
    found = run("--from", f"{name}:1", "--plain")
    assert (found.exit_code, found.output) == (
        3,
        "Error: expected a conversation that is over, found one put aside: "
        f"go on with it first (play --resume {name[:8]})\n",
    )


def test_a_conversation_that_is_over_can_be_gone_back_into_before_its_debrief(home: Path) -> None:
    with Store.open(home) as store:
        over = started(load(SHORT), Settings(ratings=False).mode("foundation"), store, seed=1)
        while over.step is not None and over.step.key != "reactions":
            over.give(best(over.step))
    assert run("--from", f"{over.session.id}:2", "--plain").exit_code == 0


def test_a_lesson_is_refused(home: Path) -> None:
    with Store.open(home) as store:
        lesson = reading("withdrawal", store)
        assert lesson.step is not None
        lesson.give(first(lesson.step))
    found = run("--from", f"{lesson.session.id}:1", "--plain")
    assert (found.exit_code, "found another kind: lesson" in found.output) == (3, True)


def test_a_damaged_session_is_refused(home: Path) -> None:
    name = finished()
    changed(home, "DELETE FROM event WHERE seq = 2")
    found = run("--from", f"{name}:1", "--plain")
    assert (found.exit_code, found.output.startswith("Error: ")) == (3, True)


def test_the_end_of_the_input_and_quit_end_it() -> None:
    name = finished()
    assert run("--from", f"{name}:1", "--plain", typed="").exit_code == 0
    assert run("--from", f"{name}:1", "--plain", typed="quit\n1\n").output.endswith(">\n")


def test_a_pipe_makes_it_plain_and_nothing_of_the_full_screen_is_loaded(home: Path) -> None:
    code = (
        "import sys; from alliance_sim.cli.commands import commands\n"
        f"try: commands(['play', '--from', '{finished()}:1'])\n"
        "finally: print(sorted({'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="t\n1\nc\n",
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert done.stdout.startswith("Line by line: input or output is a pipe.")
    assert done.stdout.endswith("[]\n")
