"""The commands of a group session, once: bindings, help and palette of the projected screen are made from this list."""

from textual.binding import Binding

from alliance_sim.document import Block, Bullets, Document, Note, Piece, plain
from alliance_sim.tui.commands import Command

WHERE = ("teach",)
TEACHING = (
    Command("go", "pagedown,right,space", "on", "Go on; in a vote, close it. A presenter's clicker does it too", WHERE),
    Command("back", "pageup,left", "back", "Go back one step; every count stays, and can be typed anew", WHERE),
    Command("enter", "enter", "enter", "Next count of a vote, play the branch that is chosen, else go on", WHERE),
    Command("up", "up", "up", "The option above, or scroll", WHERE),
    Command("down", "down", "down", "The option below, or scroll", WHERE),
    Command("erase", "backspace,delete", "erase", "Take the last digit of a count away", WHERE),
    Command("blank", "b,full_stop,B", "blank", "Blank the screen, or show it again", WHERE),
    Command("timer", "s", "silence", "Start or stop the timer of this step", WHERE),
    Command("play", "p", "play", "Go straight to the replies, to play one", WHERE),
    Command("rewind", "r", "step back", "Step back to the last branch, to play another", WHERE),
    Command("cover", "c", "cover", "Keep vote 1 covered until vote 2, or no longer", WHERE),
    Command("undo", "u", "undo", "Take the last step back, whatever it was", WHERE),
    Command("debrief", "d", "debrief", "Go to the debrief of the group", WHERE),
    Command("write", "w", "write", "Write the debrief of the group as HTML and Markdown", WHERE),
    Command("light", "l", "light", "Black on white, or white on black", WHERE),
    Command("help", "question_mark,f1", "help", "Keys; they are shown on the projected screen", WHERE),
    Command("quit", "q,ctrl+q", "quit", "Leave; alliance-sim teach goes on here", WHERE),
)
DIGITS = "0123456789"


def teaching_bindings() -> list[Binding]:
    found = [
        Binding(key, f"screen.{command.action}", command.label, show=False)
        for command in TEACHING
        for key in command.keys.split(",")
    ]
    return [*found, *(Binding(digit, f"screen.digit({digit})", show=False) for digit in DIGITS)]


def teaching_help() -> Document:
    """The page of keys."""
    names = {"question_mark": "?", "full_stop": ".", "pagedown": "Page down", "pageup": "Page up", "f1": "F1"}
    blocks: list[Block] = [Note("Digits", plain("the count in a vote; the reply, counted from 1, at the branch."))]
    items = []
    for command in TEACHING:
        keys = " or ".join(names.get(key, key.capitalize() if len(key) > 1 else key) for key in command.keys.split(","))
        items.append((Piece(keys, "strong"), Piece(f"  {command.help}")))
    return (*blocks, Bullets(tuple(items)))
