"""Two searches through the regions: one that is quick, and one that goes by the number of choices."""

from collections.abc import Callable
from heapq import heappop, heappush

from alliance_sim.exploration.regions import Regions
from alliance_sim.exploration.spaces import Codes, Space

Reached = dict[int, Codes]
Enough = Callable[[int, int], bool]
"""From the moments found and the masks that are kept: whether to stop."""


class Waiting:
    """Regions with codes that are still to be looked at: first the region that all others wait for, as far as one does.

    So where no state can come again, each region is looked at once.
    """

    def __init__(self, regions: Regions, *, backwards: bool = False) -> None:
        self.regions = regions
        self._sign = -1 if backwards else 1
        self._codes: Reached = {}
        self._heap: list[tuple[int, int]] = []

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add(self, number: int, codes: Codes) -> None:
        known = self._codes.get(number)
        if known is None:
            heappush(self._heap, (self._sign * self.regions.ranks[self.regions.each[number].state], number))
            self._codes[number] = codes
        else:
            self._codes[number] = known | codes

    def next_one(self) -> tuple[int, Codes]:
        _, number = heappop(self._heap)
        return number, self._codes.pop(number)


def swept(space: Space, regions: Regions, enough: Enough) -> Reached | None:
    """The codes of each region that a run can reach; None where it was enough before all were found."""
    reached: Reached = {}
    moments = 0
    waiting = Waiting(regions)
    waiting.add(regions.entered(space.scenario.start, frozenset(), frozenset()), space.start)
    while waiting:
        number, codes = waiting.next_one()
        known: Codes = reached.get(number, space.empty)
        new = codes & ~known
        if not new:
            continue
        reached[number] = known | new
        moments += space.count(new)
        if enough(moments, len(reached)):
            return None
        plan = regions.plan(number)
        for way in (*plan.choices, *plan.follows):
            here = new & way.where
            if here:
                waiting.add(way.target, here if way.move is None else way.move.after(here))
    return reached


def levelled(space: Space, regions: Regions, enough: Enough) -> tuple[dict[int, Reached], Reached]:
    """For each region the codes that are new there at each number of choices, and all of them."""
    levels: dict[int, Reached] = {}
    reached: Reached = {}
    frontier = {regions.entered(space.scenario.start, frozenset(), frozenset()): space.start}
    level = moments = masks = 0
    while frontier:
        fresh = _entered(space, regions, reached, frontier)
        for number, codes in fresh.items():
            levels.setdefault(number, {})[level] = codes
            moments += space.count(codes)
        masks += len(fresh)
        if enough(moments, masks):
            break
        frontier = _chosen(space, regions, fresh)
        level += 1
    return levels, reached


def _entered(space: Space, regions: Regions, reached: Reached, frontier: Reached) -> Reached:
    """What of the frontier is new, and what follows from that without a choice."""
    fresh: Reached = {}
    while frontier:
        following: Reached = {}
        for number, codes in frontier.items():
            known: Codes = reached.get(number, space.empty)
            new = codes & ~known
            if not new:
                continue
            reached[number] = known | new
            fresh[number] = fresh.get(number, space.empty) | new
            for way in regions.plan(number).follows:
                here = new & way.where
                if here:
                    following[way.target] = following.get(way.target, space.empty) | here
        frontier = following
    return fresh


def _chosen(space: Space, regions: Regions, fresh: Reached) -> Reached:
    """Where the choices lead that are open in the new moments."""
    frontier: Reached = {}
    for number, codes in fresh.items():
        for way in regions.plan(number).choices:
            here = codes & way.where
            if here:
                after = here if way.move is None else way.move.after(here)
                frontier[way.target] = frontier.get(way.target, space.empty) | after
    return frontier
