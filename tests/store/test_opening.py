"""What is opened, what is refused, and who may read it."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_sim.store import Damaged, NewerVersion, NotSaved, Store, StoreError
from alliance_sim.store.files import connected
from alliance_sim.store.tables import MIGRATIONS, migrate
from tests.store.killing import ROOT
from tests.store.played import answer, begun, database, filled, session

ROOT_ON_LINUX = sys.platform == "linux" and os.geteuid() == 0
NOBODY = 65534

READER = """
import sys
from pathlib import Path
from alliance_sim.store import Store, StoreError
try:
    with Store.open(Path(sys.argv[1])) as store:
        print(store.recording, len(store.session("b2").answers), store.why_not)
except StoreError as error:
    print(error)
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def reachable_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are private."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "store"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        ROOT_ON_LINUX
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
        == 0
    )
    if not mounted:
        pytest.skip("not shown here: mounting a small disk needs root on Linux")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


@pytest.mark.usefixtures("usual_umask")
def test_only_the_owner_can_read_any_file_of_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "store"
    with begun(folder) as store, store.playing("a1"):
        store.append("a1", answer(0))
        store.back_up(datetime(2026, 5, 4, tzinfo=UTC))
        modes = {path.relative_to(folder).parts[0]: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*")}
        modes["copy"] = stat.S_IMODE(next((folder / "backups").iterdir()).stat().st_mode)
        lock = next(name for name in modes if name.endswith(".lock"))
    assert modes == {
        "sessions.sqlite3": 0o600,
        "sessions.sqlite3-journal": 0o600,
        lock: 0o600,
        "backups": 0o700,
        "copy": 0o600,
    }
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_store_that_others_could_read_is_made_private_again(tmp_path: Path) -> None:
    filled(tmp_path)
    database(tmp_path).chmod(0o644)
    Store.open(tmp_path).close()
    assert stat.S_IMODE(database(tmp_path).stat().st_mode) == 0o600


def test_a_folder_that_everyone_can_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(StoreError, match="expected a folder that only you can write to"):
        Store.open(tmp_path)


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
    assert found == ["truncate", 2, 1, 1, 1, 1]


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
    with pytest.raises(NewerVersion, match=r"found version 2 .* use alliance-sim 7\.3 or newer"):
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
    with pytest.raises(Damaged, match="restore a backup"):
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
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        migrate(connection, (*MIGRATIONS, "CREATE TABLE extra (x)", "CREATE TABLE more (x)"))
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def answered_until_full(store: Store, said: str) -> int:
    """Answer until the store refuses; return how many answers were acknowledged."""
    for number in range(1000):
        try:
            store.append("a1", answer(number, said))
        except NotSaved as refused:
            assert "found the disk full: free some space" in str(refused)  # noqa: PT017  # the number is needed
            return number
    raise AssertionError("the disk never became full")


def test_a_full_disk_is_told_and_play_goes_on_when_there_is_room(small_disk: Path) -> None:
    said = "as long as what one says in a session can be, and longer " * 40
    with begun(small_disk) as store:
        kept = answered_until_full(store, said)
        assert len(store.session("a1").answers) == kept > 10
        with Store.open(small_disk) as again:
            assert len(again.session("a1").answers) == kept
        remount(small_disk, "size=2m")
        store.append("a1", answer(kept, said))
        assert store.session("a1").answers == tuple(answer(number, said) for number in range(kept + 1))
        assert store.damaged() == ()


def test_a_full_disk_at_the_first_start_leaves_no_broken_store(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with suppress(OSError):
        ballast.write_bytes(bytes(1 << 20))
    with Store.open(small_disk) as store:
        assert "found the disk full" in store.why_not
    ballast.unlink()
    with begun(small_disk) as store:
        assert store.recording


def test_a_disk_that_cannot_be_written_is_read(small_disk: Path) -> None:
    filled(small_disk)
    remount(small_disk, "ro")
    with Store.open(small_disk) as store:
        assert (store.recording, len(store.session("b2").answers)) == (False, 12)
        assert store.why_not == f"expected to write to {small_disk}, found it read-only"
        with store.playing("c3"), pytest.raises(NotSaved, match="found it read-only"):
            store.append("c3", answer(99))


def test_a_disk_that_cannot_be_written_and_holds_no_store_has_no_history(small_disk: Path) -> None:
    remount(small_disk, "ro")
    with Store.open(small_disk / "store") as store:
        assert (store.recording, store.sessions()) == (False, ())
        assert store.why_not == f"expected to make the folder {small_disk / 'store'}, found: Read-only file system"


@pytest.mark.skipif(not ROOT_ON_LINUX, reason="not shown here: becoming another user needs root on Linux")
@pytest.mark.parametrize(
    ("owner", "mode", "said"),
    [
        (NOBODY, 0o500, "False 12 expected to write to {folder}, found it read-only"),
        (0, 0o700, "expected to read {folder}, found: Permission denied"),
    ],
    ids=["read-only folder", "folder of another user"],
)
def test_another_user_reads_what_may_be_read_and_is_told_what_may_not(
    reachable_folder: Path, owner: int, mode: int, said: str
) -> None:
    filled(reachable_folder)
    for path in reachable_folder.iterdir():
        os.chown(path, owner, owner)
    os.chown(reachable_folder, owner, owner)
    reachable_folder.chmod(mode)
    command = ["setpriv", "--reuid", str(NOBODY), "--clear-groups", sys.executable, "-c", READER, str(reachable_folder)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == (said.format(folder=reachable_folder), "")
