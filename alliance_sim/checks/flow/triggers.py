"""Families 2 and 4: ruptures said to be set off at a state, and runs that never passed it."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.reached import reached
from alliance_sim.checks.places import states
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration import explore
from alliance_sim.exploration.memory import targets
from alliance_sim.scenario import Scenario, State
from alliance_sim.source import Path

SITUATION = "situation"


@rule("AS213", "trigger-not-passed")
def trigger_not_passed(subject: Subject) -> Iterator[Finding]:
    """A rupture names a state in `trigger_at` that a run need not pass to get there.

    The debrief shows the trainee's own line from that state as what set the rupture off. Here a run gets to the rupture
    without having been there, whatever the values are: it only takes choices that are always open.

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
                to: drawer
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: door
          drawer:
            patient: Honestly? I hid it in a drawer.
            choices:
              thank:
                say: Thank you for telling me.
                strategies: [stays-with-the-work]
                fit: strong
                because: You hear it.
                to: door
          door:
            patient: Anyway. I have to be going.
            rupture:
              type: withdrawal
              markers: {minimal-response: Anyway}
              strain: task
              salience: 3
              trigger: You thanked her and asked no more.
              # here
              trigger_at: drawer
              why: She closes the topic.
            choices:
              stay:
                say: One moment. I would like to hear about the drawer.
                strategies: [redirects]
                fit: strong
                because: You go back to what was left.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state, trigger in _triggers(subject):
        run = _sure_run(subject.scenario, state.id, trigger)
        if run:
            yield Finding(
                (*path, "rupture", "trigger_at"),
                *_passed_by(state, trigger),
                rests_on=run.places,
                witness=run.choices,
            )


@rule("AS415", "trigger-bypassed", Severity.WARNING)
def trigger_bypassed(subject: Subject) -> Iterator[Finding]:
    """A rupture names a state in `trigger_at` that some runs never pass, with the values that they have.

    The debrief shows the trainee's own line from that state as what set the rupture off. The run that is shown gets to
    the rupture without having been there.

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
                to: drawer
              explain:
                when: bond >= 5
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: door
          drawer:
            patient: Honestly? I hid it in a drawer.
            choices:
              thank:
                say: Thank you for telling me.
                strategies: [stays-with-the-work]
                fit: strong
                because: You hear it.
                to: door
          door:
            patient: Anyway. I have to be going.
            rupture:
              type: withdrawal
              markers: {minimal-response: Anyway}
              strain: task
              salience: 3
              trigger: You thanked her and asked no more.
              # here
              trigger_at: drawer
              why: She closes the topic.
            choices:
              stay:
                say: One moment. I would like to hear about the drawer.
                strategies: [redirects]
                fit: strong
                because: You go back to what was left.
                to: clock
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    for path, state, trigger in _triggers(subject):
        if state.id in reached(subject).exploration.by_state and _leads_past(subject.scenario, state.id, trigger):
            past = explore(_ended_at(subject.scenario, trigger), budget=subject.budget).entered(state.id)
            if past:
                yield Finding(
                    (*path, "rupture", "trigger_at"),
                    *_passed_by(state, trigger),
                    witness=past.witness(),
                )


def _passed_by(state: State, trigger: str) -> tuple[str, str]:
    """The message and the hint for a rupture to which some run gets without its trigger."""
    hint = "name a state that every run passes, or write `situation`"
    if state.id == trigger:
        return f"expected a state before '{state.id}', found '{state.id}' itself", hint
    return f"expected every run to '{state.id}' to pass '{trigger}', found one that does not", hint


def _triggers(subject: Subject) -> Iterator[tuple[Path, State, str]]:
    """The ruptures that name a state."""
    for path, state in states(subject):
        trigger = state.rupture.trigger_at if state.rupture else None
        if trigger and trigger != SITUATION and trigger in subject.scenario.state:
            yield path, state, trigger


def _leads_past(scenario: Scenario, target: str, trigger: str) -> bool:
    """Whether there is a way to a state past another one, whatever the guards say."""
    known, waiting = {scenario.start}, [scenario.start]
    while waiting and target not in known:
        name = waiting.pop()
        fresh = set(targets(scenario.state[name])) - known if name != trigger else set()
        known |= fresh
        waiting.extend(fresh)
    return target in known


def _ended_at(scenario: Scenario, name: str) -> Scenario:
    """A scenario in which every run ends that comes to a state."""
    ending = State(name, ending="unrepaired")
    return evolve(scenario, states=tuple(ending if state.id == name else state for state in scenario.states))


class Run(NamedTuple):
    """The choices of a run, and the places in the file that it rests on."""

    choices: tuple[str, ...] = ()
    places: tuple[Path, ...] = ()


def _sure_run(scenario: Scenario, target: str, trigger: str) -> Run | None:
    """The shortest run to a state that passes another one nowhere and takes only what is always open."""
    known: set[str] = set()
    waiting = deque([(scenario.start, Run())])
    while waiting:
        name, run = waiting.popleft()
        if name == target:
            return run
        if name == trigger or name in known or name not in scenario.state:
            continue
        known.add(name)
        for choices, places, after in _sure_steps(scenario.state[name]):
            step = after, Run(run.choices + choices, run.places + places)
            waiting.append(step) if choices else waiting.appendleft(step)
    return None


def _sure_steps(state: State) -> Iterator[tuple[tuple[str, ...], tuple[Path, ...], str]]:
    """What is always open in a state: the choice if it is one, the places that say so, and the next state."""
    path: Path = ("states", state.id)
    for choice in state.choices or ():
        first, place = choice.results[0], (*path, "choices", choice.id)
        after = first.to or state.to
        if choice.when is None and first.when is None and after:
            yield (choice.id,), (place, (*place, "when"), *_listed((*place, "outcomes")), (*path, "to")), after
    if not state.choices and state.route and state.route[0].when is None:
        yield (), _listed((*path, "route")), state.route[0].to
    elif not state.choices and not state.route and state.to:
        yield (), ((*path, "choices"), (*path, "route")), state.to


def _listed(path: Path) -> tuple[Path, ...]:
    """The first entry of a list, with its guard."""
    return path, (*path, 0), (*path, 0, "when")
