"""What the screens have in common: a status line, the text, a list to choose from, its detail, the keys."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from alliance_sim.document import Document
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings, footer
from alliance_sim.tui.text import Words, laid_out


class Page(VerticalScroll, can_focus=False):
    """A document that is laid out for the width that there is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.earlier: Document = ()
        self.document: Document = ()
        self.fresh_from = 0
        self.left_at = 0.0
        self.laid_out_for = -1

    def compose(self) -> ComposeResult:
        yield Words(id="text")

    @property
    def room(self) -> int:
        """The width of the text."""
        return max(10, min(78, self.scrollable_content_region.width - 1))

    def put(self, document: Document, *, earlier: Document = ()) -> None:
        """Show a document below what was there earlier, from the first new line on."""
        self.earlier, self.document = earlier, document
        if self.size:  # else `on_resize` comes before the first frame
            self.lay_out()
        self.call_after_refresh(self.scroll_to_fresh)

    def on_mount(self) -> None:
        self.watch(self, "virtual_size", self.scroll_to_fresh, init=False)

    def lay_out(self) -> None:
        self.laid_out_for = self.room
        above, below = (laid_out(part, self.room) for part in (self.earlier, self.document))
        self.fresh_from = len(above.split("\n", allow_blank=True)) + 1 if self.earlier else 0
        both = Content("\n\n").join((above, below)) if self.earlier and self.document else above + below
        self.query_one("#text", Words).say(both)

    def scroll_to_fresh(self) -> None:
        self.scroll_to(y=self.fresh_from, animate=False, force=True, immediate=True)
        self.left_at = self.scroll_y
        self.screen.post_message(Page.Scrolled())

    def on_resize(self) -> None:
        if self.room != self.laid_out_for:
            self.lay_out()
        if self.scroll_y == self.left_at:  # nobody has scrolled since
            self.call_after_refresh(self.scroll_to_fresh)
        self.screen.post_message(Page.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.screen.post_message(Page.Scrolled())

    class Scrolled(Message):
        """The text was moved, or became longer or shorter."""


class Frame(Screen[None]):
    """A screen made of the common parts. `WHERE` names its commands."""

    WHERE: ClassVar[str] = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]
    AUTO_FOCUS = "Choice"

    def compose(self) -> ComposeResult:
        yield Words(id="status")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield Page(id="page")
                yield Words(id="more")
                yield Words(id="ask")
                yield Words(id="told")
                yield Choice(id="choice")
                yield Words(id="detail")
            yield Words(id="aside")
        yield Words(footer(self.WHERE), id="keys")

    @property
    def page(self) -> Page:
        return self.query_one("#page", Page)

    @property
    def choice(self) -> Choice:
        return self.query_one("#choice", Choice)

    def words(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def tell(self, text: str) -> None:
        """Say something that must be read: it stays until the next answer."""
        self.words("told").display = bool(text)
        self.words("told").say(text)

    def show_detail(self, text: str) -> None:
        for name in ("detail", "aside"):
            self.words(name).say(text)
            self.words(name).set_class(not text, "-empty")

    @on(Page.Scrolled)
    def say_what_is_below(self) -> None:
        page = self.page
        below = round(page.max_scroll_y - page.scroll_y)
        above = round(page.scroll_y)
        signs = [f"▾ {below} more lines: d or page down"] if below > 0 else []
        signs += [f"▴ {above} above: u or page up"] if above > 0 else []
        self.words("more").say("   ".join(signs))

    def on_resize(self) -> None:
        self.call_after_refresh(self.say_what_is_below)

    def action_page_down(self) -> None:
        self.page.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.page.scroll_page_up(animate=False)

    def action_back(self) -> None:
        self.dismiss()


def joined(*parts: str) -> Content:
    """The parts of a status line."""
    return Content(" · ".join(part for part in parts if part))
