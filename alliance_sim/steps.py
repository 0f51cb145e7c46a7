"""What a front end shows and asks: a script yields steps, is sent answers, and ends.

A script is a generator that depends on its arguments and its answers alone. That is why a session can be resumed by
giving the same answers again, and why the full screen and the plain lines cannot differ in what they ask.
"""

from collections.abc import Generator, Iterable, Iterator
from typing import Literal

from attrs import define, field, frozen

from alliance_sim.characters import FORBIDDEN
from alliance_sim.document import Block, Document, Note, plain
from alliance_sim.session import Answer

Place = Literal[
    "briefing",
    "before",
    "conversation",
    "after",
    "then",
    "debrief",
    "reflection",
    "lesson",
    "check",
    "drill",
    "course",
    "evaluation",
]
PLACES: dict[Place, str] = {
    "briefing": "Briefing",
    "before": "Before",
    "conversation": "Conversation",
    "after": "Afterwards",
    "then": "Knowing what you know now",
    "debrief": "Debrief",
    "reflection": "Reflection",
    "lesson": "Reading",
    "check": "Question",
    "drill": "Single turn",
    "course": "Course",
    "evaluation": "Evaluation",
}
SKIPS = ("-", "skip")
"""What may be typed instead of nothing at a step that may be skipped."""
TEXT_LIMIT = 20_000
"""Characters of a typed text: thirty pages, and still pasted in a moment."""


@frozen
class Option:
    """One possible answer. `key` is pressed or typed to give it; `detail` explains it where there is room."""

    id: str
    label: str
    key: str
    detail: str = ""


@frozen
class Step:
    """One thing to read and, at its end, one thing to answer.

    `show` is what is new since the step before. Without options a step takes a text, or (`goes_on`) only a nod.
    `default` is the answer to an empty line; a step that `may_skip` takes an empty answer. `aside` is what may be done
    first, as in noticing something before a choice; answering it asks the same step again.
    `number` and `of` count the steps of this kind, if that is known.
    """

    key: str
    place: Place
    ask: str
    show: Document = ()
    options: tuple[Option, ...] = ()
    goes_on: bool = False
    may_skip: bool = False
    default: str = ""
    aside: Option | None = None
    number: int = 0
    of: int = 0
    afresh: bool = False

    @property
    def takes_text(self) -> bool:
        return not self.options and not self.goes_on


Script = Generator[Step, Answer, None]


class NotUnderstood(ValueError):
    """An answer that the step does not take; the message says what it does take."""


def numbered(options: Iterable[tuple[str, str] | tuple[str, str, str]]) -> tuple[Option, ...]:
    """Options with their places as keys."""
    return tuple(Option(found[0], found[1], str(n), *found[2:]) for n, found in enumerate(options, 1))


def understood(step: Step, typed: str) -> str:
    """The answer that is meant by what was typed: an option by its id or its key, a text, an empty line.

    Raises `NotUnderstood`.
    """
    text = FORBIDDEN.sub("", typed).strip()
    if step.goes_on:
        return step.default
    if step.takes_text:
        if len(text) > TEXT_LIMIT:
            raise NotUnderstood(f"expected at most {TEXT_LIMIT} characters, found {len(text)}")
        if not text and not step.may_skip:
            raise NotUnderstood("expected some text, found an empty line")
        return text
    if not text:
        if step.default or step.may_skip:
            return step.default
        raise NotUnderstood(f"expected {_wanted(step)}, found an empty line")
    if step.may_skip and text in SKIPS:
        return ""
    for name in ("id", "key"):
        for option in step.options:
            if getattr(option, name).casefold() == text.casefold():
                return option.id
    raise NotUnderstood(f"expected {_wanted(step)}, found '{text[:40]}'")


def _wanted(step: Step) -> str:
    ids = ", ".join(option.id for option in step.options)
    keys = [option.key for option in step.options]
    return f"a number from {keys[0]} to {keys[-1]}, or the word itself" if keys[-1].isdecimal() else ids


@define(eq=False)
class Playing:
    """A script under way: the step that waits, and those before it with their answers."""

    script: Script
    step: Step | None = None
    past: list[tuple[Step, Answer]] = field(factory=list)

    @classmethod
    def of(cls, script: Script, answers: Iterable[Answer] = ()) -> "Playing":
        """The script after the answers given so far; those that it no longer asks for are passed over."""
        playing = cls(script, next(script, None))
        given = {answer.step: answer for answer in answers}
        while playing.step is not None:
            answer = given.pop(playing.step.aside.id, None) if playing.step.aside else None
            answer = answer or given.pop(playing.step.key, None)
            if answer is None:
                break
            playing.advance(answer)
        return playing

    def advance(self, answer: Answer) -> None:
        """Go on to the next step."""
        assert self.step is not None
        self.past.append((self.step, answer))
        try:
            self.step = self.script.send(answer)
        except StopIteration:
            self.step = None

    @property
    def told(self) -> Document:
        """All that was shown so far, with what was answered."""
        return tuple(block for step, answer in self.past for block in (*step.show, *_answered(step, answer)))

    @property
    def page(self) -> Document:
        """Everything shown since the last step that began afresh, the waiting one included."""
        return self.earlier + (self.step.show if self.step else ())

    @property
    def earlier(self) -> Document:
        """What stands on the page above the waiting step."""
        if self.step is not None and self.step.afresh:
            return ()
        steps = [step for step, _ in self.past]
        start = max((number for number, step in enumerate(steps) if step.afresh), default=0)
        return tuple(block for step in steps[start:] for block in step.show)


def _answered(step: Step, answer: Answer) -> Iterator[Block]:
    label = next((option.label for option in step.options if option.id == answer.value), answer.value)
    if label:
        yield Note("You", plain(label))
