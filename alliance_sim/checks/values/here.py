"""Family 3, continued: guards that are the same at all moments at which they are asked."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.here import Here, here
from alliance_sim.checks.judging.words import place_of, quoted, values_there
from alliance_sim.diagnostics import Severity


@rule("AS307", "never-true-here", Severity.WARNING)
def never_true_here(subject: Subject) -> Iterator[Finding]:
    """A guard that could be true for other values, but never is where it is asked.

    Every run was tried. With the effects that lie before this place, the values never come so far, so what the guard
    stands for is never used. Make the effects larger, the number smaller, or delete what is never used. A condition
    that is never true in any of several places is told once, at the condition.

    For choices that are never offered there is a rule of its own, and for states that are never reached.

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
                to: clock
          clock:
            patient:
              # here
              - when: bond >= 9
                say: I was cross with you all week.
              - say: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    found = here(subject)
    yield from _conditions(found, constant=False)
    for decision, among in found.decisions:
        for verdict in found.verdicts.get(decision.path, ()):
            guard = decision.guards[verdict.entry]
            if guard and verdict.kind == "never" and decision.thing != "choice":
                yield Finding(
                    decision.place(verdict.entry),
                    f"expected {quoted(guard)} to hold at some time {place_of(decision)}, found that it never does",
                    values_there(guard, among) or "change the guard, or delete what it stands for",
                    witness=among.witness(),
                )


@rule("AS308", "always-true-here", Severity.WARNING)
def always_true_here(subject: Subject) -> Iterator[Finding]:
    """A guard that could fail for other values, but never does where it is asked.

    Every run was tried. A choice with such a guard is offered every time, so the guard says nothing; in a list,
    nothing below such an entry is ever used. A condition that is always true in all of several places is told once, at
    the condition.

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
                to: clock
          clock:
            patient:
              # here
              - when: bond >= 5
                say: Same time next week, then.
              - say: I shall be going, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    found = here(subject)
    yield from _conditions(found, constant=True)
    for decision, among in found.decisions:
        for verdict in found.verdicts.get(decision.path, ()):
            guard = decision.guards[verdict.entry]
            if guard and verdict.kind == "always":
                below = "" if decision.thing == "choice" else ", and nothing below it is used"
                yield Finding(
                    decision.place(verdict.entry),
                    f"expected {quoted(guard)} to fail at some time {place_of(decision)}, found that it never does"
                    + below,
                    values_there(guard, among) or "delete the guard, or what is never used below it",
                    witness=among.witness(),
                )


def _conditions(found: Here, *, constant: bool) -> Iterator[Finding]:
    """The conditions that are the same in all of several places."""
    wanted = "fail" if constant else "hold"
    for name, answer in found.conditions.items():
        if answer is constant:
            guard, among, places = found.judge.conditions[name], found.among(name), len(found.asking[name])
            yield Finding(
                ("conditions", name),
                f"expected '{name}' to {wanted} at some time in {places} places, found that it never does",
                values_there(guard, among) or "change the condition, or what depends on it",
                witness=among.witness(),
            )
