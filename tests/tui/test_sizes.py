"""No size of the terminal brings the program down, and no change of size in the middle of anything."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from alliance_sim.settings import Settings
from tests.tui.driver import SHORT, Ui, screen

SIZES = st.tuples(st.integers(1, 200), st.integers(1, 60))
KEYS = st.sampled_from([*"12-ndu?rlhse", "enter", "down", "end", "home", "escape"])
DEEDS = st.lists(st.one_of(SIZES, SIZES, KEYS), min_size=3, max_size=6)
Deed = tuple[int, int] | str


async def do(ui: Ui, deeds: list[Deed]) -> None:
    for deed in deeds:
        if isinstance(deed, tuple):
            await ui.resize(*deed)
            assert len(ui.rows) == deed[1]
        else:
            await ui.tap(deed)
    await ui.resize(80, 24)
    assert len(ui.rows) == 24
    assert ui.app.is_running


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(deeds=DEEDS, start=SIZES, own_words=st.booleans())
@example(deeds=[(1, 1), "2", (200, 60), "2", (1, 60), "down", (200, 1)], start=(80, 24), own_words=True)
@example(deeds=["escape", "l", (1, 1), "down", (8, 3), "?", (2, 2)], start=(1, 1), own_words=False)
def test_no_size_and_no_change_of_size_ends_the_program(
    deeds: list[Deed], start: tuple[int, int], own_words: bool
) -> None:
    async def body() -> None:
        mode = Settings(ratings=False, own_words=own_words, recognition="free" if own_words else "paced")
        async with screen(play=SHORT, size=start, settings=mode) as ui:
            await do(ui, deeds)

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("ALLIANCE_SIM_HOME", str(Path(folder) / "home"))
        asyncio.run(body())


async def test_after_any_sizes_the_screen_is_as_if_it_had_always_been_this_size() -> None:
    async with screen(play=SHORT, size=(80, 24), settings=Settings(ratings=False)) as ui:
        await ui.tap("2")
        before = ui.text
        for size in [(60, 18), (1, 1), (200, 60), (120, 40), (80, 24)]:
            await ui.resize(*size)
            await ui.settle()
        assert ui.text == before
