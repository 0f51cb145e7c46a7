"""Changes to the whole store with every write failing in turn: nothing is lost, and nothing stays that was to go."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.enduring import CHANGES
from tests.store.killing import ROOT

FAILING = Path(__file__).parents[1] / "store" / "failing.c"


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that makes writes fail."""
    if sys.platform != "linux" or shutil.which("gcc") is None:
        pytest.skip("not shown here: failing writes needs gcc on Linux")
    path = tmp_path_factory.mktemp("shim") / "failing.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(path), str(FAILING), "-ldl"], check=True)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_whichever_write_fails_nothing_is_lost_and_nothing_stays(tmp_path: Path, shim: Path, change: str) -> None:
    memory = Path("/dev/shm")
    place = (memory if os.access(memory, os.W_OK) else tmp_path) / f"alliance-sim-records-{change}-{os.getpid()}"
    try:
        run = subprocess.run(
            [sys.executable, "-m", "tests.records.enduring", str(shim), str(place), change],
            env={**os.environ, "LD_PRELOAD": str(shim)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)
    assert run.returncode == 0, run.stderr
    print(f"{change}: {run.stdout.strip()} writes, each failing in 3 ways")
    assert int(run.stdout) > 5
