"""What was played, read from the store: what first exposures and drills show, and what was met when."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from attrs import astuple, field, frozen

from alliance_sim.bank import Bank
from alliance_sim.knowing import Knowledge, Observation, Skill, knowledge, level_after, met, observed, observed_in_drill
from alliance_sim.recognition import detection
from alliance_sim.run import replayed
from alliance_sim.scenario import Level
from alliance_sim.session import Unplayable
from alliance_sim.signal_detection import Counts
from alliance_sim.store import Store, StoreError

FIGURE = "exposure-1"
"""The name under which the store keeps what was worked out; another number for another way to work it out."""
LATEST = 1000
"""Sessions that are looked at, the latest: home waits for this, and what is older says little of today."""
DRILLS = 200
"""Sittings that are looked at, the latest: what was seen before them is long forgotten, or known."""


@frozen
class Memory:
    """What there is to go by. `met` are the days on which probes of the drill were answered last."""

    observations: tuple[Observation, ...] = ()
    exposures: tuple[tuple[Level, Counts], ...] = ()
    met: Mapping[str, date] = field(factory=dict)

    @property
    def known(self) -> dict[Skill, Knowledge]:
        return knowledge(self.observations)

    @property
    def level(self) -> Level:
        return level_after(self.exposures)


def remembered(store: Store, banks: Callable[[], Mapping[str, Bank]]) -> Memory:
    """What first exposures and drills left in the store. What cannot be read is passed over.

    Courses are left out: several people may take one on the same machine.

    The banks are asked for where there was a drill, and files decoded where nothing was kept: home waits for this.
    """
    observations: list[Observation] = []
    exposures: list[tuple[Level, Counts]] = []
    answered: dict[str, date] = {}
    sessions = [heading.session for heading in store.headers(last=LATEST) if not heading.session.course]
    drills = [session.id for session in sessions if session.kind == "drill"][-DRILLS:]
    firsts = [session.id for session in sessions if session.kind == "scenario" and session.attempt == 1]
    for exposure in _first_exposures(store, firsts):
        observations += exposure.observations
        exposures.append((exposure.level, exposure.counts))
    probes = {probe.id: probe for bank in banks().values() for probe in bank.probes} if drills else {}
    for name in drills:
        with suppress(StoreError, Unplayable):
            session = store.session(name)
            observations += observed_in_drill(probes, session)
            answered |= dict(met(session))
    return Memory(tuple(observations), tuple(exposures), answered)


@frozen
class _Exposure:
    """What a first exposure shows. Kept in the store, for to work it out the session is played through again."""

    level: Level
    counts: Counts
    observations: tuple[Observation, ...]


def _first_exposures(store: Store, sessions: Iterable[str]) -> Iterator[_Exposure]:
    """Those sessions that can be read, in their order."""
    kept = store.figures(FIGURE)
    new: dict[str, str] = {}
    for name in sessions:
        with suppress(StoreError, Unplayable):
            if name not in kept:
                new[name] = kept[name] = _written(_exposure(store, name))
            yield _read(kept[name])
    if new and store.recording:
        with suppress(StoreError):
            store.keep_figures(FIGURE, new)


def _exposure(store: Store, name: str) -> _Exposure:
    from alliance_sim.replaying import played  # noqa: PLC0415

    session = store.session(name)
    scenario, _ = played(session, store)
    run = replayed(scenario, session)
    detected = detection(run, session)
    return _Exposure(scenario.level, detected.counts, tuple(observed(run, detected, session)))


def _written(exposure: _Exposure) -> str:
    seen = [(*found.skill, found.day.isoformat(), found.went_well) for found in exposure.observations]
    return json.dumps([exposure.level, astuple(exposure.counts), seen])


def _read(text: str) -> _Exposure:
    level, counts, seen = json.loads(text)
    found = (Observation(Skill(sort, code), date.fromisoformat(day), well) for sort, code, day, well in seen)
    return _Exposure(level, Counts(*counts), tuple(found))
