"""An author's run: kept across edits of the file, with what a trainee does not see."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from alliance_sim.diagnostics import Diagnostic
from alliance_sim.engine import begin, choose, named_values, outcome
from alliance_sim.guards import Compare, Guard, Named, Seen
from alliance_sim.machine import machine_of
from alliance_sim.moment import Moment
from alliance_sim.run import Shown, entered
from alliance_sim.scenario import Choice, Effect, Outcome, Scenario, Variable

MISNAMED = "file-name"
"""The rule of the names of files: the only error that no change of the text mends."""


@frozen
class Taken:
    """A turn that was played: what led to it, the reply, and the outcome that applied."""

    lead: tuple[Shown, ...]
    choice: Choice
    outcome: Outcome

    @property
    def moment(self) -> Moment:
        return self.lead[-1].moment


@frozen
class Walk:
    """A run as far as it goes. `wanted` are the choices asked for: more than were taken, where one could not be."""

    scenario: Scenario
    past: tuple[Taken, ...]
    shown: tuple[Shown, ...]
    wanted: tuple[str, ...] = ()

    @property
    def here(self) -> Shown:
        """Where the run stands: a turn that waits, or the end."""
        return self.shown[-1]

    @property
    def turn(self) -> int:
        """The number of the turn that waits, from 1."""
        return len(self.past) + 1

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices that were taken."""
        return tuple(turn.choice.id for turn in self.past)

    @property
    def before(self) -> Moment | None:
        """The moment in which the last reply was given."""
        return self.past[-1].moment if self.past else None

    @property
    def states(self) -> tuple[str, ...]:
        """The states in which something was chosen, and the one that the run stands in."""
        return (*(turn.moment.state for turn in self.past), self.here.moment.state)


def walked(scenario: Scenario, wanted: Iterable[str] = ()) -> Walk:
    """The run along the choices, up to the first that is not open."""
    for condition in scenario.conditions:  # what only an unused one asks for must be remembered too, to tell of it
        machine_of(scenario).test(condition.guard)
    wanted = tuple(wanted)
    walk = Walk(scenario, (), tuple(entered(scenario, begin(scenario))))
    past = []
    for choice in wanted:
        if all(offered.id != choice for offered in walk.here.view.choices):
            break
        turn, shown = _taken(walk, choice)
        past.append(turn)
        walk = evolve(walk, shown=shown)
    return Walk(scenario, tuple(past), walk.shown, wanted)


def chosen(walk: Walk, choice: str) -> Walk:
    """The run one choice further. Raises `NotOpen`."""
    turn, shown = _taken(walk, choice)
    return Walk(walk.scenario, (*walk.past, turn), shown, (*walk.choices, choice))


def stepped_back(walk: Walk) -> Walk:
    """The run without its last choice."""
    return walked(walk.scenario, walk.choices[:-1])


def _taken(walk: Walk, choice: str) -> tuple[Taken, tuple[Shown, ...]]:
    """The turn that waits with a choice made, and what is seen after it."""
    scenario, moment = walk.scenario, walk.here.moment
    applies = outcome(scenario, moment, choice)
    turn = Taken(walk.shown, scenario.state[moment.state].choice[choice], applies)
    return turn, tuple(entered(scenario, choose(scenario, moment, choice)))


def kept(walk: Walk, scenario: Scenario) -> tuple[Walk, str]:
    """The run in a new version of its scenario, as far as its choices are open there, and where it differs if it does.

    What was asked for is kept: the run is whole again in a version that has all of it.
    """
    now = walked(scenario, walk.wanted)
    return now, _parting(walk, now)


def _parting(old: Walk, new: Walk) -> str:
    """Where the run of a new version leaves that of the old one, or nothing."""
    for number, (before, after) in enumerate(zip(old.states, new.states, strict=False), 1):
        if before != after:
            return f"Diverged at turn {number}: it is now '{after}', and was '{before}'."
    return missing(new)


def missing(walk: Walk) -> str:
    """Which of the choices asked for could not be taken, and why; nothing if all were."""
    if len(walk.past) == len(walk.wanted):
        return ""
    choice, view = walk.wanted[len(walk.past)], walk.here.view
    state = view.state
    if view.over:
        reason = f"the run ends in '{state.id}', before '{choice}'"
    elif choice not in state.choice:
        reason = f"there is no '{choice}' in '{state.id}'"
    else:
        reason = f"'{choice}' is no longer open in '{state.id}'"
    return f"Diverged at turn {walk.turn}: {reason}."


def place(walk: Walk) -> str:
    """Where a run stands, as a heading."""
    view = walk.here.view
    where = "Stuck" if view.stuck else "The end" if view.over else f"Turn {walk.turn}"
    return f"{where}, {view.state.id}"


