"""The turns of a debrief in full: what was said, what was seen, what the key sees, and where each reply led."""

from collections.abc import Iterable, Iterator

from alliance_sim.codebook import CODEBOOK
from alliance_sim.debrief import Debrief, PathTurn
from alliance_sim.document import Block, Bullets, Heading, Inline, Narration, Note, Piece, Speech, plain, utterance
from alliance_sim.repair import Alternative, Move, Values
from alliance_sim.run import Shown
from alliance_sim.scenario import Variable


def turn_by_turn(debrief: Debrief) -> Iterator[Block]:
    if not debrief.path:
        return
    yield Heading("Turn by turn, with the other replies")
    for turn in debrief.path:
        yield Heading(f"Turn {turn.number + 1}", 3)
        yield from _seen(debrief, turn.lead)
        if turn.scene:
            yield Narration(turn.scene)
        if turn.patient:
            yield speech(debrief, turn)
        if turn.truth:
            yield Note("You saw", plain(answer(debrief, turn)))
            yield key(turn)
        yield from trigger(turn)
        yield from _replied(debrief, debrief.move(turn))
    yield from _seen(debrief, debrief.closing)


def _seen(debrief: Debrief, shown: tuple[Shown, ...]) -> Iterator[Block]:
    for seen in shown:
        if seen.view.scene:
            yield Narration(seen.view.scene)
        if seen.view.patient:
            yield Speech(debrief.patient, utterance(seen.view.patient))


def _replied(debrief: Debrief, move: Move) -> Iterator[Block]:
    if move.own_words:
        yield Note("In your own words", plain(move.own_words))
    yield Speech("You", utterance(move.reply.say), "therapist")
    codes = ", ".join(CODEBOOK.name(code).lower() for code in (*move.reply.strategies, *move.reply.errors))
    yield Note(f"{move.outcome.fit.capitalize()} fit", plain(f"({codes}) {move.outcome.because}"))
    changed = changes(debrief.variables, move.before, move.after)
    if changed:
        yield Note("Since your reply", plain(changed))
    if move.alternatives:
        came = _came(debrief, move)
        yield Bullets(tuple(_alternative(debrief, other, came) for other in move.alternatives))


def _came(debrief: Debrief, move: Move) -> tuple[str, ...]:
    """What the patient did say next."""
    if move.turn + 1 == len(debrief.path):
        return _said(debrief.closing)
    after = debrief.path[move.turn + 1]
    return (*_said(after.lead), after.patient)


def _said(shown: tuple[Shown, ...]) -> tuple[str, ...]:
    return tuple(seen.view.patient for seen in shown if seen.view.patient)


def changes(variables: Iterable[Variable], before: Values, after: Values) -> str:
    """What became of the hidden values, where anything did."""
    told = []
    for variable, old, new in zip(variables, before, after, strict=True):
        if old != new and variable.is_flag:
            told.append(f"{variable.title}: {'yes' if new else 'no'}")
        elif old != new:
            told.append(f"{variable.title} {old} to {new}")
    return "; ".join(told)


def _alternative(debrief: Debrief, other: Alternative, came: tuple[str, ...]) -> Inline:
    pieces = [Piece("Also open: \u201c"), *utterance(other.reply.say), Piece("\u201d ")]
    pieces.append(Piece(f"{other.outcome.fit.capitalize()} fit. ", "strong"))
    pieces.append(Piece(f"{other.outcome.because} "))
    said = _said(other.next)
    if said == came:
        pieces.append(Piece("What comes next is the same."))
    elif said:
        pieces += [Piece(f"Then {debrief.patient}: \u201c"), *utterance(said[0]), Piece("\u201d")]
    else:
        pieces.append(Piece("The conversation ends there."))
    return tuple(pieces)


def speech(debrief: Debrief, turn: PathTurn) -> Speech:
    return Speech(debrief.patient, utterance(turn.patient, [cue.words for cue in turn.markers]))


def key(turn: PathTurn) -> Note:
    codes = [CODEBOOK.name(cue.code).lower() for cue in turn.markers]
    if turn.decoy and not codes:
        codes = [f"resembles {CODEBOOK.name(turn.decoy).lower()}"]
    detail = f" ({'; '.join(codes)})" if codes else ""
    return Note("The key", plain(f"{named(turn.truth or 'none').capitalize()}{detail}. {turn.why}"))


def trigger(turn: PathTurn) -> Iterator[Block]:
    if turn.trigger:
        yield Note("Just before", plain(turn.trigger))
    if turn.trigger_line:
        yield Speech("You, earlier", utterance(turn.trigger_line), "therapist")


def answer(debrief: Debrief, turn: PathTurn) -> str:
    """What the trainee made of a turn."""
    if turn.answer is None:
        return "-" if turn.truth is None else "no answer"
    if debrief.mode.recognition == "free" and turn.answer == "none" and turn.confidence is None:
        return "no flag"
    sure = f", {turn.confidence}% sure" if turn.confidence is not None else ""
    return f"{named(turn.answer)}{sure}"


def named(kind: str) -> str:
    return "no rupture" if kind == "none" else kind
