"""A file of the bank seen as a scenario: each probe is a turn without replies. Here is which rules look at it."""

from collections.abc import Iterator

from attrs import evolve

from alliance_sim.bank import Bank, Probe
from alliance_sim.checks import Asked, Finding
from alliance_sim.checks.seen_as_scenario import asked_of, seen
from alliance_sim.scenario import Scenario, State, Variant
from alliance_sim.source import Path

ALSO = (
    # what a turn holds in truth
    *("marker-type", "trigger-missing", "unknown-code", "marker-words-missing"),
    # what gives it away, or hides it
    *("code-name-shown", "direction-names-feeling", "direction-unmarked", "cue-buried", "telltale-words"),
    # whether it can be read
    *("abbreviation-unexplained", "jargon-unexplained", "idiom", "hard-prose", "foreign-spelling"),
    # what is said about people, and about the answer
    *("verdict-in-feedback", "shaming-feedback", "banned-label", "slur"),
    # risk, and where it comes from
    *("method-of-harm", "risk-as-leverage", "identifying-detail", "unreviewed", "review-one-sided"),
)
"""The rules of scenarios that are asked of a bank, by name. All others are about replies, runs and patients."""


def also_asked(bank: Bank) -> Iterator[Asked]:
    return asked_of(as_scenario(bank), ALSO, _told)


def as_scenario(bank: Bank) -> Scenario:
    """The bank as those rules see it."""
    return evolve(seen(bank.title, bank.language, map(_turn, bank.probes)), reviews=bank.reviews)


def _turn(probe: Probe) -> State:
    return State(
        probe.id,
        scene=(Variant(probe.context),),
        patient=(Variant(probe.patient),),
        rupture=probe.rupture,
        no_rupture=probe.no_rupture,
    )


def _told(finding: Finding) -> Finding:
    rests_on = tuple(map(_place, finding.rests_on))
    return finding._replace(path=_place(finding.path), rests_on=rests_on)


def _place(path: Path) -> Path:
    """Where in the bank stands what stands there in the scenario: a context or an utterance has no variants."""
    if path[:1] != ("states",):
        return path
    if path[2:3] == ("scene",):
        return ("probes", path[1], "context")
    return ("probes", path[1], "patient") if path[2:3] == ("patient",) else ("probes", *path[1:])
