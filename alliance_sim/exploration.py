"""Every moment that a run can reach, with the shortest way to it, found with the engine's own guards and effects."""

from array import array

from attrs import define, field, frozen

from alliance_sim.guards import Guard
from alliance_sim.machine import Test
from alliance_sim.moment import Moment
from alliance_sim.packing import Packing, Region, Table, ways_on
from alliance_sim.scenario import Scenario

BUDGET = 2_000_000
"""Moments explored unless told otherwise: some ten seconds."""
FOLLOW = -1
"""The label of a step that is no choice."""


@frozen(eq=False)
class Exploration:
    """The moments found, in the order of the shortest way to them.

    `parents` and `labels` hold, for each moment, the one before it on that way and the choice taken there (its place
    among the state's choices, or `FOLLOW`). The steps out of moment n are `successors[offsets[n]:offsets[n + 1]]`, one
    for each open choice. `complete` is false where the budget ended first: then only the first `expanded` have steps.
    """

    scenario: Scenario
    complete: bool
    expanded: int
    parents: "array[int]"
    labels: "array[int]"
    successors: "array[int]"
    offsets: "array[int]"
    _keys: "array[int]" = field(repr=False)
    _packing: "Packing" = field(repr=False)

    def __len__(self) -> int:
        return len(self.parents)

    def moment(self, number: int) -> Moment:
        """A moment as the engine knows it, with what no guard ahead asks for forgotten."""
        return self._packing.moment(self._keys[number])

    def state(self, number: int) -> str:
        return self._packing.region(self._keys[number]).state

    def steps(self, number: int) -> "array[int]":
        """The moments one step on."""
        return self.successors[self.offsets[number] : self.offsets[number + 1]]

    def numbers_by_state(self) -> dict[str, list[int]]:
        """The moments of each state that is reached."""
        found: dict[str, list[int]] = {}
        for number in range(len(self)):
            found.setdefault(self.state(number), []).append(number)
        return found

    def witness(self, number: int) -> tuple[str, ...]:
        """The choices of the way with the fewest steps, passages included, that leads to a moment."""
        choices = []
        while number > 0:
            label, number = self.labels[number], self.parents[number]
            if label != FOLLOW:
                choices.append((self.scenario.state[self.state(number)].choices or ())[label].id)
        return tuple(reversed(choices))

    def __contains__(self, moment: object) -> bool:
        """Whether a moment of the engine was found."""
        return isinstance(moment, tuple) and self._packing.key(Moment(*moment)) in self._packing.found


def explore(scenario: Scenario, *, budget: int = BUDGET) -> Exploration:
    """Find the moments that a run can reach, at most `budget` of them."""
    packing = Packing(scenario)
    planner = _Planner(packing)
    found = packing.found
    begun = packing.machine
    start = frozenset({scenario.start}) & begun.remembered
    key = packing.base(scenario.start, start, frozenset()) + packing.code(begun.start)
    found[key] = 0
    keys, parents, labels = array("q", [key]), array("i", [-1]), array("i", [FOLLOW])
    successors, offsets = array("i"), array("i", [0])
    low = (1 << packing.bits) - 1
    plans: dict[int, _Plan] = {}
    at = 0
    complete = True
    while at < len(keys):
        if len(keys) > budget:
            complete = False
            break
        key = keys[at]
        code = key & low
        plan = plans.get(key - code)
        if plan is None:
            plan = plans[key - code] = planner.plan(packing.region(key))
        before = len(successors)
        for label, opened, ways in plan.choices:
            if opened is None or opened[code]:
                for holds, change, target in ways:
                    if holds is None or holds[code]:
                        after = target + (code if change is None else change[code])
                        break
                number = found.get(after)
                if number is None:
                    number = found[after] = len(keys)
                    keys.append(after)
                    parents.append(at)
                    labels.append(label)
                successors.append(number)
        if len(successors) == before:
            for holds, target in plan.follows:
                if holds is None or holds[code]:
                    number = found.get(target + code)
                    if number is None:
                        number = found[target + code] = len(keys)
                        keys.append(target + code)
                        parents.append(at)
                        labels.append(FOLLOW)
                    successors.append(number)
                    break
        offsets.append(len(successors))
        at += 1
    return Exploration(scenario, complete, at, parents, labels, successors, offsets, keys, packing)


Way = tuple[Table[int, bool] | None, Table[int, int] | None, int]


@frozen(eq=False)
class _Plan:
    """What can be done in a region: the choices with their guards and ways, and where it goes on without one."""

    choices: tuple[tuple[int, Table[int, bool] | None, tuple[Way, ...]], ...]
    follows: tuple[tuple[Table[int, bool] | None, int], ...]


@define(eq=False)
class _Planner:
    """Makes plans. Tables are shared: one for each distinct guard (with what it remembers), one for each effect."""

    packing: Packing
    guards: dict[tuple[Guard, frozenset[str]], Table[int, bool]] = field(factory=dict)
    changes: dict[object, Table[int, int]] = field(factory=dict)

    def plan(self, region: Region) -> _Plan:
        state = self.packing.scenario.state[region.state]
        choices = []
        for label, choice in enumerate(state.choices or ()):
            if choice.once and (state.id, choice.id) in region.taken:
                continue
            taken = region.taken | {(state.id, choice.id)} if choice.once else region.taken
            ways = tuple(
                (
                    self.guard(found.when, region),
                    self.change(found.effects),
                    self.entered(found.to or state.to or "", region.seen, taken),
                )
                for found in choice.results
            )
            choices.append((label, self.guard(choice.when, region), ways))
        follows = [
            (self.guard(guard, region), self.entered(target, region.seen, region.taken))
            for guard, target in ways_on(state)
        ]
        return _Plan(tuple(choices), tuple(follows))

    def entered(self, target: str, seen: frozenset[str], taken: frozenset[tuple[str, str]]) -> int:
        remembered = self.packing.machine.remembered
        return self.packing.base(target, seen | ({target} & remembered), taken)

    def guard(self, guard: Guard | None, region: Region) -> Table[int, bool] | None:
        if guard is None:
            return None
        seen = region.seen
        key = (guard, seen)
        if key not in self.guards:
            test: Test | None = self.packing.machine.test(guard)
            assert test is not None
            values = self.packing.values
            self.guards[key] = Table(lambda code: test(values[code], seen))
        return self.guards[key]

    def change(self, effects: object) -> Table[int, int] | None:
        if not effects:
            return None
        if effects not in self.changes:
            change = self.packing.machine.change(effects)  # type: ignore[arg-type]
            assert change is not None
            codes, values = self.packing.codes, self.packing.values
            self.changes[effects] = Table(lambda found: codes[change(values[found])])
        return self.changes[effects]
