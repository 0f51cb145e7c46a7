"""A course on the full screen: its steps in order, each on the screen of a session, and the file at the end."""

from pathlib import Path

import pytest

from alliance_sim.participant import read
from alliance_sim.participation import attendance
from alliance_sim.store import Store, home
from alliance_sim.tui.course import CourseScreen
from alliance_sim.tui.session import SessionScreen
from tests.courses import attending, gone_through, terse, timeless
from tests.tui.driver import Size, Ui, kept, screen


async def taken_up(ui: Ui, folder: Path, *, follow_up: bool = False) -> None:
    """Show the course, and read its first page where it is there."""
    ui.app.take_course(attending(ui.app.store, follow_up=follow_up), folder)
    await ui.settle()
    if isinstance(ui.app.screen, SessionScreen):
        await ui.tap("enter")


async def test_a_course_is_gone_through_with_keys_alone_and_leaves_the_file_of_the_plain_one(tmp_path: Path) -> None:
    async with screen() as ui:
        await taken_up(ui, tmp_path)
        for _ in range(10):
            await ui.tap("enter")
            await ui.play(terse)
        assert "10 of 10" in ui.part("status")
        assert "AB12.participant.json" in "".join(ui.part("ask").split())
    found, mistakes = read((tmp_path / "AB12.participant.json").read_bytes())
    assert found is not None, mistakes
    with Store.open(tmp_path / "plain") as store:
        assert timeless(found) == timeless(gone_through(attending(store), terse))


async def test_a_course_begins_with_what_it_is_for() -> None:
    async with screen() as ui:
        ui.app.take_course(attending(ui.app.store), home())
        await ui.settle()
        assert "A course with one step of every kind" in ui.text
        assert "Write no names anywhere." in " ".join(ui.text.split())
        await ui.tap("enter")
        assert isinstance(ui.app.screen, CourseScreen)
        assert "1) About you · 1 min · next" in ui.text
    assert kept().headers() == ()


async def test_a_step_is_put_aside_and_gone_on_with() -> None:
    async with screen() as ui:
        await taken_up(ui, home())
        await ui.tap("enter", "enter", "escape")
        assert "1) About you · 1 min · put aside" in ui.text
        await ui.tap("enter")
        assert ui.step.key == "about/role"


@pytest.mark.parametrize(("key", "told"), [("1", "done, and stays as it is"), ("3", "This comes later")])
async def test_only_the_step_that_comes_next_can_be_taken(key: str, told: str) -> None:
    async with screen() as ui:
        await taken_up(ui, home())
        await ui.tap("enter")
        await ui.play(terse)
        await ui.tap(key)
        assert isinstance(ui.app.screen, CourseScreen)
        assert told in " ".join(ui.text.split())


async def test_a_file_that_stands_in_the_way_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "AB12.participant.json").write_text("mine", encoding="utf-8")
    with Store.open(home()) as store:
        gone_through(attending(store), terse)
    async with screen() as ui:
        await taken_up(ui, tmp_path)
        assert "expected a participant file" in " ".join(ui.text.split())
    assert (tmp_path / "AB12.participant.json").read_text(encoding="utf-8") == "mine"


async def test_the_follow_up_has_its_own_steps(tmp_path: Path) -> None:
    with Store.open(home()) as store:
        gone_through(attending(store), terse)
    async with screen() as ui:
        await taken_up(ui, tmp_path, follow_up=True)
        assert "1) Questions, weeks later · 1 min · next" in ui.text
        await ui.tap("enter")
        await ui.play(terse)
        assert "1 of 1" in ui.part("status")
    assert (tmp_path / "AB12.participant.json").exists()
    assert attendance(kept(), "short-course", "AB12").headings["later"].ending == "done"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)])
async def test_the_step_that_comes_next_is_in_sight_at_every_size(size: Size) -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        while (step := taken.following()) is not None and step.id != "talk":
            rehearsal = taken.begun(step)
            while rehearsal.step is not None:
                rehearsal.give(terse(rehearsal.step))
            rehearsal.finish()
    async with screen(size=size) as ui:
        await taken_up(ui, home())
        assert "Group talk · 30 min · next" in ui.text
