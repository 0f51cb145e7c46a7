"""A course: what a participant goes through, step after step. These classes are the file: a key is a field here.

See `shapes` for the vocabulary of the types.
"""

from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.bank import Form
from alliance_sim.participant import Order
from alliance_sim.shapes import Filled, Id, Keyed, LanguageTag, Line, Paragraphs, Whole, documented

Deed = Literal[
    "about-you",
    "questionnaire",
    "form",
    "lesson",
    "scenario",
    "break",
    "session-end",
    "evaluation",
    "focus-group",
]
Asked = Literal["pre", "post", "follow-up"]
NAMED: tuple[Deed, ...] = ("questionnaire", "lesson", "scenario", "evaluation")
"""What names a file."""
MEASURED: tuple[Deed, ...] = ("questionnaire", "form")
"""What is asked on an occasion."""


@frozen
class CourseStep:
    """One thing after another."""

    id: Id
    do: Deed = documented("what is done")
    minutes: Annotated[int, Whole(1, 240)] = documented("how long it takes, about; it is shown before")
    which: Id | None = documented(
        "the id of the questionnaire, lesson, scenario or evaluation: one that ships, or a file beside this one",
        default=None,
    )
    occasion: Asked | None = documented(
        "of a questionnaire or a form: before (pre) or after (post); not needed under follow_up", default=None
    )
    then_test: bool = documented(
        "of the questionnaire after: whether it asks as well how it was before, judged now, on a page of its own",
        default=False,
    )
    note: Paragraphs | None = documented("what is said on a break, or where a day of the course ends", default=None)


@frozen
class BackgroundItem:
    """A question about the participant. There is no free text, which could identify somebody."""

    id: Id
    ask: Line = documented("the question")
    options: Annotated[tuple[Line, ...], Filled()] = documented("the answers; it can be skipped, too")


@frozen
class FocusGroup:
    """The card of the group talk at the end."""

    minutes: Annotated[int, Whole(1, 240)] = documented("how long the group talks")
    opening: Paragraphs = documented("what is said first: what it is for, and what becomes of what is said")
    prompts: Annotated[tuple[Paragraphs, ...], Filled()] = documented("the questions, in order")
    closing: Paragraphs | None = documented("what is said last", default=None)


@frozen(kw_only=True)
class Course:
    """A course file. The keys stand in the order of a file."""

    format: Annotated[int, Whole(1, 1)] = documented("the version of this format")
    title: Line = documented("what it is called")
    summary: Paragraphs = documented("what participants read before they begin")
    language: LanguageTag = documented("of the texts")
    authors: Annotated[tuple[Line, ...], Filled()] = documented("who put it together")
    background: Annotated[tuple[BackgroundItem, ...], Keyed("id")] = documented(
        "the questions of the step `about-you`, by their ids", default=()
    )
    steps: Annotated[tuple[CourseStep, ...], Keyed("id"), Filled()] = documented("the steps, by their ids, in order")
    follow_up: Annotated[tuple[CourseStep, ...], Keyed("id")] = documented(
        "the steps weeks later: questionnaires, and forms where there are any", default=()
    )
    focus_group: FocusGroup | None = documented("the card of the step `focus-group`", default=None)

    def step(self, name: str) -> CourseStep | None:
        """The step of that id, also of the follow-up."""
        return next((step for step in (*self.steps, *self.follow_up) if step.id == name), None)

    def occasion(self, step: CourseStep) -> Asked:
        """When a step is asked: what it says, or where it stands."""
        return "follow-up" if step in self.follow_up else step.occasion or "pre"


ORDERS: tuple[Order, Order] = ("AB", "BA")
FORMS: dict[Order, tuple[Form, Form]] = {"AB": ("A", "B"), "BA": ("B", "A")}


def order_of(code: str) -> Order:
    """Which form comes before and which after, by the code alone: half of all codes have each order."""
    return ORDERS[sum(map(int, code[2:]), sum(map(ord, code[:2]))) % 2]


def form_of(code: str, asked: Asked) -> Form:
    """The form on an occasion; weeks later it is the first again, which was met longest ago."""
    before, after = FORMS[order_of(code)]
    return after if asked == "post" else before
