"""Any one write or flush may fail, and nothing that was acknowledged is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.killing import ROOT

HERE = Path(__file__).parent


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("gcc") is None, reason="not shown here: failing writes needs gcc on Linux"
)
def test_whichever_write_fails_the_store_stays_usable_and_whole(tmp_path: Path) -> None:
    shim = tmp_path / "failing.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(HERE / "failing.c"), "-ldl"], check=True)
    memory = Path("/dev/shm")
    folder = (memory if os.access(memory, os.W_OK) else tmp_path) / f"alliance-sim-{os.getpid()}"
    try:
        run = subprocess.run(
            [sys.executable, "-m", "tests.store.enduring", str(shim), str(folder)],
            env={**os.environ, "LD_PRELOAD": str(shim)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert run.returncode == 0, run.stderr
    writes, refusals = map(int, run.stdout.split())
    print(f"{writes} writes, each failing in 3 ways; refused in {refusals} of {2 * writes} plays that went on")
    assert writes > 50
    assert refusals > writes
