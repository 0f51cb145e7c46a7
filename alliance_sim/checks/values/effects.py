"""Family 3, continued: effects that change nothing, or more than there is room for."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import choices, effects
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration.spaces import Codes, Space
from alliance_sim.scenario import Effect, Variable


@rule("AS310", "zero-effect", Severity.WARNING)
def zero_effect(subject: Subject) -> Iterator[Finding]:
    """An effect of +0 or -0, which changes nothing.

    A bare 0 is something else: it sets the variable to 0.

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
                effects: {bond: +0}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, effect in effects(subject.scenario):
        if _is_zero(effect):
            yield Finding(
                path,
                f"expected a change of '{effect.variable}', found one by nothing",
                "delete it; to set the variable to 0, write a bare 0",
            )


@rule("AS311", "oversized-effect", Severity.WARNING)
def oversized_effect(subject: Subject) -> Iterator[Finding]:
    """An effect larger than the whole range of its variable.

    Values stop at the ends of their range. From wherever it starts, such an effect leads to the far end, so the
    number says more than it does.

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
                effects: {bond: +20}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    ranges = {variable.name: variable.range for variable in subject.scenario.variables}
    for path, effect in effects(subject.scenario):
        (low, high), amount = ranges[effect.variable], effect.change.amount
        if not effect.change.sets and abs(amount) > high - low:
            yield Finding(
                path,
                f"expected a change of '{effect.variable}' by {high - low} at most, found {amount:+}",
                f"it runs from {low} to {high}, so this always leads to {high if amount > 0 else low}",
            )


@rule("AS312", "effect-without-effect", Severity.WARNING)
def effect_without_effect(subject: Subject) -> Iterator[Finding]:
    """An effect that never changes its variable, as it is always at that value already.

    Every run was tried. Whenever this outcome applies, the variable stands at the end of its range, or at the very
    value that it is set to. Give the variable more room, or delete the effect.

    Bad example:

        variables:
          bond: {start: 10, range: [0, 10]}
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
                effects: {bond: +1}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    exploration = subject.exploration
    if not exploration.complete:
        return
    variables = {variable.name: variable for variable in subject.scenario.variables}
    distinct = {effect for _, effect in effects(subject.scenario) if not _is_zero(effect)}
    moved = {effect: _moved(exploration.space, effect) for effect in distinct}
    for path, state, choice in choices(subject):
        for number, outcome in enumerate(choice.results):
            among = exploration.outcomes(state.id, choice.id, number) if outcome.effects else None
            for effect in outcome.effects if among else ():
                if among and effect in moved and not any(codes & moved[effect] for codes in among.parts.values()):
                    inner = () if choice.outcomes is None else ("outcomes", number)
                    yield Finding(
                        (*path, *inner, "effects", effect.variable),
                        f"expected '{effect.variable}' to change here at some time, "
                        f"found it at {_resting_place(effect, variables[effect.variable])} already every time",
                        "delete the effect, or give the variable more room",
                        witness=among.witness(),
                    )


def _moved(space: Space, effect: Effect) -> Codes:
    """The codes that an effect changes."""
    after = space.axes[effect.variable].changed(effect)
    return space.at(effect.variable, (place for place, target in enumerate(after) if target != place))


def _resting_place(effect: Effect, variable: Variable) -> int:
    low, high = variable.range
    if effect.change.sets:
        return effect.change.amount
    return high if effect.change.amount > 0 else low


def _is_zero(effect: Effect) -> bool:
    return not effect.change.sets and effect.change.amount == 0
