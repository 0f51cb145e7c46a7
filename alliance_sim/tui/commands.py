"""Every command of the full screen, once: bindings, footer, help and palette are made from this list.

A command's action is a method `action_NAME` of the screen that it is for, or of the app. Each has a plain letter or
digit, so that nothing depends on keys that a terminal keeps for itself.
"""

from attrs import frozen
from textual.binding import Binding
from textual.content import Content

EVERYWHERE = "everywhere"
PAGED = ("session", "debrief", "page", "trends")
BEHIND_HOME = ("session", "debrief", "page", "trends", "list", "history", "library", "map")
READ_ONLY = ("debrief", "page", "trends")
"""Screens on which nothing can be chosen."""
WHILE_TYPING = ("escape", "f1", "ctrl+p", "ctrl+q")
"""Keys that no text takes."""


@frozen
class Command:
    """`keys` as Textual writes them, the first being shown; `where` names the screens that have it."""

    action: str
    keys: str
    label: str
    help: str
    where: tuple[str, ...] = (EVERYWHERE,)
    in_footer: bool = True

    @property
    def target(self) -> str:
        """The action with the namespace that has it."""
        if "." in self.action:
            return self.action
        return f"{'app' if EVERYWHERE in self.where else 'screen'}.{self.action}"

    def shown_key(self, *, typing: bool) -> str:
        """The key that the footer names: the first, or the first that is no letter."""
        keys = self.keys.split(",")
        first = next((key for key in keys if key in WHILE_TYPING), keys[0]) if typing else keys[0]
        return {"question_mark": "?", "colon": ":", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup"}.get(
            first, first
        )


