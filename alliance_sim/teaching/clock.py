"""Time in a group session: how much is left of the hour, and of the stage."""

from alliance_sim.teaching.seminar import Seminar

USUAL = 60
"""Minutes of a group session."""


def clock(here: Seminar, now: float, minutes: int) -> str:
    """What is left of the session, and how long the stage has taken or has left, on one line."""
    left = round((here.began + minutes * 60 - now) / 60)
    hour = f"{left} of {minutes} minutes left" if left >= 0 else f"{-left} minutes over the {minutes} planned"
    if here.timer:
        return f"{hour}; timer {spoken(here.timer.left(now))}"
    return f"{hour}; here for {spoken(max(0, round(now - here.entered)))}"


def spoken(seconds: int) -> str:
    """Minutes and seconds, as a clock shows them."""
    return f"{seconds // 60}:{seconds % 60:02}"
