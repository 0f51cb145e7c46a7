"""Tallies, and when a room counts as divided."""

import pytest

from alliance_sim.teaching.votes import Tally, kinds, tally

KINDS = kinds()


def hands(*given: int) -> Tally:
    return Tally(KINDS, given)


@pytest.mark.parametrize(
    ("given", "divided"),
    [
        ((10, 0, 0, 0), False),
        ((71, 29, 0, 0), False),
        ((7, 3, 0, 0), True),
        ((3, 3, 2, 2), True),
        ((29, 29, 29, 13), False),
        ((1, 1, 1, 1), False),
        ((0, 0, 0, 0), False),
    ],
)
def test_a_room_is_divided_where_the_leading_answer_has_30_to_70_percent(given: tuple[int, ...], divided: bool) -> None:
    assert hands(*given).divided is divided


def test_the_first_of_several_leading_options_leads() -> None:
    assert hands(2, 5, 5, 0).leading == 1


def test_an_option_that_was_not_counted_has_no_hands() -> None:
    assert tally(KINDS, {"mixed": 4}).told == "A 0, B 0, C 0, D 4"
