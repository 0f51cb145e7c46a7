"""The example of the format's contract, and what happens when its author slips."""

import re
from pathlib import Path

import pytest

from alliance_sim.library import loaded

DIARY = (Path(__file__).parent / "empty-diary.yaml").read_text(encoding="utf-8")


def mistaken(*slips: tuple[str, str]) -> str:
    """The example with the first place of each text replaced by another."""
    text = DIARY
    for right, wrong in slips:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def errors(text: str) -> list[tuple[str, int]]:
    found = loaded(text.encode(), Path("empty-diary.yaml")).diagnostics
    assert all(diagnostic.hint for diagnostic in found)
    return [(diagnostic.rule.code, diagnostic.span.line) for diagnostic in found if diagnostic.is_error]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_example_loads() -> None:
    assert errors(DIARY) == []


KEYS = [
    (number, found.start(1), found[1])
    for number, line in enumerate(DIARY.split("\n"))
    for found in re.finditer(r"([a-z_-]+): ?", line.partition("#")[0])
]


@pytest.mark.parametrize(("number", "column", "key"), KEYS, ids=str)
def test_one_mistyped_key_is_one_error_at_most(number: int, column: int, key: str) -> None:
    lines = DIARY.split("\n")
    lines[number] = lines[number][:column] + key + key[-1] + lines[number][column + len(key) :]
    assert len(errors("\n".join(lines))) <= 1


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("    choices:\n      notice", "    choces:\n      notice", "AS101"),
        ("    choices:\n      notice", "    choices: *c\n    x:\n      notice", "AS009 AS101"),
        ("type: withdrawal  ", "type: withdrawl  ", "AS104"),
        ("variables:  ", "variabels:  ", "AS101"),
        ("conditions:  ", "condition:  ", "AS101"),
        ("states:\n", "stats:\n", "AS101"),
        ("range: [0, 1]}", "range: [0 1]}", "AS103"),
        ("range: [0, 1]}", "range: [0, x]}", "AS105"),
        ("mended: bond >= 6 and task >= 5", "mended: bond >= 6 && task >= 5", "AS111"),
        ("mended: bond >= 6 and task >= 5", "mended:", "AS102"),
        ("mended: bond >= 6 and task >= 5", "mended: !bond", "AS010"),
        ("fit: strong", "fit: stron", "AS104"),
        ("to: schoolgirl", "to: Schoolgirl", "AS107"),
        ("effects: {bond: +2, tension: -1}", "effects: {bond: two, tension: -1}", "AS112"),
        ("strategies: [invites-thoughts-and-feelings]", "strategies: [Invites]", "AS107"),
        ("strategies: [invites-thoughts-and-feelings]", "strategies: invites-thoughts-and-feelings", "AS103"),
        ("say: Fine, you say, with your coat on.", "say: our #1 coat.", "AS109"),
        ("self-criticism: a schoolgirl", "self-critcism: a schoolgirl", "AS204"),
        ("minimal-response: it was fine", "minimal-response:", "AS102"),
        ("- say: Sure. Whatever you think. I was never", "- I was never", "AS103"),
        ("- {to: clock}", "- {too: clock}", "AS101"),
        ("lessons: [withdrawal, look-alikes]", "lessons: [withdrawal, lookalikes]", "AS205"),
        ("  age: 34\n", "  <<: *p\n", "AS009 AS011"),
    ],
)
def test_one_slip_has_no_follow_ups_of_another_kind(right: str, wrong: str, codes: str) -> None:
    assert " ".join(sorted(code for code, _ in errors(mistaken((right, wrong))))) == codes


def test_five_mistakes_in_five_places_are_reported_at_once() -> None:
    text = mistaken(
        ("level: foundation", "level: beginner"),
        ("range: [0, 10], label: Bond", "range: [0, ten], label: Bond"),
        ("to: schoolgirl", "to: schoolgril"),
        ("fit: harmful\n            because: Before", "fit: harmfull\n            because: Before"),
        ("summary: It ended", "sumary: It ended"),
    )
    assert errors(text) == [
        ("AS104", line_of(text, "level: beginner")),
        ("AS105", line_of(text, "range: [0, ten]")),
        ("AS201", line_of(text, "to: schoolgril")),
        ("AS104", line_of(text, "fit: harmfull")),
        ("AS101", line_of(text, "sumary:")),
    ]


def test_a_wrong_key_in_one_state_does_not_hide_an_unknown_target_in_another() -> None:
    text = mistaken(("choices:\n      notice", "choces:\n      notice"), ("{to: clock}", "{to: clok}"))
    assert errors(text) == [("AS101", line_of(text, "choces:")), ("AS201", line_of(text, "{to: clok}"))]


def test_an_unknown_state_is_one_finding_however_often_it_is_named() -> None:
    found = loaded(DIARY.replace("to: schoolgirl", "to: schoolgril").encode(), Path("empty-diary.yaml")).errors
    assert [(error.message, error.hint) for error in found] == [
        (
            "expected the id of a state, found 'schoolgril' (and in 3 more places)",
            "did you mean 'schoolgirl'?",
        )
    ]


def test_a_place_is_underlined_whole() -> None:
    (error,) = loaded(mistaken(("type: withdrawal", "type: withdrawl")).encode(), Path("empty-diary.yaml")).errors
    line = DIARY.split("\n")[error.span.line - 1]
    assert (error.span.column, error.span.end - error.span.column) == (line.index("withdrawal") + 1, len("withdrawl"))
    assert error.message == "expected withdrawal, confrontation or mixed, found 'withdrawl'"
    assert error.hint == "did you mean 'withdrawal'?"
