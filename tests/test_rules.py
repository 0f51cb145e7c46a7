import importlib
import os
import pkgutil
from pathlib import Path

import pytest

from alliance_sim import checks, faults
from alliance_sim.diagnostics import FAMILIES, RULES, Rule
from alliance_sim.guards import Named
from alliance_sim.library import load, loaded
from alliance_sim.machine import machine_of
from alliance_sim.shelf import scenario_files
from tests.examples import SOUND, example_of, spliced

for module in pkgutil.iter_modules(faults.__path__):
    importlib.import_module(f"{faults.__name__}.{module.name}")
checks.all_rules()

WITHOUT_EXAMPLE = {"AS001", "AS017", "AS019", "AS401"}
OURS = [rule for code, rule in sorted(RULES.items()) if code[2] in "0123468CDLQ"]


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
    diagnostics = loaded(example.data, example.path, example.limits, thorough=True).diagnostics
    found = [(d.rule.code, d.span.line) for d in diagnostics if d.is_error or d.rule is rule]
    assert found == [(rule.code, line) for line in example.lines]
    assert all(diagnostic.hint for diagnostic in diagnostics)


def test_a_name_that_is_no_id_is_found() -> None:
    found = loaded(SOUND.encode(), Path("Empty Diary.yaml")).diagnostics
    assert [(d.rule.code, d.message) for d in found if d.is_error] == [
        ("AS017", "expected a file name such as empty-diary.yaml, found 'Empty Diary.yaml'")
    ]


@pytest.mark.parametrize("stem", ["a" * 65, "2nd", "a--b", "a-", "é"])
def test_a_file_name_is_an_id(stem: str) -> None:
    assert "AS017" in {found.rule.code for found in loaded(SOUND.encode(), Path(f"{stem}.yaml")).diagnostics}


def test_a_missing_file_is_found(tmp_path: Path) -> None:
    found = load(tmp_path / "nowhere.yaml").diagnostics
    assert [(d.rule.code, d.message) for d in found] == [
        ("AS001", "expected a text file that can be read, found no such file")
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert [d.rule.code for d in load(tmp_path).diagnostics] == ["AS001"]


def test_every_rule_belongs_to_a_family() -> None:
    assert {rule.code for rule in RULES.values() if rule.code[2] not in FAMILIES or len(rule.code) != 5} == set()


def test_every_page_begins_with_a_headline_on_a_line_of_its_own() -> None:
    assert {rule.code for rule in RULES.values() if rule.page.partition("\n")[2][:1] not in ("", "\n")} == set()


def chained(length: int) -> bytes:
    """The sound scenario with a chain of conditions, each defined by the next."""
    links = "".join(f"  c{number}: c{number + 1}\n" for number in range(length))
    return spliced(f"conditions:\n  mended: c0\n{links}  c{length}: bond >= 6\n").encode()


@pytest.mark.parametrize("length", [150, 5000])
def test_a_long_chain_of_conditions_is_refused_once(length: int) -> None:
    found = loaded(chained(length), Path("sound.yaml")).errors
    assert [diagnostic.rule.code for diagnostic in found] == ["AS212"]


def test_a_chain_of_conditions_that_is_allowed_can_be_played() -> None:
    scenario = loaded(chained(97), Path("sound.yaml")).scenario
    assert scenario is not None
    mended = machine_of(scenario).test(Named("mended"))
    assert mended is not None
    assert [mended((bond, 4, 0), frozenset()) for bond in (5, 6)] == [False, True]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (found,) = load(tmp_path / "pipe.yaml").diagnostics
    assert found.message == "expected a text file that can be read, found a pipe or a device"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
def test_an_endless_device_is_refused_also_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (found,) = load(tmp_path / "zero.yaml").diagnostics
    assert found.message == "expected a text file that can be read, found a pipe or a device"


def test_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    assert [found.rule.code for found in load(tmp_path / "a.yaml").diagnostics] == ["AS001"]


def test_a_link_out_of_a_folder_is_not_followed_when_the_folder_is_listed(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "outside.yaml").write_bytes(SOUND.encode())
    (tmp_path / "scenarios" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (tmp_path / "scenarios" / "inside.yaml").write_bytes(SOUND.encode())
    assert [path.name for path in scenario_files([tmp_path / "scenarios"])] == ["inside.yaml"]
    assert load(tmp_path / "scenarios" / "link.yaml").scenario is not None


SLIPS = """start: here
states:
  here:
    patient: {patient}
    choices:
      go:
        say: {say}
        when: {when}
        errors: [ignoring]
        fit: weak
        because: No.
        to: end
    otherwise: end
  end:
    patient: Goodbye.
    ending: repaired
    summary: It was said.
"""


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("say", "[sighs] I do not know", "put the text under `|`"),
        ("say", "[sighs]", "put text that begins with [ or { under `|`"),
        ("patient", "[sighs]", "put text that begins with [ or { under `|`"),
        ("patient", "{sighs: no}", "put text that begins with [ or { under `|`"),
        ("when", "!owned", "write 'not' in a guard"),
        ("when", "bond > 5 && owned", "did you mean 'and'?"),
    ],
)
def test_slips_of_yaml_get_a_hint_in_plain_words(key: str, value: str, hint: str) -> None:
    state = {"patient": "Well.", "say": "Yes.", "when": "owned"} | {key: value}
    text = spliced(SLIPS.format(**state))
    (found,) = [error for error in loaded(text.encode(), Path("sound.yaml")).errors if error.rule.code < "AS3"]
    assert found.hint.startswith(hint)
