"""Figures of a cohort in words: how many decimals, how intervals and chances are written, what is too few."""

from alliance_sim.cohort.comparison import WHEN, Comparison
from alliance_sim.cohort.outcomes import Outcome, Unit
from alliance_sim.cohort.paired import Spread
from alliance_sim.signal_detection import Estimate

TOO_FEW = "too few"
NOTHING = "-"


def number(value: float, decimals: int) -> str:
    """Without a minus before what is written as zero."""
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def decimals(unit: Unit) -> int:
    return 2 if unit == "d'" else 1


def in_unit(value: float, unit: Unit) -> str:
    return number(value, decimals(unit))


def tick(value: float, step: float) -> str:
    """A number at an axis, with as many decimals as its steps need."""
    return number(value, 0 if step >= 1 else 1 if step >= 0.1 else 2)


def estimate(found: Estimate, unit: Unit) -> str:
    return f"{in_unit(found.value, unit)} [{in_unit(found.low, unit)}, {in_unit(found.high, unit)}]"


def spread(found: Spread, unit: Unit) -> str:
    return f"{in_unit(found.mean, unit)} ({in_unit(found.sd, unit)})"


def chance(p: float | None) -> str:
    """A p as papers print it."""
    if p is None:
        return NOTHING
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def optional(value: float | None, places: int = 2) -> str:
    return NOTHING if value is None else number(value, places)


def title(outcome: Outcome) -> str:
    """The outcome with its unit where the title does not tell it, and its role where it has a special one."""
    unit = " (%)" if outcome.unit == "%" else ""
    role = " (primary)" if outcome.role == "primary" else ""
    return f"{outcome.title}{unit}{role}"


def directions(found: Comparison) -> str:
    """How many went where."""
    higher = sum(difference > 1e-9 for difference in found.differences)
    lower = sum(difference < -1e-9 for difference in found.differences)
    return f"{higher} higher, {found.n - higher - lower} the same, {lower} lower {WHEN[found.later]}"


def share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f}%" if of else NOTHING
