"""The referee can fail: with one fault planted in the engine's source, it disagrees.

Each fault is sought twice: in a play made for it, and among generated plays.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from attrs import frozen

from alliance_sim import engine, machine
from alliance_sim.engine import begin, choose, view
from alliance_sim.run import entered
from tests.examples import spliced
from tests.referee import transcript
from tests.referee.player import Player
from tests.referee.record import Play, scenario_in
from tests.referee.transcript import disagreement, steps


@frozen
class Fault:
    """A piece of the engine's source, a wrong one in its place, and choices of the case that bring it to light."""

    right: str
    wrong: str
    choices: tuple[str, ...] = ()


SEEN = """if target in self.remembered:
            seen = seen | {target}
        if once"""
SEEN_ON_THE_WAY = """if target in self.remembered:
                    seen = seen | {target}
                """
FAULTS = {
    "the clamp has no ceiling": Fault("min(high, max(low, v + amount))", "max(low, v + amount)", ("le", "up")),
    "the clamp has no floor": Fault("min(high, max(low, v + amount))", "min(high, v + amount)", ("le", "down")),
    "the ceiling is one too low": Fault("min(high, max(", "min(high - 1, max(", ("le", "up")),
    "the ceiling is one too high": Fault("min(high, max(", "min(high + 1, max(", ("le", "up")),
    "the floor is one too high": Fault("max(low, v", "max(low + 1, v", ("le", "down")),
    "a bare number changes": Fault("amount if sets else ", "", ("le", "own", "own")),
    ">= is >": Fault('">=": ge', '">=": gt'),
    "<= is <": Fault('"<=": le', '"<=": lt'),
    "> is >=": Fault('">": gt', '">": ge'),
    "< is <=": Fault('"<": lt', '"<": le'),
    "== is >=": Fault('"==": eq', '"==": ge'),
    "!= is >": Fault('"!=": ne', '"!=": gt'),
    "or is and": Fault("any(holds(", "all(holds("),
    "and is or": Fault("one(values, seen) and other(", "one(values, seen) or other("),
    "not is nothing": Fault("not negated(", "negated(", ("le",)),
    "a flag that is 0 holds": Fault("values[flag] == 1", "values[flag] == 0"),
    "the last outcome applies": Fault(" in results:", " in reversed(results):", ("le", "link")),
    "outcome guards read the values after": Fault(
        "if holds is None or holds(values, seen):\n                break",
        "if holds is None or holds(change(values) if change else values, seen):\n                break",
        ("le", "link"),
    ),
    "the state's target comes before the outcome's": Fault(
        "found.to or state.to", "state.to or found.to", ("le", "go")
    ),
    "the last variant is spoken": Fault(
        "in variants or ():\n            holds", "in (variants or ())[::-1]:\n            holds"
    ),
    "the last route is taken": Fault("in place.routes", "in reversed(place.routes)", ("le", "go")),
    "once is ignored": Fault("if choice.once else None", "if False else None", ("le", "ask")),
    "once is of the whole run": Fault("(state.id, choice.id) if", "('', choice.id) if", ("le", "ask", "go")),
    "the start is not seen": Fault("frozenset({start}) if start in machine.remembered else ", ""),
    "nothing is seen": Fault(SEEN, "if once", ("le", "meet")),
    "a state is seen once it is left": Fault(SEEN, SEEN.replace("target", "state"), ("le", "meet")),
    "what follows a passage is not seen": Fault(f"{SEEN_ON_THE_WAY}return", "return", ("le", "go")),
    "otherwise is the target": Fault("state.otherwise if offers else", "state.to if offers else", ("le", "close")),
}
CASE = scenario_in(spliced((Path(__file__).parent / "case.yaml").read_text(encoding="utf-8")))


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """The transcripts made by an engine that has the fault, of which there is no other trace."""
    sources = {module: inspect.getsource(module) for module in (machine, engine)}
    found = sum(source.count(fault.right) for source in sources.values())
    assert found == 1, f"expected once in the source of the engine: {fault.right}"
    faulty = {module: ModuleType("faulty") for module in sources}
    for module, source in sources.items():
        exec(source.replace(fault.right, fault.wrong), faulty[module].__dict__)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(faulty[engine], "machine_of", faulty[machine].machine_of)
        changed.setattr(transcript, "engine", faulty[engine])
        yield


def picks(choices: tuple[str, ...]) -> list[int]:
    """The places of these choices among those open, in the case."""
    taken: list[int] = []
    moment = begin(CASE)
    for choice in choices:
        taken.append([found.id for found in view(CASE, moment).choices].index(choice))
        moment = [*entered(CASE, choose(CASE, moment, choice))][-1].moment
    return taken


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_in_a_play_made_for_it(player: Player, fault: Fault) -> None:
    taken = picks(fault.choices)
    (theirs,) = player.played(CASE, taken)
    assert not disagreement(steps(CASE, taken), theirs)
    with planted(fault):
        assert disagreement(steps(CASE, taken), theirs)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_in_generated_plays(record: list[Play], fault: Fault) -> None:
    with planted(fault):
        assert any(disagreement(steps(play.scenario, play.picks), play.steps) for play in record)
