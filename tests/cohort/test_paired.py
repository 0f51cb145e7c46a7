"""The statistics against published values, and against the same thing computed another way."""

from itertools import combinations, product
from math import exp, lgamma, log, sqrt
from statistics import NormalDist, correlation, fmean, median, stdev

import pytest
from attrs import astuple
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.cohort.paired import (
    EXACT,
    Paired,
    SignedRank,
    hedges,
    hodges_lehmann,
    holm,
    mean_difference,
    paired,
    quartiles,
    signed_rank,
)
from tests.strategies import paired_values

SLEEP = (
    (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0),
    (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4),
)
"""Hours of sleep gained under two drugs: Student (1908), The probable error of a mean, Biometrika 6:1-25."""

MAIZE = (
    (17.375, 20.375, 20, 20, 18.375, 18.625, 18.625, 15.25, 16.5, 18, 16.25, 18, 12.75, 15.5, 18),
    (23.5, 12, 21, 22, 19.125, 21.5, 22.125, 20.375, 18.25, 21.625, 23.25, 21, 22.125, 23, 12),
)
"""Heights in inches of self- and of cross-fertilised maize: Darwin (1876), as in Fisher (1935), The Design of
Experiments, chapter 3."""

DEPRESSION = (
    (0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29),
    (1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30),
)
"""A depression scale on two visits: Hollander and Wolfe (1973), Nonparametric Statistical Methods, page 29; here with
the visits exchanged, as in the example of R's `wilcox.test`."""

FILMS = ((9, 6, 7, 8, 7, 9, 8, 8, 8, 7), (9, 7, 8, 9, 8, 9, 9, 10, 9, 9))
"""Ratings of two films by the same people: Lakens (2013), Front Psychol 4:863, table 1."""


def told(found: SignedRank | None) -> tuple[float, ...]:
    """The figures of a signed-rank test that has a p."""
    assert found is not None
    return astuple(found)


def test_students_sleep_data_have_the_t_p_and_interval_that_r_prints() -> None:
    found = paired(*SLEEP)
    assert found.df == 9
    assert found.t == pytest.approx(4.0621, abs=5e-5)
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert found.difference.value == pytest.approx(1.58)
    assert (found.difference.low, found.difference.high) == pytest.approx((0.7001142, 2.4598858), abs=5e-8)


def test_darwins_maize_has_fishers_t_and_the_p_of_the_signed_ranks() -> None:
    found = paired(*MAIZE)
    assert found.t == pytest.approx(2.148, abs=5e-4)
    assert found.p == pytest.approx(0.0497, abs=5e-5)
    assert told(found.signed_rank) == pytest.approx((96, 15, 0.041259765625, 72 / 120))


def test_hollander_and_wolfes_depression_data_have_their_v_p_and_shift() -> None:
    found = paired(*DEPRESSION)
    assert told(found.signed_rank) == pytest.approx((40, 9, 2 * 0.01953, 35 / 45), abs=1e-5)
    assert found.hodges_lehmann == pytest.approx(0.46)


def test_lakens_films_have_his_t_correlation_and_d_z() -> None:
    found = paired(*FILMS)
    assert (found.before.mean, found.after.mean) == pytest.approx((7.7, 8.7))
    assert (round(found.before.sd, 2), round(found.after.sd, 2)) == (0.95, 0.82)
    assert (round(found.t or 0, 2), round(found.d_z or 0, 2)) == (4.74, 1.50)
    assert found.r == pytest.approx(correlation(*FILMS))
    assert found.g_av == pytest.approx(1 / ((stdev(FILMS[0]) + stdev(FILMS[1])) / 2) * (1 - 3 / 35))


def test_the_factor_of_hedges_is_near_the_exact_one() -> None:
    for df in (4, 9, 29, 100):
        exact = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
        assert hedges(df) == pytest.approx(exact, abs=0.01)


