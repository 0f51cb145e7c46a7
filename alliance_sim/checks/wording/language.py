"""Whether the English of a scenario can be read by those who train with it."""

import re
from collections.abc import Iterator
from functools import cache

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.texts import NARRATION, english, in_english, texts
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.lexicon import entries, found
from alliance_sim.prose import may_be_harder, reading_grade

ABBREVIATION = re.compile(r"(?<![\w.])(?P<letters>[A-Z]{2,5})s?(?!\w|\.\w)")
CAPITALS = re.compile("[A-Z][A-Z]")
HARDEST = 10
ENOUGH = 20
"""Words of which a reading grade can be taken at all."""
AMERICAN = ("en-us",)
BRITISH = ("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in")


@rule("AS631", "abbreviation-unexplained", Severity.INFO)
def abbreviation_unexplained(subject: Subject) -> Iterator[Finding]:
    """An abbreviation in narration, feedback or a reply that is nowhere spelt out.

    Services abbreviate differently in every country. Write it out once, with the short form in brackets or after it.
    What the patient says is free. In English texts only.

    Bad example:

        # here
        summary: A patient who was referred by the CMHT comes back with nothing written.
    """
    known = set(entries("abbreviations")) if in_english(subject) else set()
    for text in texts(subject, NARRATION | {"reply"}) if known else ():
        for match in ABBREVIATION.finditer(text.said) if CAPITALS.search(text.said) else ():
            letters = match["letters"]
            if letters not in known and not _spelt_out(letters, subject):
                known.add(letters)
                yield Finding(
                    text.path,
                    f"expected an abbreviation to be spelt out once, found {shown(match[0])}",
                    f"write the words, and ({letters}) behind them",
                    word=match[0],
                )


@rule("AS632", "jargon-unexplained", Severity.INFO)
def jargon_unexplained(subject: Subject) -> Iterator[Finding]:
    """A term of one school of therapy in narration or feedback, without a word of explanation behind it.

    Trainees come from many schools. Say it plainly, or explain it where it comes first: in brackets, or after a comma,
    a colon or a dash. In English texts only.

    Bad example:

        # here
        facilitator: Ask the group about their countertransference to the coat.
    """
    seen: set[str] = set()
    for text in english(subject, "jargon", NARRATION):
        for term in found("jargon", text.said):
            behind = text.said[text.said.find(term) + len(term) :].lstrip()
            if term.casefold() not in seen and behind[:1] not in ("(", ",", ":", "–", "—"):
                yield Finding(
                    text.path,
                    f"expected plain words or an explanation, found {shown(term)}",
                    "say it plainly, or explain it in brackets",
                    word=term,
                )
            seen.add(term.casefold())


@rule("AS633", "idiom", Severity.INFO)
def idiom(subject: Subject) -> Iterator[Finding]:
    """A saying in narration, feedback or a reply that not every reader of English knows.

    Whoever stumbles over the saying is tested on English. What the patient says is free. In English texts only.

    Bad example:

        # here
        facilitator: Ask the group who feels that they walk on eggshells.
    """
    for text in english(subject, "idioms", NARRATION | {"reply"}):
        for saying in found("idioms", text.said):
            yield Finding(
                text.path,
                f"expected words that mean what they say, found the saying {shown(saying)}",
                "say what is meant",
                word=saying,
            )


@rule("AS634", "hard-prose", Severity.WARNING)
def hard_prose(subject: Subject) -> Iterator[Finding]:
    """Narration or feedback above Flesch-Kincaid grade 10, in a text of 20 words or more.

    It is read on a screen, between two turns, often by people for whom English is the second language; grade 8 or 9 is
    plenty. Long sentences and long words raise the grade. What patient and therapist say is free.

    Bad example:

        # here
        facilitator: >
          Facilitators are encouraged to problematise participants' instantaneous interpretations of the interaction,
          particularly insofar as the institutional circumstances surrounding the administration of homework
          assignments are insufficiently acknowledged.
    """
    for text in texts(subject, NARRATION) if in_english(subject) else ():
        if len(words(text.said)) >= ENOUGH and may_be_harder(text.said, HARDEST):
            grade = reading_grade(text.said)
            if grade > HARDEST:
                yield Finding(
                    text.path,
                    f"expected a reading grade of {HARDEST} or less, found {grade:.1f}",
                    "make two sentences of the longest, and use shorter words",
                )


@rule("AS635", "foreign-spelling", Severity.INFO)
def foreign_spelling(subject: Subject) -> Iterator[Finding]:
    """A word in American spelling where `language` is British English, or the reverse.

    Endings in -ize and -ise are left alone: both are British.

    Bad example:

        # here
        facilitator: Ask the group what her behavior tells them.
    """
    wrong = _foreign(subject.scenario.language.casefold())
    wrong_words = frozenset(wrong)
    seen: set[str] = set()
    for text in texts(subject) if wrong else ():
        for word in sorted(wrong_words.intersection(words(text.said)) - seen):
            seen.add(word)
            yield Finding(
                text.path,
                f"expected '{wrong[word]}' in a text in {subject.scenario.language}, found '{word}'",
                "spell it so, or change `language`",
                word=word,
            )


def _spelt_out(letters: str, subject: Subject) -> bool:
    """Whether an abbreviation stands in brackets somewhere, or has brackets behind it."""
    explained = re.compile(rf"\({letters}s?\)|\b{letters}s? \(")
    return any(explained.search(text.said) for text in texts(subject))


@cache
def _foreign(language: str) -> dict[str, str]:
    """The words that are spelt otherwise in this language, with its own spelling."""
    pairs = [(british, american) for british, american in map(str.split, entries("spellings"))]
    if language in AMERICAN:
        return dict(pairs)
    return {american: british for british, american in pairs} if language in BRITISH else {}
