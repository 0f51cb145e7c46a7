"""Family 5, continued: whether what is strained can be repaired."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, reduce
from operator import or_
from typing import get_args

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import states
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.exploration import Exploration
from alliance_sim.exploration.memory import targets
from alliance_sim.exploration.moments import Moments
from alliance_sim.scenario import EndingKind, Scenario, State

REPAIRS: frozenset[EndingKind] = frozenset({"repaired", "partly-repaired"})
GOOD: frozenset[EndingKind] = REPAIRS | {"ended-safely"}
"""The endings in which what was strained was met, or another need rightly came first."""


class Repairs:
    """The moments of a scenario from which a good ending can be reached."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration

    @cached_property
    def reached(self) -> bool:
        """Whether any good ending is."""
        return bool(self._endings.parts)

    @cached_property
    def ahead(self) -> Moments:
        return self.exploration.able_to_reach(self._endings)

    @cached_property
    def _endings(self) -> Moments:
        state = self.exploration.scenario.state
        good = (found for name, found in self.exploration.endings().items() if state[name].ending in GOOD)
        return reduce(or_, good, Moments(self.exploration, {}))


def repairs(subject: Subject) -> Repairs:
    """The same for all rules that ask, worked out once."""
    found: Repairs | None = subject.shared.get(Repairs)
    if found is None:
        found = subject.shared[Repairs] = Repairs(subject.exploration)
    return found


@rule("AS520", "rupture-never-repaired", Severity.WARNING)
def rupture_never_repaired(subject: Subject) -> Iterator[Finding]:
    """A rupture from which no run comes to a good ending.

    Once a trainee is here, whatever he or she says, the hour ends neither repaired nor partly-repaired nor
    ended-safely. To recognise the rupture is then of no use, and a trainee learns that repair does not help. Let one
    reply lead back, if only to partly-repaired; or write no rupture where all is decided.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: drawer
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: schoolgirl
          schoolgirl:
            patient: Sure. I was never much good at being a schoolgirl.
            # here
            rupture:
              type: withdrawal
              markers: {self-criticism: never much good}
              strain: bond
              salience: 2
              trigger: You explained once more.
              why: She takes the difficulty upon herself.
            choices:
              own:
                say: I set that homework in a hurry. That was my part.
                strategies: [acknowledges-contribution]
                fit: strong
                because: You say your part.
                to: clock
              praise:
                say: You are doing well.
                errors: [rushing-to-closure]
                fit: weak
                because: It closes the door that she had left ajar.
                to: clock
          drawer:
            patient: Honestly? I hid it in a drawer.
            ending: repaired
            summary: She told you.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    found, exploration = repairs(subject), subject.exploration
    if not exploration.complete or not exploration.endings():
        return
    if not found.reached:
        yield from _without_a_good_ending(subject.scenario)
        return
    for path, state in states(subject):
        here = exploration.entered(state.id) if state.rupture else None
        if here and not here & found.ahead and here - exploration.trapped and not _barred(exploration, state):
            yield Finding(
                (*path, "rupture"),
                f"expected a run from '{state.id}' to an ending {listed(_in_order(GOOD))}, found none",
                "let one of its replies lead back, or the next turn mend what this one left",
                at_key=True,
                witness=here.witness(),
            )


def _without_a_good_ending(scenario: Scenario) -> Iterator[Finding]:
    """One finding where there is none at all; what is written and never reached is told by itself."""
    kinds = {state.ending for state in scenario.states if state.ending}
    if kinds & GOOD or not any(state.rupture for state in scenario.states):
        return
    yield Finding(
        ("states",),
        f"expected an ending {listed(_in_order(GOOD))}, found only {listed(_in_order(kinds), 'and')}",
        "write one that a good reply leads to; good enough and incomplete is enough",
        at_key=True,
    )


def _in_order(kinds: Iterable[str]) -> list[str]:
    wanted = set(kinds)
    return [kind for kind in get_args(EndingKind) if kind in wanted]


def _barred(exploration: Exploration, state: State) -> bool:
    """Whether a state leads to a good ending only by steps that no run takes anywhere: they are told by themselves."""
    scenario = exploration.scenario
    good = {each.id for each in scenario.states if each.ending in GOOD}
    written = after([state.id], lambda name: targets(scenario.state[name]))
    return bool(good & written) and not good & after([state.id], _taken(exploration).__getitem__)


def _taken(exploration: Exploration) -> dict[str, set[str]]:
    """The steps from state to state that some run takes."""
    regions, reached = exploration.regions, exploration.reached
    steps: dict[str, set[str]] = {name: set() for name in exploration.by_state}
    for number, codes in reached.items():
        plan = regions.plan(number)
        for way in (*plan.choices, *plan.follows):
            if codes & way.where:
                steps[regions.each[number].state].add(regions.each[way.target].state)
    return steps


def after(names: Iterable[str], onward: Callable[[str], Iterable[str]]) -> set[str]:
    """The states that come after these, step by step."""
    waiting, found = list(names), set[str]()
    while waiting:
        fresh = set(onward(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return found
