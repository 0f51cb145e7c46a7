"""Nodes to values, driven by the attrs classes: every mistake at once, each with its place.

A decoder is compiled once for each type. Where something cannot be read it reports that and leaves a blank of the right
type behind, so that the rest of the file can still be checked; a document with an error never gets further than that.
"""

import re
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import define, field

from alliance_sim.diagnostics import Diagnostic, Span, nearest
from alliance_sim.faults import shape as faults
from alliance_sim.shapes import (
    ID_LENGTH,
    RESERVED,
    Filled,
    Guarded,
    Keyed,
    Limits,
    Name,
    Prose,
    Unreadable,
    Whole,
    Word,
)
from alliance_sim.source import Mapping, Node, Path, Scalar, Sequence, Source, span_of

T = TypeVar("T")
PARAGRAPH = {"|": re.compile(r"\n[ \t]*\n\s*"), "": re.compile(r"\n\s*")}
CUT = re.compile(r"\s+(#.*)")


@define(eq=False)
class Reading:
    """What decoders share: the limits, the lines, the mistakes so far, and which mappings they stand in."""

    source: Source
    limits: Limits
    lines: list[str]
    faults: list[Diagnostic] = field(factory=list)
    path: list[str | int] = field(factory=list)
    damaged: set[Path] = field(factory=set)

    def refuse(self, problem: Diagnostic) -> None:
        self.faults.append(problem)
        if not problem.is_error:
            return
        self.damaged.add(tuple(self.path))


@define(eq=False)
class Decoded:
    """A value with blanks where something could not be read, the mistakes, and the mappings that hold one."""

    value: Any
    faults: list[Diagnostic]
    damaged: set[Path]


Decoder = Callable[..., Any]
KINDS = {"Sequence": "a list", "Mapping": "a mapping"}


def decode(source: Source, cls: type[T]) -> tuple[T | None, list[Diagnostic]]:
    """A value of `cls`, or None where an error was found; and everything found, in file order."""
    decoded = salvaged(source, cls)
    problems = sorted(source.faults + decoded.faults, key=lambda found: found.span)
    return (None if any(found.is_error for found in problems) else decoded.value), problems


def salvaged(source: Source, cls: type[T]) -> Decoded:
    """As much of a value of `cls` as the source holds; the value is None if it holds no mapping at all."""
    if source.root is None:
        return Decoded(None, [], set())
    reading = Reading(source, source.limits, source.lines)
    if not isinstance(source.root, Mapping):
        reading.refuse(faults.wrong_shape(span_of(source.root), "a mapping with keys", kind_of(source.root)))
        return Decoded(None, reading.faults, reading.damaged)
    value = decoder_of(cls)(source.root, reading)
    return Decoded(value, reading.faults, reading.damaged)


def kind_of(node: Node) -> str:
    return KINDS.get(type(node).__name__, "text")


def is_missing(node: Node) -> bool:
    """Nothing stands there: `key:` and no more."""
    return isinstance(node, Scalar) and not (node.value or "").strip()


