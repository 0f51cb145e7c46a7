"""Moments as integers: the region (a state, with what must be remembered there) and the code of the values.

What is remembered is dropped where no guard ahead can ask for it. Each guard and each effect becomes a table from
codes, filled as codes turn up, with the engine's own guards and effects.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from attrs import define, field, frozen

from alliance_sim.guards import Guard, Named, Seen
from alliance_sim.machine import Machine, machine_of
from alliance_sim.moment import Moment, Values
from alliance_sim.scenario import Scenario, State

K = TypeVar("K")
T = TypeVar("T")


class Table(dict[K, T], Generic[K, T]):
    """A function that remembers."""

    def __init__(self, found: Callable[[K], T]) -> None:
        super().__init__()
        self.found = found

    def __missing__(self, key: K) -> T:
        value = self[key] = self.found(key)
        return value


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
