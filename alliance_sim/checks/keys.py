"""Which replies of a turn are the best ones: what rules on item writing and on balance call the key.

A reply with guarded outcomes counts by the best of them: what a healing line looks like is a cue also where it harms.
"""

from collections.abc import Iterator
from typing import get_args

from alliance_sim.checks import Subject
from alliance_sim.checks.places import states
from alliance_sim.scenario import Choice, Fit, State
from alliance_sim.source import Path

FITS: tuple[Fit, ...] = get_args(Fit)
"""From strong to harmful."""
RANK = {fit: rank for rank, fit in enumerate(FITS)}
ACCEPTABLE: frozenset[Fit] = frozenset(FITS[:2])
Item = tuple[Path, State, tuple[Choice, ...], tuple[Choice, ...]]


def best_fit(choice: Choice) -> Fit:
    """The fit of a reply at the moment that suits it best."""
    return FITS[min(RANK[outcome.fit] for outcome in choice.results)]


def worst_fit(choice: Choice) -> Fit:
    return FITS[max(RANK[outcome.fit] for outcome in choice.results)]


def acceptable(choice: Choice) -> bool:
    """Whether a reply is strong or adequate at some moment."""
    return any(outcome.fit in ACCEPTABLE for outcome in choice.results)


def key_of(state: State) -> tuple[Choice, ...]:
    """The replies of a turn whose best fit is the best there, in file order; none where that is not acceptable."""
    fits = [best_fit(choice) for choice in state.choices or ()]
    summit = min(fits, key=FITS.index, default="harmful")
    if summit not in ACCEPTABLE:
        return ()
    return tuple(choice for choice, fit in zip(state.choices or (), fits, strict=True) if fit == summit)


def distractors(state: State) -> tuple[Choice, ...]:
    """The other replies of a turn, acceptable ones among them."""
    key = {choice.id for choice in key_of(state)}
    return tuple(choice for choice in state.choices or () if choice.id not in key)


class _Items(tuple[Item, ...]):
    """The items of a scenario, kept for all rules that ask for them."""


def items(subject: Subject) -> Iterator[Item]:
    """The turns that have both: their place, the state, its key and its distractors."""
    found: _Items | None = subject.shared.get(_Items)
    if found is None:
        found = subject.shared[_Items] = _Items(_items(subject))
    return iter(found)


def _items(subject: Subject) -> Iterator[Item]:
    for path, state in states(subject):
        key, rest = key_of(state), distractors(state)
        if key and rest:
            yield path, state, key, rest
