"""Trainees who play many runs, each run with another order of the replies: what they meet, and where they end.

Nothing is left to chance that cannot be repeated: the order of the replies comes from the number of the run and of the
turn, by the same shuffle as on the screen.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from statistics import fmean

from attrs import field, frozen

from alliance_sim.chances import DEFENSIBLE, POINTS
from alliance_sim.cues import words
from alliance_sim.engine import begin, choose, outcome, shuffled
from alliance_sim.moment import Moment, View
from alliance_sim.policies import POLICIES, Policy
from alliance_sim.run import entered
from alliance_sim.scenario import Choice, Rupture, Scenario

RUNS = 200
"""Runs of each trainee: a share of runs is then within 7 points of the true one."""
MOST_TURNS = 60
"""Turns after which a run is given up: three times as many as a scenario is played in."""
Pick = Callable[[Scenario, Moment, View, int, int], Choice]
"""From a moment, its view, the numbers of the run and of the turn: the reply."""


@frozen
class Walk:
    """One run: where it ended (None where it did not), the fit of each reply, the truths probed, the words read."""

    ending: str | None
    points: tuple[int, ...]
    truths: tuple[bool, ...]
    words: int


@frozen
class Trainee:
    """What became of a trainee over all runs.

    `ending` is the state in which most runs ended, and `share` their share, 0 to 1. `fit` is the mean fit of a reply,
    0 (all harmful) to 100 (all strong). `probes`, `choices` and `words` are means over the runs; `no_rupture` is the
    share of the probed turns that hold none, None where nothing was probed.
    """

    name: str
    ending: str | None
    share: Fraction
    endings: dict[str, Fraction] = field(repr=False)
    fit: float
    probes: float
    no_rupture: float | None
    choices: float
    words: float


def trainees(scenario: Scenario) -> Iterator[Trainee]:
    """Random and defensible trainees, the best one, and each test-wise one."""
    yield trainee("random", scenario, at_random)
    yield trainee("defensible", scenario, defensible)
    yield trainee("best", scenario, best)
    for name, policy in POLICIES.items():
        yield trainee(name, scenario, partial(by_policy, policy, shuffles=name not in ("first", "last")))


def trainee(name: str, scenario: Scenario, pick: Pick) -> Trainee:
    walks = [walk(scenario, pick, number) for number in range(RUNS)]
    ends = Counter(each.ending for each in walks)
    ending, count = min(ends.items(), key=lambda item: (-item[1], item[0] or ""))
    truths = [truth for each in walks for truth in each.truths]
    return Trainee(
        name=name,
        ending=ending,
        share=Fraction(count, RUNS),
        endings={state: Fraction(count, RUNS) for state, count in sorted(ends.items(), key=str) if state},
        fit=fmean(100 * fmean(each.points) / max(POINTS.values()) if each.points else 0.0 for each in walks),
        probes=len(truths) / RUNS,
        no_rupture=truths.count(False) / len(truths) if truths else None,
        choices=fmean(len(each.points) for each in walks),
        words=fmean(each.words for each in walks),
    )


def walk(scenario: Scenario, pick: Pick, number: int) -> Walk:
    """The run of this number."""
    points: list[int] = []
    truths: dict[str, bool] = {}
    read = 0
    shown = list(entered(scenario, begin(scenario)))
    while True:
        here = shown[-1]
        read += sum(_words(each.view) for each in shown)
        if here.view.over or len(points) >= MOST_TURNS:
            break
        state = here.view.state
        if state.truth:
            truths[state.id] = isinstance(state.truth, Rupture)
        reply = pick(scenario, here.moment, here.view, number, len(points))
        points.append(POINTS[outcome(scenario, here.moment, reply.id).fit])
        shown = list(entered(scenario, choose(scenario, here.moment, reply.id)))
    return Walk(here.view.state.id if here.view.state.ending else None, tuple(points), tuple(truths.values()), read)


def _words(view: View) -> int:
    texts = (view.scene or "", view.patient or "", *(choice.say for choice in view.choices))
    return sum(len(words(text)) for text in texts)


def in_some_order(view: View, number: int, turn: int) -> tuple[Choice, ...]:
    """The replies as a run shuffles them; another order for each run and each turn."""
    return shuffled(view.choices, view.state.id, number * MOST_TURNS + turn)


def at_random(_scenario: Scenario, _moment: Moment, view: View, number: int, turn: int) -> Choice:
    return in_some_order(view, number, turn)[0]


def defensible(scenario: Scenario, moment: Moment, view: View, number: int, turn: int) -> Choice:
    """A strong or adequate reply where there is one."""
    replies = in_some_order(view, number, turn)
    good = (reply for reply in replies if outcome(scenario, moment, reply.id).fit in DEFENSIBLE)
    return next(good, replies[0])


def best(scenario: Scenario, moment: Moment, view: View, number: int, turn: int) -> Choice:
    """A reply of the best fit."""
    replies = in_some_order(view, number, turn)
    return max(replies, key=lambda reply: POINTS[outcome(scenario, moment, reply.id).fit])


def by_policy(
    policy: Policy, _scenario: Scenario, _moment: Moment, view: View, number: int, turn: int, *, shuffles: bool
) -> Choice:
    """What the policy takes; where several replies bear its sign, one of these."""
    replies: Sequence[Choice] = in_some_order(view, number, turn) if shuffles else view.choices
    return policy(view.patient or "", replies)
