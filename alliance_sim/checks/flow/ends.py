"""Family 4, continued: runs that come to no ending, and scenarios that come to it too soon."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.judging.reached import Reached, reached
from alliance_sim.checks.judging.words import some
from alliance_sim.checks.judging.written import Written, written
from alliance_sim.checks.places import states
from alliance_sim.diagnostics import Severity
from alliance_sim.exploration import Exploration
from alliance_sim.exploration.moments import Moments
from alliance_sim.scenario import State
from alliance_sim.source import Path


@rule("AS405", "stuck-turn", Severity.WARNING)
def stuck_turn(subject: Subject) -> Iterator[Finding]:
    """A turn at which a run can stand with nothing to say.

    Every choice is closed, by its `when` or by `once`, and there is no `otherwise`. The session would stop there
    without an ending, and the debrief would say so. Give the turn a choice that is always open, or an `otherwise`.

    Bad example:

        states:
          # here
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                when: bond >= 7
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
    place = reached(subject)
    for path, state in states(subject):
        stuck = _unexcused(place, state) if state.choices and not state.otherwise else None
        if stuck:
            yield Finding(
                path,
                f"expected a choice open in '{state.id}' every time, found a time when none is",
                "add `otherwise:`, or a choice without `when` and `once`",
                at_key=True,
                witness=stuck.witness(),
            )


def _unexcused(place: Reached, state: State) -> Moments:
    """The moments with nothing open, but for those where a choice is closed only by what is told of its guard."""
    stuck = place.exploration.closed(state.id)
    for choice in state.choices or () if stuck else ():
        if place.written.blamed(("states", state.id, "choices", choice.id)):
            stuck -= place.askable(state.id, choice.id)
    return stuck


@rule("AS406", "trapped", Severity.WARNING)
def trapped(subject: Subject) -> Iterator[Finding]:
    """A run can get where it goes on and on, and no ending can be reached any more.

    From there every way leads round and round, whatever the trainee says, often because a guard on the way out
    cannot come true any more. The finding stands where such a run gets in first.

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
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: window
          # here
          window:
            patient: (looks out of the window)
            choices:
              wait:
                say: Take your time.
                strategies: [stays-with-the-work]
                fit: adequate
                because: You leave her room.
                effects: {bond: +1}
                to: window
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    exploration, found = subject.exploration, written(subject)
    state_of = subject.scenario.state
    cut_off = () if any(state_of[name].ending for name in found.led_to) else found.entrances
    if not exploration.complete or not any(state.ending for state in subject.scenario.states):
        return
    circling = exploration.trapped
    if circling and exploration.stuck:
        circling -= exploration.able_to_reach(exploration.stuck)
    for trap in _traps(circling):
        if not any(_is_blamed(found, subject.scenario.state[name]) for name in trap):
            runs = {name: (exploration.entered(name) & circling).witness() or () for name in trap}
            first = min(trap, key=lambda name: len(runs[name]))  # used before the loop goes on
            yield Finding(
                ("states", first),
                f"expected a way from '{first}' to an ending every time, found that runs go round in {some(trap)}"
                + ("; no run ever ends" if cut_off else ""),
                f"nothing leads to {some(list(cut_off))}: name it in a `to` on the way"
                if cut_off
                else _way_out(exploration, trap) or "let a reply, a route or `otherwise` lead out",
                at_key=True,
                witness=runs[first],
            )


def _traps(circling: Moments) -> list[list[str]]:
    """The states of these moments, those together that are joined by steps among them, in the order of the file."""
    regions = circling.exploration.regions
    joined: dict[str, set[str]] = {regions.each[number].state: set() for number in circling.parts}
    for number in circling.parts:
        source, plan = regions.each[number].state, regions.plan(number)
        for way in (*plan.choices, *plan.follows):
            target = regions.each[way.target].state
            if target in joined:
                joined[source].add(target)
                joined[target].add(source)
    order = {name: number for number, name in enumerate(circling.exploration.scenario.state)}
    traps, known = [], set[str]()
    for name in sorted(joined, key=order.__getitem__):
        if name not in known:
            trap, waiting = {name}, [name]
            while waiting:
                fresh = joined[waiting.pop()] - trap
                trap |= fresh
                waiting.extend(fresh)
            known |= trap
            traps.append(sorted(trap, key=order.__getitem__))
    return traps


def _is_blamed(found: Written, state: State) -> bool:
    """Whether a guard on a way out of a state is told by itself."""
    path: Path = ("states", state.id)
    places = [(*path, "route"), *((*path, "choices", choice) for choice in state.choice)]
    return any(found.blamed(each) or found.blamed((*each, "outcomes")) for each in places)


def _way_out(exploration: Exploration, trap: list[str]) -> str:
    """A choice that would lead out, if it were ever offered."""
    for name in trap:
        state = exploration.scenario.state[name]
        for choice in state.choices or ():
            leads_out = any((found.to or state.to) not in trap for found in choice.results)
            if leads_out and not exploration.offered(name, choice.id):
                return f"'{choice.id}' of '{name}' would lead out, and is never offered"
    return ""


@rule("AS413", "start-is-ending", Severity.WARNING)
def start_is_ending(subject: Subject) -> Iterator[Finding]:
    """The first state is an ending, so that the trainee reads it and has nothing to do.

    Bad example:

        # here
        start: clock
    """
    start = subject.scenario.state[subject.scenario.start]
    if start.ending:
        yield Finding(
            ("start",),
            f"expected a turn or a passage to start with, found the ending '{start.id}'",
            "name the first turn",
        )


@rule("AS414", "no-ending", Severity.WARNING)
def no_ending(subject: Subject) -> Iterator[Finding]:
    """A scenario without an ending, so that every run goes on for good.

    An ending says how the hour ended for the two people in it, and the debrief begins there.

    Bad example:

        # here
        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: coat-on
    """
    if not any(state.ending for state in subject.scenario.states):
        yield Finding(
            ("states",),
            "expected one ending at least, found none",
            "add a state with `ending:` and `summary:`",
            at_key=True,
        )
