"""Family 2: names that stand for something else in the file, in the codebook, or among the lessons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.structure import choices, states
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity, nearest, shown
from alliance_sim.guards import Compare, Guard, Named, Seen
from alliance_sim.scenario import Effect, Scenario, State, Variant
from alliance_sim.source import MANY, Path

Place = tuple[Path, str]


def guards(scenario: Scenario) -> Iterator[tuple[Path, Guard]]:
    """Every guard of the scenario with its place."""
    for condition in scenario.conditions:
        yield ("conditions", condition.name), condition.guard
    for path, state in states(Subject(scenario)):
        lists: list[tuple[Path, Iterable[object] | None]] = [
            *((place, found) for place, found in spoken(path, state)),
            ((*path, "route"), state.route),
        ]
        for choice in state.choices or ():
            if choice.when:
                yield (*path, "choices", choice.id, "when"), choice.when
            lists.append(((*path, "choices", choice.id, "outcomes"), choice.outcomes))
        for place, entries in lists:
            for number, entry in enumerate(entries or ()):
                guard = getattr(entry, "when", None)
                if guard:
                    yield (*place, number, "when"), guard


def spoken(path: Path, state: State) -> Iterator[tuple[Path, tuple[Variant, ...] | None]]:
    """The texts of a state that may have variants."""
    yield (*path, "scene"), state.scene
    yield (*path, "patient"), state.patient
    if state.rupture:
        yield (*path, "rupture", "why"), state.rupture.why
        yield (*path, "rupture", "trigger"), state.rupture.trigger
    if state.no_rupture:
        yield (*path, "no_rupture", "why"), state.no_rupture.why


def effects(scenario: Scenario) -> Iterator[tuple[Path, Effect]]:
    """Every effect of the scenario with its place."""
    for path, _, choice in choices(Subject(scenario)):
        for number, outcome in enumerate(choice.results):
            inner: Path = () if choice.outcomes is None else ("outcomes", number)
            for effect in outcome.effects:
                yield (*path, *inner, "effects", effect.variable), effect


def unknown(
    places: Iterable[Place], known: Iterable[str], what: str, *, declared: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """A finding for each name that is not known, at its first place, with a count of the others.

    `declared` are the keys of the file that declare the names: if one could not be read, none is known to be unknown.
    """
    names = set(known)
    found: dict[str, list[Path]] = defaultdict(list)
    for path, name in places:
        if name and name not in names:
            found[name].append(path)
    for number, (name, paths) in enumerate(found.items()):
        others = len(paths) - 1
        more = f" (and in {others} more place{'s' if others > 1 else ''})" if others else ""
        suggestion = nearest(name, names) if number < MANY else ""
        yield Finding(
            paths[0],
            f"expected the id of {what}, found {shown(name)}{more}",
            suggestion or f"there is no such {what.partition(' ')[2]}",
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
    yield from unknown(strategies, CODEBOOK.strategies, "a strategy")
    yield from unknown(errors, CODEBOOK.errors, "an error")


@rule("AS205", "unknown-lesson")
def unknown_lesson(subject: Subject) -> Iterator[Finding]:
    """A lesson that the program does not ship.

    Bad example:

        # here
        lessons: [withdrawl]
    """
    places = [(("lessons", number), name) for number, name in enumerate(subject.scenario.lessons)]
    yield from unknown(places, subject.lessons, "a lesson")


@rule("AS207", "marker-words-missing")
def marker_words_missing(subject: Subject) -> Iterator[Finding]:
    """The words quoted for a marker do not stand in the utterance, or not in every variant of it.

    The debrief underlines exactly these words, so they must match to the letter, capitals included.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              type: withdrawal
              # here
              markers: {minimal-response: It was fine}
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
        for cue in state.rupture.markers if state.rupture else ():
            for number, variant in enumerate(state.patient or ()):
                if variant.say and " ".join(cue.words.split()) not in " ".join(variant.say.split()):
                    where = (
                        f"variant {number + 1} of the utterance" if len(state.patient or ()) > 1 else "the utterance"
                    )
                    yield Finding(
                        (*path, "rupture", "markers", cue.code),
                        f"expected words of {where} of '{state.id}', found {shown(cue.words)}",
                        "copy them from the utterance, letter by letter",
                        rests_on=((*path, "patient"), (*path, "patient", number, "say")),
                    )
                    break


@rule("AS208", "set-out-of-range")
def set_out_of_range(subject: Subject) -> Iterator[Finding]:
    """An effect sets a variable to a value outside its range.

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
                effects: {owned: 2}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    ranges = {variable.name: variable.range for variable in subject.scenario.variables if variable.range}
    for path, effect in effects(subject.scenario):
        low, high = ranges.get(effect.variable, (0, 100))
        if effect.change.sets and not low <= effect.change.amount <= high:
            yield Finding(
                path, f"expected a value from {low} to {high}, found {effect.change.amount}", "set it within its range"
            )


@rule("AS209", "bare-number", Severity.WARNING)
def bare_number(subject: Subject) -> Iterator[Finding]:
    """An effect sets a variable that is no flag, where a change was probably meant.

    A bare `2` sets the variable to 2, whatever it was; `+2` adds 2.

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
                effects: {bond: 2}
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    ranged = {found.name: found.range for found in subject.scenario.variables if found.range and not found.is_flag}
    for path, effect in effects(subject.scenario):
        low, high = ranged.get(effect.variable, (1, 0))
        if effect.change.sets and low <= effect.change.amount <= high:
            amount = effect.change.amount
            yield Finding(
                path, f"expected a change of '{effect.variable}', found the bare {amount}", f"write +{amount}"
            )


@rule("AS210", "name-taken")
def name_taken(subject: Subject) -> Iterator[Finding]:
    """A condition has the name of a variable. A guard could not tell them apart.

    Bad example:

        conditions:
          # here
          bond: task >= 5
    """
    variables = {variable.name for variable in subject.scenario.variables}
    for condition in subject.scenario.conditions:
        if condition.name in variables:
            yield Finding(
                ("conditions", condition.name),
                f"expected a name of its own, found the variable {shown(condition.name)}",
                "rename the condition",
                at_key=True,
            )
