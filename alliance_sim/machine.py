"""A scenario made ready to run: guards and effects as functions, states with what can be done in them."""

from collections.abc import Callable
from functools import partial
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.moment import Moment, NothingToFollow, NotOpen, Values, View
from alliance_sim.scenario import Choice, Effect, Outcome, Scenario, State, Variant

Test = Callable[[Values, frozenset[str]], bool]
Change = Callable[[Values], Values]
COMPARISONS = {">=": ge, "<=": le, ">": gt, "<": lt, "==": eq, "!=": ne}
HIGHEST = 100
"""No range goes further, so that a comparison is a table of this many answers, and one."""
PREPARED = 16
"""So many scenarios stay prepared: more than a comparison of two, few enough for any memory."""

_moment: Callable[[tuple[str, Values, frozenset[str], frozenset[tuple[str, str]]]], Moment] = partial(
    tuple.__new__, Moment
)
"""A moment without the call of its own constructor, which takes a tenth of a step."""


class _Result(NamedTuple):
    """An outcome made ready: its guard, its effects, and the state that it leads to."""

    holds: Test | None
    change: Change | None
    target: str
    outcome: Outcome


class _Offer(NamedTuple):
    """A choice made ready. `once` is the key under which it is remembered when taken."""

    choice: Choice
    holds: Test | None
    once: tuple[str, str] | None
    results: tuple[_Result, ...]

    def is_open(self, moment: Moment) -> bool:
        _, values, seen, taken = moment
        _, holds, once, _ = self
        return (holds is None or holds(values, seen)) and (once is None or once not in taken)


class _Place(NamedTuple):
    """A state made ready.

    `doubtful` are the offers that may be closed, each with a bit. Where the texts do not vary, what is shown depends on
    these alone, and `views` keeps it by the bits of those that are closed.
    """

    state: State
    offers: dict[str, _Offer]
    routes: tuple[tuple[Test | None, str], ...]
    doubtful: tuple[tuple[int, Test | None, tuple[str, str] | None], ...]
    views: dict[int, View] | None


