"""Family 1, continued: states whose keys do not go together."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import states
from alliance_sim.scenario import State
from alliance_sim.source import Path

NO_SUMMARY = "expected a summary on the ending"


@rule("AS116", "state-kind")
def state_kind(subject: Subject) -> Iterator[Finding]:
    """A state that is none of the three kinds, or two of them.

    A turn has `patient` and `choices`. A passage has `to` or `route`, one of them, and no `choices`. An ending has
    `ending`, `summary`, and something to show.

    Bad example:

        states:
          # here
          coat-on:
            patient: The diary? Oh, it was fine.
    """
    for path, state in states(subject):
        message = _kind_problem(state)
        if message:
            kinds = "a turn has choices, a passage has to or route, an ending has ending"
            yield Finding(path, message, "add `summary:`" if message.startswith(NO_SUMMARY) else kinds, at_key=True)


def _kind_problem(state: State) -> str:
    name = f"'{state.id}'"
    if state.ending:
        if state.choices or state.route or state.to or state.otherwise:
            return f"expected {name} to be an ending only, found choices, to, route or otherwise as well"
        if not state.summary:
            return f"{NO_SUMMARY} {name}, found none"
        return "" if state.patient or state.scene else f"expected scene or patient on the ending {name}, found neither"
    if state.summary:
        return f"expected an ending on {name}, found a summary without one"
    if state.choices:
        if state.route:
            return f"expected {name} to be a turn or a passage, found choices and route"
        return "" if state.patient else f"expected a patient's utterance on the turn {name}, found none"
    if state.otherwise:
        return f"expected choices on {name}, found otherwise without any"
    if bool(state.to) == bool(state.route):
        found = "both" if state.to else "none"
        return f"expected choices, an ending, or one of to and route on {name}, found {found}"
    return ""


@rule("AS118", "guarded-last")
def guarded_last(subject: Subject) -> Iterator[Finding]:
    """The last outcome, variant or route has a guard, so that none might hold.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            route:
              # here
              - {when: bond >= 5, to: clock}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        lists: list[tuple[Path, tuple[object, ...] | None]] = [
            ((*path, "scene"), state.scene),
            ((*path, "patient"), state.patient),
            ((*path, "route"), state.route),
        ]
        if state.rupture:
            lists += [
                ((*path, "rupture", "why"), state.rupture.why),
                ((*path, "rupture", "trigger"), state.rupture.trigger),
            ]
        if state.no_rupture:
            lists.append(((*path, "no_rupture", "why"), state.no_rupture.why))
        lists += [((*path, "choices", choice.id, "outcomes"), choice.outcomes) for choice in state.choices or ()]
        for place, entries in lists:
            if entries and getattr(entries[-1], "when", None) is not None:
                yield Finding(
                    (*place, len(entries) - 1),
                    "expected no guard on the last of the list, found one",
                    "delete its `when`",
                )


@rule("AS119", "truth-place")
def truth_place(subject: Subject) -> Iterator[Finding]:
    """Both `rupture` and `no_rupture`, or one of them where no trainee is probed.

    A turn has one truth at most. Passages and endings have none.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            no_rupture:
              why: Nothing is strained.
            to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state in states(subject):
        if state.rupture and state.no_rupture:
            yield Finding(
                (*path, "no_rupture"),
                "expected rupture or no_rupture, found both",
                "keep the one that is true",
                at_key=True,
            )
        elif (state.rupture or state.no_rupture) and not state.choices and (state.to or state.route or state.ending):
            key = "rupture" if state.rupture else "no_rupture"
            yield Finding(
                (*path, key),
                f"expected {key} on a turn only, found it elsewhere",
                "delete it",
                at_key=True,
                rests_on=((*path, "choices"),),
            )
