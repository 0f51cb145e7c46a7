"""What people said of the course: how often each point of a scale was taken, and their own words on request."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

from alliance_sim.cohort.comparison import FEWEST
from alliance_sim.participant import Participant, RatingGiven

MOST_POINTS = 10
"""The width of a scale of which every point is told; of a wider one those that somebody took."""


@frozen
class Distribution:
    """How often each point of a scale was taken. `counts` is empty where fewer than five answered.

    On a two-sided scale the middle is best: too little on one side, too much on the other.
    """

    id: str
    ask: str
    kind: Literal["rating", "two-sided"]
    n: int
    counts: Mapping[int, int]

    @property
    def mean(self) -> float | None:
        """None of a two-sided scale too: a mean near the middle would hide that half said the one, half the other."""
        if not self.counts or self.kind == "two-sided":
            return None
        return sum(value * count for value, count in self.counts.items()) / self.n

    @property
    def sides(self) -> tuple[int, int, int]:
        """How many are below the middle of the scale, on it, and above."""
        middle = (min(self.counts) + max(self.counts)) / 2
        below = sum(count for value, count in self.counts.items() if value < middle)
        above = sum(count for value, count in self.counts.items() if value > middle)
        return below, self.n - below - above, above


@frozen
class Comments:
    """What was written to one question: verbatim, in the order of the alphabet, which does not tell who wrote what."""

    id: str
    ask: str
    answers: tuple[str, ...]


@frozen
class Evaluation:
    n: int
    distributions: tuple[Distribution, ...]
    comments: tuple[Comments, ...]

    def without_comments(self) -> "Evaluation":
        return Evaluation(self.n, self.distributions, ())


def evaluation(people: Iterable[Participant]) -> Evaluation:
    """All evaluation forms. Where versions of a form ask in other words, these are questions of their own."""
    forms = [person.evaluation for person in people if person.evaluation]
    ratings: dict[tuple[str, str, str, int, int], list[RatingGiven]] = defaultdict(list)
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in forms:
        for given in form.ratings:
            ratings[given.id, given.ask, given.kind, given.low, given.high].append(given)
        for text in form.texts:
            if text.answer.strip():
                texts[text.id, text.ask].append(text.answer.strip())
    places = _places(form.ratings for form in forms)
    asked = sorted(ratings, key=lambda key: (places[key[0]], key))
    return Evaluation(
        len(forms),
        tuple(_distribution(ratings[key]) for key in asked),
        tuple(
            Comments(name, ask, tuple(sorted(answers, key=lambda text: (text.casefold(), text))))
            for (name, ask), answers in sorted(texts.items())
        ),
    )


def _places(forms: Iterable[tuple[RatingGiven, ...]]) -> Mapping[str, int]:
    """Where in a form each rating stands, at the earliest."""
    places: dict[str, int] = {}
    for ratings in forms:
        for place, given in enumerate(ratings):
            places[given.id] = min(place, places.get(given.id, place))
    return places


def _distribution(given: list[RatingGiven]) -> Distribution:
    first = given[0]
    values = Counter(each.value for each in given if each.value is not None)
    n = values.total()
    points = (
        range(first.low, first.high + 1) if first.high - first.low <= 10 else sorted({*values, first.low, first.high})
    )
    counts = {value: values[value] for value in points} if n >= FEWEST else {}
    return Distribution(first.id, first.ask, first.kind, n, counts)
