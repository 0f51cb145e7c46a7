"""Two runs on the full screen: side by side where there is room, else one after the other."""

import pytest

from tests.tui.driver import Size, squeezed
from tests.tui.test_whatif import SIZES, playing, said


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
