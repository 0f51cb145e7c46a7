"""The page on the shipped scenarios: its figures are those of the scenarios that ship, and its tables show them."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from alliance_sim.audit import as_json, surface_cues
from alliance_sim.audit.coverage import coverage
from alliance_sim.cli.commands import commands
from alliance_sim.document import Bullets, Document, Heading, Listing, Paragraph, Table, text_of
from alliance_sim.figures import COMMAND, PATH, figures
from alliance_sim.guide import TOPICS
from alliance_sim.library import load
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import scenario_files, shipped_folder

ANEW = f"the figures of the guide are of other scenarios; in the folder of the repository: {COMMAND}"
TOLD: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
OLD = {each["id"]: each for each in TOLD["scenarios"]}


@pytest.fixture(scope="module")
def shipped() -> dict[str, Scenario]:
    files = [load(path) for path in scenario_files([shipped_folder()])]
    return {file.id: file.scenario for file in files if file.scenario is not None}


def made_anew(name: str, folder: Path) -> dict[str, Any]:
    """What the command of the guide writes in a copy of the repository that has only this scenario."""
    line, _, target = COMMAND.partition(" > ")
    (folder / "scenarios").mkdir()
    shutil.copy(shipped_folder() / f"{name}.yaml", folder / "scenarios")
    assert (folder / target).name == PATH.name
    found: dict[str, Any] = json.loads(CliRunner().invoke(commands, shlex.split(line)[1:]).stdout)
    return found


def cells(document: Document) -> dict[str, list[str]]:
    """The cells of each scenario over all tables, by its title."""
    found: dict[str, list[str]] = {}
    for block in document:
        for title, *rest in block.rows if isinstance(block, Table) else ():
            found.setdefault(title, []).extend(rest)
    return found


def test_the_figures_are_of_the_scenarios_as_they_ship() -> None:
    shipped = {path.stem: load(path).sha256 for path in scenario_files([shipped_folder()])}
    assert {name: each["sha256"] for name, each in OLD.items()} == shipped, ANEW


def test_the_command_of_the_guide_makes_these_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quickest = min(OLD, key=lambda name: OLD[name]["moments"])
    (found,) = made_anew(quickest, tmp_path)["scenarios"]
    assert found == OLD[quickest], ANEW


def test_the_figures_of_all_scenarios_together_are_current(shipped: dict[str, Scenario]) -> None:
    assert as_json.of_cues(surface_cues(shipped)) == TOLD["surface_cue"], ANEW
    assert coverage(shipped.values()).missing == TOLD["coverage"]["missing"], ANEW


def test_the_shipped_scenarios_keep_to_every_limit() -> None:
    assert {limit["name"]: limit["found"] for limit in TOLD["limits"] if not limit["holds"]} == {}


def test_each_scenario_has_its_row_in_each_table() -> None:
    titles = sorted(each["title"] for each in TOLD["scenarios"])
    tables = [block for block in TOPICS["library"].document if isinstance(block, Table)]
    assert [sorted(row[0] for row in table.rows) for table in tables] == [titles] * 3


def test_a_row_has_the_figures_of_its_scenario() -> None:
    trainee = {"probes": 12.68, "no_rupture": 0.482}
    scenario = {
        "title": "The empty diary",
        "level": "advanced",
        "states": 37,
        "trainees": {"random": trainee, "best": {"probes": 13.0, "no_rupture": None}},
        "repaired": {"random": 0.0763, "defensible": 0.9985},
        "fit": 57.6,
        "policies": {"first": {"fit": 43.1}, "echo": {"fit": 70.4}},
        "surface_cue": {
            "key": {"accuracy": 0.65, "chance": 0.29, "turns": 22},
            "rupture": {"accuracy": 0.391, "chance": 0.566, "turns": 23},
        },
    }
    shown = tuple(figures({"scenarios": [scenario], "limits": []}))
    assert cells(shown) == {
        "The empty diary": [
            *("advanced", "37", "12.7", "48%", "-"),
            *("8%", ">99%", "58", "echo, 70"),
            *("65% (29%)", "39% (57%)", "23"),
        ]
    }


def test_the_easiest_level_comes_first() -> None:
    rows = next(block for block in TOPICS["library"].document if isinstance(block, Table)).rows
    assert list(dict.fromkeys(row[1] for row in rows)) == ["foundation", "intermediate", "advanced"]


@pytest.mark.parametrize(
    ("holds", "missed", "told"),
    [
        (True, [], "Holds. Nobody gets far. Found: none."),
        (False, ["first", "echo"], "Does not hold. Nobody gets far. Found: none; missed by first, echo."),
        (None, [], "Too few turns to tell. Nobody gets far. Found: none."),
    ],
)
def test_a_limit_is_told_with_its_verdict(holds: bool | None, missed: list[str], told: str) -> None:
    limit = {"holds": holds, "limit": "nobody gets far", "found": "none", "missed": missed}
    (listed,) = (block for block in figures({"scenarios": [], "limits": [limit]}) if isinstance(block, Bullets))
    assert [text_of(item) for item in listed.items] == [told]


def test_the_page_ends_with_the_command_that_makes_the_figures() -> None:
    assert TOPICS["library"].document[-1] == Listing(COMMAND, "sh")


def test_each_table_is_explained() -> None:
    document = TOPICS["library"].document
    places = [number for number, block in enumerate(document) if isinstance(block, Table)]
    assert [(type(document[at - 2]), type(document[at - 1])) for at in places] == [(Heading, Paragraph)] * 3


def test_the_tables_have_columns_that_fit_80_columns() -> None:
    for table in (block for block in TOPICS["library"].document if isinstance(block, Table)):
        sizes = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
        assert sum(sizes) + 2 * (len(sizes) - 1) <= 76, table.head
