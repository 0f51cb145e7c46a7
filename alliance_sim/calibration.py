"""Whether people are as sure as they can be: stated probabilities of a rupture against the key."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from attrs import frozen

from alliance_sim.signal_detection import Proportion
from alliance_sim.trial import Trial

FEWEST_FOR_BINS = 20


@frozen
class Bin:
    """Trials whose stated probability of a rupture lies within [low, high) percent, and how many held one."""

    low: int
    high: int
    stated: float
    ruptures: Proportion


@frozen
class Calibration:
    """Stated probabilities against the key, over the trials that have a confidence.

    `brier` is the mean of (p - o) squared, 0 to 1; answering 50% always gives .25. `bias` is mean p - mean o: above 0
    where ruptures were expected more often than they came. `sure` is the mean confidence in the answers, 0 to 1, and
    `agreed` the share of them that the key shares.
    """

    brier: float
    bias: float
    sure: float
    agreed: Proportion
    bins: tuple[Bin, ...]

    @property
    def sentence(self) -> str:
        """Over- or under-confidence, said only where it lies outside the interval of what happened."""
        told = (
            f"You were {self.sure:.0%} sure on average. On whether there was a rupture, the key agrees with "
            f"{self.agreed.count} of those {self.agreed.of} answers ({self.agreed.value:.0%})"
        )
        if self.sure > self.agreed.high:
            return f"{told}: more sure than the answers bore out."
        if self.sure < self.agreed.low:
            return f"{told}: less sure than you could have been."
        return f"{told}: the two are as close as so few answers can tell."


def calibration(trials: Iterable[Trial]) -> Calibration | None:
    """None where no answer has a confidence. Bins of 20 points, only with 20 answers or more."""
    rated = [trial for trial in trials if trial.confidence is not None]
    if not rated:
        return None
    stated = [trial.probability or 0.0 for trial in rated]
    outcomes = [float(trial.truth != "none") for trial in rated]
    return Calibration(
        brier=fmean((p - o) ** 2 for p, o in zip(stated, outcomes, strict=True)),
        bias=fmean(stated) - fmean(outcomes),
        sure=fmean((trial.confidence or 0) / 100 for trial in rated),
        agreed=Proportion(sum(trial.agrees for trial in rated), len(rated)),
        bins=_bins(stated, outcomes) if len(rated) >= FEWEST_FOR_BINS else (),
    )


def _bins(stated: Sequence[float], outcomes: Sequence[float]) -> tuple[Bin, ...]:
    bins = []
    for low in range(0, 100, 20):
        inside = [(p, o) for p, o in zip(stated, outcomes, strict=True) if min(int(p * 100 + 0.5) // 20, 4) * 20 == low]
        if inside:
            ruptures = Proportion(int(sum(o for _, o in inside)), len(inside))
            bins.append(Bin(low, low + 20, fmean(p for p, _ in inside), ruptures))
    return tuple(bins)
