"""Family 3, continued: entries of a list that are never taken, as those above them are enough."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.decisions import Decision, Thing
from alliance_sim.checks.judging.here import here
from alliance_sim.checks.judging.words import place_of, quoted
from alliance_sim.checks.judging.written import written
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration.moments import Moments


@rule("AS304", "hidden-outcome", Severity.WARNING)
def hidden_outcome(subject: Subject) -> Iterator[Finding]:
    """An outcome that never applies, because whenever it could, one above it does.

    Outcomes are tried from the top, and the first whose `when` holds applies. Put the narrow case above the wide one.
    Here every bond of 7 is also one of 5, so the second outcome is never seen. The rule also speaks where other
    values would be possible, but no run has them when the choice is open.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                outcomes:
                  - when: bond >= 5
                    fit: adequate
                    because: There is some trust.
                    to: clock
                  # here
                  - when: bond >= 7
                    fit: strong
                    because: There is a lot of trust.
                    to: clock
                  - fit: weak
                    because: There is too little trust for the question.
                    to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    yield from _hidden(subject, "outcome")


@rule("AS305", "hidden-variant", Severity.WARNING)
def hidden_variant(subject: Subject) -> Iterator[Finding]:
    """A variant of a text that is never used, because whenever it could be, one above it is.

    Variants are tried from the top, and the first whose `when` holds is used. Put the narrow case above the wide one.
    The rule also speaks where other values would be possible, but no run has them when the text is shown.

    Bad example:

        states:
          coat-on:
            patient:
              - when: bond >= 5
                say: The diary? I did not get round to it.
              # here
              - when: bond >= 7
                say: The diary? I was cross with you, to be honest.
              - say: The diary? Oh, it was fine.
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    yield from _hidden(subject, "variant")


@rule("AS306", "hidden-route", Severity.WARNING)
def hidden_route(subject: Subject) -> Iterator[Finding]:
    """A route that is never taken, because whenever it could be, one above it is.

    Routes are tried from the top, and the first whose `when` holds is taken. Put the narrow case above the wide one.
    The rule also speaks where other values would be possible, but no run brings them here. Where this keeps every run
    from a state, the finding stands at that state instead.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            route:
              - {when: bond >= 5, to: clock}
              # here
              - {when: bond >= 7, to: clock}
              - {to: clock}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    yield from _hidden(subject, "route")


def _hidden(subject: Subject, thing: Thing) -> Iterator[Finding]:
    found = written(subject)
    for path, verdicts in found.verdicts.items():
        for verdict in verdicts:
            if verdict.kind == "hidden" and found.decision[path].thing == thing:
                yield _finding(found.decision[path], verdict.entry, None)
    if subject.exploration.complete:
        met = here(subject)
        for decision, among in met.decisions:
            for verdict in met.verdicts.get(decision.path, ()):
                if verdict.kind == "hidden" and decision.thing == thing:
                    yield _finding(decision, verdict.entry, among)


def _finding(decision: Decision, entry: int, among: Moments | None) -> Finding:
    guard = decision.guards[entry]
    where = "" if among is None else f" {place_of(decision)}"
    when = f"whenever {quoted(guard)} holds{where}," if guard else f"every time{where}"
    return Finding(
        (*decision.path, entry),
        f"expected {WHICH[decision.thing]} at some time, found that {when} one above it is",
        "put the narrow case above the wide one, or delete what is never used",
        witness=among.witness() if among is not None else None,
    )


WHICH = {
    "outcome": "this outcome to be taken",
    "variant": "this variant to be used",
    "route": "this route to be taken",
}
