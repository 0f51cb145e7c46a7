"""Scenarios with many mistakes in their guards, and what the rules on values and flow tell of them."""

from typing import Any

from attrs import evolve, fields, has
from hypothesis import assume
from hypothesis import strategies as st

from alliance_sim.checks import CHECKS, Finding, Subject, all_rules
from alliance_sim.exploration import BUDGET
from alliance_sim.guards import Compare
from alliance_sim.scenario import Scenario, Variable
from alliance_sim.shapes import Change
from tests.searching import Searched, searched
from tests.strategies import plays, scenarios

Told = list[tuple[str, Finding]]
OPEN_ENDED = {
    *("stuck-turn", "false-choice", "choice-without-progress", "trigger-bypassed", "not-exhaustive"),
    *("out-of-range-comparison", "guard-never-true", "guard-always-true"),
    *("hidden-outcome", "hidden-variant", "hidden-route"),
    *("variable-never-changes", "variable-never-matters", "unused-condition"),
    *("zero-effect", "oversized-effect", "unreachable-state", "no-ending", "start-is-ending"),
}
"""What may be told of a scenario too large to be explored: what is written, and what a run shows."""


def authored() -> st.SearchStrategy[Scenario]:
    return plays().map(lambda play: play[0]) | plays().map(lambda play: tamed(play[0])) | scenarios()


def tamed(scenario: Scenario) -> Scenario:
    """The scenario with comparisons that its ranges leave open, and with effects that change something."""
    ranges = {variable.name: variable.range for variable in scenario.variables}

    def tame(value: Any) -> Any:
        if isinstance(value, Compare):
            return within(value, *ranges[value.name])
        if isinstance(value, Change):
            return value if value.sets or value.amount else Change(1)
        if isinstance(value, tuple):
            return tuple(map(tame, value))
        if not has(type(value)) or isinstance(value, Variable):
            return value
        return evolve(value, **{field.name: tame(getattr(value, field.name)) for field in fields(type(value))})

    found: Scenario = tame(scenario)
    return found


def within(compared: Compare, low: int, high: int) -> Compare:
    """A comparison that is true of some values of a range and not of all."""
    first, last = (low + 1, high) if compared.operator in (">=", "<") else (low, high - 1)
    if compared.operator in ("==", "!="):
        first, last = low, high
    return evolve(compared, number=min(last, max(first, compared.number)))


def findings(scenario: Scenario, *, budget: int = BUDGET) -> Told:
    """What the rules on values and flow find, by their names."""
    all_rules()
    subject = Subject(scenario, budget=budget)
    ours = [(rule, check) for rule, check in CHECKS if rule.code[2] in "34" or rule.name == "trigger-not-passed"]
    return [(rule.name, finding) for rule, check in ours for finding in check(subject)]


def told(found: Told, *names: str) -> list[Finding]:
    return [finding for name, finding in found if name in names]


def complete(scenario: Scenario) -> Searched:
    search = searched(scenario)
    assume(search.complete)
    return search
