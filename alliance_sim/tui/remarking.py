"""What the owner does with one session of the history: a note, tags, and deleting it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from alliance_sim.document import Bullets, Document, Paragraph, Piece, plain
from alliance_sim.steps import Option
from alliance_sim.store import Heading, Store, StoreError
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings, footer
from alliance_sim.tui.frame import Frame
from alliance_sim.tui.jump import Sought
from alliance_sim.tui.paging import PagedScreen
from alliance_sim.tui.session import Typed
from alliance_sim.tui.words import Words

KEEP, ERASE = "keep", "erase"


class NoteScreen(Frame):
    """A note beside a session, to be written or changed. Raises as `Store.note` does."""

    WHERE = "list"
    AUTO_FOCUS = "Typed"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, store: Store, heading: Heading) -> None:
        super().__init__()
        self.store, self.heading = store, heading
        self.note = store.note(heading.session.id)

    def parts(self) -> ComposeResult:
        yield Words(id="ask")
        yield Words(id="told")
        yield Typed(self.note, placeholder="Type here. Nothing typed removes the note.", soft_wrap=True, id="note")

    def on_mount(self) -> None:
        self.words("status").say(f"Note · {_named(self.heading)}")
        self.words("ask").say("Enter keeps the note, Ctrl+J begins a new line, Esc leaves it as it was.")
        self.words("keys").say(footer(self.WHERE, typing=True))
        typed = self.query_one(Typed)
        typed.cursor_blink = False
        typed.move_cursor(typed.document.end)

    def show_detail(self, text: str) -> None:
        """There is nothing more to say."""

    @on(Typed.Sent)
    def keep(self) -> None:
        try:
            self.store.set_note(self.heading.session.id, self.query_one(Typed).text)
        except (StoreError, ValueError) as error:
            self.tell(str(error))
        else:
            self.dismiss()


class TagsScreen(Frame):
    """The tags of a session, with commas between. Raises as `Store.tags` does."""

    WHERE = "list"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, store: Store, heading: Heading) -> None:
        super().__init__()
        self.store, self.heading = store, heading
        self.tags = store.tags(heading.session.id)

    def parts(self) -> ComposeResult:
        yield Words(id="ask")
        yield Words(id="told")
        yield Sought(", ".join(sorted(self.tags)), placeholder="supervision, first week", id="filter", compact=True)

    def on_mount(self) -> None:
        self.words("status").say(f"Tags · {_named(self.heading)}")
        self.words("ask").say("With commas between them. Enter keeps them, Esc leaves them as they were.")
        self.words("keys").say(footer(self.WHERE, typing=True))

    def show_detail(self, text: str) -> None:
        """There is nothing more to say."""

    @on(Input.Submitted)
    def keep(self) -> None:
        tags = [tag for tag in self.query_one(Input).value.split(",") if tag.strip()]
        try:
            self.store.set_tags(self.heading.session.id, tags)
        except (StoreError, ValueError) as error:
            self.tell(str(error))
        else:
            self.dismiss()


class EraseScreen(PagedScreen):
    """Says what goes with a session, and deletes it where that is chosen. Raises as `Store.note` does."""

    WHERE = "list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self, store: Store, heading: Heading) -> None:
        super().__init__()
        self.store, self.heading = store, heading
        found = store.remarks().get(heading.session.id)
        self.document = what_goes(heading, found.note if found else "", found.tags if found else frozenset())

    def on_mount(self) -> None:
        self.words("status").say("Delete a session")
        self.words("ask").say("Shall it go?")
        self.page.put(self.document)
        options = (
            Option(KEEP, "Keep it", "1", "Nothing is changed."),
            Option(ERASE, "Delete it for ever", "2", "It cannot be brought back."),
        )
        self.choice.put(options)
        self.call_after_refresh(self.say_what_is_below)

    @on(Choice.Moved)
    def show_entry(self) -> None:
        self.show_detail(self.choice.option.detail if self.choice.option else "")

    @on(Choice.Picked)
    def decide(self, event: Choice.Picked) -> None:
        if event.option.id == KEEP:
            self.dismiss()
        else:
            self.tell("Deleting it, here and in the backups.")
            self.call_after_refresh(self.erase)

    def erase(self) -> None:
        try:
            self.store.erase(self.heading.session.id)
        except StoreError as error:
            self.tell(str(error))
        else:
            self.dismiss()


def what_goes(heading: Heading, note: str, tags: frozenset[str]) -> Document:
    """What is deleted with a session, and what is not."""
    session = heading.session
    goes = [f"{heading.answers} answers, with all that was typed in it"]
    goes += [f"your note of {len(note)} characters"] if note else []
    goes += [f"its tags: {', '.join(sorted(tags))}"] if tags else []
    goes.append("the same in every backup that this program made on this machine")
    stays = ["Files that were written from it stay where they are: debriefs, portfolios, exports."]
    if session.kind == "scenario" and session.attempt == 1:
        stays.append(
            "It is a first exposure, so the trends change. Played again, the scenario may count as a first exposure, "
            "which it will not be."
        )
    return (
        Paragraph((Piece(_named(heading), "strong"),)),
        Paragraph(plain("This goes, and cannot be brought back:")),
        Bullets(tuple(plain(each) for each in goes)),
        *(Paragraph(plain(each)) for each in stays),
    )


def _named(heading: Heading) -> str:
    return f"{heading.session.title} · {heading.session.started[:16].replace('T', ' ')}"
