"""Damage to the file is noticed, hides nothing, and leaves the rest readable."""

import random
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import frozen

from alliance_sim.session import Session
from alliance_sim.store import Damaged, Heading, Store, StoreError, backups, restore
from alliance_sim.store.files import connected
from tests.store.played import SHA256, TEXT, answer, begun, database, filled, session

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@frozen
class Told:
    """What a whole store says."""

    sessions: tuple[Session, ...]
    headings: tuple[Heading, ...]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    filled(tmp_path)
    with Store.open(tmp_path) as store:
        return Told(store.sessions(), store.headers())


def told_wrong(store: Store, told: Told) -> list[str]:
    """What the store says that is neither what was recorded nor a refusal."""
    wrong = []
    with suppress(StoreError):
        found, damaged = store.sessions(), store.damaged()
        missing = [expected.id for expected in told.sessions if expected not in found]
        if [known for known in told.sessions if known in found] != list(found):
            wrong.append("sessions")
        if missing and len(damaged) < len(missing) and "is damaged" not in store.why_not:
            wrong.append("a session is missing and nothing is called damaged")
    with suppress(StoreError):
        if not set(store.headers()) <= set(told.headings):
            wrong.append("headings")
    with suppress(StoreError):
        if store.attempts("empty-diary") < 3 and store.recording:
            wrong.append("attempts")
    for expected in told.sessions:
        with suppress(StoreError):
            if store.session(expected.id) != expected:
                wrong.append(f"session {expected.id}")
    with suppress(StoreError):
        if store.content(SHA256) != TEXT:
            wrong.append("the text")
    with suppress(StoreError):
        if store.draft("b2") != ("12/own-words", "I wonder whether"):
            wrong.append("the draft")
    return wrong


def notice(folder: Path, told: Told) -> str:
    """What a trainee is told about the store in a folder, after looking at all of it; fails if it tells a lie."""
    try:
        with Store.open(folder) as store:
            assert told_wrong(store, told) == []
            opened = "opened, a session damaged" if some_damaged(store) else "opened, nothing lost"
    except StoreError:
        opened = "refused"
    with suppress(StoreError), Store.open(folder, read_only=True) as store:
        assert told_wrong(store, told) == []
    return opened


def some_damaged(store: Store) -> bool:
    try:
        return bool(store.damaged())
    except Damaged:
        return True


def test_no_flipped_bit_changes_what_is_told(tmp_path: Path, told: Told) -> None:
    whole = database(tmp_path).read_bytes()
    notices: Counter[str] = Counter()
    chance = random.Random(20260504)
    for _ in range(100):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        database(tmp_path).write_bytes(damaged)
        notices[notice(tmp_path, told)] += 1
    print(dict(notices))
    assert notices["opened, a session damaged"] > 10


def test_no_truncation_changes_what_is_told(tmp_path: Path, told: Told) -> None:
    whole = database(tmp_path).read_bytes()
    notices: Counter[str] = Counter()
    chance = random.Random(20260504)
    for _ in range(100):
        database(tmp_path).write_bytes(whole[: chance.randrange(len(whole))])
        notices[notice(tmp_path, told)] += 1
    print(dict(notices))
    assert notices["refused"] == 100


def test_damage_that_quotes_itself_in_an_error_is_told_as_damage(tmp_path: Path, told: Told) -> None:
    whole = database(tmp_path).read_bytes()
    at = whole.index(b"CREATE TABLE draft")
    database(tmp_path).write_bytes(whole[:at] + b"\xa0" + whole[at + 1 :])
    assert notice(tmp_path, told) == "refused"


