"""A session being played: its script, its clock and its record. An answer is on disk before the next step is shown."""

import secrets
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from attrs import define, field

from alliance_sim.decoding import decode
from alliance_sim.library import Loaded, loaded, sha256_of
from alliance_sim.practice import practice
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.run import Run, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import PROTOCOL, Answer, Mode, Session, Unplayable
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import read
from alliance_sim.steps import Playing, Script, Step, understood
from alliance_sim.store import Store

QUESTIONNAIRE = PACKAGE / "questionnaires" / "ruptures.yaml"


def wall_clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@define(eq=False)
class Rehearsal:
    """A script under way with its clock. Lessons are no more than that; `Recorded` keeps what is answered."""

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
        """Nothing is kept of a lesson."""


@define(eq=False)
class Recorded(Rehearsal):
    """A session being played. Without a store that records, it is played all the same and forgotten."""

    scenario: Scenario = field(kw_only=True)
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
            self.store.finish(self.session.id, self.run.ending or "stuck")
            self.store.back_up(datetime.now(UTC))

    @property
    def run(self) -> Run:
        return replayed(self.scenario, self.session)


def questionnaire_of(data: bytes) -> Questionnaire:
    """A questionnaire's bytes, decoded. Raises `ValueError` where they are none."""
    found, problems = decode(read(data.decode(), "questionnaire"), Questionnaire)
    if found is None:
        raise ValueError(problems[0].message)
    return found


def started(file: Loaded, mode: Mode, store: Store | None, *, seed: int | None = None) -> Recorded:
    """A new session of a scenario, recorded from its first answer on where there is a store that records."""
    assert file.scenario is not None
    store = store if store is not None and store.recording else None
    asked = QUESTIONNAIRE.read_bytes()
    sha256 = sha256_of(asked)
    session = Session(
        id=uuid.uuid4().hex,
        scenario=file.id,
        title=file.scenario.title,
        sha256=file.sha256,
        started=wall_clock(),
        seed=secrets.randbelow(2**31) if seed is None else seed,
        mode=mode,
        attempt=store.attempts(file.id) + 1 if store else 1,
        questionnaire=sha256 if mode.ratings else "",
    )
    rehearsal = _recorded(file.scenario, session, questionnaire_of(asked), store)
    rehearsal.unbegun = {file.sha256: file.data} | ({sha256: asked} if mode.ratings else {})
    return rehearsal


def resumed(session: Session, store: Store) -> Recorded:
    """A session from its record, at the step that waits. Raises `Unplayable`, and `StoreError` for a damaged record."""
    scenario, asked = played(session, store)
    return _recorded(scenario, session, asked, store if store.recording else None)


def played(session: Session, store: Store) -> tuple[Scenario, Questionnaire | None]:
    """The texts that a session was played with. Raises `Unplayable` where this program cannot read them."""
    if session.protocol > PROTOCOL:
        raise Unplayable("expected a session of this version of the program, found one of a newer version")
    file = loaded(store.content(session.sha256), Path(f"{session.scenario}.yaml"))
    if file.scenario is None:
        raise Unplayable(f"expected a scenario that plays, found: {file.errors[0].message}")
    asked = questionnaire_of(store.content(session.questionnaire)) if session.questionnaire else None
    return file.scenario, asked


def _recorded(scenario: Scenario, session: Session, asked: Questionnaire | None, store: Store | None) -> Recorded:
    script: Script = practice(scenario, session, asked)
    return Recorded(Playing.of(script, session.answers), scenario=scenario, session=session, store=store)
