"""What is wrong with the guards and variables as they are written, wherever runs may get to.

One mistake is told once, where it was made: what a finding is about already is in doubt for all that comes after it.
"""

from functools import cached_property, reduce
from graphlib import TopologicalSorter
from operator import or_

from alliance_sim.checks import Subject
from alliance_sim.checks.cycles import named_by_conditions
from alliance_sim.checks.judging.decisions import Decision, Verdict, decisions, verdicts
from alliance_sim.checks.judging.valuations import Doubts, Judge
from alliance_sim.checks.places import effects, guards
from alliance_sim.exploration.memory import targets
from alliance_sim.guards import Compare, Guard, Named, Seen
from alliance_sim.machine import COMPARISONS
from alliance_sim.scenario import Scenario, Variable
from alliance_sim.source import Path

Constant = bool
"""A guard that never changes: True where it always holds, False where it never does."""


class Written:
    """A scenario as it is written. It must be one without errors."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(decisions(self.scenario))

    @cached_property
    def decision(self) -> dict[Path, Decision]:
        return {decision.path: decision for decision in self.decisions}

    @cached_property
    def guards(self) -> tuple[tuple[Path, Guard], ...]:
        return tuple(guards(self.scenario))

    @cached_property
    def ranges(self) -> dict[str, tuple[int, int]]:
        return {variable.name: variable.range for variable in self.scenario.variables}

    @cached_property
    def out_of_range(self) -> tuple[tuple[Path, Compare, Constant], ...]:
        """The comparisons that the range of their variable decides."""
        found = []
        for path, guard in self.guards:
            for node in dict.fromkeys(guard.nodes()):
                if isinstance(node, Compare):
                    low, high = self.ranges[node.name]
                    answers = {COMPARISONS[node.operator](value, node.number) for value in range(low, high + 1)}
                    if len(answers) == 1:
                        found.append((path, node, answers.pop()))
        return tuple(found)

    @cached_property
    def fixed(self) -> dict[str, Constant]:
        """The conditions that are the same for any values."""
        judge = Judge(self.scenario, Doubts(comparisons=frozenset(node for _, node, _ in self.out_of_range)))
        found: dict[str, Constant] = {}
        for name in self.conditions_in_order:
            guard = judge.conditions[name]
            table = None if is_plain(guard) else judge.table(guard)
            if table is None:
                continue
            if not judge.may_hold(table, guard):
                found[name] = False
            elif not judge.may_fail(table, guard):
                found[name] = True
            judge = judge.doubting(Doubts(names=frozenset(found)))
        return found

    @cached_property
    def conditions_in_order(self) -> tuple[str, ...]:
        """The conditions, each after those that it names."""
        named = named_by_conditions(self.scenario)
        return tuple(name for name in TopologicalSorter(named).static_order() if name in named)

    @cached_property
    def judge(self) -> Judge:
        """Doubts the comparisons and conditions that are told by themselves."""
        comparisons = frozenset(node for _, node, _ in self.out_of_range)
        return Judge(self.scenario, Doubts(comparisons=comparisons, names=frozenset(self.fixed)))

    @cached_property
    def verdicts(self) -> dict[Path, tuple[Verdict, ...]]:
        """What is wrong with decisions for any values, by their paths."""
        found = {decision.path: tuple(self._verdicts(decision)) for decision in self.decisions}
        return {path: each for path, each in found.items() if each}

    def _verdicts(self, decision: Decision) -> tuple[Verdict, ...]:
        asked = [guard for guard in decision.guards if guard is not None]
        before = decision.choice.when if decision.choice and decision.thing == "outcome" else None
        if len(asked) == 1 and is_plain(asked[0]) and before is None:
            return ()
        table = self.judge.table(before, *asked)
        among = self.judge.may_hold(table, before) if table else None
        return tuple(verdicts(decision, among, self.judge)) if among else ()

    def blamed(self, path: Path) -> bool:
        """Whether a finding is about the decision at this path, or about something that it asks for."""
        decision = self.decision.get(path)
        return decision is not None and (
            path in self.verdicts or any(self.judge.doubtful(guard) for guard in decision.guards if guard is not None)
        )

    @cached_property
    def asked(self) -> frozenset[Guard]:
        """All that any guard asks for."""
        return reduce(or_, (self.judge.asked(guard) for _, guard in self.guards), frozenset())

    @cached_property
    def unasked(self) -> tuple[Variable, ...]:
        """The variables that no guard asks for."""
        names = {node.name for node in self.asked if isinstance(node, Compare | Named)}
        return tuple(variable for variable in self.scenario.variables if variable.name not in names)

    @cached_property
    def unchanged(self) -> tuple[Variable, ...]:
        """The variables that no effect changes."""
        changing = {
            effect.variable for _, effect in effects(self.scenario) if effect.change.sets or effect.change.amount
        }
        return tuple(variable for variable in self.scenario.variables if variable.name not in changing)

    @cached_property
    def entrances(self) -> dict[str, int]:
        """The fewest states to which nothing leads that lead to all others such, and how many lie behind each."""
        return _entrances(self.scenario, self.led_to)

    @cached_property
    def led_to(self) -> frozenset[str]:
        """The states to which the scenario leads, whatever the guards say."""
        found, waiting = {self.scenario.start}, [self.scenario.start]
        while waiting:
            fresh = set(targets(self.scenario.state[waiting.pop()])) - found
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)


def is_plain(guard: Guard) -> bool:
    """Whether a guard is a single question, which its own range or condition answers."""
    return isinstance(guard, Compare | Named | Seen)


def written(subject: Subject) -> Written:
    """What the scenario of a subject is as it is written, worked out once."""
    found: Written | None = subject.shared.get(Written)
    if found is None:
        found = subject.shared[Written] = Written(subject.scenario)
    return found


def _entrances(scenario: Scenario, led_to: frozenset[str]) -> dict[str, int]:
    """The fewest states out of reach that lead to all others, and how many each adds; of a circle it is the first."""
    known = set(led_to)
    first = [name for name in scenario.state if _onward(scenario, name, known)]
    known = set(led_to)
    found = [(name, len(_onward(scenario, name, known))) for name in reversed(first)]
    return {name: number - 1 for name, number in reversed(found) if number}


def _onward(scenario: Scenario, name: str, known: set[str]) -> set[str]:
    """The states that can be reached from one and are not known yet, it included; they are known then."""
    waiting = [] if name in known else [name]
    found = set(waiting)
    while waiting:
        fresh = set(targets(scenario.state[waiting.pop()])) - known - found
        found |= fresh
        waiting.extend(fresh)
    known |= found
    return found
