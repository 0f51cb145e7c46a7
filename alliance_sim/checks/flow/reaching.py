"""Family 4: states that runs never get to."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.barred import Barred, Gate, Step, barred
from alliance_sim.checks.judging.words import place_of, quoted, values_there
from alliance_sim.checks.judging.written import written
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import State


@rule("AS401", "not-exhaustive", Severity.INFO)
def not_exhaustive(subject: Subject) -> Iterator[Finding]:
    """There are more moments than were looked at.

    A moment is a state with all its values and with what must be remembered there. Past the budget nothing is said of
    what never happens; what is shown by a run still holds. `check --budget` raises the budget. Smaller ranges, and
    fewer variables, make a scenario easier to check and easier to write.

    There is no example here, as it would have to be a scenario of two million moments.
    """
    if not subject.exploration.complete:
        yield Finding(
            ("states",),
            f"expected at most {subject.budget:,} moments, found more: nothing is said of what never happens",
            "raise it with --budget, or make the ranges smaller",
            at_key=True,
        )


@rule("AS402", "unreachable-state", Severity.WARNING)
def unreachable_state(subject: Subject) -> Iterator[Finding]:
    """A state to which nothing leads.

    No choice, route, `to` or `otherwise` on any way from the start names it, whatever the guards say. Perhaps a `to`
    still has the name of an older state. Of several such states in a row, the first is told.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
          # here
          drawer:
            patient: Honestly? I hid it in a drawer.
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    scenario, found = subject.scenario, written(subject)
    if scenario.state[scenario.start].ending or _told_as_a_trap(subject):
        return
    for name, behind in found.entrances.items():
        yield Finding(
            ("states", name),
            f"expected a way from '{scenario.start}' to '{name}', found none",
            "name it in a `to`, or delete it" + (f"; {_states(behind)} behind it" if behind else ""),
            at_key=True,
        )


@rule("AS403", "never-reached", Severity.WARNING)
def never_reached(subject: Subject) -> Iterator[Finding]:
    """A state to which something leads, and no run ever gets, because of the values.

    Every run was tried. The message says which guard is in the way. Make effects larger or the number in the guard
    smaller, or delete the state.

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
                to: door
          door:
            route:
              - {when: bond >= 9, to: drawer}
              - {to: clock}
          # here
          drawer:
            patient: Honestly? I hid it in a drawer.
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for state, steps in _barred(subject):
        if not state.ending:
            yield _finding(barred(subject), state, steps, f"gets to '{state.id}'")


@rule("AS404", "ending-never-reached", Severity.WARNING)
def ending_never_reached(subject: Subject) -> Iterator[Finding]:
    """An ending to which something leads, and no run ever gets, because of the values.

    Every run was tried, the best and the worst among them. The message says which guard is in the way. Trainees cannot
    earn this ending, however well or badly they do.

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
                to: door
          door:
            route:
              - {when: bond >= 9, to: drawer}
              - {to: clock}
          # here
          drawer:
            patient: Honestly? I hid it in a drawer.
            ending: repaired
            summary: She told you.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for state, steps in _barred(subject):
        if state.ending:
            yield _finding(barred(subject), state, steps, f"ends in '{state.id}' ({state.ending})")


def _told_as_a_trap(subject: Subject) -> bool:
    """Whether nothing leads to any ending, so that it is told where runs go round what they miss."""
    scenario, led_to = subject.scenario, written(subject).led_to
    endings = {state.id for state in scenario.states if state.ending}
    return bool(endings) and led_to.isdisjoint(endings) and bool(subject.exploration.trapped)


def _barred(subject: Subject) -> Iterator[tuple[State, tuple[Step, ...]]]:
    if subject.exploration.complete:
        for name, steps in barred(subject).states.items():
            yield subject.scenario.state[name], steps


def _finding(found: Barred, state: State, steps: tuple[Step, ...], wanted: str) -> Finding:
    gate, among = found.bar(steps[0])
    guard = gate.decision.guards[gate.entry] if gate else None
    more = f" (and {len(steps) - 1} more like it)" if len(steps) > 1 else ""
    behind = len(found.never) - 1 if len(found.states) == 1 else 0
    hints = [values_there(guard, among) if guard else "", f"{_states(behind)} behind it" if behind else ""]
    return Finding(
        ("states", state.id),
        f"expected a run that {wanted}, found none: {_reason(steps[0], gate, found)}{more}",
        "; ".join(filter(None, hints)) or "change what is in the way, or delete the state",
        at_key=True,
        witness=among.witness(),
    )


def _reason(step: Step, gate: Gate | None, found: Barred) -> str:
    """Why a step is never taken."""
    if gate is None:
        return f"something is always open in '{step.source.id}'"
    decision, guard = gate.decision, gate.decision.guards[gate.entry]
    if guard is None or found.reached.among(decision).where(guard):
        return f"another {decision.thing} is always taken before it {place_of(decision)}"
    if decision.thing == "choice" and decision.choice:
        return f"'{decision.choice.id}' needs {quoted(guard)}, which never holds {place_of(decision)}"
    return f"{quoted(guard)} never holds {place_of(decision)}"


def _states(number: int) -> str:
    return f"{number} more state{' lies' if number == 1 else 's lie'}"
