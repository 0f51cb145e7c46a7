import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.diagnostics import Span
from alliance_sim.shapes import Limits
from alliance_sim.source import Mapping, Node, Scalar, Sequence, Source, decoded_text, read
from tests.examples import SOUND
from tests.strategies import hostile_texts, mutated


def values(node: Node | None) -> Any:
    """The tree as plain values."""
    if isinstance(node, Mapping):
        return {key: values(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [values(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def found(source: Source) -> list[tuple[str, int, int]]:
    return [(problem.rule.code, problem.span.line, problem.span.column) for problem in source.faults]


def problem(text: str) -> tuple[str, int, int, str]:
    """The only fault of a text: its code, line, column and hint."""
    (fault,) = read(text).faults
    return fault.rule.code, fault.span.line, fault.span.column, fault.hint


UNDER_BLOCK = "put the text under `|` on lines of its own: it holds `: ` or begins with a special character"
CLOSE = "close the bracket; put a text that begins with one under `|`"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "no",
            "NO",
            "yes",
            "on",
            "off",
            "y",
            "n",
            "true",
            "null",
            "~",
            "1:30",
            "12:30:45",
            "0777",
            "010",
            "08",
            "0o17",
        ),
        *("1_000", "1.10", ".nan", ".inf", "1e3", "1e400", "0x1F", "2024-02-31", "+2", "<<"),
    ],
)
def test_every_scalar_is_the_text_that_stands_there(text: str) -> None:
    assert values(read(f"a: {text}").root) == {"a": text}


def test_keys_are_text_too() -> None:
    assert values(read("no: 1\n1: 2\n1.0: 3\n? null\n: 4").root) == {"no": "1", "1": "2", "1.0": "3", "null": "4"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2", ("AS009", 1, 4)),
        ("a: &x [1]", ("AS009", 1, 4)),
        ("a: *x", ("AS009", 1, 4)),
        ("a: !!python/object:os.system 1", ("AS010", 1, 4)),
        ("a: !!binary abc", ("AS010", 1, 4)),
        ("a: !!int abc", ("AS010", 1, 4)),
        ("a: !!timestamp nope", ("AS010", 1, 4)),
        ("a: !!omap [{b: 1}]", ("AS010", 1, 4)),
        ("when: !x", ("AS010", 1, 7)),
        ("a:\n  <<: 1", ("AS011", 2, 3)),
        ("%YAML 1.1\n---\na: b", ("AS012", 1, 1)),
        ("a: b\n---\nc: d", ("AS013", 2, 1)),
        ("a: 1\nb: 2\na: 3", ("AS015", 3, 1)),
        ("a: 1\n[b]: 2", ("AS016", 2, 1)),
        ("a: 1\n{b: 1}: 2", ("AS016", 2, 1)),
        ("a:\n\tb: 1", ("AS005", 2, 1)),
        ("a:\n  \tb: 1", ("AS005", 2, 3)),
        ("a: b\n...\nc", ("AS006", 3, 1)),
        ("a: He said: no", ("AS006", 1, 11)),
        ("a: 'Tis fine\nb: c", ("AS006", 1, 4)),
        ("a: 'Tis fine\nb: don't\nc: d", ("AS006", 1, 4)),
        ('a: "\\ud800"', ("AS006", 1, 7)),
        (f"{'k' * 1025}: v", ("AS006", 1, 1026)),
        ("", ("AS014", 1, 1)),
        ("# only a comment", ("AS014", 1, 1)),
        ("---", ("AS014", 1, 1)),
        (" \n ", ("AS014", 1, 1)),
        ("a: \x1b[31m", ("AS004", 1, 4)),
        ("a: \x00", ("AS004", 1, 4)),
        ("a: b\x7f", ("AS004", 1, 5)),
        ("a: b\u009bc", ("AS004", 1, 5)),
        ('a: "\\0"', ("AS004", 1, 4)),
        ('a: "\\e[31m"', ("AS004", 1, 4)),
        ('a: "\\x1b]52;c;aGk=\\a"', ("AS004", 1, 4)),
        ("a: x\u0085b: y", ("AS004", 1, 5)),
        ("a: x\u2028b: y", ("AS004", 1, 5)),
        ("a: x\u202ey", ("AS004", 1, 5)),
        ("a: x\u200by", ("AS004", 1, 5)),
        ("a: x\u2060y", ("AS004", 1, 5)),
        ("a: x\U000e0041y", ("AS004", 1, 5)),
        ("a: 1\n\ufeffb: 2", ("AS004", 2, 1)),
        ("a: \ud800", ("AS004", 1, 4)),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_a_file_may_not_hold_is_refused_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert found(read(text))[0] == expected


@pytest.mark.parametrize("text", ["👩\u200d🔬", "می\u200cخواهم", "Ünïcode", "漢字", "a\u00a0b", "x\u0301"])
def test_letters_of_every_script_and_their_joiners_are_welcome(text: str) -> None:
    source = read(f"a: {text}")
    assert (values(source.root), source.faults) == ({"a": text}, [])


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_are_one(ending: str) -> None:
    source = read(f"a: 1{ending}b: |{ending}  x{ending}  y{ending}")
    assert (values(source.root), source.faults) == ({"a": "1", "b": "x\ny\n"}, [])


def test_a_leading_byte_order_mark_is_dropped() -> None:
    assert values(decoded_text(b"\xef\xbb\xbfa: 1", "x", Limits()).root) == {"a": "1"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: b".encode("utf-16"), ("AS003", 1, 1)),
        ("a: b".encode("utf-16-le"), ("AS003", 1, 2)),
        ("a: b".encode("utf-32-be"), ("AS003", 1, 1)),
        ("a: b\nc: é".encode("latin-1"), ("AS003", 2, 4)),
        (b"a: \xc0\xaf", ("AS003", 1, 4)),
        (b"\xff", ("AS003", 1, 1)),
    ],
)
def test_other_encodings_are_named_as_such(data: bytes, expected: tuple[str, int, int]) -> None:
    assert found(decoded_text(data, "x", Limits())) == [expected]


def test_columns_count_code_points() -> None:
    assert read("é👩: 1\né👩: 2").faults[0].span == Span(2, 1, 3)


def test_a_repeated_key_keeps_the_first_and_names_its_line() -> None:
    source = read("a: 1\nb: 2\na: 3")
    assert (values(source.root), source.faults[0].hint) == ({"a": "1", "b": "2"}, "the first stands on line 1")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("say: [sighs] I do not know", UNDER_BLOCK),
        ("say: {x} y", UNDER_BLOCK),
        ("say: * waves", UNDER_BLOCK),
        ("say: *waves* at you", UNDER_BLOCK),
        ("say: & so", UNDER_BLOCK),
        ("say: %x", UNDER_BLOCK),
        ("say: @home", UNDER_BLOCK),
        ("say: | x", UNDER_BLOCK),
        ("say: > x", UNDER_BLOCK),
        ('say: "Well" he said', UNDER_BLOCK),
        ("say: 'Tis fine", UNDER_BLOCK),
        ("say: He said: no", UNDER_BLOCK),
        ("- [sighs] I do not know", UNDER_BLOCK),
        ("say: [sighs, I do not know", CLOSE),
        ("say: ! no", "write 'not' in a guard; put other text under `|`"),
        ("when: !x", "write 'not' in a guard; put other text under `|`"),
        ("say: *waves", "write it out, or put the text under `|`"),
        ("a:\n  b: 1\n   c: 2", "check the indentation and the colons here and in the line before"),
    ],
)
def test_prose_that_looks_like_yaml_gets_a_hint_in_plain_words(text: str, hint: str) -> None:
    assert problem(text)[3] == hint


