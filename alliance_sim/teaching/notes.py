"""What the teacher reads on a terminal of their own: the truth of the turn, the counts, what may be said."""

from collections.abc import Iterator
from functools import lru_cache

from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Narration,
    Note,
    Piece,
    Speech,
    Table,
    paragraphs,
    plain,
    utterance,
)
from alliance_sim.engine import choose, outcome, spoken
from alliance_sim.mapping import Map, mapped
from alliance_sim.run import entered
from alliance_sim.scenario import NoRupture, Pause, Rupture, Scenario, Variant
from alliance_sim.shares import percent
from alliance_sim.teaching.seminar import Round, Seminar, Stage
from alliance_sim.teaching.stems import stems
from alliance_sim.teaching.votes import LETTERS, Tally
from alliance_sim.teaching.wording import objectives, title
from alliance_sim.transcript import heard, replied

FIRST_WORDS = 160
"""Characters of the next line that are shown: two lines, enough to know it by."""
QUESTIONS: tuple[tuple[str, Stage, Stage], ...] = (
    ("Is something strained?", "kind-1", "kind-2"),
    ("What would you say?", "reply-1", "reply-2"),
)
"""What is voted on, with the stages of both votes."""
NOW: dict[Stage, str] = {
    "aims": "Read it out, or let them read it. Ask whether anybody wants to change something.",
    "care": "Read it out. Wait for a nod: to pass must be easy.",
    "case": "Let them read. Hand out the observer grid, if you printed it.",
    "said": "Read the line aloud, or let somebody read it. `s` starts 20 seconds of silence.",
    "kind-1": "Ask for hands, letter by letter. Type each count and Enter. Nothing is shown until you go on.",
    "pause": "Ask the question on the screen. `s` starts its time.",
    "reply-1": "Ask for hands, letter by letter. Type each count and Enter. Nothing is shown until you go on.",
    "shown-kind": "Let them look. Do not say what you think yet.",
    "shown-reply": "Let them look. Do not say what you think yet.",
    "discuss": "Two minutes in pairs; `s` starts them. Walk about and listen.",
    "kind-2": "Vote again. Whoever did not vote before may do so now.",
    "reply-2": "Vote again. Whoever did not vote before may do so now.",
    "both-kind": "What has moved? Ask for reasons, not for people.",
    "both-reply": "What has moved? Ask for reasons, not for people.",
    "branch": "Choose with the arrows or a digit, and Enter. Afterwards `r` steps back here, to play another.",
    "ended": "Let it be quiet for a moment. `r` steps back to the last branch.",
    "debrief": "`w` writes the group debrief. It holds counts only.",
}


def notes(here: Seminar) -> Document:
    """The notes for the moment."""
    whole = here.stage not in ("aims", "care", "case", "debrief")
    turn = (*_turn(here.scenario, here.round), *_replies(here)) if whole else ()
    return (Heading(title(here)), *stage_notes(here), *turn)


def stage_notes(here: Seminar) -> Document:
    """What belongs to the stage alone: what to do now, a hint, what may be said, the counts."""
    return (Note("Now", _coded(NOW[here.stage])), *_moment(here))


def turn_notes(here: Seminar) -> Document:
    """The notes of a whole turn, whatever its stage: for a printer of lines, which says each turn once."""
    return (Heading(f"Turn {here.round.number}"), *_turn(here.scenario, here.round), *_replies(here))


def _coded(text: str) -> tuple[Piece, ...]:
    return tuple(Piece(part, "code" if number % 2 else "plain") for number, part in enumerate(text.split("`")) if part)


def _moment(here: Seminar) -> Iterator[Block]:
    if here.stage in ("aims", "care", "case"):
        yield from facilitator(here.scenario)
        return
    yield from _hints(here)
    found = stems(here)
    if found:
        yield Note("You may say", plain("advocacy first, then a question:"))
        yield Bullets(tuple(plain(stem) for stem in found))
    if here.stage != "debrief":
        yield from _votes(here)


def facilitator(scenario: Scenario) -> Iterator[Block]:
    """What the author tells a teacher beforehand."""
    if scenario.facilitator:
        yield Heading("From the author", 3)
        yield from paragraphs(scenario.facilitator)
    yield Heading("What can be practised", 3)
    yield objectives(scenario)


def _hints(here: Seminar) -> Iterator[Block]:
    """Where a talk in pairs pays, and what a vote on the kind comes to."""
    votes = [(name, here.tally(first)) for name, first, _ in QUESTIONS if here.stage != first]
    divided = [f"{name} {leading(vote)}" for name, vote in votes if vote.divided]
    if divided and here.stage in ("pause", "reply-1", "shown-kind", "shown-reply", "discuss"):
        yield Note("Divided", plain(f"{'; '.join(divided)}. Let them talk it over."))
    held = [vote for _, vote in votes if vote.held]
    if held and not divided and here.stage == "discuss":
        yield Note(
            "Not divided", plain("one answer leads clearly; a short talk is enough, or go on to the branch (`p`).")
        )


