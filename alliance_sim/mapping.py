"""The map of a scenario: its states and the ways between them, with how often random trainees pass there."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import evolve, frozen

from alliance_sim.chances import Chances
from alliance_sim.guards import Guard
from alliance_sim.layout.layering import Layering, layered
from alliance_sim.scenario import Choice, EndingKind, Fit, RuptureType, Scenario, State
from alliance_sim.shares import percent

Kind = Literal["turn", "passage", "ending"]
Truth = Literal[RuptureType, "none"]
Name = tuple[str, str | None, str]
"""An edge: the state, the choice (None where it goes on without one), and the state after it."""
ENDLESS = "∞"
MOST_NAMES = 6
"""States that are named in a remark."""
HARDLY = 1e-6
"""The share of the trainees under which one speaks of hardly any."""
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
    `endless` tells that runs go round by it for ever.
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
    endless: bool = False

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

    `reached` tells that ways lead there from the start, whether or not a run can take them, and `endless` that runs go
    round there for ever.
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
    endless: bool = False

    @property
    def called(self) -> str:
        """What it is, in words."""
        aside = "; without end" if self.endless else "" if self.reached else "; nothing leads here"
        return f"{self._kind}{aside}"

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
    """What the figures rest on. `complete` is false where the search for moments was ended by its budget.

    `stuck` are the turns at which runs stop, with the share of trainees left there; `endless` never come to an end.
    """

    complete: bool
    exact: bool
    residual: float
    stuck: tuple[tuple[str, Fraction], ...] = ()
    endless: Fraction = Fraction(0)


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
            nodes=tuple(
                evolve(node, passes=chances.visits.get(node.id, nothing), endless=node.id in chances.circle)
                for node in self.nodes
            ),
            edges=tuple(
                evolve(edge, passes=chances.edges.get(edge.key, nothing), endless=edge.key in chances.circle_edges)
                for edge in self.edges
            ),
            reckoning=Reckoning(
                complete,
                chances.exact,
                chances.residual,
                tuple((node.id, chances.stuck_in[node.id]) for node in self.nodes if node.id in chances.stuck_in),
                chances.endless,
            ),
        )

    def figure(self, place: Node | Edge) -> str:
        """How often it is passed, per hundred random trainees; empty where there are no figures."""
        if self.reckoning is None:
            return ""
        return ENDLESS if place.endless else figure(place.passes, complete=self.reckoning.complete)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know of the figures."""
        if self.reckoning is None:
            return ()
        found = ["Percent of random trainees, who pick any open reply; above 100% where they can come by again."]
        residual, complete = self.reckoning.residual, self.reckoning.complete
        if not complete:
            found.append(
                f"Not exhaustive: the search was ended, and {left(residual)} of the trainees are lost at its edge."
            )
        elif not self.reckoning.exact:
            found.append(f"Moments can come again: the figures are iterated, with {left(residual)} still under way.")
        if self.reckoning.endless:
            round_ = [node.id for node in self.nodes if node.endless]
            found.append(
                f"{figure(self.reckoning.endless, complete=complete)} never come to an end, but go round and round in "
                f"{_listed(round_)}: {ENDLESS} stands for without end."
            )
        for state, share in self.reckoning.stuck:
            found.append(f"{figure(share, complete=complete)} are stuck in {state}, where no reply is open.")
        return tuple(found)


def left(residual: float) -> str:
    """How many of the trainees, in words where a percentage would say nothing."""
    if residual > HARDLY:
        return "all" if residual == 1 else figure(Fraction(residual), complete=True)
    return "hardly any" if residual else "none"


def _listed(names: Sequence[str]) -> str:
    """Some names, and how many more there are."""
    more = len(names) - MOST_NAMES
    shown = [*names[:MOST_NAMES], *([f"{more} more"] if more > 0 else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def figure(passes: Fraction | None, *, complete: bool) -> str:
    """How often something is passed, in percent; from 1000% on a multiple."""
    if not passes:
        return "never" if complete else "?"
    if passes < 10:
        return percent(passes)
    return f"{float(passes):.0f}x" if passes < 1000 else ">999x"


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
