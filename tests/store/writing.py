"""A program that answers steps in a session as fast as it can, and says so on its standard output.

    python -m tests.store.writing FOLDER SESSION PREFIX LAST

The steps are PREFIX/0 to PREFIX/LAST - 1, or without end where LAST is 0. The steps answered already are answered once
more, as by a window that was killed before it could show that they were recorded.
"""

import sys
from itertools import count
from pathlib import Path

from alliance_sim.session import Answer
from alliance_sim.store import Store


def main(folder: str, name: str, prefix: str, last: str) -> None:
    with Store.open(Path(folder)) as store:
        here = sum(answer.step.startswith(f"{prefix}/") for answer in store.session(name).answers)
        for number in count(max(0, here - 1)):
            if number == int(last or 0) > 0:
                return
            store.append(name, Answer(f"{prefix}/{number}", f"value {number}"))
            print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
