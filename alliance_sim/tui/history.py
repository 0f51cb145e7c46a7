"""The sessions so far; choosing one shows its debrief, or goes on with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.history import exposure, standing
from alliance_sim.steps import Option
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

MOST = 100
"""Sessions listed; `alliance-sim history` lists all."""


class HistoryScreen(ListScreen):
    WHERE = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]
    EMPTY = "No session yet. Choose a scenario from the library; what you play is listed here."

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def title_line(self) -> str:
        return "History · the latest first"

    def intro(self) -> str:
        damaged = self.trainer.store.damaged()
        return (
            f"{len(damaged)} sessions are damaged and cannot be read; the others are not affected." if damaged else ""
        )

    def entries(self) -> Sequence[Option]:
        found = []
        for number, entry in enumerate(list(reversed(self.trainer.store.headers()))[:MOST], 1):
            session = entry.session
            shown = "the debrief" if session.kind == "scenario" else "it again"
            found.append(
                Option(
                    session.id,
                    f"{session.started[:16].replace('T', ' ')} · {session.title} · {entry.ending or 'put aside'}",
                    str(number) if number < 10 else "",
                    f"{exposure(session).capitalize()}; {standing(entry.ending, entry.answers)}. "
                    f"Enter shows {shown if entry.ending else 'it where it stopped'}.",
                )
            )
        return found

    def picked(self, option: Option) -> None:
        entry = next(found for found in self.trainer.store.headers() if found.session.id == option.id)
        if entry.ending:
            self.trainer.show_debrief(option.id)
        else:
            self.trainer.resume_id(option.id)

    def action_what_if(self) -> None:
        """Go back to a turn of the session under the cursor."""
        if self.choice.option is not None:
            self.trainer.what_if(self.choice.option.id)
