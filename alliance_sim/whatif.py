"""What if: a conversation that is over, gone back into and played on with other replies, beside the one as it was.

Nothing of it is recorded, so it counts nowhere and is no exposure of any kind. A conversation that is not over cannot
be gone back into: what is ahead of it would be known, and the first exposure would be none.
"""

from attrs import evolve, frozen

from alliance_sim.engine import shuffled
from alliance_sim.moment import Values
from alliance_sim.previewing import Reply, Taken, Walk, chosen, replies, stepped_back, walked
from alliance_sim.run import replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Session, Unplayable


@frozen
class WhatIf:
    """`then` is the run as it was, `now` the one that is played; `seed` orders the replies as they were shown."""

    then: Walk
    now: Walk
    seed: int

    @property
    def scenario(self) -> Scenario:
        return self.then.scenario

    @property
    def parting(self) -> int | None:
        """The turn, from 1, at which another reply was given; None as long as none was."""
        for pair in pairs(self):
            if pair.then and pair.now and pair.then.choice != pair.now.choice:
                return pair.number
        return None


@frozen
class Pair:
    """A turn by its number, from 1, in both runs; None where a run has none, or none yet."""

    number: int
    then: Taken | None
    now: Taken | None


def gone_back(scenario: Scenario, session: Session, turn: int = 1) -> WhatIf:
    """The run of a session, standing at one of its turns, counted from 1.

    Raises `Unplayable` where there is nothing to go back into, or no such turn.
    """
    require_turns(session)
    run = replayed(scenario, session)
    if not run.over:
        raise Unplayable(
            "expected a conversation that is over, found one put aside: "
            f"go on with it first (play --resume {session.id[:8]})"
        )
    if not run.turns:
        raise Unplayable("expected a conversation with turns, found one in which nothing was replied to")
    then = walked(scenario, [turn.choice for turn in run.turns if turn.choice])
    return at_turn(WhatIf(then, then, session.seed), turn)


def require_turns(session: Session) -> None:
    """Raises `Unplayable` for what has no turns to go back to."""
    if session.kind != "scenario":
        raise Unplayable(f"expected a conversation, which has turns to go back to, found another kind: {session.kind}")


def at_turn(whatif: WhatIf, turn: int) -> WhatIf:
    """Standing at a turn of the run as it was, counted from 1. Raises `Unplayable`."""
    last = len(whatif.then.past)
    if not 1 <= turn <= last:
        wanted = "turn 1, the only one" if last == 1 else f"a turn from 1 to {last}"
        raise Unplayable(f"expected {wanted}, found {turn}")
    return evolve(whatif, now=walked(whatif.scenario, whatif.then.choices[: turn - 1]))


def replied(whatif: WhatIf, choice: str) -> WhatIf:
    """One reply further. Raises `NotOpen`."""
    return evolve(whatif, now=chosen(whatif.now, choice))


def taken_back(whatif: WhatIf) -> WhatIf:
    """Without the last reply; before the first turn there is nothing to take back."""
    return evolve(whatif, now=stepped_back(whatif.now))


def offered(whatif: WhatIf, *, told: bool) -> tuple[Reply, ...]:
    """The replies of the turn that waits, in the order of the session; with `told` also those that are closed."""
    found = {reply.choice.id: reply for reply in replies(whatif.now) if told or not reply.closed}
    order = shuffled([reply.choice for reply in found.values()], whatif.now.here.moment.state, whatif.seed)
    return tuple(found[choice.id] for choice in order)


def as_then(whatif: WhatIf) -> str | None:
    """The reply that was given at this turn, open now or not; None where the run as it was did not come here.

    A turn that came several times has as many replies: the first is that of the first time.
    """
    state = whatif.now.here.moment.state
    times = sum(turn.moment.state == state for turn in whatif.now.past)
    given = [turn.choice.id for turn in whatif.then.past if turn.moment.state == state]
    return given[times] if times < len(given) else None


def barred(whatif: WhatIf) -> str:
    """Why the reply of then cannot be given here; nothing if it can."""
    if whatif.now.here.view.over:
        return "The conversation is over here."
    then = as_then(whatif)
    if then is None:
        came = any(turn.moment.state == whatif.now.here.moment.state for turn in whatif.then.past)
        again = " once more" if came else ""
        return f"There is no reply of yours to repeat: the conversation as it was did not come here{again}."
    if all(choice.id != then for choice in whatif.now.here.view.choices):
        return "What you said here then is not open now: it hangs on what came before."
    return ""


def gone_on(whatif: WhatIf) -> WhatIf:
    """Gone on with the replies of then, as far as they are open: each is given once, so it comes to an end."""
    while not barred(whatif):
        choice = as_then(whatif)
        assert choice is not None
        whatif = replied(whatif, choice)
    return whatif


def pairs(whatif: WhatIf) -> tuple[Pair, ...]:
    """All turns that either run has."""
    then, now = whatif.then.past, whatif.now.past
    longer = max(len(then), len(now))
    return tuple(
        Pair(number + 1, then[number] if number < len(then) else None, now[number] if number < len(now) else None)
        for number in range(longer)
    )


def course(walk: Walk) -> tuple[Values, ...]:
    """The values at each turn of a run, and where it stands now."""
    return (*(turn.moment.values for turn in walk.past), walk.here.moment.values)
