"""Family 9: whether the story goes on longer after a good reply than after a poor one."""

from collections.abc import Iterator, Mapping
from statistics import fmean

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import folder_items, in_order, of_all
from alliance_sim.checks.keys import ACCEPTABLE, best_fit
from alliance_sim.checks.ways import onward
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Scenario, State, Variant

ENOUGH = 20
"""Turns from which the mean is that of more than a few branches."""
LONGER = 1.5
"""How many times as long what follows good replies may be."""
SWEEPS = 500
"""Rounds, after which a cycle that hardly ever ends is left as it is."""
SETTLED = 0.1
"""A change in words that is none."""


@folder_rule("AS933", "branch-length", Severity.WARNING)
def branch_length(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The conversation after a best reply is more than one and a half times as long as after a poor one.

    Trainees learn that long is right, and that a short hour was a bad one. Counted are the words to come to the end, by
    random choices and without the guards, in the mean over all turns with a best and a poor reply. From 20 turns on.

    Bad example (files 2, repeated 10):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: Good., to: turn-#+}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in., to: door}
          turn-11:
            patient: Can we do it without the grid?
            ending: repaired
            summary: You came back to the task.
          door:
            patient: Fine.
            ending: papered-over
            summary: Nothing was said.
    """
    ahead = {name: words_ahead(scenario) for name, scenario in in_order(folder)}
    good, poor = [], []
    for item in folder_items(folder):
        after = ahead[item.scenario]
        best = best_fit(item.key[0])
        lengths = [
            (outcome.fit, after[outcome.to or item.state.to or ""])
            for choice in item.choices
            for outcome in choice.results
        ]
        strong = [length for fit, length in lengths if fit == best]
        weak = [length for fit, length in lengths if fit not in ACCEPTABLE]
        if weak:
            good.append((item.scenario, fmean(strong)))
            poor.append(fmean(weak))
    if len(good) < ENOUGH:
        return
    long, short = fmean(length for _, length in good), fmean(poor)
    if long > LONGER * short:
        yield of_all(
            (name for name, _ in good),
            f"expected about as many words to come after a best reply as after a poor one, "
            f"found {long:.0f} and {short:.0f}",
            "let poor replies lead on to a conversation that goes astray, and some good ones to an early end",
        )


def words_ahead(scenario: Scenario) -> Mapping[str, float]:
    """The words that are shown from each state to the end, in the mean over random steps whatever the guards say."""
    own = {state.id: _shown(state) for state in scenario.states}
    steps = {state.id: [target for target in onward(state) if target in own] for state in scenario.states}
    ahead = dict(own)
    for _ in range(SWEEPS):
        changed = 0.0
        for name in reversed(own):
            found = own[name] + (fmean(ahead[target] for target in steps[name]) if steps[name] else 0)
            changed = max(changed, abs(found - ahead[name]))
            ahead[name] = found
        if changed < SETTLED:
            break
    return ahead


def _shown(state: State) -> float:
    return sum(_mean_words(variants) for variants in (state.scene, state.patient) if variants)


def _mean_words(variants: tuple[Variant, ...]) -> float:
    return fmean(len(words(variant.say)) for variant in variants)
