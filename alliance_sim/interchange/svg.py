"""A map as a picture that needs nothing else: SVG with its own layout, light and dark, readable without colour."""

from collections.abc import Iterable, Iterator
from html import escape

from attrs import frozen

from alliance_sim.cells import cells, cut, folded
from alliance_sim.interchange.svg_look import PATTERNS, SHAPES, STYLE, framed
from alliance_sim.layout.placing import Placed, Point, Size, Stretch, placed
from alliance_sim.mapping import Edge, Map, Node

CELL = 6.7
"""The width of a character of 11 pixels: the widest of the common fixed-width fonts take 6.6."""
LINE = 15.0
COLUMNS = 42
"""Characters on a line of a box."""
PAD = 12.0
MARGIN = 24.0
PLAIN = "→…–—‘’“”∞"
"""Characters that the fixed-width fonts have, beside the Latin ones."""
WORDS_LINES = 2
"""Lines of an utterance that are shown."""


@frozen
class _Text:
    """One line in a box."""

    text: str
    look: str = ""


@frozen
class _Box:
    """A state with its lines of text."""

    node: Node
    lines: tuple[_Text, ...]
    size: Size


def rendered(drawn: Map) -> str:
    """The picture."""
    boxes = {node.id: _box(drawn, node) for node in drawn.nodes}
    layout = placed({name: box.size for name, box in boxes.items()}, _layers(drawn), drawn.pairs)
    wide = max(layout.size.width, 60 * CELL)
    head = _heading(drawn, int(wide / CELL))
    top = MARGIN + LINE * (len(head) + 1)
    full = Size(wide + 2 * MARGIN, top + layout.size.height + MARGIN)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-desc" '
        f'width="{full.width:.0f}" height="{full.height:.0f}" viewBox="0 0 {full.width:.0f} {full.height:.0f}">',
        f'<title id="map-title">{escape(drawn.title)}: map</title>',
        f'<desc id="map-desc">{escape(_description(drawn))}</desc>',
        f"<style>{STYLE}</style>",
        PATTERNS,
        '<rect class="paper" width="100%" height="100%"/>',
        *(_text(MARGIN, MARGIN + LINE * number, line) for number, line in enumerate(head)),
        f'<g transform="translate({MARGIN + (wide - layout.size.width) / 2:.1f} {top:.1f})">',
        *_lines(drawn, layout),
        *(_drawn(drawn, box, layout.corner[name]) for name, box in boxes.items()),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _layers(drawn: Map) -> dict[str, int]:
    """The layer of each state: the endings at the foot, but for those that something below them leads to."""
    last = max(node.depth for node in drawn.nodes)
    below = {edge.target for edge in drawn.edges if edge.back}
    return {node.id: last if node.ending and node.id not in below else node.depth for node in drawn.nodes}


def _heading(drawn: Map, columns: int) -> list[_Text]:
    told = [*drawn.remarks, "A thicker line carries more of them." if drawn.remarks else ""]
    told.append("Broken lines lead back up." if any(edge.back for edge in drawn.edges) else "")
    told.append("The double line is the path taken." if drawn.path else "")
    return [
        *(_Text(line, "heading") for line in folded(drawn.title, columns)),
        *(_Text(line) for text in told if text for line in folded(text, columns)),
    ]


def _description(drawn: Map) -> str:
    """What a screen reader tells of the picture."""
    ends = ", ".join(
        f"{node.id} ({node.ending}{', ' + told if (told := drawn.figure(node)) else ''})"
        for node in drawn.nodes
        if node.ending
    )
    return f"{len(drawn.nodes)} states from {drawn.start} to the endings {ends}. {' '.join(drawn.remarks)}".strip()


def _box(drawn: Map, node: Node) -> _Box:
    """A state's lines: its name and what it is, its first words, and each way on."""
    figure = drawn.figure(node)
    room = COLUMNS - (cells(figure) + 1 if figure else 0)
    names = list(folded(node.id, room))
    names[0] += " " * (COLUMNS - cells(names[0]) - cells(figure)) + figure
    found = [_Text(name, "name") for name in names]
    found += [_Text(line) for line in folded(node.called, COLUMNS)]
    said = list(folded(node.words, COLUMNS)) if node.words else []
    if len(said) > WORDS_LINES:
        said = [*said[: WORDS_LINES - 1], cut(" ".join(said[WORDS_LINES - 1 :]), COLUMNS)]
    found += [_Text(line, "words") for line in said]
    for edge in drawn.out[node.id]:
        found += _row(drawn, edge)
    aside = 16.0 if node.ending else 8.0
    return _Box(node, tuple(found), Size(COLUMNS * CELL + 2 * PAD + aside, len(found) * LINE + 2 * PAD))


