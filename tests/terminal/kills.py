"""Killing the full screen right after a key whose effect is visible, and what is found afterwards."""

import random
import time
from functools import partial
from operator import ne
from pathlib import Path

from attrs import frozen

from alliance_sim.library import load
from alliance_sim.rehearsal import Recorded, resumed, started
from alliance_sim.session import Mode
from alliance_sim.steps import Step
from alliance_sim.store import Store
from tests.terminal.terminal import Terminal

MODE = Mode(feedback="turn", own_words=False, ratings=False)


@frozen
class Kills:
    """How often the program was killed, the answers that were seen and then lost, and the wrong turns shown."""

    count: int
    lost: int
    wrong: int


def foreseen(folder: Path) -> Recorded:
    """The session that waits, by its record, to be tried out: nothing more is recorded."""
    with Store.open(folder, read_only=True) as store:
        session = store.unfinished()
        assert session is not None
        return resumed(session, store)


def key_of(step: Step, chance: random.Random) -> str:
    return "\r" if step.goes_on or step.takes_text else chance.choice(step.options).key


def killed(scenario: Path, folder: Path, count: int, seed: int = 1) -> Kills:
    """Play sessions, killing the program after each key, as soon as the next question is on the screen."""
    chance = random.Random(seed)
    lost = wrong = 0
    for _ in range(count):
        with Store.open(folder) as store:
            if store.unfinished() is None:
                started(load(scenario), MODE, store, seed=seed).give("turn")
        rehearsal = foreseen(folder)
        assert rehearsal.step is not None
        asked, key = rehearsal.step.ask, key_of(rehearsal.step, chance)
        answers = len(rehearsal.session.answers)
        rehearsal.give(key)
        asked_next = rehearsal.step.ask if rehearsal.step else "Practise"
        with Terminal(["play", "--resume"], home=folder) as terminal:
            try:
                terminal.sees(asked)
            except AssertionError:
                wrong += 1
                continue
            seen = terminal.settled() if asked_next == asked else ""
            terminal.press(key)
            if asked_next == asked:
                terminal.until(partial(ne, seen), "the next text")
            else:
                terminal.sees(asked_next)
            time.sleep(chance.random() * 0.02)
            terminal.kill()
        with Store.open(folder, read_only=True) as store:
            lost += len(store.sessions()[-1].answers) != answers + 1
    return Kills(count, lost, wrong)
