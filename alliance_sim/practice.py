"""A session from briefing to reflection, as a script: in which order things are asked, and what is told when.

Recognition comes before choice, confidence before feedback, one's own words before the options, and the patient's next
turn before what the program says of the last one. The objective results come before anything is said of self-ratings.
"""

from collections.abc import Generator
from typing import Literal, cast

from attrs import evolve

from alliance_sim import questions
from alliance_sim.codebook import CODEBOOK
from alliance_sim.debrief import debrief, prompts
from alliance_sim.document import Document, Note, Speech, plain
from alliance_sim.engine import begin
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.reports import debriefing
from alliance_sim.reports.briefing import briefing
from alliance_sim.run import Turn, answered, entered, explained, taken, turn_at
from alliance_sim.scenario import NoRupture, Rupture, Scenario
from alliance_sim.session import Answer, Feedback, Session
from alliance_sim.steps import Script, Step
from alliance_sim.transcript import heard, replied

Asked = Generator[Step, Answer, str]
GAP = "No reply is open here and none was foreseen: the scenario has a gap. What you did is kept."


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
        if (yield from self.wants_to_rate("before")):
            yield from self.rate("before")
        yield from self.converse()
        if self.rated("before") and (yield from self.wants_to_rate("after")):
            yield from self.rate("after")
            if self.rated("after"):
                yield from self.rate("then")
        yield from self.look_back()

    def ask(self, step: Step) -> Asked:
        """The answer to a step; where something else was done first, the id of that."""
        answer = yield step
        self.session = self.session.answered(answer)
        return answer.value if answer.step == step.key else answer.step

    def brief(self) -> Script:
        value = yield from self.ask(questions.feedback(briefing(self.scenario), self.mode.feedback))
        self.mode = evolve(self.mode, feedback=cast(Feedback, value) if value else self.mode.feedback)

    def wants_to_rate(self, place: Literal["before", "after"]) -> Generator[Step, Answer, bool]:
        if self.questionnaire is None:
            return False
        value = yield from self.ask(questions.whether_to_rate(self.questionnaire, place))
        return value != "no"

    def rated(self, place: str) -> bool:
        """Whether anything was rated there: who skipped it all is not asked for more."""
        return any(answer.step.startswith(f"{place}/") and answer.value for answer in self.session.answers)

    def rate(self, place: Literal["before", "after", "then"]) -> Script:
        assert self.questionnaire is not None
        for step in questions.ratings(self.questionnaire, place):
            yield from self.ask(step)

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
            if shown[-1].view.waits and self.feedback_due(pending):
                told = (*lines, *self.notes(pending))
                yield from self.ask(questions.go_on(f"{turn.number}/feedback", "conversation", told))
                # The line to be judged stands next to the question, not above the notes.
                pending, lines = [], tuple(block for block in lines if isinstance(block, Speech))[-1:]
        over = Note("End", plain("The conversation ends here." if shown[-1].view.state.ending else GAP))
        notes = self.notes(pending) if self.mode.feedback != "end" else ()
        yield from self.ask(questions.go_on("ending", "conversation", (*lines, over, *notes)))

    def take(self, turn: Turn, lines: Document) -> Asked:
        """One turn: recognise, say it in one's own words, choose."""
        afresh = turn.number == 0
        if self.mode.recognition == "paced" and turn.truth is not None:
            yield from self.recognise(turn, lines, afresh=afresh)
            lines, afresh = (), False
        if self.mode.own_words:
            said = yield from self.ask(questions.own_words(turn, lines, afresh=afresh))
            lines, afresh = ((Note("In your words", plain(said)),) if said else ()), False
        aside = questions.notice(turn) if self.mode.recognition == "free" else None
        picked = yield from self.ask(questions.reply(turn, lines, aside=aside, afresh=afresh))
        if aside is not None and picked == aside.id:
            yield from self.recognise(turn, (), afresh=False)
            picked = yield from self.ask(questions.reply(turn, (), aside=None, afresh=False))
        return picked

    def recognise(self, turn: Turn, lines: Document, *, afresh: bool) -> Script:
        name = str(turn.number)
        noticed = yield from self.ask(questions.probe(name, "conversation", lines, afresh=afresh))
        if not noticed:
            return
        yield from self.ask(questions.sure(name, "conversation"))
        for kind in ("withdrawal", "confrontation"):
            if self.mode.depth == "markers" and noticed in (kind, "mixed"):
                yield from self.ask(questions.marker(name, "conversation", kind))

    def feedback_due(self, pending: list[Turn]) -> bool:
        """After each turn; or once the turn that closes an episode is answered; always when a risk was passed over."""
        last = pending[-1]
        choice = last.view.state.choice[last.choice or ""]
        if "risk-blind" in choice.errors or self.mode.feedback == "turn":
            return True
        closes = isinstance(last.truth, NoRupture) and any(turn.rupture for turn in pending)
        return self.mode.feedback == "episode" and closes

    def notes(self, turns: list[Turn]) -> Document:
        """What the program says of turns that are past."""
        return tuple(note for turn in turns for note in self.notes_of(turn))

    def notes_of(self, turn: Turn) -> Document:
        title = f"Turn {turn.number + 1}"
        found = []
        if turn.truth is not None:
            told = f"You said: {_named(turn.noticed)}. " if turn.noticed else ""
            told += f"The author sees {_seen(turn.truth)} here. " + explained(self.scenario, turn, turn.truth.why)
            found.append(Note(title, plain(told)))
        if turn.outcome is not None:
            told = f"Fit here: {turn.outcome.fit}. {turn.outcome.because}"
            found.append(Note(f"{title}, your reply", plain(told)))
        return tuple(found)

    def look_back(self) -> Script:
        yield from self.ask(questions.reactions())
        yield from self.ask(questions.wellbeing())
        seen = debriefing.document(debrief(self.scenario, self.session, self.questionnaire))
        yield from self.ask(questions.go_on("debrief", "debrief", seen, ask="Go on to reflect", afresh=True))
        for step in questions.reflections(prompts(self.scenario)):
            yield from self.ask(step)


def _named(kind: str | None) -> str:
    return {"none": "no rupture", "mixed": "a mixed rupture"}.get(kind or "", f"a {kind}")


def _seen(truth: Rupture | NoRupture) -> str:
    if isinstance(truth, NoRupture):
        return "no rupture"
    markers = ", ".join(CODEBOOK.name(cue.code).lower() for cue in truth.markers)
    return f"{_named(truth.type)} ({markers})"
