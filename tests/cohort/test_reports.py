"""The report in its four formats."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve

from alliance_sim.cells import cells
from alliance_sim.cohort import LIMITS, Cohort
from alliance_sim.cohort.evaluation import Distribution
from alliance_sim.guide import source
from alliance_sim.participant import EvaluationTaken, Participant, TextGiven
from alliance_sim.reports.cohort import FORMATS, rendered
from alliance_sim.reports.cohort.axes import Axis, Bin, axis, bins
from alliance_sim.reports.cohort.drawn import distribution, forest, slopes
from alliance_sim.reports.cohort.wording import chance, number
from tests.cohort.people import of, rating
from tests.participants import code_of, participant, participants, unfinished

SIZES = (1, 4, 5, 7, 8, 30)
HOSTILE = "=1+1 <script>alert(1)</script> {{ 7*7 }} [red]"


def cohort_of(count: int, *, follow_up: bool = False) -> Cohort:
    return of(participant(number, code_of(number), follow_up=follow_up) for number in range(count))


def hostile(count: int = 8) -> Cohort:
    people = [evolve(each, group=HOSTILE if place % 2 else "-2") for place, each in enumerate(participants(2 * count))]
    texts = (TextGiven("q", HOSTILE, "@SUM(A1)\nnext line"),)
    return of(evolve(each, evaluation=EvaluationTaken("e", "e" * 64, (), texts)) for each in people)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("count", SIZES)
def test_the_limits_are_always_told(count: int, format: str) -> None:
    told = " ".join(rendered(cohort_of(count), format).split())
    assert LIMITS in told


CAUSES = re.compile(
    r"\b(effects?|effective(ness)?|impact|caus\w*|improve\w*|because of|due to|thanks to|led to|leads? to|"
    r"benefit\w*|gain\w*|worked|significant\w*)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("format", FORMATS)
def test_no_word_says_what_made_a_number_move(format: str) -> None:
    assert CAUSES.findall(rendered(cohort_of(30, follow_up=True), format)) == []


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("follow_up", [False, True])
def test_the_text_fits_eighty_columns(count: int, follow_up: bool) -> None:
    lines = rendered(cohort_of(count, follow_up=follow_up), "text").split("\n")
    assert [line for line in lines if cells(line) > 80] == []


def test_the_text_of_thousands_fits_eighty_columns() -> None:
    pairs = [rating(number, 10 * (number % 9), 10 * ((number + number // 7) % 10)) for number in range(3000)]
    assert [line for line in rendered(of(pairs), "text").split("\n") if cells(line) > 80] == []


def test_the_text_tells_the_difference_first_then_the_means() -> None:
    text = rendered(of(rating(number, 50 + number, 60 + 2 * number) for number in range(9)), "text")
    assert "self-rated 9 14.0 [11.9, 16.1] 54.0 (2.7) 68.0 (5.5) (primary)" in " ".join(text.split())


def test_the_probes_stand_above_the_self_ratings() -> None:
    text = rendered(cohort_of(8), "text")
    assert 0 < text.index("d' of the probes") < text.index("Recognition, self-rated")


def test_under_eight_the_rows_are_descriptive_and_no_p_is_told() -> None:
    cohort = cohort_of(7)
    assert "descriptive" in rendered(cohort, "text")
    figures = [each["figures"] for each in json.loads(rendered(cohort, "json"))["change"]]
    assert {(each["t"], each["p"], each["p_holm"], each["wilcoxon_p"]) for each in figures} == {(None,) * 4}
    assert not re.search(r"< \.001|\.\d{3}\b", rendered(cohort, "text"))


@pytest.mark.parametrize("format", FORMATS)
def test_of_four_people_no_mean_is_told(format: str) -> None:
    people = [rating(number, 41, 73) for number in range(4)]
    assert not re.search(r"\b(41|73|32)(\.0)?\b", rendered(of(people), format).partition("Limits")[0])


def test_free_text_is_told_only_on_request() -> None:
    cohort = hostile()
    for format in FORMATS:
        assert "SUM(A1)" not in rendered(cohort, format)
        assert "SUM(A1)" in rendered(cohort, format, comments=True)


def test_the_csv_has_four_columns_and_no_formula() -> None:
    told = rendered(hostile(), "csv", comments=True)
    assert told.startswith("\ufefftable,row,measure,value\n")
    rows = list(csv.reader(io.StringIO(told.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {4}
    cells_ = [cell for row in rows for cell in row]
    assert [cell for cell in cells_ if cell[:1] in tuple("=+@-\t\r") and not re.fullmatch(r"-[\d.e-]+", cell)] == []
    assert ["comments", "q", f"'{HOSTILE}", "'@SUM(A1)\nnext line"] in rows


def test_the_csv_holds_the_figures_of_the_json() -> None:
    cohort = cohort_of(9)
    rows = csv.reader(io.StringIO(rendered(cohort, "csv").removeprefix("\ufeff")))
    told = {(table, row, measure): value for table, row, measure, value in rows}
    first = json.loads(rendered(cohort, "json"))["change"][0]
    assert float(told["change", "d-prime", "figures.d_z_interval.high"]) == first["figures"]["d_z_interval"][1]
    assert told["change", "d-prime", "n"] == "9"


def keys(content: Any) -> Iterator[str]:
    """All keys but those that are names of something counted."""
    if isinstance(content, list):
        for each in content:
            yield from keys(each)
    elif isinstance(content, dict):
        for key, value in content.items():
            yield key
            if key not in ("missing", "counts", "orders"):
                yield from keys(value)


def test_every_key_of_the_json_is_in_the_guide() -> None:
    people: list[Participant] = [*participants(9), unfinished(participant(50, "ZZ99"))]
    found = {*keys(json.loads(rendered(of(people), "json"))), *keys(json.loads(rendered(hostile(), "json")))}
    assert {key for key in found if f"`{key}`" not in source("cohort")} == set()


def test_the_page_is_whole_in_itself_and_acts_on_nothing() -> None:
    page = rendered(hostile(), "html", comments=True)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} [red]" in page
    assert not re.search(r"\b(src|href|url)\b *[=(]", page)
    assert "default-src 'none'" in page


def test_the_page_draws_each_outcome_twice_each_rating_once_and_one_forest() -> None:
    cohort = cohort_of(8)
    page = rendered(cohort, "html")
    assert page.count("<svg") == page.count("<desc>") == 1 + 2 * len(cohort.change) + 4
    assert page.count('class="person"') == 8 * len(cohort.change)
    assert page.count('class="interval"') == 3 * len(cohort.change)


def test_of_thousands_two_hundred_lines_are_drawn_and_that_is_told() -> None:
    people = [rating(number, 10 * (number % 9), 10 * (number % 11)) for number in range(1000)]
    page = rendered(of(people), "html")
    assert page.count('class="person"') == 200
    assert "200 of 1000 lines are drawn" in page


def test_the_forest_marks_zero_the_interval_and_the_mean() -> None:
    found = of(rating(number, 50, 60 + number) for number in range(5)).change
    assert list(forest(found)) == [
        "points of 100:",
        "Recognition, self-rated  │                     ├───●────┤   12.0 [10.0, 14.0]",
        "                         0                               15",
    ]


def test_slopes_rise_from_before_to_after_and_are_counted() -> None:
    found = of(rating(number, 0, 100) for number in range(5)).change[0]
    *canvas, axis_, told = slopes(found)
    assert [(line[:6].strip(), line[7] != "⠀", line[-1] != "⠀") for line in canvas] == [
        ("100", False, True),
        *[("", False, False)] * 10,
        ("0", True, False),
    ]
    assert axis_.split() == ["before", "after"]
    assert told == "5 higher, 0 the same, 0 lower after"


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    found = Distribution("q", "?", "rating", 6, {1: 0, 2: 2, 3: 4})
    assert list(distribution(found)) == ["   1 0", f"   2 {'█' * 20} 2", f"   3 {'█' * 40} 4"]


def test_axes_have_round_ends_and_steps() -> None:
    assert axis([0.0, 7.8, 14.3]) == Axis(0, 15, 5)
    assert axis([3.0, 3.0]) == Axis(3, 4, 1)
    assert Axis(-5, 5, 5).ticks == (-5, 0, 5)


def test_bins_hold_every_value_once() -> None:
    assert bins([-5.0, 0.0, 4.9, 5.0, 5.0, 10.0], most=4) == (
        Bin(-5, 0, 1),
        Bin(0, 5, 2),
        Bin(5, 10, 2),
        Bin(10, 15, 1),
    )


def test_numbers_are_written_as_papers_do() -> None:
    assert [chance(each) for each in (0.0004, 0.0284, 1.0, None)] == ["< .001", ".028", "1.000", "-"]
    assert number(-0.04, 1) == "0.0"
