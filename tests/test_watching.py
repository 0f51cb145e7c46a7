"""A file that is being written: read anew when it has changed, and looked through by a process of its own."""

import asyncio
import os
import pickle
from pathlib import Path

import pytest

from alliance_sim.diagnostics import Severity
from alliance_sim.library import load
from alliance_sim.watching import (
    LENGTH,
    Checked,
    Explored,
    Look,
    Read,
    Watched,
    looked_through,
    looked_through_apart,
    unreadable,
)
from tests.tui.driver import FOUNDATION, SHORT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    path.write_bytes(b"one")
    return path


@pytest.fixture
def watched(file: Path) -> Watched:
    """A file that was looked at."""
    found = Watched(file)
    assert found.look() == b"one"
    return found


def test_a_file_that_has_not_changed_is_no_news(watched: Watched) -> None:
    assert watched.look() is None


def test_a_file_that_has_changed_is_read_again(watched: Watched, file: Path) -> None:
    file.write_bytes(b"two and more")
    assert (watched.look(), watched.look()) == (b"two and more", None)


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen(watched: Watched, file: Path) -> None:
    before = file.stat().st_mtime_ns
    file.write_bytes(b"two")
    os.utime(file, ns=(before, before))
    assert watched.look() == b"two"


def test_an_old_file_that_nobody_touched_is_not_read_again(file: Path) -> None:
    os.utime(file, (1, 1))
    watched = Watched(file)
    watched.look()
    file.write_bytes(b"two")
    os.utime(file, (1, 1))
    assert watched.look() is None


def test_a_file_that_another_replaces_is_read_again(watched: Watched, file: Path) -> None:
    os.utime(file, (1, 1))
    watched.look()
    other = file.with_suffix(".new")
    other.write_bytes(b"two")
    os.utime(other, (1, 1))
    other.replace(file)
    assert watched.look() == b"two"


def test_a_file_that_is_touched_alone_is_no_news(watched: Watched, file: Path) -> None:
    os.utime(file, (5, 5))
    assert watched.look() is None


def test_a_file_that_is_gone_for_one_look_is_no_news(watched: Watched, file: Path) -> None:
    file.rename(file.with_suffix(".old"))
    assert watched.look() is None
    file.with_suffix(".old").rename(file)
    assert watched.look() is None


def test_a_file_that_stays_away_is_told_once_and_told_again_when_it_is_back(watched: Watched, file: Path) -> None:
    file.rename(file.with_suffix(".old"))
    assert [watched.look() for _ in range(4)] == [None, "no such file", None, None]
    file.with_suffix(".old").rename(file)
    assert watched.look() == b"one"


def test_a_folder_in_the_place_of_the_file_is_told(watched: Watched, file: Path) -> None:
    file.unlink()
    file.mkdir()
    assert [watched.look() for _ in range(3)] == [None, "a folder", None]


def test_a_file_that_is_too_large_is_read_no_further_than_shows_that(file: Path) -> None:
    file.write_bytes(b"a" * (3 << 20))
    found = Watched(file).look()
    assert isinstance(found, bytes)
    (read, _) = looked_through(found, file)
    assert isinstance(read, Read)
    assert [diagnostic.rule.name for diagnostic in read.diagnostics] == ["file-too-large"]


def test_what_cannot_be_read_is_one_error() -> None:
    (found,) = unreadable("no such file").diagnostics
    assert (found.rule.severity, found.rule.name) == (Severity.ERROR, "unreadable-file")


def test_a_version_is_looked_through_the_quick_answers_first() -> None:
    read, explored, checked = looked_through(SHORT.read_bytes(), SHORT)
    assert read == Read(load(SHORT).scenario, ())
    assert explored == Explored(
        {
            "coat-on": (),
            "drawer": ("notice",),
            "mended-coat": ("notice", "thank"),
            "clock": ("explain",),
        },
        complete=True,
    )
    assert checked == Checked(load(SHORT, thorough=True).diagnostics)


def test_a_version_with_errors_is_not_explored() -> None:
    looks = list(looked_through(b"format: 1\n", SHORT))
    assert [type(look) for look in looks] == [Read, Checked]


def test_a_state_that_no_run_reaches_has_no_way_to_it() -> None:
    data = SHORT.read_bytes().replace(b"to: mended-coat", b"to: clock")
    explored = next(look for look in looked_through(data, SHORT) if isinstance(look, Explored))
    assert set(explored.ways) == {"coat-on", "drawer", "clock"}


async def apart(data: bytes, path: Path) -> list[Look]:
    return [look async for look in looked_through_apart(data, path)]


@pytest.mark.parametrize("path", [SHORT, FOUNDATION], ids=lambda path: path.stem)
async def test_a_process_of_its_own_finds_the_same(path: Path) -> None:
    assert await apart(path.read_bytes(), path) == list(looked_through(path.read_bytes(), path))


async def test_the_process_takes_no_module_from_the_folder_that_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('taken')")
    monkeypatch.chdir(tmp_path)
    assert len(await apart(SHORT.read_bytes(), SHORT)) == 3


async def test_where_no_process_can_be_had_this_one_looks_through_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert await apart(SHORT.read_bytes(), SHORT) == list(looked_through(SHORT.read_bytes(), SHORT))


async def test_a_process_that_ends_early_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises(ChildProcessError):
        await apart(SHORT.read_bytes(), SHORT)


async def test_a_process_that_nobody_waits_for_any_more_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (read, *_) = looked_through(SHORT.read_bytes(), SHORT)
    found = pickle.dumps(read)
    (tmp_path / "found").write_bytes(LENGTH.pack(len(found)) + found)
    slow = tmp_path / "slow"
    number = tmp_path / "number"
    slow.write_text(f"#!/bin/sh\necho $$ > '{number}'\ncat '{tmp_path / 'found'}'\nexec sleep 600\n")
    slow.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(slow))
    looks = looked_through_apart(SHORT.read_bytes(), SHORT)
    assert await anext(looks) == read
    await asyncio.wait_for(looks.aclose(), 60)
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
