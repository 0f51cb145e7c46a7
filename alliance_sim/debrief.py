"""What a session shows, as one value: every screen and report renders this and computes nothing of its own.

An unfinished session has a debrief too, of the turns replied to; the key of a turn that still waits stays hidden.
Wording is advocacy and inquiry: what was seen, what the key sees, and a question; no number is called a competence.
"""

import re
from typing import Literal

from attrs import evolve, field, frozen

from alliance_sim.practice_target import PracticeTarget, Strength, practice_target, strengths
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.recognition import Detection, detection
from alliance_sim.repair import Move, Repair, repair
from alliance_sim.run import Run, Shown, Turn, explained, replayed
from alliance_sim.scenario import Cue, EndingKind, NoRupture, Rupture, Scenario, Variable
from alliance_sim.self_rating import SelfRating, self_ratings
from alliance_sim.session import Mode, Recognition, Session
from alliance_sim.trial import Result

State = Literal["finished", "suspended", "stuck"]
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Characters of a typed text that a terminal or a reader would act on; scenarios are refused with them."""

PROMPTS = (
    "What might have been your own part in the strain, in your words?",
    "Which line pulled you to explain, to soothe or to retreat?",
)
"""Asked where the scenario has no prompts of its own."""

STATEMENT = (
    "Training for clinicians with an invented patient: not treatment, not advice on a current case, not a credential. "
    "The results must not be used for hiring, appraisal or pass/fail."
)
SIGNPOST = (
    "If something here stays with you, take it to your supervisor, a colleague, or the staff support where you work. "
    "You need not carry it alone, and you need not finish."
)
RISK = (
    "One of your replies went past a hint that somebody may not be safe. At work, your local risk protocol comes "
    "first, and your supervisor is the person to call. This program is not a tool for assessing risk."
)


@frozen
class Banner:
    """Something that holds for the whole debrief. `label` says what it is."""

    label: str
    text: str


@frozen
class PathTurn:
    """One turn as the debrief tells it. `number` counts from 0.

    `truth` is None where the turn was not probed, `answer` and `result` where no answer counts. `why` explains the key.
    `trigger` is what came before a rupture, and `trigger_line` the trainee's own words, if a reply set it off.
    """

    number: int
    lead: tuple[Shown, ...]
    scene: str
    patient: str
    truth: Recognition | None
    markers: tuple[Cue, ...]
    salience: int | None
    decoy: str | None
    why: str
    trigger: str
    trigger_line: str
    answer: Recognition | None
    confidence: int | None
    result: Result | None

    @property
    def type_differs(self) -> bool:
        """Whether a rupture was noticed and called by another type than the key's."""
        return self.result == "hit" and self.answer != self.truth


@frozen
class Reflection:
    prompt: str
    answer: str = field(repr=False)


@frozen
class Debrief:
    """What a session shows.

    `finished` is the wall clock of the last reply, empty while the conversation goes on. `closing` was shown last: the
    end, or the turn that waits. `rating_points` are the ends of the scale. `notes` tells whether the trainee's own
    sentences are in it.
    """

    session: str
    scenario: str
    sha256: str
    title: str
    patient: str
    started: str
    finished: str
    attempt: int
    mode: Mode
    state: State
    ending: EndingKind | None
    summary: str
    banners: tuple[Banner, ...]
    risk_passed_over: bool
    reactions: str = field(repr=False)
    wellbeing: str
    path: tuple[PathTurn, ...]
    closing: tuple[Shown, ...]
    variables: tuple[Variable, ...]
    strengths: tuple[Strength, ...]
    detection: Detection
    repair: Repair
    ratings: tuple[SelfRating, ...]
    rating_points: tuple[int, int] | None
    reflections: tuple[Reflection, ...]
    target: PracticeTarget
    limits: tuple[str, ...]
    notes: bool = True

    def with_result(self, result: Result) -> tuple[PathTurn, ...]:
        return tuple(turn for turn in self.path if turn.result == result)

    @property
    def types_that_differ(self) -> tuple[PathTurn, ...]:
        return tuple(turn for turn in self.path if turn.type_differs)

    def move(self, turn: PathTurn) -> Move:
        """The reply given at a turn."""
        return self.repair.moves[turn.number]

    def without_notes(self) -> "Debrief":
        """The same without what the trainee wrote in sentences, to be given to somebody else."""
        moves = tuple(evolve(move, own_words="") for move in self.repair.moves)
        return evolve(self, reactions="", reflections=(), repair=evolve(self.repair, moves=moves), notes=False)


