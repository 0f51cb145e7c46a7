"""Layers, the order within them, and places: what holds of every drawing."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.layout.layering import circles, layered
from alliance_sim.layout.ordering import crossings, ordered
from alliance_sim.layout.placing import Placed, Point, Size, placed
from alliance_sim.layout.spacing import spaced

POINTS = [f"p{number}" for number in range(9)]
LINES = st.lists(st.tuples(st.sampled_from(POINTS), st.sampled_from(POINTS)), max_size=24)
SIZES = st.lists(st.tuples(st.integers(20, 300), st.integers(10, 200)), min_size=len(POINTS), max_size=len(POINTS))


def test_a_line_back_is_chosen_so_that_few_lead_back() -> None:
    lines = [("a", "c"), ("c", "b"), ("b", "c"), ("a", "b"), ("b", "d"), ("d", "b")]
    assert layered(["a", "b", "c", "d"], lines).back == {("c", "b"), ("d", "b")}


def test_what_is_written_in_the_wrong_order_is_read_in_the_right_one() -> None:
    found = layered(["a", "d", "c", "b"], [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    assert found.order == ("a", "b", "c", "d")
    assert found.back == {("d", "a")}


def test_of_what_could_be_read_next_the_first_as_written_comes_first() -> None:
    assert layered(["a", "c", "b", "d"], [("a", "b"), ("a", "c"), ("c", "d"), ("b", "d")]).order == ("a", "c", "b", "d")


def test_depth_is_the_longest_way_from_the_beginning() -> None:
    assert layered(["a", "b", "c"], [("a", "c"), ("a", "b"), ("b", "c")]).depth == {"a": 0, "b": 1, "c": 2}


def test_what_is_not_reached_comes_last_and_leads_back() -> None:
    found = layered(["a", "x", "b"], [("a", "b"), ("x", "b")])
    assert found.order == ("a", "b", "x")
    assert found.back == {("x", "b")}
    assert found.reached == {"a", "b"}


def test_a_chain_of_thousands_is_no_matter() -> None:
    names = [f"n{number}" for number in range(5000)]
    lines = [*pairwise(names), (names[-1], names[0])]
    assert layered(names, lines).order == tuple(names)
    assert len(set(circles(names, {a: [b] for a, b in lines}).values())) == 1


@given(lines=LINES)
def test_lines_lead_down_unless_they_are_called_back(lines: list[tuple[str, str]]) -> None:
    found = layered(POINTS, lines)
    place = {point: number for number, point in enumerate(found.order)}
    assert sorted(found.order) == POINTS
    for before, after in lines:
        back = (before, after) in found.back
        assert (place[after] > place[before]) != back
        assert (found.depth[after] > found.depth[before]) != back


@given(lines=LINES)
def test_points_share_a_circle_if_each_leads_to_the_other(lines: list[tuple[str, str]]) -> None:
    following = {point: [b for a, b in lines if a == point] for point in POINTS}
    reach = {point: {point} for point in POINTS}
    for _ in POINTS:
        for a, b in lines:
            reach[a] |= reach[b]
    found = circles(POINTS, following)
    for one, other in combinations(POINTS, 2):
        assert (found[one] == found[other]) == (other in reach[one] and one in reach[other])


def test_two_lines_that_cross_are_one_crossing() -> None:
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["d"], "b": ["c"]}) == 1
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["c", "d"], "b": ["d"]}) == 0
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["c", "d"], "b": ["c", "d"]}) == 1


def test_crossings_are_undone() -> None:
    layers = [["a", "b", "c"], ["d", "e", "f"]]
    assert crossings(ordered(layers, {"a": ["f"], "b": ["d"], "c": ["e"]}), {"a": ["f"], "b": ["d"], "c": ["e"]}) == 0


@given(pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_ordering_keeps_what_there_is_and_never_adds_a_crossing(pairs: list[tuple[int, int]]) -> None:
    layers = [[f"u{n}" for n in range(6)], [f"l{n}" for n in range(6)]]
    below: dict[str, list[str]] = {}
    for upper, lower in dict.fromkeys(pairs):
        below.setdefault(f"u{upper}", []).append(f"l{lower}")
    found = ordered(layers, below)
    assert [sorted(layer) for layer in found] == layers
    assert crossings(found, below) <= crossings(layers, below)


def test_what_is_joined_stands_below_each_other() -> None:
    middle = spaced([["a"], ["b", "c"]], {"a": {"b": 1.0, "c": 1.0}}, {"a": 10, "b": 10, "c": 10}, 4)
    assert middle["c"] - middle["b"] == 14
    assert abs(middle["a"] - (middle["b"] + middle["c"]) / 2) < 1e-6


def laid(lines: list[tuple[str, str]], sizes: list[tuple[int, int]]) -> tuple[dict[str, Size], Placed]:
    boxes = {name: Size(*size) for name, size in zip(POINTS, sizes, strict=True)}
    return boxes, placed(boxes, layered(POINTS, lines).depth, dict.fromkeys(lines))


@given(lines=LINES, sizes=SIZES)
def test_boxes_do_not_overlap_and_stay_within_the_drawing(
    lines: list[tuple[str, str]], sizes: list[tuple[int, int]]
) -> None:
    boxes, found = laid(lines, sizes)
    for one, other in combinations(POINTS, 2):
        (x, y), (to, foot) = found.corner[one], found.corner[other]
        beside = x + boxes[one].width <= to + 1e-6 or to + boxes[other].width <= x + 1e-6
        assert beside or y + boxes[one].height <= foot or foot + boxes[other].height <= y
    for name, (x, y) in found.corner.items():
        assert x >= -1e-6
        assert y >= 0
        assert x + boxes[name].width <= found.size.width + 1e-6
        assert y + boxes[name].height <= found.size.height + 1e-6


def touches(corner: Point, size: Size, end: Point, *, upper: bool) -> bool:
    """Whether a line ends on the upper or on the lower edge of a box."""
    edge = corner.y if upper else corner.y + size.height
    return corner.x <= end.x <= corner.x + size.width and abs(end.y - edge) < 1e-6


@given(lines=LINES, sizes=SIZES)
def test_the_pieces_of_a_line_lead_from_its_one_box_to_the_other(
    lines: list[tuple[str, str]], sizes: list[tuple[int, int]]
) -> None:
    boxes, found = laid(lines, sizes)
    for pair in {line for line in lines if line[0] != line[1]}:
        pieces = [piece for piece in found.stretches if pair in piece.pairs]
        back = pieces[0].back
        pieces.sort(key=lambda piece: -piece.corners[0].y if back else piece.corners[0].y)
        assert touches(found.corner[pair[0]], boxes[pair[0]], pieces[0].corners[0], upper=back)
        assert touches(found.corner[pair[1]], boxes[pair[1]], pieces[-1].corners[-1], upper=not back)
        assert all(one.corners[-1] == other.corners[0] for one, other in pairwise(pieces))
        assert [piece.arrives for piece in pieces] == [False] * (len(pieces) - 1) + [True]


@given(lines=LINES, sizes=SIZES)
def test_lines_pass_beside_the_boxes_and_turn_between_the_layers(
    lines: list[tuple[str, str]], sizes: list[tuple[int, int]]
) -> None:
    boxes, found = laid(lines, sizes)
    for piece in found.stretches:
        for begin, end in pairwise(piece.corners):
            for name, (x, y) in found.corner.items():
                meets = x < begin.x < x + boxes[name].width or begin.x != end.x
                level = min(begin.y, end.y) < y + boxes[name].height and max(begin.y, end.y) > y
                assert not (meets and level)
