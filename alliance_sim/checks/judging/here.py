"""What is wrong with guards at the moments that are reached: those that never hold there, or never fail.

Where a condition or a variable that never changes its answer is asked for in several places, it is told by itself.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial, reduce
from operator import eq, or_

from alliance_sim.checks import Subject
from alliance_sim.checks.judging.barred import Barred, Step, barred
from alliance_sim.checks.judging.decisions import Decision, Verdict, verdicts
from alliance_sim.checks.judging.valuations import Doubts, Judge
from alliance_sim.checks.places import choices
from alliance_sim.exploration.moments import Moments
from alliance_sim.guards import Compare, Guard, Named
from alliance_sim.machine import COMPARISONS
from alliance_sim.source import Path

SEVERAL = 2
"""From so many places on a condition that never changes is told by itself."""
MANY = 3
"""From so many on a variable is. Two numbers may both be wrong; a condition is one mistake however often it is used."""


class Here:
    def __init__(self, barred: Barred) -> None:
        self.barred, self.reached = barred, barred.reached

    @cached_property
    def decisions(self) -> tuple[tuple[Decision, Moments], ...]:
        """The decisions that are taken at some moment from which an ending can be reached, each with its moments."""
        found = ((decision, self.reached.among(decision)) for decision in self.reached.written.decisions)
        return tuple((decision, among) for decision, among in found if among and not self.reached.is_lost(among))

    @cached_property
    def verdicts(self) -> dict[Path, tuple[Verdict, ...]]:
        """What is wrong with decisions here, by their paths."""
        found = {decision.path: tuple(self._verdicts(decision, among)) for decision, among in self.decisions}
        return {path: each for path, each in found.items() if each}

    def _verdicts(self, decision: Decision, among: Moments) -> Iterator[Verdict]:
        if decision.path in self.reached.written.verdicts:
            return
        for verdict in verdicts(decision, among, self.judge):
            if self.barred.states.keys().isdisjoint(unused(decision, verdict)):
                yield verdict

    @cached_property
    def judge(self) -> Judge:
        """Doubts also the names that are told by themselves, or with the states that they bar."""
        names = frozenset(self._barring | self.conditions.keys() | self._told_variables | self._waiting)
        return self.reached.judge.doubting(Doubts(names=names))

    @cached_property
    def asking(self) -> dict[str, tuple[tuple[Decision, Moments], ...]]:
        """Where each variable and condition is asked for: the decision and its moments, once for each guard."""
        found: dict[str, tuple[tuple[Decision, Moments], ...]] = {}
        for decision, among in self.decisions:
            for guard in decision.guards:
                asked = self.reached.judge.asked(guard) if guard else ()
                for name in {node.name for node in asked if isinstance(node, Compare | Named)}:
                    found[name] = (*found.get(name, ()), (decision, among))
        return found

    def is_told(self, path: Path) -> bool:
        """Whether a finding is about the decision at this path, or about something that it asks for."""
        decision = self.reached.written.decision.get(path)
        if decision is None:
            return False
        told = (self.reached.written.verdicts, self.verdicts, self.barred.paths)
        return any(path in each for each in told) or any(
            self.judge.doubtful(guard) for guard in decision.guards if guard
        )

    # ---- conditions

    @cached_property
    def conditions(self) -> dict[str, bool]:
        """The conditions that always hold, or never do, in all of the several places where they are asked for."""
        return {name: constant for name, constant in self._constant.items() if name not in self._barring}

    @cached_property
    def _constant(self) -> dict[str, bool]:
        judge = self.reached.judge.doubting(Doubts(names=self._idle))
        found: dict[str, bool] = {}
        for name in self.reached.written.conditions_in_order:
            guard, asking = judge.conditions[name], self.asking.get(name, ())
            if len(asking) < SEVERAL or judge.doubts.concern(Named(name)):
                continue
            among = self.among(name)
            if not judge.may_hold(among, guard):
                found[name] = False
            elif not judge.may_fail(among, guard):
                found[name] = True
            judge = judge.doubting(Doubts(names=frozenset(found)))
        return found

    def among(self, name: str) -> Moments:
        """All moments at which a condition is asked for."""
        return reduce(or_, (among for _, among in self.asking[name]))

    # ---- variables

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The variables that do change, and no comparison of them ever does, but for those told with their guard."""
        few = (name for name in self._idle - self._barring - self._waiting if len(self.asking[name]) < MANY)
        untold = {name for name in few if not any(each.path in self.verdicts for each, _ in self.asking[name])}
        told = self._told_variables | untold
        return tuple(each.name for each in self.reached.written.scenario.variables if each.name in told)

    @cached_property
    def _told_variables(self) -> frozenset[str]:
        """Those of them that are asked for in many places."""
        many = {name for name in self._idle if len(self.asking[name]) >= MANY}
        return frozenset(many - self._barring - self._waiting)

    @cached_property
    def _idle(self) -> frozenset[str]:
        """The variables that change, and of which every comparison has the same answer at all moments."""
        written = self.reached.written
        settled = {each.name for each in written.unchanged} | {node.name for _, node, _ in written.out_of_range}
        return frozenset(
            name for name in self.asking.keys() & written.ranges.keys() - settled if self._never_differs(name)
        )

    def _never_differs(self, name: str) -> bool:
        values = self.reached.exploration.all.values(name)
        return all(len({answer(value) for value in values}) == 1 for answer in answers(name, self._asked))

    @cached_property
    def _asked(self) -> frozenset[Guard]:
        """All that any decision asks for."""
        guards = (guard for decision in self.reached.written.decisions for guard in decision.guards if guard)
        return reduce(or_, map(self.reached.judge.asked, guards), frozenset())

    @cached_property
    def _waiting(self) -> frozenset[str]:
        """Those of them that would change by an outcome that is never reached: what keeps runs from it is told."""
        judge, waiting = self.reached.judge.doubting(Doubts(names=self._idle)), set[str]()
        for _, state, choice in choices(Subject(self.reached.written.scenario)) if self._idle else ():
            for number, outcome in enumerate(choice.results):
                changed = self._idle & {effect.variable for effect in outcome.effects}
                if changed and not self.barred.passes(self.barred.step(state, choice, number), judge):
                    waiting |= changed
        return frozenset(waiting)

    @cached_property
    def _barring(self) -> frozenset[str]:
        """The names that never change and without which states would not be barred."""
        asked = frozenset(node.name for node in self.barred.guards if isinstance(node, Compare | Named))
        names = asked & (self._constant.keys() | self._idle)
        open_ = self._passing(names)
        return frozenset(name for name in names if open_ - self._passing(names - {name}))

    def _passing(self, names: frozenset[str]) -> set[Step]:
        """The steps into barred states that might be taken if these names changed."""
        judge = self.reached.judge.doubting(Doubts(names=names))
        steps = (step for steps in self.barred.states.values() for step in steps if step.gates)
        return {step for step in steps if self.barred.passes(step, judge)}


def unused(decision: Decision, verdict: Verdict) -> set[str]:
    """The states that the entries lead to which are never taken because of a verdict."""
    if verdict.kind == "never":
        return set(decision.targets[verdict.entry])
    first = verdict.entry + (verdict.kind == "always")
    return {target for entry in decision.targets[first:] for target in entry}


def answers(name: str, asked: frozenset[Guard]) -> Iterator[Callable[[int], bool]]:
    """What guards ask of a variable."""
    for guard in asked:
        if guard == Named(name):
            yield partial(eq, 1)
        elif isinstance(guard, Compare) and guard.name == name:
            yield partial(_compared, guard)


def _compared(guard: Compare, value: int) -> bool:
    return bool(COMPARISONS[guard.operator](value, guard.number))


def here(subject: Subject) -> Here:
    """What is wrong where the runs of a subject get to, worked out once. Only for an exploration that is complete."""
    found: Here | None = subject.shared.get(Here)
    if found is None:
        found = subject.shared[Here] = Here(barred(subject))
    return found
