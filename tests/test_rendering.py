"""Reports in every format: whole values, and nothing that a file holds acts on what shows them."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.cells import cells
from alliance_sim.characters import FORBIDDEN
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, Span
from alliance_sim.rendering import FORMATS, CheckedFile, Report, rendered, replay
from alliance_sim.rendering.text import MOST
from alliance_sim.source import Source

ERROR = Rule(
    "AS201",
    "unknown-state",
    Severity.ERROR,
    "A state that is not there.\n\nWrite the id\nof a state.\n\nBad example:\n\n    a: b",
)
WARNING = Rule("AS402", "trapped", Severity.WARNING, "A run that cannot end.")
INFO = Rule("AS601", "todo", Severity.INFO, "A note of the author's.")
SOURCE = Source("scenarios/diary.yaml", "start: nowhere\nstates:\n  coat-on: {to: coat-on}\n")
UNKNOWN = Diagnostic(ERROR, Span(1, 8, 15), "expected the id of a state, found 'nowhere'", "did you mean 'coat-on'?")
TRAPPED = Diagnostic(WARNING, Span(3, 3, 10), "expected a way to an ending, found none", "", ("notice", "press"))
TODO = Diagnostic(INFO, Span(2, 1, 7), "a note: ask Ilse", "delete it when it is done")
REPORT = Report((CheckedFile(SOURCE, (UNKNOWN, TODO, TRAPPED)),), (ERROR, INFO), Path("/work"))
HOSTILE = "a\x1b[2J\r\n::error::b\u202e\u2028, c: 100 % {0} [d](http://e)\x07"
HOSTILE_REPORT = Report(
    (
        CheckedFile(
            Source(HOSTILE, f"title: {HOSTILE}"), (Diagnostic(ERROR, Span(1, 8, 10), HOSTILE, HOSTILE),), complete=False
        ),
    ),
    (ERROR,),
    Path("/work"),
)


def of(name: str, *diagnostics: Diagnostic, complete: bool = True) -> Report:
    """A report on one file of that name."""
    return Report((CheckedFile(Source(name, SOURCE.text), diagnostics, complete),), (), Path("/work"))


def test_text_tells_place_line_hint_witness_and_page_of_each_and_then_the_counts() -> None:
    assert (
        rendered(REPORT, "text")
        == """\
scenarios/diary.yaml:1:8: error[AS201] expected the id of a state, found 'nowhere'
    1 | start: nowhere
      |        ^^^^^^^
  hint: did you mean 'coat-on'?
  explain: alliance-sim explain AS201

scenarios/diary.yaml:2:1: info[AS601] a note: ask Ilse
    2 | states:
      | ^^^^^^
  hint: delete it when it is done
  explain: alliance-sim explain AS601

scenarios/diary.yaml:3:3: warning[AS402] expected a way to an ending, found none
    3 |   coat-on: {to: coat-on}
      |   ^^^^^^^
  shown by: alliance-sim play scenarios/diary.yaml --path notice,press
  explain: alliance-sim explain AS402