def test_a_row_that_fell_out_of_its_page_is_told(tmp_path: Path, told: Told) -> None:
    with closing(connected(database(tmp_path), "ro")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'session'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damaged = bytearray(database(tmp_path).read_bytes())
    rows_of_the_page = (page - 1) * size + 4
    assert damaged[rows_of_the_page] == 3
    damaged[rows_of_the_page] = 2
    database(tmp_path).write_bytes(damaged)
    with pytest.raises(Damaged):
        Store.open(tmp_path)
    with Store.open(tmp_path, read_only=True) as store:
        assert len(store.sessions()) == 2
        assert "is damaged, and more may be missing than is told" in store.why_not


def changed(folder: Path, statement: str) -> None:
    """Change the store as no method does."""
    connection = connected(database(folder), "rw")
    connection.executescript(f"DROP TRIGGER event_stays; DROP TRIGGER event_goes_with_its_session; {statement}")
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = replace(body, 'second 3', 'second 8') WHERE session = 'b2'",
        "DELETE FROM event WHERE session = 'b2' AND seq = 5",
        "DELETE FROM event WHERE session = 'b2' AND seq = 11",
        "UPDATE event SET seq = seq + 1 WHERE session = 'b2' AND seq = 11",
        "UPDATE session SET answers = 11 WHERE id = 'b2'",
        "UPDATE session SET ending = 'repaired' WHERE id = 'b2'",
        "UPDATE session SET header = replace(header, '\"seed\": 7', '\"seed\": 8') WHERE id = 'b2'",
    ],
)
def test_a_damaged_session_is_refused_and_the_others_are_read(tmp_path: Path, told: Told, statement: str) -> None:
    changed(tmp_path, statement)
    with Store.open(tmp_path) as store:
        with pytest.raises(Damaged, match="expected session b2 as it was written"):
            store.session("b2")
        assert store.sessions() == (told.sessions[0], told.sessions[2])
        assert store.damaged() == ("b2",)


def test_a_damaged_session_takes_no_answer(tmp_path: Path, told: Told) -> None:
    changed(tmp_path, "DELETE FROM event WHERE session = 'b2' AND seq = 5")
    with Store.open(tmp_path) as store, pytest.raises(Damaged):
        store.append("b2", answer(99))


def test_a_damaged_session_can_be_deleted(tmp_path: Path, told: Told) -> None:
    changed(tmp_path, "DELETE FROM event WHERE session = 'b2' AND seq = 5")
    with Store.open(tmp_path) as store:
        store.erase("b2")
        assert store.damaged() == ()


def test_a_damaged_text_is_refused_and_stored_whole_again_by_the_next_session(tmp_path: Path) -> None:
    filled(tmp_path)
    connection = connected(database(tmp_path), "rw")
    connection.executescript("DROP TRIGGER content_stays; UPDATE content SET bytes = substr(bytes, 2)")
    connection.close()
    with Store.open(tmp_path) as store:
        with pytest.raises(Damaged, match="expected the text"):
            store.content(SHA256)
        assert store.damaged() == ("a1", "b2", "c3")
        store.begin(session("d4"), {SHA256: TEXT})
        assert store.damaged() == ()


def test_a_damaged_draft_is_refused_until_another_is_saved(tmp_path: Path, told: Told) -> None:
    changed(tmp_path, "UPDATE draft SET text = '\"I wonder why\"'")
    with Store.open(tmp_path) as store:
        with pytest.raises(Damaged, match="expected a draft as it was written"):
            store.draft("b2")
        store.save_draft("b2", "12/own-words", "I wonder")
        assert store.draft("b2") == ("12/own-words", "I wonder")


def test_a_copy_is_put_in_the_place_of_a_damaged_store(tmp_path: Path, told: Told) -> None:
    with Store.open(tmp_path) as store:
        store.back_up(NOON)
    database(tmp_path).write_bytes(b"")
    database(tmp_path).with_name("sessions.sqlite3-journal").write_bytes(b"of the damaged store")
    assert restore(tmp_path, backups(tmp_path)[0]) == tmp_path / "damaged-1.sqlite3"
    with Store.open(tmp_path) as store:
        assert (store.sessions(), store.damaged()) == (told.sessions, ())


def test_a_damaged_copy_is_not_put_in_the_place_of_the_store(tmp_path: Path, told: Told) -> None:
    with Store.open(tmp_path) as store:
        store.back_up(NOON)
    before = database(tmp_path).read_bytes()
    backups(tmp_path)[0].write_bytes(b"")
    with pytest.raises(Damaged, match="expected a copy of the store"):
        restore(tmp_path, backups(tmp_path)[0])
    assert database(tmp_path).read_bytes() == before


def test_while_a_session_is_damaged_no_copy_is_thrown_away(tmp_path: Path, told: Told) -> None:
    changed(tmp_path, "DELETE FROM event WHERE session = 'b2' AND seq = 5")
    with Store.open(tmp_path) as store:
        for _ in range(6):
            store.back_up(NOON)
    assert len(backups(tmp_path)) == 6


def test_no_refusal_tells_what_was_typed(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.append("a1", answer(0, "canary"))
    changed(tmp_path, "UPDATE event SET body = CAST(replace(CAST(body AS BLOB), 'canary', x'63616e617279ff') AS TEXT)")
    with Store.open(tmp_path) as store, pytest.raises(Damaged) as refused:
        store.session("a1")
    assert "canary" not in repr((refused.value, refused.value.__cause__, refused.value.__context__))
