"""Document to plain lines: no colour, no boxes, labels first, for screen readers, pipes and paper.

Cue words stand between >> and <<, code between backticks. A table is read row by row, as "Label: value" lines.
"""

import textwrap
from collections.abc import Iterator
from functools import singledispatch

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Intervals,
    Listing,
    Mark,
    Narration,
    Note,
    Paragraph,
    Plot,
    Speech,
    Table,
)

WIDTH = 72
NARROWEST = 20
BARS = "▁▂▃▄▅▆▇█"
SCALE = 40
"""Columns of the scale on which intervals are drawn, where there is room."""


def rendered(document: Document, width: int = WIDTH) -> str:
    """The document as lines of at most `width` columns (not under 20); a word that is longer stands alone."""
    width = max(width, NARROWEST)
    blocks = ["\n".join(lines(block, width)) for block in document]
    return "\n\n".join(block for block in blocks if block) + "\n"


@singledispatch
def lines(block: Block, width: int) -> Iterator[str]:  # noqa: ARG001  # one shape for all blocks
    """The lines of one block."""
    raise TypeError(f"no block: {block!r}")


@lines.register
def _(block: Heading, width: int) -> Iterator[str]:
    yield from wrapped(block.text, width)
    if block.level < 3:
        yield ("=" if block.level == 1 else "-") * min(len(block.text), width)


@lines.register
def _(block: Paragraph, width: int) -> Iterator[str]:
    yield from wrapped(marked(block.pieces), width)


@lines.register
def _(block: Speech, width: int) -> Iterator[str]:
    yield from wrapped(f"{block.speaker}: {marked(block.pieces)}", width)


@lines.register
def _(block: Narration, width: int) -> Iterator[str]:
    yield from wrapped(f"Scene: {block.text}", width)


@lines.register
def _(block: Note, width: int) -> Iterator[str]:
    yield from wrapped(f"{block.label}: {marked(block.pieces)}", width)


@lines.register
def _(block: Bullets, width: int) -> Iterator[str]:
    for item in block.items:
        yield from wrapped(marked(item), width, first="- ", later="  ")


@lines.register
def _(block: Table, width: int) -> Iterator[str]:
    if len(block.head) == 2:
        for label, value in block.rows:
            yield from wrapped(f"{label}: {value}", width, later="  ")
        return
    for row in block.rows:
        told = "; ".join(f"{label}: {value}" for label, value in zip(block.head, row, strict=True))
        yield from wrapped(told, width, later="  ")


@lines.register
def _(block: Listing, width: int) -> Iterator[str]:  # noqa: ARG001  # a file or a drawing is not folded
    for line in block.text.split("\n"):
        yield f"    {line}".rstrip()


@lines.register
def _(block: Plot, width: int) -> Iterator[str]:
    numbers = ", ".join(str(point) for point in block.points)
    yield from wrapped(f"{block.title} ({block.low} to {block.high}): {numbers}", width, later="  ")
    yield from textwrap.wrap(bars(block), width)


@lines.register
def _(block: Intervals, width: int) -> Iterator[str]:
    yield from wrapped(f"{block.title}. {block.explained}".strip(), width)
    ends = sum(len(end) + 1 for end in block.ends)
    scale = min(SCALE, width - ends - 2)
    for mark in block.marks:
        yield from wrapped(mark.line, width, later="  ")
        yield f"  {block.ends[0]} {drawn(block, mark, max(scale, 5))} {block.ends[1]}"


def drawn(block: Intervals, mark: Mark, width: int) -> str:
    """An interval on its scale: ● the estimate (○ a weak one), ├ and ┤ its ends, ◇ what it is compared to."""
    place = {name: round(block.share(value) * (width - 1)) for name, value in _values(block, mark).items()}
    cells = ["·"] * width
    cells[place["low"] : place["high"] + 1] = "─" * (place["high"] - place["low"] + 1)
    signs = {"level": "│", "low": "├", "high": "┤", "beside": "◇", "value": "○" if mark.open else "●"}
    for name, sign in signs.items():
        if name in place:
            cells[place[name]] = sign
    return "".join(cells)


def _values(block: Intervals, mark: Mark) -> dict[str, float]:
    values = {"low": mark.low, "high": mark.high, "value": mark.value, "level": block.level, "beside": mark.beside}
    return {name: value for name, value in values.items() if value is not None}


def bars(plot: Plot) -> str:
    """One block character a point: the lowest for `low`, the highest for `high`."""
    span = max(plot.high - plot.low, 1)
    return "".join(BARS[round((point - plot.low) * (len(BARS) - 1) / span)] for point in plot.points)


def marked(pieces: Inline) -> str:
    """The words, with cue words between >> and <<, and code between backticks."""
    marks = {"cue": (">>", "<<"), "code": ("`", "`")}
    return "".join(piece.text.join(marks.get(piece.style, ("", ""))) for piece in pieces)


def wrapped(text: str, width: int, *, first: str = "", later: str = "") -> Iterator[str]:
    """The text within the width; its own line breaks and empty lines stay."""
    for number, line in enumerate(text.split("\n")):
        indent = later if number else first
        yield from textwrap.wrap(
            line, width, initial_indent=indent, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        ) or [""]
