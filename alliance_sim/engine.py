"""The state machine: where a run is, what is said and offered there, and what a choice leads to.

The rules, in the order in which they apply:

    ENTER a state      it joins `seen`; `scene` and `patient` variants, then the `when`s of its choices or its
                       `route`, are evaluated on the values that hold now. The first whose guard holds is taken.
    CHOOSE             outcome guards read the values before the choice; the effects apply at once, each clamped to
                       its variable's range; the target (the outcome's, else the state's) is entered.
    FOLLOW             a passage goes on by its `to` or `route`, a turn with nothing open by its `otherwise`.
    END                an ending has nothing to choose. A turn with nothing open and no `otherwise` is stuck.

Everything here is pure. A `Moment` holds all that the future depends on: of the states entered only those that some
`seen(...)` asks for, of the choices taken only those that are `once`.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from attrs import frozen

from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.scenario import Choice, Effect, Outcome, Scenario, State, Variant

Values = tuple[int, ...]
Test = Callable[[Values, frozenset[str]], bool]
Change = Callable[[Values], Values]
COMPARISONS = {">=": ge, "<=": le, ">": gt, "<": lt, "==": eq, "!=": ne}


class NotOpen(ValueError):
    """The choice does not exist here, or is not offered now."""


class NothingToFollow(ValueError):
    """The moment is an ending, stuck, or waits for a choice."""


class Moment(NamedTuple):
    """Where a run is. `values` are in the order of the scenario's variables."""

    state: str
    values: Values
    seen: frozenset[str]
    taken: frozenset[tuple[str, str]]


class View(NamedTuple):
    """What a moment shows: the narrator, the patient, and the choices open, in file order."""

    state: State
    scene: str | None
    patient: str | None
    choices: tuple[Choice, ...]

    @property
    def waits(self) -> bool:
        """Whether the trainee has something to choose."""
        return bool(self.choices)

    @property
    def stuck(self) -> bool:
        """Whether the run stops here without an ending."""
        return self.state.choices is not None and not self.choices and self.state.otherwise is None

    @property
    def over(self) -> bool:
        return self.state.ending is not None or self.stuck


def begin(scenario: Scenario) -> Moment:
    """The moment in which the start has been entered."""
    machine = machine_of(scenario)
    start = scenario.start
    seen = frozenset({start}) if start in machine.remembered else frozenset()
    return Moment(start, machine.start, seen, frozenset())


def view(scenario: Scenario, moment: Moment) -> View:
    return machine_of(scenario).view(moment)


def choose(scenario: Scenario, moment: Moment, choice: str) -> Moment:
    """The moment after a choice. Raises `NotOpen`."""
    return machine_of(scenario).choose(moment, choice)


def follow(scenario: Scenario, moment: Moment) -> Moment:
    """The moment after a passage, or after a turn with nothing open. Raises `NothingToFollow`."""
    return machine_of(scenario).follow(moment)


def outcome(scenario: Scenario, moment: Moment, choice: str) -> Outcome:
    """The outcome that the choice would have now. Raises `NotOpen`."""
    return machine_of(scenario).outcome(moment, choice)


def spoken(scenario: Scenario, moment: Moment, variants: tuple[Variant, ...] | None) -> str | None:
    """The variant that holds now."""
    return machine_of(scenario).speech(variants)(moment)


def shuffled(choices: tuple[Choice, ...], state: str, seed: int) -> tuple[Choice, ...]:
    """The choices in an order that depends on the seed and their ids alone, the same on every machine."""

    def place(choice: Choice) -> bytes:
        return blake2b(f"{seed}/{state}/{choice.id}".encode(), digest_size=8).digest()

    return tuple(sorted(choices, key=place))


def named_values(scenario: Scenario, moment: Moment) -> dict[str, int]:
    """The values of the moment by the names of their variables."""
    return {variable.name: value for variable, value in zip(scenario.variables, moment.values, strict=True)}


@lru_cache(maxsize=16)
def machine_of(scenario: Scenario) -> "Machine":
    return Machine(scenario)


@frozen
class _Result:
    """An outcome made ready: its guard, its effects, and the state that it leads to."""

    holds: Test | None
    change: Change | None
    target: str
    outcome: Outcome


@frozen
class _Offer:
    """A choice made ready. `once` is the key under which it is remembered when taken."""

    choice: Choice
    holds: Test | None
    once: tuple[str, str] | None


