"""The explored moments one by one, numbered, with every step between them: for what is counted moment by moment."""

from array import array
from collections.abc import Container

from attrs import frozen

from alliance_sim.exploration import Exploration
from alliance_sim.exploration.regions import Way
from alliance_sim.exploration.spaces import Codes
from alliance_sim.scenario import Fit


@frozen(eq=False)
class Steps:
    """The steps out of moment n are those from `offsets[n]` up to `offsets[n + 1]`.

    Each has its `targets`, and the way that it goes `through`, a place in `ways`. `open` counts the steps out of each
    moment, also those that lead past what was explored. `regions` are the moments' regions.
    """

    offsets: "array[int]"
    targets: "array[int]"
    through: "array[int]"
    open: "array[int]"
    regions: "array[int]"
    ways: tuple[Way, ...]
    start: int

    def __len__(self) -> int:
        return len(self.regions)


def steps_of(exploration: Exploration, wanted: Container[Fit] | None = None) -> Steps:
    """The steps; with `wanted`, only choices of such a fit, wherever there are any."""
    space = exploration.space
    numbers: dict[int, dict[int, int]] = {}
    regions = array("i")
    for region, codes in exploration.reached.items():
        numbers[region] = {code: len(regions) + place for place, code in enumerate(space.each(codes))}
        regions.extend([region] * len(numbers[region]))
    open_ = array("i", [0]) * len(regions)
    ways: list[Way] = []
    found: list[tuple[int, int, int]] = []
    for region, source in numbers.items():
        for way, codes in _taken(exploration, region, wanted):
            target = numbers.get(way.target, {})
            changing = space.changing(way.effects)
            for code in space.each(codes):
                moment = source[code]
                open_[moment] += 1
                after = target.get(changing(code))
                if after is not None:
                    found.append((moment, after, len(ways)))
            ways.append(way)
    found.sort()
    counts = [0] * (len(regions) + 1)
    for moment, _, _ in found:
        counts[moment + 1] += 1
    offsets = array("i", counts)
    for moment in range(len(regions)):
        offsets[moment + 1] += offsets[moment]
    start = numbers[exploration.start][space.lowest(space.start)]
    targets, through = array("i", (step[1] for step in found)), array("i", (step[2] for step in found))
    return Steps(offsets, targets, through, open_, regions, tuple(ways), start)


def _taken(exploration: Exploration, region: int, wanted: Container[Fit] | None) -> list[tuple[Way, Codes]]:
    """The ways out of a region, with the reached codes at which they may be taken."""
    plan, reached = exploration.regions.plan(region), exploration.reached[region]
    good = exploration.space.empty
    for way in plan.choices:
        if wanted is not None and way.outcome and way.outcome.fit in wanted:
            good = good | (reached & way.where)
    ways = []
    for way in (*plan.choices, *plan.follows):
        codes = reached & way.where
        if not (wanted is None or way.outcome is None or way.outcome.fit in wanted):
            codes = codes & ~good
        if codes:
            ways.append((way, codes))
    return ways


def ordered(steps: Steps) -> list[int] | None:
    """The moments that can be reached by these steps, each after all those before it; None if one can come again."""
    arriving = _arriving(steps)
    order, at = [steps.start], 0
    if arriving[steps.start]:
        return None
    while at < len(order):
        moment = order[at]
        at += 1
        for target in steps.targets[steps.offsets[moment] : steps.offsets[moment + 1]]:
            arriving[target] -= 1
            if not arriving[target]:
                order.append(target)
    return order if not any(arriving) else None


def able_to_end(steps: Steps) -> bytearray:
    """For each moment, 1 if some run from it ends, or leaves what was explored."""
    before: list[list[int]] = [[] for _ in range(len(steps))]
    for moment in range(len(steps)):
        for target in steps.targets[steps.offsets[moment] : steps.offsets[moment + 1]]:
            before[target].append(moment)
    known = [steps.offsets[moment + 1] - steps.offsets[moment] for moment in range(len(steps))]
    waiting = [moment for moment, count in enumerate(known) if not count or count < steps.open[moment]]
    able = bytearray(len(steps))
    while waiting:
        moment = waiting.pop()
        if not able[moment]:
            able[moment] = 1
            waiting.extend(before[moment])
    return able


def _arriving(steps: Steps) -> list[int]:
    """How many steps lead into each moment, from moments that can be reached by these steps."""
    arriving = [0] * len(steps)
    reached = bytearray(len(steps))
    reached[steps.start] = 1
    waiting = [steps.start]
    while waiting:
        moment = waiting.pop()
        for target in steps.targets[steps.offsets[moment] : steps.offsets[moment + 1]]:
            arriving[target] += 1
            if not reached[target]:
                reached[target] = 1
                waiting.append(target)
    return arriving
