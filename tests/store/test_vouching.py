"""A large store is looked through when it was changed by others, and once a week."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

from alliance_sim.store import Damaged, Store
from alliance_sim.store.vouching import LARGE, NAME, WEEK
from tests.store.played import answer, begun, database, session

TEXT = b"a long scenario\n" * (LARGE // 16 + 1)
NAMED = sha256(TEXT).hexdigest()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder with a large store, which was opened, changed and closed twice."""
    with Store.open(tmp_path) as store:
        store.begin(evolve(session(), sha256=NAMED), {NAMED: TEXT})
    with Store.open(tmp_path) as store:
        store.append("a1", answer(0))
    return tmp_path


def rot(folder: Path) -> None:
    """Damage a page of the store so that the file system does not know of it."""
    path = database(folder)
    before, data = path.stat(), bytearray(path.read_bytes())
    at = data.rindex(b"a long scenario") // 4096 * 4096 - 4096
    data[at : at + 4] = b"\xff\xff\xff\xff"  # where the number of the next page of the text stands
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def opens(folder: Path) -> bool:
    try:
        Store.open(folder).close()
    except Damaged:
        return False
    return True


def test_damage_that_left_its_mark_is_seen_at_the_next_start(large: Path) -> None:
    rot(large)
    os.utime(database(large))
    assert not opens(large)


def test_damage_that_left_none_is_seen_after_a_week_and_when_it_is_read(large: Path) -> None:
    rot(large)
    assert opens(large)
    with Store.open(large) as store, pytest.raises(Damaged):
        store.content(NAMED)
    note = large / NAME
    *mark, seconds = note.read_text().split()
    note.write_text(" ".join([*mark, str(int(seconds) - WEEK)]))
    assert not opens(large)


@pytest.mark.parametrize("note", ["", "1 2 3", "x" * 100, "\0", "1 2 3 four"])
def test_a_note_that_says_nothing_is_as_if_there_were_none(large: Path, note: str) -> None:
    rot(large)
    (large / NAME).write_text(note)
    assert not opens(large)


def test_the_week_begins_when_the_store_is_looked_through(large: Path) -> None:
    note = large / NAME
    *mark, seconds = note.read_text().split()
    note.write_text(" ".join([*mark, str(int(seconds) - WEEK + 60)]))
    with Store.open(large) as store:
        store.append("a1", answer(1))
    assert int(note.read_text().split()[-1]) == int(seconds) - WEEK + 60


def test_a_small_store_is_looked_through_each_time(tmp_path: Path) -> None:
    begun(tmp_path).close()
    assert not (tmp_path / NAME).exists()


def test_only_the_owner_can_read_the_note(large: Path) -> None:
    assert (large / NAME).stat().st_mode & 0o777 == 0o600
