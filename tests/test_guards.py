import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.shapes import Limits, Unreadable
from tests.strategies import guards


def parsed(text: str) -> Guard:
    return Guard.parse(text, Limits())


def found_in(text: str) -> Guard | None:
    try:
        return parsed(text)
    except Unreadable:
        return None


def refusal(text: str, limits: Limits | None = None) -> tuple[int, str, str]:
    with pytest.raises(Unreadable) as caught:
        Guard.parse(text, limits or Limits())
    return caught.value.offset, caught.value.message, caught.value.hint


A, B, C = Named("a"), Named("b"), Named("c")


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("bond >= 6", Compare("bond", ">=", 6)),
        ("bond>=6", Compare("bond", ">=", 6)),
        ("bond <= 0", Compare("bond", "<=", 0)),
        ("bond > 100", Compare("bond", ">", 100)),
        ("bond < 6", Compare("bond", "<", 6)),
        ("bond == 6", Compare("bond", "==", 6)),
        ("bond != 6", Compare("bond", "!=", 6)),
        ("mended", Named("mended")),
        ("good_enough", Named("good_enough")),
        ("seen(coat-on)", Seen("coat-on")),
        ("seen ( coat-on )", Seen("coat-on")),
        ("seen(not)", Seen("not")),
        ("not a", Not(A)),
        ("not not a", Not(Not(A))),
        ("a and b and c", Every((A, B, C))),
        ("a or b or c", Either((A, B, C))),
        ("a or b and c", Either((A, Every((B, C))))),
        ("(a or b) and c", Every((Either((A, B)), C))),
        ("not a and b", Every((Not(A), B))),
        ("not (a and b)", Not(Every((A, B)))),
        ("(a and b) and c", Every((Every((A, B)), C))),
        ("((a))", A),
        ("not-yet", Named("not-yet")),
        ("a\n  and b", Every((A, B))),
        ("android", Named("android")),
    ],
)
def test_a_guard_is_read(text: str, guard: Guard) -> None:
    assert parsed(text) == guard


@pytest.mark.parametrize(
    ("text", "offset", "hint"),
    [
        ("a && b", 2, "did you mean 'and'?"),
        ("a || b", 2, "did you mean 'or'?"),
        ("a & b", 2, "did you mean 'and'?"),
        ("a | b", 2, "did you mean 'or'?"),
        ("!a", 0, "did you mean 'not'?"),
        ("a = 1", 2, "did you mean '=='?"),
        ("a => 1", 2, "did you mean '>='?"),
        ("a =< 1", 2, "did you mean '<='?"),
        ("", 0, ""),
        ("and", 0, ""),
        ("a and", 5, ""),
        ("a b", 2, ""),
        ("a >= b", 5, ""),
        ("a >= -1", 5, ""),
        ("a >= 101", 5, ""),
        ("a >= 1.5", 6, ""),
        ("a >= ٣", 5, ""),
        ("1 <= a", 0, ""),
        ("1 < a < 3", 0, ""),
        ("a < b < 3", 4, ""),
        ("a + 1 > 2", 2, ""),
        ("(a", 2, ""),
        ("a)", 1, ""),
        ("seen a", 5, ""),
        ("seen(", 5, ""),
        ("seen(a", 6, ""),
        ("seen()", 5, ""),
        ("Bond", 0, ""),
        ("a; b", 1, ""),
        ("__import__('os')", 0, ""),
    ],
)
def test_what_is_no_guard_is_refused_at_the_character_that_does_not_fit(text: str, offset: int, hint: str) -> None:
    assert (refusal(text)[0], refusal(text)[2]) == (offset, hint)


def test_a_refusal_says_what_was_expected_and_what_was_found() -> None:
    assert refusal("bond >= six") == (8, "expected an integer from 0 to 100, found 'six'", "")


@pytest.mark.parametrize("text", ["a" + " and a" * 100, "(" * 33 + "a" + ")" * 33, "not " * 33 + "a", "(" * 400])
def test_a_guard_is_no_longer_and_no_deeper_than_the_limits(text: str) -> None:
    assert refusal(text)[1].startswith("expected at most")


def test_a_guard_may_be_as_deep_as_the_limit() -> None:
    assert parsed("(" * 31 + "a" + ")" * 31) == A
    assert len(list(parsed("not " * 31 + "a").nodes())) == 32


def test_the_nodes_of_a_guard_are_itself_and_all_within() -> None:
    guard = parsed("not a or b and seen(c)")
    assert list(guard.nodes()) == [guard, Not(A), A, Every((B, Seen("c"))), B, Seen("c")]


@given(guards(["a", "b-c", "d_e"], ["a", "seen"]))
def test_a_guard_that_is_written_and_read_is_the_same(guard: Guard) -> None:
    assert Guard.parse(str(guard), Limits(guard=10_000)) == guard


@given(st.text(st.sampled_from("ab ()<>=!&|09-_") | st.characters(), max_size=60))
def test_no_text_makes_the_reader_of_guards_fail(text: str) -> None:
    guard = found_in(text)
    assert guard is None or parsed(str(guard)) == guard
