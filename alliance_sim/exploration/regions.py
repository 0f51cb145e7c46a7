"""The machine in the large: regions, each a state with what must be remembered there, and the ways between them."""

from collections.abc import Iterator

from attrs import define, field, frozen

from alliance_sim.exploration.memory import Remembered, Taken, remembered_ahead, ways_on
from alliance_sim.exploration.spaces import Codes, Moves, Space
from alliance_sim.scenario import Choice, Effect, Outcome, State


@frozen
class Region:
    state: str
    seen: frozenset[str]
    taken: frozenset[Taken]


@frozen(eq=False)
class Way:
    """A step from the codes `where` of one region into another.

    `choice` and `outcome` are None on a step without a choice: a passage, or `otherwise`; `move` where nothing changes.
    """

    source: int
    choice: Choice | None
    outcome: Outcome | None
    where: Codes
    effects: tuple[Effect, ...]
    move: Moves | None
    target: int


@frozen(eq=False)
class Plan:
    """What can be done in a region: the choices, where each is open, where none is, and the ways out."""

    opened: dict[str, Codes]
    closed: Codes
    choices: tuple[Way, ...]
    follows: tuple[Way, ...]


@define(eq=False)
class Regions:
    """The regions found so far, numbered in the order in which they turn up; each is planned when it is asked for."""

    space: Space
    each: list[Region] = field(factory=list)
    into: list[list[Way]] = field(factory=list)
    _numbers: dict[Region, int] = field(factory=dict)
    _plans: dict[int, Plan] = field(factory=dict)
    _ahead: dict[str, Remembered] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._ahead = remembered_ahead(self.space.scenario)

    def entered(self, state: str, seen: frozenset[str], taken: frozenset[Taken]) -> int:
        """The number of the region in which a state has just been entered, after these."""
        ahead = self._ahead[state]
        region = Region(state, (seen | {state}) & ahead.seen, taken & ahead.taken)
        number = self._numbers.get(region)
        if number is None:
            number = self._numbers[region] = len(self.each)
            self.each.append(region)
            self.into.append([])
        return number

    def known(self, state: str, seen: frozenset[str], taken: frozenset[Taken]) -> int:
        """The number of a region, or -1 where it has not turned up."""
        ahead = self._ahead[state]
        return self._numbers.get(Region(state, seen & ahead.seen, taken & ahead.taken), -1)

    def plan(self, number: int) -> Plan:
        plan = self._plans.get(number)
        if plan is None:
            plan = self._plans[number] = self._planned(number, self.each[number])
            for way in (*plan.choices, *plan.follows):
                self.into[way.target].append(way)
        return plan

    def _planned(self, number: int, region: Region) -> Plan:
        state = self.space.scenario.state[region.state]
        opened: dict[str, Codes] = {}
        closed = self.space.all
        for choice in state.choices or ():
            gone = (state.id, choice.id) in region.taken
            opened[choice.id] = self.space.empty if gone else self.space.mask(choice.when, region.seen)
            closed = closed & ~opened[choice.id]
        choices = tuple(
            way
            for choice in state.choices or ()
            if opened[choice.id]
            for way in self._ways(number, region, state, choice, opened[choice.id])
        )
        return Plan(opened, closed, choices, tuple(self._follows(number, region, state, closed)))

    def _ways(self, number: int, region: Region, state: State, choice: Choice, left: Codes) -> Iterator[Way]:
        """The ways of a choice, one for each outcome that is not hidden by those before it."""
        taken = region.taken | {(state.id, choice.id)} if choice.once else region.taken
        for found in choice.results:
            here = left & self.space.mask(found.when, region.seen)
            left = left & ~here
            if here:
                target = self.entered(found.to or state.to or "", region.seen, taken)
                yield Way(number, choice, found, here, found.effects, self.space.move(found.effects), target)

    def _follows(self, number: int, region: Region, state: State, left: Codes) -> Iterator[Way]:
        for guard, target in ways_on(state):
            here = left & self.space.mask(guard, region.seen)
            left = left & ~here
            if here:
                yield Way(number, None, None, here, (), None, self.entered(target, region.seen, region.taken))
