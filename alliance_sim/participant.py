"""The participant file: what one participant of a course leaves behind, under a code and nothing that identifies.

One JSON file each. It is read as a file from elsewhere: bounded, every mistake with its place, under a seal that finds
accidents and careless edits (it is no signature).
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal

import attrs
from attrs import frozen

from alliance_sim.json_decoding import Instant, decoded, parsed, shown
from alliance_sim.session import Recognition
from alliance_sim.shapes import ID_PATTERN, Whole, Word

FORMAT = "alliance-sim participant"
VERSION = 1
SUFFIX = ".participant.json"
MISTAKES = 20
"""Mistakes that are told of one file; more would only say that it is another file."""

Occasion = Literal["pre", "post", "then", "follow-up"]
Order = Literal["AB", "BA"]
Code = Annotated[str, Word(r"[A-Z]{2}[0-9]{2}", "two capital letters and two digits")]
ContentId = Annotated[str, Word(ID_PATTERN, "an id such as eight-ticks")]
Sha256 = Annotated[str, Word(r"[0-9a-f]{64}", "a SHA-256 in hexadecimal")]
Points = Annotated[int, Whole(0, 100)]
Count = Annotated[int, Whole(0, 1_000_000)]


@frozen
class CourseTaken:
    id: ContentId
    title: str
    sha256: Sha256


@frozen
class ItemAnswer:
    """What was answered to an item; `value` is None where it was skipped."""

    id: ContentId
    scale: Literal["recognition", "management", "control"]
    reversed: bool
    value: Points | None


@frozen
class QuestionnaireTaken:
    """One questionnaire on one occasion. `low` and `high` are the ends of its scale."""

    occasion: Occasion
    id: ContentId
    sha256: Sha256
    low: Points
    high: Points
    items: tuple[ItemAnswer, ...]
    at: Instant


@frozen
class TrialTaken:
    """One probe of a form. `confidence` is that in the answer, in percent."""

    probe: ContentId
    truth: Recognition
    answer: Recognition
    confidence: Points | None


@frozen
class FormTaken:
    """One form of the drill on one occasion; probes that were skipped are absent."""

    occasion: Literal["pre", "post", "follow-up"]
    form: Literal["A", "B"]
    at: Instant
    trials: tuple[TrialTaken, ...]


@frozen
class LessonTaken:
    id: ContentId
    seconds: float


@frozen
class ScenarioTaken:
    id: ContentId
    seconds: float
    ending: str


@frozen
class Dose:
    """What was done between before and after. `minutes` are those of all answers of the course."""

    lessons: tuple[LessonTaken, ...] = ()
    scenarios: tuple[ScenarioTaken, ...] = ()
    drills: Count = 0
    minutes: Count = 0


@frozen
class RatingGiven:
    """A rating of the course; `value` is None where it was skipped."""

    id: ContentId
    ask: str
    kind: Literal["rating", "two-sided"]
    low: Points
    high: Points
    value: Points | None


@frozen
class TextGiven:
    id: ContentId
    ask: str
    answer: str


@frozen
class EvaluationTaken:
    id: ContentId
    sha256: Sha256
    ratings: tuple[RatingGiven, ...]
    texts: tuple[TextGiven, ...]


@frozen(kw_only=True)
class Participant:
    """What the file holds, in the order of the file. `order` says which form came before and which after."""

    program: str
    course: CourseTaken
    code: Code
    group: str = ""
    order: Order
    background: Mapping[str, str] = attrs.field(factory=dict)
    started: Instant | None = None
    finished: Instant | None = None
    questionnaires: tuple[QuestionnaireTaken, ...] = ()
    forms: tuple[FormTaken, ...] = ()
    dose: Dose = Dose()
    evaluation: EvaluationTaken | None = None


def written(participant: Participant) -> str:
    """The text of the participant file."""
    content = {"format": FORMAT, "version": VERSION, **attrs.asdict(participant)}
    return json.dumps(content | {"seal": seal_of(content)}, indent=1, ensure_ascii=False) + "\n"


def seal_of(content: Mapping[str, Any]) -> str:
    """The seal of a file's content, which holds all its keys but the seal."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def read(data: bytes) -> tuple[Participant | None, tuple[str, ...]]:
    """The participant of a file, or None and every mistake, each with its place. Never raises for what a file holds."""
    try:
        content, mistake = parsed(data)
        mistakes = [mistake] if content is None else list(_header_mistakes(content))
    except RecursionError:
        return None, ("expected a participant file, found lists within lists without end",)
    if content is None or mistakes:
        return None, tuple(mistakes)
    rest = {key: value for key, value in content.items() if key not in ("format", "version", "seal")}
    participant = decoded(Participant, rest, "", mistakes.append)
    if not mistakes:
        mistakes += _contradictions(participant)
    if mistakes:
        return None, tuple(mistakes[:MISTAKES])
    return participant, ()


def _header_mistakes(content: Mapping[str, Any]) -> Iterator[str]:
    """Why a file is none of ours, is of another version, or was changed."""
    if content.get("format") != FORMAT:
        yield f"format: expected {FORMAT!r}, found {shown(content.get('format'))}"
    elif content.get("version") != VERSION or isinstance(content["version"], bool):
        yield f"version: expected {VERSION}, found {shown(content.get('version'))}: another alliance-sim wrote it"
    elif content.get("seal") != seal_of({key: value for key, value in content.items() if key != "seal"}):
        yield "seal: expected that of the content, found another: the file was changed after it was written"


def _contradictions(participant: Participant) -> Iterator[str]:
    """What cannot be, though each part by itself could."""
    taken: set[tuple[str, ...]] = set()
    for number, asked in enumerate(participant.questionnaires):
        place = f"questionnaires[{number}]"
        yield from _doubled(taken, (asked.occasion, asked.id), place)
        if asked.low >= asked.high:
            yield f"{place}: expected low under high, found {asked.low} and {asked.high}"
            continue
        for item in asked.items:
            yield from _doubled(taken, (place, item.id), place)
            yield from _off_scale(item.value, asked.low, asked.high, f"{place}.{item.id}")
    for number, form in enumerate(participant.forms):
        place = f"forms[{number}]"
        yield from _doubled(taken, ("form", form.occasion), place)
        for trial in form.trials:
            yield from _doubled(taken, (place, trial.probe), place)
    for rating in participant.evaluation.ratings if participant.evaluation else ():
        yield from _off_scale(rating.value, rating.low, rating.high, f"evaluation.{rating.id}")


def _doubled(taken: set[tuple[str, ...]], name: tuple[str, ...], place: str) -> Iterator[str]:
    if name in taken:
        yield f"{place}: expected {name[-1]} once, found it twice"
    taken.add(name)


def _off_scale(value: int | None, low: int, high: int, place: str) -> Iterator[str]:
    if value is not None and not low <= value <= high:
        yield f"{place}: expected {low} to {high}, found {value}"
