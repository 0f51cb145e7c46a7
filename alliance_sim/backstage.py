"""What an author is shown of a run: the conversation, the truth of the turn, and how it ends."""

from collections.abc import Iterator

from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Note,
    Paragraph,
    Speech,
    plain,
    utterance,
)
from alliance_sim.engine import spoken
from alliance_sim.moment import Values
from alliance_sim.previewing import Gauge, Taken, Walk
from alliance_sim.scenario import Rupture, Variant
from alliance_sim.transcript import heard, replied

KEPT = 40
"""Turns of the past that are shown: more than a session has, few enough to be laid out at every key."""


def so_far(walk: Walk, *, told: bool) -> Document:
    """The conversation up to the last reply; with `told` also what each reply was and did."""
    past = walk.past[-KEPT:]
    values = [*(turn.moment.values for turn in past), walk.here.moment.values]
    blocks: list[Block] = []
    if len(past) < len(walk.past):
        blocks.append(Paragraph(plain(f"(The {len(walk.past) - len(past)} turns before are not shown.)")))
    for turn, after in zip(past, values[1:], strict=True):
        blocks += _turn(walk, turn, after, told=told)
    return tuple(blocks)


def _turn(walk: Walk, turn: Taken, after: Values, *, told: bool) -> Iterator[Block]:
    yield from heard(walk.scenario, turn.lead)
    yield replied(turn.choice.say)
    if told:
        gauges = map(Gauge, walk.scenario.variables, after, turn.moment.values)
        moved = [f"{gauge.variable.name} {gauge.change}" for gauge in gauges if gauge.value != gauge.before]
        yield Note(turn.choice.id, plain("; ".join((turn.outcome.fit, *moved))))


def now(walk: Walk, *, told: bool) -> Document:
    """What is seen and heard since the last reply; with `told` the cues underlined, and the truth below."""
    lead, here = heard(walk.scenario, walk.shown[:-1]), heard(walk.scenario, walk.shown[-1:])
    rupture, patient = walk.here.view.state.rupture, walk.here.view.patient
    if told and rupture and patient:
        cues = [cue.words for cue in rupture.markers]
        here = (*here[:-1], Speech(walk.scenario.patient.name, utterance(patient, cues)))
    return (*lead, *here, *(truth(walk) if told else ()), *_end(walk))


def _end(walk: Walk) -> Iterator[Block]:
    view = walk.here.view
    if view.state.ending:
        yield Note(f"Ending, {view.state.ending}", plain(view.state.summary or ""))
    elif view.stuck:
        yield Note("Stuck", plain("no reply is open here, and the turn has no `otherwise`."))


def truth(walk: Walk) -> Document:
    """What the file declares of the turn that waits: its rupture or that there is none, its cues, and why."""
    return tuple(_truth(walk))


def _truth(walk: Walk) -> Iterator[Block]:
    state = walk.here.view.state
    if state.choices is None:
        return
    if state.rupture:
        yield from _rupture(walk, state.rupture)
    elif state.no_rupture:
        resembles = state.no_rupture.looks_like
        yield Note("No rupture", plain(f"looks like {resembles}." if resembles else "no decoy is named."))
        yield from _told(walk, "Why", state.no_rupture.why)
    else:
        yield Note("Not probed", plain("neither `rupture` nor `no_rupture` is declared."))
        return
    if not state.probe:
        yield Note("Not probed", plain("`probe` is false."))
    elif state.id in walk.states[:-1]:
        yield Note("Not probed", plain("this turn was visited before in the run."))


def _rupture(walk: Walk, rupture: Rupture) -> Iterator[Block]:
    declared = f"strain of the {rupture.strain}, salience {rupture.salience} of 5."
    yield Note(f"Rupture, {rupture.type}", plain(declared))
    yield Bullets(tuple(plain(f"{cue.code}: {cue.words}") for cue in rupture.markers))
    yield from _told(walk, "Trigger", rupture.trigger)
    if rupture.trigger_at:
        yield Note("Trigger at", plain(rupture.trigger_at))
    yield from _told(walk, "Why", rupture.why)


def _told(walk: Walk, label: str, variants: tuple[Variant, ...] | None) -> Iterator[Block]:
    said = spoken(walk.scenario, walk.here.moment, variants)
    if said:
        yield Note(label, plain(said))
