"""Family 3, continued: variables and conditions that decide nothing."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.here import here
from alliance_sim.checks.judging.written import written
from alliance_sim.checks.places import effects
from alliance_sim.diagnostics import Severity
from alliance_sim.guards import Named


@rule("AS309", "unused-condition", Severity.WARNING)
def unused_condition(subject: Subject) -> Iterator[Finding]:
    """A condition that no guard names.

    It was perhaps meant for a `when` that asks for something else now. A reader would look for where it matters.

    Bad example:

        conditions:
          # here
          mended: bond >= 6
    """
    found = written(subject)
    named = {node.name for _, guard in found.guards for node in guard.nodes() if isinstance(node, Named)}
    for condition in subject.scenario.conditions:
        if condition.name not in named:
            yield Finding(
                ("conditions", condition.name),
                f"expected a guard that names '{condition.name}', found none",
                "use it in a `when`, or delete it",
                at_key=True,
            )


@rule("AS313", "variable-never-matters", Severity.WARNING)
def variable_never_matters(subject: Subject) -> Iterator[Finding]:
    """A variable that no guard asks for.

    Whatever its value, the patient says the same, the same replies are offered and the same endings are reached.
    Trainees see it in the debrief and may believe that it had weight.

    Bad example:

        variables:
          bond: {start: 5, range: [0, 10]}
          # here
          trust: {start: 5, range: [0, 10]}
    """
    for variable in written(subject).unasked:
        yield Finding(
            ("variables", variable.name),
            f"expected a guard that asks for '{variable.name}', found none",
            "let a `when` depend on it, or delete it with its effects",
            at_key=True,
        )


@rule("AS314", "variable-never-changes", Severity.WARNING)
def variable_never_changes(subject: Subject) -> Iterator[Finding]:
    """A variable that guards ask for, and no effect ever changes.

    Every guard that asks for it gets the same answer in every run. An effect was perhaps forgotten, or stands under
    another name.

    Bad example:

        variables:
          bond: {start: 5, range: [0, 10]}
          # here
          trust: {start: 5, range: [0, 10]}
        conditions:
          mended: bond >= 6 and trust >= 6
    """
    found = written(subject)
    touched = {effect.variable for _, effect in effects(subject.scenario)}
    for variable in found.unchanged:
        if variable not in found.unasked and variable.name not in touched:
            yield Finding(
                ("variables", variable.name),
                f"expected an effect that changes '{variable.name}', found none",
                f"it stays at {variable.start}: let a reply change it, or take it out of the guards",
                at_key=True,
            )


@rule("AS315", "variable-decides-nothing", Severity.WARNING)
def variable_decides_nothing(subject: Subject) -> Iterator[Finding]:
    """A variable that changes, but never so far that any guard would notice.

    Every run was tried. Each comparison of this variable has the same answer at all moments, as if the variable did not
    change at all. Make its effects larger, or move the numbers in the guards to where its values are.

    Bad example:

        variables:
          # here
          bond: {start: 5, range: [0, 10]}
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
                to: clock
          clock:
            scene:
              - when: bond >= 9
                say: She leans back.
              - say: She looks at the clock.
            patient:
              - when: bond >= 9
                say: I was cross with you all week.
              - when: bond == 2
                say: (says nothing)
              - say: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    for name in here(subject).variables:
        low, high = subject.exploration.attainable(name)
        yield Finding(
            ("variables", name),
            f"expected some comparison of '{name}' to change its answer, found that none does",
            f"in all runs it is {low} to {high}",
            at_key=True,
        )


@rule("AS316", "label-missing", Severity.INFO)
def label_missing(subject: Subject) -> Iterator[Finding]:
    """A variable without a `label`.

    The debrief shows what the replies did to each variable. Without a label it stands there by its name, and names
    are made for guards, not for readers.

    Bad example:

        variables:
          # here
          bond: {start: 5, range: [0, 10]}
    """
    for variable in subject.scenario.variables:
        if not variable.label:
            yield Finding(
                ("variables", variable.name),
                f"expected a label of '{variable.name}' for the debrief, found none",
                "add `label:`, such as Agreement on tasks",
                at_key=True,
            )
