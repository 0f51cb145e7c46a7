"""Statistics of values that are paired by person, from scipy: before and after, and how sure one can be.

The conventions: a difference is later minus earlier; intervals are of 95 %; SDs divide by n - 1; tests have two sides.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen
from scipy import optimize, stats

from alliance_sim.signal_detection import Estimate

Values = npt.NDArray[np.float64]

DIGITS = 9
"""Decimals after which two differences are the same: means of a few whole numbers differ by more, or by nothing."""
EXACT = 100
"""Differences up to which the signed-rank distribution is counted out; above, the normal approximation is as good."""


@frozen
class Spread:
    mean: float
    sd: float


@frozen
class SignedRank:
    """Wilcoxon's test. `v` is the sum of the ranks of the rises; differences of 0 are left out, equal ones share ranks.

    `rank_biserial` is the share of the rank sum that rose less the share that fell, -1 to 1.
    """

    v: float
    n: int
    p: float | None
    rank_biserial: float


@frozen(kw_only=True)
class Paired:
    """What pairs of values show. What has no value, such as a correlation with something constant, is None.

    `g_av` is the mean difference in units of the mean of both SDs, with Hedges' correction; `d_z` that in units of the
    SD of the differences, with the interval of the noncentral t distribution.
    """

    n: int
    before: Spread
    after: Spread
    difference: Estimate
    sd_of_differences: float
    t: float | None
    p: float | None
    hodges_lehmann: float
    signed_rank: SignedRank | None
    g_av: float | None
    d_z: float | None
    d_z_interval: tuple[float, float] | None
    r: float | None

    @property
    def df(self) -> int:
        return self.n - 1


def spread(values: Sequence[float]) -> Spread:
    """Mean and SD of two values or more."""
    return Spread(float(np.mean(values)), float(np.std(values, ddof=1)))


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """The values that part one in four, two in four and three in four."""
    low, middle, high = (float(each) for each in np.percentile(values, (25, 50, 75)))
    return low, middle, high


def mean_difference(earlier: Sequence[float], later: Sequence[float]) -> Estimate:
    """The mean of the differences, with the interval of the t distribution."""
    differences = _differences(earlier, later)
    mean, sd = float(differences.mean()), float(differences.std(ddof=1))
    half = float(stats.t.ppf(0.975, len(differences) - 1)) * sd / len(differences) ** 0.5
    return Estimate(mean, mean - half, mean + half)


def paired(earlier: Sequence[float], later: Sequence[float]) -> Paired:
    """Of two pairs or more."""
    differences = _differences(earlier, later)
    n, mean, sd = len(differences), float(differences.mean()), float(differences.std(ddof=1))
    before, after = spread(earlier), spread(later)
    d_z = mean / sd if sd > 10**-DIGITS else None
    t = None if d_z is None else d_z * n**0.5
    both = (before.sd + after.sd) / 2
    return Paired(
        n=n,
        before=before,
        after=after,
        difference=mean_difference(earlier, later),
        sd_of_differences=sd,
        t=t,
        p=None if t is None else float(2 * stats.t.sf(abs(t), n - 1)),
        hodges_lehmann=hodges_lehmann(earlier, later),
        signed_rank=signed_rank(earlier, later),
        g_av=mean / both * hedges(n - 1) if both > 10**-DIGITS else None,
        d_z=d_z,
        d_z_interval=None if t is None else _noncentral(t, n),
        r=_correlation(earlier, later, before, after),
    )


def hedges(df: int) -> float:
    """The factor against the bias of few (Hedges 1981, J Educ Stat 6:107-128, in the usual approximation)."""
    return 1 - 3 / (4 * df - 1)


def hodges_lehmann(earlier: Sequence[float], later: Sequence[float]) -> float:
    """The median of the means of all pairs of differences, each with itself too.

    There are n (n + 1) / 2 such means. They are counted, not written down, so that 5,000 differences take no longer
    than sorting them does a few dozen times.
    """
    steps = np.sort(np.rint(_differences(earlier, later) * 10.0**DIGITS).astype(np.int64))
    means = len(steps) * (len(steps) + 1) // 2
    middle = _sum_of_rank(steps, (means + 1) // 2) + _sum_of_rank(steps, means // 2 + 1)
    return middle / (4 * 10.0**DIGITS)


def _sum_of_rank(steps: npt.NDArray[np.int64], rank: int) -> int:
    """The sum of two of the sorted steps that has this rank among all such sums."""
    low, high = 2 * int(steps[0]), 2 * int(steps[-1])
    while low < high:
        middle = (low + high) // 2
        ordered = int(np.searchsorted(steps, middle - steps, side="right").sum())
        with_themselves = int(np.count_nonzero(2 * steps <= middle))
        if (ordered + with_themselves) // 2 >= rank:
            high = middle
        else:
            low = middle + 1
    return low


def signed_rank(earlier: Sequence[float], later: Sequence[float]) -> SignedRank | None:
    """Wilcoxon's signed-rank test (1945, Biometrics Bull 1:80-83), or None where nothing differs."""
    differences = np.round(_differences(earlier, later), DIGITS)
    moved = differences[differences != 0]
    if not len(moved):
        return None
    ranks = stats.rankdata(np.abs(moved))
    v, total = float(ranks[moved > 0].sum()), float(ranks.sum())
    p = _counted_out(ranks, v) if len(moved) <= EXACT else float(stats.wilcoxon(moved).pvalue)
    return SignedRank(v, len(moved), p, (2 * v - total) / total)