def parts_of(tp: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `| None`, split into its base and what `Annotated` says of it."""
    if get_origin(tp) in (Union, types.UnionType):
        tp = next(part for part in get_args(tp) if part is not type(None))
    if get_origin(tp) is Annotated:
        base, *notes = get_args(tp)
        return base, tuple(notes)
    return tp, ()


def note_of(notes: tuple[Any, ...], kind: type[T]) -> T | None:
    return next((note for note in notes if isinstance(note, kind)), None)


@lru_cache(maxsize=None)
def decoder_of(tp: Any) -> Decoder:
    base, notes = parts_of(tp)
    if note_of(notes, Guarded):
        return variants(get_args(base)[0])
    if keyed := note_of(notes, Keyed):
        return keyed_tuple(get_args(base)[0], keyed)
    if get_origin(base) is tuple:
        return items(get_args(base))
    if get_origin(base) is Literal:
        return one_of(get_args(base))
    if hasattr(base, "parse"):
        return parsed(base)
    if attrs.has(base):
        return mapping(base)
    if base is bool:
        return true_or_false
    if base is int:
        return whole(note_of(notes, Whole))
    return text(notes)


def scalar(node: Node, reading: Reading, expected: str) -> str | None:
    """The text of a scalar, or None where the node is something else or was refused already."""
    if isinstance(node, Scalar):
        return node.value  # type: ignore[no-any-return]  # yaml's stubs do not type the events
    reading.refuse(faults.wrong_shape(span_of(node), expected, kind_of(node)))
    return None


def text(notes: tuple[Any, ...]) -> Decoder:
    prose, name, word = note_of(notes, Prose), note_of(notes, Name), note_of(notes, Word)
    if prose:
        return prose_of(prose)
    if name:
        return name_of(name)
    pattern = re.compile(word.pattern) if word and word.pattern else None
    expected = word.expected if word else "text"

    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, expected)
        if found is None:
            return ""
        flat = " ".join(found.split())
        if pattern and not pattern.fullmatch(flat):
            reading.refuse(faults.odd_word(span_of(node), expected, flat))
        if len(flat) > reading.limits.say:
            reading.refuse(faults.text_too_long(span_of(node), len(flat), reading.limits.say))
        return flat

    return decoded


def prose_of(prose: Prose) -> Decoder:
    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, "text")
        if found is None:
            return ""
        paragraphs = flowing(found, node.style)
        limit = getattr(reading.limits, prose.limit)
        if len(paragraphs) > limit:
            reading.refuse(faults.text_too_long(span_of(node), len(paragraphs), limit))
        if not node.style and node.end_mark.line < len(reading.lines):
            cut = CUT.match(reading.lines[node.end_mark.line], node.end_mark.column)
            if cut:
                reading.refuse(faults.text_cut_by_comment(span_of(node), cut[1]))
        return paragraphs

    return decoded


def flowing(found: str, style: str | None) -> str:
    """Prose with a space for each line break and an empty line between paragraphs.

    Outside `|` the parser has folded the lines already: a line break that is left there was an empty line.
    """
    if "\n" not in found:
        return " ".join(found.split())
    breaks = PARAGRAPH["|" if style == "|" else ""]
    return "\n\n".join(" ".join(part.split()) for part in breaks.split(found.strip()))


def name_of(name: Name) -> Decoder:
    pattern = re.compile(name.pattern)

    def decoded(node: Node, reading: Reading) -> str:
        found = scalar(node, reading, "an id")
        if found is None:
            return ""
        if not pattern.fullmatch(found) or len(found) > ID_LENGTH or (name.in_guards and found in RESERVED):
            reading.refuse(faults.no_id(span_of(node), found, name.in_guards))
            return ""
        return found

    return decoded


def one_of(allowed: tuple[str, ...]) -> Decoder:
    def decoded(node: Node, reading: Reading) -> str | None:
        found = scalar(node, reading, "one word")
        if found is None or found in allowed:
            return found
        reading.refuse(faults.unknown_value(span_of(node), found, allowed))
        return None

    return decoded


def true_or_false(node: Node, reading: Reading) -> bool:
    found = scalar(node, reading, "true or false")
    if found is not None and (found not in ("true", "false") or getattr(node, "style", "")):
        reading.refuse(faults.no_true_or_false(span_of(node), found))
    return found == "true"


def whole(bounds: Whole | None) -> Decoder:
    def decoded(node: Node, reading: Reading) -> int:
        found = scalar(node, reading, "a whole number")
        if found is None:
            return 0
        digits = found.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 16:
            reading.refuse(faults.no_whole_number(span_of(node), found))
            return 0
        number = int(found)
        if bounds and not bounds.low <= number <= bounds.high:
            if bounds.low == bounds.high:
                reading.refuse(faults.newer_format(span_of(node), found))
            else:
                reading.refuse(faults.number_out_of_range(span_of(node), number, bounds.low, bounds.high))
        return number

    return decoded


def parsed(cls: Any) -> Decoder:
    refused = {"guard-syntax": faults.guard_syntax, "effect-syntax": faults.effect_syntax}[cls.syntax_rule]

    def decoded(node: Node, reading: Reading) -> Any:
        found = scalar(node, reading, "text")
        if found is None:
            return None
        try:
            return cls.parse(found, reading.limits)
        except Unreadable as error:
            reading.refuse(refused(span_of(node, error.offset), error.message, error.hint))
            return None

    return decoded


def items(parts: tuple[Any, ...]) -> Decoder:
    """A list: of any length where the type is `tuple[X, ...]`, else one item for each type."""
    any_length = len(parts) == 2 and parts[1] is Ellipsis
    each = decoder_of(parts[0])

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            if is_missing(node):
                return ()
            reading.refuse(faults.wrong_shape(span_of(node), "a list", kind_of(node)))
            return ()
        if not any_length and len(node.items) != len(parts):
            reading.refuse(faults.wrong_shape(span_of(node), f"a list of {len(parts)}", f"a list of {len(node.items)}"))
            return ()
        values = []
        for number, item in enumerate(node.items):
            if is_missing(item):
                reading.refuse(faults.missing_key(span_of(item), f"item {number + 1}", "an empty item"))
                continue
            values.append(_at(number, each, item, reading))
        return tuple(value for value in values if value not in (None, ""))

    return decoded


def _at(step: str | int, each: Decoder, node: Node, reading: Reading) -> Any:
    reading.path.append(step)
    value = each(node, reading)
    reading.path.pop()
    return value


def variants(variant: Any) -> Decoder:
    """One text, or a list of texts of which all but the last may be guarded."""
    say, listed = decoder_of(attrs.fields(variant).say.type), items((variant, Ellipsis))

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, Scalar):
            return (variant(say(node, reading)),)
        if isinstance(node, Sequence):
            return listed(node, reading)  # type: ignore[no-any-return]
        reading.refuse(faults.wrong_shape(span_of(node), "text, or a list of `when` and `say`", kind_of(node)))
        return ()

    return decoded


def keyed_tuple(item: Any, keyed: Keyed) -> Decoder:
    """A mapping as a tuple of `item`, each holding its key."""
    types_of = {attribute.name: attribute.type for attribute in attrs.fields(item)}
    key_of = decoder_of(types_of[keyed.key])
    value_of = decoder_of(types_of[keyed.value]) if keyed.value else mapping(item, keyed.key)

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(node, Mapping):
            if not is_missing(node):
                reading.refuse(faults.wrong_shape(span_of(node), "a mapping", kind_of(node)))
            return ()
        values = []
        for name, (key, value) in node.entries.items():
            known = key_of(key, reading)
            reading.path.append(name)
            if is_missing(value):
                reading.refuse(faults.missing_key(span_of(key), name, "nothing under it"))
            elif keyed.value:
                found = value_of(value, reading)
                if known and found not in (None, ""):
                    values.append(item(**{keyed.key: known, keyed.value: found}))
            else:
                values.append(value_of(value, reading, **{keyed.key: known or name}))
            reading.path.pop()
        limit = getattr(reading.limits, keyed.limit) if keyed.limit else len(values)
        if len(values) > limit:
            reading.refuse(faults.too_many(span_of(node), keyed.limit, len(values), limit))
        return tuple(values)

    return decoded


def mapping(cls: Any, key: str = "") -> Decoder:
    """A mapping as a value of `cls`; `key` names a field that does not stand in it."""
    hints = get_type_hints(cls, include_extras=True)
    attributes = {a.name: a for a in attrs.fields(cls) if a.name != key}
    decoders: dict[str, Decoder] = {}
    filled = {name for name in attributes if note_of(parts_of(hints[name])[1], Filled)}
    required = [name for name, a in attributes.items() if a.default is attrs.NOTHING]

    def decoded(node: Node, reading: Reading, **given: str) -> Any:
        if not decoders:
            decoders.update({name: decoder_of(hints[name]) for name in attributes})
        if not isinstance(node, Mapping):
            reading.refuse(faults.wrong_shape(span_of(node), "a mapping with keys", kind_of(node)))
            return _blank(cls, given)
        values: dict[str, Any] = dict(given)
        strays = []
        for name, (mark, value) in node.entries.items():
            each = decoders.get(name)
            if each is None:
                strays.append(name)
                _refuse_unknown(name, mark, value, attributes, reading)
            elif is_missing(value) or (name in filled and isinstance(value, Sequence | Mapping) and not _size(value)):
                if name in required or not isinstance(value, Scalar):
                    reading.refuse(faults.missing_key(span_of(mark), name, "nothing under it"))
                    values[name] = _blank_of(hints[name])
            else:
                if isinstance(value, Scalar):
                    found = each(value, reading)
                else:
                    found = _at(name, each, value, reading)
                values[name] = _blank_of(hints[name]) if found is None else found
        for name in required:
            if name not in values:
                if name not in node.entries and not nearest(name, strays):
                    reading.refuse(faults.missing_key(_place(node, reading), name))
                values[name] = _blank_of(hints[name])
        return cls(**values)

    return decoded


def _refuse_unknown(name: str, mark: Scalar, value: Node, known: dict[str, Any], reading: Reading) -> None:
    if name == "todo":
        found = value.value if isinstance(value, Scalar) else "a note"
        reading.faults.append(faults.note_to_self(span_of(mark), found or ""))
    elif name != "<<":
        reading.refuse(faults.unknown_key(span_of(mark), name, known))


def _place(node: Mapping, reading: Reading) -> Span:
    """Where a mapping is named: the key that it stands under, else its first character."""
    path = tuple(reading.path)
    return reading.source.span(path) if path else span_of(node)


def _size(node: Sequence | Mapping) -> int:
    return len(node.items) if isinstance(node, Sequence) else len(node.entries)


def _blank(cls: Any, given: dict[str, str] | None = None) -> Any:
    """A value of `cls` with nothing in it but what is given."""
    hints = get_type_hints(cls, include_extras=True)
    empty = {a.name: _blank_of(hints[a.name]) for a in attrs.fields(cls) if a.default is attrs.NOTHING}
    return cls(**empty | (given or {}))


def _blank_of(tp: Any) -> Any:
    if type(None) in get_args(tp) and get_origin(tp) in (Union, types.UnionType):
        return None
    base, _ = parts_of(tp)
    if get_origin(base) is tuple:
        return ()
    if base is int:
        return 0
    if base is bool:
        return True
    if attrs.has(base) and not hasattr(base, "parse"):
        return _blank(base)
    return "" if base is str else None
