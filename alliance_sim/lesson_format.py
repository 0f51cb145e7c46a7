"""The lesson file: Markdown below a front matter in YAML. These classes are the front matter: a key is a field here.

See `shapes` for the vocabulary of the types.
"""

from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.shapes import Filled, LanguageTag, Line, Paragraphs, Whole, documented


@frozen
class CheckOption:
    """One of the answers to a question."""

    say: Paragraphs = documented("the answer")
    because: Paragraphs = documented("the feedback: why it fits here, or fits less")
    fits: bool = documented("whether it fits; more than one may", default=False)


@frozen
class Check:
    """A question after the text."""

    ask: Paragraphs = documented("the question, with what has to be known for it")
    options: Annotated[tuple[CheckOption, ...], Filled()] = documented("the answers: one fits at least, one fits less")


@frozen
class Source:
    """Where something is known from."""

    cite: Line = documented("authors, year, and where it stands")
    finding: Paragraphs = documented("what was found, with its figures")
    sure: Literal["read", "known", "check"] = documented(
        "read: the figure was read in the abstract; known: well known, not read again; check: to be checked first"
    )


@frozen
class Lesson:
    """The front matter of a lesson."""

    title: Line = documented("what it is about")
    outcome: Paragraphs = documented("what somebody can do after it, in a sentence")
    minutes: Annotated[int, Whole(1, 60)] = documented("how long it takes, with its questions")
    checks: Annotated[tuple[Check, ...], Filled()] = documented("the questions after the text")
    sources: Annotated[tuple[Source, ...], Filled()] = documented("where the figures come from, and how sure they are")
    place: Annotated[int, Whole(1, 99)] = documented("where it stands in the list of lessons", default=99)
    language: LanguageTag = documented("of the texts", default="en-GB")
