"""Kill a writer N times (150) with SIGKILL, and print how many acknowledged answers were lost.

python tests/bench/kills.py [N]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.store.killing import kills


def main(number: int = 150) -> int:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = kills(Path(folder) / "store", number, seed=int(started))
    print(f"kills                            {tally.kills}")
    print(f"answers acknowledged             {tally.acknowledged}")
    print(f"answers lost                     {tally.lost}")
    print(f"kills with an answer recorded but not yet acknowledged  {tally.unacknowledged}")
    print(f"seconds                          {time.monotonic() - started:.0f}")
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
