"""The projected screen of a group session under test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alliance_sim.classroom import begun
from alliance_sim.library import load
from alliance_sim.shelf import shipped_folder
from alliance_sim.store import home
from alliance_sim.teaching.seminar import Seminar
from alliance_sim.tui.teach_app import TeachApp
from tests.teaching.steps import BEGAN, SEED, SHORT, events
from tests.tui.driver import Size, Ui

WORST = shipped_folder() / "within-tolerance.yaml"
"""The shipped scenario with the longest utterances and with six replies."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def projected(
    *steps: str, of: Path = SHORT, size: Size = (80, 24), light: bool = False, clock: Clock | None = None
) -> AsyncIterator[Ui]:
    """The projected screen after some steps."""
    room = begun(load(of), home(), clock or Clock(), seed=SEED)
    for event in events(*steps):
        room.add(event)
    app = TeachApp(room, home(), light=light)
    async with app.run_test(size=size) as pilot:
        ui = Ui(app, pilot)
        await ui.settle()
        yield ui


def here(ui: Ui) -> Seminar:
    assert isinstance(ui.app, TeachApp)
    return ui.app.room.now