COMMANDS = (
    Command("screen.page_down", "pagedown,d,space", "down", "Scroll the text down", in_footer=False),
    Command("screen.page_up", "pageup,u", "up", "Scroll the text up", in_footer=False),
    Command("next_section", "j", "next part", "Go to the next heading", PAGED, in_footer=False),
    Command("previous_section", "k", "part before", "Go to the heading before", PAGED, in_footer=False),
    Command("resume", "r", "resume", "Go on with the session that was put aside", ("home",), in_footer=False),
    Command("next", "p", "practise", "Practise what comes next", ("home",), in_footer=False),
    Command("library", "l", "library", "Choose a scenario", ("home",), in_footer=False),
    Command("drill", "t", "drill", "Tell ruptures from look-alikes, six single turns", ("home",), in_footer=False),
    Command("lessons", "e", "lessons", "Read a lesson", ("home",), in_footer=False),
    Command("lessons", "e", "lessons", "Read the lessons that fit", ("debrief",)),
    Command("lessons", "e", "lessons", "Read the lessons that fit, before or after", ("session",), in_footer=False),
    Command("history", "h", "history", "Sessions so far and their debriefs", ("home",), in_footer=False),
    Command("guide", "g", "guide", "How to practise, and how to write a scenario", ("home",), in_footer=False),
    Command("settings", "s", "settings", "Feedback, probes, theme", ("home",), in_footer=False),
    Command("next_level", "l", "level", "Show the next level only", ("library",), in_footer=False),
    Command("next_kind", "k", "rupture", "Show the next kind of rupture only", ("library",), in_footer=False),
    Command("next_length", "m", "minutes", "Show scenarios up to the next length only", ("library",), in_footer=False),
    Command("only_new", "n", "new", "Show only what you have not played", ("library",), in_footer=False),
    Command("notice", "n", "notice", "Say that you notice something (free mode)", ("session",), in_footer=False),
    Command("what_if", "i", "what if", "Go back to a turn and try another reply, unrecorded", ("debrief", "history")),
    Command("what_if", "i", "what if", "Try another reply, after the end", ("session",), in_footer=False),
    Command("step_back", "b,backspace", "step back", "Take back the last reply", ("preview",), in_footer=False),
    Command("step_back", "b,backspace", "step back", "Take back the last reply", ("whatif",)),
    Command("compare", "c", "compare", "See the two runs side by side", ("whatif",)),
    Command("hidden", "t", "hidden", "Show or hide the hidden values, the key and the fits", ("whatif",)),
    Command("as_then", "a", "as you did", "Give the reply that you gave here then", ("whatif",), in_footer=False),
    Command("go_on", "f", "on", "Go on as you did, as far as it is open", ("whatif",), in_footer=False),
    Command("go_to", "g", "go to", "Go to a turn of the conversation as it was", ("whatif",), in_footer=False),
    Command("restart", "r", "restart", "Begin the run anew", ("preview",), in_footer=False),
    Command("jump", "g", "go to", "Go to any state, by the shortest run to it", ("preview",)),
    Command("truth", "t", "truth", "Show or hide what the file declares of each turn", ("preview",), in_footer=False),
    Command("explain", "e", "explain", "Explain the finding that was chosen last", ("preview",), in_footer=False),
    Command("next_pane", "n,tab", "pane", "Go to the next pane", ("preview",)),
    Command("next_pane", "n,tab", "pane", "Go to the hidden values and back", ("whatif",), in_footer=False),
    Command("conversation", "p,escape", "replies", "Go to the conversation", ("preview",), in_footer=False),
    Command("variables", "v", "variables", "Go to the hidden variables", ("preview",), in_footer=False),
    Command("findings", "f", "findings", "Go to what was found in the file", ("preview",), in_footer=False),
    Command("map", "v", "map", "View the map of the scenario, which gives everything away", ("library", "debrief")),
    Command("map", "v", "map", "View the map with the path taken, after the end", ("session",), in_footer=False),
    Command("next_step", "n", "next", "Go along the path that was taken", ("map",)),
    Command("return", "r,left", "return", "Go back from where the number of a way has led", ("map",), in_footer=False),
    Command("trends", "t", "trends", "What first exposures show over time", ("history",)),
    Command("note", "n", "note", "Write a note beside a session", ("history",), in_footer=False),
    Command("tags", "g", "tags", "Give tags to a session", ("history",), in_footer=False),
    Command("erase", "x", "delete", "Delete a session for ever, after a question", ("history",), in_footer=False),
    Command("next_kind", "k", "kind", "Show the next kind of session only", ("history",), in_footer=False),
    Command("next_level", "l", "level", "Show the next level only", ("history",), in_footer=False),
    Command("next_ending", "e", "ending", "Show the next ending only", ("history",), in_footer=False),
    Command("next_tag", "m", "tag", "Show the next tag only", ("history",), in_footer=False),
    Command("older", "o", "older", "Show older sessions", ("history",), in_footer=False),
    Command("newer", "y", "newer", "Show newer sessions", ("history",), in_footer=False),
    Command("write", "w", "write", "Write the debrief as HTML and Markdown", ("debrief",)),
    Command("write", "w", "write", "Write the trends as HTML and Markdown", ("trends",)),
    Command("copy", "c", "copy", "Copy the text to the clipboard", ("debrief", "trends")),
    Command("back", "escape,b", "back", "Leave this screen; a session is kept", BEHIND_HOME),
    Command("back", "escape", "back", "Leave what-if; nothing of it is recorded", ("whatif",)),
    Command("help", "question_mark,f1", "help", "Keys and commands"),
    Command("command_palette", "colon,ctrl+p", "commands", "Find a command by its name"),
    Command("quit", "q,ctrl+q", "quit", "Leave; everything is kept"),
)


def commands(where: str) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if where in command.where)


def bindings(where: str) -> list[Binding]:
    return [
        Binding(key, command.target, command.label, show=False, id=f"{where}.{command.action}.{key}")
        for command in commands(where)
        for key in command.keys.split(",")
    ]


def footer(where: str, *, typing: bool = False, also: tuple[str, ...] = ()) -> Content:
    """The keys of a screen on one line; each can be clicked. While one is typing, letters are text, not keys.

    `also` are the actions that are named here at times only.
    """
    known = (*commands(where), *commands(EVERYWHERE))
    shown = [command for command in known if command.in_footer or command.action in also]
    parts: list[Content | tuple[str, str]] = []
    if where not in READ_ONLY:
        parts += [("enter", "bold"), (" go on  " if typing else " choose  ", "")]
    for command in shown:
        key = command.shown_key(typing=typing)
        parts.append(Content.from_markup(f"[@click={command.target}][b]{key}[/b] {command.label}[/]"))
        parts.append(("  ", ""))
    return Content.assemble(*parts)
