"""`alliance-sim cohort`: what it prints, what it says of files that are damaged, and with which status it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.participant import written
from tests.participants import participant, participants


def called(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["cohort", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of nine participants."""
    found = tmp_path / "participants"
    found.mkdir()
    for person in participants(9):
        (found / f"{person.code}.participant.json").write_text(written(person), encoding="utf-8")
    return found


def enrolled(result: Result) -> int:
    return int(json.loads(result.stdout)["people"]["enrolled"])


def test_a_folder_of_sound_files_is_counted_without_a_word(folder: Path) -> None:
    result = called(folder, "--format", "json")
    assert (result.exit_code, result.stderr, enrolled(result)) == (0, "", 9)


def test_files_can_be_named_and_one_that_is_named_twice_is_read_once(folder: Path) -> None:
    files = sorted(folder.iterdir())
    result = called(*files[:5], folder, "--format", "json")
    assert (result.exit_code, result.stderr, enrolled(result)) == (0, "", 9)


def damage(text: str) -> dict[str, bytes]:
    """The ways in which a file is damaged."""
    content = json.loads(text)
    tampered = content | {"finished": None}
    return {
        "cut": text[: len(text) // 2].encode(),
        "empty": b"",
        "binary": bytes(range(256)),
        "tampered": json.dumps(tampered).encode(),
        "newer": json.dumps(content | {"version": 2}).encode(),
        "other": b'{"format": "something else"}',
        "list": b"[1, 2]",
        "deep": b"[" * 100_000,
        "huge": b" " * 2_000_000,
        "twice": b'{"format": 1, "format": 2}',
        "escape": json.dumps(content | {"group": "\x1b]0;owned\x07"}).encode(),
    }


@pytest.mark.parametrize("kind", damage("{}"))
def test_a_damaged_file_is_told_by_its_name_and_the_rest_goes_on(kind: str, folder: Path) -> None:
    bad = folder / "bad.participant.json"
    bad.write_bytes(damage(written(participant(99, "ZZ99")))[kind])
    result = called(folder, "--format", "json")
    assert (result.exit_code, enrolled(result)) == (1, 9)
    assert result.stderr.startswith(f"{bad}: not counted: ")
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr
    assert json.loads(result.stdout)["people"]["files_left_out"] == 1


def test_a_file_that_is_not_there_a_pipe_and_a_loop_are_told_and_the_rest_goes_on(folder: Path) -> None:
    os.mkfifo(folder / "pipe.participant.json")
    (folder / "loop.participant.json").symlink_to(folder / "loop.participant.json")
    result = called(folder, folder.parent / "none.json", "--format", "json")
    assert (result.exit_code, enrolled(result)) == (1, 9)
    assert [line.partition(": not counted: ")[2] for line in result.stderr.splitlines()] == [
        "expected a file that can be read, found: Too many levels of symbolic links",
        "expected a file, found a pipe or a device",
        "expected a file that can be read, found: No such file or directory",
    ]


def test_a_link_out_of_the_folder_is_passed_over(folder: Path) -> None:
    outside = folder.parent / "outside.json"
    outside.write_text(written(participant(99, "ZZ99")), encoding="utf-8")
    (folder / "ZZ99.participant.json").symlink_to(outside)
    result = called(folder, "--format", "json")
    assert (result.exit_code, enrolled(result)) == (0, 9)
    assert result.stderr == f"Passed over: {folder / 'ZZ99.participant.json'} is a link out of the folder\n"


def test_two_files_of_one_code_are_told_and_neither_is_counted(folder: Path) -> None:
    other = folder / "copy.participant.json"
    other.write_text(written(participant(0, "AA00", gain=1)), encoding="utf-8")
    result = called(folder, "--format", "json")
    assert (result.exit_code, enrolled(result)) == (1, 8)
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        str(folder / "AA00.participant.json"),
        str(other),
    ]


def test_a_copy_is_told_and_costs_nothing(folder: Path) -> None:
    (folder / "copy.participant.json").write_bytes((folder / "AA00.participant.json").read_bytes())
    result = called(folder, "--format", "json")
    assert (result.exit_code, enrolled(result), len(result.stderr.splitlines())) == (0, 9, 1)


def test_where_no_file_can_be_read_there_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "bad.participant.json").write_text("{}")
    result = called(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("Error: expected a participant file that can be read, found none in 1\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "expected participant files or folders"),
        (("",), "expected participant files or folders"),
        (("x.json", "--format", "pdf\x1b[2J"), "expected the format text, html, csv, json, found 'pdf\ufffd[2J'"),
    ],
)
def test_wrong_usage_says_what_was_expected(arguments: tuple[str, ...], told: str) -> None:
    result = called(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_a_folder_without_participants_is_wrong_usage(tmp_path: Path) -> None:
    result = called(tmp_path)
    assert result.exit_code == 2
    assert "expected a folder with *.participant.json in it" in result.stderr


def test_without_scipy_the_command_says_how_to_get_it(folder: Path) -> None:
    program = "import sys; sys.modules['scipy'] = None; from alliance_sim.cli import main; main()"
    command = [sys.executable, "-c", program, "cohort", str(folder)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        "Error: expected scipy for the statistics, found none: pip install 'alliance-sim[cohort]'\n"
    )


def test_comments_are_printed_only_when_asked_for(folder: Path) -> None:
    assert "In their own words" not in called(folder).stdout
    assert "In their own words: What will you do differently?" in called(folder, "--comments").stdout


def test_the_help_of_the_command_starts_without_scipy() -> None:
    program = "import sys\nfrom alliance_sim.cli import main\ntry: main()\nfinally: print('scipy' in sys.modules)"
    command = [sys.executable, "-c", program, "cohort", "--help"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert found.stdout.endswith("False\n")
