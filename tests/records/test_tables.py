"""Cells of a table: what a spreadsheet reads in them is what was meant, and nothing is done by it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.characters import FORBIDDEN
from alliance_sim.records.tables import FORMULA, cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org","x")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\uff1d1",
    ],
)
def test_a_text_that_looks_like_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"), [(-2, "-2"), (0.5, "0.5"), (None, ""), (True, "true"), (False, "false"), ("calm", "calm")]
)
def test_numbers_stay_numbers_and_nothing_is_empty(value: float | bool | str | None, written: str) -> None:
    assert cell(value) == written


@given(st.text(max_size=40))
def test_whatever_was_typed_a_cell_is_no_formula_and_does_nothing_to_a_terminal(text: str) -> None:
    written = cell(text)
    assert not written.lstrip(" ").startswith(FORMULA)
    assert not FORBIDDEN.search(written)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_a_line_is_read_as_it_was_written(texts: list[str]) -> None:
    cells = [cell(text) for text in texts]
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    assert next(csv.reader(io.StringIO(line.getvalue(), newline=""))) == cells
