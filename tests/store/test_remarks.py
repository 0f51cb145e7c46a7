"""Notes and tags beside a session, and figures worked out of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.store import Damaged, NotSaved, Remark, Store, Unknown
from alliance_sim.store.files import connected
from alliance_sim.store.remarks import NOTE_LIMIT, TAG_LIMIT, TAGS_LIMIT, noted, tagged
from tests.store.played import answer, begun, database, everything, filled


def test_a_note_is_kept_until_another_is_written(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        assert store.note("a1") == ""
        store.set_note("a1", "Ask at supervision\nabout the pause")
        assert store.note("a1") == "Ask at supervision\nabout the pause"
        store.set_note("a1", "")
        assert (store.note("a1"), store.remarks()) == ("", {})


def test_tags_are_kept_in_lower_case_with_single_spaces(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.set_tags("a1", ["For  Supervision", "for supervision ", "hard"])
        assert store.tags("a1") == {"for supervision", "hard"}


def test_note_and_tags_leave_each_other_alone(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.set_tags("a1", ["hard"])
        store.set_note("a1", "why so?")
        store.set_tags("a1", ["easy"])
        assert store.remarks() == {"a1": Remark("why so?", frozenset({"easy"}))}


def test_what_is_beside_no_session_is_refused(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        with pytest.raises(Unknown):
            store.set_note("b2", "a note")
        with pytest.raises(Unknown):
            store.set_tags("b2", ["tag"])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["x" * (TAG_LIMIT + 1)], "expected a tag of 1 to 40 characters, found 41"),
        ([" "], "expected a tag of 1 to 40 characters, found 0"),
        (["a,b"], "expected a tag without a comma, found 'a,b'"),
        ([f"tag {number}" for number in range(TAGS_LIMIT + 1)], "expected at most 20 tags, found 21"),
    ],
)
def test_what_is_no_tag_is_refused(tmp_path: Path, names: list[str], told: str) -> None:
    with begun(tmp_path) as store, pytest.raises(ValueError, match=told):
        store.set_tags("a1", names)


def test_a_note_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with begun(tmp_path) as store, pytest.raises(ValueError, match="at most 20000 characters, found 20001"):
        store.set_note("a1", "x" * (NOTE_LIMIT + 1))


@given(st.text(max_size=60))
def test_what_was_kept_of_a_note_is_kept_again(text: str) -> None:
    assert noted(noted(text)) == noted(text)


@given(st.lists(st.text(st.characters(exclude_characters=","), min_size=1, max_size=20), max_size=5))
def test_what_was_kept_of_tags_is_kept_again(names: list[str]) -> None:
    kept = tagged(name for name in names if tagged_alone(name))
    assert tagged(kept) == kept


def tagged_alone(name: str) -> bool:
    try:
        return bool(tagged([name]))
    except ValueError:
        return False


def test_a_note_goes_with_its_session_from_every_file(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.set_note("a1", "CANARY")
        store.set_tags("a1", ["canary"])
        store.erase("a1")
        assert store.remarks() == {}
    assert b"canary" not in everything(tmp_path).lower()


def test_a_note_that_was_written_over_is_in_no_file(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        for number in range(30):
            store.set_note("a1", f"CANARY {number} " * 40)
        store.set_note("a1", "calm")
    assert b"CANARY" not in everything(tmp_path)


@pytest.mark.parametrize("column", ["note", "tags", "session"])
def test_a_damaged_note_is_refused_until_another_is_written(tmp_path: Path, column: str) -> None:
    with begun(tmp_path) as store:
        store.set_note("a1", "as it was")
    with closing(connected(database(tmp_path), "rw")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"UPDATE remark SET {column} = '[1]'")
    with Store.open(tmp_path) as store:
        with pytest.raises(Damaged, match="expected a note and tags as they were written"):
            store.note("a1")
        assert store.damaged() == ("a1",)
        store.set_note("a1", "anew")
        assert (store.note("a1"), store.damaged()) == ("anew", ())


def test_reading_only_takes_no_note(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store.open(tmp_path, read_only=True) as store, pytest.raises(NotSaved):
        store.set_note("a1", "a note")


def test_figures_are_given_back_until_their_session_changes(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.keep_figures("recognition", {"a1": "4 of 5", "b2": "1 of 5", "gone": "0 of 5"})
        store.append("b2", answer(0))
        assert (store.figures("recognition"), store.figures("other")) == ({"a1": "4 of 5"}, {})
        store.keep_figures("recognition", {"b2": "2 of 6"})
        assert store.figures("recognition") == {"a1": "4 of 5", "b2": "2 of 6"}


@pytest.mark.parametrize("change", ["body = '5 of 5'", "session = 'b2'", "name = 'other'"])
def test_damaged_figures_are_as_if_they_had_not_been(tmp_path: Path, change: str) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.keep_figures("recognition", {"a1": "4 of 5"})
    with closing(connected(database(tmp_path), "rw")) as connection:
        connection.execute(f"UPDATE figure SET {change}")
    with Store.open(tmp_path) as store:
        assert (store.figures("recognition"), store.figures("other")) == ({}, {})


@pytest.mark.parametrize(
    "statement", ["DELETE FROM summary", "UPDATE summary SET body = '{}'", "UPDATE summary SET name = 'x'"]
)
def test_attempts_are_counted_anew_where_the_count_is_damaged(tmp_path: Path, statement: str) -> None:
    filled(tmp_path)
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        connection.execute(statement)
        connection.commit()
    with Store.open(tmp_path) as store:
        assert store.attempts("empty-diary") == 3
