"""A content value back to the text of a file, driven by the same classes as the decoder.

Reading what is written gives an equal value. Texts stand plain where YAML lets them, else under `|`.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from alliance_sim.shapes import Guarded, Keyed, Name, Prose, Word, note_of, parts_of

WIDTH = 110
PLAIN = re.compile(r"[^\W_][^\n]*|\([^\n]*")
"""Begins with a letter, a digit or a round bracket."""
AWKWARD = re.compile(r": |:$| #|^null$", re.IGNORECASE)
"""What ends a plain text early, or makes it nothing in the eyes of an editor."""


def written(value: Any) -> str:
    """The text of a file that holds `value`."""
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: Any, key: str = "") -> Iterator[str]:
    """The fields of a value, but for the one that is its key; what equals its default is left out."""
    hints = get_type_hints(type(value), include_extras=True)
    fields = [field for field in attrs.fields(type(value)) if field.name != key]
    for field in sorted(fields, key=lambda field: field.name != "when"):
        found = getattr(value, field.name)
        if field.default is attrs.NOTHING or found != field.default:
            yield from _under(field.name, found, hints[field.name])


def _under(key: str, found: Any, tp: Any) -> Iterator[str]:
    """A key with what stands under it."""
    base, notes = parts_of(tp)
    if _is_text(base, notes):
        yield from spelled(f"{key}:", found)
    elif note_of(notes, Guarded) and len(found) == 1 and found[0].when is None:
        yield from spelled(f"{key}:", found[0].say)
    elif short := _on_one_line(found, base, notes):
        yield f"{key}: {short}"
    else:
        lines = list(_block(found, base, notes))
        yield f"{key}:" if lines else f"{key}: {{}}"
        yield from _indented(lines)


def _on_one_line(found: Any, base: Any, notes: tuple[Any, ...]) -> str:
    """Numbers, words of a fixed list, and short lists of such; nothing where a block is wanted."""
    if get_origin(base) is not tuple:
        return "" if attrs.has(base) and not hasattr(base, "parse") else _word(found)
    keyed = note_of(notes, Keyed)
    if not found:
        return "{}" if keyed else "[]"
    if keyed and keyed.value and _is_word(get_type_hints(type(found[0]), include_extras=True)[keyed.value]):
        return "{" + ", ".join(f"{getattr(item, keyed.key)}: {getattr(item, keyed.value)}" for item in found) + "}"
    if not keyed and _is_word(get_args(base)[0]):
        return "[" + ", ".join(map(_word, found)) + "]"
    return ""


def _block(found: Any, base: Any, notes: tuple[Any, ...]) -> Iterator[str]:
    keyed = note_of(notes, Keyed)
    if get_origin(base) is not tuple:
        yield from _mapping(found)
    elif keyed and keyed.value:
        for item in found:
            tp = get_type_hints(type(item), include_extras=True)[keyed.value]
            yield from _under(getattr(item, keyed.key), getattr(item, keyed.value), tp)
    elif keyed:
        for item in found:
            yield f"{getattr(item, keyed.key)}:"
            yield from _indented(_mapping(item, keyed.key))
    else:
        for item in found:
            lines = spelled("", item) if isinstance(item, str) else _mapping(item)
            yield from (f"{'  ' if number else '- '}{line}".rstrip() for number, line in enumerate(lines))


def _is_text(base: Any, notes: tuple[Any, ...]) -> bool:
    return base is str and (note_of(notes, Prose) is not None or note_of(notes, Word) is not None)


def _is_word(tp: Any) -> bool:
    """Whether values of a type never need more than a plain word on one line."""
    base, notes = parts_of(tp)
    is_name = note_of(notes, Name) is not None
    return is_name or base is int or get_origin(base) is Literal or getattr(base, "syntax_rule", "") == "effect-syntax"


def _word(found: Any) -> str:
    return str(found).lower() if isinstance(found, bool) else str(found)


def spelled(key: str, text: str) -> Iterator[str]:
    """A text after its key: on the same line if it is short and YAML would not misread it, else under `|`."""
    start = f"{key} " if key else ""
    if len(text) <= WIDTH and PLAIN.fullmatch(text) and not AWKWARD.search(text):
        yield start + text
        return
    yield f"{start}|"
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        yield from _indented(
            textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
        )


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}".rstrip() for line in lines)