class Machine:
    """A scenario with its guards and effects turned into functions, so that a step costs little."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.index = {variable.name: number for number, variable in enumerate(scenario.variables)}
        self.conditions = {condition.name: condition.guard for condition in scenario.conditions}
        self.start = tuple(variable.start for variable in scenario.variables)
        self.remembered: set[str] = set()
        self.states = scenario.state
        self.speeches: dict[str, tuple[Callable[[Moment], str | None], Callable[[Moment], str | None]]] = {}
        self.offers: dict[str, tuple[_Offer, ...]] = {}
        self.always_open: dict[str, tuple[Choice, ...]] = {}
        self.results: dict[tuple[str, str], tuple[_Result, ...]] = {}
        self.routes: dict[str, tuple[tuple[Test | None, str], ...]] = {}
        for state in scenario.states:
            self._prepare(state)

    def _prepare(self, state: State) -> None:
        self.speeches[state.id] = (self.speech(state.scene), self.speech(state.patient))
        offers = tuple(
            _Offer(choice, self.test(choice.when), (state.id, choice.id) if choice.once else None)
            for choice in state.choices or ()
        )
        self.offers[state.id] = offers
        if all(offer.holds is None and offer.once is None for offer in offers):
            self.always_open[state.id] = tuple(offer.choice for offer in offers)
        for choice in state.choices or ():
            self.results[state.id, choice.id] = tuple(
                _Result(self.test(found.when), self.change(found.effects), found.to or state.to or "", found)
                for found in choice.results
            )
        if state.choices:
            self.routes[state.id] = ((None, state.otherwise),) if state.otherwise else ()
        elif state.route:
            self.routes[state.id] = tuple((self.test(route.when), route.to) for route in state.route)
        else:
            self.routes[state.id] = ((None, state.to),) if state.to else ()

    def view(self, moment: Moment) -> View:
        state, values, seen, taken = moment
        scene, patient = self.speeches[state]
        choices = self.always_open.get(state)
        if choices is None:
            choices = tuple(
                offer.choice
                for offer in self.offers[state]
                if (offer.holds is None or offer.holds(values, seen))
                and (offer.once is None or offer.once not in taken)
            )
        return View(self.states[state], scene(moment), patient(moment), choices)

    def choose(self, moment: Moment, choice: str) -> Moment:
        state, values, seen, taken = moment
        if state not in self.always_open or (state, choice) not in self.results:
            self._require_open(moment, choice)
            if self.states[state].choice[choice].once:
                taken = taken | {(state, choice)}
        for result in self.results[state, choice]:
            if result.holds is None or result.holds(values, seen):
                break
        if result.change is not None:
            values = result.change(values)
        target = result.target
        if target in self.remembered and target not in seen:
            seen = seen | {target}
        return Moment(target, values, seen, taken)

    def outcome(self, moment: Moment, choice: str) -> Outcome:
        self._require_open(moment, choice)
        results = self.results[moment.state, choice]
        return next(
            result.outcome for result in results if result.holds is None or result.holds(moment.values, moment.seen)
        )

    def follow(self, moment: Moment) -> Moment:
        state, values, seen, taken = moment
        if self.states[state].choices and self.view(moment).choices:
            raise NothingToFollow(f"'{state}' waits for a choice")
        for holds, target in self.routes[state]:
            if holds is None or holds(values, seen):
                if target in self.remembered and target not in seen:
                    seen = seen | {target}
                return Moment(target, values, seen, taken)
        raise NothingToFollow(f"nothing follows '{state}'")

    def _require_open(self, moment: Moment, choice: str) -> None:
        offered = [found.id for found in self.view(moment).choices]
        if choice not in offered:
            listed = ", ".join(offered) or "none"
            raise NotOpen(f"expected a choice open in '{moment.state}' ({listed}), found '{choice}'")

    def speech(self, variants: tuple[Variant, ...] | None) -> Callable[[Moment], str | None]:
        """A function that picks the variant that holds at a moment."""
        if not variants:
            return lambda moment: None  # noqa: ARG005  # one shape for all three
        if variants[0].when is None:
            only = variants[0].say
            return lambda moment: only  # noqa: ARG005
        tests = [(self.test(variant.when), variant.say) for variant in variants]
        return lambda moment: next(say for holds, say in tests if holds is None or holds(moment.values, moment.seen))

    def change(self, effects: tuple[Effect, ...]) -> Change | None:
        """A function from values to values: each effect looked up in a table of its variable's range."""
        if not effects:
            return None
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
        match guard:
            case Compare(name, operator, number):
                index, compared = self.index[name], COMPARISONS[operator]
                return lambda values, seen: compared(values[index], number)  # noqa: ARG005
            case Named(name) if name in self.conditions:
                return self.test(self.conditions[name])
            case Named(name):
                flag = self.index[name]
                return lambda values, seen: values[flag] == 1  # noqa: ARG005
            case Seen(state):
                self.remembered.add(state)
                return lambda values, seen: state in seen  # noqa: ARG005
            case Not(inner):
                negated = self.test(inner)
                assert negated is not None
                return lambda values, seen: not negated(values, seen)
            case Every(guards):
                tests = self._tests(guards)
                return lambda values, seen: all(holds(values, seen) for holds in tests)
            case Either(guards):
                tests = self._tests(guards)
                return lambda values, seen: any(holds(values, seen) for holds in tests)
        raise TypeError(f"no guard: {guard!r}")

    def _tests(self, guards: tuple[Guard, ...]) -> list[Test]:
        return [test for test in map(self.test, guards) if test is not None]
