"""Which markers, strategies and errors some scenarios hold, and in which parts."""

from collections.abc import Iterable

from attrs import frozen

from alliance_sim.checks.keys import best_fit, key_of, worst_fit
from alliance_sim.codebook import CODEBOOK
from alliance_sim.scenario import Scenario

POOR = ("weak", "harmful")


@frozen
class MarkerCoverage:
    """Turns that show a marker, by level of their scenario, and turns without rupture that look like it."""

    code: str
    shown: dict[str, int]
    decoys: int


@frozen
class ReplyCoverage:
    """Turns that offer a strategy or an error; those where such a reply is the key, and those where it is poor."""

    code: str
    offered: int
    key: int
    poor: int


@frozen
class Coverage:
    markers: tuple[MarkerCoverage, ...]
    strategies: tuple[ReplyCoverage, ...]
    errors: tuple[ReplyCoverage, ...]

    @property
    def missing(self) -> dict[str, list[str]]:
        """The codes that no turn shows or offers, by kind."""
        return {
            "markers": [each.code for each in self.markers if not each.shown],
            "decoys": [each.code for each in self.markers if not each.decoys],
            "strategies": [each.code for each in self.strategies if not each.offered],
            "errors": [each.code for each in self.errors if not each.offered],
        }


def coverage(scenarios: Iterable[Scenario]) -> Coverage:
    found = list(scenarios)
    return Coverage(
        tuple(_marker(code, found) for code in CODEBOOK.markers),
        tuple(_reply(code, found) for code in CODEBOOK.strategies),
        tuple(_reply(code, found) for code in CODEBOOK.errors),
    )


def _marker(code: str, scenarios: list[Scenario]) -> MarkerCoverage:
    shown: dict[str, int] = {}
    decoys = 0
    for scenario in scenarios:
        for state in scenario.states:
            if state.rupture and any(cue.code == code for cue in state.rupture.markers):
                shown[scenario.level] = shown.get(scenario.level, 0) + 1
            decoys += bool(state.no_rupture and state.no_rupture.looks_like == code)
    return MarkerCoverage(code, shown, decoys)


def _reply(code: str, scenarios: list[Scenario]) -> ReplyCoverage:
    offered = key = poor = 0
    for scenario in scenarios:
        for state in scenario.states:
            having = [choice for choice in state.choices or () if code in (*choice.strategies, *choice.errors)]
            offered += bool(having)
            key += any(choice in key_of(state) and best_fit(choice) == "strong" for choice in having)
            poor += any(worst_fit(choice) in POOR for choice in having)
    return ReplyCoverage(code, offered, key, poor)
