"""The order of what stands side by side in layers, so that few lines cross.

Sugiyama's method (IEEE Trans Syst Man Cybern 1981;11:109-125): layer by layer, down and up, each thing is moved to the
mean of the places of its neighbours in the layer before; the arrangement with the fewest crossings is kept.
"""

from bisect import bisect_right, insort
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)
SWEEPS = 24
"""Passes down and up at most; the drawings tried came to rest after some ten."""
PATIENCE = 4
"""Passes without a gain after which it ends."""


def ordered(layers: Sequence[Sequence[Thing]], below: Mapping[Thing, Sequence[Thing]]) -> list[list[Thing]]:
    """The layers with their things in a better order. `below` gives the neighbours in the next layer."""
    above: dict[Thing, list[Thing]] = {thing: [] for layer in layers for thing in layer}
    for thing, others in below.items():
        for other in others:
            above[other].append(thing)
    current = [list(layer) for layer in layers]
    best, fewest, idle = current, crossings(current, below), 0
    for sweep in range(SWEEPS):
        if not fewest or idle == PATIENCE:
            break
        current = _swept(current, below if sweep % 2 else above, upwards=bool(sweep % 2))
        found = crossings(current, below)
        idle += 1
        if found < fewest:
            best, fewest, idle = current, found, 0
    return best


def _swept(
    layers: list[list[Thing]], neighbours: Mapping[Thing, Sequence[Thing]], *, upwards: bool
) -> list[list[Thing]]:
    """One pass. What has no neighbours on that side keeps its place."""
    found: list[list[Thing]] = []
    place: dict[Thing, int] = {}
    for layer in reversed(layers) if upwards else layers:
        mean = {
            thing: sum(place[other] for other in others) / len(others) if (others := neighbours.get(thing)) else number
            for number, thing in enumerate(layer)
        }
        found.append(sorted(layer, key=mean.__getitem__))
        place = {thing: number for number, thing in enumerate(found[-1])}
    return found[::-1] if upwards else found


def crossings(layers: Sequence[Sequence[Thing]], below: Mapping[Thing, Sequence[Thing]]) -> int:
    """How many pairs of lines cross."""
    count = 0
    for upper, lower in pairwise(layers):
        place = {thing: number for number, thing in enumerate(lower)}
        passed: list[int] = []
        for thing in upper:
            ends = sorted(place[other] for other in below.get(thing, ()))
            count += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return count
