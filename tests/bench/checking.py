"""`check` of each shipped scenario, the whole process, beside a process that only imports YAML and attrs.

Run as `python tests/bench/checking.py [rounds]`. In each round the reference and every scenario have a turn, each in a
process of its own that starts as the installed command does, from compiled modules. Told are the medians, in processor
time and on the clock, and the median of the ratios of the rounds with an interval in which the true one lies with 95 %.
"""

import compileall
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROOT = Path(__file__).parents[2]
ROUNDS = 25
REFERENCE = [sys.executable, "-c", "import yaml, attrs"]
CHECK = [sys.executable, "-c", "from alliance_sim.cli import main; main()", "check"]
COMPILING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Time = tuple[float, float]
"""Processor time and time on the clock, in milliseconds."""


def timed(command: list[str]) -> Time:
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=COMPILING, check=True, stdout=subprocess.DEVNULL)
    ended, after = time.perf_counter(), getrusage(RUSAGE_CHILDREN)
    processor = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return processor * 1000, (ended - began) * 1000


def interval(values: list[float]) -> tuple[float, float]:
    """Where the true median lies with 95 %: between two of the values, counted from both ends."""
    ordered = sorted(values)
    outside = max(0, math.floor((len(ordered) - 1.96 * math.sqrt(len(ordered))) / 2))
    return ordered[outside], ordered[-1 - outside]


def told(name: str, times: list[Time], references: list[Time]) -> None:
    for number, kind in enumerate(("processor", "clock")):
        ratios = [each[number] / reference[number] for each, reference in zip(times, references, strict=True)]
        low, high = interval(ratios)
        milliseconds = median(each[number] for each in times)
        print(f"{name:24} {kind:9} {milliseconds:6.0f} ms   ratio {median(ratios):.2f} ({low:.2f} to {high:.2f})")


def main(rounds: int) -> None:
    compileall.compile_dir(ROOT / "alliance_sim", quiet=1)
    commands = {"import yaml, attrs": REFERENCE}
    commands |= {path.stem: [*CHECK, str(path)] for path in sorted((ROOT / "scenarios").glob("*.yaml"))}
    times: dict[str, list[Time]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(timed(command))
    print(f"{rounds} rounds")
    references = times["import yaml, attrs"]
    for name, taken in times.items():
        told(name, taken, references)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
