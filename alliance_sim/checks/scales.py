"""Family 5, continued: whether the hidden numbers tell what the fits of the replies tell."""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import effects, states
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration import Exploration
from alliance_sim.exploration.moments import Moments
from alliance_sim.guards import Compare
from alliance_sim.scenario import Choice, Fit, Outcome, Scenario, State
from alliance_sim.shapes import Change
from alliance_sim.source import Path

SHARE = 4
"""An end of a scale is far off where a quarter of the scale or more lies beyond what runs attain."""


@rule("AS526", "scale-unattainable", Severity.INFO)
def scale_unattainable(subject: Subject) -> Iterator[Finding]:
    """A scale that the debrief shows, of which no run comes near one of its ends.

    Who reads 6 of 10 takes it for middling, also where 6 is the best that there is. A quarter of the scale or more lies
    beyond what runs attain. Make the range smaller, or the effects larger.

    Bad example:

        variables:
          # here
          bond: {start: 5, range: [0, 10], label: Bond}
    """
    exploration = subject.exploration
    if not exploration.complete:
        return
    for variable in subject.scenario.variables:
        low, high = variable.range
        least, most = exploration.attainable(variable.name)
        below, above = least - low, high - most
        if not variable.label or variable.is_flag or least == most or SHARE * max(below, above) < high - low:
            continue
        nearest = Compare(variable.name, "<=", least) if below > above else Compare(variable.name, ">=", most)
        yield Finding(
            ("variables", variable.name, "range"),
            f"expected runs to come near both ends of '{variable.title}', {low} to {high}, found {least} to {most}",
            "make the range smaller, or the effects larger",
            witness=exploration.all.where(nearest).witness(),
        )


@rule("AS527", "fit-against-effects", Severity.WARNING)
def fit_against_effects(subject: Subject) -> Iterator[Finding]:
    """A harmful reply gains as much as a strong one at the same moment, or more.

    Where all strong replies that change a variable move it one way, and poor ones the other, it is known which way is
    good. Here a harmful reply moves one that way, and leaves none worse off than the strong one does. Perhaps a sign is
    missing, or the effects were copied with the reply.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                effects: {bond: +1}
                to: drawer
              # here
              accuse:
                say: You had a whole week for it.
                errors: [counter-hostility]
                fit: harmful
                because: It blames her.
                effects: {bond: +2}
                to: clock
          drawer:
            patient: Honestly? I hid it in a drawer.
            choices:
              thank:
                say: Thank you for telling me.
                strategies: [stays-with-the-work]
                fit: strong
                because: You hear it.
                effects: {bond: +1}
                to: mended-coat
              praise:
                say: You are doing well.
                errors: [rushing-to-closure]
                fit: weak
                because: It closes the door that she had left ajar.
                effects: {bond: -1}
                to: clock
          mended-coat:
            patient: (takes off her coat) Can we do it without the grid?
            ending: repaired
            summary: You came back to the task.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    wanted = _wanted(subject.scenario)
    for path, state in states(subject):
        for poor, at in _results(state, "harmful"):
            place: Path = (*path, "choices", poor.id)
            for good, number in _results(state, "strong"):
                gained = _gained(poor.results[at], good.results[number], wanted)
                together = gained and _together(subject.exploration, state, (poor, at), (good, number))
                if together:
                    yield Finding(
                        place if poor.outcomes is None else (*place, "outcomes", at),
                        f"expected harmful '{poor.id}' to cost more than strong '{good.id}', "
                        f"found that it gains '{gained}' and loses nothing beside it",
                        "look at its effects, and at its fit",
                        at_key=True,
                        witness=(*(together.witness() or ()), poor.id),
                    )
                    break


Result = tuple[Choice, int]
"""A choice, and which of its outcomes."""


def _results(state: State, fit: Fit) -> list[Result]:
    """The outcomes of this fit."""
    each = ((choice, n) for choice in state.choices or () for n in range(len(choice.results)))
    return [(choice, n) for choice, n in each if choice.results[n].fit == fit]


def _together(exploration: Exploration, state: State, *results: Result) -> Moments:
    """The moments in which all these outcomes can be had."""
    return reduce(and_, (exploration.outcomes(state.id, choice.id, number) for choice, number in results))


def _wanted(scenario: Scenario) -> dict[str, int]:
    """The variables that strong replies move one way, twice at least, and some poor reply the other: 1 up, -1 down."""
    strong, others = _signs(scenario, "strong"), (_signs(scenario, "weak"), _signs(scenario, "harmful"))
    flags = {variable.name for variable in scenario.variables if variable.is_flag}
    sets = {effect.variable for _, effect in effects(scenario) if effect.change.sets} - flags
    return {
        name: sign
        for name, (sign, *more) in strong.items()
        if name not in sets and sign and set(more) == {sign} and any(-sign in signs.get(name, ()) for signs in others)
    }


def _signs(scenario: Scenario, fit: Fit) -> dict[str, list[int]]:
    """Which way the outcomes of a fit move each variable: 1, -1, or 0 for not at all."""
    found: dict[str, list[int]] = {}
    for state in scenario.states:
        for choice, number in _results(state, fit):
            for effect in choice.results[number].effects:
                amount = _amount(effect.change)
                found.setdefault(effect.variable, []).append((amount > 0) - (amount < 0))
    return found


def _amount(change: Change | None) -> int:
    """By how much a variable is moved; 1 or -1 for a flag that is set or put down."""
    if change is None:
        return 0
    return change.amount or -1 if change.sets else change.amount


def _gained(poor: Outcome, good: Outcome, wanted: Mapping[str, int]) -> str:
    """A variable that the poor outcome moves as it should be, if it leaves none worse than the good one does."""
    cost, gain = ({effect.variable: effect.change for effect in outcome.effects} for outcome in (poor, good))
    for name in cost.keys() | gain.keys():
        more = _amount(cost.get(name)) - _amount(gain.get(name))
        if more * wanted[name] < 0 if name in wanted else cost.get(name) != gain.get(name):
            return ""
    return next((name for name, change in cost.items() if _amount(change) * wanted.get(name, 0) > 0), "")
