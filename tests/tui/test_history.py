"""The history on the full screen: pages, filters, notes, tags, deleting one, and the trends."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input

from alliance_sim.session import Answer, Mode, Session
from alliance_sim.store import Store, home
from alliance_sim.store.files import FILE
from alliance_sim.tui.debrief import DebriefScreen
from alliance_sim.tui.history import FEWEST, HistoryScreen
from alliance_sim.tui.remarking import EraseScreen, NoteScreen, TagsScreen
from alliance_sim.tui.trends import TrendsScreen
from tests.store.played import SHA256, TEXT
from tests.tui.driver import Ui, finished, kept, screen, squeezed


def begun(count: int) -> list[str]:
    """The ids of so many sessions that hold no answers, the latest first; every other one is done."""
    with Store.open(home()) as store:
        for number in range(count):
            day = f"2026-03-{number % 28 + 1:02}T10:00:00"
            store.begin(Session(f"{number:032x}", "x", f"Number {number}", SHA256, day, 1, Mode(), 1), {SHA256: TEXT})
            if number % 2:
                store.finish(f"{number:032x}", "repaired")
    return [f"{number:032x}" for number in reversed(range(count))]


def ids(ui: Ui) -> list[str]:
    return [option.id for option in ui.choice.options]


def history(ui: Ui) -> HistoryScreen:
    assert isinstance(ui.app.screen, HistoryScreen)
    return ui.app.screen


async def test_a_long_history_is_shown_a_page_at_a_time() -> None:
    each = begun(30)
    async with screen() as ui:
        await ui.tap("h")
        size = history(ui).rows
        assert ids(ui) == [*each[:size], "older"]
        await ui.tap("o")
        assert ids(ui) == [*each[size : 2 * size], "older", "newer"]
        await ui.tap("o")
        assert ids(ui) == [*each[2 * size :], "newer"]
        await ui.tap("o")
        assert "There are no older sessions." in ui.part("told")
        await ui.tap("y", "y")
        assert ids(ui) == [*each[:size], "older"]
        await ui.tap("y")
        assert "There are no newer sessions." in ui.part("told")


async def test_scrolling_on_from_the_end_of_a_page_shows_the_next() -> None:
    each = begun(30)
    async with screen() as ui:
        await ui.tap("h", "end", "d")
        assert ids(ui)[0] == each[history(ui).rows]


async def test_a_page_has_a_session_for_each_digit_on_the_smallest_screen() -> None:
    begun(12)
    async with screen(size=(60, 18)) as ui:
        await ui.tap("h")
        assert ids(ui)[FEWEST:] == ["older"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("k", "k) scenario"),
        ("kk", "k) lesson"),
        ("l", "l) foundation"),
        ("e", "e) put aside"),
        ("ee", "e) repaired"),
        ("eee", "e) any ending"),
        ("m", "m) any tag"),
    ],
)
async def test_a_key_of_a_filter_takes_its_next_value(keys: str, expected: str) -> None:
    begun(4)
    async with screen() as ui:
        await ui.tap("h", *keys)
        assert expected in ui.part("ask")


async def test_a_filter_lists_what_passes_it_and_counts_it() -> None:
    each = begun(30)
    async with screen() as ui:
        await ui.tap("h", "e", "e")
        size = history(ui).rows
        assert ids(ui) == [*each[::2][:size], "older"]
        await ui.tap("o")
        assert ids(ui) == [*each[::2][size:], "newer"]
        assert "15 that fit" in ui.part("status")


async def test_filters_that_nothing_passes_can_be_left_again() -> None:
    begun(2)
    async with screen() as ui:
        await ui.tap("h", "k", "k")
        assert ids(ui) == []
        await ui.tap("k", "k", "k")
        assert len(ids(ui)) == 2


async def test_choosing_a_session_after_a_filter_opens_its_debrief() -> None:
    begun(3)
    session = finished()
    async with screen() as ui:
        await ui.tap("h", "k")
        await ui.pick(session)
        assert isinstance(ui.app.screen, DebriefScreen)


async def test_a_note_is_written_shown_and_removed() -> None:
    session = finished()
    async with screen() as ui:
        await ui.tap("h", "n")
        assert isinstance(ui.app.screen, NoteScreen)
        await ui.type("q is a letter")
        await ui.tap("enter")
        assert kept().note(session) == "q is a letter"
        assert "· note" in ui.part("choice")
        assert "Your note: q is a letter" in " ".join(ui.part("detail").split())
        await ui.tap("n", "ctrl+u", "enter")
        assert kept().note(session) == ""


async def test_escape_leaves_a_note_and_tags_as_they_were() -> None:
    session = finished()
    async with screen() as ui:
        await ui.tap("h", "n")
        await ui.type("half a")
        await ui.tap("escape", "g")
        await ui.type("half a")
        await ui.tap("escape")
        history(ui)
    assert (kept().note(session), kept().tags(session)) == ("", frozenset())


async def test_tags_are_given_and_listed_by() -> None:
    begun(1)
    session = finished()
    async with screen() as ui:
        await ui.tap("h", "m")
        assert "No session has a tag yet." in ui.part("told")
        await ui.tap("g")
        assert isinstance(ui.app.screen, TagsScreen)
        await ui.type("Week One, b,")
        await ui.tap("enter")
        assert kept().tags(session) == {"week one", "b"}
        assert "#b · #week one" in ui.part("choice")
        await ui.tap("m")
        assert ids(ui) == [session]
        await ui.tap("g")
        assert ui.app.screen.query_one(Input).value == "b, week one"


async def test_what_is_no_tag_is_said_and_can_be_mended() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "g")
        await ui.type("x" * 50)
        await ui.tap("enter")
        assert isinstance(ui.app.screen, TagsScreen)
        assert "expected a tag of 1 to 40 characters, found 50" in ui.part("told")


async def test_deleting_says_what_goes_and_asks_first() -> None:
    session = finished()
    with Store.open(home()) as store:
        store.set_note(session, "twelve signs")
        store.set_tags(session, ["week one"])
    async with screen() as ui:
        await ui.tap("h", "x")
        assert isinstance(ui.app.screen, EraseScreen)
        shown = " ".join(ui.part("page").split())
        for expected in (
            "The empty diary",
            "your note of 12 characters",
            "its tags: week one",
            "backup",
            "first exposure",
        ):
            assert expected in shown
        await ui.tap("enter")
        history(ui)
        assert [heading.session.id for heading in kept().headers()] == [session]
        await ui.tap("x", "2")
        assert ids(ui) == []
    assert kept().headers() == ()


async def test_a_session_that_another_window_plays_is_not_deleted() -> None:
    session = finished()
    with kept_open() as store, store.playing(session):
        async with screen() as ui:
            await ui.tap("h", "x", "2")
            assert isinstance(ui.app.screen, EraseScreen)
            assert "found it open in another window" in squeezed_words(ui.part("told"))
    assert len(kept().headers()) == 1


def kept_open() -> Store:
    return Store.open(home())


def squeezed_words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("key", ["n", "g", "x", "i", "t", "o", "y", "k", "l", "e", "m", "enter"])
async def test_keys_of_an_empty_history_do_no_harm(key: str) -> None:
    async with screen() as ui:
        await ui.tap("h", key)
        assert isinstance(ui.app.screen, TrendsScreen if key == "t" else HistoryScreen)


@pytest.mark.parametrize("count", [2, 30])
async def test_damaged_sessions_of_a_page_are_counted_after_the_first_frame(count: int, home: Path) -> None:
    _, before, *_ = begun(count)
    with Store.open(home) as store:
        store.append(before, Answer("0/choice", "stay"))
    with closing(sqlite3.connect(home / FILE)) as connection, connection:
        connection.executescript("DROP TRIGGER event_stays; UPDATE event SET body = '{}';")
    async with screen() as ui:
        await ui.tap("h")
        await until(ui, lambda: "1 session is damaged and cannot be read" in ui.part("told"))


async def until(ui: Ui, holds: Callable[[], bool]) -> None:
    """Wait for what is done after the first frame."""
    for _ in range(200):
        if holds():
            return
        await ui.pilot.pause(0.02)
    raise AssertionError(f"expected it to come, found\n{ui.text}")


async def test_trends_come_after_the_first_frame_and_are_written_to_files() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "t")
        await until(ui, lambda: "What this rests on" in ui.text)
        assert "1 session of scenarios that you played for the first time" in squeezed_words(ui.part("page"))
        await ui.tap("w")
        assert squeezed(str(home() / "reports" / "trends")) in squeezed(ui.part("told"))
        await ui.tap("c")
        assert "What this rests on" in ui.app.clipboard
    folder = home() / "reports"
    assert sorted(path.name for path in folder.iterdir()) == ["trends.html", "trends.md"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


async def test_trends_without_sessions_say_what_to_do() -> None:
    async with screen() as ui:
        await ui.tap("h", "t")
        await until(ui, lambda: "There is nothing to count yet." in ui.text)


async def test_trends_say_what_could_not_be_read(home: Path) -> None:
    begun(2)  # their text is no scenario
    async with screen() as ui:
        await ui.tap("h", "t")
        await until(ui, lambda: "2 sessions could not be read or replayed" in squeezed_words(ui.text))
