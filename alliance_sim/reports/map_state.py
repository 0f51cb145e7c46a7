"""A state on the map to document: everything that the file holds of it, and the ways on, numbered."""

from collections.abc import Iterable, Iterator

from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Inline,
    Narration,
    Note,
    Paragraph,
    Piece,
    Speech,
    plain,
    utterance,
)
from alliance_sim.mapping import Edge, Map
from alliance_sim.scenario import NoRupture, Rupture, Scenario, State, Variant


def title(drawn: Map, name: str) -> str:
    """The state's name, what it is, and how often random trainees come by."""
    node = drawn.node[name]
    return " · ".join(part for part in (name, node.called, drawn.figure(node)) if part)


def document(scenario: Scenario, drawn: Map, name: str) -> Document:
    """What is said there, what is true of it, where one can go, and whence one comes."""
    state = scenario.state[name]
    blocks: list[Block] = [*_said(scenario, state), *_truth(state)]
    if state.ending:
        blocks.append(Note(f"Ending, {state.ending}", plain(state.summary or "")))
    if drawn.out[name]:
        blocks.append(Bullets(tuple(_way(drawn, number, edge) for number, edge in enumerate(drawn.out[name], 1))))
    sources = dict.fromkeys(edge.source for edge in drawn.edges if edge.target == name)
    begins = "the start" if name == drawn.start else ""
    blocks.append(Paragraph(plain(f"From: {', '.join(filter(None, (begins, *sources))) or 'nowhere'}.")))
    return tuple(blocks)


def _said(scenario: Scenario, state: State) -> Iterator[Block]:
    cues = [cue.words for cue in state.rupture.markers] if state.rupture else []
    for terms, variant in _termed(state.scene):
        yield Narration(f"({terms}) {variant.say}" if terms else variant.say)
    for terms, variant in _termed(state.patient):
        speaker = scenario.patient.name
        yield Speech(f"{speaker} ({terms})" if terms else speaker, utterance(variant.say, cues))


def _termed(variants: tuple[Variant, ...] | None) -> Iterator[tuple[str, Variant]]:
    """The variants with what each depends on; nothing for the only one."""
    several = len(variants or ()) > 1
    for number, variant in enumerate(variants or ()):
        terms = [*(["else"] if number else []), *([f"if {variant.when}"] if variant.when else [])]
        yield " ".join(terms) if several or variant.when else "", variant


def _truth(state: State) -> Iterator[Block]:
    probed = "" if state.probe else " Not probed."
    if isinstance(state.rupture, Rupture):
        found = state.rupture
        codes = ", ".join(CODEBOOK.name(cue.code).lower() for cue in found.markers)
        told = f"{codes}; {found.strain} strained; salience {found.salience} of 5.{probed} {_why(found.why)}"
        yield Note(found.type.capitalize(), plain(told))
    if isinstance(state.no_rupture, NoRupture):
        decoy = state.no_rupture.looks_like
        told = f"Looks like {CODEBOOK.name(decoy).lower()}. " if decoy else ""
        yield Note("No rupture", plain(f"{told}{_why(state.no_rupture.why)}{probed}"))


def _why(variants: Iterable[Variant]) -> str:
    return " ".join(f"({terms}) {variant.say}" if terms else variant.say for terms, variant in _termed(tuple(variants)))


def _way(drawn: Map, number: int, edge: Edge) -> Inline:
    parts = (drawn.figure(edge), edge.label, "→", edge.target, edge.taken)
    told = Piece(f"{number}) {' '.join(part for part in parts if part)}", "strong")
    return (told, Piece(f"  {edge.say}")) if edge.say else (told,)
