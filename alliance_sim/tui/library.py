"""The library: shipped scenarios and those in the user's own folders, with filters."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from alliance_sim.characters import harmless
from alliance_sim.library import Loaded, load
from alliance_sim.shelf import LEVELS, scenario_files, shipped_folder
from alliance_sim.steps import Option
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

ANY_LEVEL = ("any", *LEVELS)
KINDS = ("any", "withdrawal", "confrontation", "mixed")
LENGTHS = (180, 10, 15, 20, 30)
ORDER = {level: number for number, level in enumerate(LEVELS)}


class LibraryScreen(ListScreen):
    WHERE = "library"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("library")]
    EMPTY = "No scenario fits these filters. Press l, k, m or n to change them."

    def __init__(self) -> None:
        super().__init__()
        self.level, self.kind, self.length, self.new = ANY_LEVEL[0], KINDS[0], LENGTHS[0], False
        self.files: list[Loaded] = []
        self.warned: Path | None = None

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def on_mount(self) -> None:
        paths = scenario_files((shipped_folder(), *self.trainer.folders))
        files = [file for file in map(load, paths) if file.scenario or file.value is None]
        self.files = sorted(files, key=lambda file: (ORDER[file.scenario.level] if file.scenario else 9, file.id))
        super().on_mount()

    def title_line(self) -> str:
        length = "any" if self.length == LENGTHS[0] else f"up to {self.length}"
        new = "new only" if self.new else "all"
        return f"l) level {self.level} · k) rupture {self.kind} · m) minutes {length} · n) {new}"

    def intro(self) -> str:
        return "" if any(self.fits(file) for file in self.files) else self.EMPTY

    def fits(self, file: Loaded) -> bool:
        found = file.scenario
        if found is None:
            return self.level == self.kind == "any" and not self.new
        return (
            self.level in ("any", found.level)
            and (self.kind == "any" or self.kind in found.rupture_types)
            and found.minutes <= self.length
            and not (self.new and self.trainer.store.attempts(file.id))
        )

    def entries(self) -> Sequence[Option]:
        fitting = [file for file in self.files if self.fits(file)]
        return [self.entry(file, str(number) if number < 10 else "") for number, file in enumerate(fitting, 1)]

    def entry(self, file: Loaded, key: str) -> Option:
        found = file.scenario
        if found is None:
            place = f"alliance-sim check {harmless(str(file.path))}"
            return Option(
                str(file.path), f"{harmless(file.id)} (cannot be played)", key, f"It has errors. See: {place}"
            )
        times = self.trainer.store.attempts(file.id)
        played = "new" if not times else f"started {times}x"
        kinds = ", ".join(sorted(found.rupture_types)) or "none"
        unreviewed = "" if found.reviews else " Not reviewed."
        return Option(
            str(file.path),
            f"{found.title} · {found.level} · {found.minutes} min · {played}",
            key,
            f"{found.summary} Ruptures: {kinds}. {found.modality}; {found.setting}.{unreviewed}",
        )

    def picked(self, option: Option) -> None:
        file = next(file for file in self.files if str(file.path) == option.id)
        if file.scenario is not None:
            self.trainer.start(file)
        else:
            self.tell(option.detail)

    def action_map(self) -> None:
        """Show the map of the scenario under the cursor; where it was not played yet, only when asked for twice."""
        option = self.choice.option
        file = next((file for file in self.files if option and str(file.path) == option.id), None)
        if file is None or file.scenario is None:
            self.tell(option.detail if option else self.EMPTY)
        elif self.finished(file) or self.warned == file.path:
            self.warned = None
            self.tell("")
            self.trainer.show_map(file.scenario)
        else:
            self.warned = file.path
            self.tell("The map gives away every turn and ending, and you have not played this yet. v again shows it.")

    def finished(self, file: Loaded) -> bool:
        """Whether a session of the scenario was played to its end."""
        headers = self.trainer.store.headers()
        return any(entry.ending and entry.session.scenario == file.id for entry in headers)

    def action_next_level(self) -> None:
        self.level = ANY_LEVEL[(ANY_LEVEL.index(self.level) + 1) % len(ANY_LEVEL)]
        self.refill()

    def action_next_kind(self) -> None:
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.refill()

    def action_next_length(self) -> None:
        self.length = LENGTHS[(LENGTHS.index(self.length) + 1) % len(LENGTHS)]
        self.refill()

    def action_only_new(self) -> None:
        self.new = not self.new
        self.refill()
