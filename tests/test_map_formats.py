"""The map in the formats of other programs, read back with readers of our own, and with Graphviz where it is."""

import re
import shutil
import subprocess
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import example, given, settings

from alliance_sim.cells import cells, cut, folded
from alliance_sim.interchange import dot, mermaid, svg
from alliance_sim.interchange.svg import CELL
from alliance_sim.mapping import Edge, Map, Node, mapped
from alliance_sim.marking import marked
from alliance_sim.scenario import EndingKind, Scenario, Variant
from tests.maps import charted, diary, figured, grown
from tests.strategies import scenarios

SVG = "{http://www.w3.org/2000/svg}"
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
HOSTILE = (
    PUNCTUATION,
    "%%{init: {}}%%",
    "#quot; &quot; #35; &#35;",
    "]]> --> <!-- <script>x</script>",
    "\\N \\G \\l \\",
    "`**b**` 1. one",
    "end",
    "W" * 300,
    "漢字" * 90,
    "👩\u200d🔬" * 60,
    "e\u0301" * 90,
)


def hostile() -> Scenario:
    """The small scenario with hostile texts, under names that act in Mermaid or in Graphviz."""
    close = diary().state["close"]
    names = ("end", "click", "graph", "node", "subgraph", "style", "strict", "class", "digraph", "edge", "default")
    assert len(names) == len(HOSTILE)
    passages = tuple(
        evolve(close, id=name, scene=(Variant(text),), route=None, to=following)
        for name, text, following in zip(names, HOSTILE, (*names[1:], "clock"), strict=True)
    )
    return evolve(diary(), title=PUNCTUATION, start="end", states=(*passages, diary().state["clock"]))


def told(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def node_lines(drawn: Map, node: Node) -> list[str]:
    what = " · ".join(part for part in (node.called, drawn.figure(node)) if part)
    return [node.id, what, *([cut(node.words, 40)] if node.words else [])]


def edge_lines(drawn: Map, edges: tuple[Edge, ...]) -> list[str]:
    return [told(drawn.figure(edge), edge.label, edge.taken) for edge in edges]


MERMAID_NODE = re.compile(r'  (n\d+)(?:\[\[|\[/|\(\[|\{\{|\[|\(|>)"([^"]*)"(?:\]\]|/\]|\]\)|\}\}|\]|\))')
MERMAID_ARROW = re.compile(r'  (n\d+) -->\|"([^"]*)"\| (n\d+)')
MERMAID_OTHER = re.compile(r"flowchart TD|  %% [^{]*|  (?:classDef [a-z-]+|class|linkStyle) [\w,:#;.-]+(?: [a-z-]+)?|")


def mermaid_label(text: str) -> list[str]:
    """A label's lines, as Mermaid shows them."""
    assert not set(text.replace("<br>", "")) & set('<>"`|[]{}\\&'), text
    return [unescape(re.sub(r"#(\d+);", r"&#\1;", line)) for line in text.split("<br>")]


def check_mermaid(drawn: Map) -> None:
    nodes: dict[str, list[str]] = {}
    arrows: list[tuple[str, list[str], str]] = []
    for line in mermaid.rendered(drawn).split("\n"):
        if found := MERMAID_NODE.fullmatch(line):
            assert found[1] not in nodes
            nodes[found[1]] = mermaid_label(found[2])
        elif found := MERMAID_ARROW.fullmatch(line):
            arrows.append((found[1], mermaid_label(found[2]), found[3]))
        else:
            assert MERMAID_OTHER.fullmatch(line), line
    assert list(nodes.values()) == [node_lines(drawn, node) for node in drawn.nodes]
    number = {node.id: name for node, name in zip(drawn.nodes, nodes, strict=True)}
    assert arrows == [
        (number[source], edge_lines(drawn, edges), number[target]) for (source, target), edges in drawn.pairs.items()
    ]


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
@example(scenario=hostile())
def test_mermaid_shows_every_state_and_every_way_once_as_they_are(scenario: Scenario) -> None:
    check_mermaid(figured(scenario))
    check_mermaid(mapped(scenario))


def test_mermaid_says_where_there_are_more_arrows_than_it_draws_by_itself() -> None:
    drawn = mapped(grown(300))
    assert f"  %% {len(drawn.pairs)} arrows: Mermaid draws them if its maxEdges is raised" in mermaid.rendered(drawn)
    check_mermaid(drawn)


DOT_STRING = r'"((?:[^"\\]|\\.)*)"'
DOT_NODE = re.compile(rf"  {DOT_STRING} \[label={DOT_STRING} [^\]]*\]")
DOT_ARROW = re.compile(rf"  {DOT_STRING} -> {DOT_STRING} \[label={DOT_STRING} [^\]]*\]")
DOT_OTHER = re.compile(rf"digraph \{{|\}}||  (?:graph|node|edge) \[.*\]|  \{{ rank=sink; (?:{DOT_STRING}(?:; )?)+ \}}")


def dot_label(text: str) -> list[str]:
    """A label's lines, as Graphviz shows them."""
    lines = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "l" else found[1], text).split("\n")
    return [unescape(line) for line in (lines[:-1] if len(lines) > 1 else lines)]


