"""Family 2, continued: names that lead back to themselves."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import guards
from alliance_sim.guards import Guard, Named
from alliance_sim.scenario import Scenario

PARTS, LEVELS = 1000, 100
"""A guard of 500 characters has some fifty parts, of 32 brackets some hundred levels; conditions multiply that."""


@rule("AS206", "condition-cycle")
def condition_cycle(subject: Subject) -> Iterator[Finding]:
    """A condition that is defined by itself, directly or by way of others.

    Bad example:

        conditions:
          # here
          mended: bond >= 6 and calm
          calm: mended
    """
    cycle = first_cycle(named_by_conditions(subject.scenario))
    if cycle:
        yield Finding(
            ("conditions", cycle[0]),
            f"expected a condition not defined by itself, found {' > '.join([*cycle, cycle[0]])}",
            "say in one of them what it means in variables",
        )


@rule("AS211", "passage-cycle")
def passage_cycle(subject: Subject) -> Iterator[Finding]:
    """Passages that lead only to one another, so that the conversation would run on without the trainee.

    Routes and `otherwise` count as well: a cycle must hold a turn on which something is chosen.

    Bad example:

        states:
          # here
          coat-on:
            scene: She looks at the door.
            to: window
          window:
            scene: She looks at the window.
            to: coat-on
    """
    following: dict[str, list[str]] = {}
    for state in subject.scenario.states:
        if state.choices:
            following[state.id] = [state.otherwise] if state.otherwise else []
        else:
            following[state.id] = [route.to for route in state.route or ()] + ([state.to] if state.to else [])
    cycle = first_cycle(following)
    if cycle:
        yield Finding(
            ("states", cycle[0]),
            f"expected a turn in every cycle, found {' > '.join([*cycle, cycle[0]])}",
            "let the trainee choose somewhere on the way",
            at_key=True,
            rests_on=tuple(("states", name, "choices") for name in cycle),
        )


@rule("AS212", "guard-too-large")
def guard_too_large(subject: Subject) -> Iterator[Finding]:
    """A guard that grows too large when its conditions are written out.

    Conditions may name conditions, and each level multiplies the work of every step of a run. A thousand comparisons
    are more than an author can follow.

    Bad example:

        conditions:
          once: bond > 1 and bond > 2 and bond > 3 and bond > 4 and bond > 5 and bond > 6 and bond > 7 and bond > 8
          ten: once or once or once or once or once or once or once or once or once or once
          # here
          mended: ten or ten or ten or ten or ten or ten or ten or ten or ten or ten
    """
    named = named_by_conditions(subject.scenario)
    try:
        order = list(TopologicalSorter(named).static_order())
    except CycleError:
        return
    found = {condition.name: condition.guard for condition in subject.scenario.conditions}
    sizes: dict[str, tuple[int, int]] = {}
    for name in order:
        sizes[name] = written_out(found[name], sizes) if name in found else (0, 0)
    for path, guard in guards(subject.scenario):
        named_in = [sizes.get(node.name, (0, 0)) for node in guard.nodes() if isinstance(node, Named)]
        if is_too_large(written_out(guard, sizes)) and not any(map(is_too_large, named_in)):
            yield Finding(
                path,
                f"expected at most {PARTS} parts and {LEVELS} levels with the conditions written out, found more",
                "say it with fewer conditions of conditions",
            )


def is_too_large(size: tuple[int, int]) -> bool:
    parts, levels = size
    return parts > PARTS or levels > LEVELS


def written_out(guard: Guard, sizes: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """How many parts and levels a guard has with its conditions written out, or just more than the limits."""
    inner = [sizes.get(guard.name, (0, 0))] if isinstance(guard, Named) else []
    inner += [written_out(part, sizes) for part in guard.inner]
    parts, levels = sum(size[0] for size in inner), max((size[1] for size in inner), default=0)
    return min(parts, PARTS) + 1, min(levels, LEVELS) + 1


def named_by_conditions(scenario: Scenario) -> dict[str, list[str]]:
    """What each condition names."""
    return {
        condition.name: [node.name for node in condition.guard.nodes() if isinstance(node, Named)]
        for condition in scenario.conditions
    }


def first_cycle(following: dict[str, list[str]]) -> list[str]:
    """The first cycle of a graph, from its earliest node in the order given; empty if there is none."""
    finished: set[str] = set()
    for root in following:
        trail: dict[str, None] = {}
        waiting = [iter([root])]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                if trail:
                    finished.add(trail.popitem()[0])
            elif node in trail:
                cycle = list(trail)
                cycle = cycle[cycle.index(node) :]
                order = {name: number for number, name in enumerate(following)}
                first = cycle.index(min(cycle, key=order.__getitem__))
                return cycle[first:] + cycle[:first]
            elif node in following and node not in finished:
                trail[node] = None
                waiting.append(iter(following[node]))
    return []
