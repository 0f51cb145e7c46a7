"""Votes of a group: what can be voted for, how many did, and whether the room is divided. Counts only."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from alliance_sim.questions import TYPES
from alliance_sim.scenario import Choice

LETTERS = "ABCDEFGHI"
DIVIDED = (Fraction(3, 10), Fraction(7, 10))
"""Shares of the leading answer between which a talk with one's neighbour changes most (peer instruction)."""


@frozen
class Option:
    """What hands are raised for. `says` is read out, `about` explains it."""

    id: str
    letter: str
    says: str
    about: str = ""


@frozen
class Tally:
    """How many hands each option got, in the order of the options. An option that was not counted has none."""

    options: tuple[Option, ...]
    hands: tuple[int, ...]

    @property
    def votes(self) -> int:
        return sum(self.hands)

    @property
    def held(self) -> bool:
        return self.votes > 0

    @property
    def leading(self) -> int:
        """The place of the option with most hands, the first of several."""
        return self.hands.index(max(self.hands)) if self.hands else 0

    @property
    def divided(self) -> bool:
        """Whether the leading answer has 30 to 70 % of the hands."""
        return self.held and DIVIDED[0] <= Fraction(max(self.hands), self.votes) <= DIVIDED[1]

    def share(self, option: str) -> Fraction:
        """The share of the hands for one option, by its id."""
        given = sum(hands for found, hands in zip(self.options, self.hands, strict=True) if found.id == option)
        return Fraction(given, self.votes) if self.votes else Fraction(0)

    @property
    def told(self) -> str:
        """The counts on one line: each letter with its hands."""
        pairs = zip(self.options, self.hands, strict=True)
        return ", ".join(f"{option.letter} {hands}" for option, hands in pairs)


def kinds() -> tuple[Option, ...]:
    """Whether something is strained, and how."""
    return tuple(Option(kind.id, letter, kind.label, kind.detail) for letter, kind in zip(LETTERS, TYPES, strict=False))


def replies(choices: Iterable[Choice]) -> tuple[Option, ...]:
    """The replies, in the order in which the group sees them."""
    return tuple(Option(choice.id, letter, choice.say) for letter, choice in zip(LETTERS, choices, strict=False))


def tally(options: tuple[Option, ...], counted: Mapping[str, int]) -> Tally:
    return Tally(options, tuple(counted.get(option.id, 0) for option in options))
