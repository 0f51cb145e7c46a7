"""The settings: choosing one takes its next value."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast, get_args, get_type_hints

from textual.binding import BindingType

from alliance_sim.settings import Settings, changed, meanings, save
from alliance_sim.steps import Option
from alliance_sim.store import home
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp


class SettingsScreen(ListScreen):
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    def title_line(self) -> str:
        return "Settings · Enter takes the next value"

    def entries(self) -> Sequence[Option]:
        return [
            Option(
                name,
                f"{name.replace('_', ' ')}: {shown(getattr(self.trainer.settings, name))}",
                str(number),
                f"{meaning}.",
            )
            for number, (name, meaning) in enumerate(meanings().items(), 1)
        ]

    def values(self, name: str) -> list[str]:
        """What a setting can be; nothing where it has to be typed."""
        kind = get_type_hints(Settings)[name]
        if kind is bool:
            return ["true", "false"]
        if name == "theme":
            return sorted(self.app.available_themes, key=lambda theme: (not theme.startswith("alliance"), theme))
        return [str(value) for value in get_args(kind) if isinstance(value, str)]

    def picked(self, option: Option) -> None:
        name = option.id
        values = self.values(name)
        if not values:
            self.tell(f"Set it on the command line: alliance-sim settings {name} FOLDER,FOLDER")
            return
        now = shown(getattr(self.trainer.settings, name))
        after, _ = changed(
            self.trainer.settings, name, values[(values.index(now) + 1) % len(values) if now in values else 0]
        )
        if after is None:
            return
        try:
            save(after, home())
        except OSError as error:
            self.tell(f"The settings could not be written: {error.strerror}. They hold until you leave.")
        else:
            self.tell("")
        self.trainer.take_settings(after)
        self.refill()


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
