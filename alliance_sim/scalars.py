"""Single texts to values: the decoders at the leaves, and the reading that all decoders share."""

import re
from collections.abc import Callable
from typing import Any

from attrs import define, field

from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.faults import shape as faults
from alliance_sim.faults import texts as text_faults
from alliance_sim.shapes import ID_LENGTH, RESERVED, Limits, Name, Prose, Unreadable, Whole, Word, note_of
from alliance_sim.source import Mapping, Node, Path, Scalar, Sequence, Source, span_of

CUT = re.compile(r"\s+(#.*)")
KEY_LINE = re.compile(
    r"^\s*(rupture|no_rupture|choices|outcomes|markers|strategies|errors|effects|because|fit|otherwise|route|ending"
    r"|summary|salience|strain|trigger|looks_like):(?:\s|$)",
    re.MULTILINE,
)
"""A line of a text that was meant to be a key."""
COMMENT_LINE = re.compile(r"^\s*(#(?:\s+\S.*|allow\b.*))$", re.MULTILINE | re.IGNORECASE)
"""A line of a text that was meant to be a comment. A number sign with a number is none: `#1`."""
NO_NAME = "?"
"""Stands for a name that could not be read. It names nothing, and nothing is missing where it stands."""


@define(eq=False, repr=False)
class Reading:
    """What decoders share: the limits, the mistakes so far, where they stand, and what could not be read."""

    source: Source
    limits: Limits
    lines: list[str]
    faults: list[Diagnostic] = field(factory=list)
    path: list[str | int] = field(factory=list)
    damaged: set[Path] = field(factory=set)

    def refuse(self, problem: Diagnostic, *steps: str) -> None:
        """Note a mistake in what stands here, or in what stands `steps` further in."""
        self.faults.append(problem)
        self.damaged.add((*self.path, *steps))

    def misshapen(self, node: Node, expected: str) -> None:
        """Note that something of another shape stands here, unless it is refused already."""
        if isinstance(node, Scalar) and node.refused:
            self.damaged.add(tuple(self.path))
        else:
            self.refuse(faults.wrong_shape(self.place(node), expected, kind_of(node)))

    def place(self, node: Node) -> Span:
        """Where what is read now is named: a text itself, a list or a mapping at its key."""
        if isinstance(node, Scalar) or not self.path:
            return span_of(node)
        return self.source.span(tuple(self.path))


Decoder = Callable[..., Any]


def kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def is_missing(node: Node) -> bool:
    """Nothing stands there: `key:` and no more."""
    return isinstance(node, Scalar) and not node.refused and not node.value.strip()


def is_bare(node: Node) -> bool:
    """A list or a mapping with nothing in it."""
    return (isinstance(node, Sequence) and not node.items) or (isinstance(node, Mapping) and not node.entries)


def scalar(node: Node, reading: Reading, expected: str) -> Scalar | None:
    """The node if it is a text that may be read."""
    if isinstance(node, Scalar) and not node.refused:
        return node
    reading.misshapen(node, expected)
    return None


def text(notes: tuple[Any, ...]) -> Decoder:
    """The decoder of a `str` with these notes."""
    prose, name, word = note_of(notes, Prose), note_of(notes, Name), note_of(notes, Word)
    if prose:
        return prose_of(prose)
    return name_of(name) if name else line_of(word or Word())


def line_of(word: Word) -> Decoder:
    pattern = re.compile(word.pattern or ".*")

    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, word.expected)
        if found is None:
            return ""
        flat = " ".join(found.value.split())
        if not pattern.fullmatch(flat):
            reading.refuse(faults.odd_word(span_of(node), word.expected, flat))
        if len(flat) > reading.limits.say:
            reading.refuse(faults.text_too_long(span_of(node), len(flat), reading.limits.say))
        return flat

    return decoded


