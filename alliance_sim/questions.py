"""What a session asks, worded: one function a question. `practice` says in which order."""

from collections.abc import Iterable, Iterator
from typing import Literal

from alliance_sim.codebook import CODEBOOK
from alliance_sim.document import Document, Paragraph, Piece, plain
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.run import Turn
from alliance_sim.session import Feedback
from alliance_sim.steps import Option, Place, Step, numbered

NO_PATIENT_DATA = "Write nothing that could identify a patient."
TYPES = numbered(
    [
        ("none", "No rupture", "The patient works with you, also where the talk is short, sad, angry or critical."),
        ("withdrawal", "Withdrawal", "A move away: from you, from the work, or from the patient's own feeling."),
        ("confrontation", "Confrontation", "A move against: you, the work or its frame are criticised or refused."),
        ("mixed", "Mixed", "Both at once: away and against in the same turn."),
    ]
)
SURE = numbered([("50", "50 - a coin toss"), ("60", "60"), ("75", "75"), ("90", "90"), ("100", "100 - certain")])
FEEDBACK = numbered(
    [
        ("turn", "After each turn", "Short notes as you go. Good for a first scenario."),
        ("episode", "After each episode", "When a strain has come and gone, or stayed. The usual way."),
        ("end", "At the end", "Nothing until the debrief. Closest to a real session."),
    ]
)
WELLBEING = numbered([("fine", "Fine"), ("unsettled", "Unsettled")])
RATING_KEYS = "0123456789x"


def feedback(briefing: Document, usual: Feedback) -> Step:
    return Step(
        "feedback",
        "briefing",
        "When do you want feedback?",
        show=briefing,
        options=FEEDBACK,
        default=usual,
        afresh=True,
    )


def whether_to_rate(questionnaire: Questionnaire, place: Literal["before", "after"]) -> Step:
    count = len(questionnaire.items)
    if place == "before":
        told = f"{count} short questions on how confident you are, some two minutes; the same again afterwards. "
        told += "They are for you; the debrief puts them beside what you did."
        key, asked, no = "ratings", "Rate yourself before you start?", "No, go straight to the conversation"
    else:
        told = f"The same {count} questions again, and then {len(questionnaire.trained)} on how it was before, "
        told += "knowing what you know now. Each may be skipped."
        key, asked, no = "ratings-after", "Rate yourself once more?", "No, go straight to the debrief"
    options = numbered([("yes", "Yes, rate now"), ("no", no)])
    return Step(key, place, asked, show=(Paragraph(plain(told)),), options=options, default="yes", afresh=True)


def ratings(questionnaire: Questionnaire, place: Literal["before", "after", "then"]) -> Iterator[Step]:
    """A question for each item; the then-test asks how it was before, of what is practised only."""
    scale = questionnaire.scale
    items, stem = questionnaire.items, questionnaire.stem
    if place == "then":
        items, stem = questionnaire.trained, questionnaire.then_stem
    ends = {scale.low: f" - {scale.low_label}", scale.high: f" - {scale.high_label}"}
    options = tuple(
        Option(str(point), f"{point}{ends.get(point, '')}", RATING_KEYS[n] if n < len(RATING_KEYS) else str(point))
        for n, point in enumerate(scale.points)
    )
    for number, item in enumerate(items, 1):
        yield Step(
            f"{place}/{item.id}",
            place,
            f"{scale.low} to {scale.high}; an empty answer skips it",
            show=(Paragraph((Piece(f"{stem} "), Piece(f"{item.text}?", "strong"))),),
            options=options,
            may_skip=True,
            number=number,
            of=len(items),
            afresh=True,
        )


def probe(name: str, place: Place, lines: Document, *, afresh: bool, number: int = 0, of: int = 0) -> Step:
    return Step(
        f"{name}/probe",
        place,
        "Is there a rupture in this turn?",
        show=lines,
        options=TYPES,
        may_skip=True,
        afresh=afresh,
        number=number,
        of=of,
    )


def sure(name: str, place: Place) -> Step:
    return Step(f"{name}/sure", place, "How sure are you of that, in percent?", options=SURE, may_skip=True)


def marker(name: str, place: Place, kind: str) -> Step:
    return Step(
        f"{name}/marker-{kind}",
        place,
        f"Which marker of {kind} shows it best?",
        options=numbered(
            (found.code, found.name, found.definition) for found in CODEBOOK.markers.values() if found.type == kind
        ),
        may_skip=True,
    )


def own_words(turn: Turn, lines: Document, *, afresh: bool) -> Step:
    return Step(
        f"{turn.number}/own-words",
        "conversation",
        f"What would you say? In your own words, or nothing to see the replies. {NO_PATIENT_DATA}",
        show=lines,
        may_skip=True,
        afresh=afresh,
    )


def reply(turn: Turn, lines: Document, *, aside: Option | None, afresh: bool) -> Step:
    choices = turn.view.state.choice
    return Step(
        f"{turn.number}/choice",
        "conversation",
        "Which reply do you choose?",
        show=lines,
        options=numbered((name, choices[name].say) for name in turn.offered),
        aside=aside,
        afresh=afresh,
    )


def notice(turn: Turn) -> Option:
    """What may be done before a reply where recognition is free."""
    return Option(f"{turn.number}/notice", "I notice something", "n")


def go_on(key: str, place: Place, lines: Document, *, ask: str = "Go on", afresh: bool = False) -> Step:
    return Step(key, place, ask, show=lines, goes_on=True, afresh=afresh)


def reactions() -> Step:
    asked = f"First of all: how was that? One line, for yourself. {NO_PATIENT_DATA}"
    return Step("reactions", "debrief", asked, may_skip=True, afresh=True)


def wellbeing() -> Step:
    return Step("wellbeing", "debrief", "And how are you now?", options=WELLBEING, may_skip=True, afresh=True)


def reflections(prompts: Iterable[str]) -> Iterator[Step]:
    asked = list(prompts)
    for number, prompt in enumerate(asked):
        yield Step(
            f"reflection/{number}",
            "reflection",
            f"In your own words, or nothing to skip. {NO_PATIENT_DATA}",
            show=(Paragraph((Piece(prompt, "strong"),)),),
            may_skip=True,
            number=number + 1,
            of=len(asked),
            afresh=True,
        )
