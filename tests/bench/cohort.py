"""5,000 participant files in one run of `cohort`, beside 500: the time is to grow with the files, and no faster.

Run as `python tests/bench/cohort.py [files] [folder]`. It needs the extra `cohort`. The files are made from seeds, all
different, in a temporary folder, or in the one that is named and kept. Told are the seconds of the whole process, in
processor time and on the clock, its largest memory, and the ratio of each to that of a tenth of the files: 10 means
linear; the imports, which take the same for any number, make it less.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from alliance_sim.participant import SUFFIX, written  # noqa: E402
from tests.participants import code_of, participant  # noqa: E402

FILES = 5000
FORMATS = ("text", "html")
"""Those that draw; the others write the same figures."""


class Cost(NamedTuple):
    processor: float
    clock: float
    memory: float


def made(folder: Path, files: int) -> None:
    """Write the files that are not there yet."""
    for number in range(files):
        code = code_of(number)
        path = folder / f"{code}{SUFFIX}"
        if not path.exists():
            path.write_text(written(participant(number, code)), encoding="utf-8")


def cost(paths: list[Path], format_: str) -> Cost:
    """Of one run of the command. A process that has only run this one knows its memory."""
    program = "import sys; from alliance_sim.cli import main; main()"
    listed = [sys.executable, "-c", program, "cohort", "--format", format_, *map(str, paths)]
    began = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(listed, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, child.returncode
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024)


def main(files: int, folder: Path) -> None:
    made(folder, files)
    paths = sorted(folder.glob(f"*{SUFFIX}"))[:files]
    print(f"{'format':8}{'files':>8}{'processor':>12}{'clock':>10}{'memory':>12}")
    for format_ in FORMATS:
        few, many = cost(paths[: files // 10], format_), cost(paths, format_)
        for count, each in ((files // 10, few), (files, many)):
            told = f"{each.processor:>10.1f} s{each.clock:>8.1f} s{each.memory:>9.0f} MB"
            print(f"{format_:8}{count:>8,}{told}")
        print(f"{'':8}{'ratio':>8}{many.processor / few.processor:>12.2f}{many.clock / few.clock:>10.2f}")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(wanted, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(wanted, Path(name))
