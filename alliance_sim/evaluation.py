"""The evaluation form at the end of a course: the file, decoded like a scenario."""

from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.shapes import Filled, Id, Keyed, LanguageTag, Line, Whole, documented

LOW, MIDDLE, HIGH = 1, 3, 5


@frozen
class Rating:
    """A question with five points."""

    id: Id
    kind: Literal["rating", "two-sided"] = documented(
        "rating: the more the better; two-sided: the middle is right, both ends are too much of something"
    )
    ask: Line = documented("the question")
    low_label: Line = documented("what the lowest point means")
    high_label: Line = documented("what the highest point means")
    middle_label: Line | None = documented("what the middle means; needed of a two-sided scale", default=None)

    @property
    def labels(self) -> dict[int, str]:
        """What is said beside the points."""
        named = {LOW: self.low_label, MIDDLE: self.middle_label or "", HIGH: self.high_label}
        return {point: named.get(point, "") for point in range(LOW, HIGH + 1)}


@frozen
class OpenQuestion:
    """A question that is answered in one's own words."""

    id: Id
    ask: Line = documented("the question")


@frozen(kw_only=True)
class Evaluation:
    """An evaluation form. The keys stand in the order of a file."""

    format: Annotated[int, Whole(1, 1)] = documented("the version of this format")
    title: Line = documented("what the form is called")
    language: LanguageTag = documented("of the texts")
    ratings: Annotated[tuple[Rating, ...], Keyed("id"), Filled()] = documented(
        "the questions with points, by their ids"
    )
    texts: Annotated[tuple[OpenQuestion, ...], Keyed("id")] = documented(
        "the questions in one's own words, by their ids", default=()
    )