def test_values_of_thirty_with_the_moments_of_the_printed_table_have_its_figures() -> None:
    """The table that pedagogy prints for n = 30: SDs 15 and 13, r = .60, a mean difference of 12."""
    earlier, later = _with_moments(54, 15, 66, 13, 0.6, n=30)
    found = paired(earlier, later)
    assert (*astuple(found.before), *astuple(found.after)) == pytest.approx((54, 15, 66, 13))
    assert [round(each, 1) for each in (found.difference.low, found.difference.high)] == [7.3, 16.7]
    assert (round(found.t or 0, 2), round(found.g_av or 0, 2), round(found.d_z or 0, 2)) == (5.20, 0.83, 0.95)
    assert [round(each, 2) for each in found.d_z_interval or ()] == [0.51, 1.38]


def _with_moments(
    mean: float, sd: float, mean_later: float, sd_later: float, r: float, n: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Values that have exactly these moments, from two series that have none in common."""
    first = [(-1.0) ** place for place in range(n)]
    second = [(-1.0) ** (place // 2) * (1 if place < n - 2 else 0) for place in range(n)]
    one = _standard(first)
    raw = _standard(second)
    slope = sum(a * b for a, b in zip(one, raw, strict=True)) / sum(a * a for a in one)
    rest = [b - slope * a for a, b in zip(one, raw, strict=True)]
    two = _standard(rest)
    earlier = tuple(mean + sd * each for each in one)
    later = tuple(mean_later + sd_later * (r * a + sqrt(1 - r * r) * b) for a, b in zip(one, two, strict=True))
    return earlier, later


def _standard(values: list[float]) -> list[float]:
    """The values with a mean of 0 and an SD of 1."""
    mean, sd = fmean(values), stdev(values)
    return [(each - mean) / sd for each in values]


@pytest.mark.parametrize("data", [SLEEP, MAIZE, DEPRESSION, FILMS])
def test_each_end_of_the_interval_of_d_z_leaves_the_t_a_tail_of_2_5_percent(
    data: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    found = paired(*data)
    assert found.t is not None
    assert found.d_z_interval is not None
    low, high = (end * sqrt(found.n) for end in found.d_z_interval)
    assert below(found.t, found.df, low) == pytest.approx(0.975, abs=1e-6)
    assert below(found.t, found.df, high) == pytest.approx(0.025, abs=1e-6)


def below(t: float, df: int, shift: float, steps: int = 4000) -> float:
    """The noncentral t distribution by its definition: normal over the root of chi-square by df, integrated."""
    constant = log(2) + (df / 2) * log(df / 2) - lgamma(df / 2)
    total, width = 0.0, 4.0 / steps
    for number in range(steps):
        s = (number + 0.5) * width
        density = exp(constant + (df - 1) * log(s) - df * s * s / 2)
        total += NormalDist().cdf(t * s - shift) * density * width
    return total


@pytest.mark.parametrize(("n", "d_z"), [(5, -2.0), (8, 5.0), (10, 20.0), (30, 0.0), (5000, 1.0), (5000, 3.0)])
def test_large_and_small_effects_have_an_interval_around_them(n: int, d_z: float) -> None:
    base = _with_moments(0, 1, 0, 1, 0, n=n)[0]
    found = paired([0.0] * n, [d_z + each for each in base])
    assert found.d_z == pytest.approx(d_z, abs=1e-9)
    assert found.d_z_interval is not None
    assert found.d_z_interval[0] < d_z < found.d_z_interval[1]


@settings(deadline=None)
@given(paired_values())
def test_the_exact_p_counts_every_way_to_give_signs_to_the_ranks(
    values: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    found = signed_rank(*values)
    differences = [later - earlier for earlier, later in zip(*values, strict=True) if later != earlier]
    if not differences:
        assert found is None
        return
    sizes = [abs(each) for each in differences]
    ranks = [sum(other < each for other in sizes) + (sum(other == each for other in sizes) + 1) / 2 for each in sizes]
    v = sum(rank for rank, each in zip(ranks, differences, strict=True) if each > 0)
    sums = [sum(chosen) for chosen in product(*((0.0, rank) for rank in ranks))]
    tail = min(sum(each <= v for each in sums), sum(each >= v for each in sums)) / len(sums)
    assert told(found) == pytest.approx((v, len(ranks), min(1, 2 * tail), 2 * v / sum(ranks) - 1))


def test_beyond_a_hundred_differences_the_normal_approximation_goes_on_where_the_exact_p_ended() -> None:
    later = [float((place * 37) % 101 - 42) for place in range(EXACT + 2)]
    few, more = (signed_rank([0.0] * n, later[:n]) for n in (EXACT, EXACT + 2))
    assert few is not None
    assert more is not None
    assert few.p is not None
    assert more.p == pytest.approx(few.p, abs=0.05)


@settings(deadline=None)
@given(paired_values(least=2, most=30))
def test_the_hodges_lehmann_shift_is_the_median_of_the_means_of_all_pairs(
    values: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    differences = [later - earlier for earlier, later in zip(*values, strict=True)]
    means = [(a + b) / 2 for place, a in enumerate(differences) for b in differences[place:]]
    assert hodges_lehmann(*values) == pytest.approx(median(means))


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holms_p_is_the_largest_bonferroni_p_of_all_families_that_hold_the_hypothesis(chances: list[float]) -> None:
    """Holm's procedure as the closed test of Bonferroni's: another way to the same values."""
    numbers = range(len(chances))
    families = [family for size in range(1, len(chances) + 1) for family in combinations(numbers, size)]
    expected = [
        max(min(1.0, len(family) * min(chances[each] for each in family)) for family in families if number in family)
        for number in numbers
    ]
    assert holm(chances) == pytest.approx(expected)


def test_what_does_not_vary_has_no_t_no_standardised_difference_and_no_correlation() -> None:
    found = paired([10, 20, 30, 40, 50], [15, 25, 35, 45, 55])
    assert (found.t, found.p, found.d_z, found.d_z_interval) == (None, None, None, None)
    assert found.difference.value == found.difference.low == found.difference.high == 5
    still = paired([10] * 5, [10] * 5)
    assert (still.signed_rank, still.g_av, still.r, still.hodges_lehmann) == (None, None, None, 0)


def test_differences_that_are_equal_but_for_the_last_bit_share_a_rank() -> None:
    found = signed_rank([0.1, 0.2, 0.3, 0.0], [0.2, 0.3, 0.4, -0.1])
    assert told(found) == pytest.approx((7.5, 4, 10 / 16, 0.5))


def test_quartiles_are_those_of_r_and_numpy() -> None:
    assert quartiles([1, 2, 3, 4, 10]) == (2, 3, 4)


@settings(deadline=None)
@given(paired_values(), st.integers(-50, 50))
def test_the_same_points_added_to_before_and_after_change_no_difference(
    values: tuple[tuple[float, ...], tuple[float, ...]], more: int
) -> None:
    earlier, later = values
    before, moved = paired(earlier, later), paired([each + more for each in earlier], [each + more for each in later])
    assert _figures(moved) == [None if each is None else pytest.approx(each, abs=1e-6) for each in _figures(before)]
    assert moved.signed_rank == before.signed_rank


def _figures(found: Paired) -> list[float | None]:
    """What is told of the differences, and not of where the values lie."""
    mean = [found.difference.value, found.difference.low, found.difference.high]
    return [*mean, found.t, found.p, found.g_av, found.d_z, found.r, found.hodges_lehmann]


@settings(deadline=None)
@given(paired_values())
def test_before_and_after_exchanged_turn_every_sign(values: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    earlier, later = values
    there, turned = paired(earlier, later), paired(later, earlier)
    assert turned.difference.value == pytest.approx(-there.difference.value)
    assert turned.difference.low == pytest.approx(-there.difference.high)
    assert turned.hodges_lehmann == pytest.approx(-there.hodges_lehmann)
    signed = [there.t, there.g_av, there.d_z]
    assert [turned.t, turned.g_av, turned.d_z] == [None if each is None else pytest.approx(-each) for each in signed]
    assert [turned.p, turned.r] == [None if each is None else pytest.approx(each) for each in (there.p, there.r)]


def test_a_mean_difference_alone_is_that_of_the_whole() -> None:
    assert mean_difference(*SLEEP) == paired(*SLEEP).difference
