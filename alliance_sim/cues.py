"""Surface cues of a reply or an utterance: what can be seen of it without understanding it.

Test-wise policies, the rules on item writing and the measures of an audit count with these functions, so that a hedge
is the same thing everywhere. Stage directions count unless a function says that they do not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from alliance_sim.directions import DIRECTION

WORD = re.compile(r"\w+(?:'\w+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s|$)")
HEDGES = frozenset(
    """could may maybe might perhaps possibly seem seems somehow sometimes suppose unsure wonder wondered
    wondering""".split()
)
HEDGING = (
    "i guess",
    "sort of",
    "kind of",
    "a bit",
    "a little",
    "not sure",
    "not quite sure",
    "as if",
    "if that fits",
    "tell me if",
    "correct me",
)
HEDGING_BEGINS = frozenset(phrase.split()[0] for phrase in HEDGING)
ABSOLUTES = frozenset(
    """all always any anybody anyone anything certainly clearly completely definitely entirely every everybody everyone
    everything everywhere just must never nobody nothing obviously only totally""".split()
)
FIRST_PERSON = frozenset("i i'm i've i'd i'll me my mine myself".split())
EMPATHY = (
    "it sounds ",
    "that sounds ",
    "sounds like ",
    "it seems ",
    "i can see ",
    "i can hear ",
    "i can imagine ",
    "i hear ",
    "i understand ",
    "i imagine ",
    "i'm sorry ",
    "i am sorry ",
    "that must ",
    "it must ",
    "no wonder ",
)
COMMON = frozenset(
    """able about above across after again against almost alone along already also although always among another any
    anyone anything aren't around asked away back became because become been before being behind below best better
    between both bring came can't cannot come comes could couldn't didn't does doesn't doing don't done down each either
    else enough even ever every everyone everything face fact feel feeling felt find first for from gave get getting
    give given gives giving goes going gone good half hand hard hasn't have haven't having hear heard help here hers
    herself himself hold hour into isn't itself just keep keeps kept kind knew know known knows last late later least
    leave leaves left less let's life like little long look looked looking looks lost made make makes many maybe mean
    means meet might mind minute minutes more most much must myself near need needs never next none nothing often okay
    once one's only onto open other others ought ours over part past perhaps please put quite rather read really rest
    right round said same says see seem seemed seems seen self session she'd she's should shouldn't side since some
    someone something sometimes somewhere soon sort stay still stop such sure take taken takes talk talked talking tell
    telling tells than thank thanks that that's their theirs them then there there's these they they'd they'll they're
    they've thing things think thinking thinks this those though thought through till time times today together told
    took true turn turned under until upon used very wait want wanted wants wasn't ways we'd we'll we're we've week
    weeks well went were weren't what what's when where where's which while who's whole whom whose will wish with
    without won't word words work would wouldn't yeah year years yes you'd you'll you're you've your yours
    yourself""".split()
)
CONTENT = 4
"""Letters from which a word that is not common says what a text is about."""
LONG_WORD = 5
"""Letters from which a word that is said again catches the eye."""
SHORT_STEM = 3
"""Letters that an ending leaves at least."""


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words in small letters; a straight or curly apostrophe is part of one."""
    return tuple(WORD.findall(text.replace("’", "'").casefold()))


def spoken(text: str) -> str:
    """The text without its stage directions."""
    return DIRECTION.sub(" ", text)


def spoken_words(text: str) -> tuple[str, ...]:
    return words(spoken(text))


def sentences(text: str) -> list[str]:
    """The sentences without their stops. What follows the last stop is one too."""
    return [part.strip() for part in SENTENCE_END.split(text) if WORD.search(part)]


def phrases_in(said: tuple[str, ...], phrases: Iterable[str]) -> Iterator[int]:
    """How often each of some phrases stands among words."""
    joined = f" {' '.join(said)} "
    return (joined.count(f" {phrase} ") for phrase in phrases)


def hedges(text: str) -> int:
    """How often the text qualifies itself: wonder, perhaps, might, a bit, not sure."""
    said = words(text)
    phrased = 0 if HEDGING_BEGINS.isdisjoint(said) else sum(phrases_in(said, HEDGING))
    return sum(word in HEDGES for word in said) + phrased


def absolutes(text: str) -> int:
    """How often the text allows no exception: always, never, must, only, everyone."""
    said = words(text)
    return sum(word in ABSOLUTES for word in said) + sum(phrases_in(said, ("no one",)))


def owns(text: str) -> int:
    """How often the speaker is the one who acts or owns: I and my, but not me, which "tell me" has too."""
    return sum(word in FIRST_PERSON - {"me"} for word in words(text))


def first_person(text: str) -> int:
    """How often the speaker names himself or herself: I, me, my."""
    return sum(word in FIRST_PERSON for word in words(text))


def begins_with_i(text: str) -> bool:
    return words(text)[:1] in (("i",), ("i'm",), ("i've",), ("i'd",), ("i'll",))


def begins_with_empathy(text: str) -> bool:
    """Whether the first words are a stem of empathy as training manuals teach it."""
    return (" ".join(spoken_words(text)[:4]) + " ").startswith(EMPATHY)


def question_marks(text: str) -> int:
    return text.count("?")


def exclamation_marks(text: str) -> int:
    return text.count("!")


def ellipses(text: str) -> int:
    return text.count("…") + len(re.findall(r"\.{3,}", text))


def stem(word: str) -> str:
    """A word without the commonest endings, so that asked is ask and pints are pint. Crude: for comparison only."""
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s") if word[-1:] in ("g", "d", "s") else ():
        if word.endswith(ending) and len(word) - len(ending) >= SHORT_STEM and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=4096)
def content_words(text: str) -> frozenset[str]:
    """The stems of the longer and less common words. Short forms such as I'll are common words."""
    rare = {word if "'" not in word else word.removesuffix("'s") for word in words(text)} - COMMON
    return frozenset(stem(word) for word in rare if len(word) >= CONTENT and "'" not in word)


def taken_up(say: str, heard: str) -> frozenset[str]:
    """The stems of the patient's spoken content words that a reply says again."""
    return content_words(say) & content_words(spoken(heard))


def echoes(say: str, heard: str) -> int:
    """How many of the patient's content words a reply takes up, of those that are long enough to catch the eye."""
    return sum(len(word) >= LONG_WORD for word in taken_up(say, heard))
