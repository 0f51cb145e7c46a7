"""A lesson: Markdown with a front matter, read, and then a few checks; as a script like any practice."""

from collections.abc import Iterator

from attrs import frozen

from alliance_sim.decoding import decode
from alliance_sim.document import Bullets, Document, Heading, Note, Paragraph, Piece, plain
from alliance_sim.lesson_format import Check, Lesson
from alliance_sim.markdown import parsed
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import read
from alliance_sim.steps import Script, Step, numbered

SURENESS = {
    "read": "the figure was read in the abstract",
    "known": "well known, not read again",
    "check": "to be checked before it is quoted",
}


def lesson_script(lesson: Lesson, body: Document) -> Script:
    """Read, then answer each check and hear about it."""
    yield Step("read", "lesson", "Go on to the questions", show=reading(lesson, body), goes_on=True, afresh=True)
    for number, check in enumerate(lesson.checks, 1):
        options = numbered((str(place), option.say) for place, option in enumerate(check.options, 1))
        answer = yield Step(
            f"check/{number}",
            "check",
            "What do you think?",
            show=(Paragraph(plain(check.ask)),),
            options=options,
            number=number,
            of=len(lesson.checks),
            afresh=True,
        )
        yield Step(f"heard/{number}", "check", "Go on", show=_heard(check, answer.value), goes_on=True)


def _heard(check: Check, picked: str) -> Document:
    notes = []
    for place, option in enumerate(check.options, 1):
        label = f"{place}{', your answer' if str(place) == picked else ''}: {'fits' if option.fits else 'fits less'}"
        notes.append(Note(label, plain(option.because)))
    return tuple(notes)


def reading(lesson: Lesson, body: Document) -> Document:
    """All that a lesson says, with its sources and how sure each figure is."""
    sources = tuple(
        (Piece(f"{source.cite}. ", "strong"), Piece(f"{source.finding} ({SURENESS[source.sure]})"))
        for source in lesson.sources
    )
    return (
        Heading(lesson.title, 1),
        Note("Outcome", plain(f"{lesson.outcome} About {lesson.minutes} minutes.")),
        *body,
        Heading("Sources"),
        Bullets(sources),
    )


@frozen
class ShownLesson:
    """A shipped lesson, ready to be read."""

    id: str
    lesson: Lesson
    body: Document


def lessons() -> Iterator[ShownLesson]:
    """The shipped lessons, the first to read first. Raises `ValueError` if one is not sound, which a test prevents."""
    found = (lesson_of(path.stem, path.read_text(encoding="utf-8")) for path in (PACKAGE / "lessons").glob("*.md"))
    yield from sorted(found, key=lambda shown: (shown.lesson.place, shown.id))


def lesson_of(name: str, text: str) -> ShownLesson:
    """A lesson from its Markdown with front matter. Raises `ValueError` with the first mistake."""
    source = read(text, name, front_matter=True)
    lesson, problems = decode(source, Lesson)
    if lesson is None:
        raise ValueError(f"{name}:{problems[0].span.line}: {problems[0].message}")
    return ShownLesson(name, lesson, parsed(source.markdown))
