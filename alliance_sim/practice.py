"""A session from briefing to reflection, as a script: what is asked, in which order, and what is told when.

Recognition comes before choice, confidence before feedback, one's own words before the options, and the patient's next
turn before what the program says of the last one. The objective results come before anything is said of self-ratings.
"""

from collections.abc import Generator
from typing import Literal, cast

from attrs import evolve

from alliance_sim.codebook import CODEBOOK
from alliance_sim.debrief import debrief
from alliance_sim.document import Block, Document, Note, Paragraph, Piece, plain
from alliance_sim.engine import begin
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.reports import debriefing
from alliance_sim.reports.briefing import briefing
from alliance_sim.scenario import NoRupture, Rupture, Scenario
from alliance_sim.session import (
    Answer,
    Feedback,
    Session,
    Turn,
    answered,
    entered,
    explained,
    taken,
    turn_at,
)
from alliance_sim.steps import Option, Script, Step, numbered
from alliance_sim.transcript import heard, replied

Asked = Generator[Step, Answer, str]
NO_PATIENT_DATA = "Write nothing that could identify a patient."

TYPES = numbered(
    [
        (
            "none",
            "No rupture",
            "The patient works with you, also where the talk is short, sad, angry or at odds with you.",
        ),
        ("withdrawal", "Withdrawal", "A move away: from you, from the work, or from the patient's own feeling."),
        (
            "confrontation",
            "Confrontation",
            "A move against: you, the work or its frame are criticised, refused or pushed.",
        ),
        ("mixed", "Mixed", "Both at once: away and against in the same turn."),
    ]
)
SURE = numbered([("50", "50 - a coin toss"), ("60", "60"), ("75", "75"), ("90", "90"), ("100", "100 - certain")])
FEEDBACK = numbered(
    [
        ("turn", "After each turn", "Short notes as you go. Good for a first scenario."),
        ("episode", "After each episode", "When a strain has come and gone, or stayed. The usual way."),
        ("end", "At the end", "Nothing until the debrief. Closest to a real session."),
    ]
)
WELLBEING = numbered([("fine", "Fine"), ("unsettled", "Unsettled")])
PROMPTS = (
    "What might have been your own part in the strain, in your words?",
    "Which line pulled you to explain, to soothe or to retreat?",
)


def practice(scenario: Scenario, session: Session, questionnaire: Questionnaire | None) -> Script:
    """The script of a session; only its header counts, the answers are sent to the script."""
    return _Practice(scenario, session, questionnaire).script()


