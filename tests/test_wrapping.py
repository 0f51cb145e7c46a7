"""The measure without the full screen is the one of the full screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from alliance_sim.cells import cells
from alliance_sim.wrapping import wrapped
from tests.strategies import lettered


@given(lettered())
def test_a_text_is_as_wide_as_it_is_painted(text: str) -> None:
    for line in text.split("\n"):
        assert cells(line) == cell_len(line)


@given(lettered(), st.integers(20, 120))
def test_a_text_is_wrapped_as_the_full_screen_wraps_it(text: str, width: int) -> None:
    assert wrapped(text, width) == [line.plain.rstrip() for line in Content(text).wrap(width)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("You kept your coat on.", 22, ["You kept your coat on."]),
        ("You kept your coat on.", 21, ["You kept your coat", "on."]),
        ("aaaaaaaaaa bb", 5, ["aaaaa", "aaaaa", " bb"]),
        ("漢字漢字 a", 7, ["漢字漢", "字 a"]),
        ("One.\n\nTwo.", 20, ["One.", "", "Two."]),
        ("", 20, [""]),
    ],
)
def test_lines_break_at_words_and_in_words_that_are_too_long(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
