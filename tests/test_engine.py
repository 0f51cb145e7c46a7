"""The exact meaning of the format, line by line."""

import json
from pathlib import Path

import pytest
from attrs import asdict, evolve
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.decoding import decode
from alliance_sim.engine import begin, choose, follow, named_values, outcome, shuffled, spoken, view
from alliance_sim.library import loaded
from alliance_sim.machine import PREPARED, machine_of
from alliance_sim.moment import Moment, NothingToFollow, NotOpen
from alliance_sim.run import Run, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Answer, Session
from alliance_sim.source import read
from tests.examples import spliced
from tests.strategies import picks, scenarios, walk

SAY = "strategies: [stays-with-the-work], fit: adequate, because: It is said."
END = "  end: {patient: Goodbye., ending: repaired, summary: It was said.}\n"
TURN = "patient: Well."


def machine(states: str, *, start: str = "here") -> Scenario:
    """A sound scenario with these states and an ending called `end`; two variables, a flag and two conditions."""
    text = spliced(
        "variables:\n  bond: {start: 5, range: [2, 10]}\n  task: {start: 4, range: [0, 10]}\n"
        "  owned: {start: 0, range: [0, 1]}\nconditions:\n  warm: mended or owned\n  mended: bond >= 6 and task >= 4\n"
        f"start: {start}\nstates:\n{states}{END}"
    )
    found = loaded(text.encode(), Path("sound.yaml"))
    assert [error for error in found.errors if error.rule.code < "AS3"] == []
    scenario, _ = decode(read(text), Scenario)
    assert scenario is not None
    return scenario


def one_choice(rest: str) -> Scenario:
    """A turn with one choice, called `go`."""
    return machine(f"  here:\n    {TURN}\n    choices:\n      go: {{say: Yes., {SAY}, {rest}}}\n")


def after(scenario: Scenario, *chosen: str) -> Moment:
    moment = begin(scenario)
    for choice in chosen:
        moment = choose(scenario, moment, choice)
    return moment


def offered(scenario: Scenario, moment: Moment) -> list[str]:
    return [choice.id for choice in view(scenario, moment).choices]


def patient_says(scenario: Scenario, moment: Moment) -> str | None:
    return view(scenario, moment).patient


def test_a_run_begins_in_the_start_with_the_start_values() -> None:
    scenario = one_choice("to: end")
    assert begin(scenario) == Moment("here", (5, 4, 0), frozenset(), frozenset())
    assert named_values(scenario, begin(scenario)) == {"bond": 5, "task": 4, "owned": 0}


@pytest.mark.parametrize(
    ("effects", "values"),
    [
        ("bond: +2", (7, 4, 0)),
        ("bond: -2", (3, 4, 0)),
        ("bond: +50", (10, 4, 0)),
        ("bond: -50", (2, 4, 0)),
        ("bond: 9", (9, 4, 0)),
        ("bond: +0", (5, 4, 0)),
        ("owned: 1", (5, 4, 1)),
        ("owned: +1", (5, 4, 1)),
        ("bond: +1, task: -1, owned: 1", (6, 3, 1)),
    ],
)
def test_effects_change_or_set_and_are_clamped_to_the_range(effects: str, values: tuple[int, ...]) -> None:
    scenario = one_choice(f"effects: {{{effects}}}, to: end")
    assert choose(scenario, begin(scenario), "go").values == values


def test_each_effect_is_clamped_when_it_applies_and_not_at_the_end_of_the_run() -> None:
    scenario = one_choice("effects: {task: +9}, to: here")
    less = one_choice("effects: {task: -3}, to: here")
    full = after(scenario, "go", "go")
    assert (full.values[1], choose(less, full, "go").values[1]) == (10, 7)


@pytest.mark.parametrize(
    ("guard", "is_open"),
    [
        ("bond >= 5", True),
        ("bond > 5", False),
        ("bond <= 5", True),
        ("bond < 5", False),
        ("bond == 5", True),
        ("bond != 5", False),
        ("owned", False),
        ("not owned", True),
        ("mended", False),
        ("not mended", True),
        ("seen(here)", True),
        ("seen(end)", False),
        ("bond == 5 and task == 4", True),
        ("bond == 5 and task == 5", False),
        ("bond == 5 and task == 4 and owned", False),
        ("bond == 6 or task == 4", True),
        ("bond == 6 or task == 5 or owned", False),
        ("owned or bond == 5 and task == 4", True),
        ("(owned or bond == 5) and task == 5", False),
        ("not (bond == 5 and owned)", True),
    ],
)
def test_a_choice_is_offered_if_its_guard_holds(guard: str, is_open: bool) -> None:
    choices = f"go: {{say: Yes., {SAY}, to: end}}\n      more: {{say: More., {SAY}, to: end, when: {guard}}}"
    scenario = machine(f"  here:\n    {TURN}\n    choices:\n      {choices}\n")
    assert offered(scenario, begin(scenario)) == (["go", "more"] if is_open else ["go"])


