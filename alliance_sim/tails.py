"""How often chance alone does as much: exact tails for the rules that count over turns."""

from collections.abc import Iterable, Sequence
from math import fsum


def at_least(count: int, chances: Iterable[float]) -> float:
    """The probability that at least `count` of independent events happen, each with its own chance."""
    if count <= 0:
        return 1.0
    exactly = [1.0, *([0.0] * (count - 1))]
    reached = 0.0
    for chance in sorted(chances):
        reached += exactly[-1] * chance
        before = [0.0, *exactly[:-1]]
        exactly = [stay * (1 - chance) + come * chance for stay, come in zip(exactly, before, strict=True)]
    return min(1.0, reached)


def streak(length: int, chances: Sequence[float]) -> float:
    """The probability that somewhere at least `length` independent events in a row happen.

    A chance of 0 separates two series.
    """
    if length <= 0:
        return 1.0
    running = [1.0, *([0.0] * (length - 1))]
    reached = 0.0
    for chance in chances:
        reached += running[-1] * chance
        running = [fsum(running) * (1 - chance), *(each * chance for each in running[:-1])]
    return min(1.0, reached)
