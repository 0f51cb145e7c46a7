"""How findings on guards are worded: where a guard is asked, and what the values are there."""

from alliance_sim.checks.judging.decisions import Decision
from alliance_sim.checks.judging.valuations import Judge
from alliance_sim.diagnostics import listed, shown
from alliance_sim.exploration.moments import Moments
from alliance_sim.guards import Compare, Guard, Named
from alliance_sim.scenario import Variable

WIDTH = 60
"""Columns of a guard in a message; a longer one is cut, and stands in the excerpt anyway."""
NAMED = 3
"""States or variables that a message names; the rest are counted."""


def quoted(guard: Guard) -> str:
    return shown(str(guard), WIDTH)


def place_of(decision: Decision) -> str:
    """Where the guards of a decision are asked."""
    if decision.thing == "outcome" and decision.choice:
        return f"where '{decision.choice.id}' of '{decision.state.id}' is open"
    return f"in '{decision.state.id}'"


def values_there(guard: Guard, among: Moments) -> str:
    """What the variables of a guard are at these moments: `there bond is 3 to 7 and owned 0`."""
    scenario = among.exploration.scenario
    names = {node.name for node in Judge(scenario).asked(guard) if isinstance(node, Compare | Named)}
    asked = [variable for variable in scenario.variables if variable.name in names]
    if not asked or len(asked) > NAMED:
        return ""
    return f"there {listed((standing(variable, among) for variable in asked), 'and')}"


def standing(variable: Variable, among: Moments) -> str:
    values = among.values(variable.name)
    low, high = min(values), max(values)
    return f"'{variable.name}' is {low}" if low == high else f"'{variable.name}' is {low} to {high}"


def some(names: list[str]) -> str:
    """The first of some names, quoted, and how many more."""
    rest = len(names) - NAMED
    return ", ".join(f"'{name}'" for name in names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
