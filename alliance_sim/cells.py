"""How much room a text takes in a terminal: cells of one width, of which an ideograph takes two.

Widths are those of the tables that the full screen paints by, as far as Python's own tables tell.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


def _characters(*spans: str) -> frozenset[str]:
    """The characters from the first to the last of each span."""
    return frozenset(chr(code) for span in spans for code in range(ord(span[0]), ord(span[1]) + 1))


JOINER, EMOJI = "\u200d", "\ufe0f"
"""What joins two characters to one, and what makes an emoji of the sign before it."""
MARKS = ("Cf", "Mc", "Me", "Mn")
"""Categories of characters that are written on the one before, or show nothing."""
SHOWN = frozenset("\xad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Characters of these categories that take a cell of their own."""
JOINED = _characters("\u1160\u11ff", "\u3164\u3164", "\ud7b0\ud7ff", "\uffa0\uffa0", "\U0001f3fb\U0001f3ff")
"""Letters and colours of other categories that are written on the one before."""
WIDE = _characters("\u2630\u2637", "\u268a\u268f", "\u4dc0\u4dff", "\U0001d300\U0001d356", "\U0001d360\U0001d376")
"""Signs that are wide since Unicode 16, which Python before 3.14 does not know."""


def cells(text: str) -> int:
    """The cells of a text on one line."""
    return len(text) if text.isascii() else sum(size for _, size in glyphs(text))


def glyphs(text: str) -> Iterator[tuple[str, int]]:
    """What stands together in a text, a character with all that is written on it, and the cells that it takes."""
    start = size = 0
    joined = narrow = False
    for at, character in enumerate(text):
        if joined:
            joined = False
        elif character == JOINER and at:
            joined = True
        elif character == EMOJI:
            size, narrow = size + narrow, False
        elif width := _width(character):
            if size:
                yield text[start:at], size
                start = at
            size, narrow = width, width == 1
    yield text[start:], size


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    category = unicodedata.category(character)
    if character in JOINED or (category in MARKS and character not in SHOWN):
        return 0
    if character in WIDE:
        return 2
    return 2 if unicodedata.east_asian_width(character) in "WF" and category != "Cn" else 1


def cut(text: str, room: int) -> str:
    """As much of a text as there is room for, with a sign where it was cut."""
    if cells(text) <= room:
        return text
    kept, left = [], max(0, room - 1)
    for glyph, size in glyphs(text):
        left -= size
        if left < 0:
            break
        kept.append(glyph)
    return "".join(kept).rstrip() + "…"


def folded(text: str, room: int) -> Iterator[str]:
    """The lines of a text: broken at spaces, and within a word only where it is longer than a line."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cells(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        line = word
        while cells(line) > room:
            head = _head(line, room)
            yield head
            line = line[len(head) :]
    yield line


def _head(text: str, room: int) -> str:
    """What there is room for at the beginning, one character at least."""
    used, end = 0, 0
    for glyph, size in glyphs(text):
        used += size
        if used > room and end:
            return text[:end]
        end += len(glyph)
    return text