def prose_of(prose: Prose) -> Decoder:
    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, "text")
        if found is None:
            return ""
        paragraphs = flowing(found.value, found.style)
        limit = getattr(reading.limits, prose.limit)
        if len(paragraphs) > limit:
            reading.refuse(faults.text_too_long(span_of(node), len(paragraphs), limit))
        if not found.style and found.end.line < len(reading.lines):
            cut = CUT.match(reading.lines[found.end.line], found.end.column)
            if cut:
                reading.refuse(text_faults.text_cut_by_comment(span_of(node), cut[1]))
        written = "\n".join(reading.lines[found.mark.line + 1 : found.end.line]) if found.style in ("|", ">") else ""
        if key := KEY_LINE.search(written):
            reading.faults.append(text_faults.key_in_text(span_of(node), key[1]))
        if "#" in written and (comment := COMMENT_LINE.search(written)):
            reading.faults.append(text_faults.comment_in_text(span_of(node), comment[1]))
        return paragraphs

    return decoded


def flowing(found: str, style: str) -> str:
    """Prose with a space for each line break and an empty line between paragraphs.

    In `|` a break of two lines is an empty line. Elsewhere the parser has folded the lines: what is left of a single
    break was an empty line, but for the breaks around indented lines of `>`, which it leaves as they are.
    """
    if "\n" not in found:
        return " ".join(found.split())
    paragraphs: list[list[str]] = [[]]
    before = ""
    for line in found.split("\n"):
        kept = style == "|" or (style == ">" and (line[:1] in (" ", "\t") or before[:1] in (" ", "\t")))
        if not line.strip() or not kept:
            paragraphs.append([])
        paragraphs[-1] += line.split()
        before = line
    return "\n\n".join(" ".join(words) for words in paragraphs if words)


def name_of(name: Name) -> Decoder:
    pattern = re.compile(name.pattern)

    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, "an id")
        if found is None:
            return NO_NAME
        text = found.value
        if not pattern.fullmatch(text) or len(text) > ID_LENGTH or (name.in_guards and text in RESERVED):
            reading.refuse(faults.no_id(span_of(node), text, name.in_guards))
        return text

    return decoded


def one_of(allowed: tuple[str, ...]) -> Decoder:
    def decoded(node: Node, reading: Reading) -> str | None:
        found = scalar(node, reading, "one word")
        if found is None:
            return None
        if found.value in allowed:
            return found.value
        reading.refuse(faults.unknown_value(span_of(node), found.value, allowed))
        return None

    return decoded


def true_or_false(node: Node, reading: Reading) -> bool:
    found = scalar(node, reading, "true or false")
    if found is not None and (found.value not in ("true", "false") or found.style):
        reading.refuse(faults.no_true_or_false(span_of(node), found.value))
    return found is not None and found.value == "true"


def whole(bounds: Whole) -> Decoder:
    def decoded(node: Node, reading: Reading) -> int:
        found = scalar(node, reading, "a whole number")
        if found is None:
            return bounds.low
        digits = found.value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 16:
            reading.refuse(
                faults.newer_format(span_of(node), found.value)
                if bounds.low == bounds.high
                else faults.no_whole_number(span_of(node), found.value, bounds.low, bounds.high)
            )
            return bounds.low
        number = int(found.value)
        if bounds.low <= number <= bounds.high:
            return number
        if bounds.low == bounds.high:
            reading.refuse(faults.newer_format(span_of(node), found.value))
        else:
            reading.refuse(faults.number_out_of_range(span_of(node), number, bounds.low, bounds.high))
        return bounds.low

    return decoded


def parsed(cls: Any) -> Decoder:
    """The decoder of a class that reads a small language: what it refuses is the rule that the class names."""
    refused = {"guard-syntax": faults.guard_syntax, "effect-syntax": faults.effect_syntax}[cls.syntax_rule]

    def decoded(node: Node, reading: Reading) -> Any:
        found = scalar(node, reading, "text")
        if found is None:
            return None
        try:
            return cls.parse(found.value, reading.limits)
        except Unreadable as error:
            reading.refuse(refused(span_of(node, error.offset), error.message, error.hint))
            return None

    return decoded
