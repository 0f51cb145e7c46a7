"""Self-ratings before and after: the questionnaire file, decoded like a scenario."""

from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.shapes import Filled, Id, Keyed, Line, Whole, documented


@frozen
class RatingScale:
    low: Annotated[int, Whole(0, 100)]
    high: Annotated[int, Whole(0, 100)]
    step: Annotated[int, Whole(1, 100)]
    low_label: Line
    high_label: Line

    @property
    def points(self) -> tuple[int, ...]:
        return tuple(range(self.low, self.high + 1, self.step))


@frozen(kw_only=True)
class Item:
    id: Id
    scale: Literal["recognition", "management", "control"] = documented(
        "control items are not trained, and should not move"
    )
    text: Line = documented("completes the stem")


@frozen(kw_only=True)
class Questionnaire:
    format: Annotated[int, Whole(1, 1)]
    title: Line
    stem: Line = documented("the question, up to the item")
    then_stem: Line = documented("the question of the then-test: how it was before, judged afterwards")
    scale: RatingScale
    items: Annotated[tuple[Item, ...], Keyed("id"), Filled()]

    @property
    def trained(self) -> tuple[Item, ...]:
        """The items on what is practised: those of the then-test."""
        return tuple(item for item in self.items if item.scale != "control")
