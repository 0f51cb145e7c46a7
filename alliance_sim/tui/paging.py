"""A screen with a text that can be longer than it, above its question."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from alliance_sim.document import Document, Heading
from alliance_sim.tui.frame import Frame
from alliance_sim.tui.text import laid_out, sections
from alliance_sim.tui.words import Words


class Page(VerticalScroll, can_focus=False):
    """A document that is laid out for the width that there is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.earlier: Document = ()
        self.document: Document = ()
        self.fresh_from = 0
        self.left_at = 0.0
        self.laid_out_for = -1
        self.parts_at: list[int] | None = None

    def compose(self) -> ComposeResult:
        yield Words(id="text")

    @property
    def room(self) -> int:
        """The width of the text."""
        return max(10, min(78, self.scrollable_content_region.width - 1))

    def put(self, document: Document, *, earlier: Document = ()) -> None:
        """Show a document below what was there earlier, from the first new line on."""
        self.earlier, self.document = earlier, document
        self.laid_out_for = -1
        if self.size:  # else `on_resize` comes before the first frame
            self.lay_out()
        self.call_after_refresh(self.scroll_to_fresh)

    def on_mount(self) -> None:
        self.watch(self, "virtual_size", self.scroll_to_fresh, init=False)

    def lay_out(self) -> None:
        self.laid_out_for, self.parts_at = self.room, None
        above, below = (laid_out(part, self.room) for part in (self.earlier, self.document))
        self.fresh_from = len(above.split("\n", allow_blank=True)) + 1 if self.earlier else 0
        both = Content("\n\n").join((above, below)) if self.earlier and self.document else above + below
        self.query_one("#text", Words).say(both)

    def scroll_to_fresh(self) -> None:
        self.scroll_to(y=self.fresh_from, animate=False, force=True, immediate=True)
        self.left_at = self.scroll_y
        self.screen.post_message(Page.Scrolled())

    @property
    def has_parts(self) -> bool:
        """Whether there are headings to go to."""
        return sum(isinstance(block, Heading) for block in self.document) > 1

    def go_to_section(self, by: int) -> None:
        """Scroll to the next heading, or to the one before."""
        here = round(self.scroll_y)
        if self.parts_at is None:
            self.parts_at = sections((*self.earlier, *self.document), self.room)
        begins = self.parts_at
        ahead = [line for line in begins if line > here] if by > 0 else [line for line in begins[::-1] if line < here]
        if ahead:
            self.scroll_to(y=ahead[0], animate=False, force=True)

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


class PagedScreen(Frame):
    """A text, a sign that there is more of it, and then the common parts."""

    def parts(self) -> ComposeResult:
        yield self.new_page()
        yield Words(id="more")
        yield from super().parts()

    def new_page(self) -> Page:
        return Page(id="page")

    @property
    def page(self) -> Page:
        return self.query_one("#page", Page)

    @on(Page.Scrolled)
    def say_what_is_below(self) -> None:
        page = self.page
        below = round(page.max_scroll_y - page.scroll_y)
        above = round(page.scroll_y)
        typing = isinstance(self.focused, TextArea)  # then letters are text
        down, up = ("page down", "page up") if typing else ("d or page down", "u or page up")
        signs = [f"▾ {below} more lines: {down}"] if below > 0 else []
        signs += ["j: next part"] if below > 0 and page.has_parts and self.size.width >= 80 and not typing else []
        signs += [f"▴ {above} above: {up}"] if above > 0 else []
        self.words("more").say("   ".join(signs))

    def on_resize(self) -> None:
        self.call_after_refresh(self.say_what_is_below)

    def action_page_down(self) -> None:
        self.page.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        self.page.scroll_page_up(animate=False)

    def action_next_section(self) -> None:
        self.page.go_to_section(1)

    def action_previous_section(self) -> None:
        self.page.go_to_section(-1)
