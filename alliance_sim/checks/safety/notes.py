"""What a trainee is told before a scenario starts, and what no scenario is about."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.scenario import Theme
from alliance_sim.source import Path

ANNOUNCED: frozenset[Theme] = frozenset(
    {
        "loss",
        "violence",
        "sexual-harm",
        "self-harm",
        "suicide",
        "racism",
        "eating-disorder",
        "perinatal-loss",
    }
)
"""Themes that nobody should meet unprepared."""
ADULT = 18
YOUNGEST = 16
REVIEWERS_OF_THE_YOUNG = ("child", "adolesc", "developmental", "youth", "young")


@rule("AS801", "content-note-missing")
def content_note_missing(subject: Subject) -> Iterator[Finding]:
    """A theme that calls for a content note, and `content_notes` does not have it.

    Content notes are shown before the start, so that whoever wishes can take another scenario. Themes that need none
    are `discrimination` and `substance-use`; they may have one.

    Bad example:

        # here
        themes: [loss]
    """
    scenario = subject.scenario
    missing = [theme for theme in scenario.themes if theme in ANNOUNCED and theme not in scenario.content_notes]
    if missing:
        yield Finding(
            ("themes",),
            f"expected {listed(missing, 'and')} among the content notes, found "
            + (listed(scenario.content_notes, "and") if scenario.content_notes else "none"),
            f"write `content_notes: [{', '.join((*scenario.content_notes, *missing))}]`",
            at_key=True,
            rests_on=(("content_notes",),),
        )


@rule("AS802", "child-patient", Severity.WARNING)
def child_patient(subject: Subject) -> Iterator[Finding]:
    """A patient younger than 16.

    The markers and replies of this trainer come from work with adults. Work with children needs parents, other rules of
    consent and other reviewers, of which a scenario cannot tell.

    Bad example:

        patient:
          name: Ilse
          # here
          age: 12
          pronouns: she/her
          about: Low mood and poor sleep after a separation; plays chess.
    """
    age = subject.scenario.patient.age
    if age < YOUNGEST:
        yield Finding(
            ("patient", "age"), f"expected an age of {YOUNGEST} or more, found {age}", "make the patient older"
        )


@rule("AS803", "adolescent-unreviewed", Severity.INFO)
def adolescent_unreviewed(subject: Subject) -> Iterator[Finding]:
    """A patient of 16 or 17, and no reviewer who knows that age.

    What is withdrawal in an adult may be plain for sixteen. A role with child, adolescent, youth or developmental in it
    counts.

    Bad example:

        patient:
          name: Ilse
          # here
          age: 17
          pronouns: she/her
          about: Low mood and poor sleep after a separation; plays chess.
    """
    scenario = subject.scenario
    roles = " ".join(review.role.casefold() for review in scenario.reviews)
    if YOUNGEST <= scenario.patient.age < ADULT and not any(part in roles for part in REVIEWERS_OF_THE_YOUNG):
        yield Finding(
            ("patient", "age"),
            f"expected a reviewer who knows adolescents for a patient of {scenario.patient.age}, found none",
            "add the review, for instance `{role: adolescent psychologist, date: ..., outcome: ...}`",
        )


@rule("AS804", "minor-and-sexual-harm")
def minor_and_sexual_harm(subject: Subject) -> Iterator[Finding]:
    """A patient younger than 18 in a scenario with the theme of sexual harm.

    No sexual content with minors, whatever for.

    Bad example:

        patient:
          name: Ilse
          # here
          age: 17
          pronouns: she/her
          about: Low mood and poor sleep after a separation; plays chess.
        themes: [sexual-harm]
        content_notes: [sexual-harm]
    """
    scenario = subject.scenario
    place: Path = ("patient", "age")
    if scenario.patient.age < ADULT and "sexual-harm" in (*scenario.themes, *scenario.content_notes):
        yield Finding(
            place,
            f"expected an adult in a scenario with the theme sexual-harm, found an age of {scenario.patient.age}",
            "make the patient an adult, or choose another theme",
            rests_on=(place, ("themes",), ("content_notes",)),
        )