def test_choices_are_shown_in_the_order_of_the_file() -> None:
    choices = "".join(f"      {name}: {{say: {name}., {SAY}, to: end}}\n" for name in ("b", "c", "a"))
    scenario = machine(f"  here:\n    {TURN}\n    choices:\n{choices}")
    assert offered(scenario, begin(scenario)) == ["b", "c", "a"]


OUTCOMES = """  here:
    patient: Well.
    choices:
      go:
        say: Yes.
        strategies: [stays-with-the-work]
        outcomes:
          - {when: bond >= 6, fit: strong, because: A., effects: {bond: +1}, to: end}
          - {when: bond >= 5, fit: adequate, because: B., effects: {bond: +1}}
          - {fit: weak, because: C., to: end}
    to: here
"""


def test_the_first_outcome_whose_guard_holds_before_the_effects_applies() -> None:
    scenario = machine(OUTCOMES)
    first = choose(scenario, begin(scenario), "go")
    assert (outcome(scenario, begin(scenario), "go").because, first.state, first.values[0]) == ("B.", "here", 6)
    assert (outcome(scenario, first, "go").because, choose(scenario, first, "go").state) == ("A.", "end")
    thin = begin(scenario)._replace(values=(4, 4, 0))
    assert (outcome(scenario, thin, "go").because, choose(scenario, thin, "go")) == ("C.", thin._replace(state="end"))


def test_the_target_is_the_outcomes_own_else_that_of_the_state() -> None:
    scenario = machine(f"  here:\n    {TURN}\n    to: end\n    choices:\n      go: {{say: Yes., {SAY}}}\n")
    assert choose(scenario, begin(scenario), "go").state == "end"


VARIANTS = """  here:
    scene:
      - {when: owned, say: It rains.}
      - say: The sun shines.
    patient:
      - {when: bond >= 6, say: High.}
      - {when: task >= 4, say: Middle.}
      - {say: Low.}
    choices:
      go: {say: Yes., strategies: [stays-with-the-work], fit: weak, because: B., effects: {bond: +1, owned: 1}}
    to: here
"""


def test_the_first_variant_whose_guard_holds_is_shown() -> None:
    scenario = machine(VARIANTS)
    seen = view(scenario, begin(scenario))
    assert (seen.scene, seen.patient) == ("The sun shines.", "Middle.")
    seen = view(scenario, after(scenario, "go"))
    assert (seen.scene, seen.patient) == ("It rains.", "High.")
    assert patient_says(scenario, begin(scenario)._replace(values=(5, 3, 0))) == "Low."


def test_a_state_without_a_scene_shows_none() -> None:
    scenario = one_choice("to: end")
    assert (view(scenario, begin(scenario)).scene, patient_says(scenario, begin(scenario))) == (None, "Well.")


ONCE = f"""  here:
    {TURN}
    choices:
      ask: {{say: Ask., {SAY}, once: true}}
      go: {{say: Yes., {SAY}}}
    to: here
"""


def test_a_once_choice_can_be_taken_once_and_may_be_offered_again_until_then() -> None:
    scenario = machine(ONCE)
    assert offered(scenario, after(scenario, "go", "go")) == ["ask", "go"]
    asked = after(scenario, "go", "ask")
    assert offered(scenario, asked) == ["go"]
    with pytest.raises(NotOpen, match="expected a choice open in 'here' \\(go\\), found 'ask'"):
        choose(scenario, asked, "ask")


def test_once_is_of_one_choice_in_one_state() -> None:
    twin = ONCE.replace("  here:", "  there:").replace("to: here", "to: end")
    scenario = machine(ONCE.replace("to: here", "to: there") + twin)
    assert offered(scenario, after(scenario, "ask")) == ["ask", "go"]


def test_a_moment_remembers_only_what_the_future_depends_on() -> None:
    assert after(one_choice("to: here"), "go", "go") == begin(one_choice("to: here"))


@pytest.mark.parametrize("choice", ["more", "nothing", ""])
def test_a_choice_that_is_not_open_is_refused(choice: str) -> None:
    choices = f"go: {{say: Yes., {SAY}, to: end}}\n      more: {{say: More., {SAY}, to: end, when: owned}}"
    scenario = machine(f"  here:\n    {TURN}\n    choices:\n      {choices}\n")
    with pytest.raises(NotOpen):
        choose(scenario, begin(scenario), choice)
    with pytest.raises(NotOpen):
        outcome(scenario, begin(scenario), choice)


