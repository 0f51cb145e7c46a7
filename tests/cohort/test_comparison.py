"""What is told of so many people, and what is not."""

from math import sqrt

import pytest
from attrs import evolve
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from alliance_sim.cohort.comparison import Comparison, adjusted, with_holm
from alliance_sim.cohort.dose import Amount
from alliance_sim.cohort.evaluation import Comments, Distribution
from alliance_sim.cohort.groups import Means
from alliance_sim.cohort.paired import Spread, holm, mean_difference
from alliance_sim.participant import EvaluationTaken, Participant, RatingGiven, TextGiven
from tests.cohort.people import of, rated, rating, row
from tests.participants import participants, unfinished

PAIRS = ((50, 60), (40, 70), (60, 60), (30, 50), (70, 60), (20, 50), (80, 90), (50, 80))


def people(count: int) -> list[Participant]:
    return [rating(number, *PAIRS[number]) for number in range(count)]


def recognition(count: int) -> Comparison:
    return row(of(people(count)), "ruptures/recognition")


def test_eight_pairs_are_tested() -> None:
    found = recognition(8).found
    assert found is not None
    assert found.p is not None
    assert found.signed_rank is not None
    assert found.signed_rank.p is not None


def test_seven_pairs_are_described_and_not_tested() -> None:
    comparison = recognition(7)
    found = comparison.found
    assert found is not None
    assert comparison.descriptive
    assert (found.t, found.p, comparison.p_holm) == (None, None, None)
    assert found.signed_rank is not None
    assert found.signed_rank.p is None
    assert found.difference == mean_difference(*zip(*sorted(PAIRS[:7]), strict=True))


def test_of_four_pairs_nothing_is_told_but_their_number() -> None:
    comparison = recognition(4)
    assert (comparison.n, comparison.found, comparison.pairs) == (4, None, ())
    assert recognition(5).found is not None


def test_who_is_in_no_pair_is_counted_by_the_reason() -> None:
    absent = [unfinished(each) for each in participants(3, seed=4)]
    found = of([*participants(6), *(evolve(each, group="other") for each in absent)])
    assert (found.enrolled, found.finished) == (9, 6)
    assert row(found, "d-prime").missing == {"no drill form after": 3}
    assert row(found, "ruptures/recognition").missing == {"no questionnaire after": 3}
    assert row(found, "ruptures/recognition").n == 6


def test_holm_adjusts_the_secondaries_and_neither_primaries_nor_control_items() -> None:
    change = of(participants(12)).change
    secondary = [each for each in change if each.outcome.role == "secondary"]
    expected = holm([each.found.p or 0 for each in secondary if each.found])
    assert [each.p_holm for each in secondary] == list(expected)
    assert {each.outcome.id for each in change if each.p_holm is None} == {
        "d-prime",
        "ruptures/recognition",
        "ruptures/control",
    }


def test_at_follow_up_no_outcome_is_primary() -> None:
    change = of(participants(12)).change
    assert set(adjusted(change)) == {each.outcome.id for each in change}
    followed = with_holm(change, primaries_stand=False)
    assert [each.outcome.id for each in followed if each.p_holm is None] == ["ruptures/control"]


def test_the_same_points_added_to_all_ratings_change_no_difference() -> None:
    more = [rating(number, before + 10, after + 10) for number, (before, after) in enumerate(PAIRS)]
    told, moved = recognition(8).found, row(of(more), "ruptures/recognition").found
    assert told is not None
    assert moved is not None
    assert (moved.difference, moved.p, moved.hodges_lehmann) == (told.difference, told.p, told.hodges_lehmann)


@settings(max_examples=20, deadline=None)
@drawn(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=5, max_size=12))
def test_before_and_after_exchanged_turn_the_difference_round(tens: list[tuple[int, int]]) -> None:
    there = row(of(rating(n, 10 * a, 10 * b) for n, (a, b) in enumerate(tens)), "ruptures/recognition").found
    back = row(of(rating(n, 10 * b, 10 * a) for n, (a, b) in enumerate(tens)), "ruptures/recognition").found
    assert there is not None
    assert back is not None
    assert back.difference.value == pytest.approx(-there.difference.value)
    assert [back.before.mean, back.after.sd] == pytest.approx([there.after.mean, there.before.sd])


