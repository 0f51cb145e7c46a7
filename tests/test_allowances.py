"""Comments that allow a finding, and those that only look so."""

from pathlib import Path

import pytest

from alliance_sim.library import loaded
from tests.examples import SOUND

TITLE = "title: The empty diary\n"
DECIDES = "# allow: one-reply-decides the exercise turns on it\n"


def told(text: str) -> list[tuple[str, int, str]]:
    """What is told of the comments of a file: the rule, the line and the hint."""
    found = loaded(text.encode(), Path("sound.yaml"), thorough=True).diagnostics
    return [(each.rule.name, each.span.line, each.hint) for each in found if each.rule.name.startswith("allow-")]


def names(text: str) -> list[str]:
    return [name for name, _, _ in told(text)]


def test_an_allowance_whose_rule_could_not_run_is_left_alone() -> None:
    allowed = SOUND.replace(TITLE, DECIDES + TITLE)
    assert names(allowed) == ["allow-unneeded"]
    assert names(allowed.replace("to: drawer", "to: nowhere")) == []


def test_an_allowance_of_a_rule_that_ran_is_told_beside_an_error() -> None:
    allowed = SOUND.replace(TITLE, "# allow: key-in-text it is said so\n" + TITLE)
    assert names(allowed.replace("to: drawer", "to: nowhere")) == ["allow-unneeded"]


def test_an_allowance_is_left_alone_where_not_every_moment_was_explored() -> None:
    allowed = SOUND.replace(TITLE, DECIDES + TITLE).encode()
    found = loaded(allowed, Path("sound.yaml"), thorough=True, budget=1).diagnostics
    assert "allow-unneeded" not in {each.rule.name for each in found}


def test_an_error_cannot_be_allowed() -> None:
    allowed = SOUND.replace(TITLE, "# allow: unknown-state I like it\n" + TITLE).replace("to: drawer", "to: nowhere")
    assert told(allowed) == [
        ("allow-of-error", 2, "an error cannot be allowed: mend what it tells, and delete the comment")
    ]


def test_an_allowance_at_another_key_is_told_where_it_belongs() -> None:
    text = SOUND.replace(TITLE, "# allow: unreviewed it is new\n" + TITLE)
    found = loaded(text.encode(), Path("sound.yaml"), thorough=True).diagnostics
    line = next(each.span.line for each in found if each.rule.name == "unreviewed")
    assert told(text) == [("allow-unneeded", 2, f"move it to right above line {line}")]


@pytest.mark.parametrize(
    "comment",
    [
        "# allow unreviewed it is new",
        "# Allow: unreviewed it is new",
        "#allow: unreviewed it is new",
        "# allow AS813 x",
    ],
)
def test_a_comment_that_is_spelt_otherwise_is_told_as_unheeded(comment: str) -> None:
    assert [each[:2] for each in told(SOUND.replace(TITLE, f"{comment}\n{TITLE}"))] == [("allow-unheeded", 2)]


def test_a_comment_behind_a_key_is_told_as_unheeded() -> None:
    text = SOUND.replace("    choices:\n", "    choices:   # allow: few-replies it is short\n", 1)
    assert names(text) == ["allow-unheeded"]


def test_a_comment_that_stands_above_no_key_is_told_as_unheeded() -> None:
    assert names(SOUND.replace(TITLE, f"{DECIDES}# another\n{TITLE}")) == ["allow-unheeded"]


def test_a_comment_that_cuts_a_text_is_told_once() -> None:
    text = SOUND.replace("summary: A", "summary: A # allow: unreviewed it is new", 1)
    found = loaded(text.encode(), Path("sound.yaml"), thorough=True).diagnostics
    line = text[: text.index("# allow")].count("\n") + 1
    assert [each.hint for each in found if each.span.line == line] == [
        "put the comment alone on the line above the key"
    ]


@pytest.mark.parametrize("comment", ["# allow her some time", "# She would allow: nothing", "# allowance"])
def test_a_comment_about_something_else_is_none(comment: str) -> None:
    assert names(SOUND.replace(TITLE, f"{comment}\n{TITLE}")) == []


@pytest.mark.parametrize("said", ['"Well. # allow: unreviewed no"', "|\n      Well.\n      # allow: unreviewed no"])
def test_what_stands_in_a_text_is_no_comment(said: str) -> None:
    assert names(SOUND.replace("situation: ", "setting: " + said.replace("      ", "  ") + "\nsituation: ", 1)) == []
