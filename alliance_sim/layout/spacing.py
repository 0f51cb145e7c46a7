"""Where things in ordered layers stand from left to right: near what they are joined to, and never too close."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)
SWEEPS = 12
"""Passes down and up; more no longer moved the drawings tried by a character's width."""


def spaced(
    layers: Sequence[Sequence[Thing]],
    below: Mapping[Thing, Mapping[Thing, float]],
    width: Mapping[Thing, float],
    gap: float,
) -> dict[Thing, float]:
    """The middle of each thing. `below` gives the neighbours in the next layer, with the weight of straightness."""
    above: dict[Thing, dict[Thing, float]] = {thing: {} for layer in layers for thing in layer}
    for thing, others in below.items():
        for other, weight in others.items():
            above[other][thing] = weight
    middle: dict[Thing, float] = {}
    for layer in layers:
        middle |= _apart(layer, dict.fromkeys(layer, 0.0), dict.fromkeys(layer, 1.0), width, gap)
    for sweep in range(2 * SWEEPS):
        upwards = bool(sweep % 2)
        for layer in reversed(layers) if upwards else layers:
            middle |= _drawn(layer, below if upwards else above, middle, width, gap)
    for layer in layers:
        both = {thing: {**above[thing], **below.get(thing, {})} for thing in layer}
        middle |= _drawn(layer, both, middle, width, gap)
    return middle


def _drawn(
    layer: Sequence[Thing],
    neighbours: Mapping[Thing, Mapping[Thing, float]],
    middle: Mapping[Thing, float],
    width: Mapping[Thing, float],
    gap: float,
) -> dict[Thing, float]:
    """A layer with each thing as near to the mean of its neighbours as the others allow."""
    wanted, weight = {}, {}
    for thing in layer:
        joined = neighbours.get(thing) or {}
        weight[thing] = sum(joined.values()) or 0.1
        total = sum(middle[other] * pull for other, pull in joined.items())
        wanted[thing] = total / weight[thing] if joined else middle[thing]
    return _apart(layer, wanted, weight, width, gap)


def _apart(
    layer: Sequence[Thing],
    wanted: Mapping[Thing, float],
    weight: Mapping[Thing, float],
    width: Mapping[Thing, float],
    gap: float,
) -> dict[Thing, float]:
    """The places nearest to those wanted (least squares), in this order and a gap apart.

    Without the room that each needs it is a regression by a rising function, which pooling of neighbours solves.
    """
    offset: dict[Thing, float] = {}
    reach = 0.0
    for before, thing in zip([None, *layer], layer, strict=False):
        reach += (width[before] + width[thing]) / 2 + gap if before is not None else 0.0
        offset[thing] = reach
    pools: list[tuple[float, float, int]] = []
    for thing in layer:
        mean, pull, count = wanted[thing] - offset[thing], weight[thing], 1
        while pools and pools[-1][0] > mean:
            other, its, many = pools.pop()
            mean, pull, count = (mean * pull + other * its) / (pull + its), pull + its, count + many
        pools.append((mean, pull, count))
    means = [mean for mean, _, count in pools for _ in range(count)]
    return {thing: mean + offset[thing] for thing, mean in zip(layer, means, strict=True)}
