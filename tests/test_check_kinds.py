"""`check`, and other commands, on lessons and on files of the drill bank."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance_sim.cli.commands import commands
from alliance_sim.rendering import FORMATS
from alliance_sim.watching import Checked, Read, looked_through
from tests.examples import SOUND, SOUND_BANK, SOUND_LESSON
from tests.test_check import checked, found

PROBE = "in-a-drawer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of each kind."""
    for name, text in {"diary.yaml": SOUND, "short.yaml": SOUND_BANK, "back.md": SOUND_LESSON}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def paths(folder: Path) -> list[str]:
    """The files of a folder that are checked."""
    files = json.loads(checked(folder, "--format", "json").stdout)["files"]
    return [Path(file["path"]).name for file in files]


def test_a_folder_may_hold_every_kind(folder: Path) -> None:
    assert paths(folder) == ["diary.yaml", "short.yaml", "back.md"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("name", "before"), [("short.yaml", "salience: 3"), ("back.md", "minutes: 6")])
def test_every_format_tells_what_is_wrong_with_every_kind(format: str, name: str, before: str, folder: Path) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(before, f"{before}99"), encoding="utf-8")
    result = checked(path, "--format", format)
    assert (result.exit_code, "AS106" in result.stdout, result.stderr) == (1, True, "")


def test_banks_of_a_folder_are_compared(folder: Path) -> None:
    (folder / "again.yaml").write_text(SOUND_BANK, encoding="utf-8")
    result = checked(folder, "--select", "repeated-probe", "--format", "json")
    assert (result.exit_code, found(result)) == (
        1,
        [("again.yaml", "AS941"), ("again.yaml", "AS941"), ("short.yaml", "AS941"), ("short.yaml", "AS941")],
    )


def test_a_readme_beside_the_files_is_no_lesson(folder: Path) -> None:
    (folder / "README.md").write_text("# Our scenarios\n", encoding="utf-8")
    assert (paths(folder), checked(folder).stderr) == (["diary.yaml", "short.yaml", "back.md"], "")


def test_markdown_without_a_front_matter_is_told_as_passed_over(folder: Path) -> None:
    (folder / "notes.md").write_text("Our notes\n", encoding="utf-8")
    assert checked(folder).stderr == f"Passed over in {folder}: 'notes.md' does not begin with `---`\n"


def test_a_lesson_behind_a_byte_order_mark_is_a_lesson(folder: Path) -> None:
    (folder / "back.md").write_bytes(b"\xef\xbb\xbf" + SOUND_LESSON.encode())
    assert (paths(folder)[-1], checked(folder).stderr) == ("back.md", "")


def test_a_lesson_that_is_named_needs_its_front_matter(folder: Path) -> None:
    (folder / "notes.md").write_text("Our notes\n", encoding="utf-8")
    assert found(checked(folder / "notes.md", "--format", "json")) == [("notes.md", "AS018")]


def test_a_lesson_out_of_the_folder_is_told_as_passed_over(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "a.yaml").write_text(SOUND, encoding="utf-8")
    (inner / "link.md").symlink_to(folder / "back.md")
    assert checked(inner).stderr == f"Passed over in {inner}: 'link.md' is a link out of the folder\n"


@pytest.mark.parametrize(
    ("selection", "code"), [("drills", "ASD07"), ("ASD", "ASD07"), ("uneven-bank", "ASD07"), ("asd07", "ASD07")]
)
def test_a_letter_is_a_family_as_a_digit_is(selection: str, code: str, folder: Path) -> None:
    path = folder / "short.yaml"
    path.write_text(SOUND_BANK.partition(f"  {PROBE}:")[0], encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.partition("probes:\n")[2].replace("it-was-fine", "also-fine"), encoding="utf-8")
    result = checked(path, "--select", selection, "--strict", "--format", "json")
    assert (result.exit_code, found(result)) == (1, [("short.yaml", code)])


@pytest.mark.parametrize("code", ["ASL01", "few-checks", "asl01"])
def test_a_rule_of_lessons_has_a_page(code: str) -> None:
    text = CliRunner().invoke(commands, ["explain", code]).stdout
    assert text.startswith("ASL01 few-checks (error; lessons)\n")
    assert "Bad example, in a lesson" in text


def test_a_code_of_a_letter_that_is_none_has_no_neighbour() -> None:
    result = CliRunner().invoke(commands, ["explain", "ASL99"])
    assert result.stderr.endswith("found 'ASL99': `check --list-rules` lists them\n")


@pytest.mark.parametrize("command", [["map"], ["audit"]])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("short.yaml", "expected a scenario, found a file of the drill bank"),
        ("back.md", "expected a scenario, found a lesson"),
    ],
)
def test_what_is_no_scenario_is_told_in_plain_words(command: list[str], name: str, told: str, folder: Path) -> None:
    result = CliRunner().invoke(commands, [*command, str(folder / name)])
    assert (result.exit_code, told in result.stderr) == (1, True)


def test_a_preview_tells_what_is_no_scenario() -> None:
    first, *rest = looked_through(SOUND_LESSON.encode(), Path("back.md"))
    assert isinstance(first, Read)
    assert (first.scenario, [each.rule.name for each in first.diagnostics]) == (None, ["no-scenario"])
    assert rest == [Checked(first.diagnostics)]
