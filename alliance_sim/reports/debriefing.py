"""Debrief to document: the one place that says what a debrief says, and in which order.

The order is that of PEARLS: reactions, description, analysis, application. What went well comes before what was missed,
what was done before what was felt of it (self-ratings), and every turn in full comes last, to look things up.
"""

from collections.abc import Iterator

from alliance_sim.codebook import CODEBOOK
from alliance_sim.debrief import RISK, SIGNPOST, STATEMENT, Debrief, PathTurn
from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Narration,
    Note,
    Paragraph,
    Piece,
    Plot,
    Speech,
    Table,
    paragraphs,
    plain,
    utterance,
)
from alliance_sim.practice_target import Strength
from alliance_sim.repair import Alternative, Attempt, Move, Values
from alliance_sim.self_rating import SelfRating
from alliance_sim.session import Shown
from alliance_sim.signal_detection import Estimate, Proportion

ENDINGS = {
    "repaired": "Repaired: the strain was met, and the work goes on",
    "partly-repaired": "Partly repaired: good enough, and incomplete",
    "papered-over": "Papered over: pleasant, and nothing was said",
    "unrepaired": "Unrepaired: it is worse, or over",
    "ended-safely": "Ended safely: another need came first",
}
LESSONS = {
    "alliance": "The alliance",
    "withdrawal": "Withdrawal",
    "confrontation": "Confrontation",
    "look-alikes": "Look-alikes",
}


def document(debrief: Debrief) -> Document:
    """The whole debrief."""
    parts = (
        _opening,
        _reactions,
        _description,
        _went_well,
        _recognition,
        _missed,
        _false_alarms,
        _other_types,
        _repair,
        _ratings,
        _reflections,
        _target,
        _limits,
        _turn_by_turn,
    )
    return tuple(block for part in parts for block in part(debrief))


def _opening(debrief: Debrief) -> Iterator[Block]:
    yield Heading(f"Debrief: {debrief.title}", 1)
    for banner in debrief.banners:
        yield Note(banner.label, plain(banner.text))
    if debrief.risk_passed_over:
        yield Note("Safety", plain(RISK))


def _reactions(debrief: Debrief) -> Iterator[Block]:
    if debrief.reactions:
        yield Heading("First of all")
        yield Note("How it was for you", plain(debrief.reactions))
    if debrief.wellbeing == "unsettled":
        yield Note("You said that you are unsettled", plain(SIGNPOST))


def _description(debrief: Debrief) -> Iterator[Block]:
    if not debrief.path:
        return
    yield Heading("What happened")
    if debrief.ending:
        yield Paragraph((Piece(f"{ENDINGS[debrief.ending]}.", "strong"),))
        yield from paragraphs(debrief.summary)
    yield Table(("Turn", "You saw", "The key", "Your reply"), tuple(_row(debrief, turn) for turn in debrief.path))


def _row(debrief: Debrief, turn: PathTurn) -> tuple[str, ...]:
    move = debrief.move(turn)
    key = named(turn.truth) if turn.truth else "not probed"
    return str(turn.number + 1), _answer(turn), key, f"{move.outcome.fit} fit" if move else "not given yet"


def _answer(turn: PathTurn) -> str:
    if turn.answer is None:
        return "-" if turn.truth is None else "no answer"
    sure = f", {turn.confidence}% sure" if turn.confidence is not None else ""
    return f"{named(turn.answer)}{sure}"


def named(kind: str) -> str:
    return "no rupture" if kind == "none" else kind


def _went_well(debrief: Debrief) -> Iterator[Block]:
    yield Heading("What went well")
    yield Bullets(tuple(_strength(strength) for strength in debrief.strengths))


def _strength(strength: Strength) -> Inline:
    if strength.turn is None:
        return (Piece(f"{strength.what[0].upper()}{strength.what[1:]}."),)
    pieces = (Piece(f"Turn {strength.turn + 1}: {strength.what}. "), Piece("\u201c"), *utterance(strength.quote))
    return (*pieces, Piece("\u201d"), Piece(f" {strength.why}" if strength.why else ""))


def _recognition(debrief: Debrief) -> Iterator[Block]:
    detected, counts = debrief.detection, debrief.detection.counts
    if not detected.trials:
        return
    yield Heading("Noticing ruptures")
    rows = [
        ("Ruptures that you noticed", f"{counts.hit} of {counts.signal}{_interval(counts.hit_rate)}"),
        (
            "Turns without a rupture that you marked",
            f"{counts.false_alarm} of {counts.noise}{_interval(counts.false_alarm_rate)}",
        ),
    ]
    if detected.typed:
        rows.append(("Of those noticed, same type as the key", f"{_share(detected.typed)}; by chance a third"))
    if detected.detected_and_typed:
        rows.append(("Noticed and typed as in the key", _share(detected.detected_and_typed)))
    if detected.marker_credits:
        credit = sum(detected.marker_credits)
        rows.append(
            ("Markers as in the key (half for the same family)", f"{credit:g} of {len(detected.marker_credits)}")
        )
    if detected.flagged_within_one:
        rows.append(("Strains noticed at once or a turn later", _share(detected.flagged_within_one)))
    if detected.skipped:
        rows.append(("Probes left unanswered, not counted", str(detected.skipped)))
    yield Table(("What", "How many"), tuple(rows))
    if detected.sensitivity:
        measure = detected.sensitivity
        word = " (provisional)" if measure.provisional else ""
        told = f"d' {_estimate(measure.d_prime)}, criterion {_estimate(measure.criterion)}{word}. {measure.leaning}"
        yield Paragraph(plain(told))
    if detected.calibration:
        yield Paragraph(plain(detected.calibration.sentence))


