"""The command that checks scenarios: files and folders, selections, formats, and the status that it ends with."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim import checks
from alliance_sim.checks import Finding, Folder, Subject, all_rules
from alliance_sim.cli.commands import commands
from alliance_sim.diagnostics import RULES, Rule, Severity
from alliance_sim.exploration import BUDGET
from alliance_sim.rendering import FORMATS
from alliance_sim.shelf import shipped_folder
from tests.examples import SOUND

SOUND_BUT_TWO = SOUND.replace("to: drawer", "to: nowhere").replace("salience: 3", "salience: 9")
"""A scenario with an AS106 and an AS201."""
WARNED = Rule("AS498", "planted-warning", Severity.WARNING, "A warning at each title.")
TOLD = Rule("AS499", "planted-info", Severity.INFO, "An info at each title.")
COMPARED = Rule("AS998", "planted-comparison", Severity.WARNING, "A warning in each file of a folder.")


def checked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["check", *map(str, arguments)])


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "diary.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(SOUND_BUT_TWO, encoding="utf-8")
    return path


@pytest.fixture
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rules that find something in every scenario."""
    all_rules()

    def warned(_: Subject) -> Iterator[Finding]:
        yield Finding(("title",), "expected less, found a title", witness=("notice", "thank"))

    def told(_: Subject) -> Iterator[Finding]:
        yield Finding(("title",), "a title")

    def compared(folder: Folder) -> Iterator[tuple[str, Finding]]:
        for name in folder.scenarios:
            yield name, Finding(("format",), f"one of {len(folder.scenarios)}")

    for rule in (WARNED, TOLD, COMPARED):
        monkeypatch.setitem(RULES, rule.code, rule)
    monkeypatch.setattr(checks, "CHECKS", [*checks.CHECKS, (WARNED, warned), (TOLD, told)])
    monkeypatch.setattr(checks, "FOLDER_CHECKS", [*checks.FOLDER_CHECKS, (COMPARED, compared)])


planted = pytest.mark.usefixtures("_planted")


def found(result: Result) -> list[tuple[str, str]]:
    """The names of the files and the codes of what was found, in the order of a report in JSON."""
    files = json.loads(result.stdout)["files"]
    return [(Path(file["path"]).name, each["code"]) for file in files for each in file["diagnostics"]]


