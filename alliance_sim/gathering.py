"""What sessions showed, read from the store: worked out once by replaying them, and kept there until they change.

However long a history is, at most so many sessions are looked at: the latest first exposures, and the earliest sittings
of the drill, since a turn counts only the first time and the bank has no end of new ones.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress

from attrs import define, field

from alliance_sim.banks import bank_of
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.replaying import played
from alliance_sim.scenario import Scenario
from alliance_sim.session import PROTOCOL, Session, Unplayable
from alliance_sim.showing import Showing, read, shown_in, shown_in_drill, written
from alliance_sim.store import Heading, Store, StoreError

KEPT = "showing-1"
"""The name under which they are kept; the number counts changes to what is worked out."""
FIRSTS, SITTINGS = 500, 500
"""First exposures and sittings that are looked at: some seven thousand probes, and all that the bank holds."""
AT_ONCE = 50
"""Showings that are kept together: one write for each would cost more than the replays."""
LEVEL = re.compile(rb"^level:[ \t]*[\"']?([a-z]+)", re.MULTILINE)


@define
class Gathering:
    """A walk through the sessions that count, from the earliest on. `waiting` are those still to be looked at."""

    store: Store
    sessions: tuple[Session, ...]
    kept: dict[str, str]
    beyond: int = 0
    """First exposures and sittings that are too many to be looked at."""
    found: dict[str, Showing] = field(factory=dict)
    waiting: deque[Session] = field(init=False)
    unreadable: int = 0
    unkept: dict[str, str] = field(factory=dict)
    texts: dict[tuple[str, str], tuple[Scenario, Questionnaire | None]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.waiting = deque(self.sessions)

    @property
    def showings(self) -> tuple[Showing, ...]:
        """What was found so far, in the order in which the sessions began."""
        return tuple(self.found[session.id] for session in self.sessions if session.id in self.found)

    def go_on(self, enough: Callable[[], bool] = lambda: False) -> bool:
        """Look at what waits until that is enough, one session at least; whether nothing waits any more."""
        while self.waiting:
            self.look_at(self.waiting.popleft())
            if len(self.unkept) >= AT_ONCE:
                self.keep()
            if enough():
                break
        if not self.waiting:
            self.keep()
        return not self.waiting

    def look_at(self, session: Session) -> None:
        """Read what was kept of a session, or replay it. What cannot be read is counted and passed over."""
        with suppress(KeyError, ValueError):
            self.found[session.id] = read(self.kept[session.id], session)
            return
        try:
            showing = self.showing(self.store.session(session.id))
        except (StoreError, Unplayable, ValueError):
            self.unreadable += 1
            return
        self.found[session.id] = showing
        self.unkept[session.id] = written(showing)

    def showing(self, session: Session) -> Showing:
        if session.kind == "drill":
            if session.protocol > PROTOCOL:
                raise Unplayable("expected a session of this version of the program, found one of a newer version")
            bank = bank_of(session.scenario, self.store.content(session.sha256).decode())
            return shown_in_drill(bank.probes, session)
        names = session.sha256, session.questionnaire
        if names not in self.texts:
            self.texts[names] = played(session, self.store)
        scenario, questionnaire = self.texts[names]
        return shown_in(scenario, session, questionnaire)

    def keep(self) -> None:
        """Keep what was worked out, where anything is."""
        if self.unkept and self.store.recording:
            with suppress(StoreError):
                self.store.keep_figures(KEPT, self.unkept)
        self.unkept = {}


def gathering(store: Store, headings: Iterable[Heading] | None = None) -> Gathering:
    """The walk at its beginning, through these sessions or through all."""
    every = [heading.session for heading in (store.headers() if headings is None else headings)]
    sessions = counting(every)
    return Gathering(store, sessions, store.figures(KEPT), sum(map(counts, every)) - len(sessions))


def gathered(store: Store, headings: Iterable[Heading] | None = None) -> Gathering:
    """The walk at its end."""
    walk = gathering(store, headings)
    walk.go_on()
    return walk


def counts(session: Session) -> bool:
    """Whether it is a first exposure, or a sitting of the drill, and not of a course, which may be somebody else's."""
    first = session.kind == "scenario" and session.attempt == 1
    return session.course is None and (first or session.kind == "drill")


def counting(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions that are looked at, in the order in which they began."""
    every = tuple(filter(counts, sessions))
    firsts = [session.id for session in every if session.kind == "scenario"][-FIRSTS:]
    sittings = [session.id for session in every if session.kind == "drill"][:SITTINGS]
    looked_at = {*firsts, *sittings}
    return tuple(session for session in every if session.id in looked_at)


def levels(store: Store, sessions: Iterable[Session]) -> dict[str, str]:
    """The levels of scenarios that were played, by the hashes of their texts; each text is read once."""
    found: dict[str, str] = {}
    for session in sessions:
        if session.kind == "scenario" and session.sha256 not in found:
            found[session.sha256] = ""
            with suppress(StoreError):
                named = LEVEL.search(store.content(session.sha256))
                found[session.sha256] = named[1].decode() if named else ""
    return found
