"""What the screens have in common: a status line, the text, a list to choose from, its detail, the keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen

from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings, footer
from alliance_sim.tui.words import Words


class Frame(Screen[None]):
    """A screen made of the common parts. `WHERE` names its commands."""

    WHERE: ClassVar[str] = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    AUTO_FOCUS = "Choice"
    detail = ""

    def compose(self) -> ComposeResult:
        yield Words(id="status")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield from self.parts()
            yield Words(id="aside")
        yield Words(footer(self.WHERE), id="keys")

    def parts(self) -> ComposeResult:
        """What stands one below the other."""
        yield Words(id="ask")
        yield Words(id="told")
        yield Choice(id="choice")
        yield Words(id="detail")

    @property
    def choice(self) -> Choice:
        return self.query_one("#choice", Choice)

    def words(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def tell(self, text: str) -> None:
        """Say something that must be read: it stays until the next answer."""
        self.words("told").display = bool(text)
        self.words("told").say(text)

    def on_resize(self) -> None:
        self.call_after_refresh(lambda: self.show_detail(self.detail))

    def show_detail(self, text: str) -> None:
        """Say more of what the cursor stands on: beside the list where there is room, else below it."""
        self.detail = text
        name, other = ("aside", "detail") if self.has_class("-wide") else ("detail", "aside")
        self.words(name).say(text)
        self.words(name).set_class(not text, "-empty")
        self.words(other).add_class("-empty")

    def action_back(self) -> None:
        self.dismiss()


def joined(*parts: str) -> Content:
    """The parts of a status line."""
    return Content(" · ".join(part for part in parts if part))
