"""Random trainees: at each turn each open reply is as likely as the others. What becomes of them, exactly if possible.

Where no moment can come again, one pass through the moments in the order of the runs is enough. Where moments can come
again, the trainees are moved on step by step until next to none is under way; how many still are is told.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from attrs import frozen

from alliance_sim.exploration import Exploration
from alliance_sim.exploration.circling import circling
from alliance_sim.exploration.regions import Way
from alliance_sim.exploration.steps import Steps, ordered, steps_of
from alliance_sim.scenario import Fit

POINTS: dict[Fit, int] = {"strong": 3, "adequate": 2, "weak": 1, "harmful": 0}
"""What the fit of a reply counts in the total of a run."""
DEFENSIBLE: frozenset[Fit] = frozenset(("strong", "adequate"))
ENOUGH = 1e-9
"""The share under way at which iterating ends: far below any share that is printed."""
MOST_STEPS = 10_000_000
"""Steps between moments, over all iterations, after which it ends all the same: some five seconds."""
WHOLE = 1 << 60
"""The trainees that are moved on where the shares are iterated: a float tells as many apart."""
Edge = tuple[str, str | None, str]
"""A step from state to state: the state, the choice (None where it goes on without one), the state after it."""


@frozen
class FitTotal:
    """Points of fit over a run: the lowest and the highest of any run, and the mean of random trainees.

    `per_choice` is the mean, over random trainees, of a run's points per choice.
    """

    lowest: int
    highest: int
    mean: Fraction
    per_choice: Fraction


@frozen
class Chances:
    """What becomes of random trainees.

    Shares and expected numbers are exact fractions if `exact`; else iterated, and `residual` of the trainees are still
    under way. `stuck_in` has those who are stuck by state. `endless` of them never come to an end: they go round in the
    states of `circle` by the steps of `circle_edges`. What they do there is in no other number but their first
    visit. `edges` are the expected times of a step: (state, choice or None, target). `lengths` counts the different
    runs by their number of choices. `runs`, `lengths` and `fit` are None where moments can come again.
    """

    exact: bool
    residual: float
    endings: dict[str, Fraction]
    stuck: Fraction
    stuck_in: dict[str, Fraction]
    endless: Fraction
    circle: frozenset[str]
    circle_edges: frozenset[Edge]
    visits: dict[str, Fraction]
    edges: dict[Edge, Fraction]
    runs: int | None
    lengths: dict[int, int] | None
    fit: FitTotal | None


def chances(exploration: Exploration, *, defensible: bool = False) -> Chances:
    """What becomes of random trainees, or of those who choose among strong and adequate replies where there are any."""
    steps = steps_of(exploration, DEFENSIBLE if defensible else None)
    order = ordered(steps) if exploration.complete else None
    round_ = circling(steps) if order is None else bytearray(len(steps))
    weights, whole = _iterated(steps, round_) if order is None else _exact(steps, order)
    state_of = [exploration.regions.each[region].state for region in steps.regions]
    visits: dict[str, int] = {}
    ended: dict[str, int] = {}
    endless = 0
    for state, weight, count, again in zip(state_of, weights, steps.open, round_, strict=True):
        if weight:
            visits[state] = visits.get(state, 0) + weight
            if not count:
                ended[state] = ended.get(state, 0) + weight
            if again:
                endless += weight
    endings = {state: weight for state, weight in ended.items() if exploration.scenario.state[state].ending}
    around = _around(steps, weights, round_)
    counted = None if order is None else _Counted.of(steps, order, weights)
    return Chances(
        exact=order is not None,
        residual=float(1 - Fraction(sum(ended.values()) + endless, whole)),
        endings={state: Fraction(weight, whole) for state, weight in endings.items()},
        stuck=Fraction(sum(ended.values()) - sum(endings.values()), whole),
        stuck_in={state: Fraction(weight, whole) for state, weight in ended.items() if state not in endings},
        endless=Fraction(endless, whole),
        circle=frozenset(state_of[moment] for moment in around),
        circle_edges=frozenset(_edge(exploration, steps.ways[place]) for place in _through(steps, around)),
        visits={state: Fraction(weight, whole) for state, weight in visits.items()},
        edges={edge: Fraction(weight, whole) for edge, weight in _edges(exploration, steps, weights, round_).items()},
        runs=sum(counted.lengths.values()) if counted else None,
        lengths=counted.lengths if counted else None,
        fit=counted.fit if counted else None,
    )


def _exact(steps: Steps, order: Iterable[int]) -> tuple[list[int], int]:
    """How many of the trainees come to each moment, of how many: so many that they part evenly at every turn."""
    offsets, targets, open_, depth = steps.offsets, steps.targets, steps.open, [0] * len(steps)
    for moment in order:
        deeper = depth[moment] + (open_[moment] > 1)
        for step in range(offsets[moment], offsets[moment + 1]):
            depth[targets[step]] = max(depth[targets[step]], deeper)
    whole = lcm(*set(open_) - {0}) ** max(depth)
    weights = [0] * len(steps)
    weights[steps.start] = whole
    for moment in order:
        if open_[moment]:
            share = weights[moment] // open_[moment]
            for step in range(offsets[moment], offsets[moment + 1]):
                weights[targets[step]] += share
    return weights, whole


def _iterated(steps: Steps, round_: bytearray) -> tuple[list[int], int]:
    """The same, moved on from moment to moment until hardly any of them is under way to an end.

    Those who come to a moment where they would go round for ever are left there.
    """
    offsets, targets, open_ = steps.offsets, steps.targets, steps.open
    visits = [0.0] * len(steps)
    under_way, taken = {steps.start: 1.0}, 0
    while under_way and taken < MOST_STEPS and sum(under_way.values()) > ENOUGH:
        after: dict[int, float] = {}
        for moment, share in under_way.items():
            visits[moment] += share
            if round_[moment]:
                continue
            begin, end = offsets[moment], offsets[moment + 1]
            taken += end - begin
            for target in targets[begin:end]:
                after[target] = after.get(target, 0.0) + share / open_[moment]
        under_way = after
    return [round(visit * WHOLE) for visit in visits], WHOLE


def _around(steps: Steps, weights: list[int], round_: bytearray) -> set[int]:
    """The moments that come again for ever, of the circles that some of the trainees come to."""
    waiting = [moment for moment, weight in enumerate(weights) if weight and round_[moment]]
    found = set(waiting)
    while waiting:
        moment = waiting.pop()
        for target in steps.targets[steps.offsets[moment] : steps.offsets[moment + 1]]:
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _through(steps: Steps, moments: Iterable[int]) -> set[int]:
    """The ways out of these moments, by their places."""
    return {place for moment in moments for place in steps.through[steps.offsets[moment] : steps.offsets[moment + 1]]}


def _edges(exploration: Exploration, steps: Steps, weights: list[int], round_: bytearray) -> dict[Edge, int]:
    """How often each step from state to state is taken, but for those of who goes round for ever."""
    shares = [0] * len(steps.ways)
    for moment, weight in enumerate(weights):
        if weight and steps.open[moment] and not round_[moment]:
            for place in steps.through[steps.offsets[moment] : steps.offsets[moment + 1]]:
                shares[place] += weight // steps.open[moment]
    found: dict[Edge, int] = {}
    for share, way in zip(shares, steps.ways, strict=True):
        edge = _edge(exploration, way)
        found[edge] = found.get(edge, 0) + share
    return found


def _edge(exploration: Exploration, way: Way) -> Edge:
    region = exploration.regions.each
    return region[way.source].state, way.choice.id if way.choice else None, region[way.target].state


@frozen
class _Counted:
    """What can be counted over all runs without looking at each: their lengths, and their points of fit."""

    lengths: dict[int, int]
    fit: FitTotal

    @classmethod
    def of(cls, steps: Steps, order: list[int], weights: list[int]) -> "_Counted":
        """One pass. Runs, trainees and points are kept by length: coefficients of polynomials, in one integer each.

        A choice makes a run one longer, which moves the polynomials up by one coefficient.
        """
        count, whole = len(steps), weights[steps.start]
        width = _width(steps, whole)
        runs, trainees, points = [0] * count, [0] * count, [0] * count
        runs[steps.start], trainees[steps.start] = 1, whole
        lowest: list[int] = [-1] * count
        highest = [0] * count
        lowest[steps.start] = 0
        worth = [POINTS[way.outcome.fit] if way.outcome else None for way in steps.ways]
        for moment in order:
            open_ = steps.open[moment]
            for step in range(steps.offsets[moment], steps.offsets[moment + 1]):
                target, gained = steps.targets[step], worth[steps.through[step]]
                longer, gained = (0, 0) if gained is None else (width, gained)
                runs[target] += runs[moment] << longer
                trainees[target] += trainees[moment] // open_ << longer
                points[target] += (points[moment] + gained * trainees[moment]) // open_ << longer
                worst, best = lowest[moment] + gained, highest[moment] + gained
                lowest[target] = worst if lowest[target] < 0 else min(lowest[target], worst)
                highest[target] = max(highest[target], best)
        over = [moment for moment in order if not steps.open[moment]]
        lengths = _coefficients(sum(runs[moment] for moment in over), width)
        totals = _coefficients(sum(points[moment] for moment in over), width)
        return cls(
            lengths,
            FitTotal(
                min(lowest[moment] for moment in over),
                max(highest[moment] for moment in over),
                Fraction(sum(totals.values()), whole),
                sum((Fraction(total, whole * length) for length, total in totals.items() if length), Fraction(0)),
            ),
        )


def _width(steps: Steps, whole: int) -> int:
    """Bits that no coefficient can outgrow: there are no more runs than trainees, nor longer runs than moments."""
    return whole.bit_length() + (max(POINTS.values()) * len(steps)).bit_length()


def _coefficients(polynomial: int, width: int) -> dict[int, int]:
    found: dict[int, int] = {}
    power = 0
    while polynomial:
        coefficient = polynomial & ((1 << width) - 1)
        if coefficient:
            found[power] = coefficient
        polynomial >>= width
        power += 1
    return found