def _row(drawn: Map, edge: Edge) -> Iterator[_Text]:
    figure = f"{drawn.figure(edge):>5} " if drawn.reckoning else "- "
    before, indent = figure, " " * len(figure)
    for line in folded(f"{edge.label} → {edge.target} {edge.taken}".rstrip(), COLUMNS - len(figure)):
        yield _Text(before + line, "passed" if edge.steps else "")
        before = indent


def _drawn(drawn: Map, box: _Box, corner: Point) -> str:
    """A box, clipped to its size: an `svg` within the `svg` shows nothing that would stand out of it."""
    node, size = box.node, box.size
    looks = [node.kind, node.ending or node.truth or "unstated", *(["visited"] if node.visited else [])]
    left = PAD + (8.0 if node.ending else 10.0)
    shape = SHAPES[node.ending](size) if node.ending else framed(size)
    band = f'<rect class="band" x="2" y="2" width="9" height="{size.height - 4:.1f}"/>' if node.kind == "turn" else ""
    loop = any(edge.target == node.id for edge in drawn.out[node.id])
    return "\n".join(
        [
            f'<svg class="{" ".join(looks)}" x="{corner.x:.1f}" y="{corner.y:.1f}" '
            f'width="{size.width:.1f}" height="{size.height:.1f}" overflow="hidden">',
            f"<title>{escape(node.id)}: {escape(node.words)}</title>",
            shape + band,
            *(_text(left, PAD + LINE * (number + 0.75), line) for number, line in enumerate(box.lines)),
            "</svg>",
            *([_loop(corner, size)] if loop else []),
        ]
    )


def _text(x: float, y: float, line: _Text) -> str:
    """A line of text; where its letters are not plain ones, it is held to the room that they were given."""
    plain = all(character < "\u0250" or character in PLAIN for character in line.text)
    held = "" if plain else f' textLength="{cells(line.text) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    look = f' class="{line.look}"' if line.look else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}{held} xml:space="preserve">{escape(line.text)}</text>'


def _loop(corner: Point, size: Size) -> str:
    """A line from a box to itself."""
    x, y = corner.x + size.width, corner.y + size.height / 2
    return (
        f'<path class="line back" d="M{x:.1f} {y - 12:.1f}c18 -4 18 28 0 24"/>'
        f'<path class="tip" d="M{x:.1f} {y + 12:.1f}l8 -5v9z"/>'
    )


def _lines(drawn: Map, layout: Placed) -> Iterator[str]:
    """The lines, those of the path taken on top."""
    taken = {pair for pair, edges in drawn.pairs.items() if any(edge.steps for edge in edges)}
    for piece in layout.stretches:
        look = "line back" if piece.back else "line"
        yield f'<path class="{look}" stroke-width="{_weight(drawn, piece.pairs):.1f}" d="{_curve(piece)}"/>'
    for look in ("taken", "core"):
        for piece in layout.stretches:
            if taken.intersection(piece.pairs):
                yield f'<path class="{look}" d="{_curve(piece)}"/>'
    for piece in layout.stretches:
        if piece.arrives:
            x, y = piece.corners[-1]
            yield f'<path class="tip" d="M{x:.1f} {y:.1f}l-5 {"9" if piece.back else "-9"}h10z"/>'


def _weight(drawn: Map, pairs: Iterable[tuple[str, str]]) -> float:
    """The width of a line: a hair, and up to six pixels for what everybody passes."""
    if drawn.reckoning is None:
        return 1.5
    passes = sum(_carried(edge) for pair in pairs for edge in drawn.pairs[pair])
    return 1 + 5 * min(1.0, passes)


def _carried(edge: Edge) -> float:
    """How much of the traffic a way has; all of it, where runs go round by it for ever."""
    return 1.0 if edge.endless else float(edge.passes or 0)


def _curve(piece: Stretch) -> str:
    """A line that leaves and arrives upright."""
    (x, y), *rest = piece.corners
    found = [f"M{x:.1f} {y:.1f}"]
    for to, foot in rest:
        bend = (y + foot) / 2
        if x == to:
            found.append(f"V{foot:.1f}")
        else:
            found.append(f"C{x:.1f} {bend:.1f} {to:.1f} {bend:.1f} {to:.1f} {foot:.1f}")
        x, y = to, foot
    return "".join(found)
