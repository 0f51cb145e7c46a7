"""What is printed for a group session: the observer grid for everybody, and the facilitator's sheet."""

from collections.abc import Iterator

from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    Paragraph,
    Piece,
    Speech,
    Table,
    plain,
    utterance,
)
from alliance_sim.scenario import Choice, Scenario, State, Variant
from alliance_sim.teaching import stems
from alliance_sim.teaching.notes import facilitator, halt
from alliance_sim.teaching.wording import aims, care, case

ROWS = 8
"""Turns of a grid: as many as fit on a page beside the legend."""
COLUMNS = ("Turn", "Away", "Against", "What came just before", "What I felt", "What I would say")
PLAN = (
    ("5 min", "Pre-brief, situation"),
    ("25 min", "Rounds: silence, vote 1, pairs, vote 2, one branch"),
    ("25 min", "Debrief: where was the room divided, another branch"),
    ("5 min", "What each takes along; evaluation form"),
)


def observer(scenario: Scenario) -> Document:
    """The grid on which everybody notes what they see; nothing on it tells what the file declares."""
    rows = tuple((str(number), *("" for _ in COLUMNS[1:])) for number in range(1, ROWS + 1))
    how = "One row a turn. Note what you hear before you vote. The sheet is yours: no names, and nobody collects it."
    return (
        Heading(f"Observer grid: {scenario.title}", 1),
        Paragraph(plain(how)),
        Table(COLUMNS, rows),
        Note("Away from you or the work", plain(_markers("withdrawal"))),
        Note("Against you or the work", plain(_markers("confrontation"))),
        Note("Neither", plain("many turns are short, sad, angry or critical, and the work goes on.")),
    )


def _markers(kind: str) -> str:
    names = [marker.name.lower() for marker in CODEBOOK.markers.values() if marker.type == kind]
    return f"{', '.join(names)}."


def facilitators(scenario: Scenario) -> Document:
    """The facilitator's sheet: everything, so for one pair of eyes."""
    blocks: list[Block] = [Heading(f"Facilitator's sheet: {scenario.title}", 1)]
    blocks.append(Note("For the teacher only", plain("it holds the truth of every turn. Not to be projected.")))
    blocks += [Heading("Sixty minutes"), Table(("Time", "What"), PLAN)]
    blocks += [Heading("Pre-brief"), *aims(scenario)[1:], *care(scenario), *case(scenario), *facilitator(scenario)]
    blocks += [Heading("What you may say"), Bullets(tuple(plain(stem) for stem in _stems()))]
    for state in scenario.states:
        blocks += _state(scenario, state)
    return tuple(blocks)


def _stems() -> tuple[str, ...]:
    return (
        stems.ALWAYS,
        stems.KIND_DIVIDED,
        stems.MISSED,
        stems.FALSE_ALARM,
        stems.REPLY_DIVIDED,
        stems.REPLY_AGREED,
        stems.AFTER,
        stems.OUT_OF_ROLE,
    )


def both(scenario: Scenario) -> Document:
    return (*observer(scenario), *facilitators(scenario))


def _state(scenario: Scenario, state: State) -> Iterator[Block]:
    yield Heading(state.id)
    cues = [cue.words for cue in state.rupture.markers] if state.rupture else []
    for variant in state.patient or ():
        said = utterance(variant.say, cues)
        yield Speech(scenario.patient.name, (*_when(variant), *said))
    if state.rupture:
        rupture = state.rupture
        strained = f"{rupture.type}; strain of the {rupture.strain}, salience {rupture.salience} of 5."
        yield Note("Truth", plain(strained))
        yield Bullets(tuple(plain(f"{CODEBOOK.name(cue.code)}: {cue.words}") for cue in rupture.markers))
        yield from _variants("Why", rupture.why)
    if state.no_rupture:
        like = state.no_rupture.looks_like
        resembles = f"it resembles {CODEBOOK.name(like)}" if like else "sound work"
        yield Note("Truth", plain(f"no rupture; {resembles}."))
        yield from _variants("Why", state.no_rupture.why)
    if state.pause:
        yield from halt(state.pause)
    if state.ending:
        yield Note(f"Ending, {state.ending}", plain(state.summary or ""))
    if state.choices:
        yield Table(("Reply", "Fit", "Leads to"), tuple(_reply(state, choice) for choice in state.choices))


def _when(variant: Variant) -> tuple[Piece, ...]:
    return (Piece(f"[if {variant.when}] ", "emphasis"),) if variant.when else ()


def _variants(label: str, variants: tuple[Variant, ...]) -> Iterator[Block]:
    for variant in variants:
        yield Note(label, (*_when(variant), Piece(variant.say)))


def _reply(state: State, choice: Choice) -> tuple[str, ...]:
    fits = "; ".join(f"{due.fit}{f' if {due.when}' if due.when else ''}" for due in choice.results)
    targets = dict.fromkeys(due.to or state.to or "" for due in choice.results)
    return choice.say, fits, ", ".join(targets)
