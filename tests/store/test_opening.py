"""What is opened, what is made, and what is refused."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_sim.store import Damaged, NewerVersion, NotSaved, Store, StoreError
from alliance_sim.store.files import connected
from alliance_sim.store.tables import MIGRATIONS, migrate
from tests.store.played import answer, begun, database, filled, session


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_store_that_is_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    filled(tmp_path / "elsewhere")
    (tmp_path / "store").mkdir()
    database(tmp_path / "store").symlink_to(database(tmp_path / "elsewhere"))
    with pytest.raises(StoreError, match="found a link that leads out of the folder"):
        Store.open(tmp_path / "store")


def test_a_connection_that_records_is_durable_and_forgetful(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        connection = store._access.connection
        names = ("journal_mode", "synchronous", "fullfsync", "secure_delete", "foreign_keys", "user_version")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert found == ["truncate", 2, 1, 1, 1, len(MIGRATIONS)]


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET body = ''", "DELETE FROM event", "UPDATE content SET bytes = x''"]
)
def test_nothing_that_happened_can_be_changed(tmp_path: Path, statement: str) -> None:
    filled(tmp_path)
    with closing(connected(database(tmp_path), "rw")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_store_is_refused_untouched(tmp_path: Path, read_only: bool) -> None:
    filled(tmp_path)
    with closing(connected(database(tmp_path), "rw")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.execute("UPDATE meta SET value = '7.3' WHERE name = 'written by'")
    before = contents(tmp_path)
    with pytest.raises(NewerVersion, match=r"found version 3 .* use alliance-sim 7\.3 or newer"):
        Store.open(tmp_path, read_only=read_only)
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"dear diary\n",
        b"dear diary\n" * 1000,
        bytes(8192),
        b"SQLite format 3\0",
        b"SQLite format 3\0" + bytes(4080),
    ],
    ids=["empty", "text", "long text", "zeros", "magic only", "magic and zeros"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_store_is_never_taken_for_a_new_one(tmp_path: Path, found: bytes, read_only: bool) -> None:
    database(tmp_path).write_bytes(found)
    with pytest.raises(Damaged):
        Store.open(tmp_path, read_only=read_only)
    assert contents(tmp_path) == {database(tmp_path).name: found}


def test_an_empty_file_is_called_one(tmp_path: Path) -> None:
    database(tmp_path).touch()
    with pytest.raises(Damaged, match="found an empty file: restore a backup, or move the file away"):
        Store.open(tmp_path)


def test_a_store_with_its_header_zeroed_is_damaged(tmp_path: Path) -> None:
    filled(tmp_path)
    whole = database(tmp_path).read_bytes()
    database(tmp_path).write_bytes(bytes(100) + whole[100:])
    with pytest.raises(Damaged, match="put one from"):
        Store.open(tmp_path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.execute("CREATE TABLE cookies (name TEXT)")
        connection.commit()
    with pytest.raises(Damaged, match="found something else"):
        Store.open(tmp_path)


def test_a_store_that_is_gone_though_its_backups_are_there_is_not_begun_anew(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.back_up(datetime(2026, 5, 4, tzinfo=UTC))
    database(tmp_path).unlink()
    with pytest.raises(Damaged, match="beside its backups, found none"):
        Store.open(tmp_path)


def test_a_store_half_made_by_a_killed_window_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "sessions.sqlite3.new").write_bytes(b"SQLite form")
    with begun(tmp_path) as store:
        assert (store.recording, store.sessions()) == (True, (session(),))


def test_reading_only_makes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", read_only=True) as store:
        assert (store.recording, store.sessions(), store.headers(), store.unfinished()) == (False, (), (), None)
    assert not (tmp_path / "store").exists()


def test_reading_only_reads_and_refuses_to_write(tmp_path: Path) -> None:
    filled(tmp_path)
    before = contents(tmp_path)
    with Store.open(tmp_path, read_only=True) as store:
        assert [found.id for found in store.sessions()] == ["a1", "b2", "c3"]
        with pytest.raises(NotSaved, match="opened for reading only"):
            store.append("c3", answer(99))
    assert contents(tmp_path) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_what_a_killed_window_had_half_written_is_undone(tmp_path: Path, read_only: bool) -> None:
    filled(tmp_path / "killed")
    found_after_the_kill = tmp_path / "found"
    with closing(connected(database(tmp_path / "killed"), "rw")) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM session")
        connection.execute("DELETE FROM event")
        connection.execute("INSERT INTO content VALUES ('', zeroblob(100000))")
        shutil.copytree(tmp_path / "killed", found_after_the_kill)
    with Store.open(tmp_path / "killed") as whole, Store.open(found_after_the_kill, read_only=read_only) as store:
        assert store.sessions() == whole.sessions() != ()
        assert store.damaged() == ()


def test_a_migration_and_its_number_are_one_change(tmp_path: Path) -> None:
    filled(tmp_path)
    with closing(connected(database(tmp_path), "rw")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*MIGRATIONS, "CREATE TABLE extra (x); CREATE TABLE extra (x)"))
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        migrate(connection, (*MIGRATIONS, "CREATE TABLE extra (x)", "CREATE TABLE more (x)"))
        assert connection.execute("PRAGMA user_version").fetchone() == (4,)
