"""Self-ratings before and after: the questionnaire file, decoded like a scenario."""

from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.shapes import Filled, Id, Keyed, Line, Whole, documented


@frozen
class RatingScale:
    """The points from which an answer is chosen."""

    low: Annotated[int, Whole(0, 100)] = documented("the lowest point")
    high: Annotated[int, Whole(0, 100)] = documented("the highest point")
    step: Annotated[int, Whole(1, 100)] = documented("from one point to the next")
    low_label: Line = documented("what the lowest point means")
    high_label: Line = documented("what the highest point means")

    @property
    def points(self) -> tuple[int, ...]:
        return tuple(range(self.low, self.high + 1, self.step))


@frozen(kw_only=True)
class Item:
    """One thing that is rated."""

    id: Id
    scale: Literal["recognition", "management", "control"] = documented(
        "control items are not trained, and should not move"
    )
    text: Line = documented("completes the stem")
    reversed: bool = documented("whether a high rating means little of what the scale measures", default=False)


@frozen(kw_only=True)
class Questionnaire:
    """A questionnaire. The keys stand in the order of a file."""

    format: Annotated[int, Whole(1, 1)] = documented("the version of this format")
    title: Line = documented("what it is about; shown above it")
    stem: Line = documented("the question, up to the item")
    then_stem: Line = documented("the question of the then-test: how it was before, judged afterwards")
    scale: RatingScale = documented("the points, the same for all items")
    items: Annotated[tuple[Item, ...], Keyed("id"), Filled()] = documented("what is rated, by ids, in order")

    @property
    def trained(self) -> tuple[Item, ...]:
        """The items on what is practised: those of the then-test."""
        return tuple(item for item in self.items if item.scale != "control")