def check_dot(drawn: Map) -> None:
    nodes: dict[str, list[str]] = {}
    arrows: list[tuple[str, list[str], str]] = []
    for line in dot.rendered(drawn).split("\n"):
        if found := DOT_NODE.fullmatch(line):
            assert found[1] not in nodes
            nodes[found[1]] = dot_label(found[2])
        elif found := DOT_ARROW.fullmatch(line):
            arrows.append((found[1], dot_label(found[3]), found[2]))
        else:
            assert DOT_OTHER.fullmatch(line), line
    assert nodes == {node.id: node_lines(drawn, node) for node in drawn.nodes}
    assert arrows == [(source, edge_lines(drawn, edges), target) for (source, target), edges in drawn.pairs.items()]


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
@example(scenario=hostile())
def test_dot_shows_every_state_and_every_way_once_as_they_are(scenario: Scenario) -> None:
    check_dot(figured(scenario))
    check_dot(mapped(scenario))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("scenario", [diary(), hostile(), grown(30)], ids=["small", "hostile", "grown"])
def test_graphviz_reads_what_is_written_for_it(scenario: Scenario) -> None:
    drawn = mapped(scenario)
    text = dot.rendered(drawn)
    read = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, text=True, timeout=60, check=True)
    assert read.stderr == ""
    kinds = [line.split()[0] for line in read.stdout.splitlines()]
    assert (kinds.count("node"), kinds.count("edge")) == (len(drawn.nodes), len(drawn.pairs))


def boxes(drawn: Map) -> list[ElementTree.Element]:
    """The picture's boxes: an `svg` within it for each state."""
    root = ElementTree.fromstring(svg.rendered(drawn))
    return list(root.iterfind(f"{SVG}g/{SVG}svg"))


def texts(box: ElementTree.Element) -> list[ElementTree.Element]:
    return list(box.iterfind(f"{SVG}text"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_svg(drawn: Map) -> None:
    found = boxes(drawn)
    assert [box.findtext(f"{SVG}title") for box in found] == [f"{node.id}: {node.words}" for node in drawn.nodes]
    for node, box in zip(drawn.nodes, found, strict=True):
        rows = [line.text or "" for line in texts(box)]
        ways = "".join(
            f"{drawn.figure(edge) or '-'}{edge.label}→{edge.target}{edge.taken}" for edge in drawn.out[node.id]
        )
        told = squeezed("".join(rows))
        assert told.startswith(squeezed(node.id))
        assert squeezed(node.called) in told
        assert told.endswith(squeezed(ways))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
@example(scenario=hostile())
def test_the_picture_shows_every_state_and_every_way_once_as_they_are(scenario: Scenario) -> None:
    check_svg(figured(scenario))
    check_svg(mapped(scenario))


@settings(max_examples=40, deadline=None)
@given(scenario=scenarios())
@example(scenario=hostile())
@example(scenario=grown(300))
def test_no_text_of_the_picture_stands_out_of_its_box_and_no_box_on_another(scenario: Scenario) -> None:
    found = boxes(figured(scenario))
    places = []
    for box in found:
        x, y, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        places.append((x, y, x + width, y + height))
        assert box.attrib["overflow"] == "hidden"
        for line in texts(box):
            assert float(line.attrib["x"]) + cells(line.text or "") * CELL <= width - 4
            assert 0 < float(line.attrib["y"]) < height - 4
            beyond = any(ord(character) > 0x250 and character not in svg.PLAIN for character in line.text or "")
            assert ("textLength" in line.attrib) == beyond
    for one, other in combinations(places, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_the_picture_is_whole_by_itself_and_says_what_it_is() -> None:
    text = svg.rendered(charted(diary()))
    root = ElementTree.fromstring(text)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "The empty diary: map"
    assert (root.findtext(f"{SVG}desc") or "").startswith(
        "5 states from coat-on to the endings drawer (repaired, 33%), clock (papered-over, 67%)."
    )
    assert "prefers-color-scheme: dark" in text
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "rect", "circle", "path", "text", "g"}
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_each_kind_of_ending_has_a_shape_of_its_own() -> None:
    kinds: tuple[EndingKind, ...] = ("repaired", "partly-repaired", "papered-over", "unrepaired", "ended-safely")
    shapes = set()
    for kind in kinds:
        clock = evolve(diary().state["clock"], ending=kind)
        (box,) = boxes(mapped(evolve(diary(), start="clock", states=(clock,))))
        shapes.add(re.sub(rb'class="[^"]*"', b"", b"".join(ElementTree.tostring(found) for found in box[1:3])))
        assert box.attrib["class"] == f"ending {kind}"
    assert len(shapes) == len(kinds)


def test_the_path_is_on_each_drawing() -> None:
    drawn = marked(mapped(diary()), diary(), ["notice", "own-it"])
    assert "own-it: strong (step 2)" in mermaid.rendered(drawn)
    assert "  linkStyle 0,1,2 stroke-width:5px" in mermaid.rendered(drawn)
    assert dot.rendered(drawn).count('color="black:white:black"') == 3
    assert [box.attrib["class"].split()[-1] for box in boxes(drawn)] == ["visited"] * 4 + ["papered-over"]
    assert svg.rendered(drawn).count('class="core"') == 3


def test_without_a_path_nothing_is_marked() -> None:
    drawn = mapped(diary())
    assert "linkStyle" not in mermaid.rendered(drawn)
    assert "black:white" not in dot.rendered(drawn)
    assert 'class="core"' not in svg.rendered(drawn)


@given(scenario=scenarios())
def test_what_is_folded_is_whole_and_fits(scenario: Scenario) -> None:
    for room in (8, 42):
        lines = list(folded(scenario.summary, room))
        assert squeezed("".join(lines)) == squeezed(scenario.summary)
        assert all(cells(line) <= room for line in lines)
        assert cells(cut(scenario.summary, room)) <= room
