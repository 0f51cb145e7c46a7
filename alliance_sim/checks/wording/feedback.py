"""What a trainee reads about a reply: reasons, about this patient, without a verdict and without shame."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.everyday import without_everyday
from alliance_sim.checks.places import choices
from alliance_sim.checks.texts import Text, english, feedback, in_english, texts
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.lexicon import first
from alliance_sim.source import Path

VERDICT = re.compile(
    r"\W*(?:(?:correct|incorrect|well done|good (?:job|choice|answer|work|one)|(?:bad|poor) (?:choice|answer))"
    r"[.!:,;–—]|(?:right|wrong|yes|no|excellent|perfect|exactly|bravo|great|not quite)[.!])",
    re.IGNORECASE,
)
"""A verdict at the beginning."""
FEWEST_WORDS = 12


@rule("AS622", "verdict-in-feedback", Severity.WARNING)
def verdict_in_feedback(subject: Subject) -> Iterator[Finding]:
    """Feedback that begins with a verdict, or calls a reply the right or the wrong one.

    "Correct!" ends the thinking, and "wrong" begins the defending. The fit is shown beside the feedback anyway; say
    what the reply does to this patient. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                say: How was it to get homework?
                strategies: [redirects]
                fit: strong
                # here
                because: Correct! You name what you see, without blame, and she can go on from there.
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    judging = {text.path for text in english(subject, "verdicts", ["feedback"])}
    for text in _english_feedback(subject):
        found = VERDICT.match(text.said)
        named = first("verdicts", text.said) if text.path in judging else ""
        verdict = found[0] if found else named
        if verdict:
            yield Finding(
                text.path,
                f"expected what the reply does, found a verdict: {shown(verdict)}",
                "say what it does to this patient at this moment",
                word=verdict.strip(" .!:,;–—"),
            )


@rule("AS623", "short-feedback", Severity.WARNING)
def short_feedback(subject: Subject) -> Iterator[Finding]:
    """Feedback of fewer than 12 words.

    So few name the rule and not the reason: why here, why with this patient.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                say: How was it to get homework?
                strategies: [redirects]
                fit: strong
                # here
                because: A good open question.
              praise:
                say: Good. Then on to the plan.
                errors: [ignoring]
                fit: weak
                because: She hands you the hour so as not to talk about the diary, and you take it.
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in _of_replies(subject):
        count = len(words(text.said))
        if count < FEWEST_WORDS:
            yield Finding(
                text.path,
                f"expected {FEWEST_WORDS} words or more of feedback, found {count}",
                "say why it fits this patient at this moment, or why it does not",
            )


@rule("AS624", "same-feedback", Severity.WARNING)
def same_feedback(subject: Subject) -> Iterator[Finding]:
    """Two replies, or two outcomes of one, with the same feedback.

    If the words fit both, they are about neither.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask her.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
              # here
              rate: {say: Then what about your sleep?, errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    told: dict[tuple[str, ...], Path] = {}
    for text in _of_replies(subject):
        same = told.setdefault(words(text.said), text.path)
        if same != text.path and words(text.said):
            yield Finding(
                text.path,
                f"expected other feedback than that of '{same[3]}' on '{same[1]}', found the same",
                "say what is so of this reply only",
            )


@rule("AS625", "shaming-feedback", Severity.WARNING)
def shaming_feedback(subject: Subject) -> Iterator[Finding]:
    """Feedback that judges the trainee: you should have known, clumsy, unprofessional.

    Practising repair makes people anxious enough. Feedback is about what a line does, and a person who feels caught
    does not read on. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise:
                say: Good. Then on to the plan.
                errors: [ignoring]
                fit: weak
                # here
                because: You should have known better than to move on while her coat is still buttoned.
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in english(subject, "shaming", ["feedback"]):
        found = first("shaming", without_everyday("shaming", text.said))
        if found:
            yield Finding(
                text.path,
                f"expected words about the reply, found words about the trainee: {shown(found)}",
                "say what the line does, and to whom",
                word=found,
            )


def _of_replies(subject: Subject) -> Iterator[Text]:
    for path, _, choice in choices(subject):
        yield from feedback(path, choice)


def _english_feedback(subject: Subject) -> Iterator[Text]:
    return texts(subject, ["feedback"]) if in_english(subject) else iter(())
