"""The map of a scenario: its states, its ways, its figures, and the path of a run."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings

from alliance_sim.mapping import Node, figure, left, mapped
from alliance_sim.marking import marked, passed
from alliance_sim.moment import NotOpen
from alliance_sim.run import Shown, replayed
from alliance_sim.scenario import Scenario, Variant
from tests.examples import scenario_of
from tests.maps import charted, diary, ways
from tests.strategies import picks, scenarios, walk
from tests.worked import STUCK, worked


def called(scenario: Scenario) -> dict[str, str]:
    return {node.id: node.called for node in mapped(scenario).nodes}


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_every_state_is_on_the_map_once(scenario: Scenario) -> None:
    assert sorted(node.id for node in mapped(scenario).nodes) == sorted(scenario.state)


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_every_way_is_on_the_map_once(scenario: Scenario) -> None:
    assert [edge.key for edge in mapped(scenario).edges] == ways(scenario)


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_a_way_leads_up_if_and_only_if_it_is_called_back(scenario: Scenario) -> None:
    drawn = mapped(scenario)
    place = {node.id: number for number, node in enumerate(drawn.nodes)}
    assert {edge.key: edge.back for edge in drawn.edges} == {
        edge.key: place[edge.target] <= place[edge.source] for edge in drawn.edges
    }


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_ways_down_lead_deeper_and_ways_back_do_not(scenario: Scenario) -> None:
    drawn = mapped(scenario)
    depth = {node.id: node.depth for node in drawn.nodes}
    for edge in drawn.edges:
        deeper = depth[edge.target] - depth[edge.source]
        assert deeper > 0 if not edge.back else deeper < 0 or edge.target == edge.source


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios())
def test_as_many_trainees_come_to_a_state_as_begin_there_or_take_a_way_to_it(scenario: Scenario) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alliance_sim.chances.MOST_STEPS", 20_000)
        drawn = charted(scenario)
    assert drawn.reckoning
    for node in drawn.nodes:
        arriving = sum(edge.passes or 0 for edge in drawn.edges if edge.target == node.id)
        missing = arriving + (node.id == scenario.start) - (node.passes or 0)
        assert not missing if drawn.reckoning.exact else abs(float(missing)) <= drawn.reckoning.residual + 1e-6


def test_states_are_called_what_they_are() -> None:
    assert called(diary()) == {
        "coat-on": "withdrawal",
        "schoolgirl": "withdrawal",
        "close": "passage",
        "drawer": "ending, repaired",
        "clock": "ending, papered-over",
    }
    assert called(worked())["chair"] == "no rupture"
    assert called(worked())["both"] == "mixed"


def test_a_state_without_a_truth_or_kept_from_the_probes_is_called_not_probed() -> None:
    first, *others = worked().states
    silent = evolve(worked(), states=(evolve(first, no_rupture=None), *others))
    kept = evolve(worked(), states=(evolve(first, probe=False), *others))
    assert called(silent)["chair"] == "not probed"
    assert called(kept)["chair"] == "no rupture, not probed"


def test_a_state_that_nothing_leads_to_is_called_so_and_comes_last() -> None:
    alone = evolve(diary().state["close"], id="alone")
    drawn = mapped(evolve(diary(), states=(alone, *diary().states)))
    assert drawn.nodes[-1].id == "alone"
    assert drawn.nodes[-1].called == "passage; nothing leads here"


def test_ways_tell_what_is_taken_and_on_which_terms() -> None:
    assert [(edge.label, edge.target) for edge in mapped(diary()).edges] == [
        ("notice: strong", "schoolgirl"),
        ("explain: weak", "schoolgirl"),
        ("link-to-school: adequate if bond >= 7 and tension < 4, else harmful", "schoolgirl"),
        ("own-it: strong", "close"),
        ("press (open if bond < 5): harmful", "close"),
        ("praise: weak", "close"),
        ("if mended", "drawer"),
        ("else", "clock"),
    ]


def test_a_passage_with_one_way_goes_on() -> None:
    assert [edge.label for edge in mapped(worked()).out["tea"]] == ["goes on"]


def test_the_words_of_a_state_are_those_of_the_patient_where_no_guard_holds() -> None:
    assert mapped(diary()).node["schoolgirl"].words.startswith("Sure. Whatever you think.")


def test_a_state_without_words_of_the_patient_has_those_of_the_narrator() -> None:
    close = evolve(diary().state["close"], scene=(Variant("A  door.\n\nIt shuts."),))
    changed = evolve(diary(), states=tuple(close if state.id == "close" else state for state in diary().states))
    assert mapped(changed).node["close"].words == "A door. It shuts."


@pytest.mark.parametrize(
    ("passes", "told"),
    [
        (Fraction(0), "never"),
        (Fraction(1, 10**9), "<1%"),
        (Fraction(99, 10_000), "<1%"),
        (Fraction(1, 100), "1%"),
        (Fraction(1, 3), "33%"),
        (Fraction(994, 1000), "99%"),
        (Fraction(999, 1000), ">99%"),
        (Fraction(1), "100%"),
        (Fraction(112, 100), "112%"),
        (Fraction(24), "24x"),
        (Fraction(123_456), ">999x"),
    ],
)
def test_a_figure_is_a_percentage_in_five_characters_that_says_neither_never_nor_always_too_soon(
    passes: Fraction, told: str
) -> None:
    assert figure(passes, complete=True) == told
    assert len(told) <= 5


def test_where_not_all_was_explored_nothing_is_called_never() -> None:
    assert figure(Fraction(0), complete=False) == "?"


def test_without_chances_there_are_no_figures_and_no_remarks() -> None:
    drawn = mapped(diary())
    assert drawn.figure(drawn.nodes[0]) == ""
    assert drawn.remarks == ()


def test_the_remarks_name_the_turns_in_which_runs_are_stuck() -> None:
    assert charted(worked()).remarks[1:] == ("7% are stuck in gap, where no reply is open.",)


def test_the_remarks_say_that_the_figures_are_iterated_and_what_is_left() -> None:
    first, *others = diary().states
    notice, *replies = first.choices or ()
    again = evolve(first, choices=(evolve(notice, to="coat-on", effects=()), *replies))
    _, remark = charted(evolve(diary(), states=(again, *others))).remarks
    assert remark == "Moments can come again: the figures are iterated, with hardly any still under way."


@pytest.mark.parametrize(
    ("residual", "told"), [(0.0, "none"), (7e-10, "hardly any"), (0.001, "<1%"), (0.22, "22%"), (1.0, "all")]
)
def test_what_is_left_is_told_in_words_where_a_percentage_would_say_nothing(residual: float, told: str) -> None:
    assert left(residual) == told


CIRCLES = """
start: hello
states:
  hello:
    patient: Well?
    choices:
      end: {say: We stop., strategies: [redirects], fit: weak, because: It ends., to: done}
      thank: {say: Thank you., strategies: [redirects], fit: strong, because: It goes on., to: thanks}
  thanks:
    patient: Thank you.
    to: names
    choices:
      back: {say: I thank you., strategies: [redirects], fit: strong, because: It goes on.}
      again: {say: Not at all., strategies: [redirects], fit: weak, because: It goes on.}
  names: {scene: They nod., to: thanks}
  done: {patient: Goodbye., ending: repaired, summary: It was said.}
