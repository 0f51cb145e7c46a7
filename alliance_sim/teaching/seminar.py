"""A group session: where it stands, as a function of the scenario and of what the teacher did.

A ROUND      is one turn of the patient. It is known by the replies that were played on the way to it, so that a
             branch that was left keeps its votes, and can be come back to.
STAGES       of a round follow one another; those that have nothing to show are left out: no second vote without
             a first one, no bars for a vote in which nobody was counted.
TAKING BACK  Nothing is stored but events. To go back, to count anew, to play another branch or to undo are events
             too, and the whole is replayed.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, get_args

from attrs import evolve, field, frozen

from alliance_sim.engine import begin, choose, shuffled
from alliance_sim.moment import View
from alliance_sim.run import Shown, entered
from alliance_sim.scenario import Choice, NoRupture, Rupture, Scenario, State
from alliance_sim.teaching.events import Event, standing
from alliance_sim.teaching.votes import Option, Tally, kinds, replies, tally

Stage = Literal[
    "aims",
    "care",
    "case",
    "said",
    "kind-1",
    "pause",
    "reply-1",
    "shown-kind",
    "shown-reply",
    "discuss",
    "kind-2",
    "reply-2",
    "both-kind",
    "both-reply",
    "branch",
    "ended",
    "debrief",
]
ORDER: tuple[Stage, ...] = get_args(Stage)
VOTES: tuple[Stage, ...] = ("kind-1", "reply-1", "kind-2", "reply-2")
Path = tuple[str, ...]


@frozen
class Round:
    """A turn of the patient as a group meets it. `path` are the replies played so far, `played` the last of them.

    `truth` is None where the turn is not probed, or was met before on the way.
    """

    path: Path
    shown: tuple[Shown, ...]
    played: Choice | None
    replies: tuple[Choice, ...]
    truth: Rupture | NoRupture | None

    @property
    def number(self) -> int:
        return len(self.path) + 1

    @property
    def view(self) -> View:
        return self.shown[-1].view

    @property
    def state(self) -> State:
        return self.view.state

    def options(self, stage: Stage) -> tuple[Option, ...]:
        """What can be voted for at a stage, or chosen at the branch."""
        return kinds() if "kind" in stage else replies(self.replies)


@lru_cache(maxsize=512)
def round_at(scenario: Scenario, path: Path, seed: int) -> Round:
    """The round to which replies lead. Raises `NotOpen`."""
    moment, met, played = begin(scenario), set[str](), None
    for name in path:
        here = tuple(entered(scenario, moment))[-1]
        met.add(here.moment.state)
        moment, played = choose(scenario, here.moment, name), here.view.state.choice[name]
    shown = tuple(entered(scenario, moment))
    state = shown[-1].view.state
    truth = None if state.id in met or not shown[-1].view.waits else state.truth
    return Round(path, shown, played, shuffled(shown[-1].view.choices, state.id, seed), truth)


@frozen
class Timer:
    seconds: int
    since: float

    def left(self, now: float) -> int:
        """Seconds that are left, none after the end."""
        return max(0, round(self.since + self.seconds - now))


@frozen
class Seminar:
    """A group session as it stands. `counts` holds each vote by its round and stage; `played` each branch, in order.

    `covered` tells that the bars of vote 1 stay hidden until vote 2. `closed` tells that the projected screen is.
    """

    scenario: Scenario
    seed: int
    began: float
    entered: float
    path: Path = ()
    stage: Stage = "aims"
    counts: Mapping[tuple[Path, Stage], Mapping[str, int]] = field(factory=dict)
    played: tuple[Path, ...] = ()
    covered: bool = False
    timer: Timer | None = None
    closed: bool = False

    @property
    def round(self) -> Round:
        return round_at(self.scenario, self.path, self.seed)

    def tally(self, stage: Stage, path: Path | None = None) -> Tally:
        """What was counted in a vote of this round, or of the one that is named."""
        place = self.path if path is None else path
        options = round_at(self.scenario, place, self.seed).options(stage)
        return tally(options, self.counts.get((place, stage), {}))

    def counted(self, option: str) -> int | None:
        """What was counted for an option in the vote that is open."""
        return self.counts.get((self.path, self.stage), {}).get(option)

    @property
    def latest(self) -> Tally:
        """The last vote on the replies of this round."""
        second = self.tally("reply-2")
        return second if second.held else self.tally("reply-1")

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of this round that have something to show."""
        here = self.round
        before: tuple[Stage, ...] = () if self.path else ("aims", "care", "case")
        halt: tuple[Stage, ...] = ("pause",) if here.state.pause else ()
        if not here.view.waits:
            return (*before, "said", *halt, "ended")
        first: tuple[Stage, ...] = ("kind-1",) if here.truth else ()
        kind, reply = (self.tally(vote).held for vote in ("kind-1", "reply-1"))
        later: list[Stage] = []
        if kind or reply:
            bars: list[tuple[Stage, bool]] = [("shown-kind", kind), ("shown-reply", reply)]
            later += [stage for stage, held in bars if held and not self.covered]
            later.append("discuss")
            again: list[tuple[Stage, bool]] = [("kind-2", kind), ("reply-2", reply)]
            both: list[tuple[Stage, bool]] = [("both-kind", kind), ("both-reply", reply)]
            later += [stage for stage, held in (*again, *both) if held]
        return (*before, "said", *first, *halt, "reply-1", *later, "branch")

    @property
    def allowed(self) -> int:
        """Seconds that the stage may take, where that is known."""
        pause = self.round.state.pause
        return {"said": 20, "discuss": 120, "pause": pause.minutes * 60 if pause else 60}.get(self.stage, 60)


