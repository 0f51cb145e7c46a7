"""How many answers are lost by killing the full screen: python -m tests.bench.terminal_kills [KILLS]"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal.kills import killed

SHORT = Path(__file__).parents[1] / "sound.yaml"

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with TemporaryDirectory() as folder:
        found = killed(SHORT, Path(folder) / "home", count)
    print(f"{found.count} kills, {found.lost} answers lost, {found.wrong} times another turn than the record's")
