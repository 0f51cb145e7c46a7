"""The words of a drill: the turn, what the key says of it, and the sitting in figures."""

from collections.abc import Iterator

from alliance_sim.bank import Probe
from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import Block, Document, Narration, Note, Paragraph, Speech, plain, utterance
from alliance_sim.recognition import Detection
from alliance_sim.reports.detecting import figures
from alliance_sim.scenario import Rupture, Variant
from alliance_sim.session import Noticing

PATIENT = "Patient"
LIMITS = (
    "A few single turns show little of anybody: what counts is the sum of many sittings. The key is the author's "
    "judgement; nobody has reviewed it."
)
AGAIN = "What you and the key saw otherwise comes back tomorrow, the rest after longer and longer gaps."


def turn(probe: Probe) -> Document:
    """What a trainee sees of a probe."""
    return (Narration(probe.context), Speech(PATIENT, utterance(probe.patient)))


def key(probe: Probe, seen: Noticing) -> Document:
    """The turn again, with the words marked that the key goes by; what was answered, and what the key sees."""
    cues = [cue.words for cue in probe.rupture.markers] if probe.rupture else []
    told = f"{_named(seen.kind)}{f', {seen.confidence}% sure' if seen.confidence is not None else ''}."
    saw = Note("You saw", plain(told if seen.kind else "no answer."))
    return (Speech(PATIENT, utterance(probe.patient, cues)), saw, *_key(probe))


def _key(probe: Probe) -> Iterator[Block]:
    truth = probe.truth
    if not isinstance(truth, Rupture):
        alike = f" (resembles {CODEBOOK.name(truth.looks_like).lower()})" if truth.looks_like else ""
        yield Note("The key", plain(f"No rupture{alike}. {_said(truth.why)}"))
        return
    markers = ", ".join(CODEBOOK.name(cue.code).lower() for cue in truth.markers)
    yield Note("The key", plain(f"{_named(truth.type)} ({markers}). {_said(truth.why)}"))
    if truth.trigger:
        yield Note("Just before", plain(_said(truth.trigger)))


def summary(detected: Detection) -> Document:
    """A sitting in figures."""
    if not detected.trials:
        return (Paragraph(plain("Nothing was answered, so there is nothing to count.")),)
    return (*figures(detected), Note("What comes next", plain(AGAIN)), Note("Limits", plain(LIMITS)))


def _named(kind: str | None) -> str:
    return "No rupture" if kind in (None, "none") else str(kind).capitalize()


def _said(variants: tuple[Variant, ...]) -> str:
    return variants[0].say
