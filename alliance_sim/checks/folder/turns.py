"""The turns of a folder, and how findings about all of them are told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from alliance_sim.checks import Finding, Folder, Subject
from alliance_sim.checks.keys import items
from alliance_sim.codebook import CODEBOOK
from alliance_sim.scenario import Choice, Scenario, State

PACK = 10
"""Scenarios from which a folder can be asked to be varied; the targets of variety are meant for ten."""


@frozen
class Item:
    """A turn that has a key and other replies, in its scenario."""

    scenario: str
    state: State
    key: tuple[Choice, ...]
    rest: tuple[Choice, ...]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.state.choices or ()

    @property
    def blind(self) -> float:
        """The chance to hit a key without looking."""
        return len(self.key) / len(self.choices)


def folder_items(folder: Folder) -> list[Item]:
    return [item for name, scenario in in_order(folder) for item in _items(name, scenario)]


@lru_cache(maxsize=128)
def _items(name: str, scenario: Scenario) -> tuple[Item, ...]:
    return tuple(Item(name, state, key, rest) for _, state, key, rest in items(Subject(scenario)))


def in_order(folder: Folder) -> list[tuple[str, Scenario]]:
    """The scenarios by name, so that it does not matter in which order they were read."""
    return sorted(folder.scenarios.items())


def probed(folder: Folder) -> Iterator[tuple[str, State]]:
    """The turns that are probed, each with the name of its scenario."""
    for name, scenario in in_order(folder):
        yield from ((name, state) for state in scenario.states if state.truth)


def fullest(counts: Mapping[str, int]) -> str:
    """The scenario with most of something, the first by name of several."""
    return min(counts, key=lambda name: (-counts[name], name))


def of_all(scenarios: Iterable[str], message: str, hint: str) -> tuple[str, Finding]:
    """A finding about all turns, told at the states of the scenario that holds most of those it is about."""
    return fullest(Counter(scenarios)), Finding(("states",), message, hint, at_key=True)


def families(state: State) -> frozenset[str]:
    """The families of the markers that a turn shows."""
    codes = (cue.code for cue in state.rupture.markers) if state.rupture else ()
    return frozenset(CODEBOOK.markers[code].family for code in codes)
