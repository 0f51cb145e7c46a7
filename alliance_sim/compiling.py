"""A portfolio put together from the store."""

from collections.abc import Collection

from attrs import evolve

from alliance_sim import __version__
from alliance_sim.characters import harmless
from alliance_sim.debrief import debrief
from alliance_sim.gathering import gathered, levels
from alliance_sim.history import exposure
from alliance_sim.portfolio import Chosen, Entry, Portfolio, minutes_of
from alliance_sim.replaying import played
from alliance_sim.session import Session, Unplayable
from alliance_sim.sifting import ended, sort_of, within
from alliance_sim.store import Heading, Store, StoreError
from alliance_sim.trends import trends


def compiled(
    store: Store, *, since: str, until: str, made: str, chosen: Collection[str] = (), notes: bool = False
) -> Portfolio:
    """The portfolio of a time, with what was written in the `chosen` sessions, and the notes beside them if wanted.

    Sessions of a course are left out: on one machine they may be several people's.
    """
    headings = [
        heading
        for heading in store.headers()
        if heading.session.course is None and within(heading.session, since, until)
    ]
    known = levels(store, (heading.session for heading in headings))
    entries, texts, unreadable = [], [], 0
    for heading in headings:
        try:
            session = store.session(heading.session.id)
            entries.append(_entry(heading, session, known.get(session.sha256, "")))
            if session.id in chosen:
                texts.append(_written(store, session, notes=notes))
        except (StoreError, Unplayable, ValueError):
            unreadable += 1
    walk = gathered(store, headings)
    uncounted = walk.unreadable, walk.beyond
    found = Portfolio(since, until, made, __version__, tuple(entries), trends(walk.showings), tuple(texts), unreadable)
    return evolve(found, uncounted=uncounted)


def _entry(heading: Heading, session: Session, level: str) -> Entry:
    return Entry(
        session=session.id,
        day=session.started[:10],
        title=harmless(session.title),
        sort=sort_of(session),
        level=level,
        exposure=exposure(session),
        ended=ended(heading),
        minutes=round(minutes_of(session), 1),
    )


def _written(store: Store, session: Session, *, notes: bool) -> Chosen:
    """What was written in a session. Raises `StoreError`, and `Unplayable`."""
    note = store.note(session.id) if notes else ""
    found = Chosen(session.id, session.started[:10], harmless(session.title), note=note)
    if session.kind != "scenario":
        return found
    scenario, questionnaire = played(session, store)
    told = debrief(scenario, session, questionnaire)
    reflections = tuple((each.prompt, each.answer) for each in told.reflections)
    return evolve(found, reactions=told.reactions, reflections=reflections)
