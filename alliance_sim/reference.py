"""The format reference, made from the content classes: every key, what stands under it, and what it means.

One table a class, in file order. What a class is called and where it stands follows from the class and the way to it;
see `shapes` for the vocabulary of the types.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from alliance_sim.diagnostics import listed
from alliance_sim.document import Block, Document, Heading, Paragraph, Table, coded
from alliance_sim.guards import Guard
from alliance_sim.shapes import (
    ID_LENGTH,
    RESERVED,
    Change,
    Filled,
    Guarded,
    Keyed,
    Limits,
    Name,
    Prose,
    Whole,
    Word,
    note_of,
    parts_of,
    text_of,
)

HEAD = ("Key", "What it is for, and what may stand under it")
CODES = {"markers": "a marker", "strategies": "a strategy", "errors": "an error"}
LIMITS = {
    "bytes": "Bytes in a file",
    "depth": "Levels of lists and mappings within each other",
    "nodes": "Texts, lists and mappings in a file",
    "utterance": "Characters in a text",
    "say": "Characters in a reply, and in a text on one line",
    "guard": "Characters in a guard",
    "guard_depth": "Brackets and `not`s within each other in a guard",
    "choices": "Choices of a turn",
    "variables": "Variables",
}
ABOUT = {"guard": "a guard", "guard_depth": "a guard", "choices": "keys of Choice", "variables": "keys of Variable"}
"""What a limit is about, in the words of the tables: where they do not have them, it says nothing."""


@frozen
class Section:
    """A class of the format, and the way to it from the top of the file; names in capitals stand for ids."""

    cls: type
    way: tuple[str, ...] = ()
    key: str = ""
    """The field that does not stand in the mapping, because it is the mapping's key."""


def reference(cls: type, limits: Limits | None = None) -> Document:
    """Every key of a content class and of the classes within it, then the words used in that, and the limits."""
    limits = limits or Limits()
    blocks: list[Block] = []
    for section in sections(cls):
        blocks += [Heading(_title(section)), *_intro(section.cls), _table(section, limits)]
    told = " ".join(cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row)
    words = tuple((word, meaning) for word, meaning in _words(limits) if _in(told, word))
    limited = tuple(
        (meaning, f"{getattr(limits, name):,}") for name, meaning in LIMITS.items() if _in(told, ABOUT.get(name, ""))
    )
    return (
        *blocks,
        Heading("What the words mean"),
        Table(("Word", "Meaning"), words),
        Heading("Limits"),
        Table(("What", "At most"), limited),
    )


def _in(told: str, word: str) -> bool:
    return word.casefold() in told.casefold()


def _words(limits: Limits) -> tuple[tuple[str, str], ...]:
    """The words in which the tables say what may stand under a key."""
    return (
        ("Text", f"at most {limits.utterance:,} characters; an empty line parts two paragraphs"),
        ("Text on one line", f"at most {limits.say} characters; a line break is a space"),
        ("An id", f"small letters, digits and single hyphens, first a letter; at most {ID_LENGTH} characters"),
        ("A name", f"an id in which _ may stand for a hyphen, for guards; none of {', '.join(sorted(RESERVED))}"),
        ("A guard", "see The guard language in `alliance-sim guide format`"),
        ("A change", "+2 or -1 changes a variable by that much, a bare 1 sets it; the range limits both"),
        ("Variants", "a list of texts of which the first whose `when` holds is used"),
        ("The code of", "see `alliance-sim guide codes`"),
    )


def sections(cls: type) -> list[Section]:
    """The class and those within it, in file order; each at the first place where it may be."""
    found: list[Section] = []
    waiting = [Section(cls)]
    while waiting:
        section = waiting.pop(0)
        if section.cls not in [known.cls for known in found]:
            found.append(section)
            waiting = [*_within(section), *waiting]
    return found


def _within(section: Section) -> Iterator[Section]:
    """The classes that stand directly under the keys of a class."""
    hints = get_type_hints(section.cls, include_extras=True)
    for field in _fields(section):
        base, notes = parts_of(hints[field.name])
        way = (*section.way, field.name)
        keyed = note_of(notes, Keyed)
        if keyed and not keyed.value:
            yield Section(get_args(base)[0], (*way, _any_of(get_args(base)[0])), keyed.key)
        elif get_origin(base) is tuple and attrs.has(get_args(base)[0]) and not keyed:
            yield Section(get_args(base)[0], way)
        elif attrs.has(base) and not hasattr(base, "parse"):
            yield Section(base, way)


