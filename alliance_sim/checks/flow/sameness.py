"""Family 4, continued: choices that make no difference."""

from collections.abc import Iterator
from itertools import combinations

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.reached import reached
from alliance_sim.checks.places import choices, states
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Choice, Outcome, State


@rule("AS410", "false-choice", Severity.WARNING)
def false_choice(subject: Subject) -> Iterator[Finding]:
    """A turn at which it does not matter what is chosen.

    All its choices have the same fit and the same effects, and lead to the same state. The patient answers all of them
    alike, so a trainee learns nothing from choosing.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                effects: {bond: +1}
                to: clock
              own:
                say: I set that homework in a hurry.
                strategies: [acknowledges-contribution]
                fit: strong
                because: You say your part.
                effects: {bond: +1}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        choices_ = state.choices or ()
        if len({_leads_to(state, choice) for choice in choices_}) != 1 or any(choice.once for choice in choices_):
            continue
        pairs = (
            (subject.exploration.offered(state.id, each.id) for each in pair) for pair in combinations(choices_, 2)
        )
        together = next((both for first, second in pairs if (both := first & second)), None)
        if together:
            yield Finding(
                (*path, "choices"),
                f"expected choices of '{state.id}' that differ, found fit, effects and next state the same in all",
                "let the patient answer them differently, or make it a passage",
                at_key=True,
                witness=together.witness(),
            )


def _leads_to(state: State, choice: Choice) -> tuple[object, ...]:
    return tuple((each.when, each.fit, frozenset(each.effects), each.to or state.to) for each in choice.results)


@rule("AS412", "choice-without-progress", Severity.WARNING)
def choice_without_progress(subject: Subject) -> Iterator[Finding]:
    """A choice that leads back to its own turn and changes nothing.

    The patient says the same words again and the same choices are open, as if nothing had been said. Let the reply
    change something, lead to an answer first, or give it `once: true`.

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
                to: clock
              # here
              wait:
                say: Take your time.
                strategies: [stays-with-the-work]
                fit: adequate
                because: You leave her room.
                to: coat-on
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    place = reached(subject)
    for path, state, choice in choices(subject):
        for number, outcome in enumerate(choice.results):
            if choice.once or (outcome.to or state.to) != state.id or _changes_something(outcome):
                continue
            among = place.exploration.outcomes(state.id, choice.id, number)
            if among and not (place.exploration.complete and place.is_lost(among)):
                yield Finding(
                    path if choice.outcomes is None else (*path, "outcomes", number),
                    f"expected '{choice.id}' to change something or lead on, found that it leads back to '{state.id}'",
                    "add an effect or `once: true`, or let the patient answer in a state of its own",
                    at_key=True,
                    witness=(*(among.witness() or ()), choice.id),
                )


def _changes_something(outcome: Outcome) -> bool:
    return any(effect.change.sets or effect.change.amount for effect in outcome.effects)
