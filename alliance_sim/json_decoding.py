"""Values of attrs classes from JSON that others wrote: bounded, and every mistake with its place.

The types of the fields say what may stand there; the vocabulary is that of `shapes`.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from types import NoneType
from typing import Annotated, Any, Literal, TypeGuard, get_args, get_origin, get_type_hints

import attrs

from alliance_sim.characters import FORBIDDEN, harmless
from alliance_sim.shapes import Whole, Word, is_optional, note_of, parts_of

LARGEST = 1024 * 1024
"""Bytes of a file: a half-day leaves some twenty thousand."""
LONGEST = 20_000
"""Characters of a text, as at any step that takes one."""
MOST = 5000
"""Entries of a list."""
LONG = 10_000_000
"""The largest number, in seconds: months."""
A_MOMENT = Word("", "a date and time with its offset from UTC")
Instant = Annotated[str, A_MOMENT]
Tell = Callable[[str], Any]


def parsed(data: bytes, largest: int = LARGEST) -> tuple[dict[str, Any] | None, str]:
    """The JSON object of a file, or why there is none."""
    if len(data) > largest:
        return None, f"expected at most {largest} bytes, found {len(data)}"
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return None, f"expected text in UTF-8, found something else at byte {error.start + 1}"
    except json.JSONDecodeError as error:
        return None, f"expected JSON, found something else in line {error.lineno}, column {error.colno}"
    except ValueError as error:
        return None, str(error) if isinstance(error, _Refused) else "expected shorter numbers, found one without end"
    if not isinstance(content, dict):
        return None, "expected a JSON object, found something else"
    return content, ""


class _Refused(ValueError):
    """JSON that this file never holds."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for number, (key, _) in enumerate(pairs) if key in dict(pairs[:number]))
        raise _Refused(f"expected each key once, found {shown(twice)} twice")
    return found


def _no_number(name: str) -> Any:
    raise _Refused(f"expected numbers, found {name}")


def decoded(cls: type, value: Any, place: str, tell: Tell) -> Any:
    """A value of an attrs class, or None where a mistake was told."""
    if not isinstance(value, dict):
        return tell(f"{place}: expected an object, found {shown(value)}")
    hints = get_type_hints(cls, include_extras=True)
    known = {attribute.name: attribute for attribute in attrs.fields(cls)}
    for key in value:
        if key not in known:
            tell(f"{_within(place, key)}: expected no such key, found it")
    found = {}
    for name, attribute in known.items():
        if name in value:
            found[name] = _value(hints[name], value[name], _within(place, name), tell)
        elif is_optional(hints[name]):
            found[name] = None
        elif attribute.default is attrs.NOTHING:
            tell(f"{_within(place, name)}: expected it, found nothing")
    complete = all(name in found or known[name].default is not attrs.NOTHING for name in known)
    return cls(**found) if complete else None


def _value(tp: Any, value: Any, place: str, tell: Tell) -> Any:
    """A value of a type of a field; what it cannot be is told."""
    if value is None and is_optional(tp):
        return None
    base, notes = parts_of(tp)
    if attrs.has(base):
        return decoded(base, value, place, tell)
    if get_origin(base) is tuple:
        return _items(get_args(base)[0], value, place, tell)
    if get_origin(base) is not None and get_origin(base) is not Literal:
        return _texts(value, place, tell)
    if not (expected := _unlike(base, notes, value)):
        return float(value) if base is float else value
    return tell(f"{place}: expected {expected}, found {shown(value)}")


def _items(item: Any, value: Any, place: str, tell: Tell) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MOST:
        tell(f"{place}: expected a list of at most {MOST}, found {shown(value)}")
        return ()
    return tuple(_value(item, each, f"{place}[{number}]", tell) for number, each in enumerate(value))


def _texts(value: Any, place: str, tell: Tell) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST:
        tell(f"{place}: expected an object of texts, found {shown(value)}")
        return {}
    return {_value(str, key, place, tell): _value(str, each, _within(place, key), tell) for key, each in value.items()}


def _unlike(base: Any, notes: tuple[Any, ...], value: Any) -> str:
    """What was expected, where the value is something else."""
    if get_origin(base) is Literal:
        *others, last = get_args(base)
        return "" if isinstance(value, str) and value in get_args(base) else f"{', '.join(others)} or {last}"
    if base is bool:
        return "" if isinstance(value, bool) else "true or false"
    if base is float:
        return "" if _is_number(value) and 0 <= value <= LONG else f"a number from 0 to {LONG}"
    if base is int:
        bounds = note_of(notes, Whole)
        assert bounds is not None
        whole = isinstance(value, int) and not isinstance(value, bool) and bounds.low <= value <= bounds.high
        return "" if whole else f"a whole number from {bounds.low} to {bounds.high}"
    word = note_of(notes, Word) or Word("", "text")
    return "" if _is_text(value) and _fits(word, value) else word.expected


def _fits(word: Word, value: str) -> bool:
    if word is A_MOMENT:
        try:
            return datetime.fromisoformat(value).utcoffset() is not None
        except ValueError:
            return False
    return not word.pattern or re.fullmatch(word.pattern, value, re.ASCII) is not None


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and len(value) <= LONGEST and not FORBIDDEN.search(value)


def _within(place: str, key: str) -> str:
    name = harmless(key[:40])
    return f"{place}.{name}" if place else name


def shown(value: Any) -> str:
    """A value as a mistake names it: short, and harmless to a terminal."""
    if isinstance(value, NoneType):
        return "nothing"
    if isinstance(value, dict | list):
        return f"{'an object' if isinstance(value, dict) else 'a list'} of {len(value)}"
    return harmless(json.dumps(value, ensure_ascii=False)[:60])
