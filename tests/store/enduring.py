"""A program that makes each write of a play through the store fail in turn, and checks what is left each time.

    LD_PRELOAD=failing.so python -m tests.store.enduring failing.so FOLDER

Each write fails by an error of the disk, by a full disk, and by the death of the process, which is a fork then. Prints
the number of writes, and of plays in which something was refused. Fails with a traceback where something acknowledged
is gone or the store is not usable.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from alliance_sim.store import NotSaved, Store, Unknown
from tests.store.played import SHA256, TEXT, answer, session

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ERROR_OF_THE_DISK, FULL_DISK, DEATH = range(3)
NEVER = 1 << 30


def play(folder: Path, acknowledge: Callable[[str], object]) -> bool:
    """A short play that does everything again that is refused. Returns whether something was."""
    refused = False
    store = Store.open(folder)
    while not store.recording:
        refused = True
        store.close()
        store = Store.open(folder)
    with store:
        steps: list[tuple[str, Callable[[], object]]] = [
            ("begun a1", lambda: store.begin(session("a1"), {SHA256: TEXT})),
            ("begun b2", lambda: store.begin(session("b2"), {})),
            ("answer 0", lambda: store.append("a1", answer(0))),
            ("draft", lambda: store.save_draft("a1", "1/choice", "I wonder")),
            ("answer 1", lambda: store.append("a1", answer(1, "long " * 1500))),
            ("finished", lambda: store.finish("a1", "repaired")),
            ("copied", lambda: store.back_up(NOON)),
            ("deleted", lambda: store.erase("b2")),
        ]
        for name, step in steps:
            try:
                step()
            except NotSaved:
                refused = True
                store.sessions()
                with suppress(Unknown):  # the flush after the deletion may be what failed
                    step()
            acknowledge(name)
    return refused


def check(folder: Path, acknowledged: list[str]) -> None:
    """Fail if something acknowledged is gone, or if the store is not usable."""
    with Store.open(folder) as store:
        assert store.recording, store.why_not
        found = {known.id: known for known in store.sessions()}
        answers = found["a1"].answers if "a1" in found else ()
        assert answers == (answer(0), answer(1, "long " * 1500))[: len(answers)]
        assert len(answers) >= sum(name.startswith("answer") for name in acknowledged)
        assert ("a1" in found) >= ("begun a1" in acknowledged)
        assert not ("deleted" in acknowledged and "b2" in found)
        assert store.damaged() == ()
        for heading in store.headers():
            assert store.content(heading.session.sha256) == TEXT
        store.begin(session("c3"), {SHA256: TEXT})
        store.append("c3", answer(0))


def killed_play(folder: Path, arm: Callable[[], object]) -> list[str]:
    """What a play acknowledged, in a fork, before it died."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        arm()
        play(folder, lambda name: os.write(sending, f"{name}\n".encode()))
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving) as pipe:
        acknowledged = pipe.read().splitlines()
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return acknowledged


def main(library: str, place: str) -> None:
    shim, folder = ctypes.CDLL(library), Path(place)
    shim.arm(NEVER, DEATH)
    play(folder, lambda _: None)
    writes = shim.calls_made()
    refusals = 0
    for number in range(writes):
        for fault in (ERROR_OF_THE_DISK, FULL_DISK):
            shutil.rmtree(folder)
            acknowledged: list[str] = []
            shim.arm(number, fault)
            refusals += play(folder, acknowledged.append)
            shim.arm(NEVER, DEATH)
            check(folder, acknowledged)
            assert acknowledged[-1] == "deleted"
        shutil.rmtree(folder)
        check(folder, killed_play(folder, lambda number=number: shim.arm(number, DEATH)))  # type: ignore[misc]
    print(writes, refusals)


if __name__ == "__main__":
    main(*sys.argv[1:])
