"""Scenario to document: what a trainee reads before the conversation."""

from alliance_sim.document import Block, Bullets, Document, Heading, Note, Paragraph, Piece, paragraphs, plain
from alliance_sim.scenario import Scenario

UNREVIEWED = (
    "No clinician or person with lived experience has reviewed this scenario. Its key is the author's judgement."
)
PURPOSE = (
    "Practice for clinicians with an invented patient. It is no treatment, no advice on a current case and no "
    "credential; its results "
    "must not be used for hiring, appraisal or pass and fail. You can stop at any moment: it is kept."
)


def briefing(scenario: Scenario) -> Document:
    patient = scenario.patient
    blocks: list[Block] = [Heading(scenario.title, 1)]
    if not scenario.reviews:
        blocks.append(Note("Unreviewed", plain(UNREVIEWED)))
    if scenario.content_notes:
        notes = ", ".join(note.replace("-", " ") for note in scenario.content_notes)
        blocks.append(
            Note("Content", plain(f"It touches upon {notes}. Leaving costs nothing; you may choose another."))
        )
    blocks.append(
        Paragraph((Piece(f"{patient.name}, {patient.age}, {patient.pronouns}. ", "strong"), Piece(patient.about)))
    )
    blocks += paragraphs(scenario.situation)
    blocks.append(
        Paragraph(
            plain(f"{scenario.modality}; {scenario.setting}; about {scenario.minutes} minutes; {scenario.level}.")
        )
    )
    blocks.append(Bullets(tuple(plain(objective) for objective in scenario.objectives)))
    if scenario.lessons:
        blocks.append(Note("Lessons", plain(f"Worth reading, before or after: {', '.join(scenario.lessons)}.")))
    blocks.append(Note("Purpose", plain(PURPOSE)))
    return tuple(blocks)
