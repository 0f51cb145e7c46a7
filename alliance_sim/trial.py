"""One probed turn with its answer, as signal detection sees it."""

from typing import Literal

from attrs import frozen

from alliance_sim.session import Recognition

Result = Literal["hit", "miss", "false_alarm", "correct_rejection"]


@frozen
class Trial:
    """One probed turn and what was answered. `confidence` is that in the answer, in percent.

    `decoy` is the marker that a turn without rupture resembles. `marker_credit`, 0 to 1, is None where none was named.
    """

    turn: int
    truth: Recognition
    answer: Recognition
    confidence: int | None = None
    decoy: str | None = None
    marker_credit: float | None = None

    @property
    def result(self) -> Result:
        if self.truth == "none":
            return "correct_rejection" if self.answer == "none" else "false_alarm"
        return "miss" if self.answer == "none" else "hit"

    @property
    def agrees(self) -> bool:
        """Whether answer and key say the same about there being a rupture, of whatever type."""
        return self.result in ("hit", "correct_rejection")

    @property
    def probability(self) -> float | None:
        """Of a rupture, 0 to 1, as the trainee put it."""
        if self.confidence is None:
            return None
        return (self.confidence if self.answer != "none" else 100 - self.confidence) / 100
