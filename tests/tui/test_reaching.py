"""Nothing is out of reach at the sizes that we promise, and the signs of what is below tell the truth."""

import pytest
from textual.geometry import Region

from alliance_sim.settings import Settings
from alliance_sim.steps import Step
from alliance_sim.tui.text import laid_out
from tests.tui.driver import FOUNDATION, SHORT, WORKED, Size, Ui, best, first, screen, squeezed

SIZES: list[Size] = [(60, 18), (80, 24)]


def inside(ui: Ui, region: Region) -> bool:
    return ui.app.screen.region.contains_region(region)


async def check_options(ui: Ui) -> None:
    """Every option can be brought to the screen whole, and the cursor stands on it."""
    choice = ui.choice
    await ui.tap("home")
    for index, option in enumerate(choice.options):
        row = choice.rows[index]
        window = choice.scrollable_content_region
        assert inside(ui, window)
        assert choice.cursor == index
        told = squeezed(ui.crop(row.region.intersection(window)))
        assert squeezed(option.label) in told, f"{option.label!r} is cut off:\n{ui.text}"
        assert ">" in told
        await ui.tap("down")


async def check_text(ui: Ui) -> None:
    """The text can be scrolled from its first line to its last, and the signs are true."""
    page = ui.session.page
    document = (*page.earlier, *page.document)
    lines = str(laid_out(document, page.laid_out_for)).split("\n") if document else []
    seen: set[int] = set()
    window = page.scrollable_content_region
    assert inside(ui, window)
    assert window.height >= 3 or window.height >= len(lines)
    for key, by in (("pageup", -1), ("pagedown", 1)):
        for _ in range(200):
            top = round(page.scroll_y)
            shown = [row.rstrip() for row in ui.crop(window).split("\n")]
            for number, row in enumerate(shown):
                if top + number < len(lines):
                    assert row.strip() == lines[top + number].strip(), ui.text
                    seen.add(top + number)
            more = ui.part("more")
            assert ("▾" in more) == (top + window.height < len(lines)), ui.text
            assert ("▴" in more) == (top > 0), ui.text
            before = page.scroll_y
            await ui.tap(key)
            if page.scroll_y == before:
                break
            assert (page.scroll_y - before) * by > 0
    assert seen == set(range(len(lines)))


def check_question(ui: Ui, step: Step) -> None:
    where = "choice" if step.goes_on else "ask"
    assert squeezed(step.ask) in squeezed(ui.part(where)), ui.text
    assert inside(ui, ui.app.screen.query_one(f"#{where}").region)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("mode", ["paced", "free"])
async def test_at_each_step_of_a_run_nothing_is_out_of_reach(size: Size, mode: str) -> None:
    settings = Settings(recognition=mode, depth="markers", ratings=False)  # type: ignore[arg-type]
    async with screen(play=SHORT, size=size, settings=settings) as ui:
        while True:
            step = ui.step
            check_question(ui, step)
            await check_text(ui)
            if step.takes_text:
                assert inside(ui, ui.typed.region)
                assert ui.typed.region.height >= 1
            else:
                await check_options(ui)
            if step.key == "reflection/1":
                break
            await ui.give("aside" if step.aside else "mixed" if step.key.endswith("probe") else best(step))


async def test_the_options_of_a_shipped_scenario_fit_the_smallest_screen() -> None:
    settings = Settings(recognition="free", own_words=False, ratings=False)
    async with screen(play=FOUNDATION, size=(60, 18), settings=settings) as ui:
        for _ in range(6):
            check_question(ui, ui.step)
            await check_options(ui)
            await ui.give(first(ui.step))


async def test_the_self_ratings_fit_the_smallest_screen() -> None:
    async with screen(play=SHORT, size=(60, 18)) as ui:
        await ui.tap("enter", "1")
        check_question(ui, ui.step)
        await check_options(ui)
        await check_text(ui)


@pytest.mark.parametrize("key", ["l", "s", "e"])
async def test_the_lists_fit_the_smallest_screen(key: str) -> None:
    async with screen(size=(60, 18)) as ui:
        await ui.tap(key)
        await check_options(ui)


async def test_a_new_page_starts_at_what_is_new() -> None:
    async with screen(play=SHORT, size=(60, 18)) as ui:
        await ui.play(best, until="1/probe")
        assert "Honestly? I hid it in a drawer" in " ".join(ui.part("page").split())


async def test_a_change_of_size_keeps_the_place_in_the_list() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/probe")
        await ui.tap("down", "down")
        before = ui.choice.option
        assert before is not None
        await ui.resize(60, 18)
        assert ui.choice.option == before
        await check_options(ui)


async def test_the_text_can_be_scrolled_while_one_is_typing() -> None:
    async with screen(play=WORKED, size=(60, 18), settings=Settings(ratings=False, feedback="end")) as ui:
        await ui.play(first, until="3/own-words")
        await ui.type("half a sentence")
        await check_text(ui)
        assert ui.session.page.max_scroll_y > 0
        assert ui.typed.text == "half a sentence"
