"""Variables, their ranges, and what effects make of them."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import effects
from alliance_sim.diagnostics import Severity, shown


@rule("AS123", "variable-range")
def variable_range(subject: Subject) -> Iterator[Finding]:
    """A range whose ends are the wrong way round, or a start outside of it.

    Bad example:

        variables:
          # here
          bond: {start: 12, range: [0, 10]}
    """
    for variable in subject.scenario.variables:
        if not variable.range:
            continue
        low, high = variable.range
        path = ("variables", variable.name)
        if low >= high:
            yield Finding(
                path, f"expected a range from low to high, found [{low}, {high}]", "swap the two", at_key=True
            )
        elif not low <= variable.start <= high:
            yield Finding(
                path,
                f"expected a start from {low} to {high}, found {variable.start}",
                "start it in its range",
                at_key=True,
            )


@rule("AS208", "set-out-of-range")
def set_out_of_range(subject: Subject) -> Iterator[Finding]:
    """An effect sets a variable to a value outside its range.

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
                # here
                effects: {owned: 2}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    ranges = {variable.name: variable.range for variable in subject.scenario.variables if variable.range}
    for path, effect in effects(subject.scenario):
        low, high = ranges.get(effect.variable, (0, 100))
        if effect.change.sets and not low <= effect.change.amount <= high:
            yield Finding(
                path, f"expected a value from {low} to {high}, found {effect.change.amount}", "set it within its range"
            )


@rule("AS209", "bare-number", Severity.WARNING)
def bare_number(subject: Subject) -> Iterator[Finding]:
    """An effect sets a variable that is no flag, where a change was probably meant.

    A bare `2` sets the variable to 2, whatever it was; `+2` adds 2.

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
                # here
                effects: {bond: 2}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    ranged = {found.name: found.range for found in subject.scenario.variables if found.range and not found.is_flag}
    for path, effect in effects(subject.scenario):
        low, high = ranged.get(effect.variable, (1, 0))
        if effect.change.sets and low <= effect.change.amount <= high:
            amount = effect.change.amount
            yield Finding(
                path, f"expected a change of '{effect.variable}', found the bare {amount}", f"write +{amount}"
            )


@rule("AS210", "name-taken")
def name_taken(subject: Subject) -> Iterator[Finding]:
    """A condition has the name of a variable. A guard could not tell them apart.

    Bad example:

        conditions:
          # here
          bond: task >= 5
    """
    variables = {variable.name for variable in subject.scenario.variables}
    for condition in subject.scenario.conditions:
        if condition.name in variables:
            yield Finding(
                ("conditions", condition.name),
                f"expected a name of its own, found the variable {shown(condition.name)}",
                "rename the condition",
                at_key=True,
            )
