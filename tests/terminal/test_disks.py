"""A full disk and a folder that cannot be written, in a real terminal."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from alliance_sim.library import load
from alliance_sim.rehearsal import started
from alliance_sim.session import Mode
from alliance_sim.store import Store
from tests.terminal.terminal import Terminal, mounted, remounted
from tests.terminal.test_ends import HOME_SCREEN, SHORT, answers, begun


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    try:
        with mounted(tmp_path / "disk", "512k") as folder:
            yield folder
    except (PermissionError, FileNotFoundError) as error:
        pytest.skip(f"a file system cannot be mounted here: {error}")


def filled(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(b"x" * 4096)
    assert os.statvfs(disk).f_bavail == 0
    return filler


def test_on_a_full_disk_an_answer_is_not_taken_and_later_it_is(disk: Path) -> None:
    begun(disk)
    with Terminal(["play", "--resume"], home=disk) as terminal:
        terminal.sees("Is there a rupture")
        filler = filled(disk)
        terminal.tap("2", "Not saved")
        assert "Is there a rupture" in terminal.text
        assert answers(disk) == [("feedback", "episode")]
        filler.unlink()
        terminal.tap("2", "How sure")
        assert "Not saved" not in terminal.text
        assert answers(disk) == [("feedback", "episode"), ("0/probe", "withdrawal")]
        terminal.press("q")
        assert terminal.ended() == 0


def test_in_plain_lines_a_full_disk_is_told_and_the_answer_taken_later(disk: Path) -> None:
    begun(disk)
    with Terminal(["play", "--resume", "--plain"], home=disk) as terminal:
        terminal.sees("Is there a rupture")
        filler = filled(disk)
        terminal.tap("2\n", "Error: not saved.")
        filler.unlink()
        terminal.tap("2\n", "How sure")
        assert answers(disk) == [("feedback", "episode"), ("0/probe", "withdrawal")]


def test_on_a_disk_that_cannot_be_written_one_plays_and_is_told_that_nothing_is_recorded(disk: Path) -> None:
    begun(disk)
    remounted(disk, "ro")
    with Terminal(home=disk) as terminal:
        terminal.sees("Not recorded")
        terminal.tap("l", "Eight ticks")
        terminal.tap("1", "When do you want feedback?")
        terminal.tap("2", "Rate yourself")
        terminal.tap("2", "Is there a rupture")
        terminal.press("q")
        assert terminal.ended() == 0
    with Store.open(disk, read_only=True) as store:
        assert len(store.headers()) == 1


def test_on_a_disk_that_cannot_be_written_old_debriefs_are_read(disk: Path) -> None:
    with Store.open(disk) as store:
        rehearsal = started(load(SHORT), Mode(own_words=False, ratings=False), store, seed=1)
        while rehearsal.step is not None:
            rehearsal.give(rehearsal.step.options[0].id if rehearsal.step.options else "")
        rehearsal.finish()
    remounted(disk, "ro")
    with Terminal(home=disk) as terminal:
        terminal.sees(HOME_SCREEN)
        terminal.tap("h", "The empty diary")
        terminal.tap("1", "Debrief: The empty diary")
        terminal.tap("w", "could not be written")
