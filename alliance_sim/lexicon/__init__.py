"""Word lists that rules look for in English texts. Each is used by one rule: `explain` tells what it asks for."""

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from alliance_sim.cues import words
from alliance_sim.lexicon.safety import SAFETY
from alliance_sim.lexicon.wording import WORDING

LISTS = WORDING | SAFETY
Phrase = tuple[str, ...]


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of a list, in its order. A list whose name ends in -rot13 is not meant to be read in passing."""
    text = LISTS[name]
    if name.endswith("-rot13"):
        text = codecs.decode(text, "rot13")
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The entries of a list as words, in its order."""
    return tuple(tuple(entry.replace("-", " ").split()) for entry in entries(name))


@cache
def _anchored() -> Mapping[str, list[tuple[str, Phrase, int]]]:
    """The entries of all lists by their longest word: list, entry, and the place of that word in it."""
    anchored: dict[str, list[tuple[str, Phrase, int]]] = {}
    for name in LISTS:
        for phrase in phrases(name):
            anchor = max(phrase, key=len)
            anchored.setdefault(anchor, []).append((name, phrase, phrase.index(anchor)))
    return anchored


@lru_cache(maxsize=4096)
def _standing(text: str) -> Mapping[str, list[Phrase]]:
    """The entries of every list that stand in a text, by list; of two that overlap the earlier, then the longer one."""
    said, anchored = words(text), _anchored()
    hits = [
        (at - before, -len(phrase), name, phrase)
        for anchor in anchored.keys() & said
        for at in (place for place, word in enumerate(said) if word == anchor)
        for name, phrase, before in anchored[anchor]
        if at >= before and said[at - before : at - before + len(phrase)] == phrase
    ]
    standing: dict[str, list[Phrase]] = {}
    free: dict[str, int] = {}
    for at, length, name, phrase in sorted(hits):
        if at >= free.get(name, 0):
            free[name] = at - length
            standing.setdefault(name, []).append(phrase)
    return standing


def holds(name: str, text: str) -> bool:
    """Whether an entry of a list stands in a text."""
    return name in _standing(text)


def found(name: str, text: str) -> Iterator[str]:
    """The entries of a list that stand in a text, each as the text writes it."""
    return (_written(phrase, text) for phrase in _standing(text).get(name, ()))


def first(name: str, text: str) -> str:
    """The first entry of a list that stands in a text, or nothing."""
    return next(found(name, text), "")


def _written(phrase: Phrase, text: str) -> str:
    """How the text writes a phrase: with its capitals, hyphens and curly apostrophes."""
    apart = r"[\W_]+".join(re.escape(word).replace("'", "['’]") for word in phrase)
    match = re.search(rf"(?<!\w){apart}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else " ".join(phrase)