def _any_of(cls: type) -> str:
    return _name(cls).upper().replace(" ", "-")


def _fields(section: Section) -> "list[attrs.Attribute[Any]]":
    return [field for field in attrs.fields(section.cls) if field.name != section.key]


def _title(section: Section) -> str:
    if not section.way:
        return "The whole file"
    return f"{_name(section.cls)}, under {'.'.join(section.way)}"


def _name(cls: type) -> str:
    """What people call a class: `NoRupture` is "No rupture"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip().capitalize()


def _intro(cls: type) -> Iterator[Paragraph]:
    told = (cls.__doc__ or "").partition("\n")[0]
    if told:
        yield Paragraph(coded(told))


def _table(section: Section, limits: Limits) -> Table:
    hints = get_type_hints(section.cls, include_extras=True)
    return Table(HEAD, tuple((field.name, _told(field, hints[field.name], limits)) for field in _fields(section)))


def _told(field: "attrs.Attribute[Any]", tp: Any, limits: Limits) -> str:
    """What a key means, what it holds, and what counts if it is left out."""
    if field.default is attrs.NOTHING:
        without = " Needed."
    elif isinstance(field.default, bool):
        without = f" If left out: {str(field.default).lower()}."
    else:
        without = ""
    meaning, held = text_of(field), holds(tp, limits)
    return f"{f'{_begun(meaning)}. ' if meaning else ''}{_begun(held)}.{without}"


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def holds(tp: Any, limits: Limits) -> str:
    """What may stand where this type is wanted, in words."""
    base, notes = parts_of(tp)
    if note_of(notes, Guarded):
        return f"{holds(get_type_hints(get_args(base)[0], include_extras=True)['say'], limits)}, or variants"
    if keyed := note_of(notes, Keyed):
        return _mapping(get_args(base)[0], keyed, limits) + _at_least(notes)
    if get_origin(base) is tuple:
        return _items(get_args(base), limits) + _at_least(notes)
    if get_origin(base) is Literal:
        words = get_args(base)
        return f"one of {listed(words)}" if len(words) > 1 else f"the word {words[0]}"
    return _one(base, notes, limits)


def _at_least(notes: tuple[Any, ...]) -> str:
    return ", one at least" if note_of(notes, Filled) else ""


def _mapping(item: type, keyed: Keyed, limits: Limits) -> str:
    hints = get_type_hints(item, include_extras=True)
    name = holds(hints[keyed.key], limits)
    value = holds(hints[keyed.value], limits) if keyed.value else f"the keys of {_name(item)}"
    most = f", at most {getattr(limits, keyed.limit)}" if keyed.limit else ""
    return f"a mapping from {name} to {value}{most}"


def _items(parts: tuple[Any, ...], limits: Limits) -> str:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return f"a list, each entry {holds(parts[0], limits)}"
    return f"a list of {len(parts)}: {listed((holds(part, limits) for part in parts), 'and')}"


def _one(base: Any, notes: tuple[Any, ...], limits: Limits) -> str:
    if base is bool:
        return "true or false"
    if base is Change:
        return "a change"
    if isinstance(base, type) and issubclass(base, Guard):
        return "a guard"
    if attrs.has(base):
        return f"the keys of {_name(base)}"
    if bounds := note_of(notes, Whole):
        return _number(bounds)
    return _text(notes, limits)


def _number(bounds: Whole) -> str:
    if bounds.low == bounds.high:
        return f"the number {bounds.low}"
    return f"a whole number from {bounds.low} to {bounds.high}"


def _text(notes: tuple[Any, ...], limits: Limits) -> str:
    name, prose, word = note_of(notes, Name), note_of(notes, Prose), note_of(notes, Word)
    if name and name.table:
        return f"the code of {CODES[name.table]}"
    if name:
        return "a name" if name.in_guards else "an id"
    if word and word.pattern:
        return word.expected
    if prose:
        return (
            "text" if prose.limit == Prose().limit else f"text of at most {getattr(limits, prose.limit):,} characters"
        )
    return "text on one line"
