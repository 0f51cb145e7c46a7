"""A search by the engine alone, moment by moment: what exploration and the rules are held against."""

from collections import deque
from collections.abc import Callable

from attrs import field, frozen

from alliance_sim.engine import begin, choose, follow, view
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario

MOST = 3000
"""Moments after which a search is given up."""


@frozen
class Searched:
    """Every moment that was found, with the steps out of it: the choice, or None, and the moment after."""

    scenario: Scenario
    complete: bool
    steps: dict[Moment, list[tuple[str | None, Moment]]] = field(repr=False)

    def at(self, state: str) -> list[Moment]:
        return [moment for moment in self.steps if moment.state == state]

    @property
    def states(self) -> set[str]:
        return {moment.state for moment in self.steps}

    @property
    def stuck(self) -> set[Moment]:
        return {moment for moment in self.steps if view(self.scenario, moment).stuck}

    @property
    def endings(self) -> set[Moment]:
        return {moment for moment in self.steps if self.scenario.state[moment.state].ending}

    def before(self, goal: set[Moment]) -> set[Moment]:
        """The moments from which one of the goal can be reached, and the goal."""
        into: dict[Moment, list[Moment]] = {}
        for moment, steps in self.steps.items():
            for _, after in steps:
                into.setdefault(after, []).append(moment)
        found, waiting = set(goal), list(goal)
        while waiting:
            fresh = set(into.get(waiting.pop(), ())) - found
            found |= fresh
            waiting.extend(fresh)
        return found


def searched(scenario: Scenario, closed: Callable[[Moment], bool] = lambda _: False) -> Searched:
    """Search from the start; no step is taken out of a moment that is `closed`."""
    start = begin(scenario)
    steps: dict[Moment, list[tuple[str | None, Moment]]] = {}
    waiting, known = deque([start]), {start}
    while waiting and len(known) <= MOST:
        moment = waiting.popleft()
        steps[moment] = [] if closed(moment) else list(after(scenario, moment))
        for _, each in steps[moment]:
            if each not in known:
                known.add(each)
                waiting.append(each)
    return Searched(scenario, not waiting, steps)


def after(scenario: Scenario, moment: Moment) -> list[tuple[str | None, Moment]]:
    """The steps out of a moment."""
    seen = view(scenario, moment)
    if seen.waits:
        return [(choice.id, choose(scenario, moment, choice.id)) for choice in seen.choices]
    return [] if seen.over else [(None, follow(scenario, moment))]


def played(scenario: Scenario, choices: tuple[str, ...]) -> list[Moment]:
    """The moments of a run, each up to the next that waits for a choice."""
    moments, left = [begin(scenario)], list(choices)
    while True:
        seen = view(scenario, moments[-1])
        if seen.over or (seen.waits and not left):
            assert not left
            return moments
        moments.append(choose(scenario, moments[-1], left.pop(0)) if seen.waits else follow(scenario, moments[-1]))
