"""Of a damaged store, what can be read is put into a new one; the old one stays beside it."""

import random
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_sim.store import Damaged, Store, StoreError
from alliance_sim.store.files import connected
from alliance_sim.store.salvaging import Salvage, salvage
from tests.store.played import answer, database, filled

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def changed(folder: Path, statement: str) -> bytes:
    """Damage the store; return its bytes then."""
    with closing(connected(database(folder), "rw")) as connection:
        connection.executescript(f"DROP TRIGGER event_stays; DROP TRIGGER event_goes_with_its_session; {statement}")
    return database(folder).read_bytes()


def test_answers_up_to_the_damage_are_kept_and_the_old_file_with_them(tmp_path: Path) -> None:
    filled(tmp_path)
    damaged = changed(
        tmp_path, "UPDATE event SET body = replace(body, 'second 5', 'second 8') WHERE session = 'b2' AND seq = 5"
    )
    old = tmp_path / "damaged-1.sqlite3"
    assert salvage(tmp_path) == Salvage(("a1", "b2", "c3"), {"b2": 5}, (), old)
    assert old.read_bytes() == damaged
    with Store.open(tmp_path) as store:
        assert [(known.session.id, known.answers, known.ending) for known in store.headers()] == [
            ("a1", 12, "repaired"),
            ("b2", 5, None),
            ("c3", 12, None),
        ]
        assert (store.damaged(), store.stale()) == ((), False)
        store.append("b2", answer(77))


def test_what_a_copy_has_whole_is_taken_from_it(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path) as store:
        store.set_note("b2", "calm")
        whole = list(store.kept())
        store.back_up(NOON)
    changed(tmp_path, "DELETE FROM event WHERE session = 'b2' AND seq = 5; DELETE FROM session WHERE id = 'c3'")
    found = salvage(tmp_path)
    assert (found.shortened, found.lost) == ({}, ())
    with Store.open(tmp_path) as store:
        assert list(store.kept()) == whole


def test_a_store_that_cannot_be_opened_is_made_again_from_its_copies(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path) as store:
        whole = list(store.kept())
        store.back_up(NOON)
    database(tmp_path).write_bytes(b"dear diary")
    assert salvage(tmp_path).old == tmp_path / "damaged-1.sqlite3"
    with Store.open(tmp_path) as store:
        assert list(store.kept()) == whole


def test_where_nothing_can_be_read_nothing_is_changed(tmp_path: Path) -> None:
    database(tmp_path).write_bytes(b"dear diary")
    with pytest.raises(Damaged, match="found none: nothing was changed"):
        salvage(tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("sessions.sqlite3", b"dear diary")]


def test_whichever_bit_flips_nothing_wrong_is_salvaged(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path) as store:
        told = {kept.session.id: kept for kept in store.kept()}
    whole = database(tmp_path).read_bytes()
    chance = random.Random(20260504)
    kept_sessions = 0
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        for path in tmp_path.glob("*.sqlite3"):
            path.unlink()
        database(tmp_path).write_bytes(damaged)
        try:
            salvage(tmp_path)
        except StoreError:
            continue
        with Store.open(tmp_path) as store:
            for found in store.kept():
                expected = told[found.session.id].session.answers
                assert found.session.answers == expected[: len(found.session.answers)]
                kept_sessions += found.session.answers == expected
    print(kept_sessions, "of", 180)
    assert kept_sessions > 120
