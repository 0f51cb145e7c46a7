"""Runs that leave out some of the steps that are open, explored like all runs."""

from collections.abc import Callable, Container, Sequence
from functools import reduce
from operator import or_

from alliance_sim.exploration import Exploration, explored
from alliance_sim.exploration.regions import Plan, Region, Regions
from alliance_sim.exploration.spaces import Space
from alliance_sim.scenario import Fit, State

Kept = Callable[[Space, State, Plan], Plan]
"""What is left of what can be done in a state."""


class Narrowed(Regions):
    """Regions of which only some of the ways out are taken."""

    def __init__(self, whole: Regions, kept: Kept) -> None:
        super().__init__(whole.space, like=whole)
        self.kept = kept

    def _planned(self, number: int, region: Region) -> Plan:
        plan = super()._planned(number, region)
        return self.kept(self.space, self.space.scenario.state[region.state], plan)


def narrowed(exploration: Exploration, kept: Kept, *, budget: int) -> Exploration:
    """The moments of runs that take only the steps that are kept."""
    regions = Narrowed(exploration.regions, kept)
    return explored(exploration.scenario, exploration.space, budget=budget, regions=regions)


def up_to(states: Container[str]) -> Kept:
    """No step out of these states."""

    def kept(_: Space, state: State, plan: Plan) -> Plan:
        return plan._replace(choices=(), follows=()) if state.id in states else plan

    return kept


def by_fit(order: Sequence[Fit]) -> Kept:
    """Of the replies that are open at a moment, those of the fit that comes first in an order."""

    def kept(space: Space, _: State, plan: Plan) -> Plan:
        ways, taken = [], space.empty
        for fit in order:
            alike = [way for way in plan.choices if way.outcome and way.outcome.fit == fit]
            ways += [way._replace(where=where) for way in alike if (where := way.where & ~taken)]
            taken = reduce(or_, (way.where for way in alike), taken)
        return plan._replace(choices=tuple(ways))

    return kept
