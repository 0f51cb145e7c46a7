"""What is projected fits, and can be read from afar."""

from pathlib import Path
from random import Random

import pytest

from alliance_sim.library import load
from alliance_sim.reports.text import rendered
from alliance_sim.shelf import scenario_files, shipped_folder
from alliance_sim.teaching.debriefing import group_debrief
from alliance_sim.teaching.events import Event
from alliance_sim.teaching.notes import notes
from alliance_sim.teaching.seminar import VOTES, moved, seminar
from alliance_sim.tui.teach import TeachScreen
from alliance_sim.tui.teach_pages import Room, page
from tests.teaching.steps import BEGAN, SEED, TO_VOTE
from tests.tui.driver import Size
from tests.tui.projecting import WORST, here, projected
from tests.tui.test_contrast import faint


@pytest.mark.parametrize("path", list(scenario_files([shipped_folder()])), ids=lambda path: path.stem)
def test_a_whole_session_of_each_shipped_scenario_stays_within_60_cells_and_has_notes(path: Path) -> None:
    of = load(path).scenario
    assert of is not None
    chance, wide = Random(path.stem), set[str]()
    now = seminar(of, (), began=BEGAN, seed=SEED)
    while now.stage != "debrief":
        options = now.round.options(now.stage)
        if now.stage in VOTES:
            for option in options:
                now = moved(now, Event("count", BEGAN, option.id, chance.randrange(40)))
        playing = now.stage == "branch"
        now = moved(now, Event("play", BEGAN, chance.choice(options).id) if playing else Event("go", BEGAN))
        drawn = page(now, Room(60, 16), now=BEGAN, debrief=group_debrief(now, scenario=path.stem))
        wide |= {line.plain for line in drawn.split("\n") if line.cell_length > 60}
        assert rendered(notes(now))
    assert wide == set()


@pytest.mark.parametrize("light", [False, True])
async def test_every_word_that_is_projected_stands_out(light: bool) -> None:
    async with projected(light=light) as ui:
        found = set()
        for key in ["pagedown"] * 5 + [
            "1",
            "2",
            "enter",
            "3",
            "pagedown",
            "4",
            *["pagedown"] * 5,
            "1",
            "pagedown",
            "d",
        ]:
            found |= faint(ui)
            await ui.tap(key)
        await ui.tap("l")
        assert found | faint(ui) == set()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)])
async def test_nothing_is_wider_than_70_cells(size: Size) -> None:
    async with projected(of=WORST, size=size) as ui:
        for key in ["pagedown"] * 5 + ["1", "2", "enter", "3", "pagedown", "4", *["pagedown"] * 9]:
            assert max(len(row.strip()) for row in ui.rows) <= 71  # with the bar for scrolling
            await ui.tap(key)


@pytest.mark.parametrize("size", [(1, 1), (8, 3), (20, 8), (60, 18)])
async def test_no_size_stops_it(size: Size) -> None:
    async with projected(of=WORST, size=size) as ui:
        await ui.tap(*["pagedown"] * 6, "3", "down", "up", "s", "b", "b", "p", "1", "r", "d", "u")
        await ui.resize(80, 24)
        assert isinstance(ui.app.screen, TeachScreen)
        assert ui.text.strip()


async def test_what_does_not_fit_is_said_to_go_on_and_page_down_scrolls_first() -> None:
    async with projected("go", "go", of=WORST, size=(40, 10)) as ui:
        assert "more lines: page down" in ui.text
        await ui.tap("pagedown")
        assert here(ui).stage == "case"


async def test_every_vote_of_the_shipped_scenarios_on_the_kind_fits_60_by_18() -> None:
    tall = []
    for path in scenario_files([shipped_folder()]):
        async with projected(*TO_VOTE, of=path, size=(60, 18)) as ui:
            stand = ui.app.screen.query_one("#stand")
            tall += [path.stem] if stand.max_scroll_y > 0 else []
    assert tall == []
