"""The then-test: how people see afterwards where they stood before, beside what they said then.

Then less before is the response shift: the scale itself may mean something else by now. It replaces nothing.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen

from alliance_sim.cohort.comparison import FEWEST
from alliance_sim.cohort.outcomes import Outcome, Scores, score
from alliance_sim.cohort.paired import Spread, mean_difference, spread
from alliance_sim.participant import Occasion
from alliance_sim.signal_detection import Estimate

OCCASIONS: tuple[Occasion, ...] = ("pre", "then", "post")


@frozen
class ThreeWays:
    """Means and differences of the same people on all three occasions."""

    pre: Spread
    then: Spread
    post: Spread
    change: Estimate
    change_from_then: Estimate
    response_shift: Estimate


@frozen
class Shift:
    """`found` is None where too few have all three."""

    outcome: Outcome
    n: int
    found: ThreeWays | None


def shifts(rated: Iterable[Outcome], people: Sequence[Scores]) -> tuple[Shift, ...]:
    """The three ways of each scale that anybody answered in a then-test."""
    asked = {outcome for found in people for outcome, occasion in found if occasion == "then"}
    return tuple(_shift(outcome, people) for outcome in rated if outcome.id in asked)


def _shift(outcome: Outcome, people: Sequence[Scores]) -> Shift:
    rows = [tuple(score(found, outcome, occasion) for occasion in OCCASIONS) for found in people]
    whole = sorted(
        (pre, then, post)
        for pre, then, post in rows
        if isinstance(pre, float) and isinstance(then, float) and isinstance(post, float)
    )
    if len(whole) < FEWEST:
        return Shift(outcome, len(whole), None)
    pre, then, post = zip(*whole, strict=True)
    ways = ThreeWays(
        pre=spread(pre),
        then=spread(then),
        post=spread(post),
        change=mean_difference(pre, post),
        change_from_then=mean_difference(then, post),
        response_shift=mean_difference(pre, then),
    )
    return Shift(outcome, len(whole), ways)
