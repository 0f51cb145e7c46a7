"""Family 5: whether probes ask for judgement, or answer themselves by their number or by their place.

A share over few turns is noise, so each rule says from how many on it speaks. Places are looked at in the graph of the
states without its guards: what holds for every way through it holds for every run.
"""

from collections.abc import Iterator, Set

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.ways import Ways, ways
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.scenario import NoRupture, Rupture, Scenario

FEWEST = 5
"""Probed turns from which a share of 40-60 % can always be had."""
LINE = 6
"""Probed turns from which there is something between the first and the last."""
INTERVALS = 4
"""Ruptured turns from which a distance that is always the same is no accident: there are three intervals at least."""


def truths(scenario: Scenario) -> dict[str, Rupture | NoRupture]:
    """The truths of the probed turns."""
    return {state.id: state.truth for state in scenario.states if state.truth}


def ruptures(scenario: Scenario) -> dict[str, Rupture]:
    return {name: truth for name, truth in truths(scenario).items() if isinstance(truth, Rupture)}


def at_states(message: str, hint: str) -> Iterator[Finding]:
    """A finding about all turns."""
    yield Finding(("states",), message, hint, at_key=True)


@rule("AS501", "rupture-share", Severity.WARNING)
def rupture_share(subject: Subject) -> Iterator[Finding]:
    """Fewer than 40 % or more than 60 % of the probed turns hold a rupture.

    Somebody who always gives the same answer would then be right too often, and false alarms (or hits) rest on too few
    turns. From five probed turns on; three cannot be divided so.

    Bad example (repeated 4):

        start: calm-1
        # here
        states:
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: calm-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-5:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    of, with_it = len(truths(subject.scenario)), len(ruptures(subject.scenario))
    if of >= FEWEST and 0 < with_it < of and not 0.4 <= with_it / of <= 0.6:
        yield from at_states(
            f"expected a rupture in 40-60 % of the probed turns, found {with_it} of {of}, {100 * with_it / of:.0f} %",
            "add turns that look like a rupture and are none" if with_it > of / 2 else "add turns with a rupture",
        )


@rule("AS502", "one-answer", Severity.WARNING)
def one_answer(subject: Subject) -> Iterator[Finding]:
    """All probed turns hold a rupture, or none does.

    The probe then has one answer, and nothing can be recognised. From two probed turns on.

    Bad example (repeated 2):

        start: calm-1
        # here
        states:
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: calm-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-3:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    of, with_it = len(truths(subject.scenario)), len(ruptures(subject.scenario))
    if of >= 2 and with_it in (0, of):
        yield from at_states(
            f"expected probed turns with and without a rupture, found all {of} {'with' if with_it else 'without'}",
            "add turns that look like a rupture and are none" if with_it else "add turns with a rupture",
        )


@rule("AS503", "rupture-at-both-ends", Severity.WARNING)
def rupture_at_both_ends(subject: Subject) -> Iterator[Finding]:
    """On every way the first and the last probed turn hold a rupture.

    Begin or part in peace: a trainee should not know before the patient has spoken. From six probed turns on.

    Bad example (repeated 3):

        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: calm-#
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-4:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    with_it, found = ruptures(subject.scenario).keys(), ways(subject.scenario)
    if len(truths(subject.scenario)) >= LINE and found.first and found.first | found.last <= with_it:
        yield from at_states(
            "expected a first or a last probed turn without a rupture, found a rupture in all of them",
            "begin one turn earlier, or let those who have repaired something part in peace",
        )


@rule("AS504", "only-at-the-ends", Severity.WARNING)
def only_at_the_ends(subject: Subject) -> Iterator[Finding]:
    """All turns without a rupture (or all with one) are the first or the last of their way.

    Then the place tells what the patient is thought to show. From six probed turns on.

    Bad example (repeated 4):

        start: hello
        # here
        states:
          hello:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-1
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-5:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    known, with_it = truths(subject.scenario).keys(), ruptures(subject.scenario).keys()
    outermost = ways(subject.scenario).outermost
    for kind, turns in (("with", with_it), ("without", known - with_it)):
        if len(known) >= LINE and turns and turns <= outermost and not known <= outermost:
            yield from at_states(
                f"expected turns {kind} a rupture in between too, found them first or last only: "
                f"{listed(sorted(turns), 'and')}",
                f"put a turn {kind} a rupture between two of the other kind",
            )


@rule("AS505", "equal-spacing", Severity.WARNING)
def equal_spacing(subject: Subject) -> Iterator[Finding]:
    """On every way the next rupture comes after the same number of turns.

    A trainee who counts need not listen. From four ruptured turns on; one after the other without a break is no spacing
    but a share.

    Bad example (repeated 4):

        start: strained-1
        # here
        states:
          strained-#:
            patient: Fine.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: calm-#
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: strained-#+
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          strained-5:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    with_it = ruptures(subject.scenario).keys()
    found = ways(subject.scenario)
    distances = {distance for name in with_it for distance in _distances(found, name, with_it)}
    if len(with_it) >= INTERVALS and len(distances) == 1 and distances != {1}:
        yield from at_states(
            f"expected ruptures at different distances, found one every {min(distances)} probed turns on every way",
            "let two ruptures follow each other somewhere, or leave a longer peace",
        )


def _distances(found: Ways, name: str, with_it: Set[str]) -> Iterator[int]:
    """After how many probes the next rupture can come; round and round a cycle only as often as there are turns."""
    ahead = found.after[name]
    for distance in range(1, len(found.after) + 1):
        if ahead & with_it:
            yield distance
        ahead = frozenset[str]().union(*(found.after[turn] for turn in ahead - with_it))
