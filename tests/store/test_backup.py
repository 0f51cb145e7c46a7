"""Copies: which are kept, and that what is deleted is in none."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from alliance_sim.store import Store, Unknown, backups
from alliance_sim.store.backup import kept
from tests.store.played import SHA256, TEXT, answer, begun, everything, session

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def named(number: int, day: datetime) -> str:
    return f"sessions-{number:06}-{day.date()}.sqlite3"


def test_a_copy_holds_what_the_store_holds(tmp_path: Path) -> None:
    with begun(tmp_path / "store") as store:
        store.append("a1", answer(0))
        copy = store.back_up(NOON)
        (tmp_path / "other").mkdir()
        copy.rename(tmp_path / "other" / "sessions.sqlite3")
        with Store.open(tmp_path / "other") as other:
            assert other.sessions() == store.sessions()


def test_three_recent_seven_daily_and_four_weekly_copies_are_kept() -> None:
    newest_first = [named(100 - age, NOON - timedelta(days=age)) for age in range(60)]  # 4 May 2026 is a Monday
    assert sorted(kept(newest_first), reverse=True) == [newest_first[age] for age in (0, 1, 2, 3, 4, 5, 6, 8, 15)]


def test_copies_of_one_day_leave_the_last_three() -> None:
    newest_first = [named(number, NOON) for number in range(9, 0, -1)]
    assert kept(newest_first) == set(newest_first[:3])


def test_copies_are_thinned_out_as_they_are_made(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        for _ in range(5):
            store.back_up(NOON)
    assert [path.name for path in backups(tmp_path)] == [named(number, NOON) for number in (5, 4, 3)]


def test_a_copy_made_after_the_clock_was_turned_back_is_the_newest(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        for day in range(5):
            store.back_up(NOON + timedelta(days=day))
        latest = store.back_up(NOON - timedelta(days=400))
    assert backups(tmp_path)[0] == latest


def test_a_copy_is_dated_by_the_day_in_utc(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        late = datetime(2026, 5, 4, 23, tzinfo=timezone(timedelta(hours=-5)))
        assert store.back_up(late).name == "sessions-000001-2026-05-05.sqlite3"


@pytest.mark.slow
def test_what_is_deleted_is_in_no_byte_of_any_file(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2", "c3") as store:
        for number in range(60):
            for name in ("a1", "b2", "c3"):
                store.save_draft(name, f"{number}/choice", f"CANARY-{name} " * (number % 7))
                store.append(name, answer(number, f"CANARY-{name} " * (1 + number * 7 % 23)))
            if number % 20 == 0:
                store.back_up(NOON)
        store.save_draft("b2", "draft", "CANARY-b2 " * 50)
        (tmp_path / "backups" / "sessions-000009-2026-05-04.sqlite3.new").write_bytes(b"half a copy CANARY-b2")
        (tmp_path / "damaged-1.sqlite3").write_bytes(b"put aside CANARY-b2")
        assert everything(tmp_path).count(b"CANARY-b2") > 1000
        kept_sessions = [found for found in store.sessions() if found.id != "b2"]
        store.erase("b2")
        assert b"CANARY-b2" not in everything(tmp_path)
        assert list(store.sessions()) == kept_sessions
        assert store.damaged() == ()
    assert len(backups(tmp_path)) == 3


def test_a_deleted_session_is_gone_from_a_copy_and_the_others_are_not(tmp_path: Path) -> None:
    with begun(tmp_path / "store", "a1", "b2") as store:
        copy = store.back_up(NOON)
        store.erase("a1")
    (tmp_path / "other").mkdir()
    copy.rename(tmp_path / "other" / "sessions.sqlite3")
    with Store.open(tmp_path / "other") as other:
        assert other.sessions() == (session("b2"),)


def test_a_text_goes_with_the_last_session_that_names_it(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.erase("a1")
        assert store.content(SHA256) == TEXT
        store.erase("b2")
        assert TEXT[:20] not in everything(tmp_path)


def test_deleting_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with begun(tmp_path) as store, pytest.raises(Unknown, match="found 'b2'"):
        store.erase("b2")
