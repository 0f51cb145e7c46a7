"""Family 9: where the key stands among the replies of a file.

The program shuffles replies for each session, so no trainee is helped; it is a habit of the author that may show
elsewhere too, and that matters where a scenario is printed or read aloud.
"""

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import Item, folder_items, of_all
from alliance_sim.diagnostics import Severity
from alliance_sim.tails import at_least, streak

RARE = 0.05
"""A probability below which something is not taken for chance."""
GAIN = 0.1
"""The share of turns, beyond chance, from which a habit is worth knowing."""
FEWEST = 8
"""Turns below which even a key that stands first in all but two says nothing: 6 of 8 among three replies is chance."""
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()


@folder_rule("AS901", "key-position", Severity.INFO)
def key_position(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The best reply stands at one place in the file much too often.

    Counted over all turns of the folder, from 8 on: chance must do as much in fewer than 5 % of folders, divided by the
    number of places, and the place must hold the key in 10 points more of the turns than it should. With four replies
    that is 6 of 8, 8 of 12, 11 of 20 and 14 of 30. The program shuffles replies; a printed scenario does not.

    Bad example (repeated 12):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              ask: {say: What made it so?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              tell: {say: It helps most people., errors: [pushing-the-technique], fit: weak, because: You insist.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-13:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    most = max((len(item.choices) for item in items), default=0)
    for place in range(most):
        offered = [item for item in items if place < len(item.choices)]
        held = [item for item in offered if item.choices[place] in item.key]
        expected = sum(item.blind for item in offered)
        if len(offered) < FEWEST or len(held) - expected <= GAIN * len(offered):
            continue
        if at_least(len(held), [item.blind for item in offered]) < RARE / most:
            yield of_all(
                (item.scenario for item in held),
                f"expected the key {ORDINALS[place]} in about {expected:.0f} of {len(offered)} turns, "
                f"found it there in {len(held)}",
                "write the replies in another order; ids keep their place in records",
            )


@folder_rule("AS902", "key-pattern", Severity.INFO)
def key_pattern(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The place of the best reply follows a pattern from turn to turn of a file.

    Three patterns are looked for: the same place again, two places in turn, one place on (or two, or back) each time.
    The longest row of them must be one that chance brings in fewer than 5 % of folders of this size, divided by three;
    so the more turns there are, the longer a row may be. A turn with several best replies ends a row.

    Bad example (repeated 8):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              tell: {say: It helps most people., errors: [pushing-the-technique], fit: weak, because: You insist.}
              ask: {say: What made it so?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-9:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    rarest = min((_longest(items, pattern) for pattern in PATTERNS), key=lambda row: row.probability)
    if rarest.probability < RARE / len(PATTERNS):
        turns = rarest.turns
        yield of_all(
            (item.scenario for item in turns),
            f"expected the key at places without a pattern, found one that {len(turns)} turns in a row keep to, "
            f"from '{turns[0].state.id}' on",
            "write the replies of some of these turns in another order",
        )


Pattern = Callable[[Sequence[int], int], int]
PATTERNS: tuple[Pattern, ...] = (
    lambda before, _: before[1],
    lambda before, _: before[0],
    lambda before, replies: (2 * before[1] - before[0]) % replies,
)
"""Where a key is to be expected after those of the two turns before: the same again, two in turn, a step on."""


@frozen
class Row:
    """Turns one after another that keep to a pattern, and the chance of every turn of the folder to do so."""

    turns: tuple[Item, ...]
    chances: tuple[float, ...]

    @property
    def probability(self) -> float:
        return streak(len(self.turns), self.chances)


def _longest(items: Sequence[Item], pattern: Pattern) -> Row:
    longest: list[Item] = []
    row: list[Item] = []
    chances = []
    for turns in zip(items, items[1:], items[2:], strict=False):
        chance, keeps = _kept(pattern, turns)
        chances.append(chance)
        row = [*row, turns[2]] if keeps else []
        longest = max(longest, row, key=len)
    return Row(tuple(longest), tuple(chances))


def _kept(pattern: Pattern, turns: tuple[Item, Item, Item]) -> tuple[float, bool]:
    """The chance that the third of three turns keeps to a pattern, and whether it does."""
    if len({turn.scenario for turn in turns}) > 1 or any(len(turn.key) > 1 for turn in turns):
        return 0.0, False
    places = [turn.choices.index(turn.key[0]) for turn in turns]
    replies = len(turns[2].choices)
    expected = pattern(places[:2], replies)
    return (1 / replies if expected < replies else 0.0), expected == places[2]
