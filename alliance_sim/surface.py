"""The surface-cue classifier: how often it is right who looks at the form of the words and not at their sense.

Two questions are put to it. Which reply of a turn is the best one (the key)? Does a patient's turn hold a rupture? It
answers for each turn by a regularised linear model of what can be counted, fitted on all the other turns. Where it is
right much more often than chance, the form gives the answer away, and trainees may learn the form.

The same turns give the same result in whatever order they and their replies stand. Ties are shared by those who tie.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import log
from statistics import fmean

from attrs import frozen

from alliance_sim.cues import (
    absolutes,
    begins_with_empathy,
    begins_with_i,
    echoes,
    ellipses,
    exclamation_marks,
    first_person,
    hedges,
    question_marks,
    sentences,
    spoken,
    spoken_words,
    words,
)
from alliance_sim.directions import DIRECTION
from alliance_sim.ridge import Matrix, left_out, standardised

PENALTY = 30.0
"""Replies' (or turns') worth of evidence against every sign. Of 1, 3, 10, 30 and 100, tried on shipped replies with
planted keys, 30 and 100 found most. With random keys it is at chance: standard deviation 8 points in 40 turns."""
FREE = 1e-6
"""The penalty of the constant, which is as good as none."""
TIE = 1e-9
"""Scores nearer to each other than this differ by rounding."""
SHORT, LONG = 20, 50
"""Words of short and long utterances. Of the shipped ones one in ten has fewer, and one in four has more."""

YOU = frozenset("you your yours yourself you're you've you'd you'll".split())
NEGATIONS = frozenset("no not never nothing nobody none nor cannot without".split())
OPPOSITION = frozenset("but though although still yet however".split())
ASSENT = frozenset("yes yeah yep ok okay fine sure right alright whatever anyway suppose guess".split())


@frozen(order=True)
class Reply:
    say: str
    key: bool


@frozen(order=True)
class Offer:
    """One turn with its replies. One at least is the key, and one is not."""

    heard: str
    replies: tuple[Reply, ...]


@frozen(order=True)
class Utterance:
    """What a patient says in one probed turn, in all its variants."""

    said: tuple[str, ...]
    ruptured: bool


@frozen
class Sign:
    """What by itself gives most away, in words, and how many turns it gets right.

    It is found with all answers known and so flatters itself; it tells where to look, not how bad it is.
    """

    name: str
    right: Fraction


@frozen
class Accuracy:
    """How many of `n` turns the classifier gets right, each answered without having seen the answer there.

    `chance` is the share right of those who see nothing: for the key a uniform guess among the replies of each turn,
    for ruptures the more frequent answer every time.
    """

    right: Fraction
    n: int
    chance: Fraction
    strongest: Sign | None

    @property
    def share(self) -> Fraction:
        return self.right / self.n if self.n else Fraction(0)

    @property
    def above_chance(self) -> Fraction:
        """In shares of the turns: 1/5 is 20 points. Below 0 where it does worse than chance."""
        return self.share - self.chance


FEWEST = 2
"""Turns, below which there is nothing to learn from."""
NOTHING = Accuracy(Fraction(0), 0, Fraction(0), None)

REPLY: Mapping[str, Callable[[str, str], float]] = {
    "characters": lambda say, _: log(1 + len(say)),
    "words": lambda say, _: log(1 + len(words(say))),
    "sentences": lambda say, _: len(sentences(say)),
    "letters a word": lambda say, _: letters_a_word(say),
    "question marks": lambda say, _: question_marks(say),
    "question marks at the end": lambda say, _: say.rstrip().endswith("?"),
    "exclamation marks": lambda say, _: exclamation_marks(say),
    "ellipses": lambda say, _: ellipses(say),
    "commas": lambda say, _: say.count(","),
    "stage directions": lambda say, _: len(DIRECTION.findall(say)),
    "hedges": lambda say, _: hedges(say),
    "absolute words": lambda say, _: absolutes(say),
    "words such as I and my": lambda say, _: first_person(say),
    "beginnings with I": lambda say, _: begins_with_i(say),
    "words such as you and your": lambda say, _: shared(say, YOU),
    "stems of empathy": lambda say, _: begins_with_empathy(say),
    "words of the patient": echoes,
    "negations": lambda say, _: negations(say),
    "words such as but": lambda say, _: shared(say, OPPOSITION),
}
UTTERANCE: Mapping[str, Callable[[str], float]] = {
    "words": lambda said: log(1 + len(spoken_words(said))),
    "sentences": lambda said: len(sentences(said)),
    "words a sentence": lambda said: len(spoken_words(said)) / max(1, len(sentences(spoken(said)))),
    "letters a word": lambda said: letters_a_word(spoken(said)),
    "question marks": question_marks,
    "exclamation marks": exclamation_marks,
    "ellipses": ellipses,
    "commas": lambda said: said.count(","),
    "quotation marks": lambda said: said.count('"') + said.count("“"),
    "stage directions": lambda said: len(DIRECTION.findall(said)),
    "stage directions at the start": lambda said: said.lstrip().startswith("("),
    "words in stage directions": lambda said: log(1 + sum(len(words(found)) for found in DIRECTION.findall(said))),
    "words such as I and my": lambda said: first_person(spoken(said)) / many(said),
    "words such as you and your": lambda said: shared(said, YOU) / many(said),
    "negations": lambda said: negations(said) / many(said),
    "words such as but": lambda said: shared(said, OPPOSITION) / many(said),
    "words such as fine and sure": lambda said: shared(said, ASSENT) / many(said),
    "hedges": lambda said: hedges(spoken(said)) / many(said),
    "absolute words": lambda said: absolutes(spoken(said)) / many(said),
}


def many(said: str) -> int:
    """The spoken words of an utterance, to count others in proportion to."""
    return max(1, len(spoken_words(said)))


def shared(text: str, known: frozenset[str]) -> int:
    return sum(word in known for word in spoken_words(text))


def negations(text: str) -> int:
    return sum(word in NEGATIONS or word.endswith("n't") for word in spoken_words(text))


def letters_a_word(text: str) -> float:
    found = words(text)
    return fmean(map(len, found)) if found else 0.0


def key_accuracy(offers: Iterable[Offer]) -> Accuracy:
    """How often the reply that looks best is the key."""
    found = sorted(Offer(offer.heard, tuple(sorted(offer.replies))) for offer in offers)
    if len(found) < FEWEST:
        return NOTHING
    rows = [_looks(offer) for offer in found]
    scaled = iter(standardised([row for looks in rows for row in looks]))
    groups = [[next(scaled) for _ in looks] for looks in rows]
    targets = [[float(reply.key - _blind(offer)) for reply in offer.replies] for offer in found]
    scores = left_out(groups, targets, [PENALTY] * len(rows[0][0]))
    right = sum((_hit(offer, score) for offer, score in zip(found, scores, strict=True)), Fraction(0))
    chance = sum(map(_blind, found), Fraction(0)) / len(found)
    return Accuracy(right, len(found), chance, max(_signs_of_replies(found), key=lambda sign: sign.right))


def _looks(offer: Offer) -> Matrix:
    """What can be counted of each reply, and its being longest or shortest: relative to the mean of its turn."""
    counted = [[float(measure(reply.say, offer.heard)) for measure in REPLY.values()] for reply in offer.replies]
    lengths = [row[0] for row in counted]
    extremes = (max(lengths), min(lengths))
    return _centred([[*row, *((row[0] == each) / lengths.count(each) for each in extremes)] for row in counted])


def _centred(rows: Matrix) -> Matrix:
    means = [fmean(column) for column in zip(*rows, strict=True)]
    return [[value - mean for value, mean in zip(row, means, strict=True)] for row in rows]


def _blind(offer: Offer) -> Fraction:
    """The chance to hit a key without looking."""
    return Fraction(sum(reply.key for reply in offer.replies), len(offer.replies))


def _hit(offer: Offer, scores: Sequence[float]) -> Fraction:
    """Whether the reply of the highest score is a key; in part, where several have it."""
    least = max(scores) - TIE
    top = [reply.key for reply, score in zip(offer.replies, scores, strict=True) if score >= least]
    return Fraction(sum(top), len(top))


def _signs_of_replies(offers: Sequence[Offer]) -> Iterator[Sign]:
    """What taking the reply with the most, or else the least, of one thing gets right."""
    for name, measure in REPLY.items():
        counted = [[float(measure(reply.say, offer.heard)) for reply in offer.replies] for offer in offers]
        for word, scale in (("most", 1), ("fewest", -1)):
            hits = [_hit(offer, [scale * value for value in row]) for offer, row in zip(offers, counted, strict=True)]
            yield Sign(f"{word} {name}", sum(hits, Fraction(0)))


def rupture_accuracy(utterances: Iterable[Utterance]) -> Accuracy:
    """How often the form of an utterance tells whether its turn holds a rupture."""
    counted = sorted((_counted(utterance), utterance.ruptured) for utterance in utterances)
    if len(counted) < FEWEST:
        return NOTHING
    rows, truths = [row for row, _ in counted], [truth for _, truth in counted]
    groups = [[[1.0, *row]] for row in standardised(_centred(rows))]
    targets = [[float(truth)] for truth in truths]
    scores = left_out(groups, targets, [FREE, *([PENALTY] * len(rows[0]))])
    right = sum((_judged(score, truth) for (score,), truth in zip(scores, truths, strict=True)), Fraction(0))
    chance = Fraction(max(truths.count(True), truths.count(False)), len(truths))
    return Accuracy(right, len(truths), chance, max(_signs_of_utterances(rows, truths), key=lambda sign: sign.right))


def _counted(utterance: Utterance) -> list[float]:
    """What can be counted of an utterance, and its being short or long: the mean over its variants."""
    counted = []
    for said in sorted(utterance.said):
        extremes = (many(said) < SHORT, many(said) > LONG)
        counted.append([*(float(measure(said)) for measure in UTTERANCE.values()), *map(float, extremes)])
    return [fmean(column) for column in zip(*counted, strict=True)]


def _judged(score: float, truth: bool) -> Fraction:
    """Whether a score says what is true: above a half, that there is a rupture."""
    return Fraction(1, 2) if abs(score - 0.5) < TIE else Fraction((score > 0.5) == truth)


def _signs_of_utterances(rows: Matrix, truths: Sequence[bool]) -> Iterator[Sign]:
    """What taking the turns above, or else below, the best border in one count for ruptures gets right."""
    for name, values in zip(UTTERANCE, zip(*rows, strict=True), strict=False):
        for border in sorted(set(values)):
            above = sum((value >= border) == truth for value, truth in zip(values, truths, strict=True))
            yield Sign(f"more {name}", Fraction(above))
            yield Sign(f"fewer {name}", Fraction(len(truths) - above))
