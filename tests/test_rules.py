import importlib
import pkgutil
from pathlib import Path

import pytest

from alliance_sim import checks, faults
from alliance_sim.diagnostics import FAMILIES, RULES, Rule
from alliance_sim.library import load, loaded
from tests.examples import SOUND, example_of

for package in (checks, faults):
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")

WITHOUT_EXAMPLE = {"AS001", "AS017"}
OURS = [rule for code, rule in sorted(RULES.items()) if code < "AS3"]


def test_the_sound_scenario_has_no_finding_of_files_shapes_and_references() -> None:
    found = loaded(SOUND.encode(), Path("sound.yaml")).diagnostics
    assert [diagnostic for diagnostic in found if diagnostic.rule in OURS] == []


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_bad_example_of_a_page_is_found_where_it_is_marked_and_nothing_else_is(rule: Rule) -> None:
    example = example_of(rule)
    if rule.code in WITHOUT_EXAMPLE:
        assert example is None
        return
    assert example is not None
    diagnostics = loaded(example.data, Path("sound.yaml"), example.limits).diagnostics
    found = [(d.rule.code, d.span.line) for d in diagnostics if d.is_error or d.rule is rule]
    assert found == [(rule.code, line) for line in example.lines]
    assert all(diagnostic.hint for diagnostic in diagnostics)


def test_a_name_that_is_no_id_is_found() -> None:
    found = loaded(SOUND.encode(), Path("Empty Diary.yaml")).diagnostics
    assert [(d.rule.code, d.message) for d in found if d.is_error] == [
        ("AS017", "expected a file name such as empty-diary.yaml, found 'Empty Diary'")
    ]


@pytest.mark.parametrize("stem", ["a" * 65, "2nd", "a--b", "a-", "é"])
def test_a_file_name_is_an_id(stem: str) -> None:
    assert "AS017" in {found.rule.code for found in loaded(SOUND.encode(), Path(f"{stem}.yaml")).diagnostics}


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    found = load(tmp_path / "nowhere.yaml").diagnostics
    assert [(d.rule.code, d.message) for d in found] == [
        ("AS001", "expected a text file that can be read, found No such file or directory")
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert [d.rule.code for d in load(tmp_path).diagnostics] == ["AS001"]


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.code for rule in RULES.values() if rule.code[2] not in FAMILIES or len(rule.code) != 5} == set()


def test_every_page_begins_with_a_headline_on_a_line_of_its_own() -> None:
    assert {rule.code for rule in RULES.values() if rule.page.partition("\n")[2][:1] not in ("", "\n")} == set()
