"""Steps per second of the engine, beside inkjs playing the same story with the same choices.

Run as `python tests/bench/engine.py [steps]`. A step is a view and a choice; every past moment stays in a list. Each
player walks the same way several times, the two in turn, and its fastest walk counts: what else the machine does can
only slow one down. inkjs needs `node` and `npm`; it is installed once, into a cache folder. It is timed twice: playing
on without a past, which is less than what we do, and keeping every past moment as we do, by the only way that it has,
its saved state.
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attrs import evolve, frozen

sys.path.insert(0, str(Path(__file__).parents[2]))

from alliance_sim.decoding import decode
from alliance_sim.engine import begin, choose, named_values, view
from alliance_sim.guards import Compare
from alliance_sim.moment import Moment
from alliance_sim.scenario import Choice, Effect, Scenario, State, Variable, Variant
from alliance_sim.shapes import Change
from alliance_sim.source import read

STATES, SEED, ROUNDS = 1000, 20, 5
NAMES = ("bond", "task", "tension")
INKJS = "2.3.2"
SOUND = Path(__file__).parents[1] / "sound.yaml"
PLAYER = """
const fs = require('fs');
const { Compiler } = require('inkjs/full');
const [source, answers] = process.argv.slice(2);
const story = new Compiler(fs.readFileSync(source, 'utf8')).Compile();
const picks = JSON.parse(fs.readFileSync(answers, 'utf8'));
function play(picks, keeping) {
  story.ResetState();
  const past = [];
  const before = process.hrtime.bigint();
  while (story.canContinue) story.Continue();
  for (const pick of picks) {
    if (keeping) past.push(story.state.toJson());
    story.ChooseChoiceIndex(pick % story.currentChoices.length);
    while (story.canContinue) story.Continue();
  }
  return Number(process.hrtime.bigint() - before) / 1e9;
}
play(picks);
const seconds = Math.min(play(picks), play(picks));
const values = {};
for (const name of ['bond', 'task', 'tension']) values[name] = story.variablesState[name];
const some = picks.slice(0, 2000);
const keeping = play(some, true) / some.length;
console.log(JSON.stringify({ seconds, keeping, values }));
"""


@frozen
class Result:
    """How long a player took, in seconds, and how it ended; `keeping` are the seconds a step if it keeps its past."""

    seconds: float
    values: dict[str, int]
    keeping: float = 0.0


def story(chance: random.Random, turns: int = STATES) -> Scenario:
    """A cyclic scenario of so many turns, 3 or 4 choices each, about a third of them guarded."""
    base, _ = decode(read(SOUND.read_text(encoding="utf-8")), Scenario)
    assert base is not None
    variables = tuple(Variable(name, 5, (0, 10)) for name in NAMES)
    states = tuple(_turn(number, chance, turns) for number in range(turns))
    return evolve(base, variables=variables, conditions=(), start="turn-0", states=states)


def _turn(number: int, chance: random.Random, turns: int) -> State:
    choices = tuple(_choice(number, place, chance, turns) for place in range(chance.choice((3, 4))))
    return State(
        f"turn-{number}", patient=(Variant(f"This is what the patient says in turn {number}."),), choices=choices
    )


def _choice(number: int, place: int, chance: random.Random, turns: int) -> Choice:
    """The first choice of a turn is always open, so that no walk is ever stuck."""
    guard = Compare(chance.choice(NAMES), chance.choice((">=", "<=")), chance.randint(3, 7))
    changed = chance.sample(NAMES, chance.choice((1, 2)))
    return Choice(
        f"choice-{place}",
        say=f"This is reply {place} of turn {number}.",
        strategies=("stays-with-the-work",),
        when=guard if place and chance.random() < 0.46 else None,
        fit="adequate",
        because="It is said.",
        effects=tuple(Effect(name, Change(chance.choice((-2, -1, 1, 2)))) for name in changed),
        to=f"turn-{chance.randrange(turns)}",
    )


def in_ink(scenario: Scenario) -> str:
    """The same story as ink source."""
    lines = [f"VAR {variable.name} = {variable.start}" for variable in scenario.variables]
    lines.append(f"-> {_knot(scenario.start)}")
    for state in scenario.states:
        assert state.patient is not None
        lines += [f"=== {_knot(state.id)} ===", state.patient[0].say]
        for choice in state.choices or ():
            lines.append(f"+ {{{choice.when}}} [{choice.say}]" if choice.when else f"+ [{choice.say}]")
            lines += [
                f"  ~ {effect.variable} = MIN(10, MAX(0, {effect.variable} + {effect.change.amount}))"
                for effect in choice.effects
            ]
            lines.append(f"  -> {_knot(choice.to or '')}")
    return "\n".join(lines) + "\n"


def _knot(state: str) -> str:
    return state.replace("-", "_")


def played(scenario: Scenario, picks: list[int]) -> Result:
    """A walk through our engine that keeps every moment."""
    moment = begin(scenario)
    past: list[Moment] = []
    before = time.perf_counter()
    for pick in picks:
        past.append(moment)
        choices = view(scenario, moment).choices
        moment = choose(scenario, moment, choices[pick % len(choices)].id)
    return Result(time.perf_counter() - before, named_values(scenario, moment))


def played_by_inkjs(scenario: Scenario, picks: list[int]) -> Result | None:
    """The same walk through inkjs, or None where it cannot run."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    cache = Path(tempfile.gettempdir()) / f"alliance-sim-bench-inkjs-{INKJS}"
    cache.mkdir(exist_ok=True)
    if not (cache / "node_modules" / "inkjs").is_dir():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", f"inkjs@{INKJS}"], cwd=cache, check=True)
    for name, text in (("player.js", PLAYER), ("story.ink", in_ink(scenario)), ("picks.json", json.dumps(picks))):
        (cache / name).write_text(text, encoding="utf-8")
    command = ["node", "player.js", "story.ink", "picks.json"]
    found = json.loads(subprocess.run(command, cwd=cache, check=True, capture_output=True, text=True).stdout)
    return Result(found["seconds"], found["values"], found["keeping"])


def main(steps: int) -> None:
    chance = random.Random(SEED)
    scenario = story(chance)
    picks = [chance.randrange(12) for _ in range(steps)]
    results, others = [], []
    for _ in range(ROUNDS):
        results += [played(scenario, picks) for _ in range(3)]
        others.append(played_by_inkjs(scenario, picks))
    ours = min(results, key=lambda result: result.seconds)
    theirs = min((other for other in others if other), key=lambda result: result.seconds, default=None)
    guarded = sum(choice.when is not None for state in scenario.states for choice in state.choices or ())
    choices = sum(len(state.choices or ()) for state in scenario.states)
    print(f"{STATES} turns, {choices} choices, {guarded} of them guarded; {steps} steps")
    print(f"alliance-sim {steps / ours.seconds:>9,.0f} steps/s")
    if theirs is None:
        print("inkjs        not run: node or npm is missing")
        return
    ratio = theirs.seconds / ours.seconds
    print(f"inkjs        {steps / theirs.seconds:>9,.0f} steps/s without a past; ratio {ratio:.1f}")
    ratio = theirs.keeping * steps / ours.seconds
    print(f"inkjs        {1 / theirs.keeping:>9,.0f} steps/s keeping every past moment; ratio {ratio:.1f}")
    if ours.values != theirs.values:
        raise SystemExit(f"the walks ended apart: {ours.values} and {theirs.values}")
    print(f"both ended with {ours.values}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
