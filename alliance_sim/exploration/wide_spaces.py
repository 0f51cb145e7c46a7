"""Sets of valuations where the variables can take too many for a mask: each code by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

from attrs import frozen

from alliance_sim.exploration.spaces import Codes, Moves, Space
from alliance_sim.scenario import Effect


@frozen(eq=False)
class Where:
    """The codes for which something holds, not counted out. `codes & where` picks those of a set."""

    holds: Callable[[int], bool]

    def __and__(self, other: Any) -> Any:
        if isinstance(other, Scattered):
            return Scattered(filter(self.holds, other))
        return Where(lambda code: self.holds(code) and other.holds(code))

    def __or__(self, other: Any) -> Any:
        return Where(lambda code: self.holds(code) or other.holds(code))

    def __invert__(self) -> "Where":
        return Where(lambda code: not self.holds(code))


class Scattered(frozenset[int]):
    """A set of codes, with the operators of a mask."""

    __slots__ = ()

    def holds(self, code: int) -> bool:
        return code in self

    def __and__(self, other: Any) -> "Scattered":
        return Scattered(filter(other.holds, self))

    def __or__(self, other: Any) -> Any:
        return Scattered(frozenset.__or__(self, other)) if isinstance(other, Scattered) else other | self

    def __invert__(self) -> Where:
        return Where(lambda code: code not in self)


class Each(NamedTuple):
    """What effects do, to each code by itself."""

    changing: Callable[[int], int]

    def after(self, codes: Codes) -> Codes:
        return Scattered(map(self.changing, codes))

    def before(self, codes: Codes) -> Codes:
        return Where(lambda code: self.changing(code) in codes)


class WideSpace(Space):
    """A space whose sets are `Scattered`, and whose masks are `Where`."""

    empty: ClassVar[Codes] = Scattered()

    def every_code(self) -> Codes:
        return Where(lambda _: True)

    def one(self, code: int) -> Codes:
        return Scattered((code,))

    def count(self, codes: Codes) -> int:
        return len(codes)

    def lowest(self, codes: Codes) -> int:
        found: int = min(codes)
        return found

    def each(self, codes: Codes) -> Iterator[int]:
        return iter(sorted(codes))

    def at(self, name: str, places: Iterable[int]) -> Codes:
        axis, wanted = self.axes[name], frozenset(places)
        return Where(lambda code: code // axis.stride % len(axis.values) in wanted)

    def _move(self, effects: tuple[Effect, ...]) -> Moves:
        return Each(self.changing(effects))
