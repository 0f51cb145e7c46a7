"""Family 9: who the patients are, and whether that goes together with how they are or how it ends.

Only what files declare is looked at. A group is a word of `identity`. One person is no group, so a group needs two
scenarios; and a group that most scenarios are about holds most of everything, which is no link.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import families, fullest, in_order
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Scenario
from alliance_sim.shares import percent

MOST = 0.6
"""The share of something from which one group holds it."""
HALF = 0.5
"""The share of the scenarios up to which a group can hold more than its part."""
SEVERAL = 5
"""Scenarios (or modalities), below which two people hold three fifths of everything anyway."""
OFTEN = 10
"""Replies with an error, below which its share says little: with 10, 60 % is uncertain by 15 points."""
BAD = ("unrepaired", "papered-over")


@folder_rule("AS921", "identity-marker", Severity.WARNING)
def identity_marker(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """One group holds more than 60 % of one family of markers: the controlling, or those who mask what they feel.

    Counted in ruptured turns, in folders of five scenarios or more: where the group is in two scenarios with that
    family at least and in no more than half of all. Fewer scenarios are people and no pattern.

    Bad example (files 2, others 3, repeated 4):

        patient:
          name: Ilse
          age: 34
          pronouns: she/her
          about: Low mood.
          # here
          identity: [migrant]
        start: turn-1
        states:
          turn-#:
            patient: Fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: Fine}
              strain: task
              salience: 3
              trigger: You asked about the diary.
              why: She closes the topic.
            to: turn-#+
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
          turn-5:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
        # the others:
        title: Another diary
    """
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for name, scenario in in_order(folder):
        for state in scenario.states:
            for family in families(state):
                held[family][name] += 1
    yield from _linked(folder, held, "show markers of {}")


@folder_rule("AS922", "identity-ending", Severity.WARNING)
def identity_ending(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """One group holds more than 60 % of one kind of bad ending, unrepaired or papered over.

    Counted in endings that are written, in folders of five scenarios or more: where the group is in two scenarios with
    that ending at least and in no more than half of all.

    Bad example (files 2, others 3):

        patient:
          name: Ilse
          age: 34
          pronouns: she/her
          about: Low mood.
          # here
          identity: [migrant]
        # the others:
        states:
          coat-on:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask., to: grid}
          grid:
            patient: Can we do it without the grid?
            ending: repaired
            summary: You came back to the task.
    """
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for name, scenario in in_order(folder):
        for state in scenario.states:
            if state.ending in BAD:
                held[state.ending][name] += 1
    yield from _linked(folder, held, "come to an ending that is {}")


def _linked(folder: Folder, held: Mapping[str, Counter[str]], told: str) -> Iterator[tuple[str, Finding]]:
    """A finding for each thing that is held mostly by one group; `held` counts it by scenario."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, scenario in in_order(folder):
        for group in dict.fromkeys(scenario.patient.identity):
            groups[group].append(name)
    for what, counts in sorted(held.items()) if len(folder.scenarios) >= SEVERAL else ():
        for group, scenarios in sorted(groups.items()):
            own = {name: counts[name] for name in scenarios if counts[name]}
            if len(own) < 2 or len(scenarios) > HALF * len(folder.scenarios):
                continue
            share = sum(own.values()) / counts.total()
            if share > MOST:
                yield (
                    fullest(own),
                    Finding(
                        ("patient", "identity"),
                        f"expected people of any identity to {told.format(what)}, found '{group}' in {percent(share)}",
                        "write others of whom it is so, and some of this group of whom it is not",
                        at_key=True,
                    ),
                )


@folder_rule("AS923", "modality-error", Severity.WARNING)
def modality_error(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """One modality is where a therapist error comes from: it holds more than 60 % of the replies with that error.

    No modality is the villain: each is a source of good and of poor replies. What stands before the first comma of
    `modality` counts as its name. From ten replies with the error on, in folders of five modalities or more.

    Bad example (files 1, others 4, repeated 10):

        # here
        modality: CBT
        start: turn-1
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              tell: {say: It helps most people., errors: [intellectualising], fit: weak, because: You explain.}
          turn-11:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
        # the others:
        modality: Therapy #
    """
    modalities = {name: _modality(scenario) for name, scenario in in_order(folder)}
    if len(set(modalities.values())) < SEVERAL:
        return
    for code in CODEBOOK.errors:
        counts = {name: _offered(scenario, code) for name, scenario in in_order(folder)}
        total = sum(counts.values())
        for modality in sorted(set(modalities.values())) if total >= OFTEN else ():
            own = {name: count for name, count in counts.items() if modalities[name] == modality}
            share = sum(own.values()) / total
            if share > MOST and len(own) <= HALF * len(folder.scenarios):
                yield (
                    fullest(own),
                    Finding(
                        ("modality",),
                        f"expected '{code}' in replies of several modalities, found {percent(share)} of {total} in one",
                        "offer the error where another modality would tempt to it, and other errors here",
                        at_key=True,
                    ),
                )


def _modality(scenario: Scenario) -> str:
    return scenario.modality.partition(",")[0].strip().casefold()


def _offered(scenario: Scenario, code: str) -> int:
    """How many replies of a scenario have an error."""
    return sum(code in choice.errors for state in scenario.states for choice in state.choices or ())
