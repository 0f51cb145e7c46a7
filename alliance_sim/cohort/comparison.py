"""One outcome on two occasions, as far as so many people carry it: nothing of few, and no p of some more."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from alliance_sim.cohort.outcomes import Missing, Outcome, Scores, score
from alliance_sim.cohort.paired import Paired, holm, paired
from alliance_sim.participant import Occasion

FEWEST = 5
"""People under whom nothing is tabulated: a mean of fewer says too much about each."""
TESTED = 8
"""People under whom there is no p: of n = 8 a test finds only a mean difference of 1.16 SDs in four of five cases."""
WHEN: dict[Occasion, str] = {"pre": "before", "post": "after", "then": "in the then-test", "follow-up": "at follow-up"}


@frozen
class Comparison:
    """An outcome on an earlier and a later occasion. `pairs` are in the order of their values, empty under `FEWEST`.

    `p_holm` is the p of the t test, adjusted for the family that the outcome belongs to.
    """

    outcome: Outcome
    earlier: Occasion
    later: Occasion
    n: int
    missing: Mapping[str, int]
    pairs: tuple[tuple[float, float], ...] = field(repr=False)
    p_holm: float | None = None

    @cached_property
    def found(self) -> Paired | None:
        """What the pairs show, or None where they are too few."""
        if self.n < FEWEST:
            return None
        found = paired(*zip(*self.pairs, strict=True))
        if self.n >= TESTED:
            return found
        ranks = evolve(found.signed_rank, p=None) if found.signed_rank else None
        return evolve(found, t=None, p=None, signed_rank=ranks)

    @property
    def differences(self) -> tuple[float, ...]:
        return tuple(later - earlier for earlier, later in self.pairs)

    @property
    def descriptive(self) -> bool:
        """Whether there are enough to tabulate and too few to test."""
        return FEWEST <= self.n < TESTED


def comparison(outcome: Outcome, people: Iterable[Scores], earlier: Occasion, later: Occasion) -> Comparison:
    """The pairs of the people who have both, and why the others have not."""
    pairs, missing = [], Counter[str]()
    for found in people:
        before, after = score(found, outcome, earlier), score(found, outcome, later)
        if isinstance(before, Missing):
            missing[_why(before, earlier)] += 1
        elif isinstance(after, Missing):
            missing[_why(after, later)] += 1
        else:
            pairs.append((before, after))
    n = len(pairs)
    reasons = dict(sorted(missing.items()))
    return Comparison(outcome, earlier, later, n, reasons, tuple(sorted(pairs)) if n >= FEWEST else ())


def _why(missing: Missing, occasion: Occasion) -> str:
    return f"{missing.why} {WHEN[occasion]}"


def adjusted(family: Sequence[Comparison]) -> dict[str, float]:
    """Holm's p values of those that were tested, by their outcomes."""
    tested = {each.outcome.id: each.found.p for each in family if each.found and each.found.p is not None}
    return dict(zip(tested, holm(list(tested.values())), strict=True))


def with_holm(comparisons: Sequence[Comparison], *, primaries_stand: bool) -> tuple[Comparison, ...]:
    """The comparisons with Holm's p values. Control items are never in the family; primaries are unless they stand."""
    roles = ("secondary",) if primaries_stand else ("primary", "secondary")
    found = adjusted([each for each in comparisons if each.outcome.role in roles])
    return tuple(evolve(each, p_holm=found.get(each.outcome.id)) for each in comparisons)
