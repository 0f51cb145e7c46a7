"""A course: its steps with what is done, and the one that comes next."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.course_script import welcome_script
from alliance_sim.coursework import Standing, Taking, Unready, left_behind
from alliance_sim.rehearsal import Rehearsal
from alliance_sim.steps import Option, Playing
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen
from alliance_sim.tui.session import SessionScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

SIGNS: dict[Standing, str] = {"done": "done", "put aside": "put aside", "next": "next", "later": ""}
HOW: dict[Standing, str] = {
    "done": "This step is done, and stays as it is.",
    "put aside": "Enter goes on where you stopped.",
    "next": "Enter begins.",
    "later": "This comes later: the steps are taken in their order.",
}
PRIVACY = "Your answers go into a file under your code; what you say to patients does not. Write no names."
OVER = "That was all. Give the file {} to those who run the course; it holds your code, and no name."


class CourseScreen(ListScreen):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, taking: Taking, folder: Path) -> None:
        super().__init__()
        self.taking, self.folder = taking, folder
        self.standings: list[tuple[str, Standing]] = []
        self.over = ""

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def title_line(self) -> str:
        done = sum(standing == "done" for _, standing in self.standings)
        return f"{self.taking.course.title} · {self.taking.code} · {done} of {len(self.standings)}"

    def intro(self) -> str:
        return self.over or PRIVACY

    def on_mount(self) -> None:
        super().on_mount()
        if not any(standing in ("done", "put aside") for _, standing in self.standings):
            script = welcome_script(self.taking.course, self.taking.code)
            self.app.push_screen(SessionScreen(Rehearsal(Playing.of(script)), self.taking.course.title))

    def refill(self) -> None:
        """Show how far each step is, the cursor on the one that comes next; after the last, write the file."""
        self.trainer.attempt(self.look)
        super().refill()
        following = next((n for n, (_, each) in enumerate(self.standings) if each in ("next", "put aside")), None)
        if following is not None:
            self.choice.put(self.choice.options, cursor=following)

    def look(self) -> None:
        """See how far it is. Raises `StoreError`."""
        found = self.taking.standings()
        self.standings = [(step.id, standing) for step, standing in found]
        if not self.over and self.standings and all(standing == "done" for _, standing in self.standings):
            self.write()

    def write(self) -> None:
        """Write the participant file, and tell where it is."""
        try:
            path, _ = left_behind(self.taking, self.folder)
        except (Unready, OSError) as error:
            self.tell(str(error))
        else:
            self.over = OVER.format(path)

    def entries(self) -> Sequence[Option]:
        by_id = {step.id: step for step in self.taking.steps}
        return [
            Option(
                name,
                self.label(f"{self.taking.title(by_id[name])} · {by_id[name].minutes} min", standing),
                str(number) if number < 10 else "",
                HOW[standing],
            )
            for number, (name, standing) in enumerate(self.standings, 1)
        ]

    def label(self, text: str, standing: Standing) -> str:
        return f"{text} · {SIGNS[standing]}" if SIGNS[standing] else text

    def picked(self, option: Option) -> None:
        standing = dict(self.standings)[option.id]
        step = next(step for step in self.taking.steps if step.id == option.id)
        if standing in ("done", "later"):
            self.tell(HOW[standing])
            return
        self.tell("")
        self.trainer.attempt(lambda: self.begin(step.id))

    def begin(self, name: str) -> None:
        """Begin or go on with a step. Raises `StoreError` and `Unplayable`."""
        step = next(step for step in self.taking.steps if step.id == name)
        try:
            self.trainer.play(self.taking.begun(step))
        except Unready as error:
            self.tell(str(error))
