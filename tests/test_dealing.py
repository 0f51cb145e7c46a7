from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.banks import banks
from alliance_sim.dealing import GAPS, Exposure, Standing, dealt, exposures, standings
from alliance_sim.session import Answer, Mode, Session

BANKS = banks()
PRACTISED = {probe.id: probe for bank in BANKS.values() for probe in bank.probes if not probe.form}
FILE = {probe.id: name for name, bank in BANKS.items() for probe in bank.probes}
DAY = date(2026, 3, 2)

seeds = st.integers(0, 2**31 - 1)
sizes = st.integers(5, 8)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def sat(*answers: tuple[str, str], at: str = "2026-03-02T10:00:00+00:00") -> Session:
    given = tuple(Answer(f"{probe}/probe", value, at) for probe, value in answers)
    return Session("1" * 32, "drill", "Drill", "0" * 64, at, 1, Mode(), kind="drill", answers=given)


@given(seed=seeds, size=sizes)
def test_the_first_sitting_holds_new_probes_of_the_lowest_level_from_different_files(seed: int, size: int) -> None:
    sitting = dealt(BANKS, {}, DAY, size=size, seed=seed)
    assert len(set(sitting)) == size
    assert {probe.level for probe in sitting} == {"foundation"}
    assert len({FILE[probe.id] for probe in sitting}) == size


@given(seed=seeds, size=sizes)
def test_about_half_of_a_sitting_holds_ruptures_and_not_always_the_same_number(seed: int, size: int) -> None:
    strained = sum(probe.rupture is not None for probe in dealt(BANKS, {}, DAY, size=size, seed=seed))
    assert 0.4 * size - 0.5 <= strained <= 0.6 * size + 0.5
    sixes = {sum(p.rupture is not None for p in dealt(BANKS, {}, DAY, size=6, seed=seed + n)) for n in range(3)}
    assert sixes == {2, 3, 4}


@given(seed=seeds)
def test_a_sitting_is_the_same_for_the_same_seed(seed: int) -> None:
    assert dealt(BANKS, {}, DAY, size=6, seed=seed) == dealt(dict(reversed(BANKS.items())), {}, DAY, size=6, seed=seed)


def test_the_probes_of_the_forms_are_kept_for_courses() -> None:
    everything_met = {name: Standing(False, DAY + timedelta(days=9)) for name in PRACTISED}
    sitting = dealt(BANKS, everything_met, DAY, size=8, seed=1)
    assert {probe.form for probe in sitting} == {None}


@given(seed=seeds)
def test_missed_probes_that_are_due_come_first_then_others_that_are_due(seed: int) -> None:
    missed = [name for name, probe in PRACTISED.items() if probe.rupture][:2]
    due = [name for name, probe in PRACTISED.items() if probe.no_rupture and FILE[name] not in map(FILE.get, missed)]
    stood = {name: Standing(True, DAY) for name in missed[:1]}
    stood |= {due[0]: Standing(False, DAY - timedelta(days=5)), due[-1]: Standing(False, DAY + timedelta(days=1))}
    sitting = {probe.id for probe in dealt(BANKS, stood, DAY, size=6, seed=seed)}
    assert missed[0] in sitting
    assert due[0] in sitting
    assert due[-1] not in sitting


@given(agreements=st.lists(st.booleans(), min_size=1, max_size=8), day=days)
def test_the_gap_grows_with_each_agreement_in_a_row_and_begins_anew_after_a_miss(
    agreements: list[bool], day: date
) -> None:
    standing = standings(Exposure("a", day, agrees) for agrees in agreements)["a"]
    row = next((n for n, agrees in enumerate(reversed(agreements)) if not agrees), len(agreements))
    assert standing == Standing(not agreements[-1], day + timedelta(days=GAPS[min(row, 4)]))


def test_exposures_compare_the_answer_with_the_key_of_the_bank() -> None:
    rupture = next(name for name, probe in PRACTISED.items() if probe.rupture and probe.rupture.type == "withdrawal")
    calm = next(name for name, probe in PRACTISED.items() if probe.no_rupture)
    session = sat((rupture, "confrontation"), (calm, "mixed"), ("no-longer-there", "none"))
    assert list(exposures([session], BANKS)) == [Exposure(rupture, DAY, True), Exposure(calm, DAY, False)]


def test_a_probe_that_was_skipped_is_no_exposure() -> None:
    assert list(exposures([sat((next(iter(PRACTISED)), ""))], BANKS)) == []


@pytest.mark.parametrize("size", [5, 6, 7, 8])
def test_a_sitting_is_full_as_long_as_there_are_probes(size: int) -> None:
    few = {name: Standing(False, DAY + timedelta(days=9)) for name, probe in PRACTISED.items() if probe.rupture}
    assert len(dealt(BANKS, few, DAY, size=size, seed=3)) == size
