"""How often chance alone does as much."""

from collections.abc import Sequence
from itertools import groupby, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.tails import at_least, streak

CHANCES = st.lists(st.sampled_from((0.0, 0.2, 0.25, 1 / 3, 0.5, 1.0)), max_size=7)


def outcomes(chances: Sequence[float]) -> list[tuple[float, tuple[bool, ...]]]:
    """Everything that can happen, with its probability."""
    return [
        (prod(chance if happens else 1 - chance for chance, happens in zip(chances, events, strict=True)), events)
        for events in product((True, False), repeat=len(chances))
    ]


def longest(events: Sequence[bool]) -> int:
    return max((len(list(run)) for happens, run in groupby(events) if happens), default=0)


@given(CHANCES, st.integers(0, 8))
def test_the_tail_is_the_sum_over_all_that_can_happen(chances: list[float], count: int) -> None:
    expected = sum(probability for probability, events in outcomes(chances) if sum(events) >= count)
    assert at_least(count, chances) == pytest.approx(expected)


@given(CHANCES, st.integers(0, 8))
def test_the_chance_of_a_row_is_the_sum_over_all_that_can_happen(chances: list[float], length: int) -> None:
    expected = sum(probability for probability, events in outcomes(chances) if longest(events) >= length)
    assert streak(length, chances) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("replies", "turns", "count"),
    [
        *((3, turns, count) for turns, count in ((8, 6), (10, 7), (12, 8), (15, 9), (20, 11), (30, 15))),
        *((4, turns, count) for turns, count in ((8, 5), (10, 6), (12, 7), (15, 8), (20, 9), (30, 13))),
    ],
)
def test_the_fewest_keys_of_one_length_that_are_no_chance(replies: int, turns: int, count: int) -> None:
    tails = [at_least(number, [1 / replies] * turns) for number in (count, count - 1)]
    assert tails[0] < 0.05 <= tails[1]


@pytest.mark.parametrize(
    ("replies", "turns", "count"),
    [
        *((3, turns, count) for turns, count in ((8, 7), (12, 9), (20, 12), (30, 17))),
        *((4, turns, count) for turns, count in ((8, 6), (12, 8), (20, 11), (30, 14))),
    ],
)
def test_the_fewest_keys_at_one_place_that_are_no_chance(replies: int, turns: int, count: int) -> None:
    tails = [at_least(number, [1 / replies] * turns) for number in (count, count - 1)]
    assert tails[0] < 0.05 / replies <= tails[1]
