"""`check` of one file: what its process imports, and that nothing is missed for that. Each test starts a process."""

import subprocess
import sys
from pathlib import Path

import pytest

from alliance_sim.shelf import scenario_files, shipped_folder

SOUND = Path(__file__).parent / "sound.yaml"
OURS = ("document", "session", "surface", "schema", "store", "checks.folder")
OTHERS = (
    *(
        "textual",
        "rich",
        "asyncio",
        "json",
        "sqlite3",
        "hashlib",
        "random",
        "tempfile",
        "importlib.resources",
    ),
    *("fractions", "decimal", "statistics", "difflib", "textwrap", "shlex", "logging"),
)


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    program = (
        "import sys\nfrom alliance_sim.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("path", sorted(scenario_files([shipped_folder()])), ids=lambda path: path.stem)
def test_a_check_of_a_shipped_scenario_imports_only_what_it_uses(path: Path) -> None:
    unused = {*OTHERS, *(f"alliance_sim.{name}" for name in OURS)}
    assert unused & set(run("check", str(path)).stderr.split()) == set()


def test_a_rule_of_folders_can_be_allowed_where_one_file_is_checked(tmp_path: Path) -> None:
    text = SOUND.read_text(encoding="utf-8")
    for name, told in (("marker-balance", False), ("marker-ballance", True)):
        path = tmp_path / "sound.yaml"
        path.write_text(f"# allow: {name} the others have it\n{text}", encoding="utf-8")
        assert ("AS131" in run("check", str(path)).stdout) is told


def test_a_rule_of_folders_is_known_in_a_process_that_checks_no_folder() -> None:
    assert run("check", "--select", "marker-balance", str(SOUND)).returncode == 0
    assert run("explain", "AS931").stdout.startswith("AS931 marker-balance")


def test_a_folder_is_compared_in_a_process_of_its_own(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"diary-{number}.yaml").write_bytes(SOUND.read_bytes())
    assert "AS931" in run("check", "--select", "AS931", str(tmp_path)).stdout
