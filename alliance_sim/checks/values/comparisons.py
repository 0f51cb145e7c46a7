"""Family 3: guards that are the same whatever the values."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.decisions import Decision
from alliance_sim.checks.judging.words import quoted
from alliance_sim.checks.judging.written import Written, written
from alliance_sim.diagnostics import Severity
from alliance_sim.guards import Guard
from alliance_sim.source import Path


@rule("AS301", "out-of-range-comparison", Severity.WARNING)
def out_of_range_comparison(subject: Subject) -> Iterator[Finding]:
    """A comparison with a number that lies outside the range of its variable, or just at its end.

    Every variable stays within its range. Where `bond` runs from 0 to 10, `bond > 10` is never true and `bond >= 0`
    always is, so that the comparison decides nothing. Often the sign is meant to be `>=`, or the range was made
    smaller after the guard was written.

    Bad example:

        conditions:
          # here
          mended: bond > 10
    """
    found = written(subject)
    for path, compared, constant in found.out_of_range:
        low, high = found.ranges[compared.name]
        yield Finding(
            path,
            f"expected a comparison that can be true or false, found '{compared}', which {_answer(constant)} true",
            f"'{compared.name}' runs from {low} to {high}: change the number, or the sign",
            word=str(compared),
        )


@rule("AS302", "guard-never-true", Severity.WARNING)
def guard_never_true(subject: Subject) -> Iterator[Finding]:
    """A guard that is never true, whatever the values are.

    Its parts contradict each other: no number is both above 7 and below 3. What stands behind such a guard is never
    offered, said or done. Perhaps `or` was meant, or `not` is in the wrong place.

    Bad example:

        conditions:
          # here
          mended: bond > 7 and bond < 3
    """
    for path, guard, decision in _constant(written(subject), constant=False):
        where = " where the choice is open" if decision and decision.choice and decision.thing == "outcome" else ""
        yield Finding(
            path,
            f"expected a guard that can hold, found {quoted(guard)}, which never does{where}",
            "change a number, or write `or` for `and`",
        )


@rule("AS303", "guard-always-true", Severity.WARNING)
def guard_always_true(subject: Subject) -> Iterator[Finding]:
    """A guard that is always true, whatever the values are.

    Its parts leave nothing out: every number is above 3 or below 7. A choice with such a guard is always offered, and
    in a list nothing that stands below it is ever used. Perhaps `and` was meant.

    Bad example:

        conditions:
          # here
          mended: bond > 3 or bond < 7
    """
    for path, guard, decision in _constant(written(subject), constant=True):
        below = ", and nothing below it is used" if decision and decision.thing != "choice" else ""
        yield Finding(
            path,
            f"expected a guard that can fail, found {quoted(guard)}, which never does{below}",
            "change a number, write `and` for `or`, or delete the guard",
        )


def _constant(found: Written, *, constant: bool) -> Iterator[tuple[Path, Guard, Decision | None]]:
    """The guards that never change, with their places."""
    for name, answer in found.fixed.items():
        if answer is constant:
            yield ("conditions", name), found.judge.conditions[name], None
    for path, verdicts in found.verdicts.items():
        decision = found.decision[path]
        for verdict in verdicts:
            guard = decision.guards[verdict.entry]
            if guard and verdict.kind == _kind(constant):
                yield decision.place(verdict.entry), guard, decision


def _kind(constant: bool) -> str:
    return "always" if constant else "never"


def _answer(constant: bool) -> str:
    return "is always" if constant else "is never"
