"""Rules that are meant by the words of `check --select`, and the list of them."""

import json
from pathlib import Path

import pytest

from alliance_sim.checks import all_rules
from alliance_sim.diagnostics import FAMILIES, RULES, Rule, Severity
from tests.test_check import SOUND_BUT_TWO, checked, found
from tests.test_plain import SHORT


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.yaml"
    path.write_text(SOUND_BUT_TWO, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "selection",
    ["AS201", "as201", "AS20", "AS2", "unknown-state", "references", "References", "AS104, AS201"],
)
def test_a_selection_is_made_by_code_beginning_name_or_family(selection: str, broken: Path) -> None:
    result = checked(broken, "--select", selection, "--format", "json")
    assert (result.exit_code, found(result)) == (1, [("broken.yaml", "AS201")])


def test_a_selection_can_be_told_in_several_options(broken: Path) -> None:
    result = checked(broken, "--select", "AS106", "--select", "AS201", "--format", "json")
    assert found(result) == [("broken.yaml", "AS106"), ("broken.yaml", "AS201")]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("unknown-sate", "did you mean 'unknown-state'?"),
        ("reference", "did you mean 'references'?"),
        ("", "`check --list-rules` lists them"),
        ("AS201,,AS202", "`check --list-rules` lists them"),
        ("!!!", "`check --list-rules` lists them"),
    ],
)
def test_a_word_that_means_no_rule_is_wrong_usage_with_the_nearest(word: str, hint: str, broken: Path) -> None:
    result = checked(broken, "--select", word)
    assert result.exit_code == 2
    assert "expected the code, the name or the family of a rule, found " in result.stderr
    assert result.stderr.endswith(f"{hint}\n")


def test_a_selection_does_not_hide_the_errors_that_kept_it_from_running(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RULES, "AS899", Rule("AS899", "planted", Severity.WARNING, "Nothing."))
    result = checked(broken, "--select", "AS899", "--format", "json")
    assert (result.exit_code, found(result)) == (1, [("broken.yaml", "AS106"), ("broken.yaml", "AS201")])


def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(tmp_path: Path) -> None:
    result = checked(tmp_path / "nowhere.yaml", "--select", "AS201", "--format", "json")
    assert (result.exit_code, found(result)) == (1, [("nowhere.yaml", "AS001")])


@pytest.mark.parametrize(("selection", "told"), [("AS401", True), ("AS699", True), ("AS2", False)])
def test_a_selection_does_not_hide_that_not_everything_was_explored(
    selection: str, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RULES, "AS699", Rule("AS699", "planted", Severity.WARNING, "Nothing."))
    result = checked(SHORT, "--select", selection, "--budget", "1", "--format", "json")
    assert (result.exit_code, found(result)) == (0, [("sound.yaml", "AS401")] if told else [])
    assert json.loads(result.stdout)["files"][0]["complete"] is False


def test_what_was_explored_to_its_end_is_complete() -> None:
    assert json.loads(checked(SHORT, "--format", "json").stdout)["files"][0]["complete"] is True


def test_the_list_of_rules_has_each_under_its_family_with_its_severity_and_headline() -> None:
    text = checked("--list-rules").stdout
    told = " ".join(text.split())
    assert [
        rule.code for rule in all_rules().values() if f"{rule.code} {rule.name} ({rule.severity}): " not in told
    ] == []
    assert [rule.code for rule in all_rules().values() if " ".join(rule.headline.split()) not in told] == []
    assert [line for line in text.splitlines() if len(line) > 80] == []
    families = {code[2] for code in all_rules()}
    assert [line for line in text.splitlines() if line[0] != " "] == [
        f"{number} {name}" for number, name in FAMILIES.items() if number in families
    ]


def test_the_list_of_rules_can_be_selected_from() -> None:
    assert checked("--list-rules", "--select", "AS201").stdout == (
        f"2 references\n  AS201 unknown-state (error): {RULES['AS201'].headline}\n"
    )
