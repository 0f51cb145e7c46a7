"""Where things stand in a scenario: what the rules walk over."""

from collections.abc import Iterable, Iterator

from alliance_sim.checks import Subject
from alliance_sim.guards import Guard
from alliance_sim.scenario import Choice, Effect, Scenario, State, Variant
from alliance_sim.source import Path


def states(subject: Subject) -> Iterator[tuple[Path, State]]:
    for state in subject.scenario.states:
        yield ("states", state.id), state


def choices(subject: Subject) -> Iterator[tuple[Path, State, Choice]]:
    for path, state in states(subject):
        for choice in state.choices or ():
            yield (*path, "choices", choice.id), state, choice


def guards(scenario: Scenario) -> Iterator[tuple[Path, Guard]]:
    """Every guard of the scenario with its place."""
    for condition in scenario.conditions:
        yield ("conditions", condition.name), condition.guard
    for path, state in states(Subject(scenario)):
        lists: list[tuple[Path, Iterable[object] | None]] = [
            *((place, found) for place, found in spoken(path, state)),
            ((*path, "route"), state.route),
        ]
        for choice in state.choices or ():
            if choice.when:
                yield (*path, "choices", choice.id, "when"), choice.when
            lists.append(((*path, "choices", choice.id, "outcomes"), choice.outcomes))
        for place, entries in lists:
            for number, entry in enumerate(entries or ()):
                guard = getattr(entry, "when", None)
                if guard:
                    yield (*place, number, "when"), guard


def spoken(path: Path, state: State) -> Iterator[tuple[Path, tuple[Variant, ...] | None]]:
    """The texts of a state that may have variants."""
    yield (*path, "scene"), state.scene
    yield (*path, "patient"), state.patient
    if state.rupture:
        yield (*path, "rupture", "why"), state.rupture.why
        yield (*path, "rupture", "trigger"), state.rupture.trigger
    if state.no_rupture:
        yield (*path, "no_rupture", "why"), state.no_rupture.why


def effects(scenario: Scenario) -> Iterator[tuple[Path, Effect]]:
    """Every effect of the scenario with its place."""
    for path, _, choice in choices(Subject(scenario)):
        for number, outcome in enumerate(choice.results):
            inner: Path = () if choice.outcomes is None else ("outcomes", number)
            for effect in outcome.effects:
                yield (*path, *inner, "effects", effect.variable), effect
