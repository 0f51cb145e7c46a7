"""Killing a writer at any moment, and counting what it had acknowledged and is gone."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from attrs import frozen

from alliance_sim.session import Answer
from alliance_sim.store import Store
from tests.store.played import begun

ROOT = Path(__file__).parents[2]


@frozen
class Tally:
    """What came of the kills. `unacknowledged` were recorded though the writer died before it said so."""

    kills: int
    acknowledged: int
    lost: int
    unacknowledged: int


def writer(folder: Path, name: str, prefix: str, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writing", str(folder), name, prefix, str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kills(folder: Path, number: int, seed: int = 1) -> Tally:
    """Kill a writer so many times, each time going on in the same session. Raises `AssertionError` for a gap."""
    chance = random.Random(seed)
    begun(folder, "killed").close()
    acknowledged = lost = unacknowledged = 0
    for _ in range(number):
        last = killed_once(folder, chance.uniform(0, 0.1))
        with Store.open(folder) as store:
            found = store.session("killed").answers
            assert store.damaged() == ()
        assert found == tuple(Answer(f"k/{n}", f"value {n}") for n in range(len(found)))
        lost += max(0, last + 1 - len(found))
        unacknowledged += len(found) > last + 1
        acknowledged = last + 1
    return Tally(number, acknowledged, lost, unacknowledged)


def killed_once(folder: Path, seconds: float) -> int:
    """Start a writer, kill it so long after its first answer, and return the last number that it acknowledged."""
    with writer(folder, "killed", "k", 0) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        rest = running.stdout.read()
    whole_lines = (first + rest).rpartition("\n")[0]
    return int(whole_lines.splitlines()[-1])
