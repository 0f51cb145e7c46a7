"""A program that makes each write of a change to the whole store fail in turn, and checks what is left each time.

    LD_PRELOAD=failing.so python -m tests.records.enduring failing.so FOLDER CHANGE

Each write fails by an error of the disk, by a full disk, and by the death of the process; the change runs in a fork.
Then what is left is looked at, the change is made again, and that is looked at too. Prints the number of writes. Fails
with a traceback where a session is gone that was not to go, or what should have gone is still there.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from alliance_sim.records.exporting import exported
from alliance_sim.records.importing import imported
from alliance_sim.store import Kept, Store, StoreError, Unknown, backups, copies, restore
from tests.store.enduring import DEATH, ERROR_OF_THE_DISK, FULL_DISK, NEVER
from tests.store.played import begun, database, everything
from tests.store.test_older_versions import HERE, PLAYED

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CANARY = b"stayed with me"


def kept(path: Path) -> list[Kept]:
    """The sessions of a store, which must be whole."""
    with Store.look(path) as store:
        assert "damaged" not in store.why_not, store.why_not
        assert store.damaged() == ()
        return list(store.kept())


OLD = kept(HERE / "version-1.sqlite3")


@frozen
class Change:
    """What is there before, the change, what may be left of it half done, and what must be there once it is done."""

    before: Callable[[Path], object]
    make: Callable[[Path], object]
    half: Callable[[Path], object]
    done: Callable[[Path], object]


def old_store(folder: Path) -> None:
    shutil.copy(HERE / "version-1.sqlite3", database(folder))


def new_store(folder: Path) -> None:
    old_store(folder)
    with Store.open(folder) as store:
        store.back_up(NOON)


def opened(folder: Path) -> None:
    with Store.open(folder) as store:
        assert store.recording, store.why_not


def same(folder: Path) -> None:
    """All sessions in the store, and in each copy that there is."""
    for path in (database(folder), *copies(folder)):
        assert kept(path) == OLD


def copied(folder: Path) -> None:
    with Store.open(folder) as store:
        store.back_up(NOON)


def to_be_imported(folder: Path) -> None:
    old_store(folder)
    with Store.look(database(folder)) as store:
        lines = "".join(exported(store, NOON.isoformat(), free_text=True))
    folder.with_name("export.jsonl").write_text(lines, encoding="utf-8", newline="")
    database(folder).unlink()
    begun(folder, "b2").close()


def taken(folder: Path) -> None:
    with Store.open(folder) as store:
        imported(store, folder.with_name("export.jsonl"))


def all_or_nothing_taken(folder: Path) -> None:
    found = kept(database(folder))
    assert found[0].session.id == "b2"
    assert found[1:] in ([], OLD)


def all_taken(folder: Path) -> None:
    assert kept(database(folder))[1:] == OLD


def one_erased(folder: Path) -> None:
    with Store.open(folder) as store, suppress(Unknown):
        store.erase(PLAYED)


def others_there(folder: Path) -> None:
    assert kept(database(folder)) in (OLD, OLD[1:])


def one_gone(folder: Path) -> None:
    assert kept(database(folder)) == OLD[1:]
    assert CANARY not in everything(folder)


def all_erased(folder: Path) -> None:
    with Store.open(folder) as store:
        store.erase_all()


def all_or_none_there(folder: Path) -> None:
    assert kept(database(folder)) in (OLD, [])


def all_gone(folder: Path) -> None:
    assert kept(database(folder)) == []
    assert CANARY not in everything(folder)
    assert copies(folder) == ()


def to_be_restored(folder: Path) -> None:
    new_store(folder)
    with Store.open(folder) as store:
        store.set_note(PLAYED, "later")


def restored(folder: Path) -> None:
    restore(folder, backups(folder)[0], "replaced")


def now_or_then(folder: Path) -> None:
    """Some whole store in its place, or a whole one beside it; the note is in the one or the other."""
    found = [path for path in (database(folder), *folder.glob("replaced-*.sqlite3")) if path.exists()]
    assert any(each.remark.note == "later" for path in found for each in kept(path))


def then(folder: Path) -> None:
    now_or_then(folder)
    assert kept(database(folder)) == OLD


CHANGES = {
    "migration": Change(old_store, opened, same, same),
    "backup": Change(new_store, copied, same, same),
    "import": Change(to_be_imported, taken, all_or_nothing_taken, all_taken),
    "erase": Change(new_store, one_erased, others_there, one_gone),
    "erase-all": Change(new_store, all_erased, all_or_none_there, all_gone),
    "restore": Change(to_be_restored, restored, now_or_then, then),
}


def in_a_fork(make: Callable[[], object]) -> None:
    """Make a change in a fork, whatever becomes of it."""
    child = os.fork()
    if child == 0:
        with suppress(StoreError, OSError, AssertionError):
            make()
        os._exit(0)
    os.waitpid(child, 0)


def main(library: str, place: str, name: str) -> None:
    shim, change = ctypes.CDLL(library), CHANGES[name]
    template, folder = Path(place) / "template-sessions", Path(place) / "sessions"
    template.mkdir(parents=True)
    change.before(template)
    shutil.copytree(template, folder)
    shim.arm(NEVER, DEATH)
    change.make(folder)
    writes = shim.calls_made()
    change.done(folder)
    for number in range(writes):
        for fault in (ERROR_OF_THE_DISK, FULL_DISK, DEATH):
            shutil.rmtree(folder)
            shutil.copytree(template, folder)
            in_a_fork(lambda number=number, fault=fault: (shim.arm(number, fault), change.make(folder)))  # type: ignore[misc]
            shim.arm(NEVER, DEATH)
            change.half(folder)
            change.make(folder)
            change.done(folder)
    print(writes)


if __name__ == "__main__":
    main(*sys.argv[1:])