def test_the_then_test_is_compared_in_three_ways_by_the_same_people() -> None:
    thens = (40, 30, 50, 30, 50, 20, 60, 40)
    asked = [
        evolve(person, questionnaires=(*person.questionnaires, rated([then], "then")))
        for person, then in zip(people(8), thens, strict=True)
    ]
    (shift,) = of([*asked[:7], people(8)[7]]).shifts
    before, after = zip(*PAIRS[:7], strict=True)
    assert shift.n == 7
    assert shift.found is not None
    assert shift.found.response_shift == mean_difference(*_ordered(before, thens[:7]))
    assert shift.found.change.value == pytest.approx(mean_difference(before, after).value)
    assert shift.found.change_from_then.value == pytest.approx(mean_difference(thens[:7], after).value)
    assert of(asked[:4]).shifts[0].found is None


def _ordered(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[list[float], list[float]]:
    pairs = sorted(zip(first, second, strict=True))
    return [float(each) for each, _ in pairs], [float(each) for _, each in pairs]


def test_the_dose_is_told_of_five_and_not_of_four() -> None:
    minutes = (60, 70, 80, 90, 100)
    taken = [
        evolve(person, dose=evolve(person.dose, minutes=each)) for person, each in zip(people(5), minutes, strict=True)
    ]
    assert of(taken).dose[-1] == Amount("Minutes in all", Spread(80, sqrt(250)), 70, 80, 90)
    assert of(taken[:4]).dose == ()


def grouped(**sizes: int) -> list[Participant]:
    numbers = iter(range(100))
    return [evolve(rating(next(numbers), 50, 60), group=name) for name, size in sizes.items() for _ in range(size)]


def withheld(**sizes: int) -> set[str]:
    found = of(grouped(**sizes)).group_means
    return {each.group for each in found if each.outcome.id == "ruptures/recognition" and each.means is None}


def test_each_group_has_its_means() -> None:
    found = of(grouped(first=5, second=6)).group_means
    told = [each for each in found if each.outcome.id == "ruptures/recognition"]
    assert [(each.group, each.n, each.means) for each in told] == [
        ("first", 5, Means(50, 60)),
        ("second", 6, Means(50, 60)),
    ]


def test_a_group_of_few_is_withheld_with_the_smallest_other_that_would_give_it_away() -> None:
    assert withheld(first=4, second=6, third=9) == {"first", "second"}
    assert withheld(first=3, second=4, third=9) == {"first", "second"}
    assert withheld(first=5, second=6) == set()


def test_one_group_has_no_table() -> None:
    assert of(people(8)).group_means == ()


def evaluated(kind: str, values: list[int | None], answers: tuple[str, ...] = ()) -> list[Participant]:
    texts = tuple(TextGiven(f"t{place}", "What?", answer) for place, answer in enumerate(answers))
    return [
        evolve(
            rating(number, 50, 60),
            evaluation=EvaluationTaken("e", "e" * 64, (RatingGiven("q", "How?", kind, 1, 5, value),), texts),  # type: ignore[arg-type]
        )
        for number, value in enumerate(values)
    ]


def test_a_rating_is_told_point_by_point_with_its_mean() -> None:
    (found,) = of(evaluated("rating", [5, 4, 4, None, 2, 5])).evaluation.distributions
    assert found == Distribution("q", "How?", "rating", 5, {1: 0, 2: 1, 3: 0, 4: 2, 5: 2})
    assert found.mean == 4


def test_a_two_sided_scale_is_told_by_its_sides_and_has_no_mean() -> None:
    (found,) = of(evaluated("two-sided", [1, 5, 5, 3, 4, 2])).evaluation.distributions
    assert (found.mean, found.sides) == (None, (2, 1, 3))


def test_four_ratings_are_not_tabulated() -> None:
    (found,) = of(evaluated("rating", [5, 4, 4, None, 2])).evaluation.distributions
    assert (found.n, found.counts, found.mean) == (4, {}, None)


def test_free_text_is_verbatim_by_question_in_the_order_of_the_alphabet_and_only_on_request() -> None:
    found = of(evaluated("rating", [3, 3], ("  zebra", "Apple\nand pear", " ")))
    assert found.evaluation.comments == (
        Comments("t0", "What?", ("zebra", "zebra")),
        Comments("t1", "What?", ("Apple\nand pear", "Apple\nand pear")),
    )
    assert found.without_comments().evaluation.comments == ()
