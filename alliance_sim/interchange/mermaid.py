"""A map as a Mermaid flowchart, for Markdown pages that draw it. Every label is quoted, and its signs are written out.

States are `n0`, `n1` and so on, since words such as `end` and `click` act in Mermaid. Ways between the same two states
are one arrow with a line for each.
"""

from alliance_sim.cells import cut
from alliance_sim.mapping import Edge, Map, Node

BREAK = "<br>"
WORDS = 40
"""Cells of an utterance that are shown."""
HARMLESS = " -.,:%()=?!+/·…"
"""Signs that do nothing within quotes."""
SHAPES = {
    "turn": ("[", "]"),
    "passage": ("(", ")"),
    "repaired": ("([", "])"),
    "partly-repaired": ("[[", "]]"),
    "papered-over": ("[/", "/]"),
    "unrepaired": ("{{", "}}"),
    "ended-safely": (">", "]"),
}
COLOURS = {
    "repaired": "#d5f0dc",
    "partly-repaired": "#e9f0c9",
    "papered-over": "#fbe8c2",
    "unrepaired": "#f8d6d2",
    "ended-safely": "#d6e6f8",
}
MOST_ARROWS = 500
"""What Mermaid draws unless its `maxEdges` is raised."""


def rendered(drawn: Map) -> str:
    """The flowchart."""
    number = {node.id: f"n{place}" for place, node in enumerate(drawn.nodes)}
    found = [
        "flowchart TD",
        *(f"  %% {_written(text)}" for text in (drawn.title, *drawn.remarks)),
        *(f"  {number[node.id]}{_node(drawn, node)}" for node in drawn.nodes),
    ]
    if len(drawn.pairs) > MOST_ARROWS:
        found.insert(1, f"  %% {len(drawn.pairs)} arrows: Mermaid draws them if its maxEdges is raised")
    thick = []
    for place, ((source, target), edges) in enumerate(drawn.pairs.items()):
        label = BREAK.join(_written(_told(drawn, edge)) for edge in edges)
        found.append(f'  {number[source]} -->|"{label}"| {number[target]}')
        if any(edge.steps for edge in edges):
            thick.append(place)
    for kind, colour in COLOURS.items():
        members = ",".join(number[node.id] for node in drawn.nodes if node.ending == kind)
        if members:
            found.append(f"  classDef {kind} fill:{colour},color:#1b1b1f,stroke:#44444d")
            found.append(f"  class {members} {kind}")
    if thick:
        found.append(f"  linkStyle {','.join(map(str, thick))} stroke-width:5px")
    visited = ",".join(number[node.id] for node in drawn.nodes if node.visited)
    if visited:
        found += ["  classDef visited stroke-width:4px", f"  class {visited} visited"]
    return "\n".join(found) + "\n"


def _node(drawn: Map, node: Node) -> str:
    opening, closing = SHAPES[node.ending or node.kind]
    what = " · ".join(part for part in (node.called, drawn.figure(node)) if part)
    told = [node.id, what, *([cut(node.words, WORDS)] if node.words else [])]
    return f'{opening}"{BREAK.join(map(_written, told))}"{closing}'


def _told(drawn: Map, edge: Edge) -> str:
    return " ".join(part for part in (drawn.figure(edge), edge.label, edge.taken) if part)


def _written(text: str) -> str:
    """A text whose signs cannot act: all but letters, digits and a few become their numbers."""
    return "".join(
        character if character.isalnum() or character in HARMLESS else f"#{ord(character)};" for character in text
    )
