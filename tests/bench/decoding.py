"""Reading and decoding a file of 10,000 states (11 MB), beside `yaml.load` with the C loader of the same file.

Run as `python tests/bench/decoding.py [states]`. The limits are lifted by argument. The two take turns, five times,
and the fastest counts, in processor time. Decoding gives a `Scenario` and every mistake with its place; `yaml.load`
gives dictionaries.
"""

import gc
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[2]))

from attrs import evolve

from alliance_sim.decoding import decode
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import Limits
from alliance_sim.source import decoded_text
from alliance_sim.writing import written
from tests.bench.engine import SEED, story

ROUNDS = 5
LIFTED = Limits(bytes=1 << 30, nodes=1 << 30)
SAID = "I said last week that it was fine, and on the way home I thought that it was not, and then the bus came. "


def text(states: int) -> str:
    """A generated scenario whose turns are about as long as written ones."""
    scenario = story(random.Random(SEED), states)
    longer = []
    for state in scenario.states:
        variants = tuple(evolve(variant, say=f"{variant.say} {SAID}".strip()) for variant in state.patient or ())
        choices = tuple(
            evolve(choice, because=f"{choice.because} {SAID[:40]}".strip()) for choice in state.choices or ()
        )
        longer.append(evolve(state, patient=variants, choices=choices))
    return written(evolve(scenario, states=tuple(longer)))


def seconds(act: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    act()
    return time.process_time() - began


def main(states: int) -> None:
    data = text(states).encode()

    def ours() -> None:
        value, problems = decode(decoded_text(data, "large.yaml", LIFTED), Scenario)
        assert value is not None
        assert len(value.states) == states, problems[:3]

    def theirs() -> None:
        yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    times = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    own, plain = min(each[0] for each in times), min(each[1] for each in times)
    print(f"{states} states, {len(data) / 1e6:.1f} MB")
    print(f"read and decoded       {own:6.2f} s")
    print(f"yaml.load, CSafeLoader {plain:6.2f} s; ratio {own / plain:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
