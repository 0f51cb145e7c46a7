"""Signal detection theory: shares, d' and the criterion, each with the interval that its numbers allow."""

from math import sqrt
from statistics import NormalDist

from attrs import frozen

NORMAL = NormalDist()
Z95 = NORMAL.inv_cdf(0.975)
FEWEST = 10
"""Signal and noise trials each, below which there is no d'; its standard deviation is 0.6 at 10 + 10 (simulated)."""
ENOUGH = 30
"""Signal and noise trials each, below which it is provisional; standard deviation 0.36 at 30 + 30 (simulated)."""


@frozen
class Proportion:
    """A share of a count, with its 95% score interval (Wilson 1927, J Am Stat Assoc 22:209-212). `of` is above 0."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of

    @property
    def low(self) -> float:
        return 0.0 if self.count == 0 else self._middle - self._half

    @property
    def high(self) -> float:
        return 1.0 if self.count == self.of else self._middle + self._half

    @property
    def _middle(self) -> float:
        return (self.count + Z95**2 / 2) / (self.of + Z95**2)

    @property
    def _half(self) -> float:
        return Z95 / (self.of + Z95**2) * sqrt(self.value * (1 - self.value) * self.of + Z95**2 / 4)


def proportion(count: int, of: int) -> Proportion | None:
    """The share, or None of nothing."""
    return Proportion(count, of) if of else None


@frozen
class Counts:
    """How many trials had each result."""

    hit: int = 0
    miss: int = 0
    false_alarm: int = 0
    correct_rejection: int = 0

    @property
    def signal(self) -> int:
        return self.hit + self.miss

    @property
    def noise(self) -> int:
        return self.false_alarm + self.correct_rejection

    @property
    def hit_rate(self) -> Proportion | None:
        return proportion(self.hit, self.signal)

    @property
    def false_alarm_rate(self) -> Proportion | None:
        return proportion(self.false_alarm, self.noise)


@frozen
class Estimate:
    """A value with its 95% interval."""

    value: float
    low: float
    high: float


@frozen
class Sensitivity:
    """d': how well signal is told from noise. c: how much evidence is wanted first. Both in units of z."""

    d_prime: Estimate
    criterion: Estimate
    provisional: bool

    @property
    def leaning(self) -> str:
        """The criterion in words, as far as its interval allows."""
        if self.criterion.low > 0:
            return "You wait for strong evidence before you mark a rupture."
        if self.criterion.high < 0:
            return "You see ruptures readily."
        return "These answers do not show whether you see ruptures readily or wait for strong evidence."


def sensitivity(counts: Counts) -> Sensitivity | None:
    """d' and c, or None where there are too few trials to carry them.

    Rates with the log-linear correction (Hautus 1995, Behav Res Methods 27:46-51). The interval is the estimate plus or
    minus 1.96 standard errors from the variance of Gourevitch and Galanter (1967, Psychometrika 32:25-33), with the
    corrected rates; that of c = -(z(H) + z(F)) / 2 is a quarter of that of d' = z(H) - z(F).
    """
    fewer = min(counts.signal, counts.noise)
    if fewer < FEWEST:
        return None
    z_hit, variance_hit = _z_and_variance(counts.hit, counts.signal)
    z_false, variance_false = _z_and_variance(counts.false_alarm, counts.noise)
    error = sqrt(variance_hit + variance_false)
    return Sensitivity(
        _estimate(z_hit - z_false, error), _estimate(-(z_hit + z_false) / 2, error / 2), provisional=fewer < ENOUGH
    )


def _z_and_variance(count: int, of: int) -> tuple[float, float]:
    rate = (count + 0.5) / (of + 1)
    z = NORMAL.inv_cdf(rate)
    return z, rate * (1 - rate) / (of * NORMAL.pdf(z) ** 2)


def _estimate(value: float, error: float) -> Estimate:
    return Estimate(value, value - Z95 * error, value + Z95 * error)
