"""Where the boxes and the lines of a layered drawing stand, from the top down.

Lines over several layers go by way of passes between the boxes of the layers that they cross. All lines to the same
box share their passes, so that they run together as soon as they can: one line then stands for all that lead there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from attrs import define, field, frozen

from alliance_sim.layout.ordering import ordered
from alliance_sim.layout.spacing import spaced

APART = 28.0
"""Between things in one layer."""
BETWEEN = 56.0
"""Between layers: what a line needs to turn."""
THREAD = 10.0
"""The width kept free for a line that goes past boxes."""

Pair = tuple[str, str]


class Size(NamedTuple):
    width: float
    height: float


class Point(NamedTuple):
    x: float
    y: float


class Pass(NamedTuple):
    """Where the lines to a box go through a layer."""

    target: str
    layer: int
    back: bool


Thing = str | Pass
"""What takes room in a layer: a box, by its name, or a pass."""


class Link(NamedTuple):
    """Two things in neighbouring layers that are joined. What goes `back` leads from the lower one to the upper one."""

    upper: Thing
    lower: Thing
    back: bool

    @property
    def source(self) -> Thing:
        return self.lower if self.back else self.upper

    @property
    def target(self) -> Thing:
        return self.upper if self.back else self.lower


@frozen
class Stretch:
    """A piece of a line, by its corners: straight down or up, but for the way between two layers, where it turns.

    `pairs` are the boxes that it helps to join. `arrives` tells that it ends at the box that it leads to.
    """

    corners: tuple[Point, ...]
    pairs: tuple[Pair, ...]
    back: bool
    arrives: bool = False


@frozen
class Placed:
    """The size of it all, the left upper corner of each box, and the pieces of the lines."""

    size: Size
    corner: Mapping[str, Point]
    stretches: tuple[Stretch, ...]


def placed(sizes: Mapping[str, Size], layer: Mapping[str, int], pairs: Iterable[Pair]) -> Placed:
    """Place boxes, given in the order in which they are read. Lines from a box to itself are left to the drawing."""
    plan = _planned(sizes, layer, [pair for pair in pairs if pair[0] != pair[1]])
    below: dict[Thing, dict[Thing, float]] = {}
    for link in plan.links:
        below.setdefault(link.upper, {})[link.lower] = _straightness(link)
    rows = ordered(plan.rows, {thing: list(others) for thing, others in below.items()})
    width = {thing: sizes[thing].width if isinstance(thing, str) else THREAD for row in rows for thing in row}
    middle = spaced(rows, below, width, APART)
    left = min(x - width[thing] / 2 for thing, x in middle.items())
    ground = _Ground(sizes, rows, {thing: x - left for thing, x in middle.items()})
    return Placed(
        size=Size(max(x - left + width[thing] / 2 for thing, x in middle.items()), ground.foot[len(rows) - 1]),
        corner={
            name: Point(ground.middle[name] - size.width / 2, ground.head[layer[name]]) for name, size in sizes.items()
        },
        stretches=(*_through(plan, ground), *_between(plan, ground)),
    )


@define(eq=False)
class _Plan:
    """What stands in each layer, and what is joined, with the pairs of boxes that this helps to join."""

    rows: list[list[Thing]]
    links: dict[Link, list[Pair]] = field(factory=dict)
    passes: dict[Pass, list[Pair]] = field(factory=dict)


def _planned(sizes: Mapping[str, Size], layer: Mapping[str, int], pairs: Iterable[Pair]) -> _Plan:
    plan = _Plan([[] for _ in range(max(layer.values()) + 1)])
    for name in sizes:
        plan.rows[layer[name]].append(name)
    for source, target in pairs:
        back = layer[target] < layer[source]
        upper, lower = (target, source) if back else (source, target)
        between = [Pass(target, number, back) for number in range(layer[upper] + 1, layer[lower])]
        for met in between:
            if met not in plan.passes:
                plan.rows[met.layer].append(met)
            plan.passes.setdefault(met, []).append((source, target))
        way: list[Thing] = [upper, *between, lower]
        for one, other in pairwise(way):
            plan.links.setdefault(Link(one, other, back), []).append((source, target))
    return plan


def _straightness(link: Link) -> float:
    """How much a line would rather be straight: 1 between boxes, 2 at one, 8 between passes, as Graphviz has it."""
    return (8.0, 2.0, 1.0)[isinstance(link.upper, str) + isinstance(link.lower, str)]


class _Ground:
    """The middle of each thing, the head and the foot of each layer."""

    def __init__(
        self, sizes: Mapping[str, Size], rows: Sequence[Sequence[Thing]], middle: Mapping[Thing, float]
    ) -> None:
        self.sizes, self.middle = sizes, middle
        self.layer = {thing: number for number, row in enumerate(rows) for thing in row}
        self.head: list[float] = []
        self.foot: list[float] = []
        reach = 0.0
        for row in rows:
            self.head.append(reach)
            self.foot.append(reach + max((sizes[thing].height for thing in row if isinstance(thing, str)), default=0.0))
            reach = self.foot[-1] + BETWEEN

    def edge(self, thing: Thing) -> float:
        """The lower edge of a thing."""
        layer = self.layer[thing]
        return self.head[layer] + self.sizes[thing].height if isinstance(thing, str) else self.foot[layer]


def _through(plan: _Plan, ground: _Ground) -> Iterator[Stretch]:
    """The lines through layers, past the boxes there."""
    for met, pairs in plan.passes.items():
        ends = (Point(ground.middle[met], ground.head[met.layer]), Point(ground.middle[met], ground.foot[met.layer]))
        yield Stretch(ends[::-1] if met.back else ends, tuple(pairs), met.back)


def _between(plan: _Plan, ground: _Ground) -> Iterator[Stretch]:
    """The lines between layers."""
    leaving, arriving = _ports(plan.links, "upper", ground), _ports(plan.links, "lower", ground)
    for link, pairs in plan.links.items():
        x, to = leaving[link], arriving[link]
        upper, lower = ground.layer[link.upper], ground.layer[link.lower]
        corners = (
            Point(x, ground.edge(link.upper)),
            Point(x, ground.foot[upper]),
            Point(to, ground.head[lower]),
        )
        yield Stretch(corners[::-1] if link.back else corners, tuple(pairs), link.back, isinstance(link.target, str))


def _ports(links: Iterable[Link], end: Literal["upper", "lower"], ground: _Ground) -> dict[Link, float]:
    """Where the links stand at a thing: evenly apart, in the order of where they lead; those that arrive, together."""
    slots: dict[Thing, dict[object, list[tuple[Link, float]]]] = {}
    for link in links:
        here, there = (link.upper, link.lower) if end == "upper" else (link.lower, link.upper)
        slot: object = "arriving" if link.target == here else link
        slots.setdefault(here, {}).setdefault(slot, []).append((link, ground.middle[there]))
    found: dict[Link, float] = {}
    for here, each in slots.items():
        inner = ground.sizes[here].width if isinstance(here, str) else 0.0
        sequence = sorted(each.values(), key=lambda slot: sum(x for _, x in slot) / len(slot))
        for number, slot in enumerate(sequence, 1):
            x = ground.middle[here] + inner * (number / (len(sequence) + 1) - 0.5)
            found |= {link: x for link, _ in slot}
    return found
