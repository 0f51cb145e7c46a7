"""What counts as typed in sentences: exactly the steps that take a text."""

from pathlib import Path

import pytest

from alliance_sim.cli.carrying import FORMATS
from alliance_sim.library import load
from alliance_sim.records.private import fits, is_private, without_private
from alliance_sim.records.verifying import disagreements
from alliance_sim.rehearsal import Recorded, reading, started
from alliance_sim.session import Mode
from alliance_sim.shelf import shipped_folder
from alliance_sim.steps import Step
from alliance_sim.store import Store
from tests.courses import answers, attending, terse
from tests.test_plain import SHORT

PLAYED = (SHORT, shipped_folder() / "eight-ticks.yaml")


def finished(rehearsal: Recorded) -> Recorded:
    """A session with a text wherever one is taken, else with the first option."""
    while (step := rehearsal.step) is not None:
        rehearsal.give("It stayed with me." if step.takes_text else "" if step.goes_on else step.options[0].id)
    return rehearsal


@pytest.fixture(params=[*PLAYED, "look-alikes"], ids=str)
def rehearsal(request: pytest.FixtureRequest) -> Recorded:
    begun = reading(request.param, None) if isinstance(request.param, str) else None
    return finished(begun or started(load(request.param), Mode(depth="markers"), None, seed=1))


def test_every_step_that_takes_a_text_is_private_and_no_other(rehearsal: Recorded) -> None:
    past = rehearsal.playing.past
    assert [step.key for step, _ in past if step.takes_text] == [step.key for step, _ in past if is_private(step.key)]


def test_a_session_without_what_is_private_is_still_that_session(rehearsal: Recorded) -> None:
    bare = without_private(rehearsal.session)
    assert "It stayed with me." not in [answer.value for answer in bare.answers]
    assert fits(rehearsal.session, bare)


def test_a_session_is_not_one_with_another_answer(rehearsal: Recorded) -> None:
    session = rehearsal.session
    assert not fits(session, session.answered(session.answers[0]))


def test_what_is_written_about_a_course_is_private_too(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        taken = attending(store)
        past: list[Step] = []
        while (part := taken.following()) is not None:
            past += answers(taken.begun(part), lambda step: "Quagga." if step.takes_text else terse(step))
        assert any(step.key.startswith("text/") for step in past)
        assert [step.key for step in past if step.takes_text] == [step.key for step in past if is_private(step.key)]
        for format_ in FORMATS.values():
            assert "Quagga" not in "".join(map(str, format_(store, "sessions", notes=False)))
        assert list(disagreements(store)) == []
