"""The path of a run, marked on the map of its scenario."""

from collections.abc import Generator, Iterable, Iterator

from attrs import evolve

from alliance_sim.engine import begin, choose, follow, view
from alliance_sim.mapping import Map, Name
from alliance_sim.moment import Moment, NotOpen
from alliance_sim.scenario import Scenario


def marked(drawn: Map, scenario: Scenario, choices: Iterable[str]) -> Map:
    """The map with the path of a run on it. Raises `NotOpen` for a choice that is not open."""
    taken = tuple(passed(scenario, choices))
    path = (scenario.start, *(target for _, _, target in taken))
    steps: dict[Name, list[int]] = {}
    for number, edge in enumerate(taken, 1):
        steps.setdefault(edge, []).append(number)
    return evolve(
        drawn,
        nodes=tuple(evolve(node, visited=node.id in path) for node in drawn.nodes),
        edges=tuple(evolve(edge, steps=tuple(steps.get(edge.key, ()))) for edge in drawn.edges),
        path=path,
    )


def passed(scenario: Scenario, choices: Iterable[str]) -> Iterator[Name]:
    """The edges that a run takes. Raises `NotOpen`."""
    moment = begin(scenario)
    for choice in choices:
        moment = yield from _onward(scenario, moment)
        if view(scenario, moment).over:
            raise NotOpen(f"expected no more choices after the end in '{moment.state}', found '{choice}'")
        before, moment = moment, choose(scenario, moment, choice)
        yield before.state, choice, moment.state
    yield from _onward(scenario, moment)


def _onward(scenario: Scenario, moment: Moment) -> Generator[Name, None, Moment]:
    """The edges taken up to where the run waits or is over, which is the result."""
    while True:
        seen = view(scenario, moment)
        if seen.waits or seen.over:
            return moment
        before, moment = moment, follow(scenario, moment)
        yield before.state, None, moment.state
