"""What a session showed, small enough to be kept: probed turns, replies, strains and self-ratings; nothing typed."""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from attrs import asdict, frozen

from alliance_sim.bank import Probe
from alliance_sim.knowing import Skill, skills_of
from alliance_sim.questionnaire import Questionnaire, RatingScale
from alliance_sim.recognition import Detection, detection, scored
from alliance_sim.repair import Attempt, repair
from alliance_sim.run import Run, replayed
from alliance_sim.scenario import Fit, RuptureType, Scenario
from alliance_sim.self_rating import self_ratings
from alliance_sim.session import Kind, Session, noticing
from alliance_sim.trial import Trial


class Seen(NamedTuple):
    """A probed turn that was answered. `name` is the probe's, in a drill; `skills` are what the turn asked for."""

    trial: Trial
    name: str
    skills: tuple[Skill, ...]


class Reply(NamedTuple):
    """How a reply fitted its moment, and the rupture that it answered; None where there was none, or none probed."""

    rupture: RuptureType | None
    fit: Fit


class Rated(NamedTuple):
    """Mean self-ratings on one scale, from 0 to 100; None where they were left out."""

    scale: str
    before: float | None
    then: float | None
    after: float | None


@frozen(slots=False)
class Showing:
    """What a first exposure to a scenario, or a sitting of the drill, showed. `level` is empty of a drill."""

    session: str
    started: str
    kind: Kind
    level: str = ""
    seen: tuple[Seen, ...] = ()
    latencies: tuple[int | None, ...] = ()
    skipped: int = 0
    replies: tuple[Reply, ...] = ()
    strains: tuple[Attempt, ...] = ()
    ratings: tuple[Rated, ...] = ()

    @cached_property
    def detection(self) -> Detection:
        return Detection(tuple(each.trial for each in self.seen), self.latencies, self.skipped)

    @property
    def day(self) -> str:
        return self.started[:10]


def shown_in(scenario: Scenario, session: Session, questionnaire: Questionnaire | None) -> Showing:
    """What a session of a scenario showed, as far as it went. Raises `Unplayable`."""
    run = replayed(scenario, session)
    detected = detection(run, session)
    repaired = repair(scenario, run)
    return Showing(
        session=session.id,
        started=session.started,
        kind="scenario",
        level=scenario.level,
        seen=tuple(_seen(run, detected)),
        latencies=detected.latencies,
        skipped=detected.skipped,
        replies=tuple(Reply(turn.rupture, turn.outcome.fit) for turn in run.turns if turn.outcome),
        strains=repaired.attempts,
        ratings=tuple(_rated(session, questionnaire)) if questionnaire else (),
    )


def shown_in_drill(probes: Iterable[Probe], session: Session) -> Showing:
    """What a sitting of the drill showed. Raises `Unplayable`."""
    seen = []
    for number, probe in enumerate(probes):
        noticed = noticing(session.given, probe.id)
        if noticed.kind:
            seen.append(Seen(scored(number, probe.truth, noticed), probe.id, skills_of(probe.truth)))
    return Showing(session.id, session.started, "drill", seen=tuple(seen))


def _seen(run: Run, detected: Detection) -> Iterator[Seen]:
    for trial in detected.trials:
        truth = run.turns[trial.turn].truth
        assert truth is not None
        yield Seen(trial, "", skills_of(truth))


def _rated(session: Session, questionnaire: Questionnaire) -> Iterator[Rated]:
    for rating in self_ratings(session, questionnaire):
        before, then, after = (
            _of_a_hundred(mean, questionnaire.scale) for mean in (rating.before, rating.then, rating.after)
        )
        yield Rated(rating.scale, before, then, after)


def _of_a_hundred(mean: float | None, scale: RatingScale) -> float | None:
    return None if mean is None else round(100 * (mean - scale.low) / ((scale.high - scale.low) or 1), 2)


def written(showing: Showing) -> str:
    """A showing as a line of JSON, without what the session's own record says."""
    trials = [[each.trial.turn, *_answered(each.trial), each.name, each.skills] for each in showing.seen]
    return json.dumps(
        {
            "level": showing.level,
            "seen": trials,
            "latencies": showing.latencies,
            "skipped": showing.skipped,
            "replies": showing.replies,
            "strains": [list(asdict(strain).values()) for strain in showing.strains],
            "ratings": showing.ratings,
        }
    )


def _answered(trial: Trial) -> tuple[Any, ...]:
    return trial.truth, trial.answer, trial.confidence, trial.decoy, trial.marker_credit


def read(text: str, session: Session) -> Showing:
    """The showing of a session from its line. Raises `ValueError` where it is none."""
    try:
        found = json.loads(text)
        return Showing(
            session=session.id,
            started=session.started,
            kind=session.kind,
            level=found["level"],
            seen=tuple(
                Seen(Trial(*trial), name, tuple(Skill(*skill) for skill in skills))
                for *trial, name, skills in found["seen"]
            ),
            latencies=tuple(found["latencies"]),
            skipped=found["skipped"],
            replies=tuple(Reply(*reply) for reply in found["replies"]),
            strains=tuple(Attempt(*strain) for strain in found["strains"]),
            ratings=tuple(Rated(*rated) for rated in found["ratings"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"expected what a session showed, found {error}") from error
