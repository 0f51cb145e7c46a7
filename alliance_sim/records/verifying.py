"""Whether what is kept still holds: the checksums, and each session played again against the text it was begun with."""

from collections.abc import Callable, Iterator

from attrs import frozen

from alliance_sim.records.retelling import Retelling, steps_of
from alliance_sim.session import Answer, Session, Unplayable
from alliance_sim.steps import TEXT_LIMIT, Playing, Step
from alliance_sim.store import Damaged, Store

Told = Callable[[str], object]


@frozen
class Disagreement:
    """What does not agree. `session` is empty where it is no session's."""

    session: str
    what: str


def disagreements(store: Store, tell: Told = lambda _: None) -> Iterator[Disagreement]:
    """Everything in a store that does not agree. Raises `StoreError` where it cannot be read."""
    tell("Looking at every checksum")
    damaged = store.damaged()
    for name in damaged:
        yield Disagreement(name, "it is damaged, or the text, the draft or the note that belongs to it is")
    retelling = Retelling(store)
    headings = store.headers()
    for number, heading in enumerate(headings, 1):
        if number % 10 == 0:
            tell(f"Playing again: session {number} of {len(headings)}")
        if heading.session.id not in damaged:
            try:
                session = store.session(heading.session.id)
                for what in _of_session(retelling, session, heading.ending):
                    yield Disagreement(session.id, what)
            except Damaged as error:
                yield Disagreement(heading.session.id, str(error))
    if store.stale():
        yield Disagreement("", "what was counted of the sessions is not what they come to; it is counted anew")


def _of_session(retelling: Retelling, session: Session, ending: str | None) -> Iterator[str]:
    """What of a session does not agree with its text."""
    try:
        playing = retelling.playing(session)
        reached = retelling.run(session).ending or "stuck" if session.kind == "scenario" else "done"
    except Unplayable as error:
        yield f"it cannot be played again: {error}"
        return
    asked = set(steps_of(playing))
    unasked = [answer.step for answer in session.answers if answer.step not in asked]
    if unasked:
        yield f"expected answers to what its text asks, found {len(unasked)} to something else, first {unasked[0]}"
    untaken = [answer.step for step, answer in playing.past if not takes(step, answer)]
    if untaken:
        yield f"expected answers that its text takes, found {len(untaken)} others, first at {untaken[0]}"
    yield from _of_ending(playing, ending, reached)


def _of_ending(playing: Playing, ending: str | None, reached: str) -> Iterator[str]:
    if ending is None:
        return
    if playing.step is not None:
        yield f"expected it to be finished as it is marked, found the step {playing.step.key} waiting"
    elif ending != reached:
        yield f"expected the ending '{reached}' that its answers lead to, found it marked '{ending}'"


def takes(step: Step, answer: Answer) -> bool:
    """Whether a step takes an answer."""
    value = answer.value
    if step.aside is not None and answer.step == step.aside.id:
        return True
    if step.goes_on:
        return value == step.default
    if step.takes_text:
        return len(value) <= TEXT_LIMIT and (bool(value) or step.may_skip)
    return value in {option.id for option in step.options} or (not value and step.may_skip)
