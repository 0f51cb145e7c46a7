"""The teacher's own screen follows the projected one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from alliance_sim.classroom import begun
from alliance_sim.library import load
from alliance_sim.settings import Settings
from alliance_sim.store import home
from alliance_sim.tui.teach_app import NotesApp
from tests.teaching.steps import BEGAN, SEED, SHORT, TO_VOTE, TWO_VOTES, event
from tests.tui.driver import Size, Ui, squeezed


@asynccontextmanager
async def notes(*, size: Size = (80, 24)) -> AsyncIterator[Ui]:
    app = NotesApp(home(), Settings())
    async with app.run_test(size=size) as pilot:
        ui = Ui(app, pilot)
        await ui.settle()
        yield ui


async def looked(ui: Ui) -> None:
    """Let the notes look at the file once more."""
    assert isinstance(ui.app, NotesApp)
    ui.app.notes.look()
    await ui.settle()


async def test_before_a_session_they_wait_and_then_follow_it() -> None:
    async with notes(size=(80, 40)) as ui:
        assert "Waiting" in ui.text
        room = begun(load(SHORT), home(), lambda: BEGAN, seed=SEED)
        await looked(ui)
        assert "Before we begin" in ui.text
        for step in ("go", "go", "go"):
            room.add(event(step, BEGAN))
        await looked(ui)
        assert "Turn 1. Listen" in ui.text
        assert "Truth: withdrawal; strain of the task" in ui.text
        room.add(event("left", BEGAN))
        await looked(ui)
        assert "the projected screen was left" in ui.text


async def test_cues_are_underlined() -> None:
    room = begun(load(SHORT), home(), lambda: BEGAN, seed=SEED)
    for step in ("go", "go", "go"):
        room.add(event(step, BEGAN))
    async with notes() as ui:
        marked = [part.text for row in ui.segments for part in row if part.style and part.style.underline]
        assert squeezed("".join(marked)) == "itwasfine"


async def test_a_count_that_is_typed_does_not_move_what_is_being_read() -> None:
    room = begun(load(SHORT), home(), lambda: BEGAN, seed=SEED)
    for step in TWO_VOTES[: len(TO_VOTE)]:
        room.add(event(step, BEGAN))
    async with notes() as ui:
        await ui.tap("pagedown")
        top = ui.text.split("\n")[3]
        room.add(event("none=7", BEGAN))
        await looked(ui)
        assert ui.text.split("\n")[3] == top
        room.add(event("go", BEGAN))
        await looked(ui)
        assert "what would you say?" in ui.text.split("\n")[1]


@pytest.mark.parametrize("size", [(1, 1), (60, 18), (80, 24), (200, 60)])
async def test_no_size_stops_them(size: Size) -> None:
    begun(load(SHORT), home(), lambda: BEGAN, seed=SEED)
    async with notes(size=size) as ui:
        await ui.tap("pagedown", "j", "k", "down", "up", "escape", "?")
        await ui.resize(80, 24)
        assert ui.text.strip()
