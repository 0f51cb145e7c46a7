"""A map as lines for a terminal: each state once, below those that lead to it, with lanes at the left that join them.

A lane begins at the first state that leads to another, is joined by all others that do, and ends where that other
stands. Ways that lead back up have no lane, nor have the longest where there would be too many lanes.
"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from alliance_sim.cells import cut, folded
from alliance_sim.mapping import Edge, Map, Node

NARROWEST = 60
"""Columns that a drawing takes at least."""
SIGNS = {"turn": "●", "passage": "○", "ending": "■"}
TAKEN = "*"
LEGEND = "● turn, ○ passage, ■ ending; ↓ leads to a state below, ↑ back to one above."


@frozen
class Line:
    """One line of a drawing. `state` is whose it is; `head` tells that the state's name stands here."""

    state: str
    gutter: str
    text: str
    head: bool = False
    taken: bool = False

    def __str__(self) -> str:
        return f"{self.gutter}{self.text}".rstrip()


def rendered(drawn: Map, *, width: int = 80) -> str:
    """The whole drawing, with what there is to know about it."""
    width = max(width, NARROWEST)
    remarks = (*drawn.remarks, LEGEND, *([f"{TAKEN} The path taken, with its steps counted."] if drawn.path else []))
    head = [line for text in (drawn.title, *remarks) for line in folded(text, width)]
    return "\n".join([*head, "", *map(str, lines(drawn, width)), ""])


def lines(drawn: Map, width: int) -> tuple[Line, ...]:
    """The lines of the drawing alone."""
    gutters = _Gutters(lanes(drawn, max(4, (width - 36) // 3)))
    found: list[Line] = []
    for node in drawn.nodes:
        edges = drawn.out[node.id]
        found += _head(drawn, node, gutters, width)
        for edge in edges:
            found += _row(drawn, edge, gutters, width)
        found.append(Line(node.id, gutters.through(), ""))
    return tuple(found[:-1])


def _head(drawn: Map, node: Node, gutters: "_Gutters", width: int) -> Iterator[Line]:
    """What a state is, and its first words."""
    figure = _mark(drawn, taken=node.visited) + _figure(drawn, node)
    indent = " " * (len(figure) + 2)
    room = max(8, width - gutters.count - 1 - len(indent))
    gutter, before = gutters.arriving(node.id), f"{SIGNS[node.kind]} {figure}"
    for number, text in enumerate(folded(f"{node.id} · {node.called}", room)):
        yield Line(node.id, gutter, before + text, head=number == 0, taken=node.visited)
        gutter, before = gutters.through(), indent
    if node.words:
        yield Line(node.id, gutters.through(), indent + cut(node.words, room))


def _row(drawn: Map, edge: Edge, gutters: "_Gutters", width: int) -> Iterator[Line]:
    """A way on, and where it leads."""
    mark = _mark(drawn, taken=bool(edge.steps))
    figure = _figure(drawn, edge)
    told = f"{edge.label} {'↑' if edge.back else '↓'} {edge.target} {edge.taken}".rstrip()
    gutter, before = gutters.leaving(edge), f"   {mark}{figure}"
    indent = " " * (len(before) + 2)
    for text in folded(told, max(8, width - gutters.count - 1 - len(indent))):
        yield Line(edge.source, gutter, before + text, taken=bool(edge.steps))
        gutter, before = gutters.through(), indent


def _mark(drawn: Map, *, taken: bool) -> str:
    return "" if not drawn.path else f"{TAKEN} " if taken else "  "


def _figure(drawn: Map, place: Node | Edge) -> str:
    return f"{drawn.figure(place):>5} " if drawn.reckoning else ""


def lanes(drawn: Map, most: int) -> Mapping[str, int]:
    """The lane of each state, counted from the right. Short ones stand next to the text, and are crossed least."""
    place = {node.id: number for number, node in enumerate(drawn.nodes)}
    begins: dict[str, int] = {}
    for edge in drawn.edges:
        if not edge.back:
            begins[edge.target] = min(begins.get(edge.target, len(place)), place[edge.source])
    used: list[int] = []
    found: dict[str, int] = {}
    for target in sorted(begins, key=lambda name: (place[name] - begins[name], place[name])):
        wanted = (1 << place[target]) - (1 << begins[target])
        lane = next((number for number, mask in enumerate(used) if not mask & wanted), len(used))
        if lane >= most:
            continue
        if lane == len(used):
            used.append(0)
        used[lane] |= wanted
        found[target] = lane
    return found


class _Gutters:
    """What stands to the left of the text: the lanes, line by line."""

    def __init__(self, lane: Mapping[str, int]) -> None:
        self.lane = lane
        self.count = max(lane.values(), default=-1) + 1
        self.open: dict[int, str] = {}

    def through(self) -> str:
        """The lanes where nothing joins or leaves them."""
        return self._drawn(None, "") + " "

    def arriving(self, state: str) -> str:
        """The end of the lane that leads to a state."""
        lane = self.lane.get(state)
        if lane is None or self.open.pop(lane, None) is None:
            return self.through()
        return self._drawn(lane, "╰") + "─"

    def leaving(self, edge: Edge) -> str:
        """The lane that a way takes, which begins here if it is the first to."""
        lane = self.lane.get(edge.target)
        if edge.back or lane is None:
            return self.through()
        begins = lane not in self.open
        self.open[lane] = edge.target
        return self._drawn(lane, "╭" if begins else "├") + "─"

    def _drawn(self, at: int | None, joint: str) -> str:
        signs = []
        for lane in range(self.count - 1, -1, -1):
            if lane == at:
                signs.append(joint)
            elif at is not None and lane < at:
                signs.append("┼" if lane in self.open else "─")
            else:
                signs.append("│" if lane in self.open else " ")
        return "".join(signs)
