"""The trainees who get further by the looks of the replies than anybody should."""

from collections.abc import Iterator

from alliance_sim.audit import BEST, Audit
from alliance_sim.audit.trainees import Trainee
from alliance_sim.policies import POLICIES

GAIN = 10
"""Points of fit above random trainees from which looks are worth something."""


def lucky(audit: Audit) -> dict[str, tuple[str, ...]]:
    """What each of them does that none should, by name."""
    found = {name: tuple(_reasons(audit, audit.trainees[name])) for name in POLICIES}
    return {name: reasons for name, reasons in found.items() if reasons}


def _reasons(audit: Audit, trainee: Trainee) -> Iterator[str]:
    if audit.reached_by(trainee.name):
        yield f"ends mostly in {BEST}"
    if trainee.fit - audit.fit > GAIN:
        yield f"beats random by {trainee.fit - audit.fit:.0f} points of fit"
