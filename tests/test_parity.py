"""The plain lines and the full screen are one trainer: the same answers give the same session and the same debrief."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from alliance_sim.debrief import debrief
from alliance_sim.library import load
from alliance_sim.plain import Reader, run
from alliance_sim.rehearsal import Recorded, started
from alliance_sim.replaying import played
from alliance_sim.reports import rendered
from alliance_sim.session import Session
from alliance_sim.settings import Settings
from alliance_sim.shelf import shipped_folder
from alliance_sim.steps import Step
from alliance_sim.store import Store
from tests.tui.driver import SHORT, WORKED, Policy, first, screen

SHIPPED = sorted(shipped_folder().glob("*.yaml"))
Told = tuple[list[tuple[str, str]], str]
"""The answers of a session, and its debrief as text."""


def told(session: Session, store: Store) -> Told:
    scenario, questionnaire = played(session, store)
    text = rendered(debrief(scenario, session, questionnaire), "text", notes=True)
    return [(answer.step, answer.value) for answer in session.answers], text


def same(told: Told, session: Session) -> Told:
    """What was told without the id and the times, which differ from session to session."""
    answers, text = told
    return answers, text.replace(session.id, "ID").replace(session.started[:16].replace("T", " "), "TIME")


def in_lines(scenario: Path, mode: Settings, policy: Policy, folder: Path) -> Told:
    """Play line by line, each answer typed as a number where there is one."""
    file = load(scenario)
    assert file.scenario is not None
    with Store.open(folder) as store:
        rehearsal = started(file, mode.mode(file.scenario.level), store, seed=7)
        assert run(rehearsal, Reader(Answers(rehearsal, policy)), print)
        rehearsal.finish()
        session = store.session(rehearsal.session.id)
        return same(told(session, store), session)


class Answers:
    """What a policy types at the step that waits."""

    def __init__(self, rehearsal: Recorded, policy: Policy) -> None:
        self.rehearsal, self.policy = rehearsal, policy

    def __iter__(self) -> "Answers":
        return self

    def __next__(self) -> str:
        step = self.rehearsal.step
        assert step is not None
        value = self.policy(step)
        if value == "aside":
            assert step.aside is not None
            return step.aside.key
        return next((option.key for option in step.options if option.id == value), value)


def on_screen(scenario: Path, mode: Settings, policy: Policy, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Told:
    monkeypatch.setenv("ALLIANCE_SIM_HOME", str(folder))

    async def play() -> None:
        async with screen(play=scenario, settings=mode, seed=7) as ui:
            await ui.play(policy)

    asyncio.run(play())
    with Store.open(folder) as store:
        session = store.sessions()[0]
        assert store.headers()[0].ending is not None
        return same(told(session, store), session)


def last(step: Step) -> str:
    """Answers the last option, and nothing where a text is asked."""
    if step.key == "ratings":
        return "no"
    return step.options[-1].id if step.options else ""


def skipping(step: Step) -> str:
    """Skips whatever may be skipped."""
    return "" if step.may_skip or step.default or step.takes_text else first(step)


def noticing(step: Step) -> str:
    """In free mode: says at each turn that there is something."""
    return "aside" if step.aside else first(step)


POLICIES: list[tuple[Path, Settings, Policy]] = [
    (SHORT, Settings(depth="markers"), skipping),
    (SHORT, Settings(recognition="free", ratings=False), noticing),
    (WORKED, Settings(ratings=False, feedback="turn"), last),
    (WORKED, Settings(ratings=False, own_words=False, feedback="end", depth="markers"), first),
    *((path, Settings(recognition="free", ratings=False, own_words=False), last) for path in SHIPPED),
]


@pytest.mark.parametrize(
    ("scenario", "mode", "policy"), POLICIES, ids=lambda found: getattr(found, "stem", getattr(found, "__name__", ""))
)
def test_the_same_answers_give_the_same_session_and_debrief(
    scenario: Path, mode: Settings, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert in_lines(scenario, mode, policy, tmp_path / "lines") == on_screen(
        scenario, mode, policy, monkeypatch, tmp_path / "screen"
    )


def drawn(choices: list[int]) -> Callable[[Step], str]:
    """A policy that takes its answers from numbers, in order, and begins again when they are used up."""
    at = iter(range(10_000))

    def answer(step: Step) -> str:
        number = choices[next(at) % len(choices)]
        if step.goes_on:
            return ""
        if step.takes_text:
            return ["", "words", "two  words", "[b] (sighs)"][number % 4]
        options = [option.id for option in step.options] + ([""] if step.may_skip else [])
        if step.aside and number % 3 == 0:
            return "aside"
        return options[number % len(options)]

    return answer


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    choices=st.lists(st.integers(0, 50), min_size=1, max_size=40),
    mode=st.builds(
        Settings,
        recognition=st.sampled_from(["paced", "free"]),
        depth=st.sampled_from(["type", "markers"]),
        feedback=st.sampled_from(["turn", "episode", "end"]),
        own_words=st.booleans(),
        ratings=st.just(False),
    ),
    scenario=st.sampled_from([SHORT, WORKED]),
)
def test_any_answers_give_the_same_session_and_debrief(choices: list[int], mode: Settings, scenario: Path) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        lines, shown = Path(folder) / "lines", Path(folder) / "screen"
        assert in_lines(scenario, mode, drawn(choices), lines) == on_screen(
            scenario, mode, drawn(choices), monkeypatch, shown
        )
