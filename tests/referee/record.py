"""Scenarios for the referee, and what inkjs showed in plays of them, kept to hold many engines against it."""

from collections.abc import Sequence

from attrs import frozen
from hypothesis import Phase, given, settings

from alliance_sim.decoding import decode
from alliance_sim.scenario import Scenario
from alliance_sim.source import read
from tests.referee.player import Player
from tests.referee.transcript import Step, disagreement, steps
from tests.strategies import plays


def scenario_in(text: str) -> Scenario:
    """The scenario that a text holds, whatever it is worth as a piece of teaching."""
    scenario, faults = decode(read(text), Scenario)
    assert scenario is not None, faults
    return scenario


@frozen
class Play:
    """A scenario, what was taken at each turn, and the steps that inkjs showed."""

    scenario: Scenario
    picks: Sequence[int]
    steps: list[Step]


def parted(player: Player, scenario: Scenario, picks: Sequence[int]) -> str:
    """Where a play by inkjs parts from ours, or nothing."""
    (theirs,) = player.played(scenario, picks)
    return disagreement(steps(scenario, picks), theirs)


def recorded(player: Player, scenarios: int) -> list[Play]:
    """Plays of so many generated scenarios."""
    found: list[Play] = []

    @settings(max_examples=scenarios, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(plays())
    def play(drawn: tuple[Scenario, list[list[int]]]) -> None:
        scenario, taken = drawn
        found.extend(map(Play, [scenario] * len(taken), taken, player.played(scenario, *taken)))

    play()
    return found
