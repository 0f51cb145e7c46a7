"""What is said about people: no labels, no slurs, no courting. In English texts only."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.everyday import without_everyday
from alliance_sim.checks.texts import Text, english
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.directions import DIRECTION
from alliance_sim.lexicon import first

QUOTATION = re.compile(r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<![\w])'[^']*'(?!\w)")


@rule("AS809", "banned-label", Severity.WARNING)
def banned_label(subject: Subject) -> Iterator[Finding]:
    """A patient is called resistant, manipulative, difficult or the like, in narration, feedback or a sound reply.

    A rupture is something between two people; such words put it into one of them. They may stand in the line of a reply
    that carries an error, which is where therapists use them, and in quotation marks in the feedback on it. What the
    patient says is free; stage directions are not.

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
                because: A resistant patient needs an open question before she can say anything of her own.
              blame: {say: You are being resistant., errors: [counter-hostility], fit: harmful, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in english(subject, "labels"):
        found = first("labels", without_everyday("labels", _in_our_voice(text)))
        if found:
            yield Finding(
                text.path,
                f"expected words for what happens between the two, found the label {shown(found)}",
                "say what the patient does, and in answer to what",
                word=found,
            )


@rule("AS810", "slur", Severity.WARNING)
def slur(subject: Subject) -> Iterator[Finding]:
    """A slur, whoever says it.

    A scene can be hard without it: describe that it was said. Those at whom it is aimed are among the trainees.

    Bad example:

        # here
        facilitator: Her uncle used to call her a retard, and she tells it with a shrug.
    """
    for text in english(subject, "slurs-rot13"):
        found = first("slurs-rot13", text.said)
        if found:
            yield Finding(
                text.path,
                f"expected a description, found a slur: '{found[0]}{'*' * (len(found) - 1)}'",
                "say that a slur was used, and what it did",
                word=found,
            )


@rule("AS811", "romantic-reply", Severity.WARNING)
def romantic_reply(subject: Subject) -> Iterator[Finding]:
    """A reply in which the therapist courts the patient.

    Romance and sex between the two are not played here, not even as an error to avoid.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              # here
              court: {say: You are beautiful in that coat., errors: [colluding], fit: harmful, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for text in english(subject, "romantic", ["reply"]):
        found = first("romantic", text.said)
        if found:
            yield Finding(
                text.path,
                f"expected a reply within the frame of therapy, found {shown(found)}",
                "take the reply out",
                word=found,
            )


def _in_our_voice(text: Text) -> str:
    """What of a text the author says, or lets a therapist say who does well."""
    if text.voice == "patient":
        return " ".join(DIRECTION.findall(text.said))
    if text.choice and text.choice.errors:
        return "" if text.voice == "reply" else QUOTATION.sub(" ", text.said)
    return text.said
