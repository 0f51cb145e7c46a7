"""inkjs, playing the same choices in what was exported, shows what the engine here shows."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings

from alliance_sim.scenario import Scenario
from alliance_sim.shelf import shipped_folder
from tests.referee.player import Player
from tests.referee.record import Play, parted, scenario_in
from tests.referee.transcript import disagreement, steps
from tests.strategies import picks, plays, scenarios

GENERATED = int(os.environ.get("ALLIANCE_SIM_REFEREE", "20"))
WORKED = (Path(__file__).parents[1] / f"{stem}.yaml" for stem in ("empty-diary", "whole", "worked"))
WHOLE = (*sorted(shipped_folder().glob("*.yaml")), *WORKED)
RUNS, MOST_CHOICES = 12, 60


@settings(max_examples=GENERATED, deadline=None)
@given(plays())
def test_inkjs_agrees_on_plays_in_which_much_depends_on_the_past(
    player: Player, drawn: tuple[Scenario, list[list[int]]]
) -> None:
    scenario, taken = drawn
    for picked, theirs in zip(taken, player.played(scenario, *taken), strict=True):
        assert not disagreement(steps(scenario, picked), theirs)


@settings(max_examples=GENERATED // 2, deadline=None)
@given(scenarios(), picks())
def test_inkjs_agrees_on_any_sound_scenario(player: Player, scenario: Scenario, taken: list[int]) -> None:
    assert not parted(player, scenario, taken)


def test_inkjs_agrees_on_the_plays_in_which_faults_are_sought(record: list[Play]) -> None:
    found = [disagreement(steps(play.scenario, play.picks), play.steps) for play in record]
    assert found == [""] * len(record)


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_inkjs_agrees_on_a_scenario_in_a_file_to_the_end(player: Player, path: Path) -> None:
    scenario = scenario_in(path.read_text(encoding="utf-8"))
    chance = random.Random(path.stem)
    taken = [[chance.randrange(2520) for _ in range(MOST_CHOICES)] for _ in range(RUNS)]
    for picked, theirs in zip(taken, player.played(scenario, *taken), strict=True):
        assert not disagreement(steps(scenario, picked), theirs)
        assert not theirs[-1].options
