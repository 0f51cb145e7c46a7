"""What is put into the store comes out of it again."""

import hashlib
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.session import Answer, Mode, Session
from alliance_sim.store import Heading, Store, Unknown, home
from tests.store.played import SHA256, TEXT, answer, begun, session

FIRST_TURN = Answer("0/probe", "none")
ANY_TEXT = st.text(st.characters(), max_size=50)  # lone surrogates and control characters too


def test_a_session_is_read_as_it_was_played(tmp_path: Path) -> None:
    played = Session(
        "a1",
        "empty-diary",
        "Das leere Tagebuch",
        SHA256,
        "2026-05-04T10:00:00",
        99,
        Mode("free", "markers", "end", own_words=False, ratings=False),
        attempt=3,
    )
    with Store.open(tmp_path) as store:
        store.begin(played, {SHA256: TEXT})
        for given_answer in (answer(0), Answer("0/sure", ""), answer(1, "schweigen – 沈黙")):
            store.append("a1", given_answer)
            played = played.answered(given_answer)
    with Store.open(tmp_path) as store:
        assert store.session("a1") == played


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(ANY_TEXT, max_size=4), ANY_TEXT)
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, values: list[str], draft: str) -> None:
    with begun(tmp_path_factory.mktemp("store")) as store:
        for number, value in enumerate(values):
            store.append("a1", answer(number, value))
        store.save_draft("a1", "own-words", draft)
        assert [found.value for found in store.session("a1").answers] == values
        assert store.draft("a1") == ("own-words", draft)


def test_sessions_are_in_the_order_in_which_they_began(tmp_path: Path) -> None:
    with begun(tmp_path, "z", "m", "a") as store:
        store.append("m", answer(0))
        assert [found.id for found in store.sessions()] == ["z", "m", "a"]


