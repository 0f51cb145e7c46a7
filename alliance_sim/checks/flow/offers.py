"""Family 4, continued: choices that are never offered, and keys of choices and turns that do nothing."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.here import Here, here
from alliance_sim.checks.judging.words import place_of, quoted, values_there
from alliance_sim.checks.places import choices, states
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration.moments import Moments
from alliance_sim.guards import Guard, Seen
from alliance_sim.source import Path


@rule("AS407", "never-offered", Severity.WARNING)
def never_offered(subject: Subject) -> Iterator[Finding]:
    """A choice that no trainee ever sees, as its `when` never holds there.

    Every run was tried. Make the effects that lead here larger, or the number in the guard smaller, or delete the
    choice. If the choice is the only way to a state, the finding stands at that state instead.

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
              press:
                # here
                when: bond < 5
                say: What are you not saying?
                errors: [interrogating]
                fit: harmful
                because: It lands as an accusation while the bond is thin.
                effects: {bond: -2}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    found = here(subject)
    for decision, among in found.decisions:
        guard, choice = decision.guards[0], decision.choice
        for verdict in found.verdicts.get(decision.path, ()):
            if decision.thing == "choice" and choice and guard and verdict.kind == "never":
                yield Finding(
                    decision.place(0),
                    f"expected '{choice.id}' to be offered at some time {place_of(decision)}, "
                    f"found that {quoted(guard)} never holds there",
                    values_there(guard, among) or "change the guard, or delete the choice",
                    witness=among.witness(),
                )


@rule("AS408", "otherwise-unneeded", Severity.INFO)
def otherwise_unneeded(subject: Subject) -> Iterator[Finding]:
    """A turn with an `otherwise` where something is always open.

    `otherwise` says where to go if no choice is open. Here one always is, so it can be deleted; or a choice was meant
    to be closed at times and is not.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            otherwise: clock
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    found = here(subject)
    for path, state in states(subject):
        entered = found.reached.exploration.entered(state.id)
        closed = found.reached.exploration.closed(state.id)
        if not state.otherwise or closed or state.otherwise in found.barred.states:
            continue
        if not entered or found.reached.is_lost(entered):
            continue
        if not any(found.is_told((*path, "choices", choice)) for choice in state.choice):
            yield Finding(
                (*path, "otherwise"),
                f"expected a time at which nothing is open in '{state.id}', found none",
                "delete it",
                at_key=True,
                witness=entered.witness(),
            )


@rule("AS409", "once-unneeded", Severity.INFO)
def once_unneeded(subject: Subject) -> Iterator[Finding]:
    """A choice with `once: true` that could not be taken a second time anyway.

    No run comes back to this turn after taking it, or none at which its `when` holds. So `once` does nothing; or a way
    back to the turn is missing.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                # here
                once: true
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if not subject.exploration.complete:
        return
    found = here(subject)
    for path, state, choice in choices(subject):
        offered = found.reached.exploration.offered(state.id, choice.id) if choice.once else None
        if not offered or found.reached.is_lost(offered) or found.is_told(path):
            continue
        again = found.reached.exploration.entered(state.id) - found.reached.askable(state.id, choice.id)
        if not again.where(choice.when):
            yield Finding(
                (*path, "once"),
                f"expected that '{choice.id}' could be taken again without it, found that no run comes to that",
                "delete it, or lead back to the turn",
                at_key=True,
                witness=(*(offered.witness() or ()), choice.id),
            )


@rule("AS411", "seen-unneeded", Severity.INFO)
def seen_unneeded(subject: Subject) -> Iterator[Finding]:
    """A `seen` within a guard that is always true there, or never.

    Every run that asks this guard has passed the state, or none has. The rest of the guard decides alone. Perhaps
    another state was meant, or a way to it is missing.

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
                effects: {bond: +2}
                to: clock
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: clock
          clock:
            patient:
              # here
              - when: bond >= 6 and seen(coat-on)
                say: I was cross with you all week.
              - say: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    if subject.exploration.complete:
        found = here(subject)
        for path, guard, among in _asked(found):
            for node in dict.fromkeys(guard.nodes()):
                if isinstance(node, Seen) and node != guard and not found.judge.doubts.concern(node):
                    always = not among.unless(node)
                    if always or not among.where(node):
                        yield Finding(
                            path,
                            f"expected '{node}' to differ from time to time, "
                            f"found that it is {'always' if always else 'never'} true where it is asked",
                            "delete it from the guard, or name another state",
                            word=str(node),
                            witness=among.witness(),
                        )


def _asked(found: Here) -> Iterator[tuple[Path, Guard, Moments]]:
    """The guards of which nothing is told yet, with the moments at which they are asked."""
    for name, guard in found.judge.conditions.items():
        if name in found.asking and not found.judge.doubtful(guard) and name not in found.conditions:
            yield ("conditions", name), guard, found.among(name)
    for decision, among in found.decisions:
        if not found.is_told(decision.path):
            for entry, each in enumerate(decision.guards):
                if each:
                    yield decision.place(entry), each, among
