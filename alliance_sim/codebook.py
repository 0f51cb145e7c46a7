"""Markers, strategies and errors: what the codes of scenarios mean, read from `codebook.toml`."""

import tomllib
from pkgutil import get_data
from typing import Any, Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Marker(NamedTuple):
    """What shows a rupture. `look_alike` must not be taken for it."""

    code: str
    name: str
    type: Literal["withdrawal", "confrontation"]
    family: str
    definition: str
    example: str
    look_alike: str


class Strategy(NamedTuple):
    """A way of repair, or the ordinary good work where nothing needs any."""

    code: str
    name: str
    family: Literal["immediate", "exploratory", "ordinary work"]
    definition: str
    example: str
    fits: str
    misfires: str


class TherapistError(NamedTuple):
    """A way in which a therapist deepens a strain: by moving away, or against the patient."""

    code: str
    name: str
    direction: Literal["away", "against"]
    definition: str
    example: str


class Codebook(NamedTuple):
    """Every code with what it means, in the order of the table."""

    markers: dict[str, Marker]
    strategies: dict[str, Strategy]
    errors: dict[str, TherapistError]

    def name(self, code: str) -> str:
        """What people call a code; the code itself if the table lacks it, as in a session of a newer version."""
        entry = self.markers.get(code) or self.strategies.get(code) or self.errors.get(code)
        return entry.name if entry else code


def _table(rows: list[dict[str, Any]], cls: type[T]) -> dict[str, T]:
    return {row["code"]: cls(**row) for row in rows}


def _read() -> Codebook:
    tables = tomllib.loads((get_data("alliance_sim", "codebook.toml") or b"").decode())
    return Codebook(
        _table(tables["markers"], Marker),
        _table(tables["strategies"], Strategy),
        _table(tables["errors"], TherapistError),
    )


CODEBOOK = _read()
