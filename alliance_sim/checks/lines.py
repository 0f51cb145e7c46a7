"""How many lines of a terminal of 80 x 24 a turn takes, as the full screen wraps and lays out.

One line is the status, one the sign of what is below, one the question, one the keys; the rest is for words and
replies. Before that, the probe takes a line for each of its answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from alliance_sim.checks import Subject
from alliance_sim.exploration.moments import Moments
from alliance_sim.scenario import Scenario, State, Variant
from alliance_sim.wrapping import wrapped

COLUMNS, ROWS = 80, 24
NARRATED = COLUMNS - 4
"""Columns of a text: a margin on each side, one kept free, and the bar, which is there from the second turn on."""
SPOKEN = NARRATED - 2
"""Columns of what is said, whose lines stand two further in after the first."""
ANSWERED = COLUMNS - 5
"""Columns of a reply behind its number."""
BOTH = ROWS - 4
"""Lines for the words of a turn and its replies together."""
LIST = (ROWS - 2) * 55 // 100
"""Lines of replies at most; a longer list scrolls by itself."""
PROBED = BOTH - 5
"""Lines for the words of a turn above the probe: four answers, and `skip`."""


def spoken(scenario: Scenario, variant: Variant) -> int:
    """The lines of what the patient says."""
    return len(wrapped(f"{scenario.patient.name}: {variant.say}", SPOKEN))


def narrated(variant: Variant) -> int:
    """The lines of what the narrator says, and the empty one after them."""
    return len(wrapped(variant.say, NARRATED)) + 1


def answered(say: str) -> int:
    """The lines of a reply."""
    return len(wrapped(say, ANSWERED))


class Shown(NamedTuple):
    """How many lines stand on the screen at some moments of a turn."""

    words: int
    replies: int
    at: Moments

    @property
    def over(self) -> int:
        return excess(self.words, self.replies)


def excess(words: int, replies: int) -> int:
    """By how many lines words and replies are too many for the screen; not more than 0 where they fit."""
    return max(replies - LIST, words + replies - BOTH)


class Turns(dict[str, tuple[Shown, ...]]):
    """What stands on the screen in each turn where it may be too much, kept for both rules that ask."""


def turns(subject: Subject) -> Turns:
    found: Turns | None = subject.shared.get(Turns)
    if found is None:
        turns = ((state.id, tuple(_shown(subject, state))) for state in subject.scenario.states if state.choices)
        found = subject.shared[Turns] = Turns({name: shown for name, shown in turns if shown})
    return found


def _shown(subject: Subject, state: State) -> Iterable[Shown]:
    """What stands on the screen at the moments of a turn with something open; nothing where all of it would fit."""
    scenes = [narrated(variant) for variant in state.scene or ()]
    said = [spoken(subject.scenario, variant) for variant in state.patient or ()]
    replies = [answered(choice.say) for choice in state.choices or ()]
    words = max(scenes, default=0) + max(said, default=0)
    if words <= PROBED and excess(words, sum(replies)) <= 0:
        return ()
    exploration = subject.exploration
    parts = [Shown(0, 0, exploration.entered(state.id) - exploration.closed(state.id))]
    for variants, lines in ((state.scene, scenes), (state.patient, said)):
        parts = _joined(each for part in parts for each in _by_variant(part, variants or (), lines))
    for choice, count in zip(state.choices or (), replies, strict=True):
        offered = exploration.offered(state.id, choice.id)
        with_it = [part._replace(replies=part.replies + count, at=part.at & offered) for part in parts]
        without = [part._replace(at=part.at - offered) for part in parts]
        parts = _joined(with_it + without)
    return parts


def _joined(parts: Iterable[Shown]) -> list[Shown]:
    """The parts with as many lines of each kind made one."""
    found: dict[tuple[int, int], Moments] = {}
    for part in parts:
        lines = part.words, part.replies
        found[lines] = found[lines] | part.at if lines in found else part.at
    return [Shown(*lines, at) for lines, at in found.items() if at]


def _by_variant(part: Shown, variants: Sequence[Variant], lines: Sequence[int]) -> Iterator[Shown]:
    """The moments of a part by the variant that is said in them."""
    left = part.at
    for variant, count in zip(variants, lines, strict=True):
        here = left.where(variant.when)
        left = left - here
        yield part._replace(words=part.words + count, at=here)
    yield part._replace(at=left)
