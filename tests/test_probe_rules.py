"""Rules on the balance, the place and the strength of probes."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from alliance_sim.checks import CHECKS, Finding, Subject, all_rules
from alliance_sim.checks.ways import Ways, ways
from alliance_sim.diagnostics import Rule
from alliance_sim.engine import begin, choose
from alliance_sim.library import loaded
from alliance_sim.run import entered
from alliance_sim.scenario import Scenario
from tests.examples import example_of, scenario_of
from tests.strategies import picks, scenarios

all_rules()
CHECK = {rule.code: check for rule, check in CHECKS if "AS501" <= rule.code <= "AS510"}
RULE = {rule.code: rule for rule, _ in CHECKS if rule.code in CHECK}
ASK = "{ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}"
CALM = "patient: I will say it., no_rupture: {why: She says it.}"
STRAINED = "patient: Fine., rupture: {type: %s, markers: {%s: Fine}, strain: task, salience: %d, trigger: A., why: B.}"


def line(signs: str, *, level: str = "foundation", saliences: str = "") -> Scenario:
    """Turns one after another: `c` calm, `d` calm but like a rupture, `w`, `k` and `m` a rupture of each type."""
    states = []
    for number, sign in enumerate(signs, 1):
        salience = int(saliences[number - 1 : number] or 3)
        kind, markers = {
            "w": ("withdrawal", "minimal-response"),
            "k": ("confrontation", "complaint-about-progress"),
            "m": ("mixed", "minimal-response: Fine, complaint-about-progress"),
        }.get(sign, ("", ""))
        spoken = STRAINED % (kind, markers, salience) if kind else CALM
        spoken = spoken.replace("{why", "{looks_like: denial, why") if sign == "d" else spoken
        to = "clock" if number == len(signs) else f"turn-{number + 1}"
        states.append(f"  turn-{number}: {{{spoken}, to: {to}, choices: {ASK}}}\n")
    clock = "  clock: {patient: Bye., ending: repaired, summary: Over.}\n"
    return scenario_of(f"level: {level}\nstart: turn-1\nstates:\n{''.join(states)}{clock}")


def found(scenario: Scenario) -> set[str]:
    return {code for code, check in CHECK.items() for _ in check(Subject(scenario))}


def message(code: str, scenario: Scenario) -> str:
    (finding,) = CHECK[code](Subject(scenario))
    return finding.message


@pytest.mark.parametrize("rule", RULE.values(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_bad_example_of_a_page_is_found_where_it_is_marked_and_has_no_error(rule: Rule) -> None:
    example = example_of(rule)
    assert example is not None
    diagnostics = loaded(example.data, Path("sound.yaml"), example.limits, thorough=True).diagnostics
    assert [(d.rule.code, d.span.line) for d in diagnostics if d.is_error or d.rule is rule] == [
        (rule.code, line) for line in example.lines
    ]
    assert all(d.hint for d in diagnostics if d.rule is rule)


@pytest.mark.parametrize(
    ("signs", "code", "told"),
    [
        ("cwccc", "AS501", "expected a rupture in 40-60 % of the probed turns, found 1 of 5, 20 %"),
        ("wcwkwkk", "AS501", "expected a rupture in 40-60 % of the probed turns, found 6 of 7, 86 %"),
        ("ww", "AS502", "expected probed turns with and without a rupture, found all 2 with"),
        ("wccwcw", "AS503", "expected a first or a last probed turn without a rupture, found a rupture in all of them"),
        (
            "cwwwwc",
            "AS504",
            "expected turns without a rupture in between too, found them first or last only: turn-1 and turn-6",
        ),
        (
            "wccccw",
            "AS504",
            "expected turns with a rupture in between too, found them first or last only: turn-1 and turn-6",
        ),
        ("wcwcwcwc", "AS505", "expected ruptures at different distances, found one every 2 probed turns on every way"),
        (
            "wccwccwccw",
            "AS505",
            "expected ruptures at different distances, found one every 3 probed turns on every way",
        ),
        ("wwcwwc", "AS506", "expected ruptures of different salience, found 3 in all 4"),
    ],
)
def test_a_line_of_turns_that_answers_itself_is_found(signs: str, code: str, told: str) -> None:
    assert message(code, line(signs)) == told


@pytest.mark.parametrize("signs", ["c", "w", "cw", "cwc", "cwcw", "wwcc", "wcwwccwc", "cwwcwccw"])
def test_a_line_of_turns_that_is_balanced_is_not_found(signs: str) -> None:
    assert found(line(signs, saliences="43534353")) == set()


@pytest.mark.parametrize(
    ("level", "saliences", "told"),
    [
        ("foundation", "3222", "expected a mean salience of 3 or more at the foundation level, found 2.2"),
        ("advanced", "4433", "expected a mean salience of 3 or less at the advanced level, found 3.5"),
    ],
)
def test_a_salience_that_does_not_suit_the_level_is_found(level: str, saliences: str, told: str) -> None:
    assert message("AS509", line("wwmkcdcd", level=level, saliences=saliences)) == told


@pytest.mark.parametrize(
    ("level", "saliences"), [("foundation", "3333"), ("intermediate", "5555"), ("advanced", "2343")]
)
def test_a_salience_that_suits_the_level_is_not_found(level: str, saliences: str) -> None:
    assert "AS509" not in found(line("wwmkcdcd", level=level, saliences=saliences))


def test_a_foundation_scenario_may_keep_to_one_type_without_look_alikes() -> None:
    assert found(line("wcwwcwccwcwcwwcc", saliences="3434343434343434")) == set()


def test_an_intermediate_scenario_may_not() -> None:
    scenario = line("wcwwcwccwcwcwwcc", level="intermediate", saliences="3434343434343434")
    assert found(scenario) == {"AS507", "AS510"}


def test_one_look_alike_is_enough() -> None:
    assert "AS510" not in found(line("wcwwcdccw", level="intermediate"))


@pytest.mark.parametrize(("signs", "rare"), [("wkwkwkwkwk", True), ("wkwkwkwkwm", False), ("wkwkwkwkwmw", True)])
def test_a_tenth_of_the_ruptures_of_an_advanced_scenario_is_mixed(signs: str, rare: bool) -> None:
    assert ("AS508" in found(line(signs, level="advanced"))) is rare


def test_ways_pass_over_what_is_not_probed() -> None:
    scenario = scenario_of(f"""
