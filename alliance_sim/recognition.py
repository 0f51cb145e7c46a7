"""Recognition as signal detection: a probed turn is a trial, a turn with a rupture is signal, one without is noise.

    HIT                signal, and the answer names a rupture of any type
    MISS               signal, answered "none"
    FALSE ALARM        noise, and the answer names a rupture
    CORRECT REJECTION  noise, answered "none"

A turn is a trial once it is replied to. Paced: a probe left unanswered is no trial, and the number of these is told.
Free: every probed turn is a trial. A flag counts for the turn on which it was raised if that holds a rupture, else for
the probed turn before it if that holds a rupture not flagged yet; then it is no false alarm. No flag means "none",
without confidence.

No measure stands alone: counts come with every rate, an interval with every estimate.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from math import inf
from statistics import fmean, median

from attrs import evolve, field, frozen

from alliance_sim.calibration import Calibration, calibration
from alliance_sim.codebook import CODEBOOK
from alliance_sim.run import Run, Turn
from alliance_sim.scenario import NoRupture, Rupture
from alliance_sim.session import Noticing, Recognition, Session
from alliance_sim.signal_detection import Counts, Proportion, Sensitivity, proportion, sensitivity
from alliance_sim.trial import Trial


@frozen
class Episode:
    """From a rupture to the next turn without one, or the end. Turns that are not probed do not break it.

    `turns` hold the first rupture and whatever follows, without the turn that closes it.
    """

    turns: tuple[Turn, ...]
    closed: bool

    @property
    def first(self) -> Turn:
        return self.turns[0]


def episodes(run: Run) -> tuple[Episode, ...]:
    """The rupture episodes of a run, in order, of the turns replied to."""
    found: list[Episode] = []
    for turn in run.turns:
        if turn.choice is None:
            break
        open_one = found.pop() if found and not found[-1].closed else None
        if isinstance(turn.truth, NoRupture):
            found += [evolve(open_one, closed=True)] if open_one else []
        elif open_one:
            found.append(evolve(open_one, turns=(*open_one.turns, turn)))
        elif turn.rupture:
            found.append(Episode((turn,), closed=False))
    return tuple(found)


@frozen
class Detection:
    """What a session's probes show. `skipped` probes were left unanswered.

    `latencies` has an entry for each rupture episode with a trial: turns from its first turn to the first flag (0: the
    same turn), None if it was never flagged. `practice` is true of every attempt but the first: never pool it.
    """

    trials: tuple[Trial, ...] = ()
    latencies: tuple[int | None, ...] = ()
    skipped: int = 0
    practice: bool = field(default=False, kw_only=True)

    @cached_property
    def counts(self) -> Counts:
        found = Counter(trial.result for trial in self.trials)
        return Counts(found["hit"], found["miss"], found["false_alarm"], found["correct_rejection"])

    @property
    def sensitivity(self) -> Sensitivity | None:
        return sensitivity(self.counts)

    @property
    def calibration(self) -> Calibration | None:
        return calibration(self.trials)

    @property
    def confusion(self) -> dict[tuple[Recognition, Recognition], int]:
        """How many trials of signal had each (truth, answer)."""
        return dict(Counter((trial.truth, trial.answer) for trial in self.trials if trial.truth != "none"))

    @property
    def typed(self) -> Proportion | None:
        """Of the hits, those with the type of the key. Chance is a third."""
        return proportion(self._typed, self.counts.hit)

    @property
    def detected_and_typed(self) -> Proportion | None:
        """Of all ruptures, those noticed and typed: caution does not raise it, as it may raise `typed`."""
        return proportion(self._typed, self.counts.signal)

    @property
    def _typed(self) -> int:
        return sum(trial.truth == trial.answer for trial in self.trials if trial.result == "hit")

    @property
    def marker_credits(self) -> tuple[float, ...]:
        """One for each hit on which a marker was named, 0 to 1."""
        return tuple(trial.marker_credit for trial in self.trials if trial.marker_credit is not None)

    @property
    def median_latency(self) -> float | None:
        """Turns; None where there is no episode, or half of them or more were never flagged."""
        if not self.latencies:
            return None
        middle = median(inf if latency is None else latency for latency in self.latencies)
        return None if middle == inf else middle

    @property
    def flagged_within_one(self) -> Proportion | None:
        """Of the episodes, those flagged on their first turn or the next."""
        early = sum(latency is not None and latency <= 1 for latency in self.latencies)
        return proportion(early, len(self.latencies))


def detection(run: Run, session: Session) -> Detection:
    """The trials of a run, scored by the mode of its session."""
    free = session.mode.recognition == "free"
    turns = tuple(turn for turn in run.turns if turn.choice)
    flags = _flags(turns) if free else {turn.number: turn for turn in turns if turn.noticed}
    trials = tuple(
        _trial(turn, flags.get(turn.number))
        for turn in turns
        if turn.truth and (turn.number in flags or (free and _window_closed(run, turn)))
    )
    skipped = sum(turn.truth is not None and turn.noticed is None for turn in turns)
    return Detection(trials, _latencies(run, trials, flags), 0 if free else skipped, practice=session.attempt > 1)


def pooled(detections: Iterable[Detection]) -> Detection:
    """The first exposures among the detections, as one. Practice is passed over."""
    firsts = [found for found in detections if not found.practice]
    return Detection(
        tuple(trial for found in firsts for trial in found.trials),
        tuple(latency for found in firsts for latency in found.latencies),
        sum(found.skipped for found in firsts),
    )


def _flags(turns: tuple[Turn, ...]) -> dict[int, Turn]:
    """Free mode: numbers of probed turns, each with the turn on which the answer that counts for it was given."""
    flags: dict[int, Turn] = {}
    before: Turn | None = None
    for turn in turns:
        raised = turn.noticed not in (None, "none")
        if raised and not turn.rupture and before and before.rupture and not _flagged(flags, before):
            flags[before.number] = turn
        elif turn.truth and turn.noticed:
            flags[turn.number] = turn
        before = turn if turn.truth else before
    return flags


def _flagged(flags: dict[int, Turn], turn: Turn) -> bool:
    return turn.number in flags and flags[turn.number].noticed != "none"


def _window_closed(run: Run, turn: Turn) -> bool:
    """Free mode: whether a flag for the turn can no longer come."""
    later = run.turns[turn.number + 1 :]
    return run.over or not turn.rupture or any(turn.truth and turn.choice for turn in later)


def _trial(turn: Turn, answered: Turn | None) -> Trial:
    """The trial of a probed turn; `answered` is the turn on which its answer was given, None without a flag."""
    assert turn.truth is not None
    seen = Noticing(answered.noticed, answered.confidence, answered.markers) if answered else Noticing()
    return scored(turn.number, turn.truth, seen)


def scored(turn: int, truth: Rupture | NoRupture, seen: Noticing) -> Trial:
    """A probed turn with what was answered there; nothing is "none", without confidence."""
    if isinstance(truth, NoRupture):
        return Trial(turn, "none", seen.kind or "none", seen.confidence, truth.looks_like)
    credit = marker_credit(truth, seen.markers) if seen.markers else None
    return Trial(turn, truth.type, seen.kind or "none", seen.confidence, None, credit)


def marker_credit(rupture: Rupture, named: Iterable[str]) -> float:
    """1 for a marker of the key, 0.5 for one of the same family, else 0; the best of each type counts.

    Where the key or the answer holds both types, the mean over the two: one of two markers of a mixed rupture is 0.5.
    """
    key = [CODEBOOK.markers[cue.code] for cue in rupture.markers]
    answer = [CODEBOOK.markers[code] for code in named if code in CODEBOOK.markers]
    credits = []
    for kind in sorted({marker.type for marker in (*key, *answer)}):
        pairs = [(k, a) for k in key for a in answer if k.type == a.type == kind]
        credits.append(max((1.0 if k.code == a.code else 0.5 * (k.family == a.family) for k, a in pairs), default=0.0))
    return fmean(credits)


def _latencies(run: Run, trials: tuple[Trial, ...], flags: dict[int, Turn]) -> tuple[int | None, ...]:
    tried = {trial.turn for trial in trials}
    latencies: list[int | None] = []
    for episode in episodes(run):
        ruptures = [turn for turn in episode.turns if turn.rupture and turn.number in tried]
        if ruptures:
            raised = [flags[turn.number].number for turn in ruptures if _flagged(flags, turn)]
            latencies.append(min(raised) - episode.first.number if raised else None)
    return tuple(latencies)