def test_a_file_without_problems_ends_with_0() -> None:
    result = checked(shipped_folder() / "eight-ticks.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("1 file: 0 errors, ")


def test_every_mistake_is_told_with_its_place_and_the_command_ends_with_1(broken: Path) -> None:
    result = checked(broken)
    assert result.exit_code == 1
    assert f"{broken}:44:13: error[AS201] expected the id of a state, found 'nowhere'" in result.stdout
    assert f"{broken}:34:17: error[AS106] " in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 file: 2 errors, ")


def test_the_files_are_told_in_the_order_in_which_they_were_given(broken: Path, sound: Path) -> None:
    report = json.loads(checked(sound, broken, "--format", "json").stdout)
    assert [file["path"] for file in report["files"]] == [str(sound), str(broken)]


def test_a_file_that_is_given_twice_is_checked_once(broken: Path) -> None:
    result = checked(broken, broken.parent / "." / broken.name, broken.parent, "--format", "json")
    assert found(result) == [("broken.yaml", "AS106"), ("broken.yaml", "AS201")]


@pytest.mark.parametrize("arguments", [[], [""], ["--strict"]])
def test_a_path_is_wanted(arguments: list[str]) -> None:
    result = checked(*arguments)
    assert (result.exit_code, "expected files or folders" in result.stderr) == (2, True)


@pytest.mark.parametrize("kind", ["pipe", "nothing", "binary", "empty"])
def test_what_is_no_scenario_is_checked_without_waiting_and_does_not_play(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "binary":
        path.write_bytes(bytes(range(256)))
    elif kind == "empty":
        path.touch()
    check, play = checked(path), CliRunner().invoke(commands, ["play", str(path), "--plain"])
    assert (check.exit_code, play.exit_code) == (1, 1)
    assert "error[AS0" in check.stdout
    assert "error[AS0" in play.stderr


def test_the_scenarios_directly_in_a_folder_are_checked_by_name(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    for name in ("b.yaml", "a.yaml", ".hidden.yaml", "c.txt", "deeper/d.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert found(checked(tmp_path, "--format", "json")) == [("a.yaml", "AS014"), ("b.yaml", "AS014")]


def test_a_link_to_itself_in_a_folder_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    assert found(checked(tmp_path, "--format", "json")) == [("a.yaml", "AS001")]


@pytest.mark.parametrize("format", FORMATS)
def test_a_folder_without_scenarios_is_wrong_usage(format: str, tmp_path: Path) -> None:
    result = checked(tmp_path, "--format", format)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        f"Error: expected a folder with *.yaml or lessons (*.md) in it, found none in '{tmp_path}'\n"
    )


def test_a_folder_without_scenarios_is_told_before_anything_is_checked(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert (checked(broken, tmp_path / "empty").exit_code, checked(broken, tmp_path / "empty").stdout) == (2, "")


def test_a_folder_with_another_ending_only_gets_a_hint(tmp_path: Path) -> None:
    (tmp_path / "diary.yml").write_text(SOUND, encoding="utf-8")
    result = checked(tmp_path)
    assert (result.exit_code, ": 'diary.yml' does not end with .yaml" in result.stderr) == (2, True)


def test_files_of_another_ending_are_told_as_passed_over(sound: Path) -> None:
    other = sound.with_suffix(".yml")
    other.write_text(SOUND, encoding="utf-8")
    result = checked(sound.parent, "--format", "json")
    assert result.stderr == f"Passed over in {sound.parent}: 'diary.yml' does not end with .yaml\n"
    assert [file["path"] for file in json.loads(result.stdout)["files"]] == [str(sound)]


def test_a_link_out_of_the_folder_is_told_as_passed_over(sound: Path) -> None:
    folder = sound.parent / "scenarios"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(sound)
    (folder / "a.yaml").write_text(SOUND, encoding="utf-8")
    assert checked(folder).stderr == f"Passed over in {folder}: 'link.yaml' is a link out of the folder\n"


@planted
def test_a_witness_is_told_as_a_command(sound: Path) -> None:
    lines = checked(sound, "--select", "AS498").stdout.splitlines()
    assert lines == [
        f"{sound}:2:8: warning[AS498] expected less, found a title",
        "    2 | title: The empty diary",
        "      |        ^^^^^^^^^^^^^^^",
        f"  shown by: alliance-sim play {sound} --path notice,thank",
        "  explain: alliance-sim explain AS498",
        "",
        "1 file: 0 errors, 1 warning, 0 infos",
    ]


@planted
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--select", "planted-warning"], 0),
        (["--select", "planted-warning", "--strict"], 1),
        (["--select", "planted-info", "--strict"], 0),
        (["--select", "planted-info,planted-warning", "--strict"], 1),
    ],
)
def test_warnings_are_problems_under_strict_and_infos_never_are(arguments: list[str], status: int, sound: Path) -> None:
    assert checked(sound, *arguments).exit_code == status


@planted
def test_the_scenarios_of_a_folder_are_compared(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / name).write_text(SOUND, encoding="utf-8")
    both = [("a.yaml", "AS998"), ("b.yaml", "AS998")]
    assert found(checked(tmp_path, "--select", "AS998", "--format", "json")) == both
    assert found(checked(tmp_path, f"{tmp_path}/", "--select", "AS998", "--format", "json")) == both


@planted
def test_files_are_not_compared_unless_their_folder_was_given(sound: Path) -> None:
    assert found(checked(sound, sound, "--select", "AS998", "--format", "json")) == []


@planted
def test_what_a_comparison_finds_stands_at_its_place_among_the_rest(sound: Path) -> None:
    result = checked(sound.parent, "--select", "AS49,AS998", "--format", "json")
    assert [code for _, code in found(result)] == ["AS998", "AS498", "AS499"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_with_the_same_status(format: str, broken: Path) -> None:
    assert (checked(broken, "--format", format).exit_code, checked(broken, "--format", format).stderr) == (1, "")


def test_the_help_names_every_format() -> None:
    assert f"{', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}." in checked("--help").stdout


def test_the_help_names_the_budget() -> None:
    assert f"({BUDGET:,})" in checked("--help").stdout


def test_a_format_that_is_none_is_wrong_usage(sound: Path) -> None:
    result = checked(sound, "--format", "xml")
    assert (result.exit_code, "expected the format text, json, github, sarif, found 'xml'" in result.stderr) == (
        2,
        True,
    )


@pytest.mark.parametrize("budget", ["0", "-1", "x", "1.5"])
def test_a_budget_is_a_number_of_moments(budget: str, sound: Path) -> None:
    assert checked(sound, "--budget", budget).exit_code == 2


def test_github_gets_the_path_from_the_folder_in_which_the_command_runs(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)
    assert checked(broken, "--format", "github").stdout.startswith("::error file=broken.yaml,line=34,")
