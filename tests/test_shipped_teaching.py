"""The lessons and the drill bank that ship: what the project promises of them, and that `check --strict` is content."""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance_sim.bank import Probe
from alliance_sim.checks.drills.twins import hardness
from alliance_sim.cli.commands import commands
from alliance_sim.codebook import CODEBOOK
from alliance_sim.library import content_files, load
from alliance_sim.shelf import LEVELS, PACKAGE

FOLDERS = ("lessons", "drills")
FILES = [load(path) for path in content_files(PACKAGE / "drills")]
PROBES = [probe for file in FILES if file.bank for probe in file.bank.probes]
KEPT = {form: [probe for probe in PROBES if probe.form == form] for form in ("A", "B")}


def markers(probe: Probe) -> list[str]:
    """The markers that a probe shows, or resembles."""
    if probe.rupture:
        return [cue.code for cue in probe.rupture.markers]
    return [probe.no_rupture.looks_like] if probe.no_rupture and probe.no_rupture.looks_like else []


@pytest.mark.parametrize("folder", FOLDERS)
def test_check_strict_finds_no_problem(folder: str) -> None:
    result = CliRunner().invoke(commands, ["check", "--strict", str(PACKAGE / folder)])
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(("folder", "many"), [("lessons", 10), ("drills", 15)])
def test_every_file_of_the_folder_is_content(folder: str, many: int) -> None:
    found = content_files(PACKAGE / folder)
    assert len(found) == many
    assert [path for path in Path(PACKAGE / folder).iterdir() if path not in found] == []


def test_there_are_120_probes_half_of_them_without_a_rupture() -> None:
    assert len(PROBES) >= 120
    assert sum(probe.rupture is None for probe in PROBES) * 2 == len(PROBES)


def test_no_id_stands_twice() -> None:
    assert [name for name, many in Counter(probe.id for probe in PROBES).items() if many > 1] == []


def test_every_marker_is_shown_somewhere_and_every_look_alike_too() -> None:
    shown = {code for probe in PROBES if probe.rupture for code in markers(probe)}
    resembled = {code for probe in PROBES if probe.no_rupture for code in markers(probe)}
    assert (shown, resembled) == (set(CODEBOOK.markers), set(CODEBOOK.markers))


@pytest.mark.parametrize("level", LEVELS)
def test_at_every_level_half_of_the_probes_hold_a_rupture_about(level: str) -> None:
    here = [probe.rupture is not None for probe in PROBES if probe.level == level]
    assert len(here) >= 24
    assert 0.4 <= sum(here) / len(here) <= 0.6


@pytest.mark.parametrize("kind", ["withdrawal", "confrontation", "mixed"])
def test_every_type_of_rupture_is_there(kind: str) -> None:
    assert sum(probe.rupture is not None and probe.rupture.type == kind for probe in PROBES) >= 6


def test_the_two_forms_have_24_probes_each_half_without_a_rupture() -> None:
    assert {form: (len(kept), sum(probe.rupture is None for probe in kept)) for form, kept in KEPT.items()} == {
        "A": (24, 12),
        "B": (24, 12),
    }


def test_the_two_forms_are_as_hard() -> None:
    one, other = (Counter(tuple(hardness(probe).items()) for probe in kept) for kept in KEPT.values())
    assert one == other


def test_the_two_forms_are_about_the_same_markers() -> None:
    one, other = (Counter(code for probe in kept for code in markers(probe)) for kept in KEPT.values())
    assert one == other


def test_probes_of_the_forms_are_fewer_than_those_for_everyday() -> None:
    assert sum(map(len, KEPT.values())) * 2 < len(PROBES)
