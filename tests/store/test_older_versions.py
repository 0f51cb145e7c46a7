"""Stores of every older version are kept beside this file; they open, and hold all that they held."""

import shutil
from pathlib import Path

import pytest

from alliance_sim.store import Store
from alliance_sim.store.backup import copies
from alliance_sim.store.tables import MIGRATIONS
from tests.store.played import database

HERE = Path(__file__).parent
PLAYED, LESSON, WAITING, DRILL = (
    "64f10fe154224a07b1190305d4fa16c2",
    "27aee228471d4286814b27c7872e2def",
    "24f455b8178f4538a415780bbe3076f4",
    "8eae87ea6cd045d38445854b98b391d1",
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a store of version 1."""
    shutil.copy(HERE / "version-1.sqlite3", database(tmp_path))
    return tmp_path


def told(store: Store) -> list[tuple[str, int, str | None]]:
    return [(known.session.id, known.answers, known.ending) for known in store.headers()]


def test_a_store_of_each_older_version_is_kept() -> None:
    assert [path.name for path in sorted(HERE.glob("version-*.sqlite3"))] == [
        f"version-{number}.sqlite3" for number in range(1, len(MIGRATIONS))
    ]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_of_version_1_holds_what_it_held(old: Path, read_only: bool) -> None:
    with Store.open(old, read_only=read_only) as store:
        assert told(store) == [(PLAYED, 16, "repaired"), (LESSON, 11, "done"), (WAITING, 4, None), (DRILL, 19, "done")]
        assert store.damaged() == ()
        waiting = store.unfinished()
        assert waiting is not None
        assert store.draft(waiting.id) == ("0/own-words", "I wonder whether\nyou")
        assert "漢字" in store.session(PLAYED).given["0/own-words"]
        assert (store.attempts("sound"), store.readings("look-alikes")) == (2, 1)
        assert store.remarks() == {}


def test_reading_an_older_store_changes_no_byte_of_it(old: Path) -> None:
    before = database(old).read_bytes()
    with Store.open(old, read_only=True) as store:
        assert store.note(PLAYED) == ""
    assert {path.name: path.read_bytes() for path in old.iterdir()} == {database(old).name: before}


def test_before_it_is_changed_an_older_store_is_copied(old: Path) -> None:
    before = database(old).read_bytes()
    Store.open(old).close()
    (copy,) = copies(old)
    assert copy.name == f"before-version-{len(MIGRATIONS)}.sqlite3"
    assert len(copy.read_bytes()) == len(before)
    (old / "again").mkdir()
    shutil.copy(copy, database(old / "again"))
    with Store.open(old / "again") as again, Store.open(old) as store:
        assert again.sessions() == store.sessions() != ()


def test_what_is_erased_is_gone_from_the_copy_of_the_older_version_too(old: Path) -> None:
    with Store.open(old) as store:
        store.erase(PLAYED)
        assert store.damaged() == ()
    assert b"stayed with me" not in b"".join(path.read_bytes() for path in old.rglob("*.sqlite3"))
    assert b"stayed with me" in (HERE / "version-1.sqlite3").read_bytes()
