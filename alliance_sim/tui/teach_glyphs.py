"""Big digits and letters for a projector: three cells wide and three rows high, drawn with half blocks."""

PIXELS = {
    "0": "75557",
    "1": "26227",
    "2": "71747",
    "3": "71717",
    "4": "55711",
    "5": "74717",
    "6": "74757",
    "7": "71111",
    "8": "75757",
    "9": "75717",
    "A": "75755",
    "B": "65656",
    "C": "74447",
    "D": "65556",
    "E": "74747",
    "F": "74744",
    "G": "74557",
    "H": "55755",
    "I": "72227",
    ":": "02020",
    "-": "00700",
    " ": "00000",
}
"""Five rows of three pixels, each row one octal digit."""
HEIGHT = 3
"""Rows of a glyph in cells; the lower half of the last is empty."""
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def big(text: str) -> tuple[str, ...]:
    """The rows of a text in big glyphs, one empty cell between two of them. Raises `KeyError` for other characters."""
    rows = [" ".join(_row(PIXELS[character], row) for character in text) for row in range(HEIGHT)]
    return tuple(rows)


def _row(pixels: str, row: int) -> str:
    upper, lower = (int(pixels[line]) if line < len(pixels) else 0 for line in (2 * row, 2 * row + 1))
    return "".join(BLOCKS[bool(upper & bit), bool(lower & bit)] for bit in (4, 2, 1))
