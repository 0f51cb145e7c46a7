"""Nodes to values, driven by the attrs classes: every mistake at once, each with its place.

A decoder is compiled once for each type. Where something cannot be read it reports that and leaves a blank of the right
type behind, so that the rest of the file can still be checked; a document with an error never gets further than that.
"""

import re
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import attrs

from alliance_sim.collecting import collection_paused
from alliance_sim.diagnostics import Diagnostic, closest
from alliance_sim.faults import shape as faults
from alliance_sim.faults import texts as text_faults
from alliance_sim.scalars import (
    NO_NAME,
    Decoder,
    Reading,
    is_bare,
    is_missing,
    one_of,
    parsed,
    text,
    true_or_false,
    whole,
)
from alliance_sim.shapes import Filled, Guarded, Keyed, Name, Prose, Whole, is_optional, note_of, parts_of
from alliance_sim.source import Mapping, Node, Path, Scalar, Sequence, Source, span_of

T = TypeVar("T")
COMMENTED = re.compile(r":\s+(#.*)")
"""A key with nothing but a comment after it."""


class Decoded(NamedTuple):
    """A value with blanks where something could not be read, the mistakes, and the paths of the blanks."""

    value: Any
    faults: list[Diagnostic]
    damaged: set[Path]


def decode(source: Source, cls: type[T]) -> tuple[T | None, list[Diagnostic]]:
    """A value of `cls`, or None where an error was found; and everything found, in file order."""
    decoded = salvaged(source, cls)
    problems = sorted(source.faults + decoded.faults, key=lambda found: found.span)
    return (None if any(found.is_error for found in problems) else decoded.value), problems


def salvaged(source: Source, cls: Any) -> Decoded:
    """As much of a value of `cls` as the source holds; the value is None if it holds no mapping at all."""
    if source.root is None:
        return Decoded(None, [], set())
    reading = Reading(source, source.limits, source.lines)
    if not isinstance(source.root, Mapping):
        reading.misshapen(source.root, "a mapping with keys")
        return Decoded(None, reading.faults, reading.damaged)
    with collection_paused():
        value = decoder_of(cls)(source.root, reading)
    return Decoded(value, reading.faults, reading.damaged)


@cache
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
    bounds = note_of(notes, Whole)
    return whole(bounds) if bounds else text(notes)


def _at(step: str | int, each: Decoder, node: Node, reading: Reading, **given: Any) -> Any:
    reading.path.append(step)
    value = each(node, reading, **given)
    reading.path.pop()
    return value


def items(parts: tuple[Any, ...]) -> Decoder:
    """A list: of any length where the type is `tuple[X, ...]`, else one item for each type."""
    any_length = len(parts) == 2 and parts[1] is Ellipsis
    each = decoder_of(parts[0])

    def item(node: Node, reading: Reading) -> Any:
        if is_missing(node):
            reading.refuse(faults.wrong_shape(span_of(node), "something in each place of a list", "nothing"))
            return _blank_of(parts[0])
        return each(node, reading)

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            if not is_missing(node):
                reading.misshapen(node, "a list")
            return ()
        if not any_length and len(node.items) != len(parts):
            found = f"a list of {len(node.items)}"
            reading.refuse(faults.wrong_shape(reading.place(node), f"a list of {len(parts)}", found))
            return ()
        before = len(reading.faults)
        values = tuple(_at(number, item, found, reading) for number, found in enumerate(node.items))
        if not any_length:
            return values if len(reading.faults) == before else ()
        return tuple(value for value in values if value is not None)

    return decoded


def variants(variant: Any) -> Decoder:
    """One text, or a list of texts of which all but the last may be guarded."""
    say, listed = decoder_of(attrs.fields(variant).say.type), items((variant, Ellipsis))

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if isinstance(node, Scalar):
            return (variant(say(node, reading)),)
        if isinstance(node, Sequence) and not any(isinstance(item, Scalar) for item in node.items):
            return listed(node, reading)  # type: ignore[no-any-return]
        reading.misshapen(node, "text, or a list of `when` and `say`")
        return ()

    return decoded


