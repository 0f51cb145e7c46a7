from pathlib import Path
from typing import Annotated, Literal

import pytest
from attrs import frozen
from hypothesis import given

from alliance_sim.decoding import decode
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.guards import Compare, Guard
from alliance_sim.library import loaded
from alliance_sim.scenario import Effect, Effects, Variant, Variants
from alliance_sim.shapes import (
    Change,
    Filled,
    GuardName,
    Id,
    Keyed,
    LanguageTag,
    Limits,
    Line,
    Paragraphs,
    Whole,
)
from alliance_sim.source import read
from tests.examples import SOUND
from tests.strategies import Document, as_text, damaged, hostile_texts, mutated
from tests.test_schema import WHOLE


@frozen
class Named:
    name: GuardName
    size: Annotated[int, Whole(0, 10)]


@frozen
class Page:
    """A class with one field of every shape."""

    title: Line
    prose: Paragraphs = ""
    tag: LanguageTag = "en"
    id: Id = "id"
    mood: Literal["calm", "cross"] = "calm"
    number: Annotated[int, Whole(0, 10)] = 0
    version: Annotated[int, Whole(1, 1)] = 1
    truth: bool = False
    when: Guard | None = None
    effects: Effects = ()
    named: Annotated[tuple[Named, ...], Keyed("name", limit="variables")] = ()
    pair: tuple[Annotated[int, Whole(0, 9)], Annotated[int, Whole(0, 9)]] = (0, 0)
    lines: Annotated[tuple[Line, ...], Filled()] = ("x",)
    spoken: Variants = (Variant("x"),)
    optional: Line | None = None


def page(text: str, limits: Limits | None = None) -> Page:
    """The page that a text holds, which must have no mistakes."""
    found, problems = decode(read(f"title: T\n{text}", limits=limits), Page)
    assert problems == []
    assert found is not None
    return found


def problems(text: str, limits: Limits | None = None) -> list[tuple[str, Span, str]]:
    found, faults = decode(read(f"title: T\n{text}", limits=limits), Page)
    assert found is None
    assert all(fault.hint for fault in faults)
    return [(fault.rule.code, fault.span, fault.message) for fault in faults]


def problem(text: str, limits: Limits | None = None) -> tuple[str, Span, str]:
    (only,) = problems(text, limits)
    return only


@pytest.mark.parametrize("text", ["No", "12:30", "true", "null", "~", "0x1F", "1e3", "-1", "a:b", "it's", "a#b", "<<"])
def test_a_plain_scalar_is_text_where_a_text_belongs(text: str) -> None:
    assert (page(f"prose: {text}").prose, page(f"optional: {text}").optional) == (text, text)


@pytest.mark.parametrize("quoted", ["'8'", '"8"', "8", "|-\n  8"])
def test_quotation_does_not_change_what_a_scalar_means(quoted: str) -> None:
    assert page(f"number: {quoted}").number == 8
    assert page(f"prose: {quoted}").prose == "8"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("|\n  One\n  two.\n\n  Three.", "One two.\n\nThree."),
        ("|\n  One\n  two.\n  \n\n\n  Three.\n\n", "One two.\n\nThree."),
        ("|\n  One\n    two\n  three", "One two three"),
        ("|-\n  One\n  two", "One two"),
        ("|+\n  One\n\n\n", "One"),
        ("|\n\n  One", "One"),
        (">\n  One\n  two.\n\n  Three.", "One two.\n\nThree."),
        (">\n  One\n  two.\n\n\n  Three\n  four.", "One two.\n\nThree four."),
        (">\n  One\n    two\n  three", "One two three"),
        (">\n  One\n    two\n\n    three\n  four", "One two\n\nthree four"),
        (">\n  One\n\n    two\n  three", "One\n\ntwo three"),
        (">\n  One\n    two\n    three\n\n  four", "One two three\n\nfour"),
        ("One\n  two.", "One two."),
        ("One\n  two.\n\n  Three.", "One two.\n\nThree."),
        ('"One\n  two.\n\n  Three."', "One two.\n\nThree."),
        ("'One\n  two.\n\n  Three.'", "One two.\n\nThree."),
        ("One   two", "One two"),
        ("One\u00a0two", "One two"),
        ("|\n  [sighs] I: do not #know", "[sighs] I: do not #know"),
    ],
)
def test_a_line_break_is_a_space_and_an_empty_line_starts_a_paragraph(text: str, prose: str) -> None:
    assert page(f"prose: {text}").prose == prose


@pytest.mark.parametrize("text", ["true", "false"])
def test_a_bare_true_or_false_is_a_boolean(text: str) -> None:
    assert page(f"truth: {text}").truth is (text == "true")


