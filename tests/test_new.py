"""A new scenario: what is written where, what never is, and that it is sound and plays."""

import json
import os
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.library import load, loaded
from alliance_sim.scenario import Scenario, State
from alliance_sim.shelf import PACKAGE
from tests.fragments import SKELETON, found_in

SCHEMA = (PACKAGE / "scenario.schema.json").read_bytes()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands, list(arguments), input=answers)


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def skeleton() -> Scenario:
    scenario = loaded(SKELETON.encode(), Path("first.yaml")).scenario
    assert scenario is not None
    return scenario


def turns() -> list[State]:
    return [state for state in skeleton().states if state.choices]


# --- What is written ---


def test_a_scenario_and_its_schema_are_written(here: Path) -> None:
    result = called("new", "empty-diary")
    assert result.exit_code == 0
    assert written(here) == {
        "empty-diary.yaml": SKELETON.replace("title: A first scenario", "title: Empty diary"),
        "scenario.schema.json": SCHEMA.decode(),
    }
    assert result.stdout.startswith("Written: empty-diary.yaml\nWritten: scenario.schema.json, ")


@pytest.mark.parametrize("command", ["preview", "check", "map"])
def test_what_to_do_next_is_said(command: str) -> None:
    assert f"\n  alliance-sim {command} first.yaml\n" in called("new", "first").stdout


@pytest.mark.parametrize("name", ["first", "first.yaml", "first.yml", "./first"])
def test_a_name_is_understood_with_its_ending(name: str, here: Path) -> None:
    assert called("new", name).exit_code == 0
    assert sorted(written(here)) == ["first.yaml", "scenario.schema.json"]


@pytest.mark.parametrize("arguments", [["my own/first"], ["first", "--folder", "my own"]])
def test_a_scenario_is_written_into_a_folder(arguments: list[str], here: Path) -> None:
    (here / "my own").mkdir()
    result = called("new", *arguments)
    assert sorted(written(here)) == ["my own/first.yaml", "my own/scenario.schema.json"]
    assert "\n  alliance-sim check 'my own/first.yaml'\n" in result.stdout


@pytest.mark.parametrize(
    "title", ["Eight ticks", "No", "null", 'A "b": c # d', "- x", "{a}", "'tis", "Ünïcode 漢字 👩‍⚕️"]
)
def test_any_title_is_read_back_as_it_was_given(title: str, here: Path) -> None:
    assert called("new", "first", "--title", title).exit_code == 0
    scenario = load(here / "first.yaml").scenario
    assert scenario is not None
    assert scenario.title == title


# --- What is refused, and never written over ---


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Empty Diary", "did you mean 'empty-diary'?"),
        ("Über uns", "did you mean 'uber-uns'?"),
        ("a_b", "did you mean 'a-b'?"),
        ("2nd", "small letters, digits and hyphens, first a letter"),
        ("漢字", "small letters, digits and hyphens, first a letter"),
        ("", "small letters, digits and hyphens, first a letter"),
        ("x" * 65, f"did you mean '{'x' * 64}'?"),
        ("a\x1b]0;owned\x07b", "found 'a\ufffd]0;owned\ufffdb'"),
        ("nowhere/first", "expected a folder that is there, found 'nowhere'"),
        ("eight-ticks", "a shipped scenario has it"),
    ],
)
def test_a_name_that_will_not_do_is_wrong_usage_with_a_proposal(name: str, told: str, here: Path) -> None:
    result = called("new", name)
    assert result.exit_code == 2
    assert told in result.stderr
    assert written(here) == {}


@pytest.mark.parametrize("title", ["", "  ", "a\x1b[2J", "x" * 601])
def test_a_title_that_will_not_do_is_wrong_usage(title: str, here: Path) -> None:
    result = called("new", "first", "--title", title)
    assert result.exit_code == 2
    assert "expected a title on one line" in result.stderr
    assert written(here) == {}