def seminar(scenario: Scenario, events: Iterable[Event], *, began: float, seed: int) -> Seminar:
    """The session after the events. An event that means nothing where it stands changes nothing."""
    found = Seminar(scenario, seed, began, began)
    for event in standing(events):
        found = moved(found, event)
    return found


def moved(here: Seminar, event: Event) -> Seminar:
    """The session after one more event."""
    match event.kind:
        case "go":
            return at(here, onward(here), event)
        case "back":
            return at(here, backward(here), event)
        case "to":
            return at(here, (here.path, named(here, event.what)), event)
        case "play":
            return played(here, event)
        case "rewind":
            return at(here, (here.path[:-1], "branch"), event) if here.path else here
        case "count":
            return counted(here, event)
        case "timer":
            return evolve(here, timer=Timer(event.number, event.at) if event.number else None)
        case "cover":
            return evolve(here, covered=not here.covered)
        case "left" | "came":
            return evolve(here, closed=event.kind == "left")
    return here


Place = tuple[Path, Stage]


def at(here: Seminar, place: Place, event: Event) -> Seminar:
    """The session at another place; a timer ends with its stage."""
    if place == (here.path, here.stage):
        return here
    return evolve(here, path=place[0], stage=place[1], entered=event.at, timer=None)


def onward(here: Seminar) -> Place:
    """The next stage of the round. A branch must be played; after the end comes the debrief."""
    if here.stage == "ended":
        return here.path, "debrief"
    later = [stage for stage in here.stages if ORDER.index(stage) > ORDER.index(here.stage)]
    return here.path, later[0] if later else here.stage


def backward(here: Seminar) -> Place:
    """The stage before; from the first of a round back to where its branch was chosen."""
    earlier = [stage for stage in here.stages if ORDER.index(stage) < ORDER.index(here.stage)]
    if earlier:
        return here.path, earlier[-1]
    return (here.path[:-1], "branch") if here.path else (here.path, here.stage)


def named(here: Seminar, what: str) -> Stage:
    """The stage that is asked for; the one where we are if it is not open."""
    return next((stage for stage in (*here.stages, ORDER[-1]) if stage == what), here.stage)


def played(here: Seminar, event: Event) -> Seminar:
    """The session in the next round, if the reply is one of this round."""
    if event.what not in [choice.id for choice in here.round.replies]:
        return here
    path = (*here.path, event.what)
    known = here.played if path in here.played else (*here.played, path)
    return evolve(at(here, (path, "said"), event), played=known)


def counted(here: Seminar, event: Event) -> Seminar:
    """The session with the hands for one option counted, or no longer counted."""
    if here.stage not in VOTES or event.what not in [option.id for option in here.round.options(here.stage)]:
        return here
    key = (here.path, here.stage)
    hands = {option: number for option, number in here.counts.get(key, {}).items() if option != event.what}
    if event.number is not None:
        hands[event.what] = event.number
    return evolve(here, counts={**here.counts, key: hands})