@pytest.mark.parametrize("text", ["True", "yes", "no", "on", "1", "'true'", "FALSE"])
def test_nothing_else_is_a_boolean(text: str) -> None:
    assert problem(f"truth: {text}")[:2] == ("AS110", Span(2, 8, 8 + len(text)))


@pytest.mark.parametrize("text", ["", "''", "  ", '" "', "|\n\n"])
def test_an_empty_value_counts_as_missing(text: str) -> None:
    assert page(f"optional: {text}\nnumber: {text}\nspoken: {text}\nlines: {text}") == Page("T")
    assert decode(read(f"title: {text}"), Page)[1][0].rule.code == "AS102"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("number: 0x8", ("AS105", Span(2, 9, 12))),
        ("number: 8.0", ("AS105", Span(2, 9, 12))),
        ("number: ٣", ("AS105", Span(2, 9, 10))),
        ("number: ²", ("AS105", Span(2, 9, 10))),
        ("number: 1_0", ("AS105", Span(2, 9, 12))),
        ("number: +8", ("AS105", Span(2, 9, 11))),
        ("number: .nan", ("AS105", Span(2, 9, 13))),
        ("number: 1e3", ("AS105", Span(2, 9, 12))),
        (f"number: {'9' * 5000}", ("AS105", Span(2, 9, 5009))),
        ("number: 11", ("AS106", Span(2, 9, 11))),
        ("number: -1", ("AS106", Span(2, 9, 11))),
        ("number: [1]", ("AS103", Span(2, 1, 7))),
        ("version: 2", ("AS113", Span(2, 10, 11))),
        ("mood: angry", ("AS104", Span(2, 7, 12))),
        ("mood: {a: b}", ("AS103", Span(2, 1, 5))),
        ("id: Coat", ("AS107", Span(2, 5, 9))),
        ("id: a_b", ("AS107", Span(2, 5, 8))),
        ("id: a--b", ("AS107", Span(2, 5, 9))),
        (f"id: {'a' * 65}", ("AS107", Span(2, 5, 70))),
        ("named:\n  and: {size: 1}", ("AS107", Span(3, 3, 6))),
        ("tag: English", ("AS115", Span(2, 6, 13))),
        ("when: a &&b", ("AS111", Span(2, 9, 10))),
        ("when: 'a &&b'", ("AS111", Span(2, 10, 11))),
        ("when: a\n  && b", ("AS111", Span(2, 7, 8))),
        ("when: a and", ("AS111", Span(2, 12, 13))),
        ("effects: {bond: 1.5}", ("AS112", Span(2, 17, 20))),
        ("effects: {bond: ++1}", ("AS112", Span(2, 17, 20))),
        ("effects: {bond: +٣}", ("AS112", Span(2, 17, 19))),
        ("effects: {bond: +1000}", ("AS112", Span(2, 17, 22))),
        ("effects: {bond: +}", ("AS112", Span(2, 17, 18))),
        ("effects: {bond: }", ("AS102", Span(2, 11, 15))),
        ("effects: [bond]", ("AS103", Span(2, 1, 8))),
        ("named:\n  a: {size: 1, sizes: 2}", ("AS101", Span(3, 16, 21))),
        ("named:\n  a: {}", ("AS102", Span(3, 3, 4))),
        ("named:\n  a: 5", ("AS103", Span(3, 6, 7))),
        ("pair: [1]", ("AS103", Span(2, 1, 5))),
        ("pair: [1, 2, 3]", ("AS103", Span(2, 1, 5))),
        ("pair: 1", ("AS103", Span(2, 7, 8))),
        ("lines: []", ("AS102", Span(2, 1, 6))),
        ("lines: one", ("AS103", Span(2, 8, 11))),
        ("lines:\n  - a\n  -\n  - c", ("AS103", Span(4, 4, 5))),
        ("spoken: []", ("AS102", Span(2, 1, 7))),
        ("spoken: [sighs]", ("AS103", Span(2, 1, 7))),
        ("spoken: {say: x}", ("AS103", Span(2, 1, 7))),
        ("spoken:\n  - when: a\n  - say: b", ("AS102", Span(3, 5, 6))),
        ("prose: our #1 concern", ("AS109", Span(2, 8, 8))),
        ("prose: one\n  two # three", ("AS109", Span(2, 8, 9))),
        ("titel: x", ("AS101", Span(2, 1, 6))),
        ("é👩: x", ("AS101", Span(2, 1, 3))),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_mistake_is_found_at_its_place(text: str, expected: tuple[str, Span]) -> None:
    code, span, _ = problem(text)
    if code == "AS109":
        span = Span(span.line, span.column, expected[1].end)
    assert (code, span) == expected


