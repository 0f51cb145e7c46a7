"""A script being played: one screen for sessions and lessons, from briefing to debrief."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import TextArea

from alliance_sim.characters import FORBIDDEN
from alliance_sim.rehearsal import Conversation, Recorded, Rehearsal
from alliance_sim.steps import PLACES, NotUnderstood, Option, Step
from alliance_sim.store import StoreError
from alliance_sim.tui.choice import Choice
from alliance_sim.tui.commands import bindings, footer
from alliance_sim.tui.frame import joined
from alliance_sim.tui.paging import PagedScreen

if TYPE_CHECKING:
    from alliance_sim.tui.app import AllianceApp

DRAFT_SECONDS = 1.0
"""How often a half-typed text is kept: a promise of two seconds, with one to spare."""


class Typed(TextArea):
    """A text of one's own. Enter sends it; ctrl+j or alt+enter begins a new line; the page keys scroll what is read."""

    BINDINGS: ClassVar[list[BindingType]] = [("pageup", "screen.page_up"), ("pagedown", "screen.page_down")]

    class Sent(Message):
        """The text is ready."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Sent())
        elif event.key in ("ctrl+j", "alt+enter"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = FORBIDDEN.sub("", event.text)  # shown, it would act on the terminal
        await super()._on_paste(event)


class SessionScreen(PagedScreen):
    WHERE = "session"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("session")]

    def __init__(self, rehearsal: Rehearsal, title: str) -> None:
        super().__init__()
        self.rehearsal, self.playing_title = rehearsal, title
        self.kept_draft = ""

    @property
    def trainer(self) -> "AllianceApp":
        return cast("AllianceApp", self.app)

    @property
    def step(self) -> Step | None:
        return self.rehearsal.step

    def on_mount(self) -> None:
        self.set_interval(DRAFT_SECONDS, self.keep_draft)
        self.show_step()

    def show_step(self) -> None:
        """Put the step that waits on the screen; after the last, leave."""
        step = self.step
        self.tell("")
        if step is None:
            if isinstance(self.rehearsal, Recorded):
                self.trainer.attempt(self.rehearsal.finish)
            self.dismiss()
            return
        count = f"{step.number} of {step.of}" if step.of else self.turn_of(step)
        self.words("status").say(joined(self.playing_title, PLACES[step.place], count))
        self.page.put(step.show, earlier=self.rehearsal.playing.earlier)
        self.words("ask").say("" if step.goes_on else step.ask)
        self.words("ask").display = not step.goes_on
        self.show_answers(step)
        self.call_after_refresh(self.say_what_is_below)

    def turn_of(self, step: Step) -> str:
        turn = step.key.partition("/")[0]
        return f"turn {int(turn) + 1}" if turn.isdecimal() else ""

    def show_answers(self, step: Step) -> None:
        for old in self.query(Typed):
            old.remove()
        options = list(step.options)
        if step.goes_on:
            options = [Option("go-on", step.ask, "")]
        elif step.may_skip and options:
            options.append(Option("", "skip", "-"))
        if step.aside:
            options.append(step.aside)
        self.choice.display = not step.takes_text
        self.words("keys").say(footer(self.WHERE, typing=step.takes_text, also=self.also_there(step)))
        default = next((n for n, option in enumerate(options) if option.id == step.default), -1)
        self.choice.put(options, cursor=0 if step.goes_on else default if step.default else -1)
        if step.takes_text:
            draft = self.draft_of(step)
            typed = Typed(draft, placeholder="Type here. Enter goes on; nothing typed skips.", soft_wrap=True)
            typed.cursor_blink = False
            self.query_one("#left").mount(typed, before="#detail")
            typed.focus()
            typed.move_cursor(typed.document.end)
            self.show_detail("")
        else:
            self.choice.focus()

    def also_there(self, step: Step) -> tuple[str, ...]:
        """The actions that are there at some steps only."""
        if step.place == "briefing":
            return ("lessons",)
        told = is_told(step) and not step.takes_text and isinstance(self.rehearsal, Conversation)
        return ("what_if", "map") if told else ()

    def draft_of(self, step: Step) -> str:
        if not isinstance(self.rehearsal, Recorded) or self.rehearsal.store is None:
            return ""
        try:
            kept = self.rehearsal.store.draft(self.rehearsal.session.id)
        except StoreError as error:
            self.tell(str(error))
            return ""
        return kept[1] if kept and kept[0] == step.key else ""

    def keep_draft(self) -> None:
        """Keep what is half typed."""
        typed = next(iter(self.query(Typed)), None)
        if typed is None or self.step is None or typed.text == self.kept_draft:
            return
        if isinstance(self.rehearsal, Recorded) and self.rehearsal.store is not None:
            text, store, session = typed.text, self.rehearsal.store, self.rehearsal.session.id
            key = self.step.key
            if self.trainer.attempt(lambda: store.save_draft(session, key, text)):
                self.kept_draft = text

    @on(Choice.Moved)
    def show_option(self) -> None:
        option = self.choice.option
        self.show_detail(option.detail if option and self.choice.display else "")

    @on(Choice.Picked)
    def answer_option(self, event: Choice.Picked) -> None:
        step = self.step
        if step is None or event.among is not self.choice.options:  # chosen before this step was shown
            return
        option = event.option
        if step.aside and option.id == step.aside.id:
            self.action_notice()
        else:
            self.give("" if step.goes_on else option.id)

    @on(Typed.Sent)
    def answer_text(self) -> None:
        self.give(self.query_one(Typed).text)

    def give(self, typed: str) -> None:
        try:
            self.rehearsal.give(typed)
        except NotUnderstood as error:
            self.tell(str(error))
        except StoreError as error:
            self.tell(f"Not saved: {error} Nothing is lost; answer again when it is mended.")
        else:
            self.kept_draft = ""
            self.show_step()

    def action_notice(self) -> None:
        if self.step is None or self.step.aside is None:
            self.tell("There is nothing to flag here: either it is asked at each turn, or this is no turn.")
            return
        try:
            self.rehearsal.notice()
        except StoreError as error:
            self.tell(f"Not saved: {error}")
        else:
            self.show_step()

    def action_map(self) -> None:
        """Show the map with the path taken, once nothing is left that it could give away."""
        if isinstance(self.rehearsal, Conversation) and self.step is not None and is_told(self.step):
            turns = self.rehearsal.run.turns
            self.trainer.show_map(self.rehearsal.scenario, [turn.choice for turn in turns if turn.choice])
        else:
            self.tell("The map would give away what is still to come. It is there from the debrief on.")

    def action_what_if(self) -> None:
        """Go back to one of the turns, once the debrief has told everything."""
        from alliance_sim.tui.going_back import offer_turns  # noqa: PLC0415

        played = self.rehearsal
        if isinstance(played, Conversation) and self.step is not None and is_told(self.step):
            self.trainer.attempt(lambda: offer_turns(self.trainer, played.scenario, played.session))
        else:
            self.tell("Other replies can be tried from the debrief on.")

    def action_lessons(self) -> None:
        """Offer the lessons that the scenario names, where they break into nothing."""
        from alliance_sim.tui.lessons import LessonsScreen  # noqa: PLC0415

        around = self.step is not None and (self.step.place == "briefing" or is_told(self.step))
        if isinstance(self.rehearsal, Conversation) and around:
            self.app.push_screen(LessonsScreen(self.rehearsal.scenario.lessons))
        else:
            self.tell("The lessons can be read at the briefing of a scenario and from its debrief on.")

    def action_back(self) -> None:
        self.keep_draft()
        self.dismiss()


def is_told(step: Step) -> bool:
    """Whether the debrief has told everything by then."""
    return step.key.partition("/")[0] in ("debrief", "reflection")
