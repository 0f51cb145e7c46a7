"""The author's view line by line, and the command that opens it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.plain_preview import HELP, preview
from alliance_sim.previewing import place, walked
from alliance_sim.store import home as data_folder
from tests.tui.driver import SHORT, WORKED
from tests.worked import STUCK, worked


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The worked scenario, open in an editor."""
    return Path(shutil.copy(WORKED, tmp_path))


def told(file: Path, *lines: str) -> list[str]:
    """What is told along the lines that are typed, after the first look."""
    found: list[str] = []
    preview(file, iter(lines), found.append)
    return found


def after(file: Path, *lines: str) -> str:
    """What is told after the last of the lines."""
    found: list[str] = []

    def typed() -> Iterator[str]:
        yield from lines[:-1]
        found.clear()
        yield lines[-1]

    preview(file, typed(), found.append)
    return "\n".join(found)


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(commands, ["preview", *arguments], input=typed)


def test_a_turn_is_told_with_its_truth_its_values_and_every_reply(file: Path) -> None:
    shown = after(file, "1")
    for line in (
        "== Turn 2, polite ==",
        "Rupture, withdrawal: strain of the bond, salience 2 of 5.",
        "bond: 5 (range 0 to 10)",
        "1: I cancelled late and left it to the desk. That was poor of me. "
        "(strong; acknowledges-contribution; bond +2, tension -1, owned = 1; to sharp)",
    ):
        assert line in shown.split("\n")


def test_a_reply_is_given_by_its_number_or_its_id_and_tells_what_changed(file: Path) -> None:
    for typed in ("1", "own-it"):
        assert "bond: 5 to 7 (range 0 to 10)" in after(file, "1", typed).split("\n")


def test_a_closed_reply_is_told_why_and_not_given(file: Path) -> None:
    assert after(file, "1", "own-it", "1", "1", "wait").split("\n")[0] == "Closed: needs bond <= 2; bond is 8."


def test_a_reply_that_is_none_is_told_what_is_expected(file: Path) -> None:
    assert after(file, "9").split("\n")[0] == (
        "Error: expected a number from 1 to 2, found '9'. ?: what else there is."
    )


def test_a_step_back_a_new_start_and_the_same_turn_again(file: Path) -> None:
    assert "== Turn 1, chair ==" in after(file, "1", "b")
    assert "== Turn 1, chair ==" in after(file, "1", "1", "r")
    assert after(file, "1", "?").startswith(f"{HELP}\n\n== Turn 2, polite ==")


def test_g_goes_to_a_state_by_the_shortest_run(file: Path) -> None:
    assert "== Turn 4, story ==\nScene: A kettle clicks off" in after(file, "g story")
    assert "== The end, mended ==" in after(file, "g mended")


def test_g_says_where_no_run_leads_and_what_is_no_state(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("bond <= 2", "bond >= 9 and bond <= 2"), encoding="utf-8")
    assert after(file, "g gap").startswith("No run reaches 'gap'.")
    assert after(file, "g stroy").startswith("Error: expected the id of a state, found 'stroy'. did you mean 'story'?")


def test_a_save_is_seen_at_the_next_line_and_keeps_the_run(file: Path) -> None:
    def typed() -> Iterator[str]:
        yield "1"
        yield "own-it"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("      own-it:\n", "      own-it:\n        when: bond >= 9\n"), encoding="utf-8")
        found.clear()
        yield ""

    found: list[str] = []
    assert preview(file, typed(), found.append) == 0
    assert "Diverged at turn 2: 'own-it' is no longer open in 'polite'." in found
    assert "== Turn 2, polite ==" in found


def test_a_save_with_errors_tells_them_and_the_version_before_goes_on(file: Path) -> None:
    def typed() -> Iterator[str]:
        yield "1"
        file.write_text("format: 1\n", encoding="utf-8")
        found.clear()
        yield ""
        yield "own-it"

    found: list[str] = []
    assert preview(file, typed(), found.append) == 0
    assert "The file has errors; the version before goes on." in found
    assert "== Turn 3, sharp ==" in found


def test_a_file_that_never_plays_ends_with_status_1(file: Path) -> None:
    file.write_text("format: 1\n", encoding="utf-8")
    found: list[str] = []
    assert preview(file, iter(["", "1", "b"]), found.append) == 1
    assert found[-1] == "The file does not play. Mend it and press Enter:"


def test_a_file_that_no_mending_makes_play_is_to_be_renamed(file: Path) -> None:
    found: list[str] = []
    assert preview(file.rename(file.with_name("My case.yaml")), iter([""]), found.append) == 1
    assert found[-1] == "The file does not play. Rename it, and begin the preview anew:"


def test_a_turn_without_an_open_reply_is_headed_stuck() -> None:
    assert place(walked(worked(), STUCK)) == "Stuck, gap"


def test_the_command_runs_line_by_line_in_a_pipe_and_records_nothing(file: Path) -> None:
    result = run(str(file), typed="1\nquit\n")
    assert result.exit_code == 0
    assert result.output.startswith(f"Line by line: input or output is a pipe.\n{HELP}\n")
    assert "== Turn 2, polite ==" in result.output
    assert not data_folder().exists()


def test_the_command_takes_the_id_of_a_scenario() -> None:
    assert "== Turn 1, earlies ==" in run("eight-ticks", "--plain").output


def test_the_command_says_what_it_expects_of_a_path(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        result = run(str(path))
        assert result.exit_code == 2
        assert "expected the path of a scenario file, found none at" in result.output


def test_the_command_loads_no_textual_where_it_runs_line_by_line(file: Path) -> None:
    script = "import sys; sys.argv[1:] = ['preview', sys.argv[1], '--plain']\n" + (
        "from alliance_sim.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit(str([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.stderr.strip() == "[]"


def test_f_tells_the_findings_again(file: Path) -> None:
    findings = told(file)[1]
    assert findings.startswith(str(file))
    assert after(file, "f").startswith(findings)


def test_hostile_input_is_told_without_what_acts_on_a_terminal() -> None:
    assert "\x1b" not in "\n".join(told(SHORT, "\x1b]0;x\x07", "g \x1b[2J"))