@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_scenario_that_is_there_is_never_written_over(more: list[str], here: Path) -> None:
    (here / "first.yaml").write_text("mine", encoding="utf-8")
    result = called("new", "first", *more)
    assert result.exit_code == 2
    assert "found 'first.yaml': choose another, or move that file away" in result.stderr
    assert written(here) == {"first.yaml": "mine"}


def test_a_dangling_link_is_not_written_through(here: Path) -> None:
    (here / "first.yaml").symlink_to(here / "elsewhere.yaml")
    assert called("new", "first").exit_code == 2
    assert written(here) == {}


def test_a_schema_of_this_version_is_kept(here: Path) -> None:
    (here / "scenario.schema.json").write_bytes(SCHEMA)
    assert "Kept: scenario.schema.json, from which editors complete it" in called("new", "first").stdout


def test_a_schema_of_another_version_is_kept_and_said(here: Path) -> None:
    (here / "scenario.schema.json").write_text("{}", encoding="utf-8")
    told = called("new", "first").stdout
    assert "which is of another version: alliance-sim schema > scenario.schema.json brings it up to date" in told
    assert written(here)["scenario.schema.json"] == "{}"


def test_a_schema_of_another_version_is_replaced_where_that_is_wanted(here: Path) -> None:
    (here / "scenario.schema.json").write_text("{}", encoding="utf-8")
    assert "Replaced: scenario.schema.json" in called("new", "first", "--force").stdout
    assert (here / "scenario.schema.json").read_bytes() == SCHEMA


def test_what_cannot_be_written_is_said_without_a_traceback(here: Path) -> None:
    (here / "scenario.schema.json").mkdir()
    result = called("new", "first")
    assert result.exit_code == 1
    assert result.stderr == "Error: scenario.schema.json could not be written: Is a directory\n"


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(here: Path) -> None:
    (here / "shut").mkdir(mode=0o500)
    result = called("new", "shut/first")
    assert result.exit_code == 1
    assert "shut/first.yaml could not be written" in result.stderr


# --- The skeleton ---


def test_the_skeleton_passes_every_check_strictly(here: Path) -> None:
    called("new", "first")
    assert called("check", "--strict", "first.yaml").exit_code == 0


def test_of_the_skeleton_nothing_is_found_but_that_nobody_has_reviewed_it() -> None:
    assert found_in(SKELETON) == ["unreviewed"]


def test_the_skeleton_is_valid_for_editors() -> None:
    jsonschema.validate(yaml.safe_load(SKELETON), json.loads(SCHEMA))
    assert SKELETON.startswith("# yaml-language-server: $schema=./scenario.schema.json\n")


def test_the_skeleton_plays_to_an_ending(here: Path) -> None:
    called("new", "first")
    told = called("play", "first.yaml", "--plain", answers="1\n" * 200).stdout
    assert "Finished. alliance-sim debrief" in told


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        ("seven-sunday,you-paid,day-gone,mine-too", "repaired"),
        ("before-four,you-paid,dreadful,ring-first", "partly-repaired"),
        ("seven-sunday,easier-week,lifted-lid,any-day", "papered-over"),
        ("hard-to-talk,father-too,when-close,in-the-terms", "unrepaired"),
    ],
)
def test_every_ending_of_the_skeleton_can_be_reached(path: str, ending: str, here: Path) -> None:
    called("new", "first")
    assert f"Ending, {ending}: " in called("play", "first.yaml", "--path", path).stdout


def test_the_skeleton_shows_every_kind_of_thing_that_an_author_needs() -> None:
    found = skeleton()
    kinds = Counter("rupture" if state.rupture else "no rupture" for state in turns())
    assert kinds == {"rupture": 3, "no rupture": 3}
    assert found.rupture_types == {"withdrawal", "confrontation"}
    assert len({state.ending for state in found.states if state.ending}) == 4
    assert found.conditions
    assert {variable.is_flag for variable in found.variables} == {True, False}
    assert any(state.route and state.scene for state in found.states)
    assert any(state.patient and len(state.patient) > 1 for state in found.states)
    assert any(choice.outcomes for state in turns() for choice in state.choices or ())