@pytest.mark.parametrize("text", ["prose: 'our' # one", "prose: |  # one\n  our", "number: 1  # one", "id: a # one"])
def test_comments_after_what_cannot_be_cut_are_welcome(text: str) -> None:
    page(text)


def test_a_text_under_a_comment_is_whole() -> None:
    assert page("prose: our\n# 1 concern").prose == "our"


def test_values_of_every_shape_are_decoded() -> None:
    text = """
prose: A text.
tag: de-AT
id: coat-on
mood: cross
number: 7
truth: true
when: bond >= 6
effects: {bond: +2, task: -1, owned: 1}
named: {a_b: {size: 3}}
pair: [1, 2]
lines: [a, b]
spoken:
  - {when: bond >= 6, say: yes}
  - say: no
"""
    assert page(text) == Page(
        title="T",
        prose="A text.",
        tag="de-AT",
        id="coat-on",
        mood="cross",
        number=7,
        truth=True,
        when=Compare("bond", ">=", 6),
        effects=(
            Effect("bond", Change(2)),
            Effect("task", Change(-1)),
            Effect("owned", Change(1, sets=True)),
        ),
        named=(Named("a_b", 3),),
        pair=(1, 2),
        lines=("a", "b"),
        spoken=(Variant("yes", Compare("bond", ">=", 6)), Variant("no")),
    )


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("prose: abcdef", Limits(utterance=5), "AS108"),
        ("optional: abcdef", Limits(say=5), "AS108"),
        ("when: a and b", Limits(guard=6), "AS111"),
        ("when: ((a))", Limits(guard_depth=2), "AS111"),
        ("named: {a: {size: 1}, b: {size: 1}}", Limits(variables=1), "AS114"),
    ],
)
def test_a_limit_is_an_argument(text: str, limits: Limits, code: str) -> None:
    assert problem(text, limits)[0] == code
    page(text)


def test_too_many_are_marked_at_their_key() -> None:
    assert problem("named:\n  a: {size: 1}\n  b: {size: 1}", Limits(variables=1))[1] == Span(2, 1, 6)


def test_a_length_counts_what_is_shown() -> None:
    assert page("prose: |\n  ab\n\n\n  cd\n", Limits(utterance=6)).prose == "ab\n\ncd"


def test_a_note_is_information_and_no_error() -> None:
    found, faults = decode(read("title: T\ntodo: say more"), Page)
    assert (found, [(fault.rule.code, fault.message) for fault in faults]) == (
        Page("T"),
        [("AS130", "to do: 'say more'")],
    )


def test_all_mistakes_are_reported_in_the_order_of_the_file() -> None:
    found = problems("number: x\nmood: y\ntruth: z\npair: [1]\nlines: []")
    assert [code for code, _, _ in found] == ["AS105", "AS104", "AS110", "AS103", "AS102"]


def test_a_mistyped_key_is_not_missing_as_well() -> None:
    faults = decode(read("titel: T"), Page)[1]
    assert [(fault.rule.code, fault.hint) for fault in faults] == [("AS101", "did you mean 'title'?")]


def test_a_missing_key_is_named_at_what_lacks_it() -> None:
    assert problem("named:\n  a_b: {}")[1:] == (Span(3, 3, 6), "expected the key 'size', found none")


@pytest.mark.parametrize("text", ["[a]", "just words", "- a"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert [fault.rule.code for fault in decode(read(text), Page)[1]] == ["AS103"]


@pytest.mark.parametrize("text", ["number: *a", "number: !x", "mood: *a", "named: *a", "when: !x", "pair: [*a, 1]"])
def test_what_the_reader_refused_is_not_refused_again(text: str) -> None:
    assert problem(text)[0] in ("AS009", "AS010")


def findings(text: str) -> tuple[Diagnostic, ...]:
    return loaded(text.encode("utf-8", "replace"), Path("sound.yaml")).diagnostics


@given(hostile_texts())
def test_no_text_makes_loading_fail(text: str) -> None:
    assert all(diagnostic.hint and diagnostic.message for diagnostic in findings(text))


@given(mutated(SOUND))
def test_no_damage_to_a_scenario_makes_loading_fail(text: str) -> None:
    assert all(diagnostic.hint and diagnostic.message for diagnostic in findings(text))


@given(damaged(WHOLE))
def test_one_damaged_place_has_few_follow_ups(document: Document) -> None:
    errors = [found.rule.code for found in findings(as_text(document)) if found.is_error]
    assert len([code for code in errors if code not in ("AS101", "AS102")]) <= 3