SEEN = f"""  here:
    {TURN}
    choices:
      go: {{say: Yes., {SAY}, to: there}}
      back: {{say: Back., {SAY}, to: end, when: seen(there)}}
      self: {{say: Self., {SAY}, to: end, when: seen(here)}}
  there:
    {TURN}
    choices:
      go: {{say: Yes., {SAY}, to: here}}
      self: {{say: Self., {SAY}, to: end, when: seen(there)}}
"""


def test_a_state_has_been_seen_from_the_moment_it_is_entered() -> None:
    scenario = machine(SEEN)
    assert offered(scenario, begin(scenario)) == ["go", "self"]
    assert offered(scenario, after(scenario, "go")) == ["go", "self"]
    assert offered(scenario, after(scenario, "go", "go")) == ["go", "back", "self"]


EXPLAINED = """  here:
    patient: Well.
    choices:
      a: {say: A., strategies: [stays-with-the-work], fit: weak, because: B., to: between}
      b: {say: B., strategies: [stays-with-the-work], fit: weak, because: B., to: there}
  between: {scene: A silence., to: there}
  there:
    patient: Well.
    no_rupture:
      why:
        - {when: seen(between), say: After a silence.}
        - say: At once.
    choices:
      go: {say: Yes., strategies: [stays-with-the-work], fit: weak, because: B., to: end}
"""


def test_what_only_an_explanation_asks_for_is_remembered_too() -> None:
    scenario = machine(EXPLAINED)
    at_once, slowly = after(scenario, "b"), follow(scenario, after(scenario, "a"))
    truth = scenario.state["there"].no_rupture
    assert truth is not None
    assert spoken(scenario, at_once, truth.why) == "At once."
    assert spoken(scenario, slowly, truth.why) == "After a silence."


ROUTE = """  here:
    route:
      - {when: bond >= 6, to: end}
      - {when: task >= 4, to: there}
      - {to: end}
  there: {scene: A silence., to: end}
"""


def test_a_route_goes_to_the_first_whose_guard_holds() -> None:
    scenario = machine(ROUTE)
    start = begin(scenario)
    assert follow(scenario, start).state == "there"
    assert follow(scenario, start._replace(values=(6, 4, 0))).state == "end"
    assert follow(scenario, start._replace(values=(5, 3, 0))).state == "end"


def test_a_route_reads_the_values_after_the_effects() -> None:
    scenario = machine(
        f"  turn:\n    {TURN}\n    choices:\n      go: {{say: Yes., {SAY}, effects: {{bond: +1}}, to: here}}\n{ROUTE}",
        start="turn",
    )
    assert follow(scenario, after(scenario, "go")).state == "end"


def test_a_passage_offers_nothing_and_goes_on_by_its_to() -> None:
    scenario = machine("  here: {scene: A silence., to: end}\n")
    seen = view(scenario, begin(scenario))
    assert (seen.scene, seen.patient, seen.choices, seen.waits, seen.over) == ("A silence.", None, (), False, False)
    assert follow(scenario, begin(scenario)).state == "end"


OTHERWISE = f"""  here:
    {TURN}
    choices:
      go: {{say: Yes., {SAY}, to: end, when: owned}}
    otherwise: end
"""


def test_a_turn_with_nothing_open_goes_on_by_its_otherwise() -> None:
    scenario = machine(OTHERWISE)
    seen = view(scenario, begin(scenario))
    assert (seen.waits, seen.stuck, seen.over) == (False, False, False)
    assert follow(scenario, begin(scenario)).state == "end"


def test_a_turn_with_something_open_waits_whatever_its_otherwise() -> None:
    scenario = machine(OTHERWISE)
    owned = begin(scenario)._replace(values=(5, 4, 1))
    assert view(scenario, owned).waits
    with pytest.raises(NothingToFollow, match="'here' waits for a choice"):
        follow(scenario, owned)


def test_the_to_of_a_turn_is_no_otherwise() -> None:
    scenario = machine(OTHERWISE.replace("otherwise", "to"))
    assert view(scenario, begin(scenario)).stuck
    with pytest.raises(NothingToFollow, match="nothing follows 'here'"):
        follow(scenario, begin(scenario))


def test_a_turn_with_nothing_open_and_no_otherwise_is_stuck_and_over() -> None:
    scenario = machine(OTHERWISE.replace("    otherwise: end\n", ""))
    seen = view(scenario, begin(scenario))
    assert (seen.stuck, seen.over, seen.waits, seen.state.ending) == (True, True, False, None)


def test_an_ending_is_over_and_nothing_follows_it() -> None:
    scenario = one_choice("to: end")
    end = after(scenario, "go")
    seen = view(scenario, end)
    assert (seen.over, seen.stuck, seen.waits, seen.patient) == (True, False, False, "Goodbye.")
    with pytest.raises(NothingToFollow):
        follow(scenario, end)
    with pytest.raises(NotOpen):
        choose(scenario, end, "go")


