"""The guide: how to practise and how to write, offline; pages written by hand, or made from what they describe."""

import re
from collections.abc import Callable, Iterator
from textwrap import dedent

from attrs import frozen

from alliance_sim.bank import Bank
from alliance_sim.codebook import CODEBOOK
from alliance_sim.course import Course
from alliance_sim.diagnostics import FAMILIES, Rule
from alliance_sim.document import (
    Block,
    Document,
    Heading,
    Listing,
    Note,
    Paragraph,
    Speech,
    Table,
    coded,
    plain,
    utterance,
)
from alliance_sim.evaluation import Evaluation
from alliance_sim.figures import shipped_figures
from alliance_sim.lesson_format import Lesson
from alliance_sim.markdown import parsed
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.reference import reference
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import PACKAGE


@frozen
class Topic:
    """A page of the guide. `more` makes what follows the part that was written by hand."""

    id: str
    title: str
    about: str
    more: Callable[[], Document] = tuple

    @property
    def document(self) -> Document:
        return (Heading(self.title, 1), *parsed(source(self.id)), *self.more())


def source(name: str) -> str:
    """The part of a page that was written by hand, in Markdown."""
    return (PACKAGE / "guide" / f"{name}.md").read_text(encoding="utf-8")


def rules() -> Iterator[Block]:
    """Every rule with its headline, by family."""
    from alliance_sim.checks import all_rules  # noqa: PLC0415  # no other page needs the rules

    known = sorted(all_rules().values(), key=lambda rule: rule.code)
    for digit, family in FAMILIES.items():
        rows = tuple(
            (f"{rule.code} {rule.name}, {rule.severity}", rule.headline) for rule in known if rule.code[2] == digit
        )
        if rows:
            yield Heading(f"Family {digit}: {family}")
            yield Table(("Rule", "What it finds"), rows)


EXAMPLE = "Bad example"
HERE = re.compile(r"^ *# here$")
POINTER = "> "


def rule_page(rule: Rule) -> Document:
    """The page of a rule: what it is about, and a bad example in which the lines are marked that it points at."""
    return tuple(_part(text) for text in rule.page.split("\n\n"))


def _part(text: str) -> Block:
    if text.startswith(" "):
        return Listing(pointed(dedent(text)), "yaml")
    if text.startswith(EXAMPLE):
        return Paragraph(coded(f"{EXAMPLE}{_told(text)} (`{POINTER.strip()}` marks what is found):"))
    return Paragraph(coded(" ".join(text.split())))


def pointed(example: str) -> str:
    """A bad example with a pointer before each line that is found, in place of the comment above it."""
    found: list[str] = []
    before = " " * len(POINTER)
    for line in example.split("\n"):
        if HERE.match(line):
            before = POINTER
        else:
            found.append(f"{before}{line}".rstrip())
            before = " " * len(POINTER)
    return "\n".join(found)


def _told(heading: str) -> str:
    """How the example is to be read, from what stands in brackets; the syntax is in `alliance_sim.faults`."""
    options = re.findall(r"[^(),:]+", heading.removeprefix(EXAMPLE))
    told = [_option(*option.split()) for option in options if option.strip()]
    return "".join(f", {text}" for text in told)


def _option(word: str, value: str = "") -> str:
    limit, _, number = value.partition("=")
    return {
        "whole": "a whole file",
        "bank": "in a drill bank",
        "lesson": "in a lesson",
        "course": "in a course",
        "questionnaire": "in a questionnaire",
        "evaluation": "in an evaluation form",
        "bytes": "with bytes that are no text written as `\\x` and their number",
        "limits": f"as it would be if the limit of {limit} were {number}",
        "repeated": f"with {value} of each state whose name has its number, #, in it",
        "files": "one file" if value == "1" else f"{value} such files",
        "others": f"and {value} more such as the others",
    }[word]


def codes() -> Iterator[Block]:
    """Every code with what it means: markers, strategies and errors."""
    yield Heading("Markers")
    for marker in CODEBOOK.markers.values():
        yield from _entry(marker.code, f"{marker.name} ({marker.type}, {marker.family}).", marker.definition)
        yield Speech("Patient", utterance(marker.example))
        yield Note("Looks like it", plain(marker.look_alike))
    yield Heading("Strategies")
    for strategy in CODEBOOK.strategies.values():
        yield from _entry(strategy.code, f"{strategy.name} ({strategy.family}).", strategy.definition)
        yield Speech("Therapist", utterance(strategy.example), "therapist")
        yield Note("Fits", plain(strategy.fits))
        yield Note("Misfires", plain(strategy.misfires))
    yield Heading("Errors")
    for error in CODEBOOK.errors.values():
        yield from _entry(error.code, f"{error.name} (moves {error.direction}).", error.definition)
        yield Speech("Therapist", utterance(error.example), "therapist")


def _entry(title: str, name: str, definition: str) -> Iterator[Block]:
    yield Heading(title, 3)
    yield Paragraph(plain(f"{name} {definition}"))


def evaluation_keys() -> Iterator[Block]:
    yield Heading("The evaluation form")
    yield from reference(Evaluation)


TOPICS = {
    topic.id: topic
    for topic in (
        Topic(
            "practising", "Practising", "For clinicians: what happens in a session, and how to get something out of it."
        ),
        Topic(
            "authoring",
            "Writing a scenario",
            "For authors: from an empty folder to a scenario that holds, and is hard for the right reason.",
        ),
        Topic(
            "format",
            "The scenario file",
            "Every key, the guard language, and what exactly happens in a run.",
            lambda: reference(Scenario),
        ),
        Topic(
            "lesson-format",
            "The lesson file",
            "How to write a lesson, with every key of its front matter.",
            lambda: reference(Lesson),
        ),
        Topic(
            "drill-format",
            "The drill file",
            "How to write single turns for drills, with every key.",
            lambda: reference(Bank),
        ),
        Topic(
            "teaching",
            "Teaching a group",
            "For teachers: a scenario on a projector, with votes, notes in a second terminal and paper.",
        ),
        Topic(
            "courses",
            "Courses",
            "For participants and for those who run one; and how to write a course, with every key.",
            lambda: reference(Course),
        ),
        Topic(
            "questionnaires",
            "Questionnaires and evaluation forms",
            "How to write what a course asks, with every key.",
            lambda: (Heading("The questionnaire"), *reference(Questionnaire), *evaluation_keys()),
        ),
        Topic(
            "rules",
            "The rules",
            "Everything that `check` can find, by family, and how to allow it.",
            lambda: tuple(rules()),
        ),
        Topic(
            "codes",
            "The codes",
            "Markers, strategies and errors: what each means, with an example.",
            lambda: tuple(codes()),
        ),
        Topic(
            "cohort",
            "A cohort in figures",
            "For whoever collects participant files: what each figure of the report means, and what it does not.",
        ),
        Topic(
            "library",
            "The shipped scenarios",
            "In figures: how hard they are, and whether it is for the right reason.",
            shipped_figures,
        ),
        Topic(
            "records",
            "Your records",
            "Where they are, and how to carry, check, restore and destroy them.",
        ),
    )
}
"""Every topic by its name, in the order in which they are listed."""
