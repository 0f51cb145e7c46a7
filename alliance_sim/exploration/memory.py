"""What a run must remember: for each state, the states seen and the choices taken that something ahead can ask for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from alliance_sim.guards import Guard, Named, Seen
from alliance_sim.scenario import Scenario, State

T = TypeVar("T")
Taken = tuple[str, str]
"""A choice that can be taken once: its state and its id."""


class Remembered(NamedTuple):
    """What can still be asked for from a state on. Two moments that differ in nothing else have the same future."""

    seen: frozenset[str]
    taken: frozenset[Taken]


def remembered_ahead(scenario: Scenario) -> dict[str, Remembered]:
    """What matters at each state: what guards and `once` there, or anywhere further on, can ask for."""
    conditions = {condition.name: condition.guard for condition in scenario.conditions}
    seen: dict[str, set[str]] = {}
    once: dict[str, set[Taken]] = {}
    before: dict[str, set[str]] = {state.id: set() for state in scenario.states}
    for state in scenario.states:
        seen[state.id] = {name for guard in guards_in(state) for name in states_asked(guard, conditions)}
        once[state.id] = {(state.id, choice.id) for choice in state.choices or () if choice.once}
        for target in targets(state):
            before[target].add(state.id)
    _spread(seen, before)
    _spread(once, before)
    return {name: Remembered(frozenset(seen[name]), frozenset(once[name])) for name in seen}


def _spread(wanted: dict[str, set[T]], before: Mapping[str, Iterable[str]]) -> None:
    """Let every state want what those after it want."""
    waiting = [name for name in wanted if wanted[name]]
    while waiting:
        name = waiting.pop()
        for earlier in before[name]:
            if not wanted[name] <= wanted[earlier]:
                wanted[earlier] |= wanted[name]
                waiting.append(earlier)


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


def states_asked(guard: Guard, conditions: Mapping[str, Guard]) -> Iterator[str]:
    """The states that a guard asks for by `seen`, also by way of conditions."""
    for node in guard.nodes():
        if isinstance(node, Seen):
            yield node.state
        elif isinstance(node, Named) and node.name in conditions:
            yield from states_asked(conditions[node.name], conditions)
