"""Group sessions written shortly: `go`, `back`, `play=notice`, `none=12` for a count, one second apart."""

from pathlib import Path

from alliance_sim.library import load
from alliance_sim.scenario import Scenario
from alliance_sim.teaching.events import KINDS, Event
from alliance_sim.teaching.seminar import Seminar, seminar

SHORT = Path(__file__).parents[1] / "sound.yaml"
BEGAN = 1_800_000_000.0
SEED = 1
TO_VOTE = ("go",) * 4
"""From the first page to the first vote of the short scenario."""
TWO_VOTES = (*TO_VOTE, "none=6", "withdrawal=4", "go", "notice=9", "explain=1", "go")
"""Both votes of the first round are counted and closed."""


def scenario(path: Path = SHORT) -> Scenario:
    found = load(path).scenario
    assert found is not None
    return found


def event(step: str, at: float) -> Event:
    kind, _, what = step.partition("=")
    if kind == "timer":
        return Event("timer", at, number=int(what) if what else None)
    if kind in KINDS:
        return Event(kind, at, what)  # type: ignore[arg-type]  # it is one of the kinds
    return Event("count", at, kind, int(what) if what else None)


def events(*steps: str) -> list[Event]:
    return [event(step, BEGAN + number) for number, step in enumerate(steps, 1)]


def taught(*steps: str, of: Scenario | None = None) -> Seminar:
    return seminar(of or scenario(), events(*steps), began=BEGAN, seed=SEED)
