"""What is known of a marker, a strategy or an error."""

from typing import Literal, NamedTuple


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
