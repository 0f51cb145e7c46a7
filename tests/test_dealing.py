from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.bank import Probe
from alliance_sim.banks import banks
from alliance_sim.dealing import dealt
from alliance_sim.knowing import Knowledge, Skill, skills_of
from alliance_sim.signal_detection import Proportion

BANKS = banks()
PRACTISED = {probe.id: probe for bank in BANKS.values() for probe in bank.probes if not probe.form}
FILE = {probe.id: name for name, bank in BANKS.items() for probe in bank.probes}
DAY = date(2026, 3, 2)
LATER = DAY + timedelta(days=9)
DENIAL = Skill("marker", "denial")

seeds = st.integers(0, 2**31 - 1)
sizes = st.integers(5, 8)


def known(due: date, *, missed: bool) -> Knowledge:
    return Knowledge(Proportion(0 if missed else 1, 1), missed, due)


def skills(probe: Probe) -> tuple[Skill, ...]:
    return skills_of(probe.truth)


@given(seed=seeds, size=sizes)
def test_the_first_sitting_holds_new_probes_of_the_lowest_level_from_different_files(seed: int, size: int) -> None:
    sitting = dealt(BANKS, {}, {}, DAY, size=size, seed=seed)
    assert len(set(sitting)) == size
    assert {probe.level for probe in sitting} == {"foundation"}
    assert len({FILE[probe.id] for probe in sitting}) == size


@given(seed=seeds, size=sizes)
def test_about_half_of_a_sitting_holds_ruptures_and_not_always_the_same_number(seed: int, size: int) -> None:
    strained = sum(probe.rupture is not None for probe in dealt(BANKS, {}, {}, DAY, size=size, seed=seed))
    assert 0.4 * size - 0.5 <= strained <= 0.6 * size + 0.5
    sixes = {sum(p.rupture is not None for p in dealt(BANKS, {}, {}, DAY, size=6, seed=seed + n)) for n in range(3)}
    assert sixes == {2, 3, 4}


@given(seed=seeds)
def test_a_sitting_is_the_same_for_the_same_seed_in_whatever_order_the_files_stand(seed: int) -> None:
    reversed_ = dict(reversed(list(BANKS.items())))
    assert dealt(BANKS, {}, {}, DAY, size=6, seed=seed) == dealt(reversed_, {}, {}, DAY, size=6, seed=seed)


@given(seed=seeds, size=sizes)
def test_the_probes_of_the_forms_are_kept_for_courses_even_where_all_others_were_met(seed: int, size: int) -> None:
    everything = dict.fromkeys(PRACTISED, DAY)
    sitting = dealt(BANKS, {}, everything, DAY, size=size, seed=seed)
    assert {probe.form for probe in sitting} == {None}
    assert len(sitting) == size


@given(seed=seeds)
def test_a_missed_code_that_is_due_comes_back_with_another_patient(seed: int) -> None:
    of_denial = [name for name, probe in PRACTISED.items() if DENIAL in skills(probe)]
    before = DAY - timedelta(days=3)
    sitting = dealt(BANKS, {DENIAL: known(DAY, missed=True)}, {of_denial[0]: before}, DAY, size=6, seed=seed)
    held = {probe.id for probe in sitting if DENIAL in skills(probe)}
    assert held
    assert of_denial[0] not in held


@given(seed=seeds)
def test_a_missed_code_goes_before_another_that_is_due(seed: int) -> None:
    every = {skill: known(DAY, missed=False) for probe in PRACTISED.values() for skill in skills(probe)}
    missed = {skill: known(DAY, missed=True) for skill in every if skill.code == "controls-therapist"}
    sitting = dealt(BANKS, every | missed, {}, DAY, size=5, seed=seed)
    assert any(set(skills(probe)) & set(missed) for probe in sitting)


@given(seed=seeds)
def test_a_code_that_is_not_due_yet_does_not_push_itself_forward(seed: int) -> None:
    waits = {DENIAL: known(LATER, missed=True)}
    assert dealt(BANKS, waits, {}, DAY, size=6, seed=seed) == dealt(BANKS, {}, {}, DAY, size=6, seed=seed)


@given(seed=seeds)
def test_nothing_comes_twice_on_a_day_as_long_as_there_is_anything_else(seed: int) -> None:
    today = {probe.id: DAY for probe in dealt(BANKS, {}, {}, DAY, size=8, seed=seed)}
    again = dealt(BANKS, {DENIAL: known(DAY, missed=True)}, today, DAY, size=8, seed=seed)
    assert {probe.id for probe in again}.isdisjoint(today)


@pytest.mark.parametrize("size", [5, 6, 7, 8])
def test_of_probes_that_were_all_met_those_come_first_that_were_met_longest_ago(size: int) -> None:
    days = {name: DAY - timedelta(days=number + 1) for number, name in enumerate(sorted(PRACTISED))}
    sitting = dealt(BANKS, {}, days, DAY, size=size, seed=3)
    oldest = sorted(days, key=days.__getitem__)[: 6 * size]
    assert {probe.id for probe in sitting} <= set(oldest)
