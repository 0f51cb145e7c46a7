"""Where a scenario comes from: nobody real, and read by others before it is trusted."""

import re
from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.texts import texts
from alliance_sim.diagnostics import Severity, listed, shown
from alliance_sim.lexicon import holds

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
IDENTIFYING = {
    "a full date": (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+(?:19|20)\d\d\b"
        rf"|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
        r"|\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    ),
    "an address of electronic mail": r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w",
    "an address on the web": r"\b(?:https?://|www\.)\S+",
    "a telephone number": r"(?<![\w.,])\+?\d[\d ()/-]{8,}\d(?![\w.,]\d)",
    "a postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    "the name of a service": (
        r"\b(?!The\b|This\b|That\b|Our\b|Your\b|My\b|Her\b|His\b|Their\b|A\b|In\b|At\b|No\b)"
        r"[A-Z][a-z]+(?:['’]s)?(?: [A-Z][a-z]+(?:['’]s)?)* "
        r"(?:Hospital|Infirmary|Clinic|Surgery|Hospice|(?:Medical|Health|Counselling|Psychotherapy) Cent(?:re|er)"
        r"|Health Board|NHS(?: Foundation)? Trust|Foundation Trust)\b"
    ),
}
"""What each pattern finds; compiled for the first text that may hold it."""
WORDED = ("an address on the web", "the name of a service")
SUSPECT = re.compile("[0-9@]")
"""What all others have, so that few texts are searched for them."""
CLINICAL = ("clinic", "psycholog", "psychiat", "psychotherap", "therap", "counsel", "supervis", "nurs")
LIVED = ("lived", "service user", "service-user", "expert by experience", "experts by experience", "patient", "carer")


@rule("AS812", "identifying-detail", Severity.WARNING)
def identifying_detail(subject: Subject) -> Iterator[Finding]:
    """A full date, a telephone number, an address, or the name of a service.

    No scenario is about a real person, and none should look as if it could be. A weekday, a season, "the clinic" are
    enough.

    Bad example:

        # here
        situation: She was seen at St Anselm Hospital last year. Today she keeps her coat on.
    """
    for text in texts(subject):
        named = WORDED if holds("services", text.said) else ()
        told, wanted = "", IDENTIFYING if SUSPECT.search(text.said) else named
        for what in wanted:
            found = re.search(IDENTIFYING[what], text.said)
            if found and found[0] not in told:
                told += found[0] + "\n"
                yield Finding(
                    text.path,
                    f"expected nothing that could identify somebody, found {what}: {shown(found[0])}",
                    "leave it vague",
                    word=found[0],
                )


@rule("AS813", "unreviewed", Severity.INFO)
def unreviewed(subject: Subject) -> Iterator[Finding]:
    """Nobody has reviewed the scenario.

    It is played under a banner that says so.

    Bad example:

        # here
        reviews: []
    """
    if not subject.scenario.reviews:
        yield Finding(
            ("reviews",),
            "expected a review, found none",
            "ask a clinician and somebody with lived experience, and add `{role, date, outcome}` of each",
            at_key=True,
            rests_on=(("reviews",),),
        )


@rule("AS814", "review-one-sided", Severity.INFO)
def review_one_sided(subject: Subject) -> Iterator[Finding]:
    """Reviews by clinicians only, or by people with lived experience only.

    Both see what the other overlooks. A role names its side: clinical psychologist, psychotherapist, nurse; lived
    experience, service user, carer.

    Bad example:

        # here
        reviews: [{role: clinical psychologist, date: 2026-01-31, outcome: two replies reworded}]
    """
    roles = [review.role.casefold() for review in subject.scenario.reviews]
    if not roles:
        return
    lived = [role for role in roles if any(part in role for part in LIVED)]
    clinical = [role for role in roles if role not in lived and any(part in role for part in CLINICAL)]
    missing = [
        name for name, found in (("a clinician", clinical), ("somebody with lived experience", lived)) if not found
    ]
    if missing:
        yield Finding(
            ("reviews",),
            f"expected a review by {listed(missing, 'and')} too, found {listed(map(shown, roles), 'and')}",
            "ask for it, and add `{role, date, outcome}`",
            at_key=True,
        )
