"""What there is to read, before anybody decides how it looks: a tuple of blocks.

Briefings, conversations, lessons and debriefs are documents; terminals, Markdown and HTML render them. Text in a
document is data: a renderer shows it and never acts on it.
"""

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from alliance_sim.directions import DIRECTION

Style = Literal["plain", "strong", "emphasis", "cue", "direction", "code"]


@frozen
class Piece:
    """Some words in one style. A cue is underlined, a stage direction stands apart, code is what a machine reads."""

    text: str
    style: Style = "plain"


Inline = tuple[Piece, ...]


@frozen
class Heading:
    text: str
    level: int = 2


@frozen
class Paragraph:
    pieces: Inline


@frozen
class Speech:
    """What somebody says. `role` tells the two sides apart without their names."""

    speaker: str
    pieces: Inline
    role: Literal["patient", "therapist"] = "patient"


@frozen
class Narration:
    text: str


@frozen
class Note:
    """Feedback, a banner, a limit: the program speaks. `label` says what it is."""

    label: str
    pieces: Inline


@frozen
class Bullets:
    items: tuple[Inline, ...]


@frozen
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Listing:
    """Lines that are shown as they stand: a file, a command, a drawing."""

    text: str
    language: str = ""


@frozen
class Plot:
    """One number over the turns. `points` lie within `low` and `high`."""

    title: str
    low: int
    high: int
    points: tuple[int, ...]


@frozen
class Mark:
    """An estimate with its interval, and in words. `beside` is another value to see next to it; open marks are weak."""

    label: str
    value: float
    low: float
    high: float
    told: str
    beside: float | None = None
    open: bool = False

    @property
    def line(self) -> str:
        """All of it in words."""
        return f"{self.label}: {self.told}"


@frozen
class Intervals:
    """Estimates with their intervals, one below the other, on a scale from `low` to `high`.

    `ends` are the words for both ends of the scale; `level` is drawn as a line across, and told by `explained`.
    """

    title: str
    low: float
    high: float
    ends: tuple[str, str]
    marks: tuple[Mark, ...]
    explained: str = ""
    level: float | None = None

    def share(self, value: float) -> float:
        """Where a value lies on the scale, 0 to 1; what lies outside stands at its end."""
        return min(1.0, max(0.0, (value - self.low) / ((self.high - self.low) or 1)))


Block = Heading | Paragraph | Speech | Narration | Note | Bullets | Table | Listing | Plot | Intervals
Document = tuple[Block, ...]


def plain(text: str) -> Inline:
    """Words without a style."""
    return (Piece(text),)


def coded(text: str) -> Inline:
    """Words with code between backticks, as docstrings and messages write it."""
    return tuple(Piece(part, "code" if number % 2 else "plain") for number, part in enumerate(text.split("`")) if part)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Prose, split where an empty line starts a paragraph."""
    return tuple(Paragraph(plain(part)) for part in text.split("\n\n") if part)


def utterance(text: str, cues: Iterable[str] = ()) -> Inline:
    """An utterance with its stage directions set apart and the first hit of each cue marked."""
    marks: list[tuple[int, int, Style]] = []
    for cue in cues:
        at = text.find(cue)
        if at >= 0:
            marks.append((at, at + len(cue), "cue"))
    pieces: list[Piece] = []
    for start, end, style in _without_overlap(marks, text):
        pieces.append(Piece(text[start:end], style))
    return tuple(pieces)


def _without_overlap(cues: list[tuple[int, int, Style]], text: str) -> list[tuple[int, int, Style]]:
    """Stretches that cover the text once: cues win over stage directions, earlier cues over later ones."""
    styles: list[Style] = ["plain"] * len(text)
    for found in DIRECTION.finditer(text):
        styles[found.start() : found.end()] = ["direction"] * (found.end() - found.start())
    for start, end, style in cues:
        styles[start:end] = [style] * (end - start)
    stretches: list[tuple[int, int, Style]] = []
    for at, style in enumerate(styles):
        if stretches and stretches[-1][2] == style:
            stretches[-1] = (stretches[-1][0], at + 1, style)
        else:
            stretches.append((at, at + 1, style))
    return stretches


def text_of(pieces: Inline) -> str:
    return "".join(piece.text for piece in pieces)
