"""Document to Markdown (CommonMark with tables). Text is escaped: nothing in it makes a heading, a link or a tag."""

import re
from collections.abc import Iterator
from functools import singledispatch

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Narration,
    Note,
    Paragraph,
    Piece,
    Plot,
    Speech,
    Table,
)

ACTING = re.compile(r"[\\`*_\[\]<>&|~#$@]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
"""Characters that act within a line, those of bare web and mail addresses included."""
OPENING = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)
"""What acts at the start of a line: bullets, underlined headings, numbered lists."""
MARKS = {"strong": "**", "cue": "**", "emphasis": "*", "direction": "*"}


def rendered(document: Document) -> str:
    return "\n\n".join(source for source in map(written, document) if source) + "\n"


@singledispatch
def written(block: Block) -> str:
    """The Markdown of one block."""
    raise TypeError(f"no block: {block!r}")


@written.register
def _(block: Heading) -> str:
    return f"{'#' * block.level} {escaped(_one_line(block.text))}"


@written.register
def _(block: Paragraph) -> str:
    return inline(block.pieces)


@written.register
def _(block: Speech) -> str:
    return f"**{escaped(block.speaker)}:** {inline(block.pieces)}"


@written.register
def _(block: Narration) -> str:
    return f"*Scene:* {escaped(block.text)}"


@written.register
def _(block: Note) -> str:
    return f"**{escaped(block.label)}:** {inline(block.pieces)}"


@written.register
def _(block: Bullets) -> str:
    return "\n".join("- " + inline(item).replace("\n", "\n  ") for item in block.items)


@written.register
def _(block: Table) -> str:
    return "\n".join([_row(block.head), _row("---" for _ in block.head), *(_row(map(escaped, row)) for row in block.rows)])


@written.register
def _(block: Plot) -> str:
    points = ", ".join(str(point) for point in block.points)
    return f"**{escaped(block.title)}** ({block.low} to {block.high}): {points}"


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def inline(pieces: Inline) -> str:
    """The pieces in their styles; a line break in them stays one."""
    return "".join(map(_styled, pieces)).strip()


def _styled(piece: Piece) -> str:
    """Marks stand close to the words: with a space inside they would be letters."""
    mark = MARKS.get(piece.style, "")
    words = piece.text.strip()
    if not mark or not words:
        return escaped(piece.text)
    start = piece.text.index(words)
    before, after = piece.text[:start], piece.text[start + len(words) :]
    return f"{before}{mark}{escaped(words)}{mark}{after}"


def escaped(text: str) -> str:
    """The text with a backslash before whatever acts, and each line break as a hard one."""
    lines = [line.strip() if n else line for n, line in enumerate(text.split("\n"))]
    return "  \n".join(OPENING.sub(r"\\\1", ACTING.sub(r"\\\g<0>", line)) for line in lines)
