from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.advice import AGAIN, FIRST, Advice, Proposed, advice
from alliance_sim.banks import banks
from alliance_sim.engine import begin
from alliance_sim.knowing import (
    GAPS,
    Knowledge,
    Observation,
    Skill,
    knowledge,
    level_after,
    met,
    observed,
    observed_in_drill,
    weakest,
)
from alliance_sim.library import load
from alliance_sim.recognition import detection
from alliance_sim.run import replayed
from alliance_sim.scenario import Level
from alliance_sim.session import Answer, Mode, Session
from alliance_sim.signal_detection import Counts, Proportion
from tests.tui.driver import SHORT

DAY = date(2026, 3, 2)
AT = "2026-03-02T10:00:00+00:00"
DENIAL, FINE = Skill("marker", "denial"), Skill("look-alike", "minimal-response")
GOOD, POOR, MIDDLING = Counts(5, 1, 1, 5), Counts(1, 5, 1, 5), Counts(4, 2, 1, 5)
NEW = [Proposed("a-first", "foundation", frozenset()), Proposed("b-second", "intermediate", frozenset({"denial"}))]

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def seen(*results: bool, skill: Skill = DENIAL, day: date = DAY) -> list[Observation]:
    return [Observation(skill, day + timedelta(days=n), result) for n, result in enumerate(results)]


def session(*answers: tuple[str, str], kind: str = "drill") -> Session:
    given = tuple(Answer(step, value, AT) for step, value in answers)
    return Session("1" * 32, "x", "X", "0" * 64, AT, 1, Mode(), kind=kind, answers=given)  # type: ignore[arg-type]


@given(results=st.lists(st.booleans(), min_size=1, max_size=8), day=days)
def test_the_gap_grows_with_each_good_turn_in_a_row_and_begins_anew_after_a_miss(
    results: list[bool], day: date
) -> None:
    known = knowledge(seen(*results, day=day))[DENIAL]
    row = next((n for n, good in enumerate(reversed(results)) if not good), len(results))
    last = day + timedelta(days=len(results) - 1)
    assert known == Knowledge(
        Proportion(sum(results), len(results)), not results[-1], last + timedelta(GAPS[min(row, 4)])
    )


@given(results=st.lists(st.booleans(), min_size=1, max_size=6), seed=st.randoms())
def test_knowledge_does_not_depend_on_the_order_in_which_days_are_told(results: list[bool], seed: object) -> None:
    observations = seen(*results)
    shuffled = sorted(observations, key=lambda _: seed.random())  # type: ignore[attr-defined]
    assert knowledge(shuffled) == knowledge(observations)


def test_the_weakest_is_a_missed_code_that_is_due() -> None:
    known = knowledge(
        [*seen(False), *seen(True, skill=FINE), *seen(False, False, skill=Skill("marker", "deferential"))]
    )
    assert weakest(known, DAY) is None
    assert weakest(known, DAY + timedelta(days=1)) == DENIAL
    assert weakest(known, DAY + timedelta(days=2)) == Skill("marker", "deferential")


@pytest.mark.parametrize(
    ("exposures", "level"),
    [
        ([], "foundation"),
        ([("foundation", GOOD)], "foundation"),
        ([("foundation", GOOD)] * 2, "intermediate"),
        ([("foundation", GOOD)] * 4, "intermediate"),
        ([("foundation", GOOD)] * 2 + [("intermediate", GOOD)] * 2, "advanced"),
        ([("advanced", GOOD)] * 6, "advanced"),
        ([("foundation", GOOD), ("foundation", MIDDLING), ("foundation", GOOD)], "foundation"),
        ([("foundation", GOOD)] * 2 + [("intermediate", POOR)], "foundation"),
        ([("foundation", GOOD)] * 2 + [("advanced", POOR)], "intermediate"),
        ([("foundation", Counts(5, 0, 3, 3))] * 2, "foundation"),
        ([("foundation", Counts(0, 0, 0, 3))] * 2, "foundation"),
    ],
)
def test_the_level_follows_the_last_first_exposures(exposures: list[tuple[Level, Counts]], level: Level) -> None:
    assert level_after(exposures) == level


def test_a_first_exposure_shows_markers_look_alikes_and_replies() -> None:
    file = load(SHORT)
    assert file.scenario is not None
    start = begin(file.scenario)
    assert start is not None
    played = session(
        ("0/probe", "withdrawal"), ("0/sure", "75"), ("0/choice", "notice"), ("1/probe", "mixed"), kind="scenario"
    )
    run = replayed(file.scenario, played)
    found = list(observed(run, detection(run, played), played))
    assert {each.skill.sort for each in found} == {"marker", "repair"}
    assert all(each.went_well for each in found)
    assert {each.day for each in found} == {DAY}


def test_a_drill_shows_what_was_answered_and_nothing_of_probes_that_are_gone() -> None:
    probes = {probe.id: probe for bank in banks().values() for probe in bank.probes}
    rupture = next(name for name, probe in probes.items() if probe.rupture and probe.rupture.type == "withdrawal")
    calm = next(name for name, probe in probes.items() if probe.no_rupture and probe.no_rupture.looks_like)
    skipped = next(name for name in probes if name not in (rupture, calm))
    sat = session(
        (f"{rupture}/probe", "confrontation"),
        (f"{calm}/probe", "mixed"),
        ("gone/probe", "none"),
        (f"{skipped}/probe", ""),
    )
    found = list(observed_in_drill(probes, sat))
    assert {(each.skill.sort, each.went_well) for each in found} == {("marker", True), ("look-alike", False)}
    assert [name for name, _ in met(sat)] == [rupture, calm, "gone"]


def test_without_a_history_the_first_scenario_of_the_lowest_level_is_proposed() -> None:
    assert advice(NEW, {}, "foundation", DAY, sat_today=False) == Advice("scenario", "a-first", FIRST)


def test_the_level_decides_before_the_code_and_the_code_among_those_of_a_level() -> None:
    known = knowledge(seen(False))
    later = DAY + timedelta(days=3)
    assert advice(NEW, known, "intermediate", later, sat_today=True).id == "b-second"
    also = [*NEW, Proposed("a-third", "intermediate", frozenset())]
    found = advice(also, known, "intermediate", later, sat_today=True)
    assert found.id == "b-second"
    assert found.why.startswith("You noticed 0 of 1 turns with 'denial'.")


def test_a_missed_code_that_is_due_asks_for_a_drill_once_a_day() -> None:
    known, later = knowledge(seen(True, False)), DAY + timedelta(days=2)
    found = advice(NEW, known, "foundation", later, sat_today=False)
    assert (found.what, found.id) == ("drill", "")
    assert found.why.startswith("You noticed 1 of 2 turns with 'denial'.")
    assert advice(NEW, known, "foundation", later, sat_today=True).what == "scenario"


def test_replies_that_did_not_fit_ask_for_no_drill() -> None:
    known = knowledge(seen(False, skill=Skill("repair", "withdrawal")))
    assert advice(NEW, known, "foundation", DAY + timedelta(days=2), sat_today=False).what == "scenario"


def test_where_everything_was_played_that_is_said() -> None:
    assert advice([], {}, "advanced", DAY, sat_today=False) == Advice("again", "", AGAIN)
