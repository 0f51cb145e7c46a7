"""What a what-if shows: the moment that was gone back to, and the two runs, for columns or one after the other."""

from collections.abc import Iterator

from attrs import frozen

from alliance_sim.backstage import KEPT
from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import Block, Document, Heading, Note, Paragraph, Piece, Speech, Table, plain, utterance
from alliance_sim.engine import choose, spoken
from alliance_sim.moment import Values
from alliance_sim.previewing import Reply, Taken, Walk
from alliance_sim.reports.debriefing import ENDINGS
from alliance_sim.reports.turn_by_turn import changes, named
from alliance_sim.scenario import Rupture, Scenario, Variable
from alliance_sim.transcript import heard, replied
from alliance_sim.whatif import Pair, WhatIf, course, pairs

PRACTICE = "practice, not recorded"
LIMIT = (
    "Practice with a conversation that you know: nothing of it is recorded or counted. It shows one other way through "
    "an invented conversation, and not what anybody else would have said."
)
CHANGED = "The scenario has changed since; this is the text that you played."
AS_IT_WAS, WHAT_IF = "As it was", "What if"


def place(whatif: WhatIf) -> str:
    """Where the run stands."""
    view = whatif.now.here.view
    if view.over:
        return "The end" if view.state.ending else "The conversation stops here"
    parted = whatif.parting
    since = f", parted at turn {parted}" if parted else ""
    return f"Turn {whatif.now.turn} (as it was: {len(whatif.then.past)} turns{since})"


def before(whatif: WhatIf, *, told: bool) -> Document:
    """The conversation up to the last reply; with `told` also what each reply did."""
    turns = tuple(zip(whatif.now.past, course(whatif.now)[1:], strict=True))[-KEPT:]
    blocks: list[Block] = []
    for turn, after in turns:
        blocks += heard(whatif.scenario, turn.lead)
        blocks.append(replied(turn.choice.say))
        if told:
            blocks.append(_did(whatif.scenario, turn, after))
    return tuple(blocks)


def here(whatif: WhatIf, *, told: bool) -> Document:
    """What is seen and heard since the last reply; with `told` the cues underlined, and the key below."""
    walk = whatif.now
    lead, last = heard(walk.scenario, walk.shown[:-1]), heard(walk.scenario, walk.shown[-1:])
    rupture, patient = walk.here.view.state.rupture, walk.here.view.patient
    if told and rupture and patient:
        cues = [cue.words for cue in rupture.markers]
        last = (*last[:-1], Speech(walk.scenario.patient.name, utterance(patient, cues)))
    return (*lead, *last, *(_key(walk) if told else ()), *_over(whatif))


def _key(walk: Walk) -> Iterator[Block]:
    """What the key sees in the turn that waits, if it is probed here."""
    state = walk.here.view.state
    truth = state.truth
    if truth is None or state.id in walk.states[:-1]:
        return
    if isinstance(truth, Rupture):
        kind, codes = named(truth.type), [CODEBOOK.name(cue.code).lower() for cue in truth.markers]
    else:
        looks_like = truth.looks_like
        kind, codes = named("none"), [f"resembles {CODEBOOK.name(looks_like).lower()}"] if looks_like else []
    detail = f" ({'; '.join(codes)})" if codes else ""
    why = spoken(walk.scenario, walk.here.moment, truth.why) or ""
    yield Note("The key", plain(f"{kind.capitalize()}{detail}. {why}".rstrip()))


def _over(whatif: WhatIf) -> Iterator[Block]:
    if whatif.now.here.view.over:
        yield from ending(whatif.now)
        yield Note(AS_IT_WAS, plain(_outcome(whatif.then)))


def ending(walk: Walk) -> Document:
    """How a run ended, or where it stands."""
    state = walk.here.view.state
    if state.ending:
        return (Note("Ending", plain(f"{_outcome(walk)}. {state.summary or ''}".rstrip())),)
    if walk.here.view.stuck:
        return (Note("Stopped", plain(f"{_outcome(walk)}.")),)
    return (Note("Not over", plain(f"It waits at turn {walk.turn}.")),)


def _outcome(walk: Walk) -> str:
    view = walk.here.view
    if view.state.ending:
        return ENDINGS[view.state.ending]
    return "No reply is open here, and none was foreseen" if view.stuck else "It is not over"


def _values(walk: Walk) -> Document:
    values = walk.here.moment.values
    told = "; ".join(
        f"{variable.title} {_value(variable, value)}"
        for variable, value in zip(walk.scenario.variables, values, strict=True)
    )
    return (Note("Hidden values there", plain(told)),) if told else ()


def _value(variable: Variable, value: int) -> str:
    if variable.is_flag:
        return "yes" if value else "no"
    return str(value)


