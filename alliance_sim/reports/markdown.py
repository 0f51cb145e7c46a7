"""Document to Markdown (CommonMark with tables). Text is escaped: nothing in it makes a heading, a link or a tag."""

import re
from collections.abc import Iterable
from functools import singledispatch

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Intervals,
    Listing,
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
OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
"""What acts at the start of a line: bullets, underlined headings, numbers of a list."""
MARKS = {"strong": "**", "cue": "**", "emphasis": "*"}
"""A stage direction has its round brackets; a cue within it would not survive a second mark."""


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
    return inline(block.pieces, opens=True)


@written.register
def _(block: Speech) -> str:
    return f"**{escaped(_one_line(block.speaker))}:** {inline(block.pieces)}"


@written.register
def _(block: Narration) -> str:
    return f"*Scene:* {escaped(block.text)}"


@written.register
def _(block: Note) -> str:
    return f"**{escaped(_one_line(block.label))}:** {inline(block.pieces)}"


@written.register
def _(block: Bullets) -> str:
    return "\n".join("- " + inline(item, opens=True).replace("\n", "\n  ") for item in block.items)


@written.register
def _(block: Table) -> str:
    head, *rows = (_row(map(escaped, row)) for row in (block.head, *block.rows))
    return "\n".join([head, _row("---" for _ in block.head), *rows])


@written.register
def _(block: Listing) -> str:
    fence = "`" * max(3, _backticks(block.text) + 1)
    return f"{fence}{block.language}\n{block.text}\n{fence}"


@written.register
def _(block: Plot) -> str:
    points = ", ".join(str(point) for point in block.points)
    return f"**{escaped(_one_line(block.title))}** ({block.low} to {block.high}): {points}"


@written.register
def _(block: Intervals) -> str:
    told = f"**{escaped(_one_line(block.title))}.** {escaped(_one_line(block.explained))}".rstrip()
    marks = "\n".join(f"- {escaped(_one_line(mark.line), opens=True)}" for mark in block.marks)
    return f"{told}\n\n{marks}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def inline(pieces: Inline, *, opens: bool = False) -> str:
    """The pieces in their styles; a line break in them stays one. `opens` where they begin a line."""
    written, before = "", "\n" if opens else ""
    for number, piece in enumerate(pieces):
        after = pieces[number + 1].text[:1] if number + 1 < len(pieces) else ""
        written += _styled(piece, before, after)
        before = written[-1:] or before
    return written.strip()


def _styled(piece: Piece, before: str, after: str) -> str:
    """A piece between its marks. `before` and `after` are the characters next to it."""
    if piece.style == "code":
        return (" " if before == "`" else "") + code(piece.text)
    mark = MARKS.get(piece.style, "")
    words = piece.text.strip()
    if not mark or not words:
        return escaped(piece.text, opens=before == "\n")
    start = piece.text.index(words)
    lead, rest = piece.text[:start], piece.text[start + len(words) :]
    if "\n\n" in words or not (_acts(lead or before, words[0]) and _acts(rest or after, words[-1])):
        return escaped(f"{lead}>>{words}<<{rest}" if piece.style == "cue" else piece.text)
    return f"{lead}{mark}{escaped(words)}{mark}{rest}"


def code(text: str) -> str:
    """A code span: between more backticks than stand together in it, and apart from those at its ends."""
    flat = _one_line(text)
    if not flat:
        return ""
    fence = "`" * (_backticks(flat) + 1)
    return f"{fence} {flat} {fence}" if flat[0] == "`" or flat[-1] == "`" else f"{fence}{flat}{fence}"


def _backticks(text: str) -> int:
    """How many backticks stand together at most."""
    return max(map(len, re.findall("`+", text)), default=0)


def _acts(outside: str, inside: str) -> bool:
    """Whether a mark between two characters acts (CommonMark's flanking rule), and touches no other mark."""
    return outside[-1:] != "*" and (inside.isalnum() or not outside[-1:].isalnum())


def escaped(text: str, *, opens: bool = False) -> str:
    """The text with a backslash before whatever acts, and each line break as a hard one."""
    lines = [ACTING.sub(r"\\\g<0>", line) for line in text.split("\n")]
    first = OPENING.sub(r"\1\\", lines[0].lstrip()) if opens else lines[0]
    return "  \n".join([first, *(OPENING.sub(r"\1\\", line.lstrip()) for line in lines[1:])])