class _Practice:
    def __init__(self, scenario: Scenario, session: Session, questionnaire: Questionnaire | None) -> None:
        self.scenario = scenario
        self.session = evolve(session, answers=())
        self.mode = session.mode
        self.questionnaire = questionnaire if session.mode.ratings else None

    def script(self) -> Script:
        yield from self.brief()
        rated = yield from self.offered_ratings()
        if rated:
            yield from self.rate("before")
        yield from self.converse()
        if rated:
            yield from self.rate("after")
            yield from self.rate("then")
        yield from self.look_back()

    def ask(self, step: Step) -> Asked:
        answer = yield step
        self.session = self.session.answered(answer)
        return answer.value if answer.step == step.key else answer.step

    def brief(self) -> Script:
        value = yield from self.ask(
            Step(
                "feedback",
                "briefing",
                "When do you want feedback?",
                show=briefing(self.scenario),
                options=FEEDBACK,
                default=self.mode.feedback,
                afresh=True,
            )
        )
        self.mode = evolve(self.mode, feedback=cast(Feedback, value) if value else self.mode.feedback)

    def offered_ratings(self) -> Generator[Step, Answer, bool]:
        if self.questionnaire is None:
            return False
        count = len(self.questionnaire.items)
        value = yield from self.ask(
            Step(
                "ratings",
                "before",
                "Rate yourself before you start?",
                show=(
                    Paragraph(
                        plain(
                            f"{count} short questions on how confident you are, before and after, two minutes each time. "
                            "They are for you; the debrief puts them beside what you did."
                        )
                    ),
                ),
                options=numbered([("yes", "Yes, rate now"), ("no", "No, go straight to the conversation")]),
                default="yes",
                afresh=True,
            )
        )
        return value != "no"

    def rate(self, place: Literal["before", "after", "then"]) -> Script:
        assert self.questionnaire is not None
        scale = self.questionnaire.scale
        items = self.questionnaire.trained if place == "then" else self.questionnaire.items
        stem = self.questionnaire.then_stem if place == "then" else self.questionnaire.stem
        labels = {scale.low: f" - {scale.low_label}", scale.high: f" - {scale.high_label}"}
        keys = "0123456789x"
        options = tuple(
            Option(str(point), f"{point}{labels.get(point, '')}", keys[number] if number < len(keys) else str(point))
            for number, point in enumerate(scale.points)
        )
        for number, item in enumerate(items, 1):
            yield from self.ask(
                Step(
                    f"{place}/{item.id}",
                    place,
                    f"{scale.low} to {scale.high}; an empty answer skips it",
                    show=(Paragraph((Piece(f"{stem} "), Piece(f"{item.text}?", "strong"))),),
                    options=options,
                    may_skip=True,
                    number=number,
                    of=len(items),
                    afresh=True,
                )
            )

    def converse(self) -> Script:
        turns: tuple[Turn, ...] = ()
        pending: list[Turn] = []
        shown = tuple(entered(self.scenario, begin(self.scenario)))
        lines = heard(self.scenario, shown)
        while shown[-1].view.waits:
            turn = turn_at(shown, turns, self.session.seed)
            picked = yield from self.take(turn, lines)
            turn = taken(self.scenario, answered(turn, self.session.given), picked)
            turns = (*turns, turn)
            pending.append(turn)
            assert turn.after is not None
            shown = tuple(entered(self.scenario, turn.after))
            lines = (replied(turn.view.state.choice[picked].say), *heard(self.scenario, shown))
            if self.feedback_due(pending):
                notes = tuple(note for past in pending for note in self.notes(past))
                yield from self.ask(
                    Step(f"{turn.number}/feedback", "conversation", "Go on", show=(*lines, *notes), goes_on=True)
                )
                pending, lines = [], ()
        over = (
            "The conversation ends here."
            if shown[-1].view.state.ending
            else ("No reply is open here and none was foreseen: the scenario has a gap. What you did is kept.")
        )
        yield from self.ask(
            Step("ending", "conversation", "Go on", show=(*lines, Note("End", plain(over))), goes_on=True)
        )

    def take(self, turn: Turn, lines: Document) -> Asked:
        """One turn: recognise, say it in one's own words, choose."""
        key = f"{turn.number}/"
        afresh = turn.number == 0
        if self.mode.recognition == "paced" and turn.truth is not None:
            yield from self.recognise(key, lines, afresh=afresh)
            lines, afresh = (), False
        if self.mode.own_words:
            said = yield from self.ask(
                Step(
                    key + "own-words",
                    "conversation",
                    f"What would you say? In your own words, or nothing to see the replies. {NO_PATIENT_DATA}",
                    show=lines,
                    may_skip=True,
                    afresh=afresh,
                )
            )
            lines, afresh = ((Note("In your words", plain(said)),) if said else ()), False
        choices = turn.view.state.choice
        aside = Option(key + "notice", "I notice something", "n") if self.mode.recognition == "free" else None
        while True:
            step = Step(
                key + "choice",
                "conversation",
                "Which reply do you choose?",
                show=lines,
                options=numbered((name, choices[name].say) for name in turn.offered),
                aside=aside,
                afresh=afresh,
            )
            picked = yield from self.ask(step)
            if aside is None or picked != aside.id:
                return picked
            aside, lines, afresh = None, (), False
            yield from self.recognise(key, (), afresh=False)

    def recognise(self, key: str, lines: Document, *, afresh: bool) -> Script:
        noticed = yield from self.ask(
            Step(
                key + "probe",
                "conversation",
                "Is there a rupture in this turn?",
                show=lines,
                options=TYPES,
                may_skip=True,
                afresh=afresh,
            )
        )
        if not noticed:
            return
        yield from self.ask(
            Step(key + "sure", "conversation", "How sure are you of that, in percent?", options=SURE, may_skip=True)
        )
        if self.mode.depth == "type" or noticed == "none":
            return
        for kind in ("withdrawal", "confrontation"):
            if noticed in (kind, "mixed"):
                yield from self.ask(
                    Step(
                        f"{key}marker-{kind}",
                        "conversation",
                        f"Which marker of {kind} shows it best?",
                        options=numbered(
                            (marker.code, marker.name, marker.definition)
                            for marker in CODEBOOK.markers.values()
                            if marker.type == kind
                        ),
                        may_skip=True,
                    )
                )

    def feedback_due(self, pending: list[Turn]) -> bool:
        """After each turn; or once the turn that closes an episode is answered; always when a risk was passed over."""
        last = pending[-1]
        choice = last.view.state.choice[last.choice or ""]
        if "risk-blind" in choice.errors or self.mode.feedback == "turn":
            return True
        closes = isinstance(last.truth, NoRupture) and any(turn.rupture for turn in pending)
        return self.mode.feedback == "episode" and closes

    def notes(self, turn: Turn) -> Document:
        """What the program says of a turn that is past."""
        blocks: list[Block] = []
        title = f"Turn {turn.number + 1}"
        if turn.truth is not None:
            told = f"You said: {_named(turn.noticed)}. " if turn.noticed else ""
            if isinstance(turn.truth, Rupture):
                markers = ", ".join(CODEBOOK.name(cue.code).lower() for cue in turn.truth.markers)
                told += f"The author sees {_named(turn.truth.type)} here ({markers}). "
            else:
                told += "The author sees no rupture here. "
            blocks.append(Note(title, plain(told + explained(self.scenario, turn, turn.truth.why))))
        if turn.outcome is not None:
            blocks.append(Note(f"{title}, your reply", plain(f"Fit here: {turn.outcome.fit}. {turn.outcome.because}")))
        return tuple(blocks)

    def look_back(self) -> Script:
        yield from self.ask(
            Step(
                "reactions",
                "debrief",
                f"First of all: how was that? One line, for yourself. {NO_PATIENT_DATA}",
                may_skip=True,
                afresh=True,
            )
        )
        yield from self.ask(
            Step("wellbeing", "debrief", "And how are you now?", options=WELLBEING, may_skip=True, afresh=True)
        )
        seen = debriefing.document(debrief(self.scenario, self.session, self.questionnaire))
        yield from self.ask(Step("debrief", "debrief", "Go on to reflect", show=seen, goes_on=True, afresh=True))
        prompts = self.scenario.reflection or PROMPTS
        for number, prompt in enumerate(prompts):
            yield from self.ask(
                Step(
                    f"reflection/{number}",
                    "reflection",
                    f"In your own words, or nothing to skip. {NO_PATIENT_DATA}",
                    show=(Paragraph((Piece(prompt, "strong"),)),),
                    may_skip=True,
                    number=number + 1,
                    of=len(prompts),
                    afresh=True,
                )
            )


def _named(kind: str | None) -> str:
    return {"none": "no rupture", "mixed": "a mixed rupture"}.get(kind or "", f"a {kind}")
