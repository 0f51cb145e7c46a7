"""The map of a scenario: its states and the ways between them, with how often random trainees pass there."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import evolve, frozen

from alliance_sim.chances import Chances
from alliance_sim.guards import Guard
from alliance_sim.layout.layering import Layering, layered
from alliance_sim.scenario import Choice, EndingKind, Fit, RuptureType, Scenario, State

Kind = Literal["turn", "passage", "ending"]
Truth = Literal[RuptureType, "none"]
Name = tuple[str, str | None, str]
"""An edge: the state, the choice (None where it goes on without one), and the state after it."""
WORDS = 200
"""Characters of an utterance that are kept: more than any drawing has room for."""


@frozen
class Way:
    """One of the outcomes of a choice, or routes of a passage, that make the same edge."""

    number: int
    guard: Guard | None
    fit: Fit | None = None

    def __str__(self) -> str:
        words = ("else" if self.number else "", self.fit or "", f"if {self.guard}" if self.guard else "")
        return " ".join(word for word in words if word)


@frozen
class Edge:
    """A way from one state to another. `passes` is how often a random trainee takes it, None if that is not known.

    `back` tells that it leads up in the drawing, `steps` which steps of the marked path take it, counted from 1.
    """

    source: str
    choice: str | None
    target: str
    name: str
    say: str
    terms: str
    back: bool = False
    passes: Fraction | None = None
    steps: tuple[int, ...] = ()

    @property
    def key(self) -> Name:
        return (self.source, self.choice, self.target)

    @property
    def label(self) -> str:
        """What is taken here, and on which terms."""
        return ": ".join(part for part in (self.name, self.terms) if part)

    @property
    def taken(self) -> str:
        """Which steps of the marked path take it; empty if none does."""
        return f"(step{'s' if len(self.steps) > 1 else ''} {', '.join(map(str, self.steps))})" if self.steps else ""


@frozen
class Node:
    """A state. `words` are its first ones. `depth` counts layers from the start. `truth` is None where none is stated.

    `reached` tells that ways lead there from the start, whether or not a run can take them.
    """

    id: str
    kind: Kind
    ending: EndingKind | None
    truth: Truth | None
    probed: bool
    words: str
    depth: int
    reached: bool
    passes: Fraction | None = None
    visited: bool = False

    @property
    def called(self) -> str:
        """What it is, in words."""
        return self._kind if self.reached else f"{self._kind}; nothing leads here"

    @property
    def _kind(self) -> str:
        if self.ending:
            return f"ending, {self.ending}"
        if self.kind == "passage":
            return "passage"
        if self.truth is None:
            return "not probed"
        truth = "no rupture" if self.truth == "none" else self.truth
        return truth if self.probed else f"{truth}, not probed"


@frozen
class Reckoning:
    """What the figures rest on. `complete` is false where the search for moments was ended by its budget."""

    complete: bool
    exact: bool
    residual: float


@frozen
class Map:
    """The states in reading order, each after those that lead to it, and the ways on from each in file order.

    `path` names the states of the marked run, in the order in which they were entered; it is empty if none is marked.
    """

    title: str
    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    reckoning: Reckoning | None = None
    path: tuple[str, ...] = ()

    @cached_property
    def node(self) -> dict[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def out(self) -> dict[str, tuple[Edge, ...]]:
        """The edges from each state."""
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge)
        return {name: tuple(edges) for name, edges in found.items()}

    @cached_property
    def pairs(self) -> dict[tuple[str, str], tuple[Edge, ...]]:
        """The edges that run side by side, by the states that they join."""
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.edges:
            found.setdefault((edge.source, edge.target), []).append(edge)
        return {pair: tuple(edges) for pair, edges in found.items()}

    def with_chances(self, chances: Chances, *, complete: bool) -> "Map":
        """The map with figures. `complete` tells whether every moment was explored."""
        nothing = Fraction()
        return evolve(
            self,
            nodes=tuple(evolve(node, passes=chances.visits.get(node.id, nothing)) for node in self.nodes),
            edges=tuple(evolve(edge, passes=chances.edges.get(edge.key, nothing)) for edge in self.edges),
            reckoning=Reckoning(complete, chances.exact, chances.residual),
        )

    def figure(self, passes: Fraction | None) -> str:
        """How often, per hundred random trainees; empty where there are no figures."""
        return figure(passes, complete=self.reckoning.complete) if self.reckoning else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know of the figures."""
        if self.reckoning is None:
            return ()
        found = ["Percent of random trainees, who pick any open reply; above 100% where they can come by again."]
        residual = self.reckoning.residual
        if not self.reckoning.complete:
            found.append(
                f"Not exhaustive: the search was ended, and {residual:.0%} of the trainees are lost at its edge."
            )
        elif not self.reckoning.exact:
            found.append(
                f"Moments can come again: the figures are iterated, with {residual:.1g} of the trainees under way."
            )
        found += [f"{self.figure(share)} are stuck in {state}, where no reply is open." for state, share in self.stuck]
        return tuple(found)

    @property
    def stuck(self) -> Iterator[tuple[str, Fraction]]:
        """The turns at which runs stop, and how many of the trainees are left there."""
        if self.reckoning is None or not self.reckoning.complete:
            return
        for node in self.nodes:
            gone = sum((edge.passes or Fraction() for edge in self.out[node.id]), Fraction())
            left = (node.passes or Fraction()) - gone
            if node.kind == "turn" and left > self.reckoning.residual:
                yield node.id, left


