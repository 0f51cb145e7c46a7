"""What a what-if shows: the moment that was gone back to, and the two runs, for columns or one after the other."""

from collections.abc import Iterator

from attrs import frozen

from alliance_sim.backstage import KEPT
from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import Block, Document, Heading, Note, Paragraph, Piece, Speech, Table, plain, utterance
from alliance_sim.engine import choose, spoken
from alliance_sim.moment import Values
from alliance_sim.previewing import Gauge, Reply, Taken, Walk
from alliance_sim.reports.debriefing import ENDINGS
from alliance_sim.reports.turn_by_turn import changes, named
from alliance_sim.scenario import Rupture, Scenario, Variable
from alliance_sim.transcript import heard, replied
from alliance_sim.whatif import Pair, WhatIf, course, pairs

PRACTICE = "practice, not recorded"
LIMIT = (
    "practice with a conversation that you know. Nothing of it is recorded or counted. It shows one other way through "
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
    return f"Turn {whatif.now.turn}{f', parted at turn {parted}' if parted else ''}"


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


def gauge_words(gauge: Gauge) -> str:
    """A hidden value, and what the last reply made of it."""
    change = (_value(gauge.variable, value) for value in dict.fromkeys((gauge.before, gauge.value)))
    low, high = gauge.variable.range
    return " to ".join(change) + ("" if gauge.variable.is_flag else f" (range {low} to {high})")


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
    """What stands side by side under a title, below what is the same in `both`."""

    title: str
    both: Document
    then: Document
    now: Document


def comparison(whatif: WhatIf) -> tuple[Beside, ...]:
    """The turns from the one on where the runs part, and how each ended; nothing as long as they have not parted."""
    parted, played = whatif.parting, len(whatif.now.past)
    if parted is None:
        return ()
    turns = [_beside(whatif, pair) for pair in pairs(whatif)[parted - 1 : played]]
    left = len(whatif.then.past) - played
    if left > 0:
        turns.append(_left_over(whatif, left))
    return (*turns, _ended(whatif.then, whatif.now))


def _beside(whatif: WhatIf, pair: Pair) -> Beside:
    then, now = (
        _turn(run, turn, pair.number) if turn else ((), (Paragraph(plain("(over before this turn)")),))
        for run, turn in ((whatif.then, pair.then), (whatif.now, pair.now))
    )
    title = f"Turn {pair.number}"
    if then[0] == now[0]:
        return Beside(title, then[0], then[1], now[1])
    return Beside(title, (), (*then[0], *then[1]), (*now[0], *now[1]))


def _turn(run: Walk, turn: Taken, number: int) -> tuple[Document, Document]:
    """What led to a turn, and what was replied and came of it."""
    said = heard(run.scenario, turn.lead)
    return said, (replied(turn.choice.say), _did(run.scenario, turn, course(run)[number]))


def _left_over(whatif: WhatIf, left: int) -> Beside:
    """The turns that only the run as it was has: the debrief tells them."""
    first, last = len(whatif.now.past) + 1, len(whatif.then.past)
    title = f"Turn {first}" if left == 1 else f"Turns {first} to {last}"
    told = (
        "(one more turn, as the debrief tells it)" if left == 1 else f"({left} more turns, as the debrief tells them)"
    )
    other = "(over before)" if whatif.now.here.view.over else "(not played on to here)"
    return Beside(title, (), (Paragraph(plain(told)),), (Paragraph(plain(other)),))


def _ended(then: Walk, now: Walk) -> Beside:
    """How both runs ended, or where the second stands."""
    title = "How it ended" if now.here.view.over else "How it ended, and where it is now"
    closings = [(*heard(walk.scenario, walk.shown), *ending(walk)) for walk in (then, now)]
    if closings[0] == closings[1]:
        return Beside(title, closings[0], _values(then), _values(now))
    return Beside(title, (), (*closings[0], *_values(then)), (*closings[1], *_values(now)))


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
    """What became of the hidden values in both runs, from the turn on where they part, as far as both were played."""
    parted = whatif.parting
    if parted is None or not whatif.scenario.variables:
        return ()
    end = None if whatif.now.here.view.over else len(whatif.now.past) + 1
    courses = (course(whatif.then)[parted - 1 : end], course(whatif.now)[parted - 1 : end])
    rows, same = [], []
    for number, variable in enumerate(whatif.scenario.variables):
        then, now = (", ".join(_value(variable, at[number]) for at in run) for run in courses)
        if then == now:
            same.append(variable.title)
        else:
            rows.append((variable.title, then, now))
    return (
        Heading(f"The hidden values, from turn {parted} on"),
        *((Table(("Value", AS_IT_WAS, WHAT_IF), tuple(rows)),) if rows else ()),
        *((Note("The same in both", plain("; ".join(same))),) if same else ()),
    )


def closing() -> Document:
    return (Note("What this is", plain(LIMIT)),)


def compared(whatif: WhatIf) -> Document:
    """The two runs one after the other, turn by turn."""
    blocks: list[Block] = [*opening(whatif)]
    for beside in comparison(whatif):
        blocks += (Heading(beside.title), *beside.both)
        blocks += (Heading(f"{AS_IT_WAS}:", 3), *beside.then)
        blocks += (Heading(f"{WHAT_IF}:", 3), *beside.now)
    return (*blocks, *values(whatif), *closing())
