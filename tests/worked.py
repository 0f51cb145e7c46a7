"""The worked scenario and sessions of it, for what is computed from a session."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from alliance_sim.library import load
from alliance_sim.questionnaire import Item, Questionnaire, RatingScale
from alliance_sim.scenario import Scenario
from alliance_sim.session import Answer, Mode, Session

CARING = ("follow", "own-it", "make-sense", "stay", "notice-both")
"""Ends repaired; one episode acknowledged at once, one in its only reply."""
HURRIED = ("probe-her", "move-on", "insist", "back-to-grid", "do-the-plan")
STUCK = ("probe-her", "link", "insist", "back-to-grid", "wait")
"""Wears the bond down to where a turn has nothing open."""
AGREEING = ("none", "withdrawal", "confrontation", "none", "mixed")
"""The truth of the five probed turns."""

QUESTIONNAIRE = Questionnaire(
    format=1,
    title="Confidence",
    stem="How sure are you that you could",
    then_stem="How sure were you before that you could",
    scale=RatingScale(low=0, high=100, step=10, low_label="not at all", high_label="completely"),
    items=(
        Item(id="see", scale="recognition", text="see it"),
        Item(id="hear", scale="recognition", text="hear it"),
        Item(id="mend", scale="management", text="mend it"),
        Item(id="letter", scale="control", text="write a letter"),
    ),
)


@cache
def worked() -> Scenario:
    scenario = load(Path(__file__).parent / "worked.yaml").scenario
    assert scenario
    return scenario


def session(
    choices: tuple[str, ...] = (),
    noticed: tuple[str, ...] = (),
    *,
    sure: tuple[int, ...] = (),
    more: Mapping[str, str] | None = None,
    mode: Mode | None = None,
    attempt: int = 1,
) -> Session:
    """A session with the choices, recognition answers and confidences of its turns in order, and `more` answers."""
    given = {f"{n}/probe": answer for n, answer in enumerate(noticed)}
    given |= {f"{n}/sure": str(percent) for n, percent in enumerate(sure)}
    given |= {f"{n}/choice": choice for n, choice in enumerate(choices)} | dict(more or {})
    answers = tuple(Answer(step, value, f"2026-01-31T10:{n:02d}:00") for n, (step, value) in enumerate(given.items()))
    started = "2026-01-31T09:59:00"
    return Session(
        "s1", "worked", "The borrowed chair", "ab" * 32, started, 1, mode or Mode(), attempt, answers=answers
    )


def changed(state: str, **fields: Any) -> Scenario:
    """The worked scenario with other fields in one state."""
    states = tuple(evolve(found, **fields) if found.id == state else found for found in worked().states)
    return evolve(worked(), states=states)


def with_choice(scenario: Scenario, state: str, choice: str, **fields: Any) -> Scenario:
    """The scenario with other fields in one choice."""
    here = scenario.state[state]
    choices = tuple(evolve(found, **fields) if found.id == choice else found for found in here.choices or ())
    states = tuple(evolve(here, choices=choices) if found.id == state else found for found in scenario.states)
    return evolve(scenario, states=states)
