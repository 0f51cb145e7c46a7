"""The scenarios, lessons and questionnaire that ship are of the standard that the project sets itself."""

import random
from collections import Counter
from functools import cache
from statistics import median

import pytest

from alliance_sim.document import Heading
from alliance_sim.engine import begin, choose, outcome
from alliance_sim.lesson import ShownLesson, lessons
from alliance_sim.library import folder_findings, load
from alliance_sim.policies import POLICIES, ending_of, run_of
from alliance_sim.rehearsal import QUESTIONNAIRE
from alliance_sim.replaying import questionnaire_of
from alliance_sim.run import Shown, entered
from alliance_sim.scenario import Choice, NoRupture, Rupture, Scenario
from alliance_sim.shelf import scenario_files, shipped_folder

IDS = sorted(path.stem for path in scenario_files([shipped_folder()]))
RUNS = 300
EVERY_SCENARIO = pytest.mark.parametrize("name", IDS)
EVERY_LESSON = pytest.mark.parametrize("shown", list(lessons()), ids=lambda shown: shown.id)


@cache
def shipped(name: str) -> Scenario:
    file = load(shipped_folder() / f"{name}.yaml")
    assert file.scenario is not None, file.diagnostics
    return file.scenario


@cache
def random_runs(name: str) -> tuple[tuple[tuple[Shown, ...], str | None], ...]:
    """Runs with uniform choices: the turns, and the kind of ending."""
    scenario, chance = shipped(name), random.Random(20261122)
    runs = []
    for _ in range(RUNS):
        turns: list[Shown] = []
        shown = list(entered(scenario, begin(scenario)))
        while shown[-1].view.waits:
            turns.append(shown[-1])
            reply = chance.choice(shown[-1].view.choices)
            shown = list(entered(scenario, choose(scenario, shown[-1].moment, reply.id)))
        runs.append((tuple(turns), shown[-1].view.state.ending))
    return tuple(runs)


def truths(turns: tuple[Shown, ...]) -> list[Rupture | NoRupture]:
    """The truths of the probes of a run: those of first visits."""
    first = {turn.view.state.id: turn.view.state for turn in reversed(turns)}
    return [state.truth for state in first.values() if state.truth]


@EVERY_SCENARIO
def test_a_shipped_scenario_has_no_finding_but_that_nobody_has_reviewed_it(name: str) -> None:
    found = load(shipped_folder() / f"{name}.yaml", thorough=True).diagnostics
    assert [diagnostic.rule.name for diagnostic in found] == ["unreviewed"]


def test_the_shipped_scenarios_together_have_no_finding() -> None:
    found = folder_findings([load(path) for path in scenario_files([shipped_folder()])])
    assert [problem for problems in found.values() for problem in problems] == []


@EVERY_SCENARIO
def test_a_shipped_scenario_has_25_to_45_states(name: str) -> None:
    assert 25 <= len(shipped(name).states) <= 45


@EVERY_SCENARIO
def test_a_typical_run_has_8_to_14_probes(name: str) -> None:
    assert 8 <= median(len(truths(turns)) for turns, _ in random_runs(name)) <= 14


@EVERY_SCENARIO
def test_40_to_60_percent_of_the_probes_hold_no_rupture(name: str) -> None:
    kinds = Counter(isinstance(truth, NoRupture) for turns, _ in random_runs(name) for truth in truths(turns))
    assert 0.4 <= kinds[True] / kinds.total() <= 0.6


@EVERY_SCENARIO
def test_every_random_run_ends_and_few_of_them_well(name: str) -> None:
    endings = Counter(ending for _, ending in random_runs(name))
    assert None not in endings
    assert len(endings) >= 4
    assert 0.04 <= endings["repaired"] / RUNS <= 0.25


@pytest.mark.parametrize("policy", POLICIES)
def test_no_trick_leads_to_the_good_ending_in_more_than_a_fifth_of_the_scenarios(policy: str) -> None:
    tricked = [name for name in IDS if ending_of(shipped(name), run_of(shipped(name), POLICIES[policy])) == "repaired"]
    assert len(tricked) <= len(IDS) / 5, tricked


@EVERY_SCENARIO
def test_strong_replies_lead_to_the_good_ending(name: str) -> None:
    scenario = shipped(name)
    order = ["strong", "adequate", "weak", "harmful"]
    shown = list(entered(scenario, begin(scenario)))
    while shown[-1].view.waits:
        moment = shown[-1].moment

        def fit(reply: Choice) -> int:
            return order.index(outcome(scenario, moment, reply.id).fit)  # noqa: B023

        reply = min(shown[-1].view.choices, key=fit)
        shown = list(entered(scenario, choose(scenario, moment, reply.id)))
    assert shown[-1].view.state.ending in ("repaired", "ended-safely")


@EVERY_SCENARIO
def test_most_turns_have_two_or_three_defensible_replies(name: str) -> None:
    turns = [state for state in shipped(name).states if state.choices]
    defensible = [
        sum(any(found.fit in ("strong", "adequate") for found in reply.results) for reply in state.choices or ())
        for state in turns
    ]
    assert sum(count in (2, 3) for count in defensible) > len(turns) / 2


@EVERY_SCENARIO
def test_some_reply_heals_or_harms_by_context(name: str) -> None:
    replies = [reply for state in shipped(name).states for reply in state.choices or ()]
    assert any(len({found.fit for found in reply.results}) > 1 for reply in replies)


def test_the_scenarios_have_different_people_and_therapies() -> None:
    scenarios = [shipped(name) for name in IDS]
    assert len({scenario.modality for scenario in scenarios}) == len(IDS)
    assert len({scenario.patient.name for scenario in scenarios}) == len(IDS)
    assert {scenario.level for scenario in scenarios} == {"foundation", "intermediate", "advanced"}


@EVERY_LESSON
def test_a_lesson_has_its_parts(shown: ShownLesson) -> None:
    assert len(shown.lesson.checks) >= 3
    assert len(shown.lesson.sources) >= 2
    assert all(any(option.fits for option in check.options) for check in shown.lesson.checks)
    headings = [block.text for block in shown.body if isinstance(block, Heading)]
    assert headings[-3:] == ["A worked example", "A non-example", "What we do not know"]


def test_the_questionnaire_rates_recognition_management_and_control() -> None:
    found = questionnaire_of(QUESTIONNAIRE.read_bytes())
    assert {item.scale for item in found.items} == {"recognition", "management", "control"}
