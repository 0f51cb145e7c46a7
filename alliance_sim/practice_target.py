"""What went well, and the one thing to practise next: chosen by rule, and told with the reason.

The target is what occurred in the largest share of its opportunities. Shares are compared by the lower end of their
interval, so that one turn alone does not outweigh many. A hint of risk that was passed over comes before everything.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from alliance_sim.codebook import CODEBOOK
from alliance_sim.recognition import Detection
from alliance_sim.repair import Move, Repair
from alliance_sim.run import Run, Turn, explained
from alliance_sim.scenario import Rupture, Scenario
from alliance_sim.signal_detection import Proportion
from alliance_sim.trial import Trial

Kind = Literal["risk", "withdrawal", "confrontation", "look-alikes", "replies", "acknowledgement", "type", "next"]
MOST_STRENGTHS = 3
AIMS: dict[Kind, str] = {
    "risk": "Ask about safety first, whenever a line hints at it. The repair can wait, and will be better for it.",
    "withdrawal": "When a patient agrees, goes quiet or leaves the subject, ask yourself: is this towards me, or away?",
    "confrontation": "When a line has an edge, ask yourself what in it is meant for you, before you answer it.",
    "look-alikes": "Before you mark a tense or short turn, look at what it brings: a feeling, a better word.",
    "acknowledgement": "Once in each strain, say in one sentence what your part is, or that the caution makes sense.",
    "type": "Once you notice a strain, ask for its direction: away from you, or against you?",
    "next": "Take a scenario of a higher level, or name the markers as well.",
}
AIM_AWAY = "When you notice a strain, stay with it for one more reply before you move on."
AIM_CALM = "Where nothing is broken, follow the patient for one more reply before you look behind the words."
AIM_AGAINST = "When you feel the pull to explain or to insist, say first, in one sentence, what your part may be."


@frozen
class Strength:
    """Something specific that went well. `quote` is a line of the turn, `by` says whose."""

    turn: int | None
    what: str
    quote: str = ""
    by: Literal["you", "patient"] = "you"
    why: str = ""


@frozen
class PracticeTarget:
    """What to practise next, why, and the lesson that fits. `share` is what it was chosen by, where it was."""

    kind: Kind
    aim: str
    because: str
    lesson: str
    share: Proportion | None = None


def strengths(scenario: Scenario, run: Run, detected: Detection, repaired: Repair) -> tuple[Strength, ...]:
    """At least one; the most telling first, and of each sort only one."""
    trials = {trial.turn: trial for trial in detected.trials}
    telling = [
        _strong_reply(run, repaired),
        _decoy_left_alone(scenario, run, trials),
        _faint_rupture_noticed(scenario, run, trials),
    ]
    found = [strength for strength in telling if strength]
    if not found:
        found = [_plain_strength(run, trials, repaired)]
    return tuple(found[:MOST_STRENGTHS])


def _strong_reply(run: Run, repaired: Repair) -> Strength | None:
    """The first strong reply to a rupture, else to any turn."""
    strong = [move for move in repaired.moves if move.outcome.fit == "strong"]
    strong.sort(key=lambda move: run.turns[move.turn].rupture is None)
    if not strong:
        return None
    return _reply(strong[0], "your reply fits strongly here")


def _reply(move: Move, what: str) -> Strength:
    return Strength(move.turn, what, move.reply.say, "you", move.outcome.because)


def _decoy_left_alone(scenario: Scenario, run: Run, trials: dict[int, Trial]) -> Strength | None:
    for trial in trials.values():
        if trial.decoy and trial.result == "correct_rejection":
            what = f"this resembles '{CODEBOOK.name(trial.decoy).lower()}', and you let it be work"
            return _heard(scenario, run.turns[trial.turn], what)
    return None


def _faint_rupture_noticed(scenario: Scenario, run: Run, trials: dict[int, Trial]) -> Strength | None:
    """The rupture that shows least among those noticed."""
    noticed = [
        (turn.truth.salience, turn)
        for turn in run.turns
        if isinstance(turn.truth, Rupture) and turn.number in trials and trials[turn.number].result == "hit"
    ]
    if not noticed:
        return None
    salience, turn = min(noticed, key=lambda pair: pair[0])
    return _heard(scenario, turn, f"you noticed this strain; how plainly it shows: {salience} of 5")


def _heard(scenario: Scenario, turn: Turn, what: str) -> Strength:
    why = explained(scenario, turn, turn.truth.why) if turn.truth else ""
    return Strength(turn.number, what, turn.view.patient or "", "patient", why)


def _plain_strength(run: Run, trials: dict[int, Trial], repaired: Repair) -> Strength:
    """Where nothing more telling is at hand."""
    for move in repaired.moves:
        if move.outcome.fit == "adequate":
            return _reply(move, "your reply is one that can be defended here")
    for trial in trials.values():
        if trial.agrees:
            return Strength(
                trial.turn, "you and the key see the same", run.turns[trial.turn].view.patient or "", "patient"
            )
    written = sum(bool(move.own_words) for move in repaired.moves)
    if written:
        return Strength(
            None, f"you found words of your own before you saw any, at {written} of {len(repaired.moves)} turns"
        )
    if repaired.moves:
        return Strength(None, f"you stayed in a hard conversation for {len(repaired.moves)} replies")
    return Strength(None, "you opened the scenario and read yourself in")


def practice_target(scenario: Scenario, run: Run, detected: Detection, repaired: Repair) -> PracticeTarget:
    """One target."""
    blind = [move for move in repaired.moves if "risk-blind" in move.reply.errors]
    if blind:
        because = f"In turn {blind[0].turn + 1} a hint of risk went by while the relationship was tended."
        return PracticeTarget("risk", AIMS["risk"], because, "alliance")
    if not run.turns or not (detected.trials or repaired.moves):
        lesson = scenario.lessons[0] if scenario.lessons else "alliance"
        return PracticeTarget(
            "next", "Go on with this conversation when you like.", "Little was played so far.", lesson
        )
    candidates = [*_missed(run, detected), *_false_alarms(detected), *_weak_replies(run, repaired)]
    if candidates:
        return max(candidates, key=lambda target: target.share.low if target.share else 0.0)
    return next(_finer(scenario, detected, repaired))


def _missed(run: Run, detected: Detection) -> Iterator[PracticeTarget]:
    """Ruptures passed unmarked, by type; a mixed one counts for both."""
    kinds: tuple[Literal["withdrawal"], Literal["confrontation"]] = ("withdrawal", "confrontation")
    for kind in kinds:
        held = [trial for trial in detected.trials if trial.truth in (kind, "mixed")]
        missed = [trial for trial in held if trial.result == "miss"]
        if missed:
            codes = Counter(code for trial in missed for code in _codes(run.turns[trial.turn], kind))
            often = CODEBOOK.name(codes.most_common(1)[0][0]).lower()
            because = f"{_of(len(missed), len(held))} with {kind} passed unmarked, among them: {often}."
            yield PracticeTarget(kind, AIMS[kind], because, kind, Proportion(len(missed), len(held)))


def _codes(turn: Turn, kind: str) -> list[str]:
    assert isinstance(turn.truth, Rupture)
    codes = [cue.code for cue in turn.truth.markers]
    return [code for code in codes if CODEBOOK.markers[code].type == kind]


def _false_alarms(detected: Detection) -> Iterator[PracticeTarget]:
    counts = detected.counts
    if counts.false_alarm:
        decoys = sum(trial.decoy is not None for trial in detected.trials if trial.result == "false_alarm")
        alike = f", {decoys} of them look-alikes" if decoys else ""
        because = f"{_of(counts.false_alarm, counts.noise)} without a rupture were marked{alike}."
        share = Proportion(counts.false_alarm, counts.noise)
        yield PracticeTarget("look-alikes", AIMS["look-alikes"], because, "look-alikes", share)


def _weak_replies(run: Run, repaired: Repair) -> Iterator[PracticeTarget]:
    """Replies with an error that were weak or harmful here. The lesson fits the way in which they went amiss."""
    weak = [move for move in repaired.moves if move.reply.errors and move.outcome.fit in ("weak", "harmful")]
    if weak:
        codes = Counter(code for move in weak for code in move.reply.errors)
        code, times = codes.most_common(1)[0]
        where = Counter(_held(run.turns[move.turn]) for move in weak).most_common(1)[0][0]
        away = sum(times for code, times in codes.items() if CODEBOOK.errors[code].direction == "away")
        aim, lesson = AIM_AGAINST, "own-part"
        if where == "none":
            aim, lesson = AIM_CALM, "look-alikes"
        elif 2 * away > codes.total():
            aim, lesson = AIM_AWAY, "exploring"
        often = f"{'most often' if times > 1 else 'such as'}: {CODEBOOK.name(code).lower()}"
        because = f"{len(weak)} of {len(repaired.moves)} replies fitted weakly or did harm, {often}."
        yield PracticeTarget("replies", aim, because, lesson, Proportion(len(weak), len(repaired.moves)))


def _held(turn: Turn) -> str:
    """The type of a turn's rupture, "none", or "not probed"."""
    return (turn.rupture or "none") if turn.truth else "not probed"


