"""What a scalar or a collection of a content file may be: the vocabulary in which content classes are written.

A content class is a frozen attrs class. Its field types say everything that the decoder, the writer, the JSON Schema
and the reference need to know; where a plain type does not say enough, `Annotated` adds one of these.
"""

import re
import types
import unicodedata
from typing import Annotated, Any, NamedTuple, Self, TypeVar, Union, get_args, get_origin

import attrs
from attrs import field, frozen

T = TypeVar("T")


class Unreadable(ValueError):
    """A scalar that is not of its small language. `offset` counts characters from the start of the scalar."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.message, self.hint = offset, message, hint


class Limits(NamedTuple):
    """How large a file and its parts may be. Sizes in bytes or characters; the rest are counts."""

    bytes: int = 2 * 1024 * 1024
    depth: int = 64
    nodes: int = 100_000
    utterance: int = 4000
    say: int = 600
    guard: int = 500
    guard_depth: int = 32
    choices: int = 9
    variables: int = 16


class Prose(NamedTuple):
    """Text for people. A line break is a space, an empty line starts a paragraph."""

    limit: str = "utterance"


class Word(NamedTuple):
    """A short text on one line."""

    pattern: str = ""
    expected: str = "text"


ID_PATTERN = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
NAME_PATTERN = r"[a-z][a-z0-9]*([-_][a-z0-9]+)*"
ID_LENGTH = 64
RESERVED = frozenset({"and", "or", "not", "seen"})


def id_like(text: str) -> str:
    """The id most like a text; nothing if there is none."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[a-z0-9]+", words)).lstrip("0123456789-")[:ID_LENGTH].rstrip("-")


class Name(NamedTuple):
    """The name of something within the file; `_` may stand for `-` in names that guards use.

    With `table`, it is a code of that table of the codebook.
    """

    in_guards: bool = False
    table: str = ""

    @property
    def pattern(self) -> str:
        return NAME_PATTERN if self.in_guards else ID_PATTERN


class Whole(NamedTuple):
    """A decimal integer from `low` to `high`, both included."""

    low: int
    high: int


class Keyed(NamedTuple):
    """A mapping in the file, a tuple here: `key` names the field that holds the mapping's key.

    With `value`, the mapping's value fills that one field; without, it is a mapping of the other fields.
    """

    key: str
    value: str = ""
    limit: str = ""


class Guarded:
    """One text, or a list of texts of which the first whose `when` holds is taken."""


class Filled:
    """A list that may not be empty."""


Id = Annotated[str, Name()]
GuardName = Annotated[str, Name(in_guards=True)]
Paragraphs = Annotated[str, Prose()]
Line = Annotated[str, Word()]
MarkerCode = Annotated[str, Name(table="markers")]
StrategyCode = Annotated[str, Name(table="strategies")]
ErrorCode = Annotated[str, Name(table="errors")]
LanguageTag = Annotated[str, Word(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag such as en-GB")]
Day = Annotated[str, Word(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date such as 2026-01-31")]


def documented(text: str, **options: Any) -> Any:
    """A field with a line of the reference."""
    return field(metadata={"text": text}, **options)


def text_of(attribute: "attrs.Attribute[Any]") -> str:
    """The line of the reference of a field."""
    return str(attribute.metadata.get("text", ""))


def is_optional(tp: Any) -> bool:
    """Whether a type ends in `| None`."""
    return get_origin(tp) in (Union, types.UnionType) and type(None) in get_args(tp)


def parts_of(tp: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `| None`, split into its base and what `Annotated` says of it."""
    if is_optional(tp):
        tp = next(part for part in get_args(tp) if part is not type(None))
    if get_origin(tp) is Annotated:
        base, *notes = get_args(tp)
        return base, tuple(notes)
    return tp, ()


def note_of(notes: tuple[Any, ...], kind: type[T]) -> T | None:
    """The note of a kind among those of a type."""
    return next((note for note in notes if isinstance(note, kind)), None)


@frozen
class Change:
    """What an effect does to a variable: `+2` and `-1` change it, a bare `3` sets it."""

    amount: int = 0
    sets: bool = False

    syntax_rule = "effect-syntax"

    @classmethod
    def parse(cls, text: str, _limits: Limits) -> Self:
        sign, digits = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len("100")):
            raise Unreadable(0, f"expected a change such as +1, -2 or a value such as 1, found '{text}'")
        amount = int(digits)
        return cls(-amount if sign == "-" else amount, sets=not sign)

    def __str__(self) -> str:
        return str(self.amount) if self.sets else f"{self.amount:+d}"
