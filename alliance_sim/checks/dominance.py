"""Family 5, continued: whether one reply decides all, and whether good and poor replies lead where they should."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import ACCEPTABLE, FITS
from alliance_sim.checks.places import states
from alliance_sim.checks.repairing import REPAIRS, repairs
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.engine import begin, choose, follow, outcome, view
from alliance_sim.exploration import Exploration
from alliance_sim.exploration.memory import targets
from alliance_sim.exploration.moments import Moments
from alliance_sim.exploration.narrowed import by_fit, narrowed
from alliance_sim.scenario import EndingKind, Fit, Scenario, State

SEVERAL = 3
"""Replies from which to find the only one is no toss of a coin."""
RIGHT: frozenset[EndingKind] = frozenset({"repaired", "ended-safely"})
"""The endings that the best replies may come to."""


@rule("AS522", "one-reply-decides", Severity.WARNING)
def one_reply_decides(subject: Subject) -> Iterator[Finding]:
    """One reply alone keeps a good ending within reach, and all others lose it for good.

    At this turn three replies or more are open, and after any but the one no run comes to repaired, partly-repaired or
    ended-safely any more, whatever the values are. One slip is then all it takes; a reply that is adequate should
    leave something to be mended. The last turn of a run is left out, for something has to decide there.

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
                to: schoolgirl
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                to: clock
              own:
                say: I set that homework in a hurry. That was my part.
                strategies: [acknowledges-contribution]
                fit: adequate
                because: You say your part.
                to: clock
          schoolgirl:
            patient: Honestly? I felt like a schoolgirl.
            choices:
              thank:
                say: Thank you for telling me.
                strategies: [stays-with-the-work]
                fit: strong
                because: You hear it.
                to: drawer
              praise:
                say: You are doing well.
                errors: [rushing-to-closure]
                fit: weak
                because: It closes the door that she had left ajar.
                to: clock
          drawer:
            patient: I hid it in a drawer.
            ending: repaired
            summary: She told you.
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    exploration = subject.exploration
    if not exploration.complete or not repairs(subject).reached:
        return
    ahead = repairs(subject).ahead
    for path, state in states(subject):
        here = exploration.entered(state.id) & ahead - exploration.closed(state.id)
        if len(state.choices or ()) < SEVERAL or not here or _is_last(subject.scenario, state):
            continue
        keepers = _keepers(exploration, state, ahead)
        crowded = here & _with_several_open(exploration, state) if len(keepers) == 1 else None
        if crowded:
            yield Finding(
                (*path, "choices"),
                f"expected a good ending within reach after more than one reply of '{state.id}', "
                f"found '{keepers[0]}' alone",
                "let another reply lead on to where this can still be mended",
                at_key=True,
                witness=crowded.witness(),
            )


def _keepers(exploration: Exploration, state: State, ahead: Moments) -> list[str]:
    """The replies after which a good ending can be reached, at some moment; no more than two are looked for."""
    found: list[str] = []
    for choice in state.choices or ():
        if exploration.leading(state.id, choice.id, ahead):
            found.append(choice.id)
            if len(found) > 1:
                break
    return found


def _with_several_open(exploration: Exploration, state: State) -> Moments:
    """The moments of a turn in which so many replies are open."""
    at_least = [exploration.entered(state.id), *[Moments(exploration, {})] * SEVERAL]
    for choice in state.choices or ():
        offered = exploration.offered(state.id, choice.id)
        for count in range(SEVERAL, 0, -1):
            at_least[count] |= at_least[count - 1] & offered
    return at_least[SEVERAL]


def _is_last(scenario: Scenario, state: State) -> bool:
    """Whether no turn can come after this one."""
    waiting, known = [state.id], set[str]()
    while waiting:
        fresh = set(targets(scenario.state[waiting.pop()])) - known
        if any(scenario.state[name].choices for name in fresh):
            return False
        known |= fresh
        waiting.extend(fresh)
    return True


@rule("AS524", "best-replies-miss-repair", Severity.WARNING)
def best_replies_miss_repair(subject: Subject) -> Iterator[Finding]:
    """Somebody who takes the best reply at every turn never comes to the repair that others come to.

    Some run ends in repaired; but none of those that take a reply of the best fit each time, whichever of several, ends
    there, or in ended-safely. So either a fit is rated wrongly, or a good reply changes the values the wrong way, or a
    guard asks for too much.

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
                to: drawer
          drawer:
            patient: Honestly? I hid it in a drawer.
            ending: repaired
            summary: She told you.
          # here
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    scenario, kind = subject.scenario, {state.id: state.ending for state in subject.scenario.states}
    if "repaired" not in {kind[name] for name in subject.exploration.endings()}:
        return
    best = narrowed(subject.exploration, by_fit(FITS), budget=subject.budget)
    ends = best.endings()
    if not best.complete or not ends or any(kind[name] in RIGHT for name in ends):
        return
    runs = {name: found.witness() or () for name, found in ends.items()}
    name = min(runs, key=lambda name: len(runs[name]))
    found = listed(sorted({str(kind[each]) for each in ends}))
    yield Finding(
        ("states", name),
        f"expected the best replies to end in repaired, found {found}",
        f"look at the fits along the run to '{name}', at its effects, and at what leads to "
        + listed((f"'{state.id}'" for state in scenario.states if state.ending == "repaired"), "or"),
        at_key=True,
        witness=runs[name],
    )


@rule("AS525", "worst-replies-repair", Severity.WARNING)
def worst_replies_repair(subject: Subject) -> Iterator[Finding]:
    """Somebody who takes the worst reply at every turn comes to a repair.

    Whatever a trainee does, it ends well: nothing can be learned from the ending. Let poor replies cost something that
    a guard asks for, or lead elsewhere.

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
                to: drawer
              explain:
                say: It only works with seven full days.
                strategies: [gives-rationale]
                fit: weak
                because: She did not ask what it is for.
                effects: {bond: -1}
                to: drawer
          drawer:
            patient: Honestly? I hid it in a drawer.
            # here
            ending: repaired
            summary: She told you.
    """
    worst = narrowed(subject.exploration, by_fit(FITS[::-1]), budget=subject.budget)
    for name, found in worst.endings().items():
        run, kind = found.witness() or (), subject.scenario.state[name].ending
        if kind in REPAIRS and not ACCEPTABLE.issuperset(_fits(subject.scenario, run)):
            yield Finding(
                ("states", name, "ending"),
                f"expected the worst replies to end unrepaired, found a run of them to '{name}' ({kind})",
                "let poor replies cost something that the way to it asks for",
                witness=run,
            )


def _fits(scenario: Scenario, run: tuple[str, ...]) -> Iterator[Fit]:
    """The fits of the replies of a run."""
    moment = begin(scenario)
    for choice in run:
        while not view(scenario, moment).waits:
            moment = follow(scenario, moment)
        yield outcome(scenario, moment, choice).fit
        moment = choose(scenario, moment, choice)
