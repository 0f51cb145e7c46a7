"""What an author is told of a slip: the place where it was made, and how to mend it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from alliance_sim.cli.commands import commands
from alliance_sim.diagnostics import Diagnostic
from alliance_sim.library import load, loaded
from tests.examples import SOUND

CODES = ": `alliance-sim guide codes` lists them"


def found(text: str) -> list[Diagnostic]:
    return list(loaded(text.encode(), Path("sound.yaml"), thorough=True).diagnostics)


def hints(old: str, new: str, name: str) -> list[str]:
    """The hints of a rule in the sound scenario with a slip in it."""
    assert old in SOUND
    return [each.hint for each in found(SOUND.replace(old, new, 1)) if each.rule.name == name]


@pytest.mark.parametrize(
    ("old", "new", "name", "hint"),
    [
        (
            "provenance: fictional",
            "provenance: disguised case",
            "unknown-value",
            "a real patient may not be used, not even disguised: invent one",
        ),
        ("provenance: fictional", "provenance: fictonal", "unknown-value", "did you mean 'fictional'?"),
        ("format: 1", "format: 1.0", "newer-format", "write `format: 1`, or update the program"),
        ("age: 34", "age: late sixties", "no-whole-number", "write a number from 10 to 110, in digits only"),
        ("\n  drawer:", "\n  Drawer:", "no-id", "such as drawer"),
        ("start: coat-on", "start: the coat", "no-id", "such as the-coat"),
        ("effects: {bond: +1}", "effects: {bond +1}", "no-id", "put a colon after the name: `bond: +1`"),
        (
            "markers: {minimal-response: it was fine}",
            "markers: [a, b]",
            "wrong-shape",
            "write `code: words` on lines of their own, indented; a space follows each colon",
        ),
        (
            "strategies: [invites-thoughts-and-feelings]",
            "strategies: [colluding]",
            "unknown-code",
            "it is the code of an error: put it under `errors`",
        ),
        (
            "errors: [pushing-the-technique]",
            "errors: [gives-rationale]",
            "unknown-code",
            "it is the code of a strategy: put it under `strategies`",
        ),
        (
            "no_rupture:\n",
            "no_rupture:\n      looks_like: crying\n",
            "unknown-code",
            f"there is no such marker{CODES}",
        ),
        ("lessons: [withdrawal]", "lessons: [zzz]", "unknown-lesson", "there is no such lesson"),
    ],
)
def test_a_slip_gets_a_hint_that_leads_on(old: str, new: str, name: str, hint: str) -> None:
    assert hints(old, new, name) == [hint]


def test_a_name_that_is_no_id_is_never_suggested() -> None:
    assert "did you mean 'Drawer'?" not in hints("\n  drawer:", "\n  Drawer:", "unknown-state")


def test_an_ending_without_a_summary_is_told_to_add_one() -> None:
    text = "".join(line for line in SOUND.splitlines(True) if not line.startswith("    summary:"))
    assert {each.hint for each in found(text) if each.rule.name == "state-kind"} == {"add `summary:`"}


def test_an_empty_file_is_told_the_command_that_writes_one() -> None:
    assert [each.hint for each in found("")] == ["`alliance-sim new` writes one to begin with"]


@pytest.mark.parametrize("comment", ["# allow: unreviewed it is new", "#allow it", "# a note"])
def test_a_comment_within_a_text_is_told(comment: str) -> None:
    text = SOUND.replace("situation: ", f"situation: >\n  Well.\n  {comment}\n  ", 1)
    assert [each.rule.name for each in found(text) if each.rule.name.startswith(("comment", "allow"))] == [
        "comment-in-text"
    ]


def test_a_number_sign_with_a_number_is_no_comment() -> None:
    text = SOUND.replace("situation: ", "situation: >\n  Well.\n  #1 of all.\n  ", 1)
    assert "comment-in-text" not in {each.rule.name for each in found(text)}


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "states:\n  a:\n    to: b\nb:\n    scene: Well.\n    to: c\n  c:\n    to: a\n",
            4,
            "expected this line indented as line 7 is, found it further left",
            "put 2 spaces before it",
        ),
        (
            "a:\n  no_rupture: yes\n    why: Well.\n",
            2,
            "expected nothing after 'no_rupture:', as keys stand under it, found 'yes'",
            "delete it, or indent line 3 as line 2 is",
        ),
        (
            "a:\n  patient: >\n  One two.\n  to: b\n",
            3,
            "expected the text indented further than its key, found it below the key",
            "indent it by two spaces more than line 2",
        ),
        (
            'a:\n  patient: "One two.\n  to: b\n',
            2,
            "expected YAML, found a quotation mark that is not closed",
            "close it where the text ends",
        ),
    ],
)
def test_a_slip_of_indentation_is_told_where_it_was_made(text: str, line: int, message: str, hint: str) -> None:
    (told,) = found(text)
    assert (told.span.line, told.message, told.hint) == (line, message, hint)


def test_a_file_that_lacks_its_ending_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text(SOUND, encoding="utf-8")
    assert [each.hint for each in load(tmp_path / "first").diagnostics] == ["did you mean 'first.yaml'?"]


RING = """\
start: here
states:
  here:
    patient: Well.
    choices:
      go: {say: Yes., strategies: [redirects], fit: weak, because: No., to: there}
  there:
    patient: Well.
    choices:
      back: {say: Yes., strategies: [redirects], fit: weak, because: No., to: here}
  last:
    patient: Well.
    to: end
  end: {patient: Bye., ending: repaired, summary: It ended.}
