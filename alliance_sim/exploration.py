"""Every moment that a run can reach, with the shortest way to it.

A moment is packed into one integer: its region (the state, with what must be remembered there) and the code of its
values. Each guard and each effect is a table from codes, filled as codes turn up. What is remembered is dropped where
no guard ahead can ask for it. All of this is done with the engine's own guards and effects.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from attrs import define, field, frozen

from alliance_sim.guards import Guard, Named, Seen
from alliance_sim.machine import Machine, Test, machine_of
from alliance_sim.moment import Moment, Values
from alliance_sim.scenario import Scenario, State

K = TypeVar("K")
T = TypeVar("T")
BUDGET = 2_000_000
"""Moments explored unless told otherwise: some ten seconds."""
FOLLOW = -1
"""The label of a step that is no choice."""


class Table(dict[K, T], Generic[K, T]):
    """A function that remembers."""

    def __init__(self, found: Callable[[K], T]) -> None:
        super().__init__()
        self.found = found

    def __missing__(self, key: K) -> T:
        value = self[key] = self.found(key)
        return value


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
        """The shortest list of choices that leads to a moment."""
        choices = []
        while number > 0:
            label, number = self.labels[number], self.parents[number]
            if label != FOLLOW:
                choices.append((self.scenario.state[self.state(number)].choices or ())[label].id)
        return tuple(reversed(choices))

    def __contains__(self, moment: object) -> bool:
        """Whether a moment of the engine was found."""
        return isinstance(moment, tuple) and self._packing.key(Moment(*moment)) in self._packing.found


@frozen
class Region:
    """A state, with the states and the choices that must be remembered there."""

    state: str
    seen: frozenset[str]
    taken: frozenset[tuple[str, str]]


@define(eq=False)
class Packing:
    """How moments become integers, and back."""

    scenario: Scenario
    machine: Machine = field(init=False)
    lows: list[tuple[int, int]] = field(init=False)
    bits: int = field(init=False)
    live: dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]] = field(init=False)
    regions: list[Region] = field(factory=list)
    bases: dict[Region, int] = field(factory=dict)
    found: dict[int, int] = field(factory=dict)
    codes: Table[Values, int] = field(init=False, repr=False)
    values: Table[int, Values] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.codes, self.values = Table(self.code), Table(self._values)
        self.machine = machine_of(self.scenario)
        self.lows = [(low, high - low + 1) for low, high in (found.range for found in self.scenario.variables)]
        self.bits = max(1, (self.code(tuple(found.range[1] for found in self.scenario.variables)) + 1).bit_length())
        self.live = remembered_ahead(self.scenario, self.machine)

    def code(self, values: Values) -> int:
        code = 0
        for value, (low, size) in zip(values, self.lows, strict=True):
            code = code * size + value - low
        return code

    def _values(self, code: int) -> Values:
        values = []
        for low, size in reversed(self.lows):
            code, place = divmod(code, size)
            values.append(low + place)
        return tuple(reversed(values))

    def base(self, state: str, seen: frozenset[str], taken: frozenset[tuple[str, str]]) -> int:
        """The first key of the region of a state that has just been entered."""
        asked, once = self.live[state]
        region = Region(state, seen & asked, taken & once)
        base = self.bases.get(region)
        if base is None:
            base = self.bases[region] = len(self.regions) << self.bits
            self.regions.append(region)
        return base

    def region(self, key: int) -> Region:
        return self.regions[key >> self.bits]

    def key(self, moment: Moment) -> int:
        return self.base(moment.state, moment.seen, moment.taken) + self.codes[moment.values]

    def moment(self, key: int) -> Moment:
        region = self.region(key)
        return Moment(region.state, self.values[key & ((1 << self.bits) - 1)], region.seen, region.taken)


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


def ways_on(state: State) -> Iterator[tuple[Guard | None, str]]:
    """Where a state leads without a choice: by `otherwise`, `route` or `to`."""
    if state.choices:
        if state.otherwise:
            yield None, state.otherwise
    elif state.route:
        for route in state.route:
            yield route.when, route.to
    elif state.to:
        yield None, state.to


def targets(state: State) -> Iterator[str]:
    """Every state that the state names as its next, whatever the guards say."""
    for choice in state.choices or ():
        for found in choice.results:
            yield found.to or state.to or ""
    for _, target in ways_on(state):
        yield target


def guards_in(state: State) -> Iterator[Guard]:
    """Every guard that is asked in a state."""
    rupture, no_rupture = state.rupture, state.no_rupture
    texts = [state.scene, state.patient]
    texts += [rupture.why, rupture.trigger] if rupture else []
    texts += [no_rupture.why] if no_rupture else []
    for variants in texts:
        yield from (variant.when for variant in variants or () if variant.when)
    yield from (route.when for route in state.route or () if route.when)
    for choice in state.choices or ():
        if choice.when:
            yield choice.when
        yield from (found.when for found in choice.results if found.when)


def remembered_ahead(
    scenario: Scenario, machine: Machine
) -> dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]]:
    """For each state, the states and the choices that some guard or `once` there or further on can ask for."""
    seen: dict[str, set[str]] = {}
    once: dict[str, set[tuple[str, str]]] = {}
    before: dict[str, set[str]] = {state.id: set() for state in scenario.states}
    for state in scenario.states:
        asked = {name for guard in guards_in(state) for name in states_asked(guard, machine.conditions)}
        seen[state.id] = asked
        once[state.id] = {(state.id, choice.id) for choice in state.choices or () if choice.once}
        for target in targets(state):
            before[target].add(state.id)
    for wanted in (seen, once):
        _spread(wanted, before)  # type: ignore[arg-type]
    return {name: (frozenset(seen[name]), frozenset(once[name])) for name in seen}


def _spread(wanted: dict[str, set[object]], before: dict[str, set[str]]) -> None:
    """Let every state want what those after it want."""
    waiting = [name for name in wanted if wanted[name]]
    while waiting:
        name = waiting.pop()
        for earlier in before[name]:
            if not wanted[name] <= wanted[earlier]:
                wanted[earlier] |= wanted[name]
                waiting.append(earlier)


def states_asked(guard: Guard, conditions: dict[str, Guard]) -> Iterable[str]:
    """The states that a guard asks for by `seen`, also by way of conditions."""
    for node in guard.nodes():
        if isinstance(node, Seen):
            yield node.state
        elif isinstance(node, Named) and node.name in conditions:
            yield from states_asked(conditions[node.name], conditions)
