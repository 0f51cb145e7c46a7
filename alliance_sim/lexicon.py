"""Word lists that rules look for in English texts, read from `lexicon.toml` when the first of them is asked for."""

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pkgutil import get_data

from alliance_sim.cues import words

Phrase = tuple[str, ...]


@cache
def _lists() -> Mapping[str, str]:
    tables: Mapping[str, str] = tomllib.loads((get_data("alliance_sim", "lexicon.toml") or b"").decode())
    return tables


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list, in its order. A list whose name ends in -rot13 is not meant to be read in passing."""
    text = _lists()[name]
    if name.endswith("-rot13"):
        text = codecs.decode(text, "rot13")
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


@cache
def anchors(name: str) -> frozenset[str]:
    """The longest word of each entry: a text without any of them holds no entry."""
    return frozenset(max(_phrase(entry), key=len) for entry in entries(name))


@cache
def all_anchors() -> frozenset[str]:
    """The longest words of the entries of every list."""
    return frozenset().union(*map(anchors, _lists()))


@cache
def phrases(name: str) -> Mapping[str, tuple[Phrase, ...]]:
    """The entries of a list as words, by their first word, longer ones first."""
    found: dict[str, list[Phrase]] = {}
    for entry in entries(name):
        phrase = _phrase(entry)
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in found.items()}


def _phrase(entry: str) -> Phrase:
    return tuple(entry.replace("-", " ").split())


def found(name: str, text: str) -> Iterator[str]:
    """The entries of a list that stand in a text, each as the text writes it; of two that overlap the earlier one."""
    said = words(text)
    if anchors(name).isdisjoint(said):
        return
    known, free = phrases(name), 0
    for at, word in enumerate(said):
        for phrase in known.get(word, ()) if at >= free else ():
            if said[at : at + len(phrase)] == phrase:
                free = at + len(phrase)
                yield _written(phrase, text)
                break


def first(name: str, text: str) -> str:
    """The first entry of a list that stands in a text, or nothing."""
    return next(found(name, text), "")


def _written(phrase: Phrase, text: str) -> str:
    """How the text writes a phrase: with its capitals, hyphens and curly apostrophes."""
    apart = r"[\W_]+".join(re.escape(word).replace("'", "['’]") for word in phrase)
    match = re.search(rf"(?<!\w){apart}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else " ".join(phrase)
