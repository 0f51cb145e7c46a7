"""Big digits and letters."""

import pytest

from alliance_sim.teaching.votes import LETTERS
from alliance_sim.tui.teach_glyphs import PIXELS, big


def test_a_glyph_is_drawn_with_half_blocks() -> None:
    assert big("A4") == ("█▀█ █ █", "█▀█ ▀▀█", "▀ ▀   ▀")


def test_every_letter_of_a_vote_and_every_digit_can_be_drawn_and_told_from_all_others() -> None:
    assert {*LETTERS, *"0123456789:"} <= {*PIXELS}
    assert len({big(character) for character in PIXELS}) == len(PIXELS)


@pytest.mark.parametrize("text", ["", "12", "1:59"])
def test_all_rows_are_of_one_width(text: str) -> None:
    assert {len(row) for row in big(text)} == {max(0, 4 * len(text) - 1)}
