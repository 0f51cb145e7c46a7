"""What the group is told at each stage, worded once for the projected screen, the notes and the hand-out."""

from alliance_sim.document import Bullets, Document, Heading, Note, Paragraph, Piece, paragraphs, plain
from alliance_sim.reports.briefing import UNREVIEWED
from alliance_sim.scenario import Scenario
from alliance_sim.teaching.seminar import Seminar, Stage

TITLES: dict[Stage, str] = {
    "aims": "Before we begin",
    "care": "How we treat each other",
    "case": "The situation",
    "said": "Listen",
    "kind-1": "Vote 1: is something strained?",
    "pause": "Pause",
    "reply-1": "Vote 1: what would you say?",
    "shown-kind": "Vote 1: is something strained?",
    "shown-reply": "Vote 1: what would you say?",
    "discuss": "Talk it over",
    "kind-2": "Vote 2: is something strained?",
    "reply-2": "Vote 2: what would you say?",
    "both-kind": "Votes 1 and 2: is something strained?",
    "both-reply": "Votes 1 and 2: what would you say?",
    "branch": "Which reply do we play?",
    "ended": "The end of this run",
    "debrief": "What we did",
}
AIMS = (
    ("Purpose.", "We practise noticing when something is strained between therapist and patient, and repairing it."),
    ("No assessment.", "Nobody is graded. We vote on moves, not on people."),
    ("Counts only.", "No names and no single votes are kept. You need not vote."),
)
CARE = (
    ("What is said here stays here.", "Take the learning with you, and leave the stories."),
    ("The patient is invented.", "For this hour we treat the patient as real, and bring no patients of our own."),
    ("You may pass.", "Step out or look away whenever you like. Nobody asks why."),
)
DISCUSS = "Turn to your neighbour. If you voted differently, convince each other. Which words did you go by?"
DIVIDED = "The room is divided."


def title(here: Seminar) -> str:
    """What the stage is called, with the number of the turn once the patient is there."""
    before = here.stage in ("aims", "care", "case", "debrief")
    return TITLES[here.stage] if before else f"Turn {here.round.number}. {TITLES[here.stage]}"


def aims(scenario: Scenario) -> Document:
    """The first page of the pre-brief: what this is for."""
    return (Heading(scenario.title, 1), *(Paragraph((Piece(f"{head} ", "strong"), Piece(text))) for head, text in AIMS))


def care(scenario: Scenario) -> Document:
    """The second page of the pre-brief: confidentiality, fiction, opting out, what the scenario touches upon."""
    told = [Paragraph((Piece(f"{head} ", "strong"), Piece(text))) for head, text in CARE]
    notes: list[Note] = []
    if scenario.content_notes:
        named = ", ".join(note.replace("-", " ") for note in scenario.content_notes)
        notes.append(Note("Content", plain(f"It touches upon {named}.")))
    if not scenario.reviews:
        notes.append(Note("Unreviewed", plain(UNREVIEWED)))
    return (*told, *notes)


def case(scenario: Scenario) -> Document:
    """Who comes, and what has happened before."""
    patient = scenario.patient
    who = (Piece(f"{patient.name}, {patient.age}, {patient.pronouns}. ", "strong"), Piece(patient.about))
    return (Paragraph(who), *paragraphs(scenario.situation))


def objectives(scenario: Scenario) -> Bullets:
    return Bullets(tuple(plain(objective) for objective in scenario.objectives))
