"""What sessions showed is worked out once, kept, and bounded; what is no first exposure is not looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from alliance_sim.gathering import FIRSTS, KEPT, SITTINGS, counting, gathered, gathering, levels
from alliance_sim.library import load
from alliance_sim.rehearsal import started
from alliance_sim.session import Answer, Enrolled, Session
from alliance_sim.settings import Settings
from alliance_sim.store import Heading, Store, StoreError
from tests.store.played import session
from tests.tui.driver import SHORT, best


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def play(store: Store) -> Session:
    rehearsal = started(load(SHORT), Settings(ratings=False).mode("foundation"), store, seed=1)
    while rehearsal.step is not None:
        rehearsal.give(best(rehearsal.step))
    rehearsal.finish()
    return rehearsal.session


def begun(number: int, **changed: object) -> Session:
    return evolve(session(f"{number:08}"), **changed)  # type: ignore[arg-type]


def test_a_first_exposure_is_gathered_and_a_second_is_not(store: Store) -> None:
    first = play(store)
    play(store)
    assert [showing.session for showing in gathered(store).showings] == [first.id]


def test_what_was_gathered_is_read_from_what_was_kept(store: Store) -> None:
    first = play(store)
    found = gathered(store).showings
    assert set(store.figures(KEPT)) == {first.id}
    walk = gathering(store)
    walk.texts = {}
    assert walk.go_on()
    assert (walk.showings, walk.texts) == (found, {})


def test_a_session_that_goes_on_is_worked_out_anew(store: Store) -> None:
    rehearsal = started(load(SHORT), Settings(ratings=False).mode("foundation"), store, seed=1)
    while rehearsal.step is not None:
        rehearsal.give(best(rehearsal.step))
        before = gathered(store).showings
    rehearsal.finish()
    assert len(before[0].seen) == len(gathered(store).showings[0].seen) == 2


def test_a_walk_may_stop_after_each_session_and_go_on(store: Store) -> None:
    for name in ("a", "b"):
        store.begin(evolve(play(store), id=name, scenario=name, attempt=1, answers=()), {})
    walk = gathering(store)
    assert not walk.go_on(lambda: True)
    assert len(walk.found) == 1
    assert walk.go_on(lambda: True) is False
    assert walk.go_on()
    assert len(walk.found) == 3


def test_what_cannot_be_replayed_is_counted_and_passed_over(store: Store) -> None:
    first = play(store)
    wrong = evolve(first, id="wrong", answers=())
    store.begin(wrong, {})
    store.append("wrong", Answer("0/choice", "nonsense"))
    walk = gathered(store)
    assert (walk.unreadable, [showing.session for showing in walk.showings]) == (1, [first.id])


def test_a_store_that_is_only_read_gives_the_same(store: Store, home: Path) -> None:
    play(store)
    with Store.open(home, read_only=True) as reading:
        assert gathered(reading).showings == gathered(store).showings


def test_kept_figures_that_are_none_are_worked_out_anew(store: Store) -> None:
    first = play(store)
    before = gathered(store).showings
    store.keep_figures(KEPT, {first.id: "nonsense"})
    assert gathered(store).showings == before


def test_the_latest_first_exposures_and_the_earliest_sittings_are_looked_at() -> None:
    firsts = [begun(number) for number in range(FIRSTS + 3)]
    sittings = [begun(10_000 + number, kind="drill") for number in range(SITTINGS + 3)]
    found = counting([*firsts, *sittings])
    assert [each.id for each in found] == [each.id for each in (*firsts[3:], *sittings[:SITTINGS])]


@pytest.mark.parametrize(
    "changed",
    [{"attempt": 2}, {"kind": "lesson"}, {"course": Enrolled("half-day", "0" * 64, "AB12", "form")}],
    ids=["practice", "lesson", "course"],
)
def test_what_is_no_first_exposure_of_the_owner_is_not_looked_at(changed: dict[str, object]) -> None:
    assert counting([begun(1, **changed)]) == ()


def test_what_is_too_many_is_counted(store: Store) -> None:
    headings = [Heading(begun(number), 0, None) for number in range(FIRSTS + 3)]
    assert gathering(store, [*headings, Heading(begun(9999, attempt=2), 0, None)]).beyond == 3


def test_the_level_of_a_session_is_that_of_the_text_it_was_played_with(store: Store) -> None:
    first = play(store)
    assert levels(store, [first, evolve(first, sha256="0" * 64), evolve(first, sha256="1" * 64, kind="lesson")]) == {
        first.sha256: "foundation",
        "0" * 64: "",
    }


def test_a_store_that_cannot_keep_does_not_stop_the_walk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Store, name: str, found: object) -> None:
        raise StoreError("expected room on the disk, found none")

    play(store)
    monkeypatch.setattr(Store, "keep_figures", full)
    assert len(gathered(store).showings) == 1
