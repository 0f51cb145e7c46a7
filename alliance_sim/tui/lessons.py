"""The lessons, to choose from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.lesson import lessons
from alliance_sim.steps import Option
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp


class LessonsScreen(ListScreen):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def title_line(self) -> str:
        return "Lessons"

    def entries(self) -> Sequence[Option]:
        return [
            Option(shown.id, f"{shown.lesson.title} · {shown.lesson.minutes} min", str(number), shown.lesson.outcome)
            for number, shown in enumerate(lessons(), 1)
        ]

    def picked(self, option: Option) -> None:
        cast("AllianceApp", self.app).read_lesson(option.id)
