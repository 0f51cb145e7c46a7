"""The map on the screen: the way to it, the cursor, the state under it, the figures, and the path taken."""

import asyncio
from pathlib import Path

import pytest

from alliance_sim.settings import Settings
from alliance_sim.tui.drawing import Drawing
from alliance_sim.tui.library import LibraryScreen
from alliance_sim.tui.map import MapScreen, reckoned
from alliance_sim.tui.reading import ReadingScreen
from alliance_sim.tui.session import SessionScreen
from tests.maps import diary
from tests.tui.driver import SHORT, Size, Ui, best, finished, screen, squeezed
from tests.tui.test_contrast import THEMES, faint
from tests.tui.test_hostile import HOSTILE, clean, hostile_scenario

SIZES: list[Size] = [(60, 18), (80, 24), (200, 60)]
DIARY = Path(__file__).parents[1] / "empty-diary.yaml"


def drawing(ui: Ui) -> Drawing:
    return ui.app.screen.query_one(Drawing)


async def reckon(ui: Ui) -> None:
    """Wait until the figures are there."""
    for _ in range(200):
        await ui.settle()
        assert isinstance(ui.app.screen, MapScreen)
        if ui.app.screen.drawn.reckoning is not None:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"expected figures, found\n{ui.text}")


async def open_map(ui: Ui, choices: list[str] | None = None) -> None:
    """The map of the small scenario."""
    ui.app.show_map(diary(), choices)
    await reckon(ui)


async def test_a_scenario_that_was_not_played_to_its_end_shows_its_map_only_when_asked_for_twice() -> None:
    async with screen() as ui:
        await ui.tap("l", "v")
        assert isinstance(ui.app.screen, LibraryScreen)
        assert "gives away every turn and ending" in " ".join(ui.part("told").split())
        await ui.tap("v")
        assert isinstance(ui.app.screen, MapScreen)
        await ui.tap("escape", "v")
        assert isinstance(ui.app.screen, LibraryScreen)


async def test_the_warning_is_about_one_scenario() -> None:
    async with screen() as ui:
        await ui.tap("l", "v", "down", "v")
        assert isinstance(ui.app.screen, LibraryScreen)


