"""Texts and names as ink reads them: what an author wrote comes out of an ink player letter by letter."""

import re

SIGNS = re.compile(r"[\\{}|\[\]#]|-(?=>)|<(?=[->])|(?<=/)[/*]")
"""What ends a text wherever it stands: logic, alternatives, the brackets of an option, tags, arrows, glue, comments."""
OPENING = re.compile(r"[*+\-=~]|TODO|VAR|CONST|LIST|EXTERNAL|INCLUDE")
"""What makes something else than text of a line that begins with it."""
STUCK = "Stuck"
"""The knot where a story ends with nothing open."""
KEYWORDS = frozenset("else false function has hasnt mod ref return temp true".split())


def text(line: str) -> str:
    """A line of text, a tag or an option. What is on one line in ink has no line break, and no two spaces in a row."""
    marked = SIGNS.sub(r"\\\g<0>", line)
    if OPENING.match(marked):
        return f"\\{marked}"
    if marked.startswith("return"):
        return f'{{"r"}}{marked[1:]}'
    return marked


def name(found: str) -> str:
    """The name of a variable or a condition. No two names become one, and none becomes a word of the language."""
    plain = found.replace("-", "__")
    return f"{plain}_" if plain in KEYWORDS else plain


def knot(state: str) -> str:
    """The name of a state's knot. A capital letter keeps such names apart from those of variables and conditions."""
    return f"State_{state.replace('-', '_')}"


def stitch(speaker: str, part: int | str) -> str:
    """The name of what a speaker says in one variant of a state, or of what follows."""
    return f"{speaker.capitalize()}_{part}"
