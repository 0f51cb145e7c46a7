"""Every moment that a run can reach, found in whole sets: for each region, the valuations that are possible there.

Where a run with the fewest choices is asked for, the search goes by levels, the number of choices made; passages cost
none. So the way back from a moment through ever lower levels is such a run. Guards and effects on sets are proved equal
to the engine's in the tests.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, reduce
from operator import or_

from alliance_sim.exploration.moments import Moments
from alliance_sim.exploration.regions import Regions, Way
from alliance_sim.exploration.searching import Reached, Waiting, levelled, swept
from alliance_sim.exploration.spaces import LARGEST, Codes, Space
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario

BUDGET = 2_000_000
"""Moments explored unless told otherwise."""
MEMORY = 1 << 28
"""Bytes of masks that are kept: 256 MiB. A scenario with so many different pasts counts as past its budget."""


class Exploration:
    """The moments found. `complete` is false where the budget ended first: then nothing may be called impossible.

    `reached` holds the codes of each region; `levels` are given where the search went by them, as it ended early.
    """

    def __init__(
        self,
        scenario: Scenario,
        space: Space,
        regions: Regions,
        reached: Reached,
        levels: dict[int, Reached] | None = None,
    ) -> None:
        self.scenario, self.space, self.regions, self.reached = scenario, space, regions, reached
        self.moments = sum(map(space.count, reached.values()))
        self.complete, self._levels = levels is None, levels

    @cached_property
    def levels(self) -> dict[int, dict[int, Codes]]:
        """For each region, the codes that are new there at each number of choices; found when first asked for."""
        return self._levels or levelled(self.space, self.regions, lambda *_: False)[0]

    def __len__(self) -> int:
        return self.moments

    def __contains__(self, moment: object) -> bool:
        """Whether a moment of the engine was found."""
        if not isinstance(moment, Moment):
            return False
        region = self.regions.known(moment.state, moment.seen, moment.taken)
        code = self.space.code(moment.values)
        return code is not None and bool(self.space.one(code) & self.reached.get(region, self.space.empty))

    @cached_property
    def by_state(self) -> dict[str, tuple[int, ...]]:
        """The regions of each state that is reached."""
        found: dict[str, tuple[int, ...]] = {}
        for number in self.reached:
            state = self.regions.each[number].state
            found[state] = (*found.get(state, ()), number)
        return found

    @cached_property
    def all(self) -> Moments:
        return Moments(self, self.reached)

    def entered(self, state: str) -> Moments:
        """The moments of a state."""
        return Moments(self, {number: self.reached[number] for number in self.by_state.get(state, ())})

    def offered(self, state: str, choice: str) -> Moments:
        """The moments of a state in which a choice is open."""
        return self._here(state, lambda number: self.regions.plan(number).opened[choice])

    def closed(self, state: str) -> Moments:
        """The moments of a turn with nothing open."""
        return self._here(state, lambda number: self.regions.plan(number).closed)

    def outcomes(self, state: str, choice: str, outcome: int) -> Moments:
        """The moments in which a choice is open and would have this outcome, counted from 0."""
        wanted = self.scenario.state[state].choice[choice].results[outcome]
        parts: dict[int, Codes] = {}
        for number, way in self._taken.get((state, choice), ()):
            if way.outcome is wanted:
                parts[number] = parts.get(number, self.space.empty) | (self.reached[number] & way.where)
        return Moments(self, parts)

    @cached_property
    def _taken(self) -> dict[tuple[str, str], list[tuple[int, Way]]]:
        """The regions in which a choice of a state can be taken, and the ways in which it is, by both ids."""
        taken: dict[tuple[str, str], list[tuple[int, Way]]] = {}
        for number in self.reached:
            for way in self.regions.plan(number).choices:
                if way.choice:
                    taken.setdefault((self.regions.each[number].state, way.choice.id), []).append((number, way))
        return taken

    def leading(self, state: str, choice: str, goal: Moments) -> Moments:
        """The moments of a state in which a choice is open and leads straight into the goal."""

        def where(number: int) -> Codes:
            ways = [way for way in self.regions.plan(number).choices if way.choice and way.choice.id == choice]
            into = (self._before(way, goal.parts[way.target]) for way in ways if way.target in goal.parts)
            return reduce(or_, into, self.space.empty)

        return self._here(state, where)

    def _here(self, state: str, where: Callable[[int], Codes]) -> Moments:
        regions = self.by_state.get(state, ())
        return Moments(self, {number: self.reached[number] & where(number) for number in regions})

    @cached_property
    def stuck(self) -> Moments:
        """The moments of turns with nothing open and nowhere to go."""
        turns = [state for state in self.scenario.states if state.choices and not state.otherwise]
        return self._together(self.closed(state.id) for state in turns)

    def endings(self) -> dict[str, Moments]:
        """The moments of each ending that is reached."""
        return {
            state.id: self.entered(state.id)
            for state in self.scenario.states
            if state.ending and self.entered(state.id)
        }

    @cached_property
    def trapped(self) -> Moments:
        """The moments from which no ending can be reached."""
        return self.all - self.able_to_reach(self._together(self.endings().values()))

    def able_to_reach(self, goal: Moments) -> Moments:
        """The moments from which one of the goal can be reached, and the goal itself."""
        found: dict[int, Codes] = {}
        waiting = Waiting(self.regions, backwards=True)
        for number, codes in goal.parts.items():
            waiting.add(number, codes)
        while waiting:
            number, codes = waiting.next_one()
            known: Codes = found.get(number, self.space.empty)
            new = codes & ~known
            if not new:
                continue
            found[number] = known | new
            for way in self.regions.into[number]:
                if way.source in found and found[way.source] == self.reached.get(way.source):
                    continue
                earlier = self._before(way, new)
                if earlier:
                    waiting.add(way.source, earlier)
        return Moments(self, found)

    def _before(self, way: Way, codes: Codes) -> Codes:
        """The reached codes at the start of a way that it leads into a set."""
        earlier = self.reached.get(way.source, self.space.empty) & way.where
        if way.move is None:
            return earlier & codes
        leads_nowhere_else = self.complete and codes == self.reached[way.target]
        return earlier if leads_nowhere_else else earlier & way.move.before(codes)

    def attainable(self, variable: str) -> tuple[int, int]:
        """The lowest and the highest value of a variable over all moments."""
        values = self.all.values(variable)
        return min(values), max(values)

    def _together(self, each: Iterable[Moments]) -> Moments:
        return reduce(or_, each, Moments(self, {}))

    def run_to(self, number: int, code: int) -> tuple[str, ...]:
        """The choices of a run with the fewest that leads to a code of a region."""
        choices: list[str] = []
        level = next(level for level, codes in self.levels[number].items() if codes & self.space.one(code))
        while level or (number, self.space.one(code)) != (self.start, self.space.start):
            way, code = self._step_back(number, code, level)
            number = way.source
            if way.choice:
                choices.append(way.choice.id)
                level -= 1
        return tuple(reversed(choices))

    def _step_back(self, number: int, code: int, level: int) -> tuple[Way, int]:
        """A way into a code first reached on a level, and the code that it comes from."""
        codes = self.space.one(code)
        for way in self.regions.into[number]:
            known = self.levels.get(way.source, {}).get(level - 1 if way.choice else level, self.space.empty)
            earlier = known & self._before(way, codes)
            if earlier:
                return way, self.space.lowest(earlier)
        raise AssertionError("a moment was reached from nowhere")

    @property
    def start(self) -> int:
        """The number of the region in which a run begins."""
        return 0


def explore(scenario: Scenario, *, budget: int = BUDGET) -> Exploration:
    """Find the moments that a run can reach; once there are more than `budget`, those that take the fewest choices."""
    space = Space(scenario)
    if space.size > LARGEST:
        from alliance_sim.exploration.wide_spaces import WideSpace  # noqa: PLC0415  # most scenarios do without

        space = WideSpace(scenario)
    return explored(scenario, space, budget=budget)


def explored(scenario: Scenario, space: Space, *, budget: int, regions: Regions | None = None) -> Exploration:
    """The same with sets of this kind, and with regions of another kind."""
    regions = regions or Regions(space)
    reached = swept(space, regions, lambda moments, masks: moments > budget or _too_large(space, masks))
    if reached is not None:
        return Exploration(scenario, space, regions, reached)
    levels, reached = levelled(space, regions, lambda moments, masks: moments > budget or _too_large(space, masks))
    return Exploration(scenario, space, regions, reached, levels)


def _too_large(space: Space, masks: int) -> bool:
    return masks * min(space.size, LARGEST) >> 3 > MEMORY
