"""Which states guards keep runs from, and where."""

from collections.abc import Iterator
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from alliance_sim.checks import Subject
from alliance_sim.checks.judging.decisions import Decision
from alliance_sim.checks.judging.reached import Reached, reached
from alliance_sim.checks.judging.valuations import Doubts, Judge
from alliance_sim.exploration.moments import Moments
from alliance_sim.guards import Guard
from alliance_sim.scenario import Choice, State
from alliance_sim.source import Path


class Gate(NamedTuple):
    """A decision that has to fall on one of its entries."""

    decision: Decision
    entry: int

    def passed(self, among: Moments, judge: Judge) -> Moments:
        """Those for which it may."""
        left = reduce(judge.may_fail, self.decision.guards[: self.entry], among)
        return judge.may_hold(left, self.decision.guards[self.entry])


class Step(NamedTuple):
    """A way from a state that is reached to one that is not. Without gates it is by `otherwise`."""

    source: State
    gates: tuple[Gate, ...]


class Barred:
    def __init__(self, reached: Reached) -> None:
        self.reached = reached

    @cached_property
    def states(self) -> dict[str, tuple[Step, ...]]:
        """The states that are never reached, each with the steps into it from states that are.

        Those are left out that lie behind another one, or that may be reached once another finding is settled.
        """
        found = {name: self._steps[name] for name in self.never if name in self._steps}
        judge = self.reached.judge
        certain = {}
        for name, steps in found.items():
            others = Doubts(judge.doubts.comparisons, judge.doubts.names, judge.doubts.seen - {name})
            if not any(self._may_be_taken(step, Judge(judge.scenario, others)) for step in steps):
                certain[name] = steps
        return certain or self._first_of_a_circle(found)

    @cached_property
    def never(self) -> tuple[str, ...]:
        """The states to which the scenario leads and no run gets."""
        names = self.reached.written.led_to & self.reached.missing
        return tuple(name for name in self.reached.written.scenario.state if name in names)

    def _first_of_a_circle(self, found: dict[str, tuple[Step, ...]]) -> dict[str, tuple[Step, ...]]:
        """The first of the states that each must have been seen before the others are reached."""
        doubts = self.reached.judge.doubts
        judge = Judge(self.reached.written.scenario, Doubts(doubts.comparisons, doubts.names))
        for name, steps in found.items():
            if not any(self._may_be_taken(step, judge) for step in steps):
                return {name: steps}
        return {}

    @cached_property
    def _steps(self) -> dict[str, tuple[Step, ...]]:
        """The steps into states that are never reached, from states that are."""
        found: dict[str, list[Step]] = {}
        for state in self.reached.states if self.never else ():
            for target, step in self._steps_from(state):
                if target in self.reached.missing:
                    found.setdefault(target, []).append(step)
        return {target: tuple(steps) for target, steps in found.items()}

    def _steps_from(self, state: State) -> Iterator[tuple[str, Step]]:
        if state.otherwise:
            yield state.otherwise, Step(state, ())
        for number, route in enumerate(state.route or ()):
            yield route.to, Step(state, self._gates(("states", state.id, "route"), number))
        for choice in state.choices or ():
            for number, outcome in enumerate(choice.results):
                yield outcome.to or state.to or "", self.step(state, choice, number)

    def step(self, state: State, choice: Choice, outcome: int) -> Step:
        """The way to an outcome of a choice."""
        path = ("states", state.id, "choices", choice.id)
        return Step(state, (*self._gates(path, 0), *self._gates((*path, "outcomes"), outcome)))

    def _gates(self, path: Path, entry: int) -> tuple[Gate, ...]:
        decision = self.reached.written.decision.get(path)
        return (Gate(decision, entry),) if decision else ()

    def _may_be_taken(self, step: Step, judge: Judge) -> bool:
        """Whether a step may be taken once other findings are settled."""
        written, state = self.reached.written, step.source
        if self.reached.is_lost(self.reached.exploration.entered(state.id)):
            return True
        if not step.gates:
            return any(written.blamed(("states", state.id, "choices", each)) for each in state.choice)
        if any(gate.decision.path in written.verdicts for gate in step.gates):
            return True
        return self.passes(step, judge)

    def passes(self, step: Step, judge: Judge) -> bool:
        """Whether a judge lets any moment through all gates of a step."""
        among = self.reached.exploration.entered(step.source.id)
        for number, gate in enumerate(step.gates):
            among = gate.passed(self.reached.among(gate.decision) if number == 0 else among, judge)
        return bool(among)

    def bar(self, step: Step) -> tuple[Gate | None, Moments]:
        """The gate at which a step ends, and the moments that come so far."""
        judge, among = Judge(self.reached.written.scenario), self.reached.exploration.entered(step.source.id)
        for gate in step.gates:
            among = self.reached.among(gate.decision)
            if not gate.passed(among, judge):
                return gate, among
        return None, among

    @cached_property
    def paths(self) -> frozenset[Path]:
        """The decisions by which these states are barred."""
        return frozenset(gate.decision.path for steps in self.states.values() for step in steps for gate in step.gates)

    @cached_property
    def guards(self) -> frozenset[Guard]:
        """What is asked for there."""
        judge, decision = self.reached.written.judge, self.reached.written.decision
        asked = (judge.asked(guard) for path in self.paths for guard in decision[path].guards if guard)
        return reduce(or_, asked, frozenset())


def barred(subject: Subject) -> Barred:
    """Which states of a subject are barred, worked out once. Only for an exploration that is complete."""
    found: Barred | None = subject.shared.get(Barred)
    if found is None:
        found = subject.shared[Barred] = Barred(reached(subject))
    return found
