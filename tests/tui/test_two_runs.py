"""Two runs on the full screen, side by side where there is room; and what holds for every screen of a what-if."""

from pathlib import Path

import pytest

from alliance_sim.library import load
from alliance_sim.settings import Settings
from alliance_sim.tui.going_back import play_otherwise
from alliance_sim.whatif import gone_back
from tests.tui.driver import Size, screen, squeezed
from tests.tui.test_contrast import THEMES, faint
from tests.tui.test_hostile import HOSTILE, clean, hostile_scenario
from tests.tui.test_whatif import SIZES, playing, said
from tests.worked import session


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_two_runs_stand_side_by_side(size: Size) -> None:
    async with playing(size=size) as ui:
        await ui.tap("1", "f", "c")
        rows = [row.split("│", 1) for row in ui.rows if "│" in row]
        assert ("As it was", "What if") in [(left.strip(), right.strip()) for left, right in rows]
        page = said(ui, "page")
        assert "They part at turn 2: weak fit then, strong fit now." in page
        left, right = (squeezed(" ".join(row[side] for row in rows)) for side in (0, 1))
        assert squeezed("You: Good, I am glad.") in left
        assert squeezed("You: I cancelled late") in right


async def test_on_a_narrow_screen_one_run_comes_after_the_other() -> None:
    async with playing(size=(60, 18)) as ui:
        await ui.tap("1", "f", "c")
        text = str(ui.app.screen.query_one("#text").render()).partition("Turn 2\n")[2]
        wanted = ["As it was:", "You: Good, I am glad.", "What if:", "You: I cancelled late"]
        assert sorted(wanted, key=text.index) == wanted


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_comparison_is_read_to_its_end_part_by_part(size: Size) -> None:
    async with playing(size=size) as ui:
        await ui.tap("1", "f", "c")
        seen = ui.part("page")
        for _ in range(30):
            await ui.tap("d")
            seen += ui.part("page")
        assert squeezed("recorded or counted. It shows one other") in squeezed(seen.replace("│", ""))
        assert "▾" not in ui.part("more")


async def test_j_goes_from_turn_to_turn_of_the_comparison() -> None:
    async with playing() as ui:
        await ui.tap("1", "f", "c", "j", "j")
        assert ui.part("page").strip().startswith("Turn 3")


async def test_a_change_of_size_lays_the_comparison_out_anew() -> None:
    async with playing() as ui:
        await ui.tap("1", "f", "c")
        before = ui.text
        await ui.resize(60, 18)
        assert "As it was:" in ui.text
        await ui.resize(80, 24)
        await ui.settle()
        assert ui.text == before


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_of_a_scenario_is_shown_as_written_and_does_not_act(text: str, home: Path) -> None:
    scenario = load(hostile_scenario(text, home / "scenarios")).scenario
    assert scenario is not None
    async with screen(size=(200, 60)) as ui:
        play_otherwise(ui.app, gone_back(scenario, session(("notice", "thank"))), session())
        await ui.settle()
        for key in ("t", "1", "g", "escape", "b"):
            await ui.tap(key)
            assert clean(ui)
            assert squeezed(text.strip()[:8]) in squeezed(ui.text)
        await ui.pick("explain")
        await ui.tap("c")
        assert clean(ui)
        assert squeezed(text.strip()[:8]) in squeezed(ui.text)


@pytest.mark.parametrize("theme", THEMES)
async def test_every_word_stands_out(theme: str) -> None:
    seen: set[tuple[str, float]] = set()
    async with playing(settings=Settings(theme=theme), size=(130, 40)) as ui:
        for key in ("t", "down", "n", "1", "f", "f", "c", "escape", "g"):
            await ui.tap(key)
            seen |= faint(ui)
    assert seen == set()
