"""The guide on the screen: every topic can be read to its end, and gone through by its headings."""

import pytest

from alliance_sim.document import Document, Heading
from alliance_sim.guide import TOPICS
from alliance_sim.tui.guide import GuideScreen
from alliance_sim.tui.reading import ReadingScreen
from alliance_sim.tui.text import laid_out
from tests.tui.driver import Size, screen

SIZES: list[Size] = [(60, 18), (80, 24)]


def headings(document: Document) -> list[str]:
    return [block.text for block in document if isinstance(block, Heading)]


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def test_home_leads_to_the_topics_and_back() -> None:
    async with screen() as ui:
        home = ui.app.screen
        await ui.tap("g")
        assert isinstance(ui.app.screen, GuideScreen)
        assert [(option.id, option.label) for option in ui.choice.options] == [
            (topic.id, topic.title) for topic in TOPICS.values()
        ]
        await ui.tap("2")
        assert isinstance(ui.app.screen, ReadingScreen)
        assert "Guide · Writing a scenario" in ui.part("status")
        await ui.tap("escape", "escape")
        assert ui.app.screen is home


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("topic", TOPICS)
async def test_each_heading_of_a_topic_is_gone_to_in_turn(topic: str, size: Size) -> None:
    async with screen(size=size) as ui:
        await ui.tap("g")
        await ui.pick(topic)
        assert isinstance(ui.app.screen, ReadingScreen)
        page = ui.app.screen.page
        for title in headings(TOPICS[topic].document)[1:]:
            if page.scroll_y >= page.max_scroll_y:
                break
            await ui.tap("j")
            begins = squeezed(ui.part("page"))
            assert begins.startswith(title) or page.scroll_y >= page.max_scroll_y, title


@pytest.mark.parametrize("topic", TOPICS)
async def test_a_topic_can_be_read_to_its_last_line(topic: str) -> None:
    last = laid_out(TOPICS[topic].document, 60).plain.rstrip().split("\n")[-1].split()[-1]
    async with screen(size=(60, 18)) as ui:
        await ui.tap("g")
        await ui.pick(topic)
        assert isinstance(ui.app.screen, ReadingScreen)
        page = ui.app.screen.page
        while page.scroll_y < page.max_scroll_y:
            before = page.scroll_y
            await ui.tap("d")
            assert page.scroll_y > before
        assert last in ui.part("page").split()
