"""What somebody knows: for each marker, look-alike and type of strain, how often it was met and how that went.

First exposures and drills count, nothing that was seen before. Nobody is measured by it: it chooses what to practise.
Spaced practice holds better than massed practice, and gaps that grow hold no better than even ones (Latimier, Peyre &
Ramus 2021: g = 0.74, and 0.03). So the gaps are a short fixed list: a scheduler that fits a curve of forgetting would
find little to fit in some ten codes met a week, and could not say in one sentence why it asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from attrs import frozen

from alliance_sim.bank import Probe
from alliance_sim.recognition import Detection
from alliance_sim.run import Run
from alliance_sim.scenario import Level, NoRupture, Rupture
from alliance_sim.session import Session, noticing
from alliance_sim.signal_detection import Counts, Proportion

Sort = Literal["marker", "look-alike", "repair"]
GAPS = (1, 3, 7, 14, 28)
"""Days until a code is due again: after a miss, and after one, two ... in a row that went well."""
LEVELS: tuple[Level, ...] = get_args(Level)
UP, FALSE_ALARMS, DOWN = 0.8, 0.25, 0.5
"""Shares of ruptures noticed, and of other turns marked, at which another level is proposed."""
IN_A_ROW = 2
"""First exposures that reach `UP` before the level goes up."""


class Skill(NamedTuple):
    """A marker to notice, a look-alike to leave alone, or a type of rupture to answer well."""

    sort: Sort
    code: str


class Observation(NamedTuple):
    skill: Skill
    day: date
    went_well: bool


@frozen
class Knowledge:
    """What was seen of one skill. `share` has the interval that so few allow; `missed` is of the last time."""

    share: Proportion
    missed: bool
    due: date


def observed(run: Run, detected: Detection, session: Session) -> Iterator[Observation]:
    """What a first exposure shows: of each probed turn that was answered, and of each reply to a rupture."""
    days = {answer.step: day_of(answer.at or session.started) for answer in session.answers}
    trials = {trial.turn: trial for trial in detected.trials}
    for turn in run.turns:
        day = days.get(f"{turn.number}/choice", day_of(session.started))
        if turn.truth and turn.number in trials:
            yield from (Observation(skill, day, trials[turn.number].agrees) for skill in skills_of(turn.truth))
        if turn.rupture and turn.outcome:
            yield Observation(Skill("repair", turn.rupture), day, turn.outcome.fit in ("strong", "adequate"))


def observed_in_drill(probes: dict[str, Probe], session: Session) -> Iterator[Observation]:
    """What a sitting of the drill shows. Probes that the bank no longer has are passed over."""
    given = session.given
    for probe, day in met(session):
        if probe in probes:
            truth, seen = probes[probe].truth, noticing(given, probe)
            agrees = (seen.kind != "none") == isinstance(truth, Rupture)
            yield from (Observation(skill, day, agrees) for skill in skills_of(truth))


def met(session: Session) -> Iterator[tuple[str, date]]:
    """The ids of the probes that were answered in a sitting, each with the day."""
    for answer in session.answers:
        name, _, step = answer.step.partition("/")
        if step == "probe" and answer.value:
            yield name, day_of(answer.at or session.started)


def day_of(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def skills_of(truth: Rupture | NoRupture) -> tuple[Skill, ...]:
    """What a turn asks for. A turn that looks like nothing asks for nothing in particular."""
    if isinstance(truth, Rupture):
        return tuple(Skill("marker", cue.code) for cue in truth.markers)
    return (Skill("look-alike", truth.looks_like),) if truth.looks_like else ()


def knowledge(observations: Iterable[Observation]) -> dict[Skill, Knowledge]:
    """What is known of each skill that was met. The order of the observations is that of their days."""
    each: dict[Skill, list[Observation]] = {}
    for observation in sorted(observations, key=lambda found: found.day):
        each.setdefault(observation.skill, []).append(observation)
    return {skill: _known(found) for skill, found in each.items()}


def _known(found: Sequence[Observation]) -> Knowledge:
    row = next((n for n, each in enumerate(reversed(found)) if not each.went_well), len(found))
    due = found[-1].day + timedelta(days=GAPS[min(row, len(GAPS) - 1)])
    return Knowledge(Proportion(sum(each.went_well for each in found), len(found)), row == 0, due)


def weakest(known: dict[Skill, Knowledge], today: date) -> Skill | None:
    """What to come back to: of the skills that are due the missed ones first, then that with the lowest interval."""
    due = [skill for skill, each in known.items() if each.due <= today]
    return min(due, key=lambda skill: (not known[skill].missed, known[skill].share.low, skill), default=None)


def level_after(exposures: Iterable[tuple[Level, Counts]]) -> Level:
    """The level to propose after some first exposures, in their order; `foundation` before any.

    It goes up after two in a row at the level or above with four of five ruptures noticed and at most a quarter of the
    other turns marked; down after one at the level or below with fewer than half of the ruptures noticed.
    """
    at = reached = 0
    for level, counts in exposures:
        hits, alarms = counts.hit_rate, counts.false_alarm_rate
        if hits is None or alarms is None:
            continue
        here = LEVELS.index(level)
        well = hits.value >= UP and alarms.value <= FALSE_ALARMS
        reached = reached + 1 if well and here >= at else 0
        if reached == IN_A_ROW:
            at, reached = min(at + 1, len(LEVELS) - 1), 0
        elif hits.value < DOWN and here <= at:
            at = max(at - 1, 0)
    return LEVELS[at]
