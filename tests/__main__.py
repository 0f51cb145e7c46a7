"""Everything that must hold before a change is done, in one run: `python -m tests`.

Style, types, layers, the test suite, and the program as it is installed from its wheel.
"""

import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sys.executable).parent


def command(*words: str, cwd: Path = ROOT) -> Callable[[], bool]:
    return lambda: subprocess.run(words, cwd=cwd, check=False).returncode == 0


def installed_wheel_runs() -> bool:
    """Build the wheel, install it into an environment of its own, and use it from another folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
        if subprocess.run(build, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            return False
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        wheel = next(folder.glob("*.whl"))
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True)
        program = folder / "env" / "bin" / "alliance-sim"
        uses = (["--version"], ["list"], ["lesson"], ["play", "eight-ticks", "--path", ""], ["check", "none.yaml"])
        environment = {"ALLIANCE_SIM_HOME": str(folder / "home"), "PATH": "/usr/bin:/bin"}
        ended = [
            subprocess.run(
                [program, *use], cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=False
            ).returncode
            for use in uses
        ]
        return ended == [0, 0, 0, 0, 1]


CHECKS: dict[str, Callable[[], bool]] = {
    "style": command(str(SCRIPTS / "ruff"), "check"),
    "format": command(str(SCRIPTS / "ruff"), "format", "--check"),
    "types": command(str(SCRIPTS / "mypy")),
    "layers": command(str(SCRIPTS / "lint-imports"), "--no-cache"),
    "installed wheel": installed_wheel_runs,
    "tests": command(sys.executable, "-m", "pytest", "-n", "auto"),
}


def main() -> int:
    failed = []
    for name, check in CHECKS.items():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        if not check():
            failed.append(name)
        print(f"== {name}: {'failed' if name in failed else 'ok'}, {time.monotonic() - began:.0f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all is well", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
