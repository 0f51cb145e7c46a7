"""What gives the truth of a turn away before it is asked for: names of codes, directions that feel for the patient."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.everyday import without_everyday
from alliance_sim.checks.places import states
from alliance_sim.checks.texts import english, in_english, texts
from alliance_sim.cues import ellipses, spoken, words
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.directions import DIRECTION
from alliance_sim.lexicon import entries, first
from alliance_sim.scenario import Rupture, State

MARKS = re.compile(r"[()\[\]]")
UNMARKED = r"\[[^\]]*\]?|[()\]].{0,30}"
"""What is left of brackets when directions are taken out."""
LONG = 120
LATE = 0.6
"""The share of a long utterance after which a cue is still in mind."""
TELLTALE = 3
"""Ruptured turns with a sign that no other turn has: fewer may be chance."""


@rule("AS626", "code-name-shown", Severity.WARNING)
def code_name_shown(subject: Subject) -> Iterator[Finding]:
    """A scene, a stage direction, the situation or a reply uses a term of the key: rupture, withdrawal, defensive.

    It names the answer before it is asked for. In what the patient says aloud only unmistakable terms count. In English
    texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: I sense some withdrawal from me just now. How was it to get homework?
                strategies: [redirects]
                fit: strong
                because: You ask.
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in english(subject, "terms", ["narrator", "patient", "reply", "about"]):
        if text.voice == "about" and text.path != ("situation",):
            continue
        found = first(
            "terms", without_everyday("terms", _shown_only(text.said) if text.voice == "patient" else text.said)
        )
        if found:
            yield Finding(
                text.path,
                f"expected everyday words before the answer, found a term of the key: {shown(found)}",
                "show what happens, and leave its name to the debrief",
                word=found,
            )
    for text in english(subject, "spoken-terms", ["patient"]):
        found = first("spoken-terms", spoken(text.said))
        if found:
            yield Finding(
                text.path,
                f"expected everyday words before the answer, found a term of the key: {shown(found)}",
                "let the patient say it in words of their own",
                word=found,
            )


@rule("AS627", "direction-names-feeling", Severity.WARNING)
def direction_names_feeling(subject: Subject) -> Iterator[Finding]:
    """A stage direction that tells what the patient feels or does to the alliance: angrily, withdrawing, clearly hurt.

    Noticing is what is practised. Write what a camera and a microphone would catch. In English texts only.

    Bad example:

        states:
          coat-on:
            # here
            patient: (clearly annoyed) The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in english(subject, "feelings", ["patient"]):
        found = first("feelings", without_everyday("feelings", _shown_only(text.said)))
        if found:
            yield Finding(
                text.path,
                f"expected what can be seen or heard in a stage direction, found {shown(found)}",
                "write what a camera would catch",
                word=found,
            )


@rule("AS638", "direction-unmarked", Severity.WARNING)
def direction_unmarked(subject: Subject) -> Iterator[Finding]:
    """A stage direction of the patient in square brackets, or in round ones of which one is missing.

    Only what stands in round brackets is shown as a direction; all else is shown as said.

    Bad example:

        states:
          coat-on:
            # here
            patient: (turns away The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in texts(subject, ["patient"]):
        found = re.search(UNMARKED, DIRECTION.sub(" ", text.said)) if MARKS.search(text.said) else None
        if found:
            yield Finding(
                text.path,
                f"expected a stage direction in round brackets, found {shown(found[0])}",
                "write ( before it and ) after it",
            )


@rule("AS628", "cue-buried", Severity.WARNING)
def cue_buried(subject: Subject) -> Iterator[Finding]:
    """An utterance of more than 120 words whose last cue comes before its last two fifths.

    By its end the cue is out of mind, and what is tested is memory for text. Shorten it, or let the cue come later.

    Bad example:

        states:
          coat-on:
            # here
            patient: >
              The diary? Oh, it was fine. On Monday I went to the market and on Tuesday to the dentist, a cousin of the
              one I had before, and he told me about his boat. On Wednesday there was a meeting at school about the new
              laboratory, and they want to put the sinks along the window, where nobody can see the board. On Thursday I
              marked forty papers on acids. On Friday my sister rang about the roof, because the man had come and gone
              again without a ladder, and she wanted to know if I still had the number of the other man. On Saturday I
              looked for the number. On Sunday it rained all day, and I read the whole of the paper and did the
              crossword, and then it was Monday.
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 2
              trigger: You set homework in the final minute.
              why: She closes the topic.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        for number, variant in enumerate(state.patient or ()) if state.rupture else ():
            count = len(words(variant.say))
            before = _words_to_last_cue(variant.say, state.rupture) if state.rupture else 0
            if count > LONG and before <= LATE * count:
                yield Finding(
                    (*path, "patient", number, "say"),
                    f"expected a cue in the last {100 * (1 - LATE):.0f} % of {count} words, found the last one after "
                    f"{before} words",
                    "shorten the utterance, or let a cue come later",
                )


@rule("AS629", "telltale-words", Severity.WARNING)
def telltale_words(subject: Subject) -> Iterator[Finding]:
    """Fine, whatever, I suppose or an ellipsis stand in three ruptured turns or more, and in no other probed turn.

    Trainees then learn the word and not the person. Let somebody who is at ease say it too. In English texts only.

    Bad example (repeated 3):

        start: turn-1
        states:
          turn-#:
            # here
            patient: The diary? Oh, it was fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 2
              trigger: You set homework in the final minute.
              why: She closes the topic.
            to: turn-#+
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
          turn-4:
            patient: It lay in a drawer, and I was cross with you.
            no_rupture: {why: She says it openly.}
            to: clock
            choices:
              thank: {say: Thank you for telling me., strategies: [redirects], fit: strong, because: You take it.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    probed = [state for state in subject.scenario.states if state.truth] if in_english(subject) else []
    signed = {text.path[1] for text in english(subject, "telltale", ["patient"])}
    signed |= {text.path[1] for text in texts(subject, ["patient"]) if ellipses(text.said)}
    ruptured = {state.id: _said(state) for state in probed if state.rupture and state.id in signed}
    calm = [_said(state) if state.id in signed else "" for state in probed if not state.rupture]
    for sign in (*entries("telltale"), "…"):
        telling = [name for name, said in ruptured.items() if f" {sign} " in said]
        if calm and len(telling) >= TELLTALE and not any(f" {sign} " in said for said in calm):
            yield Finding(
                ("states", telling[0], "patient"),
                f"expected {shown(sign)} in a turn without a rupture too, found it in {len(telling)} with one",
                "let the patient say it at ease as well, or say it otherwise here",
                word=sign,
            )


def _shown_only(said: str) -> str:
    """The stage directions of an utterance alone."""
    return " ".join(DIRECTION.findall(said))


def _words_to_last_cue(said: str, rupture: Rupture) -> int:
    """How many words come before the end of the last cue."""
    flat = " ".join(said.split())
    ends = [flat.find(cue.words) + len(cue.words) for cue in rupture.markers if cue.words in flat]
    return len(words(flat[: max(ends, default=0)]))


def _said(state: State) -> str:
    """What the patient says aloud on a turn, all variants of it: words in small letters, and signs for ellipses."""
    told: list[str] = []
    for variant in state.patient or ():
        said = spoken(variant.say)
        told += [*words(said), "…"] if ellipses(said) else words(said)
    return f" {' '.join(told)} "