def _share(share: Proportion) -> str:
    return f"{share.count} of {share.of}"


def _interval(share: Proportion | None) -> str:
    return f" (95% interval {share.low:.0%} to {share.high:.0%})" if share else ""


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.value:.2f} (95% interval {estimate.low:.2f} to {estimate.high:.2f})"


def _missed(debrief: Debrief) -> Iterator[Block]:
    missed = debrief.with_result("miss")
    if missed:
        yield Heading("Cues that passed by")
        yield Paragraph(
            plain("What did you make of these lines at the time? The words that the key goes by are marked.")
        )
        for turn in missed:
            yield from _cues(debrief, turn)


def _cues(debrief: Debrief, turn: PathTurn) -> Iterator[Block]:
    yield Heading(f"Turn {turn.number + 1}", 3)
    yield _speech(debrief, turn)
    yield _key(turn)
    yield from _trigger(turn)


def _speech(debrief: Debrief, turn: PathTurn) -> Speech:
    return Speech(debrief.patient, utterance(turn.patient, [cue.words for cue in turn.markers]))


def _key(turn: PathTurn) -> Note:
    codes = [CODEBOOK.name(cue.code).lower() for cue in turn.markers]
    if turn.decoy and not codes:
        codes = [f"resembles {CODEBOOK.name(turn.decoy).lower()}"]
    detail = f" ({'; '.join(codes)})" if codes else ""
    return Note("The key", plain(f"{named(turn.truth or 'none').capitalize()}{detail}. {turn.why}"))


def _trigger(turn: PathTurn) -> Iterator[Block]:
    if turn.trigger:
        yield Note("Just before", plain(turn.trigger))
    if turn.trigger_line:
        yield Speech("You, earlier", utterance(turn.trigger_line), "therapist")


def _false_alarms(debrief: Debrief) -> Iterator[Block]:
    marked = debrief.with_result("false_alarm")
    if marked:
        yield Heading("Marked, where the key sees no rupture")
        yield Paragraph(plain("What did you hear here? Some of it may be worth keeping in mind."))
        for turn in marked:
            yield from _compared(debrief, turn)


def _other_types(debrief: Debrief) -> Iterator[Block]:
    if debrief.types_that_differ:
        yield Heading("Noticed, and called by another type")
        for turn in debrief.types_that_differ:
            yield from _compared(debrief, turn)


def _compared(debrief: Debrief, turn: PathTurn) -> Iterator[Block]:
    yield Heading(f"Turn {turn.number + 1}", 3)
    yield _speech(debrief, turn)
    yield Note("You saw", plain(_answer(turn)))
    yield _key(turn)


def _repair(debrief: Debrief) -> Iterator[Block]:
    if not debrief.repair.moves:
        return
    yield Heading("Meeting the strain")
    yield Paragraph(plain(_fits(debrief.repair.moves)))
    if debrief.repair.attempts:
        yield Bullets(tuple(plain(_attempt(attempt)) for attempt in debrief.repair.attempts))
    yield Paragraph(plain("What was your own part, and which line pulled you to explain, to soothe or to retreat?"))
    for number, variable in enumerate(debrief.variables):
        points = tuple(values[number] for values in debrief.repair.series)
        yield Plot(variable.title, *variable.range, points)


def _fits(moves: tuple[Move, ...]) -> str:
    counts = {fit: sum(move.outcome.fit == fit for move in moves) for fit in ("strong", "adequate", "weak", "harmful")}
    told = ", ".join(f"{count} {fit}" for fit, count in counts.items() if count)
    return f"How your {len(moves)} replies fitted their moments: {told}. More than one reply was open to you each time."


def _attempt(attempt: Attempt) -> str:
    last = attempt.first + attempt.length
    where = f"Turn {last}" if attempt.length == 1 else f"Turns {attempt.first + 1} to {last}"
    if attempt.acknowledged is None:
        when = "no reply owned a part in it or made sense of the patient's caution"
    elif attempt.acknowledged == 0:
        when = "your first reply acknowledged it"
    else:
        when = f"acknowledged in reply number {attempt.acknowledged + 1}"
    told = f"{where}, {attempt.type}: {when}"
    if attempt.linked_first:
        told += "; a link to a pattern came before any acknowledgement"
    if attempt.harmful:
        told += f"; {attempt.harmful} of the replies did harm of their own"
    closing = "a turn without strain followed" if attempt.closed else "no turn without strain followed"
    return f"{told}; {closing}."


