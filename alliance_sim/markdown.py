"""Markdown to document: the part of CommonMark in which the lessons and the guide are written.

Headings, paragraphs, bullets, fenced listings, quotes with `Speaker: line`, bold, emphasis and code. Anything else
stays text. Of what stands after the opening fence only the first word, the language, is kept.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Piece,
    Speech,
    Style,
    utterance,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKS: dict[str, Style] = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "strong_close": "plain",
    "em_close": "plain",
}


def parsed(markdown: str) -> Document:
    """The document that a Markdown text is."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 40 ms that only prose needs

    blocks: list[Block] = []
    bullets: list[Inline] = []
    inside: list[Token] = []
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.nesting == 1:
            inside.append(token)
        elif token.nesting == -1:
            inside.pop()
            if token.type == "bullet_list_close":
                blocks.append(Bullets(tuple(bullets)))
                bullets = []
        elif token.type == "fence":
            blocks.append(Listing(token.content.rstrip("\n"), token.info.partition(" ")[0]))
        elif token.type == "inline":
            found = _pieces(token.children or [])
            tags = [outer.tag for outer in inside]
            if inside[-1].type == "heading_open":
                blocks.append(Heading(token.content, int(tags[-1][1:])))
            elif "li" in tags:
                bullets.append(found)
            elif "blockquote" in tags:
                blocks += _quoted(token.content, found)
            else:
                blocks.append(Paragraph(found))
    return tuple(blocks)


class Passage(NamedTuple):
    """A heading, a paragraph, an entry of a list or a line of a quote, without its marks; `line` counts from 0."""

    line: int
    text: str
    tags: tuple[str, ...]

    @property
    def is_heading(self) -> bool:
        return self.tags[-1] in ("h1", "h2", "h3", "h4", "h5", "h6")

    @property
    def is_quoted(self) -> bool:
        return "blockquote" in self.tags


def passages(markdown: str) -> Iterator[Passage]:
    """The texts of a Markdown text with their lines and the tags that they stand in; listings are left out."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 40 ms that only prose needs

    inside: list[str] = []
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            first = token.map[0] if token.map else 0
            parts = token.content.split("\n") if "blockquote" in inside else [_unmarked(token)]
            yield from (Passage(first + number, part, tuple(inside)) for number, part in enumerate(parts))


def _unmarked(token: "Token") -> str:
    return "".join(piece.text for piece in _pieces(token.children or []))


def _pieces(children: "Sequence[Token]") -> Inline:
    style: Style = "plain"
    found: list[Piece] = []
    for child in children:
        if child.type in MARKS:
            style = MARKS[child.type]
        elif child.type == "code_inline":
            found.append(Piece(child.content, "code"))
        else:
            found.append(Piece(" " if child.type in ("softbreak", "hardbreak") else child.content, style))
    return tuple(found)


def _quoted(content: str, found: Inline) -> list[Block]:
    blocks: list[Block] = []
    for line in content.split("\n"):
        speaker, colon, said = line.partition(": ")
        if not colon or len(speaker.split()) > 2:
            return [Paragraph(found)]
        blocks.append(Speech(speaker, utterance(said), "therapist" if speaker == "Therapist" else "patient"))
    return blocks
