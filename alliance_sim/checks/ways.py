"""Which probed turns can come one after the other: the graph of the states without its guards.

Every run is a way through it. So what holds for all ways holds for all runs, but not the reverse.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from alliance_sim.scenario import Scenario, State


class Ways(NamedTuple):
    """The turns that can be the first probe, those that can be the last, and after each those that can come next."""

    first: frozenset[str]
    last: frozenset[str]
    after: Mapping[str, frozenset[str]]

    @property
    def outermost(self) -> frozenset[str]:
        """The turns before which no other probe can come, or after which none can."""
        followed = frozenset[str]().union(*self.after.values())
        return self.first - followed | frozenset(name for name, after in self.after.items() if not after)


@lru_cache(maxsize=64)
def ways(scenario: Scenario) -> Ways:
    after, last = {}, []
    for state in scenario.states:
        if state.truth:
            after[state.id], ends = _next_probes(scenario, onward(state))
            if ends:
                last.append(state.id)
    first, _ = _next_probes(scenario, [scenario.start])
    return Ways(first, frozenset(last), after)


def onward(state: State) -> Iterator[str]:
    """The states that one step can lead to."""
    for choice in state.choices or ():
        yield from (target for outcome in choice.results if (target := outcome.to or state.to))
    yield from (route.to for route in state.route or ())
    yield from (target for target in (state.otherwise, None if state.choices else state.to) if target)


def _next_probes(scenario: Scenario, targets: Iterable[str]) -> tuple[frozenset[str], bool]:
    """The probed turns that come next from there, and whether an ending can come before any."""
    waiting, known = list(targets), set(targets := list(targets))
    probes, ends = [], False
    while waiting:
        state = scenario.state[waiting.pop()]
        if state.truth:
            probes.append(state.id)
            continue
        ends = ends or state.ending is not None
        fresh = {target for target in onward(state) if target in scenario.state} - known
        known |= fresh
        waiting.extend(fresh)
    return frozenset(probes), ends