"""


def test_runs_that_go_round_as_nothing_leads_to_any_ending_are_told_where_they_do() -> None:
    head = SOUND.partition("\nstart: ")[0] + "\n"
    flow = [each for each in found(head + RING) if each.rule.name in ("trapped", "unreachable-state")]
    assert [(each.rule.name, each.message, each.hint) for each in flow] == [
        (
            "trapped",
            "expected a way from 'here' to an ending every time, found that runs go round in 'here', 'there'; "
            "no run ever ends",
            "nothing leads to 'last': name it in a `to` on the way",
        )
    ]


def test_a_rupture_that_names_itself_as_its_trigger_is_told_so() -> None:
    text = SOUND.replace("      why: She closes", "      trigger_at: coat-on\n      why: She closes")
    assert [each.message for each in found(text) if each.rule.name == "trigger-not-passed"] == [
        "expected a state before 'coat-on', found 'coat-on' itself"
    ]


def test_a_start_that_is_an_ending_has_no_turns_between_two_ruptures() -> None:
    turn = (
        "  t{0}:\n    patient: Fine.\n    rupture: {{type: withdrawal, markers: {{minimal-response: Fine}}, "
        "strain: task, salience: 3, why: She closes.}}\n    to: end\n    choices:\n"
        "      go: {{say: Yes., strategies: [redirects], fit: weak, because: No.}}\n"
    )
    end = "  end: {patient: Bye., ending: repaired, summary: It ended.}\n"
    text = (
        SOUND.partition("\nstart: ")[0] + "\n" + "start: end\nstates:\n" + "".join(map(turn.format, range(1, 8))) + end
    )
    names = {each.rule.name for each in found(text)}
    assert "start-is-ending" in names
    assert "rupture-at-both-ends" not in names


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["explain", "AS999"], "`check --list-rules` lists them"),
        (["explain", "safety"], "`check --list-rules --select safety`"),
        (["explain", "trappd"], "did you mean 'trapped'?"),
        (["check", "x", "--select", "AS999"], "`check --list-rules` lists them"),
        (["check", "x", "--select", "wordng"], "did you mean 'wording'?"),
    ],
)
def test_a_word_that_is_no_rule_gets_the_nearest_that_is_one(arguments: list[str], hint: str) -> None:
    result = CliRunner().invoke(commands, arguments)
    assert (result.exit_code, result.stderr.strip().endswith(hint)) == (2, True), result.stderr


def test_a_family_is_selected_by_a_part_of_its_name() -> None:
    parts = [
        CliRunner().invoke(commands, ["check", "--list-rules", "--select", word]).stdout for word in ("wording", "AS6")
    ]
    assert parts[0] == parts[1] != ""
