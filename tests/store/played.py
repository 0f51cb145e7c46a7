"""Sessions to put into a store, and how the tests look at one."""

import hashlib
from pathlib import Path

from alliance_sim.session import Answer, Mode, Session
from alliance_sim.store import Store
from alliance_sim.store.files import FILE

TEXT = b"title: The empty diary\n" * 40
SHA256 = hashlib.sha256(TEXT).hexdigest()


def session(name: str = "a1", *, scenario: str = "empty-diary", attempt: int = 1) -> Session:
    return Session(name, scenario, "The empty diary", SHA256, "2026-05-04T10:00:00", 7, Mode(), attempt)


def answer(number: int, value: str = "stay-with-it") -> Answer:
    return Answer(f"{number}/choice", value, f"2026-05-04T10:{number % 60:02}:00", 2.5)


def begun(folder: Path, *names: str) -> Store:
    """An open store that holds sessions without answers."""
    store = Store.open(folder)
    for name in names or ("a1",):
        store.begin(session(name), {SHA256: TEXT})
    return store


def filled(folder: Path) -> None:
    """A closed store with three sessions: a finished one, one with a draft, and one more."""
    with begun(folder, "a1", "b2", "c3") as store:
        for number in range(12):
            store.append("a1", answer(number, f"first {number}"))
            store.append("b2", answer(number, f"second {number} " + "that is how it felt " * 20))
            store.append("c3", answer(number, f"third {number}"))
        store.finish("a1", "repaired")
        store.save_draft("b2", "12/own-words", "I wonder whether")


def everything(folder: Path) -> bytes:
    """The bytes of all the files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def database(folder: Path) -> Path:
    return folder / FILE
