"""Self-ratings before, after, and of before in hindsight (the then-test), per scale of a questionnaire.

Change is after - before. Response shift is then - before (Howard 1980, Eval Rev 4:93-106). `then` never replaces
`before`.
"""

from collections.abc import Iterable
from statistics import fmean

from attrs import frozen

from alliance_sim.questionnaire import Questionnaire
from alliance_sim.session import Session


@frozen
class ItemRating:
    """One item's ratings, in points of the scale; None where it was not asked or skipped."""

    id: str
    text: str
    before: int | None
    then: int | None
    after: int | None


@frozen
class SelfRating:
    """The ratings on one scale. Means are over the items rated; differences over those rated at both times."""

    scale: str
    items: tuple[ItemRating, ...]

    @property
    def before(self) -> float | None:
        return _mean(item.before for item in self.items)

    @property
    def then(self) -> float | None:
        return _mean(item.then for item in self.items)

    @property
    def after(self) -> float | None:
        return _mean(item.after for item in self.items)

    @property
    def change(self) -> float | None:
        return _mean_difference((item.before, item.after) for item in self.items)

    @property
    def response_shift(self) -> float | None:
        return _mean_difference((item.before, item.then) for item in self.items)


def self_ratings(session: Session, questionnaire: Questionnaire) -> tuple[SelfRating, ...]:
    """The scales that hold a rating, in the order of the questionnaire."""
    given = session.given
    scales: dict[str, list[ItemRating]] = {}
    for item in questionnaire.items:
        before, then, after = (_points(given.get(f"{time}/{item.id}", "")) for time in ("before", "then", "after"))
        if (before, then, after) != (None, None, None):
            scales.setdefault(item.scale, []).append(ItemRating(item.id, item.text, before, then, after))
    return tuple(SelfRating(scale, tuple(items)) for scale, items in scales.items())


def _points(value: str) -> int | None:
    return int(value) if value.isdecimal() else None


def _mean(ratings: Iterable[int | None]) -> float | None:
    rated = [rating for rating in ratings if rating is not None]
    return fmean(rated) if rated else None


def _mean_difference(pairs: Iterable[tuple[int | None, int | None]]) -> float | None:
    return _mean(late - early for early, late in pairs if early is not None and late is not None)
