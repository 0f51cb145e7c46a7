"""Moments per second of the exploration, and its memory, at three sizes.

Run as `python tests/bench/exploration.py`. The generated scenarios are cyclic, with three variables of eleven values;
the largest has 1,000 turns. Each size is explored in a process of its own, three times, and the fastest counts.
"""

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from alliance_sim.exploration import explore
from tests.bench.engine import SEED, story

SIZES = (250, 500, 1000)
ROUNDS = 3


def explored(turns: int) -> dict[str, float]:
    """Explore a generated scenario of so many turns; the seconds are those of the fastest time."""
    scenario = story(random.Random(SEED), turns)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = explore(scenario)
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"moments": len(found), "seconds": min(seconds), "peak": peak / 1024, "before": before / 1024}


def main() -> None:
    print(" turns    moments  seconds  moments/s  ns/moment  peak MiB  before")
    for turns in SIZES:
        run = subprocess.run([sys.executable, __file__, str(turns)], check=True, capture_output=True, text=True)
        found = json.loads(run.stdout)
        moments, seconds, peak, before = (found[name] for name in ("moments", "seconds", "peak", "before"))
        rate, each = moments / seconds, seconds / moments * 1e9
        print(f"{turns:>6} {moments:>10,.0f} {seconds:>8.3f} {rate:>10,.0f} {each:>10.0f} {peak:>9.1f} {before:>7.1f}")


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(explored(int(sys.argv[1]))))
    else:
        main()
