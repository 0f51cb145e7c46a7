"""Means of each teaching group: people who sat together are alike, and a cohort of two groups is less than its number.

A group of few is withheld; so is the smallest other one, where the few could be told from the whole without it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from attrs import frozen

from alliance_sim.cohort.comparison import FEWEST
from alliance_sim.cohort.outcomes import Outcome, Scores, score
from alliance_sim.participant import Occasion


@frozen
class Means:
    before: float
    after: float

    @property
    def difference(self) -> float:
        return self.after - self.before


@frozen
class GroupMeans:
    """The pairs of a group in an outcome. Where they are withheld, `n` and `means` are None."""

    group: str
    outcome: Outcome
    n: int | None
    means: Means | None


def group_means(
    rows: Sequence[Outcome], people: Sequence[tuple[str, Scores]], earlier: Occasion = "pre", later: Occasion = "post"
) -> tuple[GroupMeans, ...]:
    """By outcome and group, in the order of the groups' names; nothing where all are one group."""
    names = sorted({group for group, _ in people})
    if len(names) < 2:
        return ()
    found = []
    for outcome in rows:
        pairs = _pairs(outcome, people, earlier, later)
        withheld = _withheld({name: len(pairs[name]) for name in names})
        found += [
            GroupMeans(name, outcome, None, None)
            if name in withheld
            else GroupMeans(name, outcome, len(pairs[name]), _means(pairs[name]))
            for name in names
        ]
    return tuple(found)


def _pairs(
    outcome: Outcome, people: Sequence[tuple[str, Scores]], earlier: Occasion, later: Occasion
) -> Mapping[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for group, scores in people:
        before, after = score(scores, outcome, earlier), score(scores, outcome, later)
        if isinstance(before, float) and isinstance(after, float):
            found[group].append((before, after))
    return found


def _withheld(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups of few, and as many of the next smallest as hide those few in the sum."""
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    withheld = [name for name in by_size if sizes[name] < FEWEST]
    for name in by_size[len(withheld) :]:
        if not 0 < sum(sizes[each] for each in withheld) < FEWEST:
            break
        withheld.append(name)
    return frozenset(withheld)


def _means(pairs: list[tuple[float, float]]) -> Means:
    ordered = sorted(pairs)
    return Means(fmean(before for before, _ in ordered), fmean(after for _, after in ordered))
