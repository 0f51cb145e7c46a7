"""Turns with replies, put together by hand: what the tests of rules on wording and safety look at."""

from typing import Any

from attrs import evolve

from alliance_sim.checks import CHECKS, Finding, Subject, all_rules
from alliance_sim.scenario import Choice, Cue, Fit, NoRupture, Outcome, Rupture, State, Variant
from tests.examples import scenario_of

all_rules()
CHECK = {rule.name: check for rule, check in CHECKS}
BASE = scenario_of("start: clock\nstates:\n  clock: {patient: Well., ending: papered-over, summary: It ended.}\n")
BECAUSE = "She hands you the hour so as not to talk about it, and you take it."


def long(count: int, word: str = "words") -> str:
    """A line of so many words, all of them the same."""
    return " ".join([word] * count) + "."


def reply(say: str, *fits: Fit, because: str = BECAUSE, **more: Any) -> Choice:
    """A reply with an outcome for each fit, weak if none is given; it carries an error unless the first fit is good."""
    fits = fits or ("weak",)
    good = fits[0] in ("strong", "adequate")
    codes: dict[str, Any] = {"strategies": ("redirects",)} if good else {"errors": ("ignoring",)}
    return Choice(say, say, outcomes=tuple(Outcome(fit, because) for fit in fits), **(codes | more))


def turn(*replies: Choice, heard: str = "Well.", name: str = "here", **more: Any) -> State:
    return State(name, patient=(Variant(heard),), choices=replies, **more)


def strained(cue: str) -> Rupture:
    """A withdrawal shown by these words."""
    return Rupture("withdrawal", (Cue("minimal-response", cue),), "task", 2, (Variant("She closes the topic."),))


CALM = NoRupture((Variant("She says it openly."),))


def subject(*states: State, **root: Any) -> Subject:
    return Subject(evolve(BASE, states=states, **root))


def findings(name: str, *states: State, **root: Any) -> list[Finding]:
    """What a rule finds on these turns."""
    return list(CHECK[name](subject(*states, **root)))


def messages(name: str, *states: State, **root: Any) -> list[str]:
    return [finding.message for finding in findings(name, *states, **root)]


def marked(name: str, *states: State, **root: Any) -> list[str]:
    """The words that a rule points at, or the last step of the path where it points at no word."""
    return [finding.word or str(finding.path[-1]) for finding in findings(name, *states, **root)]
