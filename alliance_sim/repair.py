"""Repair as a profile, never as one number: what each reply did here, and what the others would have led to.

No order of strategies is compulsory. Told are only: how soon the strain was acknowledged, what did harm, and whether a
link to a pattern came before any acknowledgement.
"""

from attrs import field, frozen

from alliance_sim.engine import choose, outcome
from alliance_sim.recognition import Episode, episodes
from alliance_sim.run import Run, Shown, Turn, entered
from alliance_sim.scenario import Choice, Outcome, RuptureType, Scenario

ACKNOWLEDGING = frozenset({"acknowledges-contribution", "validates-defensive-posture"})
"""Acceptance and validation come before depth (three-pathway model, Høgenhaug et al.; Eubanks et al. 2018)."""
LINKING = frozenset({"links-to-pattern-between-us", "links-to-other-relationships"})

Values = tuple[int, ...]
"""In the order of the scenario's variables."""


@frozen
class Alternative:
    """A reply that was open and not given, with the outcome that it would have had, and what would have come next.

    `next` is what would have been seen up to the next turn or the end.
    """

    reply: Choice
    outcome: Outcome
    next: tuple[Shown, ...]


@frozen
class Move:
    """One reply, its outcome, the values before and after it, and what else was open, in the order shown."""

    turn: int
    reply: Choice
    outcome: Outcome
    before: Values
    after: Values
    alternatives: tuple[Alternative, ...]
    own_words: str = field(default="", repr=False)


@frozen
class Attempt:
    """What was done in a rupture episode. Turns are numbers of turns from 0; counts are of replies within the episode.

    `type` is mixed also where the episode holds both types. `acknowledged` is how many turns into the episode an
    acknowledgement first came (0: in the reply to its first turn), None if none did. `linked_first` are the links to a
    pattern before any. `length` counts its turns; `closed` tells whether a turn without rupture came after it.
    """

    first: int
    type: RuptureType
    length: int
    closed: bool
    acknowledged: int | None
    harmful: int
    linked_first: int


@frozen
class Repair:
    """The moves, the rupture episodes, and a series for each variable: its values at the start and after each move."""

    moves: tuple[Move, ...]
    attempts: tuple[Attempt, ...]
    series: tuple[tuple[int, ...], ...]


def repair(scenario: Scenario, run: Run) -> Repair:
    """The repair profile of a run; a turn that still waits for a reply is no move."""
    moves = tuple(_move(scenario, turn) for turn in run.turns if turn.choice)
    begun = run.turns[0].moment.values if run.turns else run.last[0].moment.values
    series = tuple(zip(begun, *(move.after for move in moves), strict=True))
    return Repair(moves, tuple(_attempt(episode) for episode in episodes(run)), series)


def _move(scenario: Scenario, turn: Turn) -> Move:
    assert turn.choice
    assert turn.outcome
    assert turn.after
    replies = turn.view.state.choice
    others = tuple(_alternative(scenario, turn, replies[name]) for name in turn.offered if name != turn.choice)
    return Move(
        turn=turn.number,
        reply=replies[turn.choice],
        outcome=turn.outcome,
        before=turn.moment.values,
        after=turn.after.values,
        alternatives=others,
        own_words=turn.own_words,
    )


def _alternative(scenario: Scenario, turn: Turn, reply: Choice) -> Alternative:
    there = choose(scenario, turn.moment, reply.id)
    return Alternative(reply, outcome(scenario, turn.moment, reply.id), tuple(entered(scenario, there)))


def _attempt(episode: Episode) -> Attempt:
    replied = [(turn.number - episode.first.number, turn) for turn in episode.turns if turn.choice]
    acknowledged = next((n for n, turn in replied if ACKNOWLEDGING & _strategies(turn)), None)
    before = [turn for n, turn in replied if acknowledged is None or n < acknowledged]
    types = {turn.rupture for turn in episode.turns if turn.rupture}
    return Attempt(
        first=episode.first.number,
        type=types.pop() if len(types) == 1 else "mixed",
        length=len(episode.turns),
        closed=episode.closed,
        acknowledged=acknowledged,
        harmful=sum(turn.outcome is not None and turn.outcome.fit == "harmful" for turn in episode.turns),
        linked_first=sum(bool(LINKING & _strategies(turn)) for turn in before),
    )


def _strategies(turn: Turn) -> frozenset[str]:
    return frozenset(turn.view.state.choice[turn.choice or ""].strategies)