def reply_words(whatif: WhatIf, reply: Reply) -> str:
    """What is hidden of a reply: its fit here, its codes, and what it does to the values."""
    codes = ", ".join(CODEBOOK.name(code).lower() for code in (*reply.choice.strategies, *reply.choice.errors))
    does = ""
    if not reply.closed:
        moment = whatif.now.here.moment
        after = choose(whatif.scenario, moment, reply.choice.id).values
        does = changes(whatif.scenario.variables, moment.values, after)
    closed = f"CLOSED: {reply.closed}." if reply.closed else ""
    return " ".join(filter(None, (closed, f"{_fit(reply.outcome.fit)}: {codes}.", f"{does}." if does else "")))


def _fit(fit: str) -> str:
    return f"{fit.capitalize()} fit"


def _did(scenario: Scenario, turn: Taken, after: Values) -> Note:
    done = changes(scenario.variables, turn.moment.values, after)
    return Note(_fit(turn.outcome.fit), plain(f"({done or 'no value changed'}) {turn.outcome.because}"))


@frozen
class Beside:
    """What stands side by side under a title."""

    title: str
    then: Document
    now: Document


def comparison(whatif: WhatIf) -> tuple[Beside, ...]:
    """The turns from the one on where the runs part, and how each ended; nothing as long as they have not parted."""
    parted = whatif.parting
    if parted is None:
        return ()
    afters = course(whatif.then)[1:], course(whatif.now)[1:]
    turns = tuple(_beside(whatif, pair, afters) for pair in pairs(whatif)[parted - 1 :])
    return (*turns, Beside("How it ended", _closing(whatif.then), _closing(whatif.now)))


def _beside(whatif: WhatIf, pair: Pair, afters: tuple[tuple[Values, ...], tuple[Values, ...]]) -> Beside:
    then, now = (
        _turn(whatif.scenario, turn, after[pair.number - 1]) if turn else None
        for turn, after in zip((pair.then, pair.now), afters, strict=True)
    )
    no_more = (Paragraph(plain("(over before this turn)")),)
    not_yet = no_more if whatif.now.here.view.over else (Paragraph(plain("(not played on to here)")),)
    return Beside(f"Turn {pair.number}", then or no_more, now or not_yet)


def _turn(scenario: Scenario, turn: Taken, after: Values) -> Document:
    return (*heard(scenario, turn.lead), replied(turn.choice.say), _did(scenario, turn, after))


def _closing(walk: Walk) -> Document:
    return (*heard(walk.scenario, walk.shown), *ending(walk), *_values(walk))


def opening(whatif: WhatIf) -> Document:
    """Where the runs part."""
    return Heading(f"What if: {whatif.scenario.title}", 1), Paragraph(_parting(whatif))


def _parting(whatif: WhatIf) -> tuple[Piece, ...]:
    parted = whatif.parting
    played = len(whatif.now.past)
    if parted is None and whatif.now.here.view.over:
        return plain("The two runs are the same from the first turn to the last.")
    if parted is None:
        told = "Nothing has been replied to yet." if not played else f"The runs are the same up to turn {played}."
        return plain(f"{told} Give another reply, and see here what becomes of it.")
    then, now = whatif.then.past[parted - 1], whatif.now.past[parted - 1]
    same = f"Up to turn {parted - 1} the runs are the same. " if parted > 1 else ""
    fits = f"{then.outcome.fit} fit then, {now.outcome.fit} fit now"
    return Piece(f"{same}They part at turn {parted}", "strong"), Piece(f": {fits}.")


def values(whatif: WhatIf) -> Document:
    """Each hidden value over the turns, in both runs."""
    then, now = course(whatif.then), course(whatif.now)
    rows = tuple(
        (
            variable.title,
            ", ".join(_value(variable, at[number]) for at in then),
            ", ".join(_value(variable, at[number]) for at in now),
        )
        for number, variable in enumerate(whatif.scenario.variables)
    )
    if not rows:
        return ()
    return Heading("The hidden values, from the first turn on"), Table(("Value", AS_IT_WAS, WHAT_IF), rows)


def closing() -> Document:
    return (Note("Practice", plain(LIMIT)),)


def compared(whatif: WhatIf) -> Document:
    """The two runs one after the other, turn by turn."""
    blocks: list[Block] = [*opening(whatif)]
    for beside in comparison(whatif):
        blocks.append(Heading(beside.title))
        blocks += (Heading(f"{AS_IT_WAS}:", 3), *beside.then)
        blocks += (Heading(f"{WHAT_IF}:", 3), *beside.now)
    return (*blocks, *values(whatif), *closing())