def _finer(scenario: Scenario, detected: Detection, repaired: Repair) -> Iterator[PracticeTarget]:
    """Where nothing was missed, marked in vain or deepened.

    An episode met by strong replies alone needed no acknowledgement, whatever the count says.
    """
    typed = detected.typed
    if typed and typed.count < typed.of:
        because = f"You noticed {typed.of} ruptures and called {typed.of - typed.count} by another type than the key."
        yield PracticeTarget("type", AIMS["type"], because, "rupture", typed)
    weaker = {move.turn for move in repaired.moves if move.outcome.fit != "strong"}
    silent = [
        attempt
        for attempt in repaired.attempts
        if attempt.acknowledged is None and weaker & set(range(attempt.first, attempt.first + attempt.length))
    ]
    if silent:
        because = (
            f"In {len(silent)} of {len(repaired.attempts)} episodes no reply owned a part or made sense of the caution."
        )
        yield PracticeTarget("acknowledgement", AIMS["acknowledgement"], because, "immediate-repair")
    lesson = scenario.lessons[0] if scenario.lessons else "alliance"
    yield PracticeTarget("next", AIMS["next"], "Nothing in this run stood out as the thing to mend first.", lesson)


def _of(count: int, of: int) -> str:
    return f"{count} of {of} turns"
