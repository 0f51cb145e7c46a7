"""A directed graph in layers: which lines lead back, in which order its points can be read, and how deep each lies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from attrs import frozen

Pair = tuple[str, str]
Following = Mapping[str, Sequence[str]]


@frozen
class Layering:
    """`order` names every point after all those that lead to it, but for the lines `back`, which lead up.

    `depth` counts the layers above a point: lines that are not `back` lead deeper, those that are lead less deep or
    from a point to itself. What is not `reached` from the beginning comes last.
    """

    order: tuple[str, ...]
    back: frozenset[Pair]
    depth: Mapping[str, int]
    reached: frozenset[str]


def layered(points: Sequence[str], lines: Iterable[Pair]) -> Layering:
    """The points in layers. They are given in the order in which they were written, the first being the beginning.

    Lines lead back only within a circle, and as few as in the better of two orders: as written, or as a walk from the
    beginning finds them; and from what is not reached. Among points that could be read next, the one comes first that
    is first in that order.
    """
    following = _following(points, lines)
    reached = _reached(points[0], following)
    circle = circles(points, following)
    orders = [{point: place for place, point in enumerate(found)} for found in (points, _walked(points, following))]
    back, place = min(((_back(following, circle, place), place) for place in orders), key=lambda found: len(found[0]))
    back |= {pair for pair in _pairs(following) if pair[0] not in reached and pair[1] in reached}
    downwards: dict[str, list[str]] = {point: [] for point in points}
    for before, after in _pairs(following):
        if before != after:
            upper, lower = (after, before) if (before, after) in back else (before, after)
            downwards[upper].append(lower)
    order = _sorted(downwards, {point: place[point] + (0 if point in reached else len(points)) for point in points})
    return Layering(order, back, _depths(order, downwards), reached)


def _pairs(following: Following) -> Iterator[Pair]:
    return ((before, after) for before, others in following.items() for after in others)


def _reached(beginning: str, following: Following) -> frozenset[str]:
    """The points that the beginning leads to, and itself."""
    found, waiting = {beginning}, [beginning]
    while waiting:
        for after in following[waiting.pop()]:
            if after not in found:
                found.add(after)
                waiting.append(after)
    return frozenset(found)


def _following(points: Sequence[str], lines: Iterable[Pair]) -> dict[str, list[str]]:
    """The points after each point, once each, in the order in which they were written."""
    place = {point: number for number, point in enumerate(points)}
    found: dict[str, set[str]] = {point: set() for point in points}
    for before, after in lines:
        found[before].add(after)
    return {point: sorted(found[point], key=place.__getitem__) for point in points}


def _back(following: Following, circle: Mapping[str, int], place: Mapping[str, int]) -> frozenset[Pair]:
    """The lines within a circle that lead back in an order."""
    return frozenset(
        (before, after)
        for before, after in _pairs(following)
        if circle[before] == circle[after] and place[after] <= place[before]
    )


def circles(points: Iterable[str], following: Following) -> dict[str, int]:
    """The number of each point's circle: two points share it if each can be reached from the other.

    Tarjan's algorithm (SIAM J Comput 1972;1:146-160), without recursion, since a story can be long.
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    found: dict[str, int] = {}
    waiting: list[str] = []
    for root in points:
        if root in number:
            continue
        path = [(root, iter(following[root]))]
        number[root] = lowest[root] = len(number)
        waiting.append(root)
        while path:
            point, others = path[-1]
            for after in others:
                if after not in number:
                    number[after] = lowest[after] = len(number)
                    waiting.append(after)
                    path.append((after, iter(following[after])))
                    break
                if after not in found:
                    lowest[point] = min(lowest[point], number[after])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    lowest[before] = min(lowest[before], lowest[point])
                if lowest[point] == number[point]:
                    while point not in found:
                        found[waiting.pop()] = number[point]
    return found


def _walked(points: Sequence[str], following: Following) -> list[str]:
    """The points in the order in which a walk into the depth has left them behind, the last one first."""
    entered: set[str] = set()
    left: list[str] = []
    for root in points:
        if root in entered:
            continue
        entered.add(root)
        path = [(root, iter(following[root]))]
        while path:
            point, others = path[-1]
            after = next((after for after in others if after not in entered), None)
            if after is None:
                left.append(point)
                path.pop()
            else:
                entered.add(after)
                path.append((after, iter(following[after])))
    return left[::-1]


def _sorted(downwards: Following, place: Mapping[str, int]) -> tuple[str, ...]:
    """The points, each after those above it; of those that are ready the first by their places."""
    awaited = dict.fromkeys(downwards, 0)
    for others in downwards.values():
        for after in others:
            awaited[after] += 1
    ready = [(place[point], point) for point in downwards if not awaited[point]]
    heapify(ready)
    order = []
    while ready:
        _, point = heappop(ready)
        order.append(point)
        for after in downwards[point]:
            awaited[after] -= 1
            if not awaited[after]:
                heappush(ready, (place[after], after))
    return tuple(order)


def _depths(order: Sequence[str], downwards: Following) -> dict[str, int]:
    depth = dict.fromkeys(order, 0)
    for point in order:
        for after in downwards[point]:
            depth[after] = max(depth[after], depth[point] + 1)
    return depth
