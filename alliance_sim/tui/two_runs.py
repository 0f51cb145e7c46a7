"""Two runs side by side: where they part, turn by turn, and what became of the hidden values."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from alliance_sim.document import Document, Heading
from alliance_sim.side_by_side import AS_IT_WAS, PRACTICE, WHAT_IF, Beside, closing, compared, comparison, opening
from alliance_sim.side_by_side import values as values_of
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.frame import joined
from alliance_sim.tui.paging import Page, PagedScreen
from alliance_sim.tui.text import laid_out
from alliance_sim.tui.words import Words
from alliance_sim.whatif import WhatIf

IN_COLUMNS = 74
"""Cells from which two columns are better than one after the other: what a screen of 80 columns has for the text."""
WIDEST = 150
BETWEEN = " │ "


class RunsPage(Page):
    """Two columns where there is room, else one run after the other, turn by turn."""

    def __init__(self, whatif: WhatIf, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.whatif = whatif

    @property
    def room(self) -> int:
        return max(10, min(WIDEST, self.scrollable_content_region.width - 1))

    def lay_out(self) -> None:
        if self.room < IN_COLUMNS:
            super().lay_out()
            return
        self.laid_out_for = self.room
        lines, self.parts_at = in_columns(self.whatif, self.room)
        self.query_one("#text", Words).say(Content("\n").join(lines))


class TwoRunsScreen(PagedScreen):
    WHERE = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]

    def __init__(self, whatif: WhatIf) -> None:
        super().__init__()
        self.whatif = whatif

    def new_page(self) -> Page:
        return RunsPage(self.whatif, id="page")

    def on_mount(self) -> None:
        self.words("status").say(joined("What if", "the two runs", PRACTICE))
        self.choice.display = self.words("ask").display = self.words("aside").display = False
        self.page.put(compared(self.whatif))
        self.call_after_refresh(self.say_what_is_below)


def in_columns(whatif: WhatIf, width: int) -> tuple[list[Content], list[int]]:
    """The comparison in two columns, and the lines on which its parts begin."""
    half = (width - len(BETWEEN)) // 2
    lines = _lines(opening(whatif), width)
    parts = [0]
    for beside in comparison(whatif):
        lines.append(Content())
        parts.append(len(lines))
        lines += _rows(beside, half)
    below = values_of(whatif)
    if below:
        lines.append(Content())
        parts.append(len(lines))
        lines += _lines(below, width)
    return [*lines, Content(), *_lines(closing(), min(width, 78))], parts


def _rows(beside: Beside, half: int) -> list[Content]:
    """What is the same in both, and below it the two sides, line by line, under a line that says which is which."""
    left, right = _lines(beside.then, half), _lines(beside.now, half)
    left += [Content()] * (len(right) - len(left))
    right += [Content()] * (len(left) - len(right))
    heads = Content.styled(AS_IT_WAS, "bold"), Content.styled(WHAT_IF, "bold")
    above = _lines((Heading(beside.title, 3), *beside.both), 2 * half)
    return [
        *above,
        *([Content()] if beside.both else []),
        *(
            Content.assemble(then.extend_right(max(0, half - then.cell_length)), (BETWEEN, "$text-muted"), now)
            for then, now in (heads, *zip(left, right, strict=True))
        ),
    ]


def _lines(document: Document, width: int) -> list[Content]:
    return laid_out(document, width).split("\n", allow_blank=True)