def leading(vote: Tally) -> str:
    """The answer with most hands, and its share."""
    return f"{vote.options[vote.leading].letter} leads with {percent(max(vote.hands), vote.votes)} of {vote.votes}"


def _votes(here: Seminar) -> Iterator[Block]:
    """The counts of this round: the teacher sees them while they are typed."""
    for name, first, second in QUESTIONS:
        votes = here.tally(first), here.tally(second)
        typing = here.stage in (first, second)
        if not typing and not any(vote.held for vote in votes):
            continue
        rows = tuple(
            (f"{option.letter} {_short(option.says, 28)}", str(votes[0].hands[n]), str(votes[1].hands[n]))
            for n, option in enumerate(votes[0].options)
        )
        total = ("All", str(votes[0].votes), str(votes[1].votes))
        yield Table((name, "Vote 1", "Vote 2"), (*rows, total))
        truth = here.round.truth
        if first == "kind-1" != here.stage and truth and votes[0].held:
            key = truth.type if isinstance(truth, Rupture) else "none"
            shares = [percent(vote.share(key)) for vote in votes if vote.held]
            yield Note("As the file has it", plain(" then ".join(shares)))


def _turn(scenario: Scenario, here: Round) -> Iterator[Block]:
    """What was said, with the cues underlined, and what the file declares."""
    yield Heading("The turn", 3)
    if here.played:
        yield replied(here.played.say)
    yield from said(scenario, here, marked=True)
    yield from truth(scenario, here)
    if here.state.pause:
        yield from halt(here.state.pause)
    if here.state.ending:
        yield Note(f"Ending, {here.state.ending}", plain(here.state.summary or ""))


def said(scenario: Scenario, here: Round, *, marked: bool) -> Document:
    """What the patient says in a round; `marked` underlines the cues."""
    lead, last = heard(scenario, here.shown[:-1]), here.view
    rupture = here.state.rupture
    cues = [cue.words for cue in rupture.markers] if rupture and marked else []
    scene = (Narration(last.scene),) if last.scene else ()
    spoken_ = (Speech(scenario.patient.name, utterance(last.patient, cues)),) if last.patient else ()
    return (*lead, *scene, *spoken_)


def truth(scenario: Scenario, here: Round) -> Iterator[Block]:
    """What the file declares of the turn."""
    state = here.state
    if isinstance(state.rupture, Rupture):
        rupture = state.rupture
        strained = f"{rupture.type}; strain of the {rupture.strain}, salience {rupture.salience} of 5."
        yield Note("Truth", plain(strained))
        yield Bullets(tuple(plain(f"{CODEBOOK.name(cue.code)}: {cue.words}") for cue in rupture.markers))
        yield from _told(scenario, here, "Trigger", rupture.trigger)
        yield from _told(scenario, here, "Why", rupture.why)
    elif isinstance(state.no_rupture, NoRupture):
        like = state.no_rupture.looks_like
        resembles = f"it resembles {CODEBOOK.name(like)}" if like else "sound work"
        yield Note("Truth", plain(f"no rupture; {resembles}."))
        yield from _told(scenario, here, "Why", state.no_rupture.why)
    elif state.choices:
        yield Note("Truth", plain("the file declares none; no vote on it."))


def _told(scenario: Scenario, here: Round, label: str, variants: tuple[Variant, ...] | None) -> Iterator[Block]:
    text = spoken(scenario, here.shown[-1].moment, variants)
    if text:
        yield Note(label, plain(text))


def halt(pause: Pause) -> Iterator[Block]:
    """A pause point: what is asked, and what to listen for."""
    yield Note(f"Pause, {pause.minutes} min", plain(pause.ask))
    yield Note("Listen for", plain(pause.listen_for))


def _replies(here: Seminar) -> Iterator[Block]:
    """What each open reply leads to."""
    found = here.round
    if not found.replies:
        return
    yield Heading("Where each reply leads", 3)
    for letter, choice in zip(LETTERS, found.replies, strict=False):
        moment = found.shown[-1].moment
        due = outcome(here.scenario, moment, choice.id)
        done = ", played" if (*found.path, choice.id) in here.played else ""
        yield Note(f"{letter}, {due.fit}{done}", plain(choice.say))
        then = tuple(entered(here.scenario, choose(here.scenario, moment, choice.id)))
        line = next((seen.view.patient for seen in then if seen.view.patient), "")
        called = _drawn(here.scenario).node[then[-1].view.state.id].called
        yield Bullets((plain(due.because), (Piece(f"Then ({called}): ", "strong"), Piece(_short(line, FIRST_WORDS)))))


@lru_cache(maxsize=4)
def _drawn(scenario: Scenario) -> Map:
    return mapped(scenario)


def _short(text: str, most: int) -> str:
    """The first words of a text."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + "…"
