"""A session replayed: what was shown, turn by turn, and what came of each choice."""

from collections.abc import Iterator

from attrs import evolve, field, frozen

from alliance_sim.engine import begin, choose, follow, outcome, shuffled, spoken, view
from alliance_sim.moment import Moment, NotOpen, View
from alliance_sim.scenario import NoRupture, Outcome, Rupture, RuptureType, Scenario, Variant
from alliance_sim.session import Recognition, Session, Unplayable, noticing


@frozen
class Shown:
    """What was seen on the way to a turn or an ending, in order."""

    moment: Moment
    view: View


@frozen
class Turn:
    """One turn of a run: what was shown, what the trainee did, what came of it.

    `truth` is None where the turn was not probed, as on a second visit. `noticed` is None where nothing was answered.
    `choice`, `outcome` and `after` are None on a turn that still waits.
    """

    number: int
    lead: tuple[Shown, ...]
    moment: Moment
    view: View
    truth: Rupture | NoRupture | None
    offered: tuple[str, ...]
    noticed: Recognition | None = None
    confidence: int | None = None
    markers: tuple[str, ...] = ()
    own_words: str = field(default="", repr=False)
    choice: str | None = None
    outcome: Outcome | None = None
    after: Moment | None = None

    @property
    def rupture(self) -> RuptureType | None:
        """The type of the rupture that the turn holds, if it is probed and holds one."""
        return self.truth.type if isinstance(self.truth, Rupture) else None


@frozen
class Run:
    """A session replayed: the turns, and what was shown after the last. `ending` is None while it goes on, or stuck."""

    turns: tuple[Turn, ...]
    last: tuple[Shown, ...]

    @property
    def final(self) -> View:
        return self.last[-1].view

    @property
    def over(self) -> bool:
        return self.final.over

    @property
    def ending(self) -> str | None:
        return self.final.state.ending


def entered(scenario: Scenario, moment: Moment) -> Iterator[Shown]:
    """What is seen from here up to the next turn that waits, or the end."""
    while True:
        seen = view(scenario, moment)
        yield Shown(moment, seen)
        if seen.waits or seen.over:
            return
        moment = follow(scenario, moment)


def turn_at(shown: tuple[Shown, ...], past: tuple[Turn, ...], seed: int) -> Turn:
    """The turn that waits at the end of what was shown, before anything is answered."""
    here = shown[-1]
    state = here.view.state
    first_visit = all(turn.view.state.id != state.id for turn in past)
    offered = tuple(choice.id for choice in shuffled(here.view.choices, state.id, seed))
    return Turn(len(past), shown[:-1], here.moment, here.view, state.truth if first_visit else None, offered)


def replayed(scenario: Scenario, session: Session) -> Run:
    """The run that the answers make. Raises `Unplayable` where a choice is not open."""
    given = session.given
    turns: tuple[Turn, ...] = ()
    shown = tuple(entered(scenario, begin(scenario)))
    while shown[-1].view.waits:
        turn = answered(turn_at(shown, turns, session.seed), given)
        picked = given.get(f"{turn.number}/choice")
        if picked is None:
            return Run((*turns, turn), shown)
        turn = taken(scenario, turn, picked)
        turns = (*turns, turn)
        assert turn.after is not None
        shown = tuple(entered(scenario, turn.after))
    return Run(turns, shown)


def taken(scenario: Scenario, turn: Turn, choice: str) -> Turn:
    """The turn with a choice made. Raises `Unplayable`."""
    try:
        return evolve(
            turn,
            choice=choice,
            outcome=outcome(scenario, turn.moment, choice),
            after=choose(scenario, turn.moment, choice),
        )
    except NotOpen as error:
        raise Unplayable(str(error)) from error


def answered(turn: Turn, given: dict[str, str]) -> Turn:
    """The turn with what was answered on it before the choice."""
    kind, confidence, markers = noticing(given, str(turn.number))
    own_words = given.get(f"{turn.number}/own-words", "")
    return evolve(turn, noticed=kind, confidence=confidence, markers=markers, own_words=own_words)


def explained(scenario: Scenario, turn: Turn, variants: tuple[Variant, ...] | None) -> str:
    """The variant of a `why` or `trigger` that holds at a turn."""
    return spoken(scenario, turn.moment, variants) or ""
