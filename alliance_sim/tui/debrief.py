"""The debrief of a session of the past, which can be written to a file or copied."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.debrief import Debrief
from alliance_sim.reports import debriefing, rendered
from alliance_sim.scenario import Scenario
from alliance_sim.store import home
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.reading import ReadingScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp


class DebriefScreen(ReadingScreen):
    WHERE = "debrief"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("debrief")]

    def __init__(self, found: Debrief, scenario: Scenario) -> None:
        super().__init__("Debrief", debriefing.document(found))
        self.found, self.scenario = found, scenario

    def action_map(self) -> None:
        """Show the map with the path taken."""
        trainer = cast("AllianceApp", self.app)
        trainer.show_map(self.scenario, [move.reply.id for move in self.found.repair.moves])

    def action_what_if(self) -> None:
        """Go back to one of the turns."""
        cast("AllianceApp", self.app).what_if(self.found.session)

    def action_lessons(self) -> None:
        """Offer the lessons that fit: that of the target first in mind, and those that the scenario names."""
        from alliance_sim.tui.lessons import LessonsScreen  # noqa: PLC0415

        self.app.push_screen(LessonsScreen({self.found.target.lesson, *self.scenario.lessons}))

    def action_write(self) -> None:
        folder = home() / "reports"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for ending, format_ in (("html", "html"), ("md", "markdown")):
                path = folder / f"debrief-{self.found.session[:8]}.{ending}"
                path.write_text(rendered(self.found, format_), encoding="utf-8")
                path.chmod(0o600)
        except OSError as error:
            self.tell(f"The files could not be written: {error.strerror}")
        else:
            self.tell(f"Written: {folder / f'debrief-{self.found.session[:8]}'}.html and .md")

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(rendered(self.found, "text"))
        self.tell("Copied, where your terminal allows it. w writes files instead.")
