"""What the rules on scales and on effects tell of scenarios put together by hand."""

from typing import Any

import pytest
from attrs import evolve

from alliance_sim.checks import Subject
from alliance_sim.guards import Compare
from alliance_sim.scenario import Choice, Effect, Fit, Outcome, State, Variable, Variant
from alliance_sim.shapes import Change
from tests.stories import BOND, GOOD, POOR, calm, reply, story, told, torn
from tests.turns import strained


def scaled(*effects: int, **variable: Any) -> Subject:
    """One turn that is repeated as often as one likes, with a reply for each effect on the bond."""
    replies = [reply(f"by-{number}", "a", bond=effect) for number, effect in enumerate(effects)]
    return story(torn("a", *replies, reply("end", "good")), GOOD, variables=(evolve(BOND, **variable),))


def test_a_scale_with_an_end_out_of_reach_is_told_with_the_run_that_comes_nearest() -> None:
    (finding,) = told("scale-unattainable", scaled(-1))
    assert (finding.path, finding.witness) == (("variables", "bond", "range"), ())
    assert finding.message == "expected runs to come near both ends of 'Bond', 0 to 10, found 0 to 5"
    (finding,) = told("scale-unattainable", scaled(+1, start=7, range=(0, 9)))
    assert (finding.message[-6:], finding.witness) == ("7 to 9", ())


@pytest.mark.parametrize(
    ("effects", "variable"),
    [
        ((-1, +2), {}),
        ((-1, +4), {"start": 4, "range": (0, 9)}),
        ((-1,), {"label": None}),
        ((), {}),
        ((-1,), {"start": 1, "range": (0, 1)}),
        ((-1,), {"start": 7, "range": (0, 9)}),
    ],
    ids=["both ends", "one short of it", "no label", "no change", "a flag", "less than a quarter"],
)
def test_a_scale_is_not_told_where(effects: tuple[int, ...], variable: dict[str, Any]) -> None:
    assert told("scale-unattainable", scaled(*effects, **variable)) == []


def weighed(good: int, poor: int, *, later: int = 1, lost: int = -1, **more: Any) -> Subject:
    """A strong reply and a harmful one with these effects on the bond; later a strong one again, and a weak one."""
    first = torn("a", reply("good", "b", "strong", bond=good), reply("poor", "b", "harmful", bond=poor, **more))
    second = calm("b", reply("well", "good", "strong", bond=later), reply("up", "poor", "weak", bond=lost))
    return story(first, second, GOOD, POOR)


@pytest.mark.parametrize(("good", "poor"), [(1, 1), (1, 2), (2, 3)])
def test_a_harmful_reply_that_gains_as_much_as_the_strong_one_is_told(good: int, poor: int) -> None:
    (finding,) = told("fit-against-effects", weighed(good, poor))
    assert (finding.path, finding.witness) == (("states", "a", "choices", "poor"), ("poor",))
    assert finding.message == (
        "expected harmful 'poor' to cost more than strong 'good', "
        "found that it gains 'bond' and loses nothing beside it"
    )


@pytest.mark.parametrize(
    "asked",
    [
        weighed(2, 1),
        weighed(1, -1),
        weighed(1, 0),
        weighed(1, 1, later=-1),
        weighed(1, 1, later=0),
        weighed(1, 1, when=Compare("bond", ">=", 9)),
        weighed(1, 1, lost=+1),
    ],
    ids=["less", "a loss", "nothing", "no agreement", "one strong effect", "never open", "all replies are counted"],
)
def test_a_harmful_reply_is_not_told_where(asked: Subject) -> None:
    assert told("fit-against-effects", asked) == []


def test_only_outcomes_that_can_be_had_together_are_compared() -> None:
    high = Compare("bond", ">=", 6)
    rise = (Effect("bond", Change(1)),)
    results = (Outcome("strong", "So.", high, rise), Outcome("harmful", "So.", None, rise))
    one = Choice("one", "one", strategies=("redirects",), outcomes=results)
    first = State("a", patient=(Variant("Fine."),), rupture=strained("Fine"), choices=(one,), to="b")
    second = calm("b", reply("well", "a", "strong", bond=1), reply("end", "good", "weak", bond=-1))
    asked = story(first, second, GOOD)
    assert told("fit-against-effects", asked) == []


def flagged(name: str, fit: Fit, value: int) -> Choice:
    """A reply that sets the flag."""
    said = (Effect("owned", Change(value, sets=True)),)
    return Choice(name, name, strategies=("redirects",), fit=fit, because="So.", effects=said)


def test_a_flag_that_is_set_counts_as_raised() -> None:
    replies = flagged("x", "strong", 1), flagged("y", "strong", 1), flagged("no", "weak", 0), flagged("z", "harmful", 1)
    first = State("a", patient=(Variant("Fine."),), rupture=strained("Fine"), choices=replies, to="good")
    (finding,) = told("fit-against-effects", story(first, GOOD, variables=(Variable("owned", 0, (0, 1)),)))
    assert finding.path == ("states", "a", "choices", "z")
