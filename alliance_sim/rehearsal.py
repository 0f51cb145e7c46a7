"""A session being played: its script, its clock and its record. An answer is on disk before the next step is shown.

A session may be a scenario played, a lesson read, a drill sat, or a page of a course.
"""

import secrets
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from attrs import define, evolve, field

from alliance_sim.bank import Bank
from alliance_sim.dealing import USUAL, dealt
from alliance_sim.drill import drill_script
from alliance_sim.lesson import lesson_of, lesson_script
from alliance_sim.library import Loaded, sha256_of
from alliance_sim.practice import practice
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.remembering import Memory, remembered
from alliance_sim.replaying import played, questionnaire_of, script_of
from alliance_sim.run import Run, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Answer, Enrolled, Kind, Mode, Session
from alliance_sim.shelf import PACKAGE
from alliance_sim.steps import Playing, Script, Step, understood
from alliance_sim.store import Store
from alliance_sim.writing import written

DRILL = "Drill"
LESSONS = PACKAGE / "lessons"
QUESTIONNAIRE = PACKAGE / "questionnaires" / "ruptures.yaml"


def wall_clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@define(eq=False)
class Rehearsal:
    """A script under way with its clock. `Recorded` keeps what is answered."""

    playing: Playing
    clock: Callable[[], float] = time.monotonic
    since: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.since = self.clock()

    @property
    def step(self) -> Step | None:
        return self.playing.step

    def give(self, typed: str) -> None:
        """Answer the step that waits. Raises `NotUnderstood`, and `StoreError` if the answer could not be kept."""
        assert self.step is not None
        self.keep(self.step.key, understood(self.step, typed))

    def notice(self) -> None:
        """Do what the step offers aside."""
        assert self.step is not None
        assert self.step.aside is not None
        self.keep(self.step.aside.id, "yes")

    def keep(self, key: str, value: str) -> None:
        now = self.clock()
        answer = Answer(key, value, wall_clock(), round(max(0.0, now - self.since), 1))
        self.record(answer)
        self.playing.advance(answer)
        self.since = now

    def record(self, answer: Answer) -> None:
        """Nothing is kept."""


@define(eq=False)
class Recorded(Rehearsal):
    """A session being played. Without a store that records, it is played all the same and forgotten."""

    session: Session = field(kw_only=True)
    store: Store | None = field(kw_only=True, default=None)
    unbegun: dict[str, bytes] | None = field(kw_only=True, default=None, repr=False)
    """The texts of a session that is not in the store yet: it enters with the first answer, not by being looked at."""

    def record(self, answer: Answer) -> None:
        if self.store is not None:
            if self.unbegun is not None:
                self.store.begin(self.session, self.unbegun)
                self.unbegun = None
            self.store.append(self.session.id, answer)
        self.session = self.session.answered(answer)

    def finish(self) -> None:
        """Mark the session as finished, once no step waits, and copy the store to its backups."""
        if self.store is not None and self.step is None:
            self.store.finish(self.session.id, self.ending)
            self.store.back_up(datetime.now(UTC))

    @property
    def ending(self) -> str:
        """What a session is marked finished with."""
        return "done"


@define(eq=False)
class Conversation(Recorded):
    """A scenario being played."""

    scenario: Scenario = field(kw_only=True)

    @property
    def ending(self) -> str:
        return self.run.ending or "stuck"

    @property
    def run(self) -> Run:
        return replayed(self.scenario, self.session)


def started(file: Loaded, mode: Mode, store: Store | None, *, seed: int | None = None) -> Conversation:
    """A new session of a scenario, recorded from its first answer on where there is a store that records."""
    assert file.scenario is not None
    asked = QUESTIONNAIRE.read_bytes()
    sha256 = sha256_of(asked)
    session = _new(file.id, file.scenario.title, file.data, seed=seed)
    session = evolve(
        session,
        mode=mode,
        attempt=store.attempts(file.id) + 1 if store and store.recording else 1,
        questionnaire=sha256 if mode.ratings else "",
    )
    rehearsal = _conversation(file.scenario, session, questionnaire_of(asked), store)
    rehearsal.unbegun = {file.sha256: file.data} | ({sha256: asked} if mode.ratings else {})
    return rehearsal


def reading(name: str, store: Store | None, data: bytes | None = None) -> Recorded:
    """A lesson from its beginning, a shipped one unless its text is given. That it was read is recorded."""
    data = (LESSONS / f"{name}.md").read_bytes() if data is None else data
    shown = lesson_of(name, data.decode())
    session = _new(name, f"Lesson: {shown.lesson.title}", data, kind="lesson")
    times = store.readings(name) if store and store.recording else 0
    return _recorded(evolve(session, attempt=times + 1), store, lesson_script(shown.lesson, shown.body), data)


def sitting(banks: Mapping[str, Bank], store: Store | None, *, size: int = USUAL, seed: int | None = None) -> Recorded:
    """A new sitting of the drill, with the probes that are due. Its text holds them, whatever becomes of the bank."""
    seed = secrets.randbelow(2**31) if seed is None else seed
    memory = remembered(store, lambda: banks) if store else Memory()
    today = datetime.now(UTC).date()
    probes = dealt(banks, memory.known, memory.met, today, size=size, seed=seed)
    data = written(evolve(next(iter(banks.values())), title=DRILL, probes=probes)).encode()
    return _recorded(_new("drill", DRILL, data, kind="drill", seed=seed), store, drill_script(probes), data)


def taken(name: str, title: str, data: bytes, script: Script, store: Store | None, *, kind: Kind) -> Recorded:
    """Something that only courses have, from its beginning, with the text that it comes from."""
    return _recorded(_new(name, title, data, kind=kind), store, script, data)


def enrolled(rehearsal: Recorded, course: Enrolled, text: bytes) -> Recorded:
    """The same session, not begun yet, as a step of the course with this text."""
    rehearsal.session = evolve(rehearsal.session, course=course)
    rehearsal.unbegun = (rehearsal.unbegun or {}) | {course.sha256: text}
    return rehearsal


def _new(name: str, title: str, data: bytes, *, kind: Kind = "scenario", seed: int | None = None) -> Session:
    """A session that begins now."""
    return Session(
        id=uuid.uuid4().hex,
        scenario=name,
        title=title,
        sha256=sha256_of(data),
        started=wall_clock(),
        seed=secrets.randbelow(2**31) if seed is None else seed,
        mode=Mode(),
        kind=kind,
    )


def resumed(session: Session, store: Store) -> Recorded:
    """A session from its record, at the step that waits. Raises `Unplayable`, and `StoreError` for a damaged record."""
    if session.kind == "scenario":
        scenario, asked = played(session, store)
        return _conversation(scenario, session, asked, store)
    return _recorded(session, store, script_of(session, store))


def _conversation(
    scenario: Scenario, session: Session, asked: Questionnaire | None, store: Store | None
) -> Conversation:
    playing = Playing.of(practice(scenario, session, asked), session.answers)
    return Conversation(playing, scenario=scenario, session=session, store=_recording(store))


def _recorded(session: Session, store: Store | None, script: Script, data: bytes | None = None) -> Recorded:
    """A lesson or a drill; with its text, where it is new."""
    unbegun = None if data is None else {session.sha256: data}
    return Recorded(Playing.of(script, session.answers), session=session, store=_recording(store), unbegun=unbegun)


def _recording(store: Store | None) -> Store | None:
    return store if store is not None and store.recording else None