def test_conditions_may_name_others() -> None:
    choices = f"go: {{say: Yes., {SAY}, to: end}}\n      more: {{say: More., {SAY}, to: end, when: warm}}"
    scenario = machine(f"  here:\n    {TURN}\n    choices:\n      {choices}\n")
    assert offered(scenario, begin(scenario)) == ["go"]
    assert offered(scenario, begin(scenario)._replace(values=(6, 4, 0))) == ["go", "more"]
    assert offered(scenario, begin(scenario)._replace(values=(5, 4, 1))) == ["go", "more"]


def test_equal_scenarios_behave_alike_and_no_machine_is_mistaken_for_another() -> None:
    many = [one_choice(f"effects: {{bond: {number}}}, to: end") for number in range(2, 8)] * (PREPARED // 2)
    fresh = [evolve(scenario) for scenario in many]
    assert len(fresh) > PREPARED
    assert [after(scenario, "go").values[0] for scenario in fresh] == [2, 3, 4, 5, 6, 7] * (PREPARED // 2)
    assert machine_of(fresh[-1]) is machine_of(fresh[-1])


def test_shuffling_depends_on_the_seed_the_state_and_the_ids_alone() -> None:
    choices = "".join(f"      {name}: {{say: {name}., {SAY}, to: end}}\n" for name in "abcde")
    found = machine(f"  here:\n    {TURN}\n    choices:\n{choices}").state["here"].choices or ()
    orders = {tuple(choice.id for choice in shuffled(found, "here", seed)) for seed in range(200)}
    assert len(orders) > 60
    assert shuffled(found, "here", 1) == shuffled(found[::-1], "here", 1)
    assert [choice.id for choice in shuffled(found, "here", 1)] == ["e", "a", "b", "d", "c"]
    assert [choice.id for choice in shuffled(found, "there", 1)] != ["e", "a", "b", "d", "c"]


def moments_of(scenario: Scenario, run: Run) -> list[Moment]:
    shown = [here for turn in run.turns for here in turn.lead]
    return [*(here.moment for here in shown), *(turn.moment for turn in run.turns), *(here.moment for here in run.last)]


def saved_and_loaded(session: Session) -> Session:
    """The session after a stay in a file."""
    answers = json.loads(json.dumps([asdict(answer) for answer in session.answers]))
    return evolve(session, answers=tuple(Answer(**answer) for answer in answers))


@given(scenarios(), picks())
def test_variables_stay_in_their_ranges(scenario: Scenario, taken: list[int]) -> None:
    for moment in moments_of(scenario, replayed(scenario, walk(scenario, taken))):
        for variable in scenario.variables:
            low, high = variable.range
            assert low <= named_values(scenario, moment)[variable.name] <= high


@given(scenarios(), picks(), st.integers(0, 5))
def test_a_replay_shows_what_the_run_showed(scenario: Scenario, taken: list[int], seed: int) -> None:
    session = walk(scenario, taken, seed)
    again = saved_and_loaded(session)
    for number in range(len(session.answers) + 1):
        part = evolve(again, answers=again.answers[:number])
        assert replayed(evolve(scenario), part).last == replayed(scenario, evolve(session, answers=part.answers)).last
    assert replayed(evolve(scenario), again) == replayed(scenario, session)


@given(scenarios(), picks())
def test_every_step_of_a_run_is_what_the_plain_meaning_says(scenario: Scenario, taken: list[int]) -> None:
    run = replayed(scenario, walk(scenario, taken))
    for turn in run.turns:
        if turn.outcome is None:
            continue
        values = named_values(scenario, turn.moment)
        for effect in turn.outcome.effects:
            low, high = next(found.range for found in scenario.variables if found.name == effect.variable)
            wanted = effect.change.amount + (0 if effect.change.sets else values[effect.variable])
            values[effect.variable] = min(high, max(low, wanted))
        assert turn.after is not None
        assert named_values(scenario, turn.after) == values
        assert turn.after.state == (turn.outcome.to or turn.view.state.to)


@given(scenarios(), picks())
def test_moments_are_hashable_and_equal_moments_show_the_same(scenario: Scenario, taken: list[int]) -> None:
    shown: dict[Moment, object] = {}
    for moment in moments_of(scenario, replayed(scenario, walk(scenario, taken))):
        seen = view(scenario, moment)
        assert shown.setdefault(moment, seen) == seen


@given(scenarios(), st.integers())
def test_shuffled_choices_are_a_permutation(scenario: Scenario, seed: int) -> None:
    for state in scenario.states:
        choices = state.choices or ()
        order = shuffled(choices, state.id, seed)
        assert sorted(choice.id for choice in order) == sorted(choice.id for choice in choices)
        assert order == shuffled(choices, state.id, seed)
