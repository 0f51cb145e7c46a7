"""Documents on the screen. Foreign text enters only as the plain part of `Content`, which is never read as markup."""

from collections.abc import Iterable, Iterator

from textual.content import Content

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
from alliance_sim.reports.text import SCALE, drawn
from alliance_sim.tui.words import wrapped

STYLES = {
    "plain": "",
    "strong": "bold",
    "emphasis": "italic",
    "cue": "bold underline",
    "direction": "italic $text-muted",
    "code": "bold",
}
GOES_ON = " \\"
"""At the end of a line: the command goes on in the next one."""
LEVELS = " ▁▂▃▄▅▆▇█"
Line = tuple[Content, str]


def pieces(inline: Inline) -> Content:
    return Content.assemble(*((_signed(piece), STYLES[piece.style]) for piece in inline))


def _signed(piece: Piece) -> str:
    """The words of a piece; code keeps its backticks, since not every terminal has bold letters."""
    return f"`{piece.text}`" if piece.style == "code" else piece.text


def laid_out(document: Document, width: int) -> Content:
    """A document as lines of at most `width` cells, an empty line between its blocks."""
    return Content("\n").join(line for lines in _lines(document, width) for line in lines)


def sections(document: Document, width: int) -> list[int]:
    """The lines of the laid out document on which its sections begin, from 0."""
    found, line = [], 0
    for block, lines in zip(document, _lines(document, width), strict=True):
        if isinstance(block, Heading):
            found.append(line + (1 if line else 0))
        line += len(lines)
    return found


def _lines(document: Document, width: int) -> Iterator[list[Content]]:
    """The lines of each block, with the empty line before it."""
    for number, block in enumerate(document):
        apart = number and not (isinstance(block, Plot) and isinstance(document[number - 1], Plot))
        yield [*([Content()] if apart else []), *_block(block, max(width, 10))]


def _block(block: Block, width: int) -> Iterable[Content]:
    match block:
        case Heading(text, level):
            return wrapped(Content.styled(text, "bold $accent" if level == 1 else "bold"), width)
        case Paragraph(inline):
            return wrapped(pieces(inline), width)
        case Narration(text):
            return wrapped(Content.styled(text, "italic $text-muted"), width)
        case Speech(speaker, inline, role):
            name = Content.styled(f"{speaker}: ", "bold $primary" if role == "therapist" else "bold $accent")
            return wrapped(Content.assemble(name, pieces(inline)), width, "", "  ")
        case Note(label, inline):
            return wrapped(Content.assemble((f"{label}{_stop(inline)} ", "bold"), pieces(inline)), width, "│ ")
        case Bullets(items):
            return [line for item in items for line in wrapped(pieces(item), width, "- ", "  ")]
        case Table(head, rows):
            return _table(head, rows, width)
        case Listing(text, language):
            return [row for line in text.split("\n") for row in _listed(line, width, language)]
        case Plot(title, low, high, points):
            return _plot(title, low, high, points, width)
        case Intervals():
            return _intervals(block, width)


def _stop(inline: Inline) -> str:
    """What stands after a label: a full stop before a sentence, a colon before what goes on in small letters."""
    return ":" if (inline and inline[0].text[:1].islower()) or (inline and inline[0].style == "code") else "."


def _listed(line: str, width: int, language: str) -> list[Content]:
    """A line of a listing; what is too long goes on further in, a command so that it can still be copied."""
    margin = "  " + line[: len(line) - len(line.lstrip())]
    if len(margin) > width // 3:
        margin = "  "
    if not line.strip():
        return [Content()]
    command = language == "sh" or (language == "console" and line.startswith("$ "))
    found = wrapped(Content(line.lstrip()), width - len(GOES_ON) if command else width, margin, margin + "    ")
    return [*(row.rstrip() + GOES_ON for row in found[:-1]), found[-1]] if command else found


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> list[Content]:
    """Columns where they fit, else a line for each cell; of two columns the first is the label of the second."""
    columns = list(zip(head, *rows, strict=True))
    sizes = [max(Content(cell).cell_length for cell in column) for column in columns]
    if sum(sizes) + 2 * (len(sizes) - 1) <= width:
        lines = [Content.styled(_row(head, sizes), "bold")]
        return lines + [Content(_row(row, sizes)) for row in rows]
    if len(head) == 2:
        told = (Content.assemble((f"{label}: ", "bold"), (value, "")) for label, value in rows)
        return [line for content in told for line in wrapped(content, width, "", "  ")]
    found: list[Content] = []
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            found += wrapped(Content.assemble((f"{name}: ", "bold"), (cell, "")), width, "", "  ")
        found.append(Content())
    return found[:-1]


def _row(cells: Iterable[str], sizes: list[int]) -> str:
    return "  ".join(
        cell + " " * (size - Content(cell).cell_length) for cell, size in zip(cells, sizes, strict=True)
    ).rstrip()


def _plot(title: str, low: int, high: int, points: tuple[int, ...], width: int) -> list[Content]:
    """One column a turn, three rows high, with the first and the last value in figures."""
    if not points:
        return []
    span = max(1, high - low)
    height = 3
    label = f"{title} ({low} to {high}): {points[0]} at first, {points[-1]} at last"
    lines = wrapped(Content.styled(label, "bold"), width)
    shown = points[-max(1, (width - 2) // 2) :]
    for row in range(height - 1, -1, -1):
        cells = []
        for point in shown:
            filled = round((point - low) / span * (height * 8))
            level = min(8, max(0, filled - row * 8))
            cells.append(LEVELS[level] if level or row else "▁")
        lines.append(Content("  " + " ".join(cells)))
    return lines


def _intervals(block: Intervals, width: int) -> Iterator[Content]:
    """The scale once, then each estimate in words and drawn below."""
    yield from wrapped(Content.assemble((f"{block.title}. ", "bold"), block.explained), width)
    scale = min(SCALE, width - 4 - sum(map(len, block.ends)))
    for mark in block.marks:
        yield from wrapped(Content.assemble((f"{mark.label}: ", "bold"), mark.told), width, "", "  ")
        yield Content(f"  {block.ends[0]} {drawn(block, mark, max(scale, 5))} {block.ends[1]}")
