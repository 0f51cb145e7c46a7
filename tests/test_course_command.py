"""`alliance-sim course`: as it is typed, with what goes wrong told in plain words."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.cli.commands import commands
from alliance_sim.coursework import COURSES
from alliance_sim.participant import Participant, read
from alliance_sim.store import Store, home
from tests.courses import SHORT, attending, gone_through, terse

ONES = "1\n" * 1000
"""Answers enough for any course, where 1 is one of what is offered, or what is typed."""


def course(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(commands, ["course", *words], input=typed, catch_exceptions=False)


def run(folder: Path, *words: str, code: str = "AB12", typed: str = ONES, name: str = str(SHORT)) -> Result:
    return course("run", name, "--code", code, "--plain", "--out", str(folder), *words, typed=typed)


def left(folder: Path, code: str = "AB12") -> Participant:
    found, mistakes = read((folder / f"{code}.participant.json").read_bytes())
    assert found is not None, mistakes
    return found


def test_a_course_is_gone_through_line_by_line(tmp_path: Path) -> None:
    result = run(tmp_path, "--group", "Tuesday", code="ab12")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\n=== Step 1 of 10: About you. About 1 minute. ===\n" in result.stdout
    assert "\n=== Step 4 of 10: Lesson: Stepping back. About 6 minutes. ===\n" in result.stdout
    assert run(tmp_path).exit_code == 0
    found = left(tmp_path)
    assert (found.group, found.course.title, len(found.forms[0].trials)) == ("Tuesday", "Everything once", 24)


def test_the_end_of_a_day_is_the_end_of_the_command(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert "Step 7 of 10: End of the session" in result.stdout
    assert "Step 8" not in result.stdout
    again = run(tmp_path)
    assert "You go on after 7 of 10 steps." in again.stdout
    assert again.stdout.splitlines()[-2:] == [
        f"Written: {tmp_path / 'AB12.participant.json'}",
        "Give this file to those who run the course. It holds your code, and no name.",
    ]


@pytest.mark.parametrize("answers", [0, 1, 3, 9, 40])
def test_at_the_end_of_the_input_it_is_put_aside_and_goes_on_there(answers: int, tmp_path: Path) -> None:
    result = run(tmp_path, typed="1\n" * answers)
    assert result.stdout.splitlines()[-1] == "Put aside. alliance-sim course run short-course --code AB12 goes on here."
    for _ in range(2):
        assert run(tmp_path).exit_code == 0
    assert left(tmp_path).finished is not None


def test_a_window_that_is_killed_loses_no_answer(tmp_path: Path) -> None:
    words = ["course", "run", str(SHORT), "--code", "AB12", "--plain", "--out", str(tmp_path)]
    command = [sys.executable, "-m", "alliance_sim", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdin is not None
        assert window.stdout is not None
        window.stdin.write("\n1\n\n1\n")
        window.stdin.flush()
        for line in window.stdout:
            if line.startswith("2 of 3: "):
                break
        window.kill()
    result = run(tmp_path, typed="")
    assert "Step 2 of 10: Questions, before" in result.stdout
    assert "2 of 3: 0 to 100" in result.stdout
    assert "1 of 3: " not in result.stdout


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "AB12.participant.json").write_text("mine", encoding="utf-8")
    run(tmp_path)
    result = run(tmp_path)
    assert (result.exit_code, "expected a participant file" in result.stderr) == (1, True)
    assert (tmp_path / "AB12.participant.json").read_text(encoding="utf-8") == "mine"
    other = tmp_path / "other"
    other.mkdir()
    assert (run(other).exit_code, left(other).code) == (0, "AB12")


def test_who_left_has_a_file_as_far_as_it_goes(tmp_path: Path) -> None:
    run(tmp_path, typed="1\n" * 8)
    result = course("write", str(SHORT), "--code", "AB12", "--out", str(tmp_path))
    assert (result.exit_code, left(tmp_path).finished) == (0, None)


def test_who_never_began_has_no_file(tmp_path: Path) -> None:
    result = course("write", str(SHORT), "--code", "AB12", "--out", str(tmp_path))
    assert (
        result.exit_code,
        "expected a code that has begun the course short-course, found AB12" in result.stderr,
    ) == (
        2,
        True,
    )


class TestTheFollowUp:
    def test_it_is_added_to_the_file(self, tmp_path: Path) -> None:
        with Store.open(home()) as store:
            gone_through(attending(store), terse)
        result = run(tmp_path, "--follow-up")
        assert (result.exit_code, result.stderr) == (0, "")
        assert [each.occasion for each in left(tmp_path).questionnaires] == ["pre", "post", "then", "follow-up"]

    def test_without_the_earlier_file_nothing_is_asked(self, tmp_path: Path) -> None:
        result = run(tmp_path, "--follow-up")
        assert (result.exit_code, "=== Step" in result.stdout) == (2, False)
        assert "expected the file that AB12 left at the end of the course" in result.stderr

    def test_a_damaged_file_is_told_before_anything_is_asked(self, tmp_path: Path) -> None:
        (tmp_path / "AB12.participant.json").write_text("{}", encoding="utf-8")
        result = run(tmp_path, "--follow-up")
        assert (result.exit_code, "=== Step" in result.stdout) == (1, False)
        assert "found: format: expected 'alliance-sim participant', found nothing" in result.stderr

    def test_a_course_without_one_says_so(self, tmp_path: Path) -> None:
        result = run(tmp_path, "--follow-up", name=str(SHORT.with_name("sound-course.yaml")))
        assert (result.exit_code, "expected a course with `follow_up`" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "code", ["", "A", "AB1", "ABC1", "A123", "12AB", "AB 12", "ÄB12", "AB1²", "AB12\n", "Anna Smith"]
)
def test_what_is_no_code_is_wrong_usage(code: str, tmp_path: Path) -> None:
    result = run(tmp_path, code=code)
    assert result.exit_code == 2
    assert "expected a code of two letters and two digits, such as AB12" in " ".join(result.stderr.split())


@given(code=st.text(max_size=8))
def test_a_code_that_has_not_begun_is_wrong_usage_whatever_it_is(code: str) -> None:
    assert course("write", "half-day", "--code", code).exit_code == 2


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("half-dya", 2, "expected the id of a course or a path, found 'half-dya': did you mean 'half-day'?"),
        (str(SHORT.with_name("sound.yaml")), 2, "expected a course, found a scenario"),
        ("nowhere.yaml", 1, "expected a text file that can be read, found no such file"),
    ],
)
def test_what_is_no_course_is_told(name: str, status: int, told: str, tmp_path: Path) -> None:
    result = run(tmp_path, name=name)
    assert (result.exit_code, told in " ".join(result.stderr.split())) == (status, True)


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert (result.exit_code, "=== Step" in result.stdout) == (2, False)


def test_a_file_that_has_gone_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    for each in (SHORT, *SHORT.parent.glob("sound*.*")):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    run(tmp_path, typed="1\n", name=str(tmp_path / SHORT.name))
    (tmp_path / "sound-evaluation.yaml").unlink()
    result = run(tmp_path, name=str(tmp_path / SHORT.name))
    assert (result.exit_code, "unknown-part" in result.stderr or "ASC03" in result.stderr) == (1, True)


def test_the_courses_are_listed_with_their_length() -> None:
    lines = course("list").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "four-sessions: Ruptures and repair, in four sessions. 25 steps, about 4 h 24 min.",
        "half-day: Ruptures and repair, in half a day. 16 steps, about 3 h 15 min.",
    ]


def test_the_card_of_the_group_talk_is_printed() -> None:
    told = course("card", "half-day").stdout
    assert told.startswith("Group talk, 45 minutes\n")
    assert "- Which moment do you remember first?" in told


def test_a_course_without_a_card_says_so() -> None:
    result = course("card", str(SHORT.with_name("sound-course.yaml")))
    assert (result.exit_code, "expected a course with a card" in result.stderr) == (2, True)


@pytest.mark.parametrize("folder", ["courses", "questionnaires"])
def test_what_ships_has_no_problem(folder: str) -> None:
    result = CliRunner().invoke(commands, ["check", "--strict", str(COURSES.parent / folder)])
    assert (result.exit_code, result.stdout) == (0, "2 files: 0 errors, 0 warnings, 0 infos\n")
