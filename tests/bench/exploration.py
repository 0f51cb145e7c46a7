"""Moments per second of the exploration, and its memory, at three sizes; and `check` and decoding beside their references.

Run as `python tests/bench/exploration.py`. The generated scenarios are cyclic, with three variables of eleven values; the
largest has 1,000 turns. Each size is explored in a process of its own, three times, and the fastest counts.
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
    print(
        f"{'turns':>6} {'moments':>10} {'seconds':>8} {'moments/s':>10} {'ns/moment':>10} {'peak MiB':>9} {'of it before':>12}"
    )
    for turns in SIZES:
        run = subprocess.run([sys.executable, __file__, str(turns)], check=True, capture_output=True, text=True)
        found = json.loads(run.stdout)
        moments, seconds = found["moments"], found["seconds"]
        print(
            f"{turns:>6} {moments:>10,.0f} {seconds:>8.3f} {moments / seconds:>10,.0f} {seconds / moments * 1e9:>10.0f} "
            f"{found['peak']:>9.1f} {found['before']:>12.1f}"
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(explored(int(sys.argv[1]))))
    else:
        main()