def test_an_unclosed_bracket_is_named_where_it_opens() -> None:
    assert problem("a: 1\nb: [x, y\nc: d\ne: f")[:3] == ("AS006", 2, 4)


def test_a_file_of_too_many_bytes_is_not_read() -> None:
    assert found(decoded_text(b"a" * 11, "x", Limits(bytes=10))) == [("AS002", 1, 1)]


@pytest.mark.parametrize(("depth", "expected"), [(4, []), (3, [("AS007", 1, 4)])])
def test_depth_is_counted_from_the_root(depth: int, expected: list[tuple[str, int, int]]) -> None:
    assert found(read("[[[[x]]]]", limits=Limits(depth=depth))) == expected


@pytest.mark.parametrize(("nodes", "expected"), [(5, []), (4, [("AS008", 1, 9)])])
def test_nodes_are_counted_with_their_keys(nodes: int, expected: list[tuple[str, int, int]]) -> None:
    assert found(read("{a: [b, c]}", limits=Limits(nodes=nodes))) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 1_000_000, "- " * 1_000_000, "{a: " * 500_000, "\x1b" * 2_000_000, "\x1b\n" * 1_000_000),
        *("- a\n" * 500_000, "a: b\n" * 400_000, "? " * 1_000_000, "'" * 2_000_000, "a" * 2_000_000),
        *("&a " * 600_000, "\n" * 2_000_000, "a: |\n" + " x\n" * 600_000, "# \n" * 600_000, "\tx\n" * 700_000),
    ],
    ids=lambda text: repr(text[:5]),
)
def test_two_megabytes_of_anything_are_read_or_refused_at_once(text: str) -> None:
    before = time.process_time()
    read(text)
    assert time.process_time() - before < 2


def test_the_sound_scenario_has_no_fault() -> None:
    assert read(SOUND).faults == []


def test_a_place_is_that_of_the_deepest_part_that_the_file_has() -> None:
    source = read("a:\n  b: [x, yy]\n  c: d")
    assert source.span(("a", "b", 1)) == Span(2, 10, 12)
    assert source.span(("a", "b")) == Span(2, 3, 4)
    assert source.span(("a", "c")) == Span(3, 6, 7)
    assert source.span(("a", "c"), at_key=True) == Span(3, 3, 4)
    assert source.span(("a", "nowhere", 3)) == Span(1, 1, 2)


def places_are_in(source: Source) -> bool:
    lines = source.lines
    return all(
        1 <= place.span.line <= len(lines) + 1 and 1 <= place.span.column < place.span.end for place in source.faults
    )


@given(hostile_texts())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    source = read(text)
    assert places_are_in(source)
    assert all(fault.hint for fault in source.faults)
    assert source.root is not None or source.faults


@given(mutated(SOUND))
def test_no_damage_to_a_scenario_makes_the_reader_fail(text: str) -> None:
    assert places_are_in(read(text))


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    assert places_are_in(decoded_text(data, "x", Limits()))