"""


def test_where_runs_go_round_for_ever_the_figure_is_without_end() -> None:
    drawn = charted(scenario_of(CIRCLES))
    assert {node.id: drawn.figure(node) for node in drawn.nodes} == {
        "hello": "100%",
        "thanks": "∞",
        "names": "∞",
        "done": "50%",
    }
    assert {edge.key: drawn.figure(edge) for edge in drawn.edges} == {
        ("hello", "end", "done"): "50%",
        ("hello", "thank", "thanks"): "50%",
        ("thanks", "back", "names"): "∞",
        ("thanks", "again", "names"): "∞",
        ("names", None, "thanks"): "∞",
    }
    assert drawn.node["thanks"].called == "not probed; without end"


def test_the_remarks_say_how_many_never_come_to_an_end_and_where_they_go_round() -> None:
    assert charted(scenario_of(CIRCLES)).remarks[1:] == (
        "Moments can come again: the figures are iterated, with none still under way.",
        "50% never come to an end, but go round and round in thanks and names: ∞ stands for without end.",
    )


def test_a_turn_that_leads_only_to_itself_is_without_end() -> None:
    turn = CIRCLES.replace("    to: names", "    to: thanks")
    drawn = charted(scenario_of(turn))
    assert [drawn.figure(edge) for edge in drawn.out["thanks"]] == ["∞", "∞"]
    assert drawn.figure(drawn.node["names"]) == "never"


def test_the_remarks_say_that_the_search_was_ended() -> None:
    drawn = mapped(diary())
    charted_ = charted(diary())
    assert charted_.reckoning
    ended = evolve(drawn, reckoning=evolve(charted_.reckoning, complete=False, residual=0.25))
    assert ended.remarks[1:] == ("Not exhaustive: the search was ended, and 25% of the trainees are lost at its edge.",)


def states_of(scenario: Scenario, choices: list[str]) -> list[str]:
    return [scenario.start, *(target for _, _, target in passed(scenario, choices))]


def test_a_path_goes_through_passages_to_where_the_run_waits_or_ends() -> None:
    assert states_of(diary(), ["notice"]) == ["coat-on", "schoolgirl"]
    assert states_of(diary(), ["notice", "own-it"]) == ["coat-on", "schoolgirl", "close", "drawer"]
    assert states_of(worked(), list(STUCK))[-1] == "gap"


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), picked=picks())
def test_the_path_on_the_map_is_the_run_as_it_is_replayed(scenario: Scenario, picked: list[int]) -> None:
    run = replayed(scenario, walk(scenario, picked))
    choices = [turn.choice for turn in run.turns if turn.choice]
    views = [found.view for turn in run.turns if turn.choice for found in (*turn.lead, Shown(turn.moment, turn.view))]
    views += [found.view for found in run.last]
    drawn = marked(mapped(scenario), scenario, choices)
    assert drawn.path == tuple(view.state.id for view in views)
    assert {node.id for node in drawn.nodes if node.visited} == set(drawn.path)
    steps = {number: (edge.source, edge.target) for edge in drawn.edges for number in edge.steps}
    assert steps == dict(enumerate(zip(drawn.path, drawn.path[1:], strict=False), 1))


def test_the_same_way_taken_twice_counts_both_steps() -> None:
    first, *others = diary().states
    notice, *replies = first.choices or ()
    again = evolve(diary(), states=(evolve(first, choices=(evolve(notice, to="coat-on"), *replies)), *others))
    drawn = marked(mapped(again), again, ["notice", "notice", "explain"])
    assert [edge.taken for edge in drawn.out["coat-on"]] == ["(steps 1, 2)", "(step 3)", ""]


@pytest.mark.parametrize("choices", [["nothing"], ["notice", "press-on"], ["notice", "own-it", "more"]])
def test_a_path_that_is_not_open_is_refused(choices: list[str]) -> None:
    with pytest.raises(NotOpen, match=r"^expected "):
        marked(mapped(diary()), diary(), choices)


def test_a_scenario_may_be_a_single_ending() -> None:
    only = evolve(diary(), start="clock", states=(diary().state["clock"],))
    assert [(type(node), node.id, node.passes) for node in charted(only).nodes] == [(Node, "clock", Fraction(1))]
