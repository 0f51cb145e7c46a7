"""Measures of English prose: how hard it is to read, and how like one another two texts are.

The syllables are counted by rule, which agrees with the CMU dictionary on 99 of 100 words of feedback. A library that
looks each word up takes most of a second to import, and the best known one fetches its dictionary from the network.
"""

import re
from collections import Counter
from functools import lru_cache

from alliance_sim.cues import content_words, sentences, words

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouylr]|[aeiou][lr])e$|(?<![td])ed$|(?<![csxz])(?<!ch)(?<!sh)(?<!g)(?<![^aeiou]l)es$")
"""Endings whose e is not heard: late, hole, asked, notes; but little, tables, waited, boxes."""
APART = re.compile(r"(?<![ct])ia|iet|ience|[aeouy]ing$|(?<=cr)eat")
"""Vowels side by side that are heard apart: diary, quiet, science, being, created."""


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """The syllables of an English word in small letters, by rule."""
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    if count > 1 and SILENT.search(word):
        count -= 1
    return max(1, count)


def reading_grade(text: str) -> float:
    """The school year for which an English text is easy enough: the Flesch-Kincaid grade."""
    said = words(text)
    return _grade(len(sentences(text)), len(said), sum(map(syllables, said))) if said else 0.0


def may_be_harder(text: str, grade: float) -> bool:
    """Whether the reading grade may be above this, told quickly: each syllable has a vowel, and these pairs are one."""
    count, flat = len(words(text)), text.casefold()
    stops = 1 + sum(map(flat.count, (". ", "? ", "! ")))
    heard = sum(map(flat.count, "aeiouy")) - sum(map(flat.count, ("ou", "oo", "ee", "ai")))
    return count > 0 and _grade(stops, count, max(count, heard)) > grade


def _grade(stops: int, count: int, heard: int) -> float:
    return 0.39 * count / stops + 11.8 * heard / count - 15.59


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1, whatever their order."""
    here, there = Counter(words(one)), Counter(words(other))
    total = here.total() + there.total()
    return 2 * (here & there).total() / total if total else 1.0


def within(part: str, whole: str) -> bool:
    """Whether `whole` says all of `part` again: three content words or more, or four words or more in a row."""
    inner, outer = words(part), words(whole)
    told = content_words(part)
    if len(inner) < 4 or len(inner) > len(outer) or not told <= content_words(whole):
        return False
    return len(told) >= 3 or f" {' '.join(inner)} " in f" {' '.join(outer)} "