def _ratings(debrief: Debrief) -> Iterator[Block]:
    if not debrief.ratings:
        return
    low, high = debrief.rating_points or (0, 100)
    yield Heading("How you rated yourself")
    yield Paragraph(
        plain(
            f"Means from {low} to {high}. They say how confident you felt, which often differs from what was noticed."
        )
    )
    head = ("Scale", "Before", "After", "Change", "Before, as seen now", "Shift of your yardstick")
    yield Table(head, tuple(_rating(rating) for rating in debrief.ratings))


def _rating(rating: SelfRating) -> tuple[str, ...]:
    scale = "control (not practised)" if rating.scale == "control" else rating.scale
    numbers = (_mean(rating.before), _mean(rating.after), _signed(rating.change), _mean(rating.then))
    return (scale.capitalize(), *numbers, _signed(rating.response_shift))


def _mean(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.0f}"


def _reflections(debrief: Debrief) -> Iterator[Block]:
    if debrief.reflections:
        yield Heading("Your reflections")
        for reflection in debrief.reflections:
            yield Note(reflection.prompt, plain(reflection.answer))


def _target(debrief: Debrief) -> Iterator[Block]:
    target = debrief.target
    yield Heading("One thing to practise")
    yield Paragraph((Piece(target.aim, "strong"),))
    yield Paragraph(plain(f"Why this: {target.because}"))
    lesson = LESSONS.get(target.lesson, target.lesson)
    yield Paragraph(plain(f"The lesson that fits: {lesson}. Tomorrow, or within a few days, with another patient."))


def _limits(debrief: Debrief) -> Iterator[Block]:
    yield Heading("What this can tell, and what not")
    yield Bullets(tuple(plain(limit) for limit in (*debrief.limits, STATEMENT)))
    if not debrief.notes:
        yield Note("Left out", plain("What was written in sentences is not in this report."))
    if debrief.wellbeing != "unsettled":
        yield Note("Support", plain(SIGNPOST))


def _turn_by_turn(debrief: Debrief) -> Iterator[Block]:
    if not debrief.path:
        return
    yield Heading("Turn by turn, with the other replies")
    for turn in debrief.path:
        yield Heading(f"Turn {turn.number + 1}", 3)
        yield from _seen(debrief, turn.lead)
        if turn.scene:
            yield Narration(turn.scene)
        if turn.patient:
            yield _speech(debrief, turn)
        if turn.truth:
            yield Note("You saw", plain(_answer(turn)))
            yield _key(turn)
        yield from _trigger(turn)
        yield from _replied(debrief, debrief.move(turn))
    yield from _seen(debrief, debrief.closing)


def _seen(debrief: Debrief, shown: tuple[Shown, ...]) -> Iterator[Block]:
    for seen in shown:
        if seen.view.scene:
            yield Narration(seen.view.scene)
        if seen.view.patient:
            yield Speech(debrief.patient, utterance(seen.view.patient))


def _replied(debrief: Debrief, move: Move | None) -> Iterator[Block]:
    if move is None:
        return
    if move.own_words:
        yield Note("In your own words", plain(move.own_words))
    yield Speech("You", utterance(move.reply.say), "therapist")
    codes = ", ".join(CODEBOOK.name(code).lower() for code in (*move.reply.strategies, *move.reply.errors))
    yield Note(f"{move.outcome.fit.capitalize()} fit", plain(f"({codes}) {move.outcome.because}"))
    changes = _changes(debrief, move.before, move.after)
    if changes:
        yield Note("Since your reply", plain(changes))
    if move.alternatives:
        yield Bullets(tuple(_alternative(debrief, other) for other in move.alternatives))


def _changes(debrief: Debrief, before: Values, after: Values) -> str:
    told = []
    for variable, old, new in zip(debrief.variables, before, after, strict=True):
        if old != new and variable.is_flag:
            told.append(f"{variable.title}: {'yes' if new else 'no'}")
        elif old != new:
            told.append(f"{variable.title} {old} to {new}")
    return "; ".join(told)


def _alternative(debrief: Debrief, other: Alternative) -> Inline:
    pieces = [Piece("Also open: \u201c"), *utterance(other.reply.say), Piece("\u201d ")]
    pieces.append(Piece(f"{other.outcome.fit.capitalize()} fit. ", "strong"))
    pieces.append(Piece(f"{other.outcome.because} "))
    said = [seen.view.patient for seen in other.next if seen.view.patient]
    if said:
        pieces += [Piece(f"Then {debrief.patient}: \u201c"), *utterance(said[0]), Piece("\u201d")]
    return tuple(pieces)
