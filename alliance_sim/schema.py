"""Content classes to JSON Schema, Draft 7, so that editors complete and check a file while it is written.

Editors read YAML 1.2 and resolve plain scalars before they look at the schema: `say: No` is a text there, `say: 12` a
number. So a text may be a number or a boolean here. What needs two places of a file (a target that exists, a guard that
parses) is left to `check`.
"""

import re
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from alliance_sim.codebook import CODEBOOK
from alliance_sim.guards import Guard
from alliance_sim.shapes import (
    ID_LENGTH,
    RESERVED,
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

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
SOMETHING = r"\S"
NOTHING: Schema = {"type": ["string", "null"], "maxLength": 0}
"""An empty value: where a key may be missing, it counts as missing."""
NOTE: Schema = {"description": "a note to yourself; never shown to trainees"}
LITERALS: dict[str, Schema] = {
    "guard-syntax": {
        "description": "a guard, such as: bond >= 6 and not seen(drawer)",
        "type": ["string", "boolean"],
        "pattern": r"^[a-z0-9_()<>=!\s-]+$",
    },
    "effect-syntax": {
        "description": "+2 or -1 to change, 1 to set",
        "type": ["integer", "string"],
        "pattern": "^[+-]?[0-9]{1,3}$",
        "minimum": -999,
        "maximum": 999,
    },
}


def schema_of(cls: type, limits: Limits | None = None) -> Schema:
    """The schema of a content class."""
    definitions = _Definitions(limits or Limits())
    root = definitions.mapping(cls)
    return {"$schema": DRAFT, "title": cls.__name__, **root, "definitions": dict(sorted(definitions.known.items()))}


class _Definitions:
    """The schemas of the classes met so far, by name."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.known: dict[str, Schema] = {}

    def named(self, cls: type, key: str = "") -> Schema:
        """A reference to the schema of a class."""
        if cls.__name__ not in self.known:
            self.known[cls.__name__] = {}
            self.known[cls.__name__] = self.mapping(cls, key)
        return {"$ref": f"#/definitions/{cls.__name__}"}

    def mapping(self, cls: type, key: str = "") -> Schema:
        """A mapping with the fields of a class; `key` names a field that does not stand in it."""
        hints = get_type_hints(cls, include_extras=True)
        fields = [field for field in attrs.fields(cls) if field.name != key]
        return {
            **_described(_first_line(cls)),
            "type": "object",
            "properties": {field.name: self.field(field, hints[field.name]) for field in fields} | {"todo": NOTE},
            "required": [field.name for field in fields if field.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def field(self, field: "attrs.Attribute[Any]", tp: Any) -> Schema:
        found = self.of(tp)
        if field.default is not attrs.NOTHING:
            found = {"anyOf": [found, NOTHING]}
        elif "$ref" in found:
            found = {"allOf": [found]}  # Draft 7 ignores what stands beside a reference
        return found | _described(text_of(field))

    def of(self, tp: Any) -> Schema:
        """The schema of what stands under a key of this type."""
        base, notes = parts_of(tp)
        if note_of(notes, Guarded):
            (variant, _) = get_args(base)
            say = self.of(get_type_hints(variant, include_extras=True)["say"])
            return {"anyOf": [say, {"type": "array", "items": self.named(variant), "minItems": 1}]}
        if keyed := note_of(notes, Keyed):
            return self.keyed(get_args(base)[0], keyed) | _filled(notes, "minProperties")
        if get_origin(base) is tuple:
            return self.items(get_args(base)) | _filled(notes, "minItems")
        if get_origin(base) is Literal:
            return {"type": "string", "enum": list(get_args(base))}
        if hasattr(base, "parse"):
            limit = {"maxLength": self.limits.guard} if issubclass(base, Guard) else {}
            return LITERALS[base.syntax_rule] | limit
        if attrs.has(base):
            return self.named(base)
        if base is bool:
            return {"type": "boolean"}
        if bounds := note_of(notes, Whole):
            return _whole(bounds)
        return self.text(notes)

    def items(self, parts: tuple[Any, ...]) -> Schema:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return {"type": "array", "items": self.of(parts[0])}
        each = [self.of(part) for part in parts]
        return {"type": "array", "items": each, "minItems": len(each), "maxItems": len(each), "additionalItems": False}

    def keyed(self, item: type, keyed: Keyed) -> Schema:
        hints = get_type_hints(item, include_extras=True)
        value = self.of(hints[keyed.value]) if keyed.value else self.named(item, keyed.key)
        name = note_of(parts_of(hints[keyed.key])[1], Name) or Name()
        if name.table:
            codes = getattr(CODEBOOK, name.table).values()
            known = {entry.code: value | _described(f"{entry.name}: {entry.definition}") for entry in codes}
            return {"type": "object", "properties": known, "additionalProperties": False}
        limit = {"maxProperties": getattr(self.limits, keyed.limit)} if keyed.limit else {}
        return {"type": "object", "propertyNames": _name(name), "additionalProperties": value, **limit}

    def text(self, notes: tuple[Any, ...]) -> Schema:
        name, prose, word = note_of(notes, Name), note_of(notes, Prose), note_of(notes, Word)
        if name and name.table:
            return {"type": "string", "enum": list(getattr(CODEBOOK, name.table))}
        if name:
            return {"type": ["string", "boolean"], **_name(name)}
        if word and word.pattern:
            return {"type": "string", "pattern": f"^({_plain(word.pattern)})$"}
        limit = getattr(self.limits, prose.limit) if prose else self.limits.say
        return {"type": ["string", "number", "boolean"], "pattern": SOMETHING, "maxLength": limit}


def _name(name: Name) -> Schema:
    reserved = {"not": {"enum": sorted(RESERVED)}} if name.in_guards else {}
    return {"pattern": f"^{name.pattern}$", "maxLength": ID_LENGTH, **reserved}


def _whole(bounds: Whole) -> Schema:
    if bounds.low == bounds.high:
        return {"const": bounds.low}
    return {"type": "integer", "minimum": bounds.low, "maximum": bounds.high}


def _filled(notes: tuple[Any, ...], key: str) -> Schema:
    return {key: 1} if note_of(notes, Filled) else {}


def _described(text: str) -> Schema:
    return {"description": text} if text else {}


def _first_line(cls: type) -> str:
    """The first line of a class's docstring; nothing where attrs or nobody wrote one."""
    return (cls.__doc__ or "").partition("\n")[0]


def _plain(pattern: str) -> str:
    """A pattern as JavaScript reads it too: digits are those of ASCII in both."""
    return re.sub(r"\\d", "[0-9]", pattern)
