"""Family 9: whether a folder holds enough of each kind of rupture, and whether its scenarios begin and end alike."""

from collections import Counter
from collections.abc import Iterator

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import families, in_order, of_all, probed
from alliance_sim.checks.ways import ways
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.scenario import Scenario, State
from alliance_sim.shares import percent

SEVERAL = 5
"""Scenarios, below which the themes of a few patients decide."""
MUCH = 0.4
"""The share of the markers from which a family is the one to guess."""
ALIKE = 6
"""Scenarios that all begin with a rupture: by chance one of 64 folders of six would be so."""
FAMILIES = tuple(dict.fromkeys(marker.family for marker in CODEBOOK.markers.values()))


@folder_rule("AS931", "marker-balance", Severity.WARNING)
def marker_balance(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """A family of markers is missing in the folder, or holds more than 40 % of the markers.

    The families are those of the codebook: shutting down, avoiding, masking experience, complaining, pushing back and
    controlling. Each counts once a turn. In folders of five scenarios or more.

    Bad example (files 5):

        start: coat-on
        # here
        states:
          coat-on:
            patient: Fine, if you must know.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    shown = [(name, family) for name, state in probed(folder) for family in families(state)]
    counts = Counter(family for _, family in shown)
    if len(folder.scenarios) < SEVERAL or not shown:
        return
    missing = [f"no '{family}'" for family in FAMILIES if not counts[family]]
    much = [family for family in FAMILIES if counts[family] > MUCH * len(shown)]
    found = [f"'{family}' in {percent(counts[family], len(shown))}" for family in much] + missing
    if found:
        yield of_all(
            [name for name, family in shown if family in much] or [name for name, _ in shown],
            f"expected each family of markers somewhere, and in {percent(MUCH)} of the markers at most, "
            f"found {listed(found, 'and')}",
            "write turns for what is missing",
        )


@folder_rule("AS932", "always-strained-first", Severity.WARNING)
def always_strained_first(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The first probed turn of every scenario in the folder holds a rupture, or the last one of every way through.

    Who has played a few then knows the answer before the patient has spoken. In folders of six scenarios or more: by
    chance one of 64 would be so.

    Bad example (files 6):

        # here
        start: coat-on
        states:
          coat-on:
            patient: Fine, if you must know.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: calm
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          calm:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    yield from _alike(folder, strained=True)


@folder_rule("AS934", "never-strained-first", Severity.INFO)
def never_strained_first(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The first probed turn of no scenario in the folder holds a rupture, or the last one of no way through.

    To begin in peace teaches what the patient is like when nothing is wrong. To do so every time gives one answer away.
    In folders of six scenarios or more.

    Bad example (files 6):

        # here
        start: calm
        states:
          calm:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: coat-on
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          coat-on:
            patient: Fine, if you must know.
            rupture: {type: withdrawal, markers: {minimal-response: Fine}, strain: task, salience: 3, why: She closes.}
            to: clock
            choices: {ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}}
          clock:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    yield from _alike(folder, strained=False)


def _alike(folder: Folder, *, strained: bool) -> Iterator[tuple[str, Finding]]:
    """A finding for each end at which all turns of all scenarios are strained, or none is."""
    scenarios = in_order(folder)
    if len(scenarios) < ALIKE:
        return
    ends = {
        "first": [state for _, scenario in scenarios for state in _states(scenario, ways(scenario).first)],
        "last": [state for _, scenario in scenarios for state in _states(scenario, ways(scenario).last)],
    }
    for place, turns in ends.items():
        if turns and all((turn.rupture is not None) == strained for turn in turns):
            yield (
                scenarios[0][0],
                Finding(
                    ("start",),
                    f"expected a rupture in the {place} probed turn of some scenarios and not of others, "
                    f"found {'one in all' if strained else 'none in any'} of {len(scenarios)}",
                    f"let some {'begin' if place == 'first' else 'end'} the other way",
                    at_key=True,
                ),
            )


def _states(scenario: Scenario, names: frozenset[str]) -> list[State]:
    return [scenario.state[name] for name in sorted(names)]
