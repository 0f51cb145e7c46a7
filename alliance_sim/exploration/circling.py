"""The moments that come again for ever: circles that no way leaves."""

from collections.abc import Iterator, Sequence

from alliance_sim.exploration.steps import Steps, able_to_end


def circling(steps: Steps) -> bytearray:
    """For each moment, 1 if every run through it comes by again and again, without end."""
    able = able_to_end(steps)
    found = bytearray(len(steps))
    for circle in _circles(steps, [moment for moment, ends in enumerate(able) if not ends]):
        members = set(circle)
        if all(members.issuperset(_after(steps, moment)) for moment in circle):
            for moment in circle:
                found[moment] = 1
    return found


def _after(steps: Steps, moment: int) -> Sequence[int]:
    return steps.targets[steps.offsets[moment] : steps.offsets[moment + 1]]


def _circles(steps: Steps, moments: Sequence[int]) -> Iterator[list[int]]:
    """The greatest sets of these moments in which each leads to each. From none of them a way leads to another moment.

    First the moments are put in the order in which a search leaves them; then, from the last one left, all that lead
    to it and belong to no set yet are a set.
    """
    before: dict[int, list[int]] = {moment: [] for moment in moments}
    for moment in moments:
        for target in _after(steps, moment):
            before[target].append(moment)
    placed: set[int] = set()
    for last in reversed(_left(steps, moments)):
        if last in placed:
            continue
        placed.add(last)
        circle = [last]
        for member in circle:
            for earlier in before[member]:
                if earlier not in placed:
                    placed.add(earlier)
                    circle.append(earlier)
        yield circle


def _left(steps: Steps, moments: Sequence[int]) -> list[int]:
    """The moments in the order in which a search, deep first, has seen all that comes after them."""
    seen: set[int] = set()
    order: list[int] = []
    for first in moments:
        waiting = [(first, False)]
        while waiting:
            moment, done = waiting.pop()
            if done:
                order.append(moment)
            elif moment not in seen:
                seen.add(moment)
                waiting.append((moment, True))
                waiting += [(target, False) for target in _after(steps, moment) if target not in seen]
    return order
