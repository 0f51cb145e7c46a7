"""Panes: side by side where there is room, else one at a time; the keys go to one of them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widget import Widget

from alliance_sim.steps import Option
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import footer
from alliance_sim.tui.inspector import Inspector
from alliance_sim.tui.paging import Page, PagedScreen
from alliance_sim.tui.words import Words

SIDE_BY_SIDE = 80
"""Columns from which all panes are shown at once."""


class PanedScreen(PagedScreen):
    """The cursor of a list is shown while the keys go to it, and kept meanwhile."""

    AUTO_FOCUS = "#choice"
    PANES: ClassVar[dict[str, str]] = {"conversation": "choice", "variables": "variables"}
    """The panes in their order, and the widget of each that takes the keys."""
    TITLES: ClassVar[dict[str, str]] = {"variables": "Hidden variables"}
    LISTS: ClassVar[tuple[str, ...]] = ("choice",)
    """The lists among these widgets."""
    beside = True
    """Whether anything is to be seen beside the conversation."""

    def __init__(self) -> None:
        super().__init__()
        self.pane = "conversation"
        self.cursors = dict.fromkeys(self.LISTS, 0)
        self.titles = dict(self.TITLES)

    def compose(self) -> ComposeResult:
        yield Words(id="status")
        yield Words(id="told")
        with Horizontal(id="panes"):
            with Vertical(id="conversation-pane"):
                yield Page(id="page")
                yield Words(id="more")
                yield Words(id="ask")
                yield Choice(id="choice")
                yield Words(id="detail")
            with Container(id="side"):
                with Vertical(id="variables-pane"):
                    yield Words(id="variables-title", classes="title")
                    yield Inspector(id="variables")
                yield from self.more_panes()
        yield Words(footer(self.WHERE), id="keys")

    def more_panes(self) -> ComposeResult:
        """What stands beside the conversation, below the variables."""
        yield from ()

    def on_mount(self) -> None:
        self.make_room()

    def on_resize(self) -> None:
        self.make_room()

    def make_room(self) -> None:
        """Show the panes that there is room for."""
        together = self.beside and self.size.width >= SIDE_BY_SIDE
        for pane in self.PANES:
            self.query_one(f"#{pane}-pane").display = together or pane == self.pane
            self.set_class(pane == self.pane, f"-on-{pane}")
        self.query_one("#side").display = together or self.pane != "conversation"
        for pane, title in self.titles.items():
            self.write(f"{pane}-title", f"{'>' if pane == self.pane else ' '} {title}")

    def write(self, name: str, text: str) -> None:
        """Put a text in its place, and the place away where there is none; what stands there already costs nothing."""
        words = self.words(name)
        if str(words.content) != text:
            words.say(text)
        words.display = bool(text)

    def tell(self, text: str) -> None:
        self.write("told", text)

    def entitle(self, pane: str, title: str) -> None:
        self.titles[pane] = title
        self.make_room()

    def show_pane(self, pane: str) -> None:
        """Let the keys go to a pane."""
        self.pane = pane
        self.make_room()
        self.widget_of(pane).focus()

    def show_conversation(self) -> None:
        """Let what happens in the conversation be seen, where only one pane is."""
        if not self.query_one("#conversation-pane").display:
            self.show_pane("conversation")

    def widget_of(self, pane: str) -> Widget:
        return self.query_one(f"#{self.PANES[pane]}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys go elsewhere: by a command, or by a click."""
        self.pane = next((pane for pane, name in self.PANES.items() if event.widget.id == name), self.pane)
        self.make_room()
        for name in self.cursors:
            shown = self.listed(name)
            self.cursors[name] = self.cursor_of(name)
            if name == self.PANES[self.pane]:
                shown.go(self.cursors[name])
            elif shown.cursor >= 0:
                shown.put(shown.options, cursor=-1)

    def listed(self, name: str) -> Choice:
        return self.query_one(f"#{name}", Choice)

    def cursor_of(self, name: str) -> int:
        """Where the cursor of a list is, or will be when the keys go to it again."""
        shown = self.listed(name).cursor
        return shown if shown >= 0 else self.cursors[name]

    def fill(self, name: str, options: Sequence[Option], cursor: int) -> None:
        """Show other options in a list."""
        self.cursors[name] = max(0, min(cursor, len(options) - 1))
        at = self.cursors[name] if self.PANES[self.pane] == name else -1
        if (self.listed(name).options, self.listed(name).cursor) != (tuple(options), at):
            self.listed(name).put(options, cursor=at)

    def on_key(self, event: events.Key) -> None:
        """Digits answer from every pane, as long as the replies are to be seen."""
        if self.pane != "conversation" and self.query_one("#conversation-pane").display:
            self.choice.on_key(event)

    def show_detail(self, text: str) -> None:
        self.detail = text
        self.write("detail", text)

    def detail_of(self, name: str) -> str:
        option = self.listed(name).option
        return option.detail if option else ""

    def action_page_down(self) -> None:
        self.scrolled().scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.scrolled().scroll_page_up(animate=False)

    def scrolled(self) -> Widget:
        """What the keys scroll: the text, but where they go to another pane."""
        return self.page if self.pane == "conversation" else self.widget_of(self.pane)

    def action_next_pane(self) -> None:
        order = list(self.PANES)
        self.show_pane(order[(order.index(self.pane) + 1) % len(order)])

    def action_conversation(self) -> None:
        self.show_pane("conversation")

    def action_variables(self) -> None:
        self.show_pane("variables")
