"""The history with 10,000 sessions beside the same with 10: its screen, its trends, the commands.

Run as `python tests/bench/history.py [sessions]`. A fourth of the sessions are first exposures, a fourth sittings of
the drill, the rest practice. Each measure is taken in turn over the small and the large store, `ROUNDS` times, and the
medians are told with their ratio. What the trends keep is made before it is measured; how long that takes is told too.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from click.testing import CliRunner
from textual import events

from alliance_sim.bank import Bank
from alliance_sim.banks import banks
from alliance_sim.cli.commands import commands
from alliance_sim.dealing import dealt
from alliance_sim.gathering import gathered
from alliance_sim.library import sha256_of
from alliance_sim.practice import practice
from alliance_sim.rehearsal import QUESTIONNAIRE
from alliance_sim.replaying import questionnaire_of
from alliance_sim.scenario import Scenario
from alliance_sim.session import Answer, Mode, Session
from alliance_sim.settings import Settings
from alliance_sim.shelf import scenario_files, shipped_folder
from alliance_sim.steps import Playing, Script, Step
from alliance_sim.store import Store, rows
from alliance_sim.trends import trends
from alliance_sim.tui.app import AllianceApp

ROUNDS = 7
SMALL, LARGE = 10, 10_000
RUNS = 20
"""Runs of each scenario that are made; sessions share them."""
SKILL, SURE = 0.7, (50, 60, 75, 90, 100)
BEGAN = datetime(2024, 1, 1, 9, tzinfo=UTC)

Given = tuple[tuple[str, str], ...]


def policy(step: Step, chance: Random, truth: dict[str, str]) -> str:
    """Answers like somebody who agrees with the key most of the time, and is as sure as it comes."""
    kind = step.key.partition("/")[2]
    if step.takes_text:
        return ""
    if kind == "probe" and step.key in truth and chance.random() < SKILL:
        return truth[step.key]
    if kind == "sure":
        return str(chance.choice(SURE))
    return chance.choice(step.options).id if step.options else ""


def run(script: Script, chance: Random, truth: dict[str, str]) -> Given:
    playing, given = Playing.of(script, ()), []
    while playing.step is not None:
        step = playing.step
        given.append((step.key, policy(step, chance, truth)))
        playing.advance(Answer(*given[-1]))
    return tuple(given)


def scenario_runs() -> dict[str, tuple[bytes, list[Given]]]:
    """For each shipped scenario its text and some runs of it."""
    from alliance_sim.library import load  # noqa: PLC0415

    asked = questionnaire_of(QUESTIONNAIRE.read_bytes())
    found = {}
    for path in list(scenario_files((shipped_folder(),)))[:6]:
        file = load(path)
        assert file.scenario is not None
        session = Session("", file.id, "", "", "", 1, Mode())
        made = [run(practice(file.scenario, session, asked), Random(n), truths(file.scenario)) for n in range(RUNS)]
        found[file.id] = (file.data, made)
    return found


def truths(scenario: Scenario) -> dict[str, str]:
    """What the key says at the first turns, where that is the same in every run."""
    state = scenario.state[scenario.start]
    return {"0/probe": state.rupture.type if state.rupture else "none"} if state.truth else {}


def sittings() -> list[tuple[bytes, Given]]:
    from attrs import evolve  # noqa: PLC0415

    from alliance_sim.drill import drill_script  # noqa: PLC0415
    from alliance_sim.writing import written  # noqa: PLC0415

    shipped = banks()
    bank: Bank = next(iter(shipped.values()))
    found = []
    for seed in range(RUNS):
        probes = dealt(shipped, {}, {}, BEGAN.date(), size=6, seed=seed)
        truth = {f"{probe.id}/probe": probe.rupture.type if probe.rupture else "none" for probe in probes}
        text = written(evolve(bank, title="Drill", probes=probes)).encode()
        found.append((text, run(drill_script(probes), Random(seed), truth)))
    return found


def sessions(count: int) -> Iterator[tuple[Session, bytes]]:
    """Sessions with their answers and texts, the earliest first."""
    played, drilled = scenario_runs(), sittings()
    chance = Random(1)
    for number in range(count):
        began = BEGAN + timedelta(hours=2 * number)
        drill = number % 4 == 1
        name = "drill" if drill else chance.choice(sorted(played))
        text, runs = played[name] if not drill else (b"", [])
        given = chance.choice(runs) if runs else ()
        if drill:
            text, given = chance.choice(drilled)
        answers = tuple(
            Answer(step, value, (began + timedelta(seconds=20 * at)).isoformat(), 20.0)
            for at, (step, value) in enumerate(given)
        )
        yield (
            Session(
                f"{number:032x}",
                name,
                "Drill" if drill else name.replace("-", " ").capitalize(),
                sha256_of(text),
                began.isoformat(),
                1,
                Mode(),
                1 if number % 4 == 0 or drill else 2,
                "" if drill else sha256_of(QUESTIONNAIRE.read_bytes()),
                "drill" if drill else "scenario",
                answers=answers,
            ),
            text,
        )


def filled(folder: Path, count: int) -> None:
    """A store with so many sessions, written in one go."""
    asked = QUESTIONNAIRE.read_bytes()
    with Store.open(folder) as store, store._access.writing() as connection:
        for session, text in sessions(count):
            for content in (text, asked):
                connection.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (sha256_of(content), content))
            header = rows.header(session)
            crc = rows.start(session.id, header)
            events = []
            for at, answer in enumerate(session.answers):
                body = rows.body(answer)
                crc = rows.link(crc, at, answer.step, body)
                events.append((session.id, at, answer.step, body, crc))
            row = rows.sealed((session.id, header, "done", len(events), crc))
            connection.execute(f"INSERT INTO session ({rows.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", events)


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def forget() -> None:
    """As in a program that has just begun."""
    rows.heading.cache_clear()


def opened(folder: Path, *keys: str, words: str) -> float:
    """From the last key to the painted words, in a new app."""

    async def measured() -> float:
        with Store.open(folder) as store:
            app = AllianceApp(store, Settings())
            async with app.run_test(size=(80, 24)) as pilot:
                while not getattr(app.screen, "looked", False):
                    await asyncio.sleep(0.05)
                forget()
                for key in keys[:-1]:
                    await pilot.press(key)
                    await pilot.pause(0.5)
                began = time.perf_counter()
                app.post_message(events.Key(keys[-1], keys[-1]))
                while words not in painted(app):
                    await asyncio.sleep(0.001)
                return time.perf_counter() - began

    os.environ["ALLIANCE_SIM_HOME"] = str(folder)
    return asyncio.run(measured())


def painted(app: AllianceApp) -> str:
    """What stands on the screen."""
    return "".join(strip.text for strip in app.screen._compositor.render_strips()).strip()


def worked_out(folder: Path) -> float:
    """The trends, from the kept figures."""
    forget()
    with Store.open(folder, read_only=True) as store:
        return seconds(lambda: trends(gathered(store).showings))


def command(*arguments: str) -> Callable[[Path], float]:
    def measured(folder: Path) -> float:
        os.environ["ALLIANCE_SIM_HOME"] = str(folder)
        forget()
        return seconds(lambda: CliRunner().invoke(commands, arguments, catch_exceptions=False))

    return measured


MEASURES: dict[str, Callable[[Path], float]] = {
    "history, its screen": lambda folder: opened(folder, "h", words="History · 1"),
    "first filter": lambda folder: opened(folder, "h", "k", words="k) scenario"),
    "trends, first frame": lambda folder: opened(folder, "h", "t", words="sessions are being read"),
    "trends, all of them": lambda folder: opened(folder, "h", "t", words="What this rests on"),
    "trends, worked out": worked_out,
    "alliance-sim history --last 20": command("history", "--last", "20"),
    "alliance-sim history": command("history"),
}


def main(large: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        stores = {count: Path(name) / str(count) for count in (SMALL, large)}
        for count, folder in stores.items():
            filled(folder, count)
            with Store.open(folder) as store:
                taken = seconds(lambda: gathered(store))
                print(f"{count} sessions, worked out for the first time: {taken:.2f} s")
        for title, measure in MEASURES.items():
            times = [(measure(stores[SMALL]), measure(stores[large])) for _ in range(ROUNDS)]
            small, big = (median(column) * 1000 for column in zip(*times, strict=True))
            ratio = median(late / early for early, late in times)
            print(f"{title:32} {small:7.1f} ms {big:8.1f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
