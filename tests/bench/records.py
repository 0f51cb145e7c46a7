"""The store at size: what each look, copy and export costs with 10,000 sessions (half a million answers), and with 10.

Run as `python tests/bench/records.py [sessions]`. The sessions are one played session, copied under other ids;
they are written in bulk, as only a benchmark may. Each figure is the fastest of a few rounds, for what else the machine
does can only slow one down.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve

sys.path.insert(0, str(Path(__file__).parents[2]))

from alliance_sim.library import load
from alliance_sim.records.exporting import exported
from alliance_sim.records.tables import table
from alliance_sim.records.verifying import disagreements
from alliance_sim.rehearsal import started
from alliance_sim.session import Mode, Session
from alliance_sim.shelf import shipped_folder
from alliance_sim.store import Store, rows
from alliance_sim.store.summaries import counted, keep_count

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FEW = 10
Measured = Callable[[Store], object]


def played(folder: Path) -> tuple[Session, dict[str, bytes]]:
    """A session of a shipped scenario with everything asked and answered, and its texts."""
    path = sorted(shipped_folder().glob("*.yaml"))[0]
    with Store.open(folder) as store:
        rehearsal = started(load(path), Mode(ratings=False), store, seed=1)
        while (step := rehearsal.step) is not None:
            rehearsal.give("In my own words." if step.takes_text else "" if step.goes_on else step.options[0].id)
        rehearsal.finish()
        session = rehearsal.session
        return session, {name: store.content(name) for name in {session.sha256, session.questionnaire} if name}


def filled(folder: Path, number: int, session: Session, texts: dict[str, bytes]) -> None:
    """A store with so many copies of a session."""
    with Store.open(folder) as store, store._access.writing() as connection:
        connection.executemany("INSERT INTO content VALUES (?, ?)", texts.items())
        for count in range(number):
            name = f"{count:08x}{session.id[8:]}"
            one = evolve(session, id=name, attempt=count + 1, answers=())
            text = rows.header(one)
            chain = rows.start(name, text)
            events = []
            for seq, answer in enumerate(session.answers):
                body = rows.body(answer)
                chain = rows.link(chain, seq, answer.step, body)
                events.append((name, seq, answer.step, body, chain))
            row = rows.sealed((name, text, "repaired", len(events), chain))
            connection.execute(f"INSERT INTO session ({rows.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", events)
        keep_count(connection, counted(connection))


def seconds(folder: Path, look: Measured, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        rows.heading.cache_clear()
        with Store.open(folder) as store:
            before = time.perf_counter()
            look(store)
            best = min(best, time.perf_counter() - before)
    return best


def opening(folder: Path, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        before = time.perf_counter()
        with Store.open(folder):
            best = min(best, time.perf_counter() - before)
    return best


def home_data(store: Store) -> None:
    """What the home screen asks."""
    store.unfinished()
    for path in shipped_folder().glob("*.yaml"):
        store.attempts(path.stem)
    store.headers(last=1)


LOOKS: dict[str, Measured] = {
    "home: what waits, what is new": home_data,
    "the latest 100 sessions": lambda store: store.headers(last=100),
    "one session": lambda store: store.session(store.headers(last=1)[0].session.id),
    "all sessions without answers": lambda store: store.headers(),
    "notes and tags": lambda store: store.remarks(),
    "a note": lambda store: store.set_note(store.headers(last=1)[0].session.id, "calm"),
    "every checksum": lambda store: store.damaged(),
    "a copy": lambda store: store.back_up(NOON),
}


ONCE: dict[str, Measured] = {
    "export, JSON lines": lambda store: spent(exported(store, NOON.isoformat(), free_text=True)),
    "export, table of sessions": lambda store: spent(table("sessions", store, free_text=False)),
    "every session played again": lambda store: spent(disagreements(store)),
}
"""What somebody asks for now and then, and waits for."""


def spent(found: Iterable[object]) -> None:
    for _ in found:
        pass


def main(number: int = 10_000) -> None:
    with tempfile.TemporaryDirectory() as place:
        session, texts = played(Path(place) / "one")
        folders = {count: Path(place) / str(count) for count in (FEW, number)}
        for count, folder in folders.items():
            filled(folder, count, session, texts)
        sizes = {count: (folder / "sessions.sqlite3").stat().st_size for count, folder in folders.items()}
        print(f"{number * len(session.answers):,} answers; {sizes[number] / 1e6:.0f} MB,", end=" ")
        print(f"{(sizes[number] - sizes[FEW]) / (number - FEW):,.0f} bytes a session")
        print(f"{'':32}{FEW:>10,}{number:>12,}{'ratio':>9}")
        told("opening", *(opening(folder, 5) for folder in folders.values()))
        for name, look in LOOKS.items():
            told(name, *(seconds(folder, look, 3) for folder in folders.values()))
        for name, look in ONCE.items():
            told(name, *(seconds(folder, look, 1) for folder in folders.values()))


def told(name: str, few: float, many: float) -> None:
    print(f"{name:32}{few * 1000:>7.1f} ms{many * 1000:>9.1f} ms{many / few:>9.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
