"""Guards asked of whole sets: of the moments that are reached, or of any values that the ranges allow.

Both kinds of sets are narrowed by guards with the same words, so that a question is written once for both.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple, Protocol, Self, TypeVar

from alliance_sim.exploration.spaces import Space
from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.scenario import Scenario

LARGEST = 1 << 14
"""Cells of the largest table: fourteen yes-or-no questions at once. A guard of a shipped scenario has at most 96."""


class Valuations(Protocol):
    """A set of valuations. `Moments` is one as well."""

    def __bool__(self) -> bool: ...
    def __or__(self, other: Self, /) -> Self: ...
    def where(self, guard: Guard | None, /) -> Self: ...
    def unless(self, guard: Guard | None, /) -> Self: ...


V = TypeVar("V", bound=Valuations)


class Table(Space):
    """The space of all that some guards can tell apart, whether or not a run gets there.

    Of each variable one value stands for all those that the guards' comparisons treat alike; `seen` is free.
    """

    def __init__(self, scenario: Scenario, asked: frozenset[Guard]) -> None:
        self.asked = asked
        super().__init__(scenario)

    def lay_out(self) -> None:
        for variable in self.scenario.variables:
            numbers = {_number(guard) for guard in self.asked if _variable(guard) == variable.name}
            if numbers:
                low, high = variable.range
                starts = {low, *(start for n in numbers for start in (n, n + 1) if low < start <= high)}
                self.add(variable.name, tuple(sorted(starts)), min(starts), max(starts))
        for guard in self.asked:
            if isinstance(guard, Seen):
                self.add(str(guard), (0, 1), 0, 1)

    def _mask(self, guard: Guard, seen: frozenset[str]) -> int:
        if isinstance(guard, Seen):
            return int(self.at(str(guard), (1,)))
        return int(super()._mask(guard, seen))


def _variable(guard: Guard) -> str:
    return guard.name if isinstance(guard, Compare | Named) else ""


def _number(guard: Guard) -> int:
    return guard.number if isinstance(guard, Compare) else 1


class Cells(NamedTuple):
    """Some of a table: a set of valuations of which it does not matter whether a run gets there."""

    table: Table
    codes: int

    def __bool__(self) -> bool:
        return bool(self.codes)

    def __or__(self, other: "Cells") -> "Cells":
        return Cells(self.table, self.codes | other.codes)

    def where(self, guard: Guard | None) -> "Cells":
        return Cells(self.table, self.codes & self.table.mask(guard, frozenset()))

    def unless(self, guard: Guard | None) -> "Cells":
        return Cells(self.table, self.codes & ~self.table.mask(guard, frozenset()))


class Doubts(NamedTuple):
    """What another finding is about already. Guards are judged as if it might be either way, so that none repeats it.

    `names` are variables and conditions, `seen` are states.
    """

    comparisons: frozenset[Compare] = frozenset()
    names: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()

    def concern(self, guard: Guard) -> bool:
        """Whether a guard, its parts not counted, is in doubt."""
        match guard:
            case Compare(name):
                return name in self.names or guard in self.comparisons
            case Named(name):
                return name in self.names
            case Seen(state):
                return state in self.seen
        return False

    def __or__(self, other: "Doubts") -> "Doubts":
        return Doubts(self.comparisons | other.comparisons, self.names | other.names, self.seen | other.seen)


NO_DOUBTS = Doubts()


class Judge:
    """Tells which of a set may make a guard hold, and which may make it fail."""

    def __init__(
        self, scenario: Scenario, doubts: Doubts = NO_DOUBTS, asked: dict[Guard, frozenset[Guard]] | None = None
    ) -> None:
        self.scenario, self.doubts = scenario, doubts
        self.conditions = {condition.name: condition.guard for condition in scenario.conditions}
        self._asked = {} if asked is None else asked

    def doubting(self, doubts: Doubts) -> "Judge":
        """A judge with these doubts as well."""
        return Judge(self.scenario, self.doubts | doubts, self._asked)

    def asked(self, guard: Guard) -> frozenset[Guard]:
        """Every comparison, flag, condition and `seen` that a guard asks for, also by way of conditions."""
        found = self._asked.get(guard)
        if found is None:
            own = {node for node in guard.nodes() if isinstance(node, Compare | Named | Seen)}
            inner = [
                self.conditions[node.name] for node in own if isinstance(node, Named) and node.name in self.conditions
            ]
            found = self._asked[guard] = reduce(or_, map(self.asked, inner), frozenset(own))
        return found

    def doubtful(self, guard: Guard) -> bool:
        """Whether anything that a guard asks for is in doubt."""
        return any(map(self.doubts.concern, self.asked(guard)))

    def table(self, *guards: Guard | None) -> Cells | None:
        """All valuations that these guards can tell apart; None where they are too many to be counted out."""
        asked = reduce(or_, (self.asked(guard) for guard in guards if guard), frozenset[Guard]())
        table = Table(self.scenario, asked)
        return Cells(table, (1 << table.size) - 1) if table.size <= LARGEST else None

    def may_hold(self, among: V, guard: Guard | None) -> V:
        """Those in which a guard holds, or might."""
        if guard is None or not self.doubtful(guard):
            return among.where(guard)
        if self.doubts.concern(guard):
            return among
        match guard:
            case Named(name) if name in self.conditions:
                return self.may_hold(among, self.conditions[name])
            case Not(inner):
                return self.may_fail(among, inner)
            case Every(guards):
                return reduce(self.may_hold, guards, among)
            case Either(guards):
                return reduce(or_, (self.may_hold(among, each) for each in guards))
        raise TypeError(f"no guard: {guard!r}")

    def may_fail(self, among: V, guard: Guard | None) -> V:
        """Those in which a guard fails, or might."""
        if guard is None or not self.doubtful(guard):
            return among.unless(guard)
        if self.doubts.concern(guard):
            return among
        match guard:
            case Named(name) if name in self.conditions:
                return self.may_fail(among, self.conditions[name])
            case Not(inner):
                return self.may_hold(among, inner)
            case Every(guards):
                return reduce(or_, (self.may_fail(among, each) for each in guards))
            case Either(guards):
                return reduce(self.may_fail, guards, among)
        raise TypeError(f"no guard: {guard!r}")
