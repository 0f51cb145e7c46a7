"""Where a scenario decides by guards: whether a choice is offered, and which entry of a list is taken."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from alliance_sim.checks import Subject
from alliance_sim.checks.judging.valuations import Judge, V
from alliance_sim.checks.places import spoken, states
from alliance_sim.guards import Guard
from alliance_sim.scenario import Choice, Scenario, State
from alliance_sim.source import Path

Thing = Literal["choice", "outcome", "route", "variant"]


class Decision(NamedTuple):
    """A choice that may be closed, or a list of which the first whose guard holds is taken.

    `targets` are the states that each entry leads to; those of a closed choice are all that it could lead to.
    """

    thing: Thing
    path: Path
    state: State
    choice: Choice | None
    guards: tuple[Guard | None, ...]
    targets: tuple[tuple[str, ...], ...]

    def place(self, entry: int) -> Path:
        """Where a guard stands."""
        return (*self.path, "when") if self.thing == "choice" else (*self.path, entry, "when")


class Verdict(NamedTuple):
    """What is wrong with an entry of a decision.

    never: its guard does not hold; always: its guard does not fail, so that none after it is taken; hidden: wherever
    its guard holds, one before it is taken.
    """

    kind: Literal["never", "always", "hidden"]
    entry: int


def decisions(scenario: Scenario) -> Iterator[Decision]:
    """Every decision with a guard in it, in the order of the file."""
    for path, state in states(Subject(scenario)):
        for place, variants in spoken(path, state):
            whens = tuple(variant.when for variant in variants or ())
            yield from _decision("variant", place, state, None, whens, ((),) * len(whens))
        routes = state.route or ()
        targets = tuple((route.to,) for route in routes)
        yield from _decision("route", (*path, "route"), state, None, tuple(route.when for route in routes), targets)
        for choice in state.choices or ():
            place, whens = (*path, "choices", choice.id), tuple(found.when for found in choice.results)
            targets = tuple((found.to or state.to or "",) for found in choice.results)
            yield from _decision("choice", place, state, choice, (choice.when,), (sum(targets, ()),))
            yield from _decision("outcome", (*place, "outcomes"), state, choice, whens, targets)


def _decision(
    thing: Thing,
    path: Path,
    state: State,
    choice: Choice | None,
    guards: tuple[Guard | None, ...],
    targets: tuple[tuple[str, ...], ...],
) -> Iterator[Decision]:
    if any(guard is not None for guard in guards):
        yield Decision(thing, path, state, choice, guards, targets)


def verdicts(decision: Decision, among: V, judge: Judge) -> Iterator[Verdict]:
    """What is wrong with a decision that is taken among these valuations; what is in doubt counts as right."""
    left, last = among, len(decision.guards) - 1
    for entry, guard in enumerate(decision.guards):
        if not judge.may_hold(left, guard):
            yield Verdict("hidden" if judge.may_hold(among, guard) else "never", entry)
            continue
        if guard is None:
            return
        rest = judge.may_fail(left, guard)
        if not rest:
            alone = not judge.may_fail(among, guard)
            if alone or entry < last:
                yield Verdict("always", entry) if alone else Verdict("hidden", entry + 1)
            return
        left = rest
