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

from collections.abc import Iterable
from typing import Protocol, TypeVar

from alliance_sim.machine import machine_of
from alliance_sim.moment import Moment, View
from alliance_sim.scenario import Outcome, Scenario, Variant


class Identified(Protocol):
    """What has an id."""

    @property
    def id(self) -> str: ...


HasId = TypeVar("HasId", bound=Identified)


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
    return machine_of(scenario).spoken(variants, moment.values, moment.seen)


def shuffled(choices: Iterable[HasId], state: str, seed: int) -> tuple[HasId, ...]:
    """The choices, or what else has an id, in an order that depends on the seed and on these alone, everywhere."""
    from hashlib import blake2b  # noqa: PLC0415  # most who walk through a scenario shuffle nothing

    def place(choice: HasId) -> bytes:
        return blake2b(f"{seed}/{state}/{choice.id}".encode(), digest_size=8).digest()

    return tuple(sorted(choices, key=place))


def named_values(scenario: Scenario, moment: Moment) -> dict[str, int]:
    """The values of the moment by the names of their variables."""
    return {variable.name: value for variable, value in zip(scenario.variables, moment.values, strict=True)}