def _counted_out(ranks: Values, v: float) -> float:
    """The exact p of a sum of ranks, ties included: every sign of every rank is as likely as the other."""
    doubled = np.rint(ranks * 2).astype(np.int64)
    chances = np.zeros(int(doubled.sum()) + 1)
    chances[0] = 1.0
    for rank in doubled:
        moved = chances / 2
        moved[rank:] += chances[: len(chances) - rank] / 2
        chances = moved
    at = round(2 * v)
    tail = min(chances[: at + 1].sum(), chances[at:].sum())
    return min(1.0, float(2 * tail))


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """p values that hold for all of a family together (Holm 1979, Scand J Stat 6:65-70)."""
    adjusted = [0.0] * len(chances)
    highest = 0.0
    for place, number in enumerate(sorted(range(len(chances)), key=lambda each: chances[each])):
        highest = max(highest, min(1.0, chances[number] * (len(chances) - place)))
        adjusted[number] = highest
    return tuple(adjusted)


def _differences(earlier: Sequence[float], later: Sequence[float]) -> Values:
    return np.asarray(later, dtype=np.float64) - np.asarray(earlier, dtype=np.float64)


def _noncentral(t: float, n: int) -> tuple[float, float] | None:
    """The d_z that would leave a t as far out as this with a chance of 2.5 %, on either side."""
    low, high = _shift(abs(t), n - 1, 0.975), _shift(abs(t), n - 1, 0.025)
    if low is None or high is None:
        return None
    ends = (low / n**0.5, high / n**0.5)
    return ends if t >= 0 else (-ends[1], -ends[0])


def _shift(t: float, df: int, tail: float) -> float | None:
    """The shift of a noncentral t distribution of which this tail lies below t; None where scipy finds no number."""

    def beyond(shift: float) -> float:
        return float(stats.nct.cdf(t, df, shift)) - tail

    inner, width = t, -1.0 if beyond(t) < 0 else 1.0
    while beyond(inner) * beyond(inner + width) > 0 and abs(width) < 8 * (t + 8):
        inner, width = inner + width, 2 * width
    if not beyond(inner) * beyond(inner + width) <= 0:
        return None
    return float(optimize.brentq(beyond, inner, inner + width))


def _correlation(earlier: Sequence[float], later: Sequence[float], before: Spread, after: Spread) -> float | None:
    if min(before.sd, after.sd) <= 10**-DIGITS:
        return None
    return float(stats.pearsonr(earlier, later).statistic)
