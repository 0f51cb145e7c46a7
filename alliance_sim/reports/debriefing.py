"""Debrief to document: the one place that says what a debrief says, and in which order.

The order is that of PEARLS: reactions, description, analysis, application. What went well comes before what was missed,
what was done before what was felt of it (self-ratings), and every turn in full comes last, to look things up.
"""

from collections.abc import Iterator

from alliance_sim.debrief import RISK, SIGNPOST, STATEMENT, Debrief, PathTurn
from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Note,
    Paragraph,
    Piece,
    Plot,
    Table,
    paragraphs,
    plain,
    utterance,
)
from alliance_sim.practice_target import Strength
from alliance_sim.repair import Attempt, Move
from alliance_sim.reports.detecting import figures
from alliance_sim.reports.turn_by_turn import answer, key, named, speech, trigger, turn_by_turn
from alliance_sim.scenario import Variable
from alliance_sim.self_rating import SelfRating

ENDINGS = {
    "repaired": "Repaired: the strain was met, and the work goes on",
    "partly-repaired": "Partly repaired: good enough, and incomplete",
    "papered-over": "Papered over: pleasant, and nothing was said",
    "unrepaired": "Unrepaired: it is worse, or over",
    "ended-safely": "Ended safely: another need came first",
}


def document(debrief: Debrief) -> Document:
    """The whole debrief."""
    parts = (
        _opening,
        _reactions,
        _description,
        _went_well,
        _path,
        _recognition,
        _missed,
        _false_alarms,
        _other_types,
        _repair,
        _ratings,
        _reflections,
        _target,
        _limits,
        turn_by_turn,
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
    if debrief.ending:
        yield Heading("What happened")
        yield Paragraph((Piece(f"{ENDINGS[debrief.ending]}.", "strong"),))
        yield from paragraphs(debrief.summary)


def _path(debrief: Debrief) -> Iterator[Block]:
    if not debrief.path:
        return
    yield Heading("Your path")
    yield Table(("Turn", "You saw", "The key", "Your reply"), tuple(_row(debrief, turn) for turn in debrief.path))


def _row(debrief: Debrief, turn: PathTurn) -> tuple[str, ...]:
    truth = named(turn.truth) if turn.truth else "not probed"
    return str(turn.number + 1), answer(debrief, turn), truth, f"{debrief.move(turn).outcome.fit} fit"


def _went_well(debrief: Debrief) -> Iterator[Block]:
    yield Heading("What went well")
    yield Bullets(tuple(_strength(strength) for strength in debrief.strengths))


def _strength(strength: Strength) -> Inline:
    if strength.turn is None:
        return (Piece(f"{strength.what[0].upper()}{strength.what[1:]}."),)
    pieces = (Piece(f"Turn {strength.turn + 1}: {strength.what}. "), Piece("\u201c"), *utterance(strength.quote))
    return (*pieces, Piece("\u201d"), Piece(f" {strength.why}" if strength.why else ""))


def _recognition(debrief: Debrief) -> Iterator[Block]:
    if debrief.detection.trials:
        yield Heading("Noticing ruptures")
        yield from figures(debrief.detection)


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
    yield speech(debrief, turn)
    yield key(turn)
    yield from trigger(turn)


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
    yield speech(debrief, turn)
    yield Note("You saw", plain(answer(debrief, turn)))
    yield key(turn)


def _repair(debrief: Debrief) -> Iterator[Block]:
    if not debrief.repair.moves:
        return
    yield Heading("Meeting the strain")
    yield Paragraph(plain(_fits(debrief.repair.moves)))
    if debrief.repair.attempts:
        yield Bullets(tuple(plain(_attempt(debrief, attempt)) for attempt in debrief.repair.attempts))
    yield Paragraph(plain("What was your own part, and which line pulled you to explain, to soothe or to retreat?"))
    hidden = tuple(zip(debrief.variables, debrief.repair.series, strict=True))
    flags = tuple(plain(_flag(variable, points)) for variable, points in hidden if variable.is_flag)
    if hidden:
        yield Heading("What was hidden until now", 3)
        yield Paragraph(plain("Each number at the start and after each reply; the author's rules move them."))
        yield from (
            Plot(variable.title, *variable.range, points) for variable, points in hidden if not variable.is_flag
        )
    if flags:
        yield Bullets(flags)


def _flag(variable: Variable, points: tuple[int, ...]) -> str:
    """When a flag was first set."""
    if 1 not in points:
        return f"{variable.title}: not in this run"
    first = points.index(1)
    return f"{variable.title}: from turn {first}" if first else f"{variable.title}: from the start"


def _fits(moves: tuple[Move, ...]) -> str:
    counts = {fit: sum(move.outcome.fit == fit for move in moves) for fit in ("strong", "adequate", "weak", "harmful")}
    told = ", ".join(f"{count} {fit}" for fit, count in counts.items() if count)
    return f"How your {len(moves)} replies fitted their moments: {told}. More than one reply was open to you each time."


def _attempt(debrief: Debrief, attempt: Attempt) -> str:
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
    if attempt.closed:
        return f"{told}; then came a turn without a rupture."
    return f"{told}; it lasted to the end." if debrief.state == "finished" else f"{told}; it is still open."


def _ratings(debrief: Debrief) -> Iterator[Block]:
    if not debrief.ratings:
        return
    low, high = debrief.rating_points or (0, 100)
    yield Heading("How you rated yourself")
    told = f"Means from {low} to {high}. They say how confident you felt, which often differs from what was noticed. "
    told += "The shift of your yardstick is how differently you now see the time before."
    yield Paragraph(plain(told))
    head = ("Scale", "Before", "After", "Change", "Before, as seen now", "Shift of your yardstick")
    yield Table(head, tuple(_rating(rating) for rating in debrief.ratings))


def _rating(rating: SelfRating) -> tuple[str, ...]:
    scale = "control (not practised)" if rating.scale == "control" else rating.scale
    numbers = (_mean(rating.before), _mean(rating.after), _signed(rating.change), _mean(rating.then))
    return (scale.capitalize(), *numbers, _signed(rating.response_shift))


def _mean(value: float | None) -> str:
    return "-" if value is None else f"{round(value, 1):g}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{round(value, 1):+g}"


def _reflections(debrief: Debrief) -> Iterator[Block]:
    if debrief.reflections:
        yield Heading("Your reflections")
        for reflection in debrief.reflections:
            yield Paragraph((Piece(reflection.prompt, "strong"),))
            yield Paragraph(plain(reflection.answer))


def _target(debrief: Debrief) -> Iterator[Block]:
    target = debrief.target
    yield Heading("One thing to practise")
    yield Paragraph((Piece(target.aim, "strong"),))
    yield Paragraph(plain(f"Why this: {target.because}"))
    yield Paragraph(
        plain(f"The lesson that fits: {target.lesson}. Tomorrow, or within a few days, with another patient.")
    )


def _limits(debrief: Debrief) -> Iterator[Block]:
    yield Heading("What this can tell, and what not")
    yield Bullets(tuple(plain(limit) for limit in (*debrief.limits, STATEMENT)))
    if not debrief.notes:
        yield Note("Left out", plain("What was written in sentences is not in this report."))
    if debrief.wellbeing != "unsettled":
        yield Note("Support", plain(SIGNPOST))
