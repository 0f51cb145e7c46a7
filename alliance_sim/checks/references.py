"""Family 2: names that stand for something else in the file, in the codebook, or among the lessons."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import choices, effects, guards, states
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import nearest, shown
from alliance_sim.guards import Compare, Named, Seen
from alliance_sim.shapes import NAME_PATTERN
from alliance_sim.source import MANY, Path

Place = tuple[Path, str]
CODES = ("a marker", "a strategy", "an error")


def unknown(
    places: Iterable[Place],
    known: Iterable[str],
    what: str,
    *,
    declared: tuple[str, ...] = (),
    elsewhere: Mapping[str, str] = {},
) -> Iterator[Finding]:
    """A finding for each name that is not known, at its first place, with a count of the others.

    `declared` are the keys of the file that declare the names: if one could not be read, none is known to be unknown.
    `elsewhere` says of a name of another kind where it belongs.
    """
    listed_in = ": `alliance-sim guide codes` lists them" if what in CODES else ""
    names, legal = set(known), re.compile(NAME_PATTERN)
    found: dict[str, list[Path]] = defaultdict(list)
    for path, name in places:
        if name and name not in names:
            found[name].append(path)
    for number, (name, paths) in enumerate(found.items()):
        others = len(paths) - 1
        more = f" (and in {others} more place{'s' if others > 1 else ''})" if others else ""
        suggestion = elsewhere.get(name) or nearest(name, filter(legal.fullmatch, names)) if number < MANY else ""
        yield Finding(
            paths[0],
            f"expected the id of {what}, found {shown(name)}{more}",
            suggestion or f"there is no such {what.partition(' ')[2]}{listed_in}",
            at_key=paths[0][-1] == name,
            word=name,
            rests_on=tuple((key,) for key in declared),
        )


@rule("AS201", "unknown-state")
def unknown_state(subject: Subject) -> Iterator[Finding]:
    """A state that the file does not have.

    Bad example:

        # here
        start: coat-of
    """
    scenario = subject.scenario
    places: list[Place] = [(("start",), scenario.start)]
    for path, state in states(subject):
        places += [((*path, key), getattr(state, key) or "") for key in ("to", "otherwise")]
        places += [((*path, "route", number, "to"), route.to) for number, route in enumerate(state.route or ())]
        if state.rupture and state.rupture.trigger_at != "situation":
            places.append(((*path, "rupture", "trigger_at"), state.rupture.trigger_at or ""))
    for path, _, choice in choices(subject):
        for number, outcome in enumerate(choice.results):
            inner: Path = () if choice.outcomes is None else ("outcomes", number)
            places.append(((*path, *inner, "to"), outcome.to or ""))
    for path, guard in guards(scenario):
        places += [(path, node.state) for node in guard.nodes() if isinstance(node, Seen)]
    yield from unknown(places, scenario.state, "a state", declared=("states",))


@rule("AS202", "unknown-name")
def unknown_name(subject: Subject) -> Iterator[Finding]:
    """A guard or an effect names a variable or a condition that the file does not declare.

    Bad example:

        conditions:
          # here
          mended: bnd >= 6
    """
    scenario = subject.scenario
    variables = {variable.name for variable in scenario.variables}
    used = [(path, effect.variable) for path, effect in effects(scenario)]
    compared, named = [], []
    for path, guard in guards(scenario):
        compared += [(path, node.name) for node in guard.nodes() if isinstance(node, Compare)]
        named += [(path, node.name) for node in guard.nodes() if isinstance(node, Named)]
    yield from unknown(compared + used, variables, "a variable", declared=("variables",))
    elsewhere = {name for _, name in compared + used}
    known = variables | elsewhere | {condition.name for condition in scenario.conditions}
    yield from unknown(named, known, "a variable or condition", declared=("variables", "conditions"))


@rule("AS203", "no-flag")
def no_flag(subject: Subject) -> Iterator[Finding]:
    """A guard uses a variable as a yes or no that has more than two values.

    Only a variable with `range: [0, 1]` can stand alone; compare any other: `bond >= 6`.

    Bad example:

        conditions:
          # here
          mended: bond
    """
    many = {variable.name for variable in subject.scenario.variables if variable.range and not variable.is_flag}
    for path, guard in guards(subject.scenario):
        for node in guard.nodes():
            if isinstance(node, Named) and node.name in many:
                yield Finding(
                    path,
                    f"expected a comparison of {shown(node.name)}, found it alone",
                    f"such as: {node.name} >= 5",
                    word=node.name,
                )


@rule("AS204", "unknown-code")
def unknown_code(subject: Subject) -> Iterator[Finding]:
    """A marker, strategy or error that the codebook does not have.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                # here
                strategies: [invites-feelings-and-thoughts]
                fit: strong
                because: You name what you see.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    cues: list[Place] = []
    decoys: list[Place] = []
    for path, state in states(subject):
        if state.rupture:
            cues += [((*path, "rupture", "markers", cue.code), cue.code) for cue in state.rupture.markers]
        if state.no_rupture:
            decoys.append(((*path, "no_rupture", "looks_like"), state.no_rupture.looks_like or ""))
    yield from unknown(cues, CODEBOOK.markers, "a marker")
    yield from unknown(decoys, CODEBOOK.markers, "a marker")
    strategies = [
        ((*path, "strategies", number), code)
        for path, _, choice in choices(subject)
        for number, code in enumerate(choice.strategies)
    ]
    errors = [
        ((*path, "errors", number), code)
        for path, _, choice in choices(subject)
        for number, code in enumerate(choice.errors)
    ]
    to_errors = dict.fromkeys(CODEBOOK.errors, "it is the code of an error: put it under `errors`")
    to_strategies = dict.fromkeys(CODEBOOK.strategies, "it is the code of a strategy: put it under `strategies`")
    yield from unknown(strategies, CODEBOOK.strategies, "a strategy", elsewhere=to_errors)
    yield from unknown(errors, CODEBOOK.errors, "an error", elsewhere=to_strategies)


@rule("AS205", "unknown-lesson")
def unknown_lesson(subject: Subject) -> Iterator[Finding]:
    """A lesson that the program does not ship.

    Bad example:

        # here
        lessons: [withdrawl]
    """
    places = [(("lessons", number), name) for number, name in enumerate(subject.scenario.lessons)]
    yield from unknown(places, subject.lessons, "a lesson")
