"""Stories of a few turns, put together by hand: what the tests of the rules on repair and on scales look at."""

from typing import Any

from alliance_sim.checks import CHECKS, Finding, Subject, all_rules
from alliance_sim.scenario import Choice, Effect, EndingKind, Fit, State, Variable, Variant
from alliance_sim.shapes import Change
from tests.turns import CALM, strained, subject

RULES = {code: rule for code, rule in all_rules().items() if "AS520" <= code < "AS600"}
CHECK = {rule.name: check for rule, check in CHECKS}
BOND = Variable("bond", 5, (0, 10), "Bond")


def reply(name: str, to: str, fit: Fit = "adequate", *, bond: int = 0, **more: Any) -> Choice:
    changed = (Effect("bond", Change(bond)),) if bond else ()
    codes = {"strategies": ("redirects",)} | more
    return Choice(name, name, fit=fit, because="So.", effects=changed, to=to, **codes)


def torn(name: str, *replies: Choice) -> State:
    return State(name, patient=(Variant("Fine."),), rupture=strained("Fine"), choices=replies)


def calm(name: str, *replies: Choice) -> State:
    return State(name, patient=(Variant("I mind."),), no_rupture=CALM, choices=replies)


def ending(name: str, kind: EndingKind) -> State:
    return State(name, patient=(Variant("Bye."),), ending=kind, summary="Over.")


def story(*states: State, **root: Any) -> Subject:
    """A scenario that begins with the first state."""
    return subject(*states, **({"start": states[0].id, "variables": (BOND,)} | root))


def told(name: str, asked: Subject) -> list[Finding]:
    return list(CHECK[name](asked))


def places(name: str, asked: Subject) -> list[tuple[str | int, ...]]:
    return [finding.path for finding in told(name, asked)]


GOOD, POOR, LEFT = ending("good", "repaired"), ending("poor", "unrepaired"), ending("left", "papered-over")
