"""The guide, topic by topic."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from alliance_sim.guide import TOPICS
from alliance_sim.steps import Option
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen
from alliance_sim.tui.reading import ReadingScreen


class GuideScreen(ListScreen):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def title_line(self) -> str:
        return "Guide"

    def entries(self) -> Sequence[Option]:
        return [
            Option(topic.id, topic.title, str(number), topic.about) for number, topic in enumerate(TOPICS.values(), 1)
        ]

    def picked(self, option: Option) -> None:
        topic = TOPICS[option.id]
        self.app.push_screen(ReadingScreen(f"Guide · {topic.title}", topic.document))