async def test_a_scenario_that_was_played_to_its_end_shows_its_map_at_once(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    (home / "scenarios" / "sound.yaml").write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    finished()
    async with screen() as ui:
        await ui.tap("l")
        index = [Path(option.id).stem for option in ui.choice.options].index("sound")
        await ui.tap(*["down"] * index, "v")
        assert isinstance(ui.app.screen, MapScreen)
        assert not ui.app.screen.drawn.path


async def test_a_scenario_with_errors_has_no_map(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    (home / "scenarios" / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    async with screen() as ui:
        await ui.tap("l", "end", "v", "v")
        assert isinstance(ui.app.screen, LibraryScreen)
        assert "alliance-sim check" in " ".join(ui.part("told").split())


async def test_an_empty_list_has_no_map() -> None:
    async with screen() as ui:
        await ui.tap("l", "m", "v", "v")
        assert isinstance(ui.app.screen, LibraryScreen)


async def test_the_debrief_of_an_old_session_shows_the_path_that_was_taken() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "enter", "v")
        assert isinstance(ui.app.screen, MapScreen)
        assert ui.app.screen.drawn.path == ("coat-on", "drawer", "mended-coat")
        await reckon(ui)
        assert "the path taken" in ui.part("status")
        rows = [row for row in ui.part("drawing").split("\n") if "*" in row]
        assert ["coat-on" in rows[0], "(step 1)" in rows[1], "drawer" in rows[2]] == [True] * 3


async def test_until_the_debrief_the_map_would_give_away_what_is_to_come() -> None:
    async with screen(play=SHORT, settings=Settings(ratings=False)) as ui:
        while ui.step.key != "debrief":
            if not ui.step.takes_text:
                await ui.tap("v")
                assert isinstance(ui.app.screen, SessionScreen)
                assert "give away" in ui.part("told")
            await ui.give(best(ui.step))
        assert "v map" in ui.part("keys")
        await ui.tap("v")
        assert isinstance(ui.app.screen, MapScreen)
        assert ui.app.screen.drawn.path == ("coat-on", "drawer", "mended-coat")
        await ui.tap("escape")
        assert ui.step.key == "debrief"


async def test_n_goes_along_the_path() -> None:
    async with screen() as ui:
        await open_map(ui, ["notice", "own-it"])
        stops = [drawing(ui).state]
        for _ in range(4):
            await ui.tap("n")
            stops.append(drawing(ui).state)
        assert stops == ["coat-on", "schoolgirl", "close", "drawer", "coat-on"]


async def test_n_says_that_there_is_no_path_where_there_is_none() -> None:
    async with screen() as ui:
        await open_map(ui)
        await ui.tap("n")
        assert "no path" in ui.part("told")
        assert drawing(ui).state == "coat-on"
        await ui.tap("down")
        assert ui.part("told") == ""


async def test_the_map_is_there_at_once_and_its_figures_follow() -> None:
    async with screen() as ui:
        ui.app.show_map(diary())
        await ui.settle(1)
        assert "coat-on" in ui.part("drawing")
        await reckon(ui)
        assert "100% coat-on · withdrawal" in ui.part("drawing")
        assert "coat-on · withdrawal · 100%" in ui.part("state-title")


async def test_too_many_moments_leave_the_map_without_figures_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_sim.tui.map.MOST_MOMENTS", 3)
    monkeypatch.setattr(
        "alliance_sim.tui.map.reckoned", __import__("alliance_sim.tui.map").tui.map.reckoned.__wrapped__
    )
    async with screen() as ui:
        ui.app.show_map(diary())
        for _ in range(100):
            await ui.settle()
            if "too many moments" in ui.part("status"):
                break
            await asyncio.sleep(0.02)
        else:
            raise AssertionError(f"expected to be told, found\n{ui.text}")
    reckoned.cache_clear()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_arrows_go_through_all_states_and_each_is_brought_to_the_screen(size: Size) -> None:
    async with screen(size=size) as ui:
        await open_map(ui)
        found = []
        for _ in range(7):
            state = drawing(ui).state
            found.append(state)
            cursor = next(row for row in ui.part("drawing").split("\n") if row.startswith(">"))
            assert f"{state} ·" in cursor
            assert ui.part("state-title").startswith(f"{state} ·")
            await ui.tap("down")
        assert found == ["coat-on", "schoolgirl", "close", "drawer", "clock", "clock", "clock"]
        await ui.tap("home")
        assert drawing(ui).state == "coat-on"
        await ui.tap("end", "up")
        assert drawing(ui).state == "drawer"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_all_that_the_file_holds_of_a_state_can_be_read_below_or_beside_the_drawing(size: Size) -> None:
    async with screen(size=size) as ui:
        await open_map(ui)
        seen = ui.part("page")
        for _ in range(20):
            await ui.tap("d")
            seen += ui.part("page")
        told = squeezed(seen)
    for wanted in (
        "Ilse: (coat still buttoned) The diary?",
        "Withdrawal: ",
        "salience 3 of 5",
        "1) 33% notice: strong → schoolgirl",
        "Fine, you say, with your coat on.",
        "From: the start.",
    ):
        assert squeezed(wanted) in told


async def test_variants_are_told_with_what_they_depend_on_and_ways_with_where_they_come_from() -> None:
    async with screen(size=(100, 50)) as ui:
        await open_map(ui)
        await ui.tap("down")
        told = " ".join(ui.part("page").split())
        assert "Ilse (if bond >= 6): Honestly?" in told
        assert "Ilse (else): Sure." in told
        await ui.tap("d", "d")
        assert "From: coat-on." in ui.part("page")


async def test_enter_opens_the_state_as_a_page() -> None:
    async with screen() as ui:
        await open_map(ui)
        await ui.tap("enter")
        assert isinstance(ui.app.screen, ReadingScreen)
        assert "coat-on · withdrawal · 100%" in ui.part("status")
        await ui.tap("escape")
        assert isinstance(ui.app.screen, MapScreen)


async def test_the_number_of_a_way_leads_there_and_r_leads_back() -> None:
    async with screen() as ui:
        await open_map(ui)
        stops = []
        for key in ("2", "1", "2", "9", "r", "left", "r", "r"):
            await ui.tap(key)
            stops.append(drawing(ui).state)
        assert stops == ["schoolgirl", "close", "clock", "clock", "close", "schoolgirl", "coat-on", "coat-on"]
        assert "Nothing was followed" in ui.part("told")


async def test_a_click_chooses_a_state() -> None:
    async with screen(size=(80, 40)) as ui:
        await open_map(ui)
        await ui.click("praise", "drawing")
        assert drawing(ui).state == "schoolgirl"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_written_and_does_not_act(text: str, home: Path) -> None:
    from alliance_sim.library import load  # noqa: PLC0415

    found = load(hostile_scenario(text, home / "scenarios")).scenario
    assert found
    async with screen(size=(120, 50)) as ui:
        ui.app.show_map(found)
        await reckon(ui)
        assert squeezed(text) in squeezed(ui.part("status"))
        await ui.tap("down")
        assert squeezed(text) in squeezed(ui.part("page"))
        for y, row in enumerate(ui.rows):
            if "x[/]" in row:
                await ui.click_at(row.index("x[/]"), y)
        await ui.tap("enter")
        assert clean(ui)
        assert ui.app.is_running


async def test_no_size_ends_the_map() -> None:
    async with screen() as ui:
        await open_map(ui, ["notice"])
        for size in [(1, 1), (200, 1), (1, 60), (8, 3), (200, 60), (60, 18)]:
            await ui.resize(*size)
            await ui.together("down", "n", "2", "d")
            assert len(ui.rows) == size[1]
        await ui.resize(80, 24)
        assert ui.app.is_running


async def test_a_map_that_is_left_while_the_figures_are_worked_out_does_no_harm() -> None:
    async with screen() as ui:
        ui.app.show_map(diary())
        await ui.tap("escape")
        await asyncio.sleep(0.2)
        await ui.settle()
        assert ui.app.is_running


@pytest.mark.parametrize("theme", THEMES)
async def test_every_word_of_the_map_stands_out(theme: str) -> None:
    async with screen(settings=Settings(theme=theme), size=(130, 40)) as ui:
        await open_map(ui, ["notice"])
        seen = faint(ui)
        await ui.tap("down", "r")
        assert seen | faint(ui) == set()
