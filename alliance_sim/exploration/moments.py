"""A set of reached moments, to be narrowed by guards and asked for the shortest run into it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from alliance_sim.guards import Guard
from alliance_sim.moment import Moment

if TYPE_CHECKING:
    from alliance_sim.exploration import Exploration
    from alliance_sim.exploration.spaces import Codes


class Moments:
    """Moments of one exploration: for each region the codes. What no guard ahead can ask for is forgotten in them."""

    def __init__(self, exploration: "Exploration", parts: "Mapping[int, Codes]") -> None:
        self.exploration = exploration
        self.parts = {number: codes for number, codes in parts.items() if codes}

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __len__(self) -> int:
        return sum(map(self.exploration.space.count, self.parts.values()))

    def __iter__(self) -> Iterator[Moment]:
        for number, codes in self.parts.items():
            region = self.exploration.regions.each[number]
            for code in self.exploration.space.each(codes):
                yield Moment(region.state, self.exploration.space.values(code), region.seen, region.taken)

    def __and__(self, other: "Moments") -> "Moments":
        common = self.parts.keys() & other.parts.keys()
        return Moments(self.exploration, {number: self.parts[number] & other.parts[number] for number in common})

    def __or__(self, other: "Moments") -> "Moments":
        merged = dict(self.parts)
        for number, codes in other.parts.items():
            merged[number] = merged[number] | codes if number in merged else codes
        return Moments(self.exploration, merged)

    def __sub__(self, other: "Moments") -> "Moments":
        gone = other.parts
        left = {number: codes & ~gone[number] if number in gone else codes for number, codes in self.parts.items()}
        return Moments(self.exploration, left)

    def where(self, guard: Guard | None) -> "Moments":
        """Those in which a guard holds. Of what was seen, only what is asked for there or further on is known."""
        regions, space = self.exploration.regions.each, self.exploration.space
        narrowed = {n: codes & space.mask(guard, regions[n].seen) for n, codes in self.parts.items()}
        return Moments(self.exploration, narrowed)

    def unless(self, guard: Guard | None) -> "Moments":
        """Those in which a guard does not hold."""
        regions, space = self.exploration.regions.each, self.exploration.space
        narrowed = {n: codes & ~space.mask(guard, regions[n].seen) for n, codes in self.parts.items()}
        return Moments(self.exploration, narrowed)

    def values(self, variable: str) -> set[int]:
        """The values that a variable takes in them."""
        space = self.exploration.space
        axis = space.axes[variable]
        masks = {value: space.at(variable, (place,)) for place, value in enumerate(axis.values)}
        return {value for value, mask in masks.items() if any(codes & mask for codes in self.parts.values())}

    def witness(self) -> tuple[str, ...] | None:
        """The choices of a run with the fewest that gets to one of them; None if there are none."""
        found = self.exploration
        nearest = min(
            (
                (level, number)
                for number, codes in self.parts.items()
                for level in found.levels[number]
                if found.levels[number][level] & codes
            ),
            default=None,
        )
        if nearest is None:
            return None
        level, number = nearest
        return found.run_to(number, found.space.lowest(found.levels[number][level] & self.parts[number]))
