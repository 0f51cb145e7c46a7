"""Family 9: whether one way of answering is always right, or always wrong, whatever the patient says."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import PACK, Item, folder_items, of_all
from alliance_sim.checks.keys import ACCEPTABLE, worst_fit
from alliance_sim.codebook import CODEBOOK
from alliance_sim.diagnostics import Severity
from alliance_sim.shares import percent

ENOUGH = 40
"""Turns from which the shares are looked at: more than one scenario of the usual size has, since a single one may have
a theme; a share of 35 % is then uncertain by 8 points (standard error)."""
SLOGAN = 0.35
"""The share of turns from which a strategy that is best there becomes a slogan."""
EVERYWHERE = 0.5
"""The share of turns from which an error is the one to cross out first."""
TRIED = 10
"""Replies with a strategy from which it should have been both best and poor somewhere: a strategy that is best or poor
in a quarter of its replies never is in 10 of them only once in 18 times."""
REPAIR = tuple(code for code, strategy in CODEBOOK.strategies.items() if strategy.family != "ordinary work")


@folder_rule("AS911", "one-best-strategy", Severity.WARNING)
def one_best_strategy(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """One repair strategy belongs to the best reply in more than 35 % of the turns.

    A trainee who learns to say the same thing every time then does well, and learns a slogan. Ordinary good work, which
    turns without a rupture ask for, does not count. From 40 turns on; a single scenario may have a theme.

    Bad example (repeated 40):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              own: {say: I rushed you., strategies: [acknowledges-contribution], fit: strong, because: You own it.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-41:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    for code in REPAIR if len(items) >= ENOUGH else ():
        best = [item for item in items if any(code in choice.strategies for choice in item.key)]
        if len(best) > SLOGAN * len(items):
            yield of_all(
                (item.scenario for item in best),
                f"expected '{code}' in the best reply of {percent(SLOGAN)} of the turns at most, "
                f"found it in {len(best)} of {len(items)}, {percent(len(best), len(items))}",
                "write turns that ask for something else, and some where it comes too early or misses the strain",
            )


@folder_rule("AS912", "one-sided-strategy", Severity.INFO)
def one_sided_strategy(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """A repair strategy is never the best reply in the folder, or never a poor one.

    What is always right needs no judgement, and neither does what is always wrong. A reply with several outcomes counts
    as best if it can be, and as poor if it can be. A strategy is looked at once ten replies have it: one that is poor
    in every fourth reply is never so in ten of them only once in 18 times. In a folder of ten scenarios all are.

    Bad example (repeated 10):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              own: {say: I rushed you., strategies: [acknowledges-contribution], fit: strong, because: You own it.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-11:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    for code in REPAIR:
        used = [item for item in items for choice in item.choices if code in choice.strategies]
        if len(used) < TRIED and len(folder.scenarios) < PACK:
            continue
        missing = [name for name, found in (("the best", _best), ("a poor", _poor)) if not found(items, code)]
        if missing:
            yield of_all(
                [item.scenario for item in used] or [min(folder.scenarios)],
                f"expected '{code}' to be the best reply somewhere and a poor one somewhere, "
                f"found it in {len(used)} replies and never {' nor '.join(missing)} one",
                _where_it_belongs(code, poor=missing == ["a poor"]),
            )


def _where_it_belongs(code: str, *, poor: bool) -> str:
    strategy = CODEBOOK.strategies[code]
    verb, place = ("misfires", strategy.misfires) if poor else ("fits", strategy.fits)
    return f"it {verb} {place[:1].lower()}{place[1:]}"


def _best(items: list[Item], code: str) -> bool:
    return any(code in choice.strategies for item in items for choice in item.key)


def _poor(items: list[Item], code: str) -> bool:
    replies = (choice for item in items for choice in item.choices)
    return any(code in choice.strategies and worst_fit(choice) not in ACCEPTABLE for choice in replies)


@folder_rule("AS913", "one-error", Severity.INFO)
def one_error(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The same error is offered in more than half of the turns.

    A trainee then crosses that reply out first and chooses among the rest. A reply that is the best one in spite of an
    error does not count. From 40 turns on; a single scenario may have a theme.

    Bad example (repeated 40):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-41:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    for code in CODEBOOK.errors if len(items) >= ENOUGH else ():
        offered = [item for item in items if any(code in choice.errors for choice in item.rest)]
        if len(offered) > EVERYWHERE * len(items):
            yield of_all(
                (item.scenario for item in offered),
                f"expected '{code}' among the replies of half of the turns at most, "
                f"found it in {len(offered)} of {len(items)}",
                "offer other errors that would tempt here",
            )