start: hall
states:
  hall: {{scene: A corridor., to: door}}
  door: {{route: [{{when: bond > 5, to: clock}}, {{to: first}}]}}
  first: {{{CALM}, to: talk, choices: {ASK}}}
  talk: {{patient: Rain., choices: {{
    go: {{say: Go on., strategies: [stays-with-the-work], fit: strong, because: Yes., to: second}},
    end: {{say: We stop., strategies: [stays-with-the-work], fit: weak, because: No., to: clock}}}}}}
  second: {{{CALM}, to: clock, choices: {ASK}}}
  clock: {{patient: Bye., ending: repaired, summary: Over.}}
""")
    assert ways(scenario) == Ways(
        frozenset({"first"}),
        frozenset({"first", "second"}),
        {"first": frozenset({"second"}), "second": frozenset()},
    )


@given(scenarios(), picks())
def test_every_run_goes_along_the_ways(scenario: Scenario, drawn: list[int]) -> None:
    """From one probed turn that is met to the next, visits after the first among them."""
    graph = ways(scenario)
    met, moment = [], begin(scenario)
    for pick in [*drawn, 0]:
        shown = list(entered(scenario, moment))
        met += [step.view.state.id for step in shown if step.view.state.truth]
        last = shown[-1]
        if not last.view.waits:
            break
        moment = choose(scenario, last.moment, last.view.choices[pick % len(last.view.choices)].id)
    assert set(met[:1]) <= graph.first
    assert all(after in graph.after[before] for before, after in pairwise(met))


@given(scenarios())
def test_any_scenario_can_be_checked(scenario: Scenario) -> None:
    findings = [finding for check in CHECK.values() for finding in check(Subject(scenario))]
    assert {finding.path for finding in findings} <= {("states",)}
    assert all(isinstance(finding, Finding) and finding.hint for finding in findings)
