"""A list of which one is chosen: with its number, the arrow keys and Enter, or the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from alliance_sim.steps import Option
from alliance_sim.tui.words import wrapped

CURSOR = "bold $block-cursor-foreground on $block-cursor-background"


class Row(Widget, can_focus=False):
    """One option, wrapped behind its number. The sign `>` marks where the cursor is, not the colour alone."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self.option = Option("", "", "")
        self.on = False

    def put(self, option: Option, *, on: bool) -> None:
        same = option == self.option
        self.option, self.on = option, on
        self.refresh(layout=not same)

    def lines(self, width: int) -> list[Content]:
        key = f"{self.option.key})" if self.option.key else "- "
        first = f"{'>' if self.on else ' '} {key} "
        return wrapped(Content(self.option.label), width, first, " " * len(first))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width))

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        lines = self.lines(width)
        if self.on:  # painted here, since a class would have the styles of all that is below worked out anew
            lines = [line.extend_right(max(0, width - line.cell_length)).stylize(CURSOR) for line in lines]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        if event.chain == 1:  # the second click of a double click would answer what comes next, unread
            self.post_message(Choice.Clicked(self.index))


READY = 9
"""Rows that are there from the start, as many as digits answer; more are made when they are needed."""


class Choice(VerticalScroll, can_focus=True, inherit_bindings=False):
    """The rows, and where the cursor is: nowhere (-1) until it is moved, where Enter alone must not answer."""

    class Picked(Message):
        """An option was chosen, among those that were shown then; by now others may be."""

        def __init__(self, option: Option, among: tuple[Option, ...]) -> None:
            super().__init__()
            self.option, self.among = option, among

    class Clicked(Message):
        """The row with this index was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Moved(Message):
        """The cursor stands on the option with this index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", "Up"),
        ("down", "move(1)", "Down"),
        ("home", "move(-1000)", "First"),
        ("end", "move(1000)", "Last"),
        ("enter", "pick", "Choose"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options: tuple[Option, ...] = ()
        self.cursor = 0

    def compose(self) -> ComposeResult:
        for index in range(READY):
            row = Row(index)
            row.display = False
            yield row

    @property
    def rows(self) -> list[Row]:
        return list(self.query_children(Row))

    @property
    def option(self) -> Option | None:
        return self.options[self.cursor] if 0 <= self.cursor < len(self.options) else None

    def put(self, options: Sequence[Option], *, cursor: int = 0) -> None:
        """Show other options."""
        self.options = tuple(options)
        self.cursor = min(cursor, len(options) - 1)
        rows = self.rows
        missing = [Row(index) for index in range(len(rows), len(options))]
        for row in (*rows, *missing):
            row.display = row.index < len(options)
            if row.index < len(options):
                row.put(self.options[row.index], on=row.index == self.cursor)
        if missing:
            self.mount(*missing)
        self.scroll_home(animate=False)
        self.post_message(self.Moved(self.cursor))

    def action_move(self, by: int) -> None:
        if self.cursor < 0 and by == -1:
            self.go(len(self.options) - 1)
        else:
            self.go(min(max(0, self.cursor + by), len(self.options) - 1))

    def go(self, index: int) -> None:
        """Put the cursor on an option."""
        if not self.options or index == self.cursor:
            return
        rows = self.rows
        before, self.cursor = self.cursor, index
        for changed in (before, index):
            if 0 <= changed < len(rows):
                rows[changed].put(self.options[changed], on=changed == index)
        if index < len(rows):
            self.scroll_to_widget(rows[index], animate=False)
        self.post_message(self.Moved(index))

    def action_pick(self) -> None:
        if self.option is not None:
            self.post_message(self.Picked(self.option, self.options))

    def on_choice_clicked(self, event: Clicked) -> None:
        event.stop()
        self.go(event.index)
        self.action_pick()

    def on_key(self, event: events.Key) -> None:
        for index, option in enumerate(self.options):
            if option.key and event.character == option.key:
                event.stop()
                event.prevent_default()
                self.go(index)
                self.action_pick()
                return
