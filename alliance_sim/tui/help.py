"""The page of help, made from the list of commands."""

from alliance_sim.document import Block, Bullets, Document, Heading, Paragraph, Piece, plain
from alliance_sim.tui.commands import EVERYWHERE, commands


def help_document(here: str = EVERYWHERE) -> Document:
    """The page of help: how to answer, and every command with its keys, those of the screen that asks for it first."""
    names = {
        EVERYWHERE: "Everywhere",
        "home": "Home",
        "library": "Library",
        "session": "In a session",
        "debrief": "Debrief",
        "history": "History",
        "trends": "Trends",
        "whatif": "What if",
        "map": "Map of a scenario",
        "preview": "Preview of a scenario that is being written",
    }
    blocks: list[Block] = [
        Paragraph(
            plain(
                "Answer with the number of an option, or move with the arrow keys and press Enter. "
                "The mouse works too. A session is kept at every answer: leave whenever you like, and resume."
            )
        ),
    ]
    for where, name in sorted(names.items(), key=lambda item: item[0] != here):
        blocks.append(Heading(name))
        blocks.append(
            Bullets(
                tuple(
                    (
                        Piece(" or ".join(_spoken(key) for key in command.keys.split(",")), "strong"),
                        Piece(f"  {command.help}"),
                    )
                    for command in commands(where)
                )
            )
        )
    return tuple(blocks)


def _spoken(key: str) -> str:
    return {"question_mark": "?", "colon": ":", "escape": "Esc", "pagedown": "Page down", "pageup": "Page up"}.get(
        key, key
    )
