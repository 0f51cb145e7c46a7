"""What an editor does to the file while it is previewed: saves, half-written files, damage; the run goes through it."""

import re
from pathlib import Path

import pytest

from alliance_sim.shelf import scenario_files, shipped_folder
from alliance_sim.watching import looked_through_apart
from tests.tui.driver import SHORT
from tests.tui.previewed import Preview, copied, previewing
from tests.tui.test_hostile import clean

DAMAGES = {
    "empty": b"",
    "no UTF-8": b"title: \xff\xfe\n",
    "NUL": b"\x00" * 4096,
    "escape characters": b'title: "\x1b]0;x\x07"\nvariables: {"\x1b[2J": 1}\n',
    "deep": b"[" * 100_000,
    "huge": b"# a comment\n" * 300_000,
    "another document": b"- a\n- b\n",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The short scenario, open in an editor."""
    return copied(SHORT, tmp_path)


async def test_a_save_keeps_the_run_and_shows_the_new_text(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("1")
        await ui.change("Honestly? I hid it", "Honestly, I hid it")
        assert ui.state == "drawer"
        assert "Honestly, I hid it" in ui.said("page")
        assert not ui.view.words("told").display


async def test_a_save_that_closes_a_reply_says_where_the_run_diverged(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("1", "1")
        await ui.change("      thank:\n", "      thank:\n        when: bond >= 9\n")
        assert ui.state == "drawer"
        assert "Diverged at turn 2: 'thank' is no longer open in 'drawer'" in ui.said("told")
        await ui.change("        when: bond >= 9\n", "")
        assert ui.state == "mended-coat"
        assert not ui.view.words("told").display


async def test_a_file_with_errors_leaves_the_last_version_on_the_screen_and_it_plays_on(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.change("to: mended-coat", "to: mended-cot")
        assert re.search(r"The file has errors; showing the version from \d\d:\d\d:\d\d\.", ui.said("told"))
        assert "1 error" in ui.said("findings-title")
        await ui.tap("1")
        assert ui.state == "drawer"
        assert "The file has errors" in ui.said("told")
        await ui.change("to: mended-cot", "to: mended-coat")
        assert ui.state == "drawer"
        assert not ui.view.words("told").display


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_file_that_never_played_shows_its_findings_and_comes_alive(size: tuple[int, int], file: Path) -> None:
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"to: drawer", b"to: drawr"))
    async with previewing(file, size=size) as ui:
        assert "expected the id of a state" in " ".join(ui.text.split())
        await ui.tap("1", "b", "r", "g", "t")
        assert "There is nothing to go to before the file plays." in ui.said("told")
        await ui.save(sound)
        assert ui.state == "coat-on"
        assert "The diary?" in ui.text
        await ui.tap("1")
        assert ui.state == "drawer"


@pytest.mark.parametrize("path", list(scenario_files([shipped_folder()])), ids=lambda path: path.stem)
async def test_a_half_written_file_ends_nothing(path: Path, tmp_path: Path) -> None:
    file = copied(path, tmp_path)
    whole = path.read_bytes()
    async with previewing(file) as ui:
        await ui.tap("1", "1")
        before = ui.state
        for part in range(8):
            await ui.save(whole[: len(whole) * part // 8 + part % 3])
            assert ui.view.walk is not None
            assert ui.view.found != ()
        await ui.save(whole)
        assert ui.state == before
        assert ui.view.plays


@pytest.mark.parametrize("damage", DAMAGES)
async def test_no_damage_to_the_file_ends_the_preview(damage: str, file: Path) -> None:
    async with previewing(file) as ui:
        whole = file.read_bytes()
        await ui.tap("1")
        await ui.save(DAMAGES[damage])
        assert clean(ui)
        await ui.tap("f", "down", "e")
        assert clean(ui)
        await ui.tap("escape")
        await ui.save(whole)
        assert ui.state == "drawer"


async def test_a_file_that_vanishes_is_said_to_and_comes_back(file: Path) -> None:
    async with previewing(file) as ui:
        whole = file.read_bytes()
        await ui.tap("1")
        file.unlink()
        for _ in range(2):
            await ui.view.look()
        await ui.until_checked()
        await ui.tap("f")
        assert "found no such file" in ui.said("finding")
        await ui.save(whole)
        assert (ui.state, ui.view.plays) == ("drawer", True)


async def test_a_file_that_another_replaces_is_read(file: Path) -> None:
    async with previewing(file) as ui:
        other = file.with_suffix(".swp")
        other.write_text(file.read_text(encoding="utf-8").replace("The diary?", "The book?"), encoding="utf-8")
        other.replace(file)
        await ui.view.look()
        await ui.until_checked()
        assert "The book?" in ui.said("page")


async def test_a_save_in_another_process_is_seen_and_checked_by_a_process_of_its_own(file: Path) -> None:
    async with previewing(file, looks=looked_through_apart) as ui:
        await ui.tap("1")
        file.write_text(file.read_text(encoding="utf-8").replace("I hid it", "We hid it"), encoding="utf-8")
        await seen(ui, "We hid it")
        await ui.until_checked()
        assert (ui.state, ui.view.plays) == ("drawer", True)


async def seen(ui: Preview, words: str) -> None:
    """Wait until the words are on the screen."""
    for _ in range(500):
        await ui.pilot.pause(0.02)
        if words in ui.said("page"):
            return
    raise AssertionError(f"expected {words!r}, found\n{ui.text}")
