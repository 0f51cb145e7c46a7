"""Family 5, continued: repair where nothing was strained."""

from collections.abc import Container, Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.places import states
from alliance_sim.checks.repairing import REPAIRS, after
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity, listed
from alliance_sim.exploration.memory import targets
from alliance_sim.exploration.narrowed import narrowed, up_to
from alliance_sim.scenario import Choice, EndingKind, Scenario

STRAINED: frozenset[EndingKind] = REPAIRS | {"papered-over"}
"""The endings that say of a strain what became of it."""


@rule("AS521", "repair-without-rupture", Severity.WARNING)
def repair_without_rupture(subject: Subject) -> Iterator[Finding]:
    """An ending says what became of a strain, and some run comes to it without a rupture.

    That run is told that something was repaired or papered over where nothing was torn. A run that meets no rupture
    needs another ending, or a rupture on its way.

    Bad example:

        start: hello
        states:
          hello:
            patient: Shall we begin?
            choices:
              ask:
                say: What shall we begin with?
                strategies: [stays-with-the-work]
                fit: adequate
                because: You leave it to her.
                to: coat-on
              plan:
                say: I have a plan for today.
                strategies: [gives-rationale]
                fit: weak
                because: She had one too.
                to: drawer
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              trigger: Last week you set homework in the final minute.
              why: She closes the topic.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: drawer
          drawer:
            patient: Honestly? I hid it in a drawer.
            # here
            ending: repaired
            summary: She told you.
    """
    scenario = subject.scenario
    torn = {state.id for state in scenario.states if state.rupture}
    told = STRAINED if torn else REPAIRS
    calm = _past(scenario, torn)
    if not any(state.ending in told for state in scenario.states if state.id in calm):
        return
    runs = narrowed(subject.exploration, up_to(torn), budget=subject.budget)
    for path, state in states(subject):
        found = runs.entered(state.id) if state.ending in told else None
        if found:
            yield Finding(
                (*path, "ending"),
                f"expected a rupture on every run to '{state.id}' ({state.ending}), found a run without one",
                "give such runs an ending of their own, or a rupture on their way",
                witness=found.witness(),
            )


def _past(scenario: Scenario, torn: Container[str]) -> set[str]:
    """The states to which a way leads past all these, and the first of these, whatever the guards say."""
    start = scenario.start
    return {start} | after([start], lambda name: () if name in torn else targets(scenario.state[name]))


@rule("AS523", "repair-before-rupture", Severity.INFO)
def repair_before_rupture(subject: Subject) -> Iterator[Finding]:
    """The best reply repairs, on a turn without a rupture and before any.

    There is nothing to repair yet on any way to this turn. Where the strain began before the hour did, write the turn
    as a rupture; else the good reply is ordinary work.

    Bad example:

        start: hello
        states:
          hello:
            patient: I filled in every day of the diary. Shall we look?
            no_rupture: {why: She works with you.}
            choices:
              # here
              own:
                say: I set that homework in a hurry. That was my part.
                strategies: [acknowledges-contribution]
                fit: strong
                because: You say your part.
                to: coat-on
          coat-on:
            patient: The diary? Oh, it was fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: it was fine}
              strain: task
              salience: 3
              trigger: Last week you set homework in the final minute.
              why: She closes the topic.
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
                to: drawer
          drawer:
            patient: Honestly? I hid it in a drawer.
            ending: repaired
            summary: She told you.
    """
    scenario = subject.scenario
    torn = {state.id for state in scenario.states if state.rupture}
    early = _past(scenario, torn) - torn - after(torn, lambda name: targets(scenario.state[name]))
    for path, state in states(subject):
        for choice in state.choices or () if state.id in early and state.no_rupture and torn else ():
            if _only_repairs(choice) and any(outcome.fit == "strong" for outcome in choice.results):
                yield Finding(
                    (*path, "choices", choice.id),
                    f"expected ordinary work before the first rupture, found '{choice.id}' of '{state.id}' strong "
                    f"as {listed(map(CODEBOOK.name, choice.strategies), 'and')}",
                    "write `stays-with-the-work` where it is that, or the turn as a rupture",
                    at_key=True,
                )


def _only_repairs(choice: Choice) -> bool:
    families = [CODEBOOK.strategies[code].family for code in choice.strategies]
    return bool(families) and "ordinary work" not in families
