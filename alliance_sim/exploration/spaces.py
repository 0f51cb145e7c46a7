"""Sets of valuations: all that the variables may be at a place, as one bit mask where the ranges allow it.

A code is the number of one valuation. Of each variable only those values count that its effects can ever make from its
start, so that a range of a hundred costs no more than the steps that are taken in it. Guards and effects work on whole
sets: a guard is the mask of the codes where it holds, an effect moves the bits of a mask by what it changes.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple, Protocol

from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.machine import COMPARISONS
from alliance_sim.moment import Values
from alliance_sim.scenario import Effect, Scenario, Variable

LARGEST = 1 << 17
"""Codes of the largest space whose sets are masks, of 16 KiB. No shipped scenario has more than 1 << 14."""

Codes = Any
"""A set of codes: an integer of a `Space`, a `Scattered` of a `WideSpace`. Both know `&`, `|`, `~` and `bool`."""


class Axis(NamedTuple):
    """One variable of a space: the values it can take, in order, and how far apart their codes stand."""

    values: tuple[int, ...]
    stride: int
    low: int
    high: int

    def changed(self, effect: Effect) -> list[int]:
        """For each place on the axis, the place that the effect leads to."""
        places = {value: place for place, value in enumerate(self.values)}
        return [places[_changed(value, effect, self.low, self.high)] for value in self.values]


class Moves(Protocol):
    """What some effects do to sets of codes."""

    def after(self, codes: Codes) -> Codes:
        """The codes that they make of a set."""

    def before(self, codes: Codes) -> Codes:
        """The codes of which they make one of a set."""


Shift = tuple[int, int]
"""The codes at which it applies, as a mask, and by how many bits it moves them: up, or down where negative."""


class Shifts(NamedTuple):
    """The shifts of each effect, one effect after the other."""

    effects: tuple[tuple[Shift, ...], ...]

    def after(self, codes: Codes) -> Codes:
        for shifts in self.effects:
            moved = 0
            for where, distance in shifts:
                here = codes & where
                moved |= here << distance if distance >= 0 else here >> -distance
            codes = moved
        return codes

    def before(self, codes: Codes) -> Codes:
        for shifts in reversed(self.effects):
            earlier = 0
            for where, distance in shifts:
                earlier |= where & (codes >> distance if distance >= 0 else codes << -distance)
            codes = earlier
        return codes


class Space:
    """The valuations of a scenario's variables, and sets of them as integers: bit n stands for code n."""

    empty: ClassVar[Codes] = 0

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.conditions = {condition.name: condition.guard for condition in scenario.conditions}
        self.axes: dict[str, Axis] = {}
        self.size = 1
        self.masks: dict[tuple[Guard, frozenset[str]], Codes] = {}
        self.moves: dict[tuple[Effect, ...], Moves] = {}
        self.lay_out()

    def lay_out(self) -> None:
        """Give each variable its axis."""
        changes = _changes(self.scenario)
        for variable in self.scenario.variables:
            values = _attainable(variable, changes.get(variable.name, ()))
            self.add(variable.name, values, *variable.range)

    def add(self, name: str, values: tuple[int, ...], low: int, high: int) -> None:
        self.axes[name] = Axis(values, self.size, low, high)
        self.size *= len(values)

    @cached_property
    def all(self) -> Codes:
        return self.every_code()

    def every_code(self) -> Codes:
        return (1 << self.size) - 1

    def one(self, code: int) -> Codes:
        """The set of one code."""
        return 1 << code

    @property
    def start(self) -> Codes:
        code = self.code(tuple(variable.start for variable in self.scenario.variables))
        assert code is not None
        return self.one(code)

    def count(self, codes: Codes) -> int:
        found: int = codes.bit_count()
        return found

    def lowest(self, codes: Codes) -> int:
        """The lowest code of a set that is not empty."""
        found: int = (codes & -codes).bit_length() - 1
        return found

    def each(self, codes: Codes) -> Iterator[int]:
        """The codes of a set, the lowest first."""
        digits = bin(codes)[:1:-1]
        at = digits.find("1")
        while at >= 0:
            yield at
            at = digits.find("1", at + 1)

    def code(self, values: Values) -> int | None:
        """The code of a valuation; None for values that no effect can make."""
        pairs = list(zip(self.axes.values(), values, strict=True))
        if any(value not in axis.values for axis, value in pairs):
            return None
        return sum(axis.values.index(value) * axis.stride for axis, value in pairs)

    def values(self, code: int) -> Values:
        return tuple(axis.values[code // axis.stride % len(axis.values)] for axis in self.axes.values())

    def at(self, name: str, places: Iterable[int]) -> Codes:
        """The codes in which a variable stands at one of these places of its axis."""
        axis = self.axes[name]
        block = (1 << axis.stride) - 1
        found = reduce(or_, (block << place * axis.stride for place in places), 0)
        width = axis.stride * len(axis.values)
        while width < self.size:
            found |= found << width
            width *= 2
        return found & self.all

    def mask(self, guard: Guard | None, seen: frozenset[str]) -> Codes:
        """The codes where a guard holds, once these states have been seen."""
        if guard is None:
            return self.all
        key = (guard, seen)
        found = self.masks.get(key)
        if found is None:
            found = self.masks[key] = self._mask(guard, seen)
        return found

    def _mask(self, guard: Guard, seen: frozenset[str]) -> Codes:
        match guard:
            case Compare(name, operator, number):
                holds = COMPARISONS[operator]
                return self.at(name, (n for n, value in enumerate(self.axes[name].values) if holds(value, number)))
            case Named(name) if name in self.conditions:
                return self.mask(self.conditions[name], seen)
            case Named(name):
                return self.mask(Compare(name, "==", 1), seen)
            case Seen(state):
                return self.all if state in seen else self.empty
            case Not(inner):
                return self.all & ~self.mask(inner, seen)
            case Every(guards):
                return reduce(lambda found, each: found & self.mask(each, seen), guards, self.all)
            case Either(guards):
                return reduce(lambda found, each: found | self.mask(each, seen), guards, self.empty)
        raise TypeError(f"no guard: {guard!r}")

    def move(self, effects: tuple[Effect, ...]) -> Moves | None:
        """What effects do to sets; None where there are none."""
        if not effects:
            return None
        found = self.moves.get(effects)
        if found is None:
            found = self.moves[effects] = self._move(effects)
        return found

    def _move(self, effects: tuple[Effect, ...]) -> Moves:
        return Shifts(tuple(tuple(self._shifts(effect)) for effect in effects))

    def _shifts(self, effect: Effect) -> Iterator[Shift]:
        """The places of the axis that move by the same distance, together."""
        axis = self.axes[effect.variable]
        together: dict[int, list[int]] = {}
        for place, target in enumerate(axis.changed(effect)):
            together.setdefault(target - place, []).append(place)
        for distance, places in together.items():
            yield self.at(effect.variable, places), distance * axis.stride

    def changing(self, effects: tuple[Effect, ...]) -> Callable[[int], int]:
        """The effects as a function from code to code."""
        tables = []
        for effect in effects:
            axis = self.axes[effect.variable]
            moves = [(target - place) * axis.stride for place, target in enumerate(axis.changed(effect))]
            tables.append((axis.stride, len(axis.values), moves))

        def changed(code: int) -> int:
            for stride, length, moves in tables:
                code += moves[code // stride % length]
            return code

        return changed


def _changed(value: int, effect: Effect, low: int, high: int) -> int:
    amount, sets = effect.change.amount, effect.change.sets
    return amount if sets else min(high, max(low, value + amount))


def _changes(scenario: Scenario) -> dict[str, set[Effect]]:
    """The distinct effects on each variable."""
    found: dict[str, set[Effect]] = {}
    for state in scenario.states:
        for choice in state.choices or ():
            for outcome in choice.results:
                for effect in outcome.effects:
                    found.setdefault(effect.variable, set()).add(effect)
    return found


def _attainable(variable: Variable, changes: Iterable[Effect]) -> tuple[int, ...]:
    """The values that the changes can make of the start, again and again, in order."""
    found, waiting = {variable.start}, [variable.start]
    while waiting:
        value = waiting.pop()
        after = {_changed(value, effect, *variable.range) for effect in changes} - found
        found |= after
        waiting.extend(after)
    return tuple(sorted(found))