def test_the_headings_say_how_many_answers_there_are_and_how_it_ended(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2") as store:
        store.append("a1", answer(0))
        store.finish("a1", "repaired")
        assert store.headers() == (Heading(session("a1"), 1, "repaired"), Heading(session("b2"), 0, None))


def test_the_last_session_that_is_not_finished_is_offered(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "b2", "c3") as store:
        store.append("b2", answer(0))
        store.finish("c3", "left")
        assert store.unfinished() == session("b2").answered(answer(0))


def test_nothing_is_offered_when_all_are_finished(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.finish("a1", "left")
        assert store.unfinished() is None


def test_a_session_that_is_begun_twice_begins_once(tmp_path: Path) -> None:
    with begun(tmp_path, "a1", "a1") as store:
        assert store.sessions() == (session("a1"),)


def test_another_session_cannot_take_an_id(tmp_path: Path) -> None:
    with begun(tmp_path) as store, pytest.raises(ValueError, match="expected an id that no other session has"):
        store.begin(session("a1", attempt=2), {SHA256: TEXT})


def test_the_same_answer_is_recorded_once(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.append("a1", answer(0))
        store.append("a1", evolve(answer(0), at="2026-05-04T11:00:00", seconds=None))
        assert store.session("a1").answers == (answer(0),)


def test_another_answer_to_the_same_step_is_refused_without_telling_either(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.append("a1", answer(0, "canary one"))
        with pytest.raises(ValueError, match="expected the answer that step 0/choice has already") as refused:
            store.append("a1", answer(0, "canary two"))
        assert "canary" not in repr(refused.value)
        assert store.session("a1").answers == (answer(0, "canary one"),)


def test_a_session_is_finished_by_one_ending(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.finish("a1", "repaired")
        store.finish("a1", "repaired")
        with pytest.raises(ValueError, match="expected the ending 'repaired'"):
            store.finish("a1", "left")


def test_the_text_is_kept_as_it_was_played(tmp_path: Path) -> None:
    scenario = tmp_path / "empty-diary.yaml"
    scenario.write_bytes(TEXT)
    with Store.open(tmp_path / "store") as store:
        store.begin(session(), {SHA256: scenario.read_bytes()})
        scenario.write_bytes(b"title: Another")
        assert store.content(store.session("a1").sha256) == TEXT


def test_a_text_must_have_the_hash_that_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(ValueError, match="under its SHA-256"):
        store.begin(session(), {SHA256: TEXT + b" "})


def test_a_text_that_the_session_does_not_name_is_refused(tmp_path: Path) -> None:
    other = b"title: Another"
    with Store.open(tmp_path) as store, pytest.raises(ValueError, match="expected a text that session a1 names"):
        store.begin(session(), {SHA256: TEXT, hashlib.sha256(other).hexdigest(): other})


def test_a_session_without_its_text_does_not_begin(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(ValueError, match="found none"):
            store.begin(session(), {})
        assert store.sessions() == ()


def test_a_text_is_needed_only_once(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.begin(session("b2"), {})
        assert store.content(SHA256) == TEXT


def test_a_draft_goes_when_its_step_is_answered(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.save_draft("a1", "0/choice", "I wo")
        store.append("a1", answer(0))
        assert store.draft("a1") is None


def test_a_draft_stays_while_another_step_is_answered(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.save_draft("a1", "1/choice", "I wo")
        store.append("a1", answer(0))
        assert store.draft("a1") == ("1/choice", "I wo")


def test_a_draft_that_comes_after_its_answer_is_not_kept(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.append("a1", answer(0))
        store.save_draft("a1", "0/choice", "I wo")
        assert store.draft("a1") is None


def test_attempts_are_counted_by_scenario(tmp_path: Path) -> None:
    with begun(tmp_path, "a1") as store:
        store.begin(session("b2", scenario="late-again"), {})
        store.begin(session("c3", attempt=2), {})
        for name in ("a1", "b2", "c3"):
            store.append(name, FIRST_TURN)
        assert (store.attempts("empty-diary"), store.attempts("late-again"), store.attempts("new")) == (2, 1, 0)


def test_who_leaves_before_the_first_turn_has_not_attempted_it(tmp_path: Path) -> None:
    with begun(tmp_path, "a1") as store:
        store.append("a1", Answer("feedback", "turn"))
        assert store.attempts("empty-diary") == 0


def test_the_number_of_an_attempt_is_not_used_again_after_a_deletion(tmp_path: Path) -> None:
    with begun(tmp_path, "a1") as store:
        store.begin(session("b2", attempt=2), {})
        store.append("b2", FIRST_TURN)
        store.erase("a1")
        assert store.attempts("empty-diary") == 2


def test_the_beginning_of_an_id_is_enough(tmp_path: Path) -> None:
    with begun(tmp_path, "abc1", "abd2", "ab") as store:
        assert (store.resolve("abc"), store.resolve("ab")) == ("abc1", "ab")


@pytest.mark.parametrize("prefix", ["", "a", "x", "abc11", "%", "a_c"])
def test_a_beginning_that_fits_none_or_several_is_refused(tmp_path: Path, prefix: str) -> None:
    with begun(tmp_path, "abc1", "abd2") as store, pytest.raises(Unknown, match="expected the beginning of one"):
        store.resolve(prefix)


def test_a_session_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    with begun(tmp_path) as store, pytest.raises(Unknown, match="found 'b2'"):
        store.append("b2", answer(0))


def test_turning_the_clock_back_changes_no_order(tmp_path: Path) -> None:
    clock = ("2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00", "2025-01-01T00:00:00", "2025-01-01T00:00:00")
    answers = tuple(Answer(f"{number}/choice", "x", at) for number, at in enumerate(clock))
    with begun(tmp_path) as store:
        for given_answer in answers:
            store.append("a1", given_answer)
        store.begin(evolve(session("b2"), started="1999-12-31T23:59:59"), {})
        assert store.session("a1").answers == answers
        assert [found.id for found in store.sessions()] == ["a1", "b2"]


def test_what_was_typed_is_in_no_repr(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        store.append("a1", answer(0, "canary"))
        assert "canary" not in repr((store, store.session("a1"), store.headers()))


def test_the_home_is_the_one_that_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALLIANCE_SIM_HOME", str(tmp_path))
    assert home() == tmp_path


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALLIANCE_SIM_HOME", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home().name == "alliance-sim"
