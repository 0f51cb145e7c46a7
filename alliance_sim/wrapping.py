"""The lines that the full screen makes of a text, without the full screen: for what is measured and not painted.

The same breaks as those of Textual's `Content.wrap`; a test holds the two against each other.
"""

import re
from collections.abc import Iterator

from alliance_sim.cells import cells, glyphs

WORD = re.compile(r"\s*\S+\s*")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text within `width` cells, which are two at least, without white space at their ends."""
    return [line for part in text.split("\n") for line in _lines(part, width)]


def _lines(text: str, width: int) -> Iterator[str]:
    start = 0
    for end in _breaks(text, width) if cells(text) > width else ():
        yield text[start:end].rstrip()
        start = end
    yield text[start:].rstrip()


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where lines begin after the first: at words, and within those that are longer than a line."""
    used, size = 0, len if text.isascii() else cells
    for found in WORD.finditer(text):
        start, word = found.start(), found[0]
        length = size(word.rstrip())
        if length <= width - used:
            used += size(word)
        elif length <= width:
            yield start
            used = size(word)
        else:
            for piece in _pieces(word, width):
                if start:
                    yield start
                start += len(piece)
                used = size(piece)


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, with the spaces after it, in pieces of at most `width` cells."""
    begin = end = used = 0
    for glyph, size in glyphs(word):
        if used + size > width:
            yield word[begin:end]
            begin, used = end, 0
        used += size
        end += len(glyph)
    yield word[begin:]