1 file: 1 error, 1 warning, 1 info; the rest is checked once the errors are mended"""
    )


def test_text_of_nothing_found_is_the_counts() -> None:
    files = (CheckedFile(SOURCE, ()), CheckedFile(SOURCE, ()))
    assert rendered(Report(files), "text") == "2 files: 0 errors, 0 warnings, 0 infos"


def test_text_says_where_not_everything_was_explored() -> None:
    assert rendered(of("a.yaml", complete=False), "text") == "1 file: 0 errors, 0 warnings, 0 infos; 1 not exhaustive"


def test_text_counts_what_is_too_much_to_read() -> None:
    text = rendered(of("a.yaml", *[UNKNOWN] * (MOST + 2)), "text")
    assert text.count("error[AS201]") == MOST
    assert "\n\n... and 2 more in a.yaml\n\n1 file: 102 errors, 0 warnings, 0 infos; the rest" in text


def test_text_does_not_wait_for_an_error_that_keeps_no_rule_from_running() -> None:
    late = UNKNOWN._replace(rule=Rule("AS608", "combined-reply", Severity.ERROR, "A reply."))
    assert rendered(of("a.yaml", late), "text").endswith("\n1 file: 1 error, 0 warnings, 0 infos")


@pytest.mark.parametrize(
    ("name", "witness", "told"),
    [
        ("a.yaml", ("b",), "alliance-sim play a.yaml --path b"),
        ("my scenarios/it's.yaml", ("b", "c-2"), "alliance-sim play 'my scenarios/it'\"'\"'s.yaml' --path b,c-2"),
        ("-a.yaml", ("b",), "alliance-sim play ./-a.yaml --path b"),
        ("a.yaml", (), "at the start"),
    ],
)
def test_a_witness_is_told_as_the_command_that_plays_it(name: str, witness: tuple[str, ...], told: str) -> None:
    assert replay(name, witness) == told


def excerpt(line: str, span: Span) -> tuple[str, str]:
    """The line and the carets that are shown of a line, with the number before them."""
    found = Diagnostic(ERROR, span, "expected")
    text = rendered(Report((CheckedFile(Source("a.yaml", line), (found,)),)), "text")
    shown = text.split("\n")
    return shown[1], shown[2]


LETTERS = st.lists(st.sampled_from([*"aé漢字 e👩\t,:", "e\u0301", "👩\u200d👩"]), max_size=100)


@given(before=LETTERS, middle=LETTERS.filter(lambda letters: "".join(letters).strip()), after=LETTERS)
def test_an_excerpt_fits_in_80_columns_and_what_is_marked_stands_above_the_carets(
    before: list[str], middle: list[str], after: list[str]
) -> None:
    line = "".join([*before, *middle, *after])
    begin, length = len("".join(before)), len("".join(middle))
    shown, carets = excerpt(line, Span(1, begin + 1, begin + 1 + length))
    marked = line.replace("\t", " ")[begin : begin + length]
    assert cells(shown) <= 80
    if 0 < cells(marked) <= 40:
        places = [cells(shown[:place]) for place in range(len(shown)) if shown.startswith(marked, place)]
        assert carets.index("^") in places
        assert carets.count("^") == cells(marked)


@pytest.mark.parametrize("length", [1, 71, 72])
def test_a_line_that_fits_is_shown_whole(length: int) -> None:
    for end in (2, length, length + 1):
        assert excerpt("x" * length, Span(1, end - 1, end))[0] == f"    1 | {'x' * length}"


def test_a_line_that_does_not_fit_has_a_sign_where_it_is_cut() -> None:
    line = "x" * 30 + "-" * 43
    assert [excerpt(line, span)[0][8:] for span in (Span(1, 1, 2), Span(1, 31, 73), Span(1, 73, 74))] == [
        "x" * 30 + "-" * 41 + "…",
        "…" + "x" * 28 + "-" * 43,
        "…" + "x" * 28 + "-" * 43,
    ]


def test_text_says_that_a_witness_without_choices_is_the_start() -> None:
    found = Diagnostic(WARNING, Span(1, 1, 2), "expected", witness=())
    assert "  shown by: at the start" in rendered(of("a.yaml", found), "text").split("\n")


def test_a_long_line_is_shown_around_what_is_marked() -> None:
    line = "when: " + "bond >= 2 and " * 8 + "bnd >= 3" + " or task > 1" * 8
    begin = line.index("bnd") + 1
    assert excerpt(line, Span(1, begin, begin + 3)) == (
        "    1 | … >= 2 and bond >= 2 and bnd >= 3 or task > 1 or task > 1 or task > 1 o…",
        "      |                          ^^^",
    )


def test_carets_stand_under_letters_that_take_two_columns() -> None:
    assert excerpt("title: 漢字 x", Span(1, 8, 10)) == ("    1 | title: 漢字 x", "      |        ^^^^")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_acts_on_a_screen_leaves_in_any_format(format: str) -> None:
    text = rendered(HOSTILE_REPORT, format)
    assert (FORBIDDEN.search(text), "\r" in text) == (None, False)


def texts(value: Any) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_nothing_that_acts_on_a_screen_is_hidden_in_an_escape_of_json(format: str) -> None:
    assert [text for text in texts(json.loads(rendered(HOSTILE_REPORT, format))) if FORBIDDEN.search(text)] == []


def test_a_hostile_name_and_message_make_no_command_of_their_own() -> None:
    assert [line.split(" ")[0] for line in rendered(HOSTILE_REPORT, "github").split("\n")] == ["::error"]


def test_a_hostile_name_begins_no_line_of_the_text() -> None:
    assert [line for line in rendered(HOSTILE_REPORT, "text").split("\n") if line.startswith(":")] == []


def test_a_format_that_is_none_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rendered(REPORT, "xml")