def debrief(scenario: Scenario, session: Session, questionnaire: Questionnaire | None) -> Debrief:
    """The debrief of a session so far. Raises `Unplayable` where its answers do not fit the scenario."""
    session = evolve(session, answers=tuple(evolve(answer, value=_visible(answer.value)) for answer in session.answers))
    run = replayed(scenario, session)
    detected, repaired = detection(run, session), repair(scenario, run)
    given = session.given
    final = run.final.state
    scale = questionnaire.scale if questionnaire else None
    return Debrief(
        session=session.id,
        scenario=session.scenario,
        sha256=session.sha256,
        title=scenario.title,
        patient=scenario.patient.name,
        started=session.started,
        finished=_finished(run, session),
        attempt=session.attempt,
        mode=session.mode,
        state=_state(run),
        ending=final.ending,
        summary=final.summary or "",
        banners=_banners(scenario, session, run),
        risk_passed_over=any("risk-blind" in move.reply.errors for move in repaired.moves),
        reactions=given.get("reactions", ""),
        wellbeing=given.get("wellbeing", ""),
        path=tuple(_path_turn(scenario, run, turn, detected) for turn in run.turns if turn.choice),
        closing=run.last,
        variables=scenario.variables,
        strengths=strengths(scenario, run, detected, repaired),
        detection=detected,
        repair=repaired,
        ratings=self_ratings(session, questionnaire) if questionnaire else (),
        rating_points=(scale.low, scale.high) if scale else None,
        reflections=_reflections(scenario, given),
        target=practice_target(scenario, run, detected, repaired),
        limits=_limits(detected, session.mode),
    )


def prompts(scenario: Scenario) -> tuple[str, ...]:
    """What is asked after the debrief."""
    return scenario.reflection or PROMPTS


def _visible(text: str) -> str:
    return ACTS.sub("\ufffd", text)


def _finished(run: Run, session: Session) -> str:
    """When the last reply was given, in a conversation that is over."""
    replies = [answer.at for answer in session.answers if answer.step.endswith("/choice")]
    return replies[-1] if run.over and replies else ""


def _state(run: Run) -> State:
    if run.ending:
        return "finished"
    return "stuck" if run.over else "suspended"


def _path_turn(scenario: Scenario, run: Run, turn: Turn, detected: Detection) -> PathTurn:
    trial = next((trial for trial in detected.trials if trial.turn == turn.number), None)
    rupture = turn.truth if isinstance(turn.truth, Rupture) else None
    return PathTurn(
        number=turn.number,
        lead=turn.lead,
        scene=turn.view.scene or "",
        patient=turn.view.patient or "",
        truth=(turn.rupture or "none") if turn.truth else None,
        markers=rupture.markers if rupture else (),
        salience=rupture.salience if rupture else None,
        decoy=turn.truth.looks_like if isinstance(turn.truth, NoRupture) else None,
        why=explained(scenario, turn, turn.truth.why) if turn.truth else "",
        trigger=explained(scenario, turn, rupture.trigger) if rupture else "",
        trigger_line=_trigger_line(run, turn, rupture) if rupture else "",
        answer=trial.answer if trial else None,
        confidence=trial.confidence if trial else None,
        result=trial.result if trial else None,
    )


def _trigger_line(run: Run, turn: Turn, rupture: Rupture) -> str:
    """What the trainee said at the state that set the rupture off, the last time before."""
    for earlier in reversed(run.turns[: turn.number]):
        state = earlier.view.state
        if state.id == rupture.trigger_at and earlier.choice:
            return state.choice[earlier.choice].say
    return ""


def _reflections(scenario: Scenario, given: dict[str, str]) -> tuple[Reflection, ...]:
    """Those that were written."""
    answers = [(prompt, given.get(f"reflection/{number}", "")) for number, prompt in enumerate(prompts(scenario))]
    return tuple(Reflection(prompt, answer) for prompt, answer in answers if answer)


def _banners(scenario: Scenario, session: Session, run: Run) -> tuple[Banner, ...]:
    banners = []
    replies = sum(turn.choice is not None for turn in run.turns)
    if _state(run) == "suspended":
        told = f"This conversation is not finished. What follows is about the {_replies(replies)} so far."
        banners.append(Banner("Not finished", told))
    if _state(run) == "stuck":
        told = "The conversation stopped where no reply was open. The gap is in the scenario, not in what you did."
        banners.append(Banner("Stopped", told))
    if session.attempt > 1:
        told = f"Attempt {session.attempt}: you knew this conversation. Its counts stand alone and join no trend."
        banners.append(Banner("Practice", told))
    if scenario.reviews:
        by = "; ".join(f"{review.role}, {review.date}" for review in scenario.reviews)
        banners.append(Banner("Key", f"The key is the author's judgement, not a panel's. Reviewed by: {by}."))
    else:
        told = "The key is the author's judgement. No clinician or person with lived experience has reviewed it yet."
        banners.append(Banner("Unreviewed", told))
    return tuple(banners)


def _replies(count: int) -> str:
    return "one reply" if count == 1 else f"{count} replies"


def _limits(detected: Detection, mode: Mode) -> tuple[str, ...]:
    counts = detected.counts
    probes = counts.signal + counts.noise
    split = f"{probes} probes, {counts.signal} with a rupture and {counts.noise} without"
    measure = detected.sensitivity
    told = []
    if probes == 0:
        told.append("No probe was answered, so there is nothing to count.")
    elif measure is None:
        told.append(f"{split}: provisional. So few carry counts and wide intervals, and no comparison with anybody.")
    elif measure.provisional:
        told.append(f"{split}: provisional. From thirty of each on, a trend of your own begins to mean something.")
    else:
        told.append(f"{split}. Compare them with your own earlier ones only.")
    if mode.recognition == "free":
        told.append("A flag counts for its own turn, or for the one before if the rupture was there.")
    told.append("On the page a voice, a face and a pause are missing; some strains would show sooner in a room.")
    return tuple(told)
