"""The guide: how to practise and how to write, offline; pages written by hand, or made from what they describe."""

from collections.abc import Callable, Iterator

from attrs import frozen

from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import FAMILIES
from alliance_sim.document import Block, Document, Heading, Note, Paragraph, Speech, Table, plain, utterance
from alliance_sim.markdown import parsed
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
    )
}
"""Every topic by its name, in the order in which they are listed."""
