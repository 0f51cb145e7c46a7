"""Rules of files of the drill bank: where they draw their lines, and where findings of other rules stand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.bank import Bank
from alliance_sim.checks import all_rules
from alliance_sim.checks.drills import FOLDER_CHECKS
from alliance_sim.checks.drills.seen import ALSO
from alliance_sim.checks.drills.twins import hardness
from alliance_sim.decoding import decode
from alliance_sim.diagnostics import Rule, Severity
from alliance_sim.library import Loaded, folder_findings, loaded
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import read
from alliance_sim.writing import written
from tests.examples import SOUND, SOUND_BANK, spliced
from tests.folder_examples import folder_example_of, folder_file
from tests.strategies import hostile_texts, mutated

BANK = loaded(SOUND_BANK.encode(), Path("bank.yaml")).bank
SHIPPED = sorted((PACKAGE / "drills").glob("*.yaml"))
RULE = {rule.code: rule for rule, _ in FOLDER_CHECKS}


def found(text: str, name: str = "bank.yaml") -> list[tuple[str, int]]:
    """The rules that find something in a file of the bank, with their lines; but that nobody has reviewed it."""
    diagnostics = loaded(text.encode(), Path(name), thorough=True).diagnostics
    return [(each.rule.name, each.span.line) for each in diagnostics if each.rule.name != "unreviewed"]


def line(part: str, text: str = SOUND_BANK) -> int:
    """The number of the line that holds a part of the text."""
    return next(number for number, each in enumerate(text.splitlines(), 1) if part in each)


def probe(name: str, **keys: object) -> str:
    """A probe without a rupture; a key that is empty is left out."""
    whole = {
        "level": "foundation",
        "context": "A cook of 41. You ask about the tape.",
        "patient": "I turned it off.",
        "no_rupture": "{why: He says what he did.}",
    } | keys
    return f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in whole.items() if value)


def bank_of(*probes: str) -> str:
    return spliced("probes:\n" + "".join(probes), SOUND_BANK)


def test_the_sound_bank_has_no_finding() -> None:
    assert found(SOUND_BANK) == []


def test_a_sound_bank_is_a_bank_and_no_scenario() -> None:
    file = loaded(SOUND_BANK.encode(), Path("bank.yaml"))
    assert (file.bank is not None, file.scenario, file.lesson, file.errors) == (True, None, None, ())
    assert [(each.rule.name, each.message) for each in file.unplayable] == [
        ("no-scenario", "expected a scenario, found a file of the drill bank")
    ]


def test_what_has_states_and_probes_is_a_scenario_with_a_key_too_many() -> None:
    assert ("unknown-key", line("probes", SOUND + "probes: {}\n")) in found(SOUND + "probes: {}\n")


def test_every_rule_that_is_asked_of_banks_too_is_a_rule_of_scenarios() -> None:
    assert set(ALSO) - {rule.name for rule in all_rules().values()} == set()
    assert len(ALSO) == len(set(ALSO))


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("{minimal-response: it was fine}", "{minimal-response: It was fine}", "marker-words-missing"),
        ("{minimal-response: it was fine}", "{minimal-respons: it was fine}", "unknown-code"),
        ("looks_like: minimal-response", "looks_like: minimal", "unknown-code"),
        ("type: withdrawal", "type: mixed", "marker-type"),
        ("third session.", "third session. There is a rupture.", "code-name-shown"),
        ("(coat still buttoned)", "(clearly annoyed)", "direction-names-feeling"),
        ("(coat still buttoned)", "(coat still buttoned", "direction-unmarked"),
        ("She closes the topic", "Correct! She closes the topic", "verdict-in-feedback"),
        ("She closes the topic", "A resistant patient, she closes the topic", "banned-label"),
        ("I hid it in a drawer", "I hid it and would be better off dead with those pills", "method-of-harm"),
        ("fifth session.", "fifth session at St Anselm Hospital.", "identifying-detail"),
    ],
)
def test_a_rule_of_scenarios_is_told_where_it_finds_something_in_a_bank(before: str, after: str, rule: str) -> None:
    text = SOUND_BANK.replace(before, after)
    assert found(text) == [(rule, line(after, text))]


def test_a_missing_trigger_is_told_at_the_rupture() -> None:
    text = SOUND_BANK.replace("      trigger: Last week you set homework in the final minute.\n", "")
    assert found(text) == [("trigger-missing", line("    rupture:"))]


def test_rules_on_replies_and_runs_are_not_asked_of_a_bank() -> None:
    names = {name for path in SHIPPED for name, _ in found(path.read_text(encoding="utf-8"), path.name)}
    assert names & {"state-kind", "no-target", "number-of-replies", "no-ending", "rupture-share"} == set()


def test_a_comment_allows_a_finding_in_a_bank() -> None:
    text = SOUND_BANK.replace("    context: A chemist", "    # allow: idiom it is explained\n    context: A chemist")
    assert found(text) == [("allow-unneeded", line("allow: idiom", text))]
    assert found(text.replace("third session.", "third session, walking on eggshells.")) == []


@pytest.mark.parametrize("truth", ["", "both"])
def test_a_probe_has_one_truth(truth: str) -> None:
    both = "{type: withdrawal, markers: {denial: turned it off}, strain: task, salience: 2, trigger: So., why: So.}"
    wrong = probe("tape", rupture=both) if truth else probe("tape", no_rupture="")
    assert ("one-truth", line("tape:", bank_of(wrong))) in found(bank_of(wrong))


@pytest.mark.parametrize(("has", "value"), [("form", "A"), ("twin", "it-was-fine")])
def test_a_form_and_a_twin_stand_together(has: str, value: str) -> None:
    text = SOUND_BANK.replace("  in-a-drawer:\n", f"  in-a-drawer:\n    {has}: {value}\n")
    assert [name for name, _ in found(text) if name == "form-and-twin"] == ["form-and-twin"]


TWINS = (("one", "A", "two"), ("two", "B", "one"))


def test_twins_that_are_alike_are_sound() -> None:
    text = bank_of(*(probe(name, form=form, twin=twin) for name, form, twin in TWINS))
    assert [name for name, _ in found(text)] == ["uneven-bank"]


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"form": "A"}, "unequal-twins"),
        ({"level": "advanced"}, "unequal-twins"),
        ({"no_rupture": "{looks_like: denial, why: He says what he did.}"}, "unequal-twins"),
        ({"twin": "three"}, "one-sided-twin"),
        ({"twin": "four"}, "unknown-twin"),
    ],
)
def test_twins_stand_for_each_other(other: dict[str, str], rule: str) -> None:
    one, two = (probe(name, **{"form": form, "twin": twin}) for name, form, twin in TWINS)
    changed = probe("two", **({"form": "B", "twin": "one"} | other))
    assert rule not in {name for name, _ in found(bank_of(one, two, probe("three")))}
    assert rule in {name for name, _ in found(bank_of(one, changed, probe("three")))}


def test_a_probe_is_not_the_twin_of_itself() -> None:
    text = bank_of(probe("one", form="A", twin="one"))
    assert ("unequal-twins", line("twin: one", text)) in found(text)


def test_what_twins_have_in_common_is_told_in_words() -> None:
    assert BANK is not None
    assert [hardness(each) for each in BANK.probes] == [
        {"level": "foundation", "truth": "a withdrawal", "salience": "3", "`looks_like`": "none"},
        {"level": "foundation", "truth": "no rupture", "salience": "none", "`looks_like`": "minimal-response"},
    ]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("trigger: Last week", "trigger_at: in-a-drawer\n      trigger: Last week", "trigger_at"),
        ("why: She tells", "why: [{when: seen(it-was-fine), say: So.}, {say: No.}]\n      todo: She tells", "why: ["),
        ("trigger: Last week", "trigger: [{when: bond >= 5, say: So.}, {say: No.}]\n      todo: Last", "trigger: ["),
    ],
)
def test_nothing_in_a_probe_asks_what_was_before(before: str, after: str, marked: str) -> None:
    text = SOUND_BANK.replace(before, after)
    assert ("run-in-drill", line(marked, text)) in found(text)


@pytest.mark.parametrize(("calm", "told"), [(0, False), (1, False), (2, True)])
def test_half_of_a_bank_is_without_a_rupture_but_for_one(calm: int, told: bool) -> None:
    text = SOUND_BANK + "".join(probe(f"more-{number}") for number in range(calm))
    assert ("uneven-bank" in {name for name, _ in found(text)}) is told


def test_every_mistake_of_a_bank_is_told_at_once() -> None:
    text = SOUND_BANK.replace("level: foundation", "level: easy").replace("salience: 3", "salience: 9")
    assert [name for name, _ in found(text)] == ["unknown-value", "number-out-of-range", "unknown-value"]


@pytest.mark.parametrize("rule", RULE.values(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_bad_example_of_a_folder_of_banks_is_found_where_it_is_marked(rule: Rule) -> None:
    example = folder_example_of(rule)
    assert example.found(rule) == [(file.path.name, line) for file in example.files for line in example.lines]


def test_fewer_than_40_probes_have_no_form() -> None:
    assert folder_example_of(RULE["AS942"], repeated=19).found(RULE["AS942"]) == []


def test_an_id_may_stand_once_in_every_file() -> None:
    assert folder_example_of(RULE["AS941"], files=1).found(RULE["AS941"]) == []
    assert RULE["AS941"].severity is Severity.ERROR


def test_a_folder_of_both_compares_each_kind_by_itself() -> None:
    files: list[Loaded] = [folder_file(SOUND, "one"), folder_file(SOUND_BANK, "one-bank")]
    assert folder_findings(files) == {file.path: [] for file in files}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_bank_that_is_written_reads_the_same(path: Path) -> None:
    bank = loaded(path.read_bytes(), path).bank
    assert decode(read(written(bank)), Bank) == (bank, [])


@given(st.one_of(hostile_texts(), mutated(SOUND_BANK)))
def test_whatever_the_text_of_a_bank_it_is_checked_within_its_lines(text: str) -> None:
    file = loaded(f"probes:\n{text}".encode("utf-8", "replace"), Path("bank.yaml"), thorough=True)
    assert all(1 <= each.span.line <= len(file.source.lines) for each in file.diagnostics)


@given(mutated(SOUND_BANK))
def test_a_bank_with_a_mistake_is_no_bank(text: str) -> None:
    file = loaded(text.encode("utf-8", "replace"), Path("bank.yaml"), thorough=True)
    assert (file.value is None) is bool(file.errors)


@pytest.mark.parametrize(("words", "told"), [(155, False), (156, True)])
def test_a_probe_has_15_lines_with_an_empty_one_below_its_context(words: int, told: bool) -> None:
    text = bank_of(probe("long", context="So.", patient=" ".join(["words"] * words)))
    assert ("probe-does-not-fit" in {name for name, _ in found(text)}) is told
