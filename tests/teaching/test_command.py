"""The command `teach` where there is no full screen."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.classroom import Followed, begun
from alliance_sim.cli.commands import commands
from alliance_sim.cli.teaching import plain_notes
from alliance_sim.library import load
from tests.teaching.steps import BEGAN, SEED, SHORT, TWO_VOTES, event


def called(*words: str) -> Result:
    return CliRunner().invoke(commands, ["teach", *words])


def test_without_a_full_screen_one_line_says_what_works() -> None:
    found = called(str(SHORT))
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == (
        "teach needs a full screen, here there is none (input or output is a pipe); "
        "--handout and --notes --plain work line by line.\n"
    )


@pytest.mark.parametrize(
    ("which", "titles"),
    [
        ((), ["Observer grid", "Facilitator&#39;s sheet"]),
        (("--observer",), ["Observer grid"]),
    ],
)
def test_a_handout_is_a_page_of_its_own(which: tuple[str, ...], titles: list[str]) -> None:
    page = called(str(SHORT), "--handout", *which).stdout
    assert page.startswith("<!doctype html>")
    assert [name for name in ("Observer grid", "Facilitator&#39;s sheet") if f"<h1>{name}" in page] == titles
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_handout_needs_a_scenario() -> None:
    found = called("--handout")
    assert (found.exit_code, "expected a scenario beside --handout" in found.stderr) == (2, True)


def test_a_scenario_that_is_not_there_is_said_to_be_missing() -> None:
    found = called("nobody\x1b[2J", "--handout")
    assert found.exit_code == 2
    assert "\x1b" not in found.output


def test_without_a_session_there_is_no_debrief() -> None:
    found = called("--debrief")
    assert (found.exit_code, found.stderr) == (
        1,
        "Error: expected a group session, found none: alliance-sim teach SCENARIO begins one\n",
    )


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_the_debrief_of_the_latest_session_comes_in_each_format(name: str, home: Path) -> None:
    room = begun(load(SHORT), home, lambda: BEGAN, seed=SEED)
    for number, step in enumerate(TWO_VOTES):
        room.add(event(step, BEGAN + number))
    found = called("--debrief", "--format", name)
    assert found.exit_code == 0
    assert "The empty diary" in found.stdout
    if name == "json":
        assert json.loads(found.stdout)["turns"][0]["votes"][0]["options"][0]["vote_1"] == 6


def test_plain_notes_tell_each_turn_once_and_end_with_the_projected_screen(home: Path) -> None:
    room = begun(load(SHORT), home, lambda: BEGAN, seed=SEED)
    room.add(event("left", BEGAN))
    steps = iter(["came", "go", "go", "go", "go", "withdrawal=4", "go", "play=notice", "left"])

    def wait(_: float) -> None:
        room.add(event(next(steps), BEGAN + 1))

    lines = list(plain_notes(Followed(home), lambda: BEGAN + 60, wait))
    titles = [line.split(". 59 of")[0] for line in lines if ". 59 of 60 minutes left; " in line]
    assert titles == [
        *("Before we begin", "How we treat each other", "The situation"),
        *("Turn 1. Listen", "Turn 1. Vote 1: is something strained?", "Turn 1. Vote 1: what would you say?"),
        "Turn 2. Listen",
    ]
    text = "\n".join(lines)
    assert text.count("Truth: withdrawal") == text.count("Truth: no rupture") == 1
    assert ">>it was fine<<" in text
    assert lines[-1] == "The projected screen was left."
