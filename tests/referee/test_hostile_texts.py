"""Whatever is written in a scenario comes out of inkjs letter by letter, and does nothing."""

from collections.abc import Sequence
from itertools import product

from attrs import evolve

from alliance_sim.characters import FORBIDDEN
from alliance_sim.scenario import Choice, Scenario, State, Variant
from tests.examples import SOUND
from tests.referee.player import Player
from tests.referee.record import parted, scenario_in
from tests.strategies import SIGNS


def flowing(texts: Sequence[str]) -> list[str]:
    """Each text once, as the decoder leaves it: with single spaces, and none at its ends."""
    return list(filter(None, dict.fromkeys(" ".join(text.split()) for text in texts)))


MEETING = flowing(["".join(pair) for pair in product(SIGNS, repeat=2)])
"""Every two signs in a row, and so every sign at the beginning and at the end."""
APART = flowing([line for sign in SIGNS for line in (sign, f"{sign} a", f"a{sign}b", f"a {sign}")])
"""Every sign by itself, at the beginning, within and at the end."""
ALLOWED = [sign for sign in map(chr, range(0x20000)) if not FORBIDDEN.match(sign)]
LETTERS = flowing(["".join(ALLOWED[start : start + 100]) for start in range(0, len(ALLOWED), 100)])
END = State("end", patient=(Variant("Goodbye."),), ending="repaired", summary="It was said.")
BASE = evolve(scenario_in(SOUND), variables=(), conditions=(), start="only")


def spoken(paragraphs: Sequence[str]) -> Scenario:
    """A scenario in which these are said."""
    return evolve(BASE, states=(evolve(END, id="only", patient=(Variant("\n\n".join(paragraphs)),)),))


def offered(lines: Sequence[str]) -> Scenario:
    """A scenario in which these can be said."""
    choices = tuple(Choice(f"c{number}", line, fit="weak", because="B.", to="end") for number, line in enumerate(lines))
    return evolve(BASE, states=(State("only", patient=(Variant("Well?"),), choices=choices), END))


def test_every_two_signs_in_a_row_are_said(player: Player) -> None:
    assert not parted(player, spoken(MEETING), [])


def test_every_sign_is_offered(player: Player) -> None:
    assert not parted(player, offered(APART), [])


def test_every_sign_is_a_tag(player: Player) -> None:
    assert not parted(player, evolve(spoken(["Well."]), authors=tuple(APART)), [])


def test_every_letter_is_said(player: Player) -> None:
    assert not parted(player, spoken(LETTERS), [])
