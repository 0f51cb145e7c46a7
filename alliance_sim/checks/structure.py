"""Family 1, continued: keys that are sound each by itself and do not go together."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.scenario import Choice, State
from alliance_sim.source import Path


def states(subject: Subject) -> Iterator[tuple[Path, State]]:
    for state in subject.scenario.states:
        yield ("states", state.id), state


def choices(subject: Subject) -> Iterator[tuple[Path, State, Choice]]:
    for path, state in states(subject):
        for choice in state.choices or ():
            yield (*path, "choices", choice.id), state, choice


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
            yield Finding(
                path, message, "a turn has choices, a passage has to or route, an ending has ending", at_key=True
            )


def _kind_problem(state: State) -> str:
    name = f"'{state.id}'"
    if state.ending:
        if state.choices or state.route or state.to or state.otherwise:
            return f"expected {name} to be an ending only, found choices, to, route or otherwise as well"
        if not state.summary:
            return f"expected a summary on the ending {name}, found none"
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


@rule("AS117", "outcome-form")
def outcome_form(subject: Subject) -> Iterator[Finding]:
    """A choice that has both forms of outcome, or neither.

    Either `fit`, `because`, `effects` and `to` stand on the choice, or `outcomes` holds a list of them.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, _, choice in choices(subject):
        own = [key for key in ("fit", "because", "effects", "to") if getattr(choice, key)]
        if choice.outcomes is not None and own:
            yield Finding(
                path, f"expected outcomes alone, found {own[0]} beside them", "move it into an outcome", at_key=True
            )
        for key in ("fit", "because"):
            if choice.outcomes is None and not getattr(choice, key):
                yield Finding(path, f"expected the key '{key}', found none", f"add `{key}:`", at_key=True)


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


@rule("AS120", "marker-type")
def marker_type(subject: Subject) -> Iterator[Finding]:
    """Markers that do not fit the type of the rupture.

    A withdrawal has withdrawal markers only, a confrontation confrontation markers only; `mixed` needs one of each.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              # here
              type: mixed
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              trigger: You set homework in the final minute.
              why: She closes the topic.
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
    for path, state in states(subject):
        if not state.rupture or not state.rupture.type:
            continue
        codes = {cue.code for cue in state.rupture.markers}
        kinds = {CODEBOOK.markers[code].type for code in codes & CODEBOOK.markers.keys()}
        if not kinds:
            continue
        place = (*path, "rupture", "type")
        if state.rupture.type == "mixed" and len(kinds) < 2 and codes <= CODEBOOK.markers.keys():
            yield Finding(
                place, f"expected a marker of each type in a mixed rupture, found {min(kinds)} only", "add one"
            )
        for code in codes & CODEBOOK.markers.keys() if state.rupture.type != "mixed" else ():
            kind = CODEBOOK.markers[code].type
            if kind != state.rupture.type:
                yield Finding(
                    (*path, "rupture", "markers", code),
                    f"expected {state.rupture.type} markers only, found {shown(code)}, a {kind} marker",
                    "write `type: mixed`, or change the marker",
                    at_key=True,
                )


@rule("AS121", "no-code")
def no_code(subject: Subject) -> Iterator[Finding]:
    """A choice with neither a strategy nor an error.

    Records, debriefs and audits count what replies do; a reply without a code would not be seen.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, _, choice in choices(subject):
        if not choice.strategies and not choice.errors:
            yield Finding(
                path,
                "expected one strategy or error at least, found none",
                "ordinary good work is `stays-with-the-work`",
                at_key=True,
            )


@rule("AS122", "no-target")
def no_target(subject: Subject) -> Iterator[Finding]:
    """A choice or an outcome that leads nowhere, on a state without a `to` of its own.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              # here
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state, choice in choices(subject):
        for number, outcome in enumerate(choice.results):
            if not outcome.to and not state.to:
                place = path if choice.outcomes is None else (*path, "outcomes", number)
                yield Finding(
                    place,
                    "expected a next state, found none",
                    "add `to:` here or on the state",
                    at_key=True,
                    rests_on=((*path[:2], "to"),),
                )


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


@rule("AS124", "trigger-missing", Severity.WARNING)
def trigger_missing(subject: Subject) -> Iterator[Finding]:
    """A rupture without a `trigger`.

    Ruptures are relational: say what the therapist, or the system around them, did just before.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            # here
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              why: She closes the topic.
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
    for path, state in states(subject):
        if state.rupture and not state.rupture.trigger:
            yield Finding(
                (*path, "rupture"),
                "expected a trigger, found none",
                "say what the therapist did just before",
                at_key=True,
            )
