"""A map in the language of Graphviz. Ways between the same two states are one arrow with a line for each."""

from alliance_sim.cells import cut
from alliance_sim.mapping import Edge, Map, Node

WORDS = 40
"""Cells of an utterance that are shown."""
LOOKS = {
    "turn": 'shape=box style=filled fillcolor="#f4f4f7"',
    "passage": "shape=box style=dashed",
    "repaired": 'shape=box peripheries=2 style="rounded,filled" fillcolor="#d5f0dc"',
    "partly-repaired": 'shape=box style="rounded,filled" fillcolor="#e9f0c9"',
    "papered-over": 'shape=note style=filled fillcolor="#fbe8c2"',
    "unrepaired": 'shape=octagon style=filled fillcolor="#f8d6d2"',
    "ended-safely": 'shape=cds style=filled fillcolor="#d6e6f8"',
}


def rendered(drawn: Map) -> str:
    """The graph."""
    found = [
        "digraph {",
        f"  graph [label={_quoted(drawn.title, *drawn.remarks)} labelloc=t labeljust=l]",
        '  node [fontname="Helvetica" fontsize=11]',
        '  edge [fontname="Helvetica" fontsize=9]',
        *(f"  {_quoted(node.id)} [label={_node(drawn, node)} {_look(node)}]" for node in drawn.nodes),
        *(
            f"  {_quoted(source)} -> {_quoted(target)} [{_arrow(drawn, edges)}]"
            for (source, target), edges in drawn.pairs.items()
        ),
    ]
    ends = "; ".join(_quoted(node.id) for node in drawn.nodes if node.ending)
    return "\n".join([*found, *([f"  {{ rank=sink; {ends} }}"] if ends else []), "}"]) + "\n"


def _node(drawn: Map, node: Node) -> str:
    what = " · ".join(part for part in (node.called, drawn.figure(node)) if part)
    return _quoted(node.id, what, *([cut(node.words, WORDS)] if node.words else []))


def _look(node: Node) -> str:
    return LOOKS[node.ending or node.kind] + (" penwidth=4" if node.visited else "")


def _arrow(drawn: Map, edges: tuple[Edge, ...]) -> str:
    """A label with a line for each way, and a pen whose width tells how many take them."""
    width = 1.0
    if drawn.reckoning:
        width += 5 * min(1.0, sum(1.0 if edge.endless else float(edge.passes or 0) for edge in edges))
    looks = [f"label={_quoted(*(_told(drawn, edge) for edge in edges))}", f"penwidth={width:.1f}"]
    if edges[0].back:
        looks.append("style=dashed constraint=false")
    if any(edge.steps for edge in edges):
        looks.append('color="black:white:black"')
    return " ".join(looks)


def _told(drawn: Map, edge: Edge) -> str:
    return " ".join(part for part in (drawn.figure(edge), edge.label, edge.taken) if part)


def _quoted(*lines: str) -> str:
    """A string of one or more lines, each flush left if there are several."""
    written = [line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    return f'"{written[0]}"' if len(written) == 1 else f'"{"".join(line + chr(92) + "l" for line in written)}"'
