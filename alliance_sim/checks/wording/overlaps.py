"""Replies of one turn that say the same, in part or as a whole."""

from collections.abc import Iterator
from itertools import combinations

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import items
from alliance_sim.checks.places import states
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity, shown
from alliance_sim.prose import likeness, within
from alliance_sim.scenario import Choice, State

ALIKE = 0.85
TYPICAL = 0.5
ENOUGH = 12
"""Turns from which a share of them means something. By chance the key is the most typical reply of a third or less."""


@rule("AS615", "near-duplicate-replies", Severity.WARNING)
def near_duplicate_replies(subject: Subject) -> Iterator[Finding]:
    """Two replies of a turn have more than 85 % of their words in common.

    The difference is then a trick of one word, and only one of them can be meant. Replies that are never open together
    may be alike: they are told by their `when`.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get that homework?, strategies: [redirects], fit: strong, because: Yes.}
              # here
              notice-too: {say: How was it to get this homework?, errors: [ignoring], fit: weak, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        told = {choice.id: frozenset(words(choice.say)) for choice in state.choices or ()}
        for one, other in _pairs(state):
            if 2 * len(told[one.id] & told[other.id]) < len(told[one.id]):
                continue
            alike = likeness(one.say, other.say)
            if alike > ALIKE:
                yield Finding(
                    (*path, "choices", other.id, "say"),
                    f"expected at most {100 * ALIKE:.0f} % of the words of '{one.id}', found {100 * alike:.0f} %",
                    "keep one of them, or let them differ in what they do",
                )


@rule("AS616", "same-codes-and-effects", Severity.WARNING)
def same_codes_and_effects(subject: Subject) -> Iterator[Finding]:
    """Two replies of a turn have the same codes, fits, effects and targets.

    They differ in their words and in nothing else: only one can be the reply that you mean, and whoever strikes out
    equals strikes out both.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
              # here
              rate: {say: Then what about your sleep?, errors: [ignoring], fit: weak, because: You go on.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        for one, other in _pairs(state):
            if _codes(one) == _codes(other) and _results(one, state) == _results(other, state):
                yield Finding(
                    (*path, "choices", other.id),
                    f"expected another code, fit, effect or target than '{one.id}', found the same",
                    "let it miss in a way of its own, or leave it out",
                    at_key=True,
                )


@rule("AS630", "nested-replies", Severity.WARNING)
def nested_replies(subject: Subject) -> Iterator[Finding]:
    """A reply of a turn says all that another one says, and more.

    Whoever finds the shorter good must find the longer good, so neither can be told by its merit. Counted are its
    words in a row, if there are four, or all of its content words, if there are three.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice: {say: How was the homework for you?, strategies: [redirects], fit: strong, because: You ask.}
              # here
              more: {say: How was the homework for you? Was it hard?, strategies: [redirects], fit: weak, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        for one, other in _pairs(state):
            inner, outer = sorted((one, other), key=lambda choice: len(words(choice.say)))
            if within(inner.say, outer.say) and likeness(inner.say, outer.say) <= ALIKE:
                yield Finding(
                    (*path, "choices", outer.id, "say"),
                    f"expected something other than '{inner.id}' says, found {shown(inner.say)} and more",
                    "let the two differ from the first words",
                )


@rule("AS636", "key-most-typical", Severity.WARNING)
def key_most_typical(subject: Subject) -> Iterator[Finding]:
    """In more than half of the turns the best reply is the one most like all the others.

    Errors are often made by bending the key, each in another way; the reply from which they all come then stands in the
    middle. Counted are words and codes, on turns with three replies or more and one best, from 12 such turns on.

    Bad example (repeated 12):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            to: turn-#+
            choices:
              ask: {say: What was the diary like?, strategies: [redirects], fit: strong, because: You ask.}
              try: {say: What about the diary?, strategies: [redirects], fit: weak, because: You insist.}
              like: {say: You dislike the grid. What was it?, strategies: [redirects], fit: weak, because: You guess.}
          turn-13: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    turns = [(state, key[0]) for _, state, key, _ in items(subject) if len(key) == 1 and len(state.choices or ()) > 2]
    found = sum(_most_typical(state) == key.id for state, key in turns)
    if len(turns) >= ENOUGH and found > TYPICAL * len(turns):
        yield Finding(
            ("states",),
            f"expected the best reply to be the most typical one in at most half of {len(turns)} turns, found {found}",
            "write errors from the therapist's wish, not from the best reply",
            at_key=True,
        )


def _pairs(state: State) -> Iterator[tuple[Choice, Choice]]:
    """The replies two by two, but for those that a guard may keep apart."""
    for one, other in combinations(state.choices or (), 2):
        if one.when is None or other.when is None or one.when == other.when:
            yield one, other


def _codes(choice: Choice) -> tuple[object, ...]:
    return {*choice.strategies}, {*choice.errors}, choice.when


def _results(choice: Choice, state: State) -> list[object]:
    """What comes of a reply, but for what is said about it."""
    return [(each.when, each.fit, frozenset(each.effects), each.to or state.to) for each in choice.results]


def _most_typical(state: State) -> str | None:
    """The reply that shares most with the others of its turn, in words and codes; none where two share as much."""
    traits = {choice.id: {*words(choice.say), *choice.strategies, *choice.errors} for choice in state.choices or ()}
    shared = {
        one: sum(len(mine & theirs) / len(mine | theirs) for other, theirs in traits.items() if other != one)
        for one, mine in traits.items()
    }
    best = max(shared.values())
    leading = [name for name, share in shared.items() if share == best]
    return leading[0] if len(leading) == 1 else None
