"""Risk of harm: no methods, a safe path that is always open, and no blame."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import ACCEPTABLE, acceptable, worst_fit
from alliance_sim.checks.places import choices, states
from alliance_sim.checks.texts import NARRATION, Text, english
from alliance_sim.cues import sentences
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.lexicon import first
from alliance_sim.scenario import Choice

RISK_BLIND = "risk-blind"
DECLARED = frozenset({"suicide", "self-harm"})
DOSE = re.compile(r"\b\d+\s*(?:mg|milligrams?|grams?|ml|tablets?|pills|capsules)\b", re.IGNORECASE)


@rule("AS805", "method-of-harm")
def method_of_harm(subject: Subject) -> Iterator[Finding]:
    """A method, a dose, a place, a plan or a note of suicide or self-harm.

    Guidelines for media ask for none of them, since details are copied. A hint is enough for practice: "I was thinking
    how quiet it would be." Some phrases are refused everywhere; words such as bridge or tablets only in one sentence
    with words of risk, or anywhere in such an utterance if the themes name suicide or self-harm. Replies may ask about
    means; nobody may answer with them. In English texts only.

    Bad example:

        states:
          coat-on:
            # here
            patient: On some evenings I look at the pills and think that I would be better off dead.
            to: clock
            choices:
              notice: {say: Let us stay with that. Are you safe?, strategies: [redirects], fit: strong, because: So.}
              praise: {say: Good. Then on to the plan., errors: [risk-blind], fit: harmful, because: You pass it by.}
          clock: {patient: Same time next week., ending: ended-safely, summary: You asked.}
    """
    declared = not DECLARED.isdisjoint((*subject.scenario.themes, *subject.scenario.content_notes))
    risks = ("risk", "declared-risk") if declared else ("risk",)
    suspects = {text.path: text for name in ("methods", *risks) for text in english(subject, name)}
    for text in suspects.values():
        detail = first("methods", text.said) or _detail(text, risks)
        if detail:
            yield Finding(
                text.path,
                f"expected no detail of how, where, when or with what, found {shown(detail)}",
                "let the patient hint, and leave the rest out",
                word=detail,
            )


@rule("AS806", "risk-blind-rewarded")
def risk_blind_rewarded(subject: Subject) -> Iterator[Finding]:
    """A reply that passes over risk (`risk-blind`) is rated strong or adequate, at some moment or always.

    No alliance is worth it: a reply that looks after the two of you while a life may be in danger is never rated as
    well as the safe one.

    Bad example:

        states:
          coat-on:
            patient: I was thinking how quiet it would be. Never mind.
            to: clock
            choices:
              notice: {say: Let us stay with that. Are you safe?, strategies: [redirects], fit: strong, because: So.}
              # here
              us: {say: How is it with me today?, errors: [risk-blind], fit: adequate, because: You ask of us.}
          clock: {patient: Same time next week., ending: ended-safely, summary: You asked.}
    """
    for path, _, choice in choices(subject):
        if RISK_BLIND in choice.errors and acceptable(choice):
            yield Finding(
                path,
                "expected a risk-blind reply to be weak or harmful in each outcome, found one that is "
                + min((outcome.fit for outcome in choice.results if outcome.fit in ACCEPTABLE), key=str),
                "rate it weak or harmful",
                at_key=True,
            )


@rule("AS807", "safe-path-missing", Severity.WARNING)
def safe_path_missing(subject: Subject) -> Iterator[Finding]:
    """A turn with a `risk-blind` reply, and no safe one that is always open and always acceptable.

    Where a reply can pass over risk there was a hint of it. Then asking, or stopping for it, must be possible whatever
    came before, and must never cost anything: no `when`, no `once`, and strong or adequate in every outcome.

    Bad example:

        states:
          coat-on:
            patient: I was thinking how quiet it would be. Never mind.
            to: clock
            # here
            choices:
              notice:
                when: bond >= 5
                say: I want to stay with that. Are you safe?
                strategies: [redirects]
                fit: strong
                because: You ask.
              us: {say: How is it with me today?, errors: [risk-blind], fit: weak, because: You ask about you two.}
          clock: {patient: Same time next week., ending: ended-safely, summary: You asked.}
    """
    for path, state in states(subject):
        replies = state.choices or ()
        blind = [reply.id for reply in replies if RISK_BLIND in reply.errors]
        if blind and not any(map(_always_safe, replies)):
            yield Finding(
                (*path, "choices"),
                f"expected a safe reply beside '{blind[0]}', always open and always acceptable, found none",
                "take `when` and `once` from the reply that asks about risk, and rate it strong or adequate throughout",
                at_key=True,
            )


@rule("AS808", "risk-as-leverage", Severity.WARNING)
def risk_as_leverage(subject: Subject) -> Iterator[Finding]:
    """A sentence of narration or feedback that calls risk a threat, a gesture, a bargain or a wish for attention.

    That reading has cost lives. Say what the patient feels, and what would be safe. In replies with an error it may
    stand: there it is the therapist's mistake.

    Bad example:

        # here
        facilitator: When she says that she wants to die, it is a cry for help and no more.
    """
    for text in english(subject, "risk", NARRATION | {"reply"}):
        if text.voice == "reply" and text.choice and text.choice.errors:
            continue
        for sentence in sentences(text.said) if first("risk", text.said) else ():
            found = first("leverage", sentence) if first("risk", sentence) else ""
            if found:
                yield Finding(
                    text.path,
                    f"expected no motive behind risk, found {shown(found)}",
                    "say what the patient feels, and what would be safe",
                    word=found,
                )


def _detail(text: Text, risks: tuple[str, ...]) -> str:
    """A means, a place, a plan or a dose beside words of risk, or nothing. Replies and feedback may speak of means.

    Where the themes declare risk, `risks` are two lists and beside is anywhere in the text, else in the same sentence.
    """
    if text.voice in ("reply", "feedback", "teacher"):
        return ""
    for part in [text.said] if len(risks) > 1 else sentences(text.said):
        if any(first(name, part) for name in risks):
            dose = DOSE.search(part)
            found = first("means", part) or (dose[0] if dose else "")
            if found:
                return found
    return ""


def _always_safe(reply: Choice) -> bool:
    """Whether a reply that sees the risk is open and acceptable at every moment."""
    return RISK_BLIND not in reply.errors and reply.when is None and not reply.once and worst_fit(reply) in ACCEPTABLE
