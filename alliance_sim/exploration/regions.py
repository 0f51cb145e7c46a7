"""The machine in the large: regions, each a state with what must be remembered there, and the ways between them."""

from collections.abc import Iterator
from typing import NamedTuple

from alliance_sim.exploration.memory import Remembered, Taken, remembered_ahead, targets, ways_on
from alliance_sim.exploration.spaces import Codes, Moves, Space
from alliance_sim.scenario import Choice, Effect, Outcome, Scenario, State


class Region(NamedTuple):
    state: str
    seen: frozenset[str]
    taken: frozenset[Taken]


class Way(NamedTuple):
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


class Plan(NamedTuple):
    """What can be done in a region: the choices, where each is open, where none is, and the ways out."""

    opened: dict[str, Codes]
    closed: Codes
    choices: tuple[Way, ...]
    follows: tuple[Way, ...]


class Regions:
    """The regions found so far, numbered in the order in which they turn up; each is planned when it is asked for."""

    def __init__(self, space: Space, like: "Regions | None" = None) -> None:
        """The regions of a space; `like` others of the same scenario, which have worked out what both need."""
        self.space = space
        self.ahead: dict[str, Remembered] = like.ahead if like else remembered_ahead(space.scenario)
        self.ranks: dict[str, int] = like.ranks if like else ranked(space.scenario)
        self.each: list[Region] = []
        self.into: list[list[Way]] = []
        self._numbers: dict[Region, int] = {}
        self._plans: dict[int, Plan] = {}

    def entered(self, state: str, seen: frozenset[str], taken: frozenset[Taken]) -> int:
        """The number of the region in which a state has just been entered, after these."""
        ahead = self.ahead[state]
        region = Region(state, (seen | {state}) & ahead.seen, taken & ahead.taken)
        number = self._numbers.get(region)
        if number is None:
            number = self._numbers[region] = len(self.each)
            self.each.append(region)
            self.into.append([])
        return number

    def known(self, state: str, seen: frozenset[str], taken: frozenset[Taken]) -> int:
        """The number of a region, or -1 where it has not turned up."""
        ahead = self.ahead[state]
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


def ranked(scenario: Scenario) -> dict[str, int]:
    """The states in an order in which each comes after those that lead to it, but for ways back."""
    finished: list[str] = []
    known: set[str] = set()
    waiting: list[tuple[str, bool]] = [(state.id, False) for state in scenario.states] + [(scenario.start, False)]
    while waiting:
        state, done = waiting.pop()
        if done:
            finished.append(state)
        elif state not in known:
            known.add(state)
            waiting.append((state, True))
            waiting.extend((target, False) for target in targets(scenario.state[state]) if target not in known)
    return {state: rank for rank, state in enumerate(reversed(finished))}
