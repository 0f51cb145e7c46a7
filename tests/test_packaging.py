"""The program finds what it ships, however it was installed."""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from alliance_sim import __version__
from alliance_sim.shelf import PACKAGE, scenario_files, shipped_folder

ROOT = PACKAGE.parent
SHIPPED = sorted(path.stem for path in scenario_files([shipped_folder()]))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, built from the sdist, and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return folder


def listed(cwd: Path, path: Path, home: Path) -> list[str]:
    """The ids that `list` prints when it runs in `cwd` with the package found in `path`."""
    environment = os.environ | {"PYTHONPATH": str(path), "ALLIANCE_SIM_HOME": str(home)}
    command = [sys.executable, "-m", "alliance_sim", "list"]
    found = subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, text=True).stdout
    return re.findall(r"^([a-z0-9-]+): ", found, re.MULTILINE)


def test_a_wheel_that_was_built_from_the_sdist_finds_its_scenarios_from_any_folder(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "site")
    assert sorted(listed(tmp_path, tmp_path / "site", tmp_path / "home")) == SHIPPED


def test_a_bare_checkout_finds_its_scenarios(tmp_path: Path) -> None:
    assert sorted(listed(ROOT, ROOT, tmp_path / "home")) == SHIPPED


def test_an_editable_install_reads_the_scenarios_of_the_checkout() -> None:
    assert shipped_folder() == ROOT / "scenarios"


def test_the_sdist_holds_the_tests_and_the_scenarios(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"tests/test_packaging.py", "scenarios/eight-ticks.yaml", "README.md", "LICENSE", "CHANGELOG.md"} <= names


def test_the_wheel_holds_all_content_of_the_package(built: Path) -> None:
    kinds = {".toml", ".txt", ".tcss", ".md", ".yaml", ".json", ".typed", ".svg", ".html"}
    content = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.suffix in kinds}
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        assert content <= set(wheel.namelist())


def test_the_version_has_one_source(built: Path) -> None:
    assert next(built.glob("*.whl")).name.startswith(f"alliance_sim-{__version__}-")


def test_no_code_lies_among_the_scenarios() -> None:
    assert list((ROOT / "scenarios").rglob("*.py")) == []


def test_ci_calls_exactly_the_test_command_of_the_readme() -> None:
    command = (ROOT / ".ci" / "run").read_text().splitlines()[-1]
    assert command in (ROOT / "README.md").read_text().splitlines()