def keyed_tuple(item: Any, keyed: Keyed) -> Decoder:
    """A mapping as a tuple of `item`, each holding its key."""
    types_of = {attribute.name: attribute.type for attribute in attrs.fields(item)}
    key_of = decoder_of(types_of[keyed.key])
    value_of = decoder_of(types_of[keyed.value]) if keyed.value else mapping(item, keyed.key)

    def entry(node: Node, reading: Reading, *, key: Scalar) -> Any:
        known = len(reading.faults)
        given = {keyed.key: key_of(key, reading)}
        if is_missing(node) and len(reading.faults) > known:
            return _blank(item, given)
        if is_missing(node):
            reading.refuse(faults.missing_key(span_of(key), key.value, "nothing under it"))
            return _blank(item, given)
        if not keyed.value:
            return value_of(node, reading, **given)
        found = value_of(node, reading)
        return item(**given, **{keyed.value: _blank_of(types_of[keyed.value]) if found is None else found})

    def decoded(node: Node, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(node, Mapping):
            if not is_missing(node):
                reading.misshapen(node, f"a mapping of {keyed.key}: {keyed.value}" if keyed.value else "a mapping")
            return ()
        values = tuple(_at(name, entry, value, reading, key=key) for name, (key, value) in node.entries.items())
        limit = getattr(reading.limits, keyed.limit) if keyed.limit else len(values)
        if len(values) > limit:
            reading.refuse(faults.too_many(reading.place(node), keyed.limit, len(values), limit))
        return values

    return decoded


def mapping(cls: Any, key: str = "") -> Decoder:
    """A mapping as a value of `cls`; `key` names a field that does not stand in it."""
    hints = get_type_hints(cls, include_extras=True)
    attributes = {a.name: a for a in attrs.fields(cls) if a.name != key}
    required = [name for name, a in attributes.items() if a.default is attrs.NOTHING]
    decoders: dict[str, Decoder] = {}

    def decoded(node: Node, reading: Reading, **given: str) -> Any:
        if not decoders:
            decoders.update({name: decoder_of(hints[name]) for name in attributes})
        if not isinstance(node, Mapping):
            reading.misshapen(node, "a mapping with keys")
            return _blank(cls, given)
        values: dict[str, Any] = dict(given)
        for name, (mark, value) in node.entries.items():
            each = decoders.get(name)
            if each is None:
                _refuse_unknown(mark, value, attributes, reading)
            elif is_missing(value) and name not in required:
                continue
            elif is_missing(value) or (is_bare(value) and _is_filled(hints[name])):
                _refuse_empty(name, mark, hints[name], reading)
            else:
                found = _at(name, each, value, reading)
                values[name] = _blank_of(hints[name]) if found is None else found
        for name in required:
            if name not in values:
                if name not in node.entries:
                    _refuse_missing(name, node, reading)
                values[name] = _blank_of(hints[name])
        return cls(**values)

    return decoded


def _refuse_empty(name: str, mark: Scalar, tp: Any, reading: Reading) -> None:
    """Report a key with nothing under it; where a text was meant, a comment may have swallowed it."""
    notes = parts_of(tp)[1]
    cut = COMMENTED.match(reading.lines[mark.end.line], mark.end.column)
    if cut and (note_of(notes, Prose) or note_of(notes, Guarded)):
        reading.refuse(text_faults.text_cut_by_comment(span_of(mark), cut[1]), name)
    else:
        reading.refuse(faults.missing_key(span_of(mark), name, "nothing under it"), name)


def _is_filled(tp: Any) -> bool:
    """Whether a list or a mapping of this type may not be empty."""
    _, notes = parts_of(tp)
    return any(isinstance(note, Filled | Guarded) for note in notes)


def _refuse_unknown(mark: Scalar, value: Node, known: dict[str, Any], reading: Reading) -> None:
    """Report a key that does not belong here; the key that was probably meant counts as damaged."""
    name = mark.value
    if name == "todo":
        note = value.value if isinstance(value, Scalar) else "a list"
        reading.faults.append(faults.note_to_self(span_of(mark), note))
    elif name == "<<" or mark.refused:
        reading.damaged.add(tuple(reading.path))
    else:
        reading.refuse(faults.unknown_key(span_of(mark), name, known), closest(name, tuple(known)) or name)


def _refuse_missing(name: str, node: Mapping, reading: Reading) -> None:
    """Report a key that is not there, unless it is mistyped or would have come by a merge key."""
    path = tuple(reading.path)
    if (*path, name) not in reading.damaged and path not in reading.damaged:
        reading.refuse(faults.missing_key(reading.place(node), name), name)


def _blank(cls: Any, given: dict[str, str] | None = None) -> Any:
    """A value of `cls` with nothing in it but what is given."""
    hints = get_type_hints(cls, include_extras=True)
    empty = {a.name: _blank_of(hints[a.name]) for a in attrs.fields(cls) if a.default is attrs.NOTHING}
    return cls(**empty | (given or {}))


def _blank_of(tp: Any) -> Any:
    base, notes = parts_of(tp)
    if is_optional(tp) or get_origin(base) is Literal:
        return None
    if get_origin(base) is tuple:
        return ()
    if note_of(notes, Name):
        return NO_NAME
    if base is str:
        return ""
    bounds = note_of(notes, Whole)
    if bounds:
        return bounds.low
    return base() if hasattr(base, "parse") else _blank(base)
