"""What an export to ink looks like. That it means the same is for the referee to say (`tests.referee`)."""

from pathlib import Path

import pytest

from alliance_sim.decoding import decode
from alliance_sim.interchange.ink import rendered
from alliance_sim.interchange.ink_text import knot, name, text
from alliance_sim.scenario import Scenario
from alliance_sim.source import read
from tests.examples import spliced

WHOLE = (Path(__file__).parent / "whole.yaml").read_text(encoding="utf-8")


def scenario_in(source: str) -> Scenario:
    scenario, faults = decode(read(source), Scenario)
    assert scenario is not None, faults
    return scenario


def ink(source: str) -> list[str]:
    return rendered(scenario_in(source)).splitlines()


def test_a_whole_scenario() -> None:
    assert (
        rendered(scenario_in(WHOLE))
        == """\
# title: Everything once
# author: A. Author
# language: de

VAR bond = 5 // from 0 to 10
VAR owned = 0 // from 0 to 1
-> State_first

=== function mended() ===
~ return (bond >= 6) and (owned == 1)

=== State_first ===
# state: first
She comes in. # scene: 1
{bond > 5: -> Patient_1}-> Patient_2
= Patient_1
It was fine. You are late again. # patient: 1
-> Patient_said
= Patient_2
It was fine, I suppose. You are late again. # patient: 2
-> Patient_said
= Patient_said
* {not (State_last > 0)} [I am sorry. # choice: sorry]
    {
    - bond > 5:
        ~ bond = MIN(10, MAX(0, bond + 1))
        ~ owned = 1
        # outcome: 1
        # fit: adequate
        -> State_second
    - else:
        # outcome: 2
        # fit: weak
        -> State_second
    }
+ [What happened? # choice: ask]
    ~ bond = MIN(10, MAX(0, bond + 1))
    # outcome: 1
    # fit: strong
    -> State_second
+ -> State_second

=== State_second ===
# state: second
I was angry. # patient: 1
+ [Thank you. # choice: thank]
    # outcome: 1
    # fit: strong
    -> State_between
+ -> Stuck

=== State_between ===
# state: between
A silence. # scene: 1
{mended(): -> State_last}-> State_last

=== State_last ===
# state: last
# ending: repaired
Until next week. # patient: 1
-> END

=== Stuck ===
# stuck
-> END
"""
    )


def test_each_paragraph_is_a_line() -> None:
    end = "patient: Well?, ending: repaired, summary: It was said."
    found = ink(spliced(f'states:\n  coat-on: {{scene: "It rains.\\n\\nStill.", {end}}}\n'))
    assert found[found.index("=== State_coat_on ===") :][3:6] == [
        "It rains. # scene: 1",
        "Still. # scene: 1",
        "Well? # patient: 1",
    ]


@pytest.mark.parametrize(
    ("guard", "expression"),
    [
        ("a == 1 or b and c < 2", "(a == 1) or ((b == 1) and (c < 2))"),
        ("(a or b) and c", "((a == 1) or (b == 1)) and (c == 1)"),
        ("not a >= 3", "not (a >= 3)"),
        ("seen(coat-on) and not warm", "(State_coat_on > 0) and (not (warm()))"),
    ],
)
def test_a_guard_is_bracketed_where_ink_binds_otherwise(guard: str, expression: str) -> None:
    found = ink(spliced(f"conditions: {{warm: b, tested: {guard}}}\n"))
    assert found[found.index("=== function tested() ===") + 1] == f"~ return {expression}"


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("* waves", "\\* waves"),
        ("-> away <- back <>", "\\-> away \\<- back \\<>"),
        ("twenty-one < 22", "twenty-one < 22"),
        ("TODO: nothing", "\\TODO: nothing"),
        ("What TODO", "What TODO"),
        ("and/or // both /* or */", "and/or /\\/ both /\\* or */"),
        ("{x|y} [z] #1 \\", "\\{x\\|y\\} \\[z\\] \\#1 \\\\"),
        ("return to me", '{"r"}eturn to me'),
    ],
)
def test_only_what_means_something_is_escaped(line: str, escaped: str) -> None:
    assert text(line) == escaped


def test_no_two_names_become_one() -> None:
    names = ["well-met", "well_met", "true", "not-true", "no", "else"]
    assert [*map(name, names)] == ["well__met", "well_met", "true_", "not__true", "no", "else_"]
    assert knot("x-1") == "State_x_1"