def misnamed(found: Iterable[Diagnostic]) -> bool:
    """Whether a file cannot be played by its name, whatever it holds."""
    return any(finding.rule.name == MISNAMED for finding in found)


def remedy(found: Iterable[Diagnostic]) -> str:
    """What brings a file to life that does not play."""
    if misnamed(found):
        return "the file cannot be played by this name. Rename it, and begin the preview anew."
    return "the file has errors. When they are mended, it comes alive here."


@frozen
class Reply:
    """A reply of the turn that waits. `closed` says why it is not offered, and is empty where it is.

    `outcome` is the one that applies now, or would if the reply were open.
    """

    choice: Choice
    outcome: Outcome
    target: str
    closed: str

    @property
    def summary(self) -> str:
        """Fit, codes, effects and target on one line."""
        choice, outcome = self.choice, self.outcome
        results = choice.results
        which = f" (outcome {results.index(outcome) + 1} of {len(results)})" if len(results) > 1 else ""
        errors = [f"error {code}" for code in choice.errors]
        codes = ", ".join((*choice.strategies, *errors))
        return "; ".join(filter(None, (f"{outcome.fit}{which}", codes, effects(outcome.effects), f"to {self.target}")))


def effects(found: Iterable[Effect]) -> str:
    """`bond +1, owned = 1`."""
    return ", ".join(
        f"{effect.variable} = {effect.change}" if effect.change.sets else f"{effect.variable} {effect.change}"
        for effect in found
    )


def replies(walk: Walk) -> tuple[Reply, ...]:
    """All replies of the turn that waits, in file order; none at the end of the run."""
    state = walk.here.view.state
    return tuple(_reply(walk, choice) for choice in state.choices or ())


def _reply(walk: Walk, choice: Choice) -> Reply:
    scenario, moment = walk.scenario, walk.here.moment
    state = walk.here.view.state
    applies = next(found for found in choice.results if holds(scenario, moment, found.when))
    return Reply(choice, applies, applies.to or state.to or "", _closed(scenario, moment, choice))


def _closed(scenario: Scenario, moment: Moment, choice: Choice) -> str:
    if choice.when is not None and not holds(scenario, moment, choice.when):
        return f"needs {choice.when}; {standing(scenario, moment, choice.when)}"
    return "offered once, and taken" if (moment.state, choice.id) in moment.taken else ""


def holds(scenario: Scenario, moment: Moment, guard: Guard | None) -> bool:
    """Whether a guard holds in a moment; none always does."""
    test = machine_of(scenario).test(guard)
    return test is None or test(moment.values, moment.seen)


def standing(scenario: Scenario, moment: Moment, guard: Guard) -> str:
    """What a guard asks for, as it is in a moment: `bond is 5, drawer was not entered`."""
    return ", ".join(dict.fromkeys(_standing(scenario, moment, guard)))


def _standing(scenario: Scenario, moment: Moment, guard: Guard) -> Iterator[str]:
    values = named_values(scenario, moment)
    for node in guard.nodes():
        match node:
            case Compare(name, _, _):
                yield f"{name} is {values[name]}"
            case Named(name) if name in values:
                yield f"{name} is {values[name]}"
            case Named(name):
                yield f"{name} {'holds' if holds(scenario, moment, node) else 'does not hold'}"
            case Seen(state):
                yield f"{state} was {'' if state in moment.seen else 'not '}entered"


@frozen
class Gauge:
    """A hidden variable: its value, and the one before the last reply."""

    variable: Variable
    value: int
    before: int

    @property
    def change(self) -> str:
        """`5 -> 7`, or the value alone where the last reply left it."""
        return f"{self.before} -> {self.value}" if self.before != self.value else str(self.value)


def gauges(walk: Walk) -> tuple[Gauge, ...]:
    """The variables where the run stands."""
    now = walk.here.moment.values
    before = walk.before.values if walk.before else now
    return tuple(map(Gauge, walk.scenario.variables, now, before))


def conditions(walk: Walk) -> tuple[tuple[str, Guard, bool], ...]:
    """The named guards: name, guard, and whether it holds where the run stands."""
    return tuple(
        (condition.name, condition.guard, holds(walk.scenario, walk.here.moment, condition.guard))
        for condition in walk.scenario.conditions
    )


def remembered(walk: Walk) -> tuple[str, ...]:
    """What the run must remember besides its values: states that a guard asks for, replies that are offered once."""
    moment = walk.here.moment
    entered_states = [state.id for state in walk.scenario.states if state.id in moment.seen]
    return (
        *(f"entered {name}" for name in entered_states),
        *(f"taken {choice} in {state}" for state, choice in sorted(moment.taken)),
    )