def figure(passes: Fraction | None, *, complete: bool) -> str:
    """A share in percent that never makes rare things impossible or common ones certain; from 1000% on a multiple."""
    if not passes:
        return "never" if complete else "?"
    percent = round(float(passes) * 100, 6)
    if percent < 1:
        return "<1%"
    if 99.5 <= percent < 100:
        return ">99%"
    if percent < 1000:
        return f"{percent:.0f}%"
    return f"{percent / 100:.0f}x" if percent < 100_000 else ">999x"


def mapped(scenario: Scenario) -> Map:
    """The map of a scenario, without figures."""
    edges = [edge for state in scenario.states for edge in _edges(state)]
    points = sorted(scenario.state, key=lambda name: name != scenario.start)
    layers = layered(points, ((edge.source, edge.target) for edge in edges))
    return Map(
        title=scenario.title,
        start=scenario.start,
        nodes=tuple(_node(scenario.state[name], layers) for name in layers.order),
        edges=tuple(evolve(edge, back=(edge.source, edge.target) in layers.back) for edge in edges),
    )


def _node(state: State, layers: Layering) -> Node:
    kind: Kind = "ending" if state.ending else "turn" if state.choices else "passage"
    truth: Truth | None = state.rupture.type if state.rupture else "none" if state.no_rupture else None
    spoken = state.patient or state.scene
    words = " ".join(spoken[-1].say.split())[:WORDS] if spoken else ""
    return Node(
        id=state.id,
        kind=kind,
        ending=state.ending,
        truth=truth,
        probed=state.probe,
        words=words,
        depth=layers.depth[state.id],
        reached=state.id in layers.reached,
    )


def _edges(state: State) -> Iterator[Edge]:
    """The edges from a state: outcomes or routes with the same target are one."""
    for choice in state.choices or ():
        targets: dict[str, list[Way]] = {}
        for number, outcome in enumerate(choice.results):
            way = Way(number, outcome.when, outcome.fit)
            targets.setdefault(outcome.to or state.to or "", []).append(way)
        for target, ways in targets.items():
            yield _edge(state, choice.id, target, _opening(choice), choice.say, ways)
    if state.otherwise:
        yield _edge(state, None, state.otherwise, "with nothing open", "", ())
    if not state.choices:
        onward: dict[str, list[Way]] = {}
        for number, route in enumerate(state.route or ()):
            onward.setdefault(route.to, []).append(Way(number, route.when))
        for target, ways in onward.items():
            yield _edge(state, None, target, "", "", ways)
        if state.to:
            yield _edge(state, None, state.to, "goes on", "", ())


def _edge(state: State, choice: str | None, target: str, name: str, say: str, ways: Iterable[Way]) -> Edge:
    terms = ", ".join(filter(None, map(str, ways)))
    return Edge(state.id, choice, target, name if name or terms else "goes on", say, terms)


def _opening(choice: Choice) -> str:
    """The choice's name, and when it is open."""
    terms = ", ".join((["once"] if choice.once else []) + ([f"open if {choice.when}"] if choice.when else []))
    return f"{choice.id} ({terms})" if terms else choice.id
