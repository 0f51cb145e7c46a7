"""What a session was played with: its texts from the store, as they were then."""

from pathlib import Path

from alliance_sim.banks import bank_of
from alliance_sim.decoding import decode
from alliance_sim.document import Document
from alliance_sim.drill import drill_script
from alliance_sim.lesson import lesson_of, lesson_script
from alliance_sim.library import loaded
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.scenario import Scenario
from alliance_sim.session import PROTOCOL, Session, Unplayable
from alliance_sim.source import read
from alliance_sim.steps import Playing, Script
from alliance_sim.store import Store


def questionnaire_of(data: bytes) -> Questionnaire:
    """A questionnaire's bytes, decoded. Raises `ValueError` where they are none."""
    found, problems = decode(read(data.decode(), "questionnaire"), Questionnaire)
    if found is None:
        raise ValueError(problems[0].message)
    return found


def script_of(session: Session, store: Store) -> Script:
    """The script of a lesson or of a drill from the text that it was begun with. Raises as `resumed` does."""
    _require_known(session)
    text = store.content(session.sha256).decode()
    try:
        if session.kind == "lesson":
            lesson = lesson_of(session.scenario, text)
            return lesson_script(lesson.lesson, lesson.body)
        return drill_script(bank_of(session.scenario, text).probes)
    except ValueError as error:
        raise Unplayable(str(error)) from error


def retold(session: Session, store: Store) -> Document:
    """What was shown in a lesson or a drill, with what was answered. Raises as `resumed` does."""
    return Playing.of(script_of(session, store), session.answers).told


def played(session: Session, store: Store) -> tuple[Scenario, Questionnaire | None]:
    """The texts that a session was played with. Raises `Unplayable` where this program cannot read them."""
    _require_known(session)
    file = loaded(store.content(session.sha256), Path(f"{session.scenario}.yaml"))
    if file.scenario is None:
        raise Unplayable(f"expected a scenario that plays, found: {file.errors[0].message}")
    asked = questionnaire_of(store.content(session.questionnaire)) if session.questionnaire else None
    return file.scenario, asked


def _require_known(session: Session) -> None:
    if session.protocol > PROTOCOL:
        raise Unplayable("expected a session of this version of the program, found one of a newer version")
