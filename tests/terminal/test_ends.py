"""However the program ends, the terminal is given back, and what was answered is kept."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alliance_sim.library import load
from alliance_sim.rehearsal import started
from alliance_sim.session import Mode
from alliance_sim.store import Store
from tests.terminal.kills import Kills, killed
from tests.terminal.terminal import Terminal

SHORT = Path(__file__).parents[1] / "sound.yaml"
ALTERNATE, MOUSE, CURSOR = 1049, 1000, 25
HOME_SCREEN = "Settings"
"""A word of the first screen."""


def begun(home: Path, scenario: Path = SHORT, mode: Mode | None = None) -> str:
    """The id of a session in which the first question, when to hear of a turn, is answered."""
    with Store.open(home) as store:
        rehearsal = started(load(scenario), mode or Mode(own_words=False, ratings=False), store, seed=1)
        rehearsal.give("episode")
        return rehearsal.session.id


def answers(home: Path) -> list[tuple[str, str]]:
    with Store.open(home, read_only=True) as store:
        return [(answer.step, answer.value) for answer in store.sessions()[-1].answers]


def test_start_and_quit_give_the_terminal_back(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.sees(HOME_SCREEN)
        assert {ALTERNATE, MOUSE, CURSOR} <= terminal.left_on
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left_on == set()


def test_without_the_mouse_the_terminal_keeps_it(home: Path) -> None:
    with Terminal(["--no-mouse"], home=home) as terminal:
        terminal.sees(HOME_SCREEN)
        assert MOUSE not in terminal.left_on
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left_on == set()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_is_a_normal_end(number: signal.Signals, status: int, home: Path) -> None:
    begun(home, mode=Mode(ratings=False))
    with Terminal(["play", "--resume"], home=home) as terminal:
        terminal.sees("Is there a rupture")
        terminal.tap("1", "How sure")
        terminal.tap("3", "What would you say?")
        terminal.tap("half a sentence", "half a sentence")
        terminal.process.send_signal(number)
        assert terminal.ended() == status
        assert terminal.left_on == set()
        assert b"Traceback" not in terminal.written
    with Store.open(home, read_only=True) as store:
        assert store.draft(store.sessions()[-1].id) == ("0/own-words", "half a sentence")


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["told", "not-told"])
def test_a_closed_window_ends_the_program_soon_and_without_spinning(
    ignoring: tuple[signal.Signals, ...], home: Path
) -> None:
    with Terminal(home=home, ignoring=ignoring) as terminal:
        terminal.sees(HOME_SCREEN)
        time.sleep(0.3)
        before = terminal.seconds_used
        terminal.close()
        used, end = before, time.monotonic() + 3
        while terminal.process.poll() is None and time.monotonic() < end:
            try:
                used = max(used, terminal.seconds_used)
            except (FileNotFoundError, ProcessLookupError):
                break
            time.sleep(0.005)
        assert terminal.process.wait(timeout=0.5) == 129
        assert used - before < 0.5


def test_the_interrupt_key_loses_nothing(home: Path) -> None:
    begun(home)
    with Terminal(["play", "--resume"], home=home) as terminal:
        terminal.sees("Is there a rupture")
        terminal.tap("2", "How sure")
        terminal.press("\x03")
        time.sleep(0.2)
        terminal.read()
        terminal.tap("4", "Which reply")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left_on == set()
    assert answers(home) == [("feedback", "episode"), ("0/probe", "withdrawal"), ("0/sure", "90")]


def test_no_answer_that_was_seen_is_lost_by_a_kill(home: Path) -> None:
    assert killed(SHORT, home, 25) == Kills(25, lost=0, wrong=0)


def test_a_half_typed_text_survives_a_kill(home: Path) -> None:
    begun(home, mode=Mode(recognition="free", ratings=False))
    with Terminal(["play", "--resume"], home=home) as terminal:
        terminal.sees("What would you say?")
        terminal.tap("You kept your coat on", "You kept your coat on")
        time.sleep(2)
        terminal.kill()
    with Terminal(["play", "--resume"], home=home) as terminal:
        terminal.sees("You kept your coat on")


def test_a_second_window_is_told_that_the_session_is_open_elsewhere(home: Path) -> None:
    begun(home)
    with Terminal(["play", "--resume"], home=home) as one, Terminal(home=home) as two:
        one.sees("Is there a rupture")
        two.sees("Resume: The empty diary")
        two.tap("r", "open in another window")
        one.tap("2", "How sure")
        one.press("q")
        assert one.ended() == 0
        two.tap("r", "How sure")


@pytest.mark.parametrize("change", ["edited", "renamed", "deleted"])
def test_a_session_goes_on_with_the_text_it_began_with(change: str, home: Path) -> None:
    scenario = home / "scenarios" / "mine.yaml"
    scenario.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(SHORT, scenario)
    with Terminal(["play", "mine"], home=home) as terminal:
        terminal.sees("When do you want feedback?")
        terminal.tap("2", "Rate yourself")
        terminal.tap("2", "Is there a rupture")
        terminal.tap("\x1b", "Resume: The empty diary")
        terminal.press("q")
        terminal.ended()
    text = scenario.read_text(encoding="utf-8").replace("empty diary", "full diary").replace("was fine", "was good")
    if change == "edited":
        scenario.write_text(text, encoding="utf-8")
    elif change == "renamed":
        scenario.rename(scenario.with_stem("other"))
    else:
        scenario.unlink()
    with Terminal(home=home) as terminal:
        terminal.sees("Resume: The empty diary")
        terminal.tap("r", "Is there a rupture")
        assert "The empty diary" in terminal.text
        terminal.sees("it was fine.")
        terminal.tap("\x1b", HOME_SCREEN)
        terminal.tap("l", "Library")
        assert ("The full diary" in terminal.sees("Ship noise")) == (change == "edited")
        assert ("The empty diary" in terminal.text) == (change == "renamed")
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize(("kind", "words"), [("damaged", "damaged"), ("empty", "empty"), ("newer", "newer")])
def test_a_store_that_cannot_be_used_is_left_as_it_is(kind: str, words: str, home: Path) -> None:
    begun(home)
    path = home / "sessions.sqlite3"
    data = bytearray(path.read_bytes())
    if kind == "damaged":
        data[:16] = b"no store of ours"
    elif kind == "empty":
        data.clear()
    else:
        data[60:64] = (99).to_bytes(4, "big")  # user_version
    path.write_bytes(data)
    with Terminal(home=home) as terminal:
        assert terminal.ended() == 3
        assert "Error: expected" in terminal.text
        assert words in terminal.text
        assert terminal.left_on == set()
    assert path.read_bytes() == data


def test_a_crash_gives_the_terminal_back_and_tells_no_private_text(home: Path) -> None:
    code = (
        "import sys\nfrom alliance_sim.tui import session\n"
        "def give(self, typed):\n    secret = 'canary-' + typed\n    raise RuntimeError('broken')\n"
        "session.SessionScreen.give = give\n"
        "from alliance_sim.cli import main\nsys.argv[1:] = ['play', '--resume']\nmain()\n"
    )
    begun(home, mode=Mode(recognition="free", ratings=False))
    with Terminal(home=home, command=[sys.executable, "-c", code]) as terminal:
        terminal.sees("What would you say?")
        terminal.tap("my private words", "my private words")
        written = len(terminal.written)
        terminal.press("\r")
        assert terminal.ended() == 1
        assert terminal.left_on == set()
        told = terminal.written[written:].decode(errors="replace").rsplit("\x1b[?1049l", 1)[1]
        assert "a mistake of its own (RuntimeError at <string>:5). Every answer was kept" in " ".join(told.split())
        assert "canary" not in told
        assert "private words" not in told


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"TERM": ""}, {"ALLIANCE_SIM_PLAIN": "1"}])
def test_a_terminal_that_can_do_no_more_gets_plain_lines(variables: dict[str, str], home: Path) -> None:
    begun(home)
    with Terminal(["play", "--resume"], home=home, variables=variables) as terminal:
        terminal.sees("Is there a rupture in this turn?")
        terminal.tap("2\n", "How sure")
        terminal.press("\x04")
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.written
        assert terminal.written.startswith(b"Line by line: ")


def test_the_interrupt_key_in_plain_lines_brings_no_traceback(home: Path) -> None:
    begun(home)
    with Terminal(["play", "--resume"], home=home, variables={"TERM": "dumb"}) as terminal:
        terminal.sees("Is there a rupture in this turn?")
        terminal.tap("2\n", "How sure")
        terminal.press("\x03")
        assert terminal.ended() in (1, 130)
        assert b"Traceback" not in terminal.written
    assert answers(home) == [("feedback", "episode"), ("0/probe", "withdrawal")]


def test_extreme_sizes_are_lived_through(home: Path) -> None:
    with Terminal(home=home) as terminal:
        terminal.sees(HOME_SCREEN)
        for width, height in [(200, 60), (1, 1), (10, 2), (2, 30), (80, 24)]:
            terminal.resize(width, height)
            time.sleep(0.1)
            terminal.read()
        terminal.sees(HOME_SCREEN)
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_network_is_touched(home: Path, tmp_path: Path) -> None:
    begun(home)
    log = tmp_path / "network"
    command = ["strace", "-f", "-e", "trace=network", "-o", str(log), sys.executable, "-m", "alliance_sim"]
    probe = subprocess.run([*command[:6], "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("strace is not permitted")
    with Terminal(["play", "--resume"], home=home, command=command) as terminal:
        terminal.sees("Is there a rupture")
        terminal.tap("2", "How sure")
        terminal.press("q")
        assert terminal.ended(30) == 0
    assert "exited with 0" in log.read_text(encoding="utf-8")
    assert "AF_INET" not in log.read_text(encoding="utf-8")


def test_the_files_are_private_whatever_the_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        with Terminal(home=home) as terminal:
            terminal.sees("Practise next")
            terminal.tap("p", "When do you want feedback?")
            terminal.tap("2", "Rate yourself")
            terminal.press("q")
            terminal.ended()
    finally:
        os.umask(before)
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in (home, *home.iterdir())} == {
        path.name: "0o0" for path in (home, *home.iterdir())
    }
