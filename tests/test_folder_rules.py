"""Rules of a folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.checks import FOLDER_CHECKS, Finding, Folder, all_rules
from alliance_sim.diagnostics import Rule
from alliance_sim.library import load
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import scenario_files, shipped_folder
from tests.folder_examples import folder_example_of
from tests.strategies import scenarios

all_rules()
CHECK = {rule.code: check for rule, check in FOLDER_CHECKS}
RULE = {rule.code: rule for rule, _ in FOLDER_CHECKS}
EVERY_RULE = pytest.mark.parametrize("rule", RULE.values(), ids=lambda rule: f"{rule.code}-{rule.name}")


def found(folder: dict[str, Scenario]) -> list[tuple[str, str, Finding]]:
    return [(code, name, finding) for code, check in CHECK.items() for name, finding in check(Folder(folder))]


@EVERY_RULE
def test_the_bad_example_of_a_page_is_found_where_it_is_marked(rule: Rule) -> None:
    example = folder_example_of(rule)
    assert example.found(rule) == [("file-1.yaml", line) for line in example.lines]


@EVERY_RULE
def test_a_finding_tells_what_to_do_and_what_was_expected(rule: Rule) -> None:
    example = folder_example_of(rule)
    folder = Folder({file.id: file.scenario for file in example.files if file.scenario})
    findings = [finding for _, finding in CHECK[rule.code](folder)]
    assert all(finding.hint and finding.message.startswith("expected ") for finding in findings)
    assert findings


FEWER = {
    "AS901": {"repeated": 7},
    "AS902": {"repeated": 5},
    "AS903": {"repeated": 7},
    "AS904": {"repeated": 39},
    "AS905": {"repeated": 19},
    "AS906": {"repeated": 39},
    "AS911": {"repeated": 39},
    "AS912": {"repeated": 9},
    "AS913": {"repeated": 39},
    "AS921": {"others": 2},
    "AS922": {"others": 2},
    "AS923": {"others": 3},
    "AS924": {"files": 9},
    "AS931": {"files": 4},
    "AS932": {"files": 5},
    "AS933": {"repeated": 9},
    "AS934": {"files": 5},
}
"""What of each bad example is less than its rule needs, so that a few turns or people are no pattern."""


def test_every_rule_of_a_folder_says_how_much_it_needs() -> None:
    assert RULE.keys() == FEWER.keys()


@pytest.mark.parametrize("code", FEWER)
def test_a_rule_is_silent_on_less_than_it_needs(code: str) -> None:
    assert folder_example_of(RULE[code], **FEWER[code]).found(RULE[code]) == []


def test_one_person_is_no_group() -> None:
    assert folder_example_of(RULE["AS921"], files=1, others=4, repeated=10).found(RULE["AS921"]) == []


def test_a_group_that_most_scenarios_are_about_holds_most_of_everything() -> None:
    assert folder_example_of(RULE["AS921"], files=3, others=2).found(RULE["AS921"]) == []


def test_the_form_of_the_shipped_scenarios_gives_little_away() -> None:
    files = [load(path) for path in scenario_files([shipped_folder()])]
    shipped = {file.id: file.scenario for file in files if file.scenario}
    assert {code for code, _, _ in found(shipped)}.isdisjoint({"AS903", "AS904", "AS905", "AS906"})


@given(st.lists(scenarios(), max_size=7))
def test_any_folder_can_be_checked_and_the_order_of_its_files_changes_nothing(drawn: list[Scenario]) -> None:
    folder = {f"file-{number}": scenario for number, scenario in enumerate(drawn)}
    findings = found(folder)
    assert findings == found(dict(reversed(folder.items())))
    assert {name for _, name, _ in findings} <= folder.keys()
