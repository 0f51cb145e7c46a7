from datetime import UTC, datetime
from pathlib import Path

from alliance_sim.banks import banks
from alliance_sim.knowing import Skill
from alliance_sim.library import load
from alliance_sim.rehearsal import Recorded, sitting, started
from alliance_sim.remembering import FIGURE, Memory, remembered
from alliance_sim.session import Mode
from alliance_sim.store import Store
from tests.tui.driver import SHORT

PLAIN = Mode(own_words=False, ratings=False)


def finished(rehearsal: Recorded, *answers: str) -> None:
    """Give the answers, and then whatever goes on."""
    left = list(answers)
    while rehearsal.step is not None:
        rehearsal.give(left.pop(0) if left else "" if rehearsal.step.default or rehearsal.step.may_skip else "1")
    rehearsal.finish()


def played(store: Store, *answers: str) -> None:
    finished(started(load(SHORT), PLAIN, store, seed=1), *answers)


def test_nothing_is_remembered_of_an_empty_store(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert remembered(store, banks) == Memory()


def test_a_first_exposure_is_remembered_and_playing_again_is_not(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        played(store, "", "withdrawal", "75")
        first = remembered(store, banks)
        played(store, "", "none", "75")
        assert remembered(store, banks) == first
        assert first.known[Skill("marker", "minimal-response")].share.count == 1
        assert [level for level, _ in first.exposures] == ["foundation"]
        assert first.exposures[0][1].hit == 1


def test_what_was_worked_out_is_kept_and_worked_out_anew_where_it_is_gone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        played(store, "", "withdrawal", "75")
        first = remembered(store, banks)
        assert len(store.figures(FIGURE)) == 1
        assert remembered(store, banks) == first
    with Store.open(tmp_path, read_only=True) as store:
        assert remembered(store, banks) == first


def test_a_drill_is_remembered_with_the_day_on_which_each_turn_was_met(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        rehearsal = sitting(banks(), store, size=5, seed=1)
        finished(rehearsal, *["none", "100", ""] * 5)
        memory = remembered(store, banks)
        assert set(memory.met.values()) == {datetime.now(UTC).date()}
        assert len(memory.met) == 5
        assert memory.exposures == ()
        assert memory.observations
