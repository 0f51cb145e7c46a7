"""A screen that is a list: what can be chosen, and what each entry is about."""

from collections.abc import Sequence

from textual import on

from alliance_sim.steps import Option
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.frame import Frame


class ListScreen(Frame):
    """Entries with their details. A subclass gives `entries` and does something on `picked`."""

    WHERE = "list"
    EMPTY = "Nothing here yet."

    def title_line(self) -> str:
        raise NotImplementedError

    def intro(self) -> str:
        """A line or two above the list."""
        return ""

    def entries(self) -> Sequence[Option]:
        raise NotImplementedError

    def picked(self, option: Option) -> None:
        raise NotImplementedError

    def on_mount(self) -> None:
        self.refill()

    def on_screen_resume(self) -> None:
        if self.is_mounted and self.choice.options:
            self.refill()

    def refill(self) -> None:
        """Show the entries as they are now, the cursor where it was."""
        self.words("status").say(self.title_line())
        options = tuple(self.entries())
        intro = self.intro() or ("" if options else self.EMPTY)
        self.words("ask").say(intro)
        self.words("ask").display = bool(intro)
        self.choice.put(options, cursor=max(0, self.choice.cursor))

    @on(Choice.Moved)
    def show_entry(self) -> None:
        option = self.choice.option
        self.show_detail(option.detail if option else "")

    @on(Choice.Picked)
    def pick_entry(self, event: Choice.Picked) -> None:
        if event.among is self.choice.options:
            self.picked(event.option)

    def action_page_down(self) -> None:
        self.choice.action_move(5)

    def action_page_up(self) -> None:
        self.choice.action_move(-5)
