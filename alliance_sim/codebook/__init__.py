"""Markers, strategies and errors: what the codes of scenarios mean."""

from typing import NamedTuple

from alliance_sim.codebook.entries import Marker, Strategy, TherapistError
from alliance_sim.codebook.errors import ERRORS
from alliance_sim.codebook.markers import MARKERS
from alliance_sim.codebook.strategies import STRATEGIES

__all__ = ["CODEBOOK", "Codebook", "Marker", "Strategy", "TherapistError"]


class Codebook(NamedTuple):
    """Every code with what it means, in the order of the scenario format."""

    markers: dict[str, Marker]
    strategies: dict[str, Strategy]
    errors: dict[str, TherapistError]

    def name(self, code: str) -> str:
        """What people call a code; the code itself if the table lacks it, as in a session of a newer version."""
        entry = self.markers.get(code) or self.strategies.get(code) or self.errors.get(code)
        return entry.name if entry else code


CODEBOOK = Codebook(
    {marker.code: marker for marker in MARKERS},
    {strategy.code: strategy for strategy in STRATEGIES},
    {error.code: error for error in ERRORS},
)