class Machine:
    """A scenario with its guards and effects turned into functions, so that a step costs little."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.index = {variable.name: number for number, variable in enumerate(scenario.variables)}
        self.conditions = {condition.name: condition.guard for condition in scenario.conditions}
        self.start = tuple(variable.start for variable in scenario.variables)
        self.remembered: set[str] = set()
        self.tests: dict[Guard, Test] = {}
        self.changes: dict[tuple[Effect, ...], Change] = {}
        self.places = {state.id: self._place(state) for state in scenario.states}

    def _place(self, state: State) -> _Place:
        offers = {choice.id: self._offer(state, choice) for choice in state.choices or ()}
        self._remember_what_is_explained(state)
        routes = tuple((self.test(route.when), route.to) for route in state.route or ())
        onward = state.otherwise if offers else state.to
        if onward:
            routes = ((None, onward),)
        doubtful = tuple(
            (1 << number, offer.holds, offer.once)
            for number, offer in enumerate(offers.values())
            if offer.holds is not None or offer.once is not None
        )
        varies = any(variant.when is not None for variant in (*(state.scene or ()), *(state.patient or ())))
        return _Place(state, offers, routes, doubtful, None if varies else {})

    def _offer(self, state: State, choice: Choice) -> _Offer:
        results = tuple(
            _Result(self.test(found.when), self.change(found.effects), found.to or state.to or "", found)
            for found in choice.results
        )
        return _Offer(choice, self.test(choice.when), (state.id, choice.id) if choice.once else None, results)

    def _remember_what_is_explained(self, state: State) -> None:
        """Debriefs ask for the `why` and the `trigger` of a past moment: what these ask for must have been kept."""
        explained = [state.scene, state.patient]
        if state.rupture:
            explained += [state.rupture.why, state.rupture.trigger]
        if state.no_rupture:
            explained.append(state.no_rupture.why)
        for variants in explained:
            for variant in variants or ():
                self.test(variant.when)

    def view(self, moment: Moment) -> View:
        name, values, seen, taken = moment
        state, offers, _, doubtful, views = self.places[name]
        closed = 0
        for bit, holds, once in doubtful:
            if (holds is not None and not holds(values, seen)) or (once is not None and once in taken):
                closed |= bit
        found = views.get(closed) if views is not None else None
        if found is None:
            choices = tuple(offer.choice for number, offer in enumerate(offers.values()) if not closed & 1 << number)
            scene, patient = self.spoken(state.scene, values, seen), self.spoken(state.patient, values, seen)
            found = View(state, scene, patient, choices)
            if views is not None:
                views[closed] = found
        return found

    def choose(self, moment: Moment, choice: str) -> Moment:
        state, values, seen, taken = moment
        offer = self.places[state].offers.get(choice)
        if offer is None:
            raise self._not_open(moment, choice)
        _, opens, once, results = offer
        if (opens is not None and not opens(values, seen)) or (once is not None and once in taken):
            raise self._not_open(moment, choice)
        for holds, change, target, _ in results:  # noqa: B007  # the one that holds is used below
            if holds is None or holds(values, seen):
                break
        if change is not None:
            values = change(values)
        if target in self.remembered:
            seen = seen | {target}
        if once is not None:
            taken = taken | {once}
        return _moment((target, values, seen, taken))

    def outcome(self, moment: Moment, choice: str) -> Outcome:
        offer = self.places[moment.state].offers.get(choice)
        if offer is None or not offer.is_open(moment):
            raise self._not_open(moment, choice)
        return next(
            found.outcome for found in offer.results if found.holds is None or found.holds(moment.values, moment.seen)
        )

    def follow(self, moment: Moment) -> Moment:
        state, values, seen, taken = moment
        place = self.places[state]
        if any(offer.is_open(moment) for offer in place.offers.values()):
            raise NothingToFollow(f"'{state}' waits for a choice")
        for holds, target in place.routes:
            if holds is None or holds(values, seen):
                if target in self.remembered:
                    seen = seen | {target}
                return Moment(target, values, seen, taken)
        raise NothingToFollow(f"nothing follows '{state}'")

    def _not_open(self, moment: Moment, choice: str) -> NotOpen:
        listed = ", ".join(offered.id for offered in self.view(moment).choices) or "none"
        return NotOpen(f"expected a choice open in '{moment.state}' ({listed}), found '{choice}'")

    def spoken(self, variants: tuple[Variant, ...] | None, values: Values, seen: frozenset[str]) -> str | None:
        """The first of the variants whose guard holds."""
        for variant in variants or ():
            holds = self.test(variant.when)
            if holds is None or holds(values, seen):
                return variant.say
        return None

    def change(self, effects: tuple[Effect, ...]) -> Change | None:
        """A function from values to values: each effect looked up in a table of its variable's range."""
        if not effects:
            return None
        change = self.changes.get(effects)
        if change is None:
            change = self.changes[effects] = self._change(effects)
        return change

    def _change(self, effects: tuple[Effect, ...]) -> Change:
        tables = []
        for effect in effects:
            number = self.index[effect.variable]
            low, high = self.scenario.variables[number].range
            amount, sets = effect.change.amount, effect.change.sets
            tables.append((number, [amount if sets else min(high, max(low, v + amount)) for v in range(high + 1)]))

        def changed(values: Values) -> Values:
            after = list(values)
            for number, table in tables:
                after[number] = table[after[number]]
            return tuple(after)

        return changed

    def test(self, guard: Guard | None) -> Test | None:
        """A function that tells whether the guard holds; None where there is none."""
        if guard is None:
            return None
        test = self.tests.get(guard)
        if test is None:
            test = self.tests[guard] = self._test(guard)
        return test

    def _test(self, guard: Guard) -> Test:
        match guard:
            case Compare(name, operator, number):
                index = self.index[name]
                table = [COMPARISONS[operator](value, number) for value in range(HIGHEST + 1)]
                return lambda values, seen: table[values[index]]  # noqa: ARG005
            case Named(name) if name in self.conditions:
                return self._tests((self.conditions[name],))[0]
            case Named(name):
                flag = self.index[name]
                return lambda values, seen: values[flag] == 1  # noqa: ARG005
            case Seen(state):
                self.remembered.add(state)
                return lambda values, seen: state in seen  # noqa: ARG005
            case Not(inner):
                (negated,) = self._tests((inner,))
                return lambda values, seen: not negated(values, seen)
            case Every((first, second)):
                one, other = self._tests((first, second))
                return lambda values, seen: one(values, seen) and other(values, seen)
            case Every(guards):
                tests = self._tests(guards)
                return lambda values, seen: all(holds(values, seen) for holds in tests)
            case Either(guards):
                tests = self._tests(guards)
                return lambda values, seen: any(holds(values, seen) for holds in tests)
        raise TypeError(f"no guard: {guard!r}")

    def _tests(self, guards: tuple[Guard, ...]) -> list[Test]:
        return [test for test in map(self.test, guards) if test is not None]


_MACHINES: dict[int, "Machine"] = {}


def machine_of(scenario: Scenario) -> Machine:
    """The scenario made ready, kept by identity: the machine holds its scenario, so no other can take its place."""
    try:
        return _MACHINES[id(scenario)]
    except KeyError:
        if len(_MACHINES) >= PREPARED:
            _MACHINES.pop(next(iter(_MACHINES)), None)
        machine = _MACHINES[id(scenario)] = Machine(scenario)
        return machine
