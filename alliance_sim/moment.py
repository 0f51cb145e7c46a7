"""Where a run is, and what it shows there."""

from typing import NamedTuple

from alliance_sim.scenario import Choice, State

Values = tuple[int, ...]


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
