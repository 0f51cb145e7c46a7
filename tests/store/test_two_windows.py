"""Windows that are open, or killed, at the same time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_sim.session import Answer
from alliance_sim.store import Busy, NotSaved, Store
from tests.store.killing import ROOT, kills, writer
from tests.store.played import answer, begun

PLAYER = """
import sys, time
from pathlib import Path
from alliance_sim.store import Store
with Store.open(Path(sys.argv[1])) as store, store.playing("a1"):
    print("playing", flush=True)
    time.sleep(60)
"""
OPENER = """
import sys
from pathlib import Path
from alliance_sim.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print(store.why_not)
"""


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_when_the_window_is_killed(tmp_path: Path) -> None:
    tally = kills(tmp_path / "store", 25)
    print(tally)
    assert (tally.kills, tally.lost) == (25, 0)
    assert tally.acknowledged > 25


@pytest.mark.slow
def test_two_writers_mix_nothing_and_lose_nothing(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        writers = [writer(tmp_path, "a1", prefix, 100) for prefix in ("left", "right")]
        acknowledged = [len(running.communicate(timeout=50)[0].splitlines()) for running in writers]
        answers = store.session("a1").answers
    assert acknowledged == [100, 100]
    for prefix in ("left", "right"):
        one = [found for found in answers if found.step.startswith(prefix)]
        assert one == [Answer(f"{prefix}/{number}", f"value {number}") for number in range(100)]


def test_many_windows_that_make_the_store_at_once_make_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENER, str(tmp_path / "store")]
    windows = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert [window.communicate(timeout=50)[0] for window in windows] == ["\n"] * 6
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["sessions.sqlite3"]


def test_a_session_is_played_in_one_window_until_that_is_killed(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        command = [sys.executable, "-c", PLAYER, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "playing\n"
            with pytest.raises(Busy, match="found it open in another window"), store.playing("a1"):
                pass
            with pytest.raises(Busy):
                store.erase("a1")
            other.send_signal(signal.SIGKILL)
        with store.playing("a1"):
            store.append("a1", answer(0))


def test_two_sessions_are_played_side_by_side(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store, store.playing("a1"), store.playing("b2"):
        assert len(list(tmp_path.glob("*.lock"))) == 2


def test_a_session_that_was_left_leaves_no_lock(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        with store.playing("a1"):
            pass
        assert not list(tmp_path.glob("*.lock"))


def test_what_one_window_records_the_other_sees(tmp_path: Path) -> None:
    with begun(tmp_path) as one, Store.open(tmp_path) as other:
        one.append("a1", answer(0))
        assert other.session("a1").answers == (answer(0),)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file where it is")
def test_a_store_that_was_moved_away_takes_no_answer(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.path.rename(tmp_path / "elsewhere")
        with pytest.raises(NotSaved, match="moved, deleted or read-only"):
            store.append("a1", answer(0))
