"""The sessions so far, a page at a time; choosing one shows its debrief, or goes on with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from attrs import evolve
from textual.binding import BindingType

from alliance_sim.gathering import levels
from alliance_sim.history import exposure, standing
from alliance_sim.shelf import LEVELS
from alliance_sim.sifting import ANY, SORTS, Sieve, ended, sifted
from alliance_sim.steps import Option
from alliance_sim.store import Damaged, Heading, Remark, Store
from alliance_sim.tui.commands import bindings
from alliance_sim.tui.listing import ListScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

AFTER_THE_FIRST_FRAME = 0.02
FEWEST = 9
"""Sessions on a page, as many as digits choose; more where the screen is higher."""
OF_ONE = "Of the one under the cursor: n) note · g) tags · x) delete"
LATE = 500
"""Sessions whose endings can be asked for."""
OLDER, NEWER = "older", "newer"


class HistoryScreen(ListScreen):
    """Only what the page needs is read, so that a long history opens as fast as a short one."""

    WHERE = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]
    EMPTY = "No session yet. Choose a scenario from the library; what you play is listed here."

    def __init__(self) -> None:
        super().__init__()
        self.sieve = Sieve()
        self.first = 0
        self.shown = self.more = False
        self.fitting: int | None = None
        self.page: dict[str, Heading] = {}
        self.remarks: Mapping[str, Remark] = {}

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    @property
    def rows(self) -> int:
        """Sessions on a page."""
        return max(FEWEST, self.size.height // 2)

    @property
    def chosen(self) -> Heading | None:
        """The session under the cursor."""
        option = self.choice.option
        return self.page.get(option.id) if option else None

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(AFTER_THE_FIRST_FRAME, lambda: self.trainer.attempt(self.look_for_damage))

    def look_for_damage(self) -> None:
        """Say how many sessions cannot be read: of all, or where there are more than a page of those on it."""
        store = self.trainer.store
        found = [name for name in self.page if _is_damaged(store, name)] if self.more else store.damaged()
        if found:
            told = "1 session is" if len(found) == 1 else f"{len(found)} sessions are"
            self.tell(f"{told} damaged and cannot be read; the others are not affected.")

    def title_line(self) -> str:
        fitting = "" if self.fitting is None else f" · {self.fitting} that fit"
        last = self.first + len(self.page)
        return f"History · {self.first + 1} to {last}, the latest first{fitting}" if self.page else f"History{fitting}"

    def intro(self) -> str:
        if self.sieve.open and not self.page:
            return self.EMPTY
        filters = (("k", "kind"), ("l", "level"), ("e", "ending"), ("m", "tag"))
        values = {name: getattr(self.sieve, name) for _, name in filters}
        shown = " · ".join(f"{key}) {f'any {name}' if values[name] == ANY else values[name]}" for key, name in filters)
        return f"{shown}\n{OF_ONE}" if self.page else shown

    def refill(self) -> None:
        self.remarks = self.trainer.store.remarks()
        last = self.first + self.rows
        latest, complete = self.latest(last + 1)
        self.fitting = len(latest) if complete and not self.sieve.open else None
        self.page = {each.session.id: each for each in latest[self.first : last]}
        self.more = len(latest) > last
        super().refill()

    def latest(self, wanted: int) -> tuple[tuple[Heading, ...], bool]:
        """Sessions that pass the filters, the latest first, so many at least if there are; and whether that is all.

        More and more are read until there are enough, since most filters let many pass.
        """
        store, last, read = self.trainer.store, 2 * wanted, -1
        while True:
            headings = store.headers(last=last)[::-1]
            known = levels(store, (each.session for each in headings)) if self.sieve.level != ANY else {}
            found = tuple(sifted(headings, self.sieve, self.remarks, known))
            complete = len(headings) == read
            if complete or len(found) >= wanted:
                return found, complete
            last, read = 4 * last, len(headings)

    def entries(self) -> Sequence[Option]:
        return list(self._entries())

    def _entries(self) -> Iterator[Option]:
        for number, heading in enumerate(self.page.values(), 1):
            yield self.entry(heading, str(number) if number < 10 else "")
        if self.more:
            yield Option(OLDER, "Older sessions", "o", "The next page.")
        if self.first:
            yield Option(NEWER, "Newer sessions", "y", "The page before.")

    def entry(self, heading: Heading, key: str) -> Option:
        session, remark = heading.session, self.remarks.get(heading.session.id, Remark())
        parts = [session.started[:16].replace("T", " "), session.title, ended(heading)]
        parts += [f"#{tag}" for tag in sorted(remark.tags)] + (["note"] if remark.note else [])
        shown = "the debrief" if session.kind == "scenario" else "it again"
        enter = f"Enter shows {shown if heading.ending else 'it where it stopped'}."
        told = f"{exposure(session).capitalize()}; {standing(heading.ending, heading.answers)}. {enter}"
        note = f" Your note: {' '.join(remark.note.split())}" if remark.note else ""
        return Option(session.id, " · ".join(parts), key, told + note)

    def picked(self, option: Option) -> None:
        if option.id in (OLDER, NEWER):
            self.turn(1 if option.id == OLDER else -1)
            return
        heading = self.page[option.id]
        if heading.ending:
            self.trainer.show_debrief(option.id)
        else:
            self.trainer.resume_id(option.id)

    def turn(self, by: int) -> None:
        """Show the next page, or the one before."""
        if by > 0 and not self.more:
            self.tell("There are no older sessions.")
        elif by < 0 and not self.first:
            self.tell("There are no newer sessions.")
        else:
            self.tell("")
            self.show_from(max(0, self.first + by * self.rows))

    def show_from(self, first: int) -> None:
        self.first = first
        self.choice.cursor = 0
        self.refill()

    def sift(self, **changed: str) -> None:
        """Show only what passes another filter."""
        self.tell("")
        self.sieve = evolve(self.sieve, **changed)
        self.show_from(0)

    def action_older(self) -> None:
        self.turn(1)

    def action_newer(self) -> None:
        self.turn(-1)

    def action_next_kind(self) -> None:
        self.sift(kind=_after(self.sieve.kind, (ANY, *SORTS)))

    def action_next_level(self) -> None:
        self.sift(level=_after(self.sieve.level, (ANY, *LEVELS)))

    def action_next_ending(self) -> None:
        """Those that occurred of late, in the order of the alphabet."""
        endings = sorted({ended(heading) for heading in self.trainer.store.headers(last=LATE)})
        self.sift(ending=_after(self.sieve.ending, (ANY, *endings)))

    def action_next_tag(self) -> None:
        tags = sorted({tag for remark in self.remarks.values() for tag in remark.tags})
        if tags:
            self.sift(tag=_after(self.sieve.tag, (ANY, *tags)))
        else:
            self.tell("No session has a tag yet. g gives tags to the one under the cursor.")

    def action_trends(self) -> None:
        from alliance_sim.tui.trends import TrendsScreen  # noqa: PLC0415

        self.app.push_screen(TrendsScreen())

    def action_note(self) -> None:
        """Write a note beside the session under the cursor."""
        from alliance_sim.tui.remarking import NoteScreen  # noqa: PLC0415

        if (heading := self.chosen) is not None:
            self.trainer.attempt(lambda: self.app.push_screen(NoteScreen(self.trainer.store, heading)))

    def action_tags(self) -> None:
        """Give tags to the session under the cursor."""
        from alliance_sim.tui.remarking import TagsScreen  # noqa: PLC0415

        if (heading := self.chosen) is not None:
            self.trainer.attempt(lambda: self.app.push_screen(TagsScreen(self.trainer.store, heading)))

    def action_erase(self) -> None:
        """Ask whether the session under the cursor shall go."""
        from alliance_sim.tui.remarking import EraseScreen  # noqa: PLC0415

        if (heading := self.chosen) is not None:
            self.trainer.attempt(lambda: self.app.push_screen(EraseScreen(self.trainer.store, heading)))

    def action_what_if(self) -> None:
        """Go back to a turn of the session under the cursor."""
        if (heading := self.chosen) is not None:
            self.trainer.what_if(heading.session.id)

    def on_screen_resume(self) -> None:
        if self.shown:
            self.refill()
        self.shown = True

    def action_page_down(self) -> None:
        if self.more and self.choice.cursor >= len(self.page) - 1:
            self.turn(1)
        else:
            super().action_page_down()


def _is_damaged(store: Store, name: str) -> bool:
    try:
        store.session(name)
    except Damaged:
        return True
    return False


def _after(value: str, values: Sequence[str]) -> str:
    """The value that comes next; the first after one that is no more."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
