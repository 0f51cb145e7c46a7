"""The drawing of a map, with the cursor on one of its states."""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from alliance_sim.interchange.text import Line, lines
from alliance_sim.mapping import Map

MARGIN = 2
"""Columns at the left, for the sign of the cursor."""


class Drawing(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines that are laid out for the width that there is. The sign `>` marks the state, not the colour alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"drawing--lanes", "drawing--cursor", "drawing--taken"}
    BINDINGS: ClassVar[list[BindingType]] = [
        ("up", "move(-1)", "Up"),
        ("down", "move(1)", "Down"),
        ("home", "move(-100000)", "First"),
        ("end", "move(100000)", "Last"),
        ("enter", "pick", "Choose"),
    ]

    class Moved(Message):
        """The cursor stands on another state."""

    class Picked(Message):
        """The state under the cursor was chosen."""

    class Followed(Message):
        """The way with this number was taken, counted from 1."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, drawn: Map, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.drawn = drawn
        self.state = drawn.start
        self.lines: tuple[Line, ...] = ()
        self.place: dict[str, list[int]] = {}

    def put(self, drawn: Map) -> None:
        """Show another map of the same scenario."""
        self.drawn = drawn
        self.lay_out()

    def on_resize(self) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.lines = lines(self.drawn, width - MARGIN)
        self.place = {}
        for number, line in enumerate(self.lines):
            self.place.setdefault(line.state, []).append(number)
        self.virtual_size = Size(width, len(self.lines))
        self.show_cursor()

    def show_cursor(self) -> None:
        here = self.place.get(self.state)
        if here:
            room = max(1, self.scrollable_content_region.height)
            self.scroll_to_region(Region(0, here[0], 1, min(len(here), room)), animate=False, force=True)
        self.refresh()

    def go(self, state: str) -> None:
        """Put the cursor on a state."""
        if state == self.state:
            return
        self.state = state
        self.show_cursor()
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        order = [node.id for node in self.drawn.nodes]
        self.go(order[min(max(0, order.index(self.state) + by), len(order) - 1)])

    def action_pick(self) -> None:
        self.post_message(self.Picked())

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in "123456789":
            event.stop()
            event.prevent_default()
            self.post_message(self.Followed(int(event.character)))

    def on_click(self, event: events.Click) -> None:
        number = round(self.scroll_y) + event.y
        if number < len(self.lines):
            self.go(self.lines[number].state)

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        width = self.scrollable_content_region.width
        number = y + round(self.scroll_y)
        if number >= len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[number]
        here = line.state == self.state
        marks = self.get_component_rich_style("drawing--lanes")
        if here and line.head:
            text = self.get_component_rich_style("drawing--cursor")
        else:
            text = self.get_component_rich_style("drawing--taken") if line.taken else base
        parts = [
            Segment(">" if here and line.head else "·" if here else " ", base),
            Segment(" " * (MARGIN - 1), base),
            Segment(line.gutter, marks),
            Segment(line.text, text),
        ]
        return Strip(parts).adjust_cell_length(width, base)
