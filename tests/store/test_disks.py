"""Disks that are full or cannot be written, and who may read what is on them."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alliance_sim.store import NotSaved, Store, StoreError
from tests.store.killing import ROOT
from tests.store.played import answer, begun, database, filled

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
    nobody = ["setpriv", "--reuid", str(NOBODY), "--clear-groups", sys.executable, "-c"]
    if subprocess.run([*nobody, ""], capture_output=True, check=False).returncode != 0:
        pytest.skip("not shown here: another user cannot start this Python")
    command = [*nobody, READER, str(reachable_folder)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == (said.format(folder=reachable_folder), "")
