"""The lessons, to choose from."""

from collections.abc import Collection, Sequence
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

    def __init__(self, only: Collection[str] = ()) -> None:
        """All lessons, or only some."""
        super().__init__()
        self.only = only

    def title_line(self) -> str:
        return "Lessons that fit" if self.only else "Lessons"

    def entries(self) -> Sequence[Option]:
        store = cast("AllianceApp", self.app).store
        shown = [each for each in lessons() if not self.only or each.id in self.only]
        return [
            Option(
                each.id,
                f"{each.lesson.title} · {each.lesson.minutes} min{' · read' if store.readings(each.id) else ''}",
                str(number) if number < 10 else "0",
                each.lesson.outcome,
            )
            for number, each in enumerate(shown, 1)
        ]

    def picked(self, option: Option) -> None:
        cast("AllianceApp", self.app).read_lesson(option.id)
