"""The repair profile of sessions of the worked scenario."""

from hypothesis import HealthCheck, given, settings

from alliance_sim.engine import choose, outcome
from alliance_sim.repair import Attempt, Repair, repair
from alliance_sim.run import entered, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Session
from tests.strategies import picks, scenarios, walk
from tests.worked import CARING, HURRIED, STUCK, session, with_choice, worked


def repaired(played: Session) -> Repair:
    return repair(worked(), replayed(worked(), played))


def test_a_move_tells_the_outcome_that_held_at_its_moment() -> None:
    move = repaired(session(("follow", "link"))).moves[1]
    assert (move.turn, move.reply.id, move.outcome.fit) == (1, "link", "harmful")
    assert move.outcome.because == "She was let down by you, and hears that it is a habit of hers."
    assert (move.before, move.after) == ((5, 3, 0), (3, 5, 0))


def test_the_series_begin_with_the_start_and_go_on_after_each_move() -> None:
    assert repaired(session(CARING)).series == (
        (5, 5, 7, 7, 8, 8),
        (3, 3, 2, 1, 1, 0),
        (0, 0, 1, 1, 1, 1),
    )


def test_values_are_clamped_to_their_ranges() -> None:
    assert repaired(session(STUCK)).series[1] == (3, 4, 6, 6, 6, 6)


def test_alternatives_are_the_open_replies_not_given() -> None:
    moves = repaired(session(CARING)).moves
    assert {other.reply.id for other in moves[1].alternatives} == {"link", "move-on"}
    assert {other.reply.id for other in moves[4].alternatives} == {"do-the-plan"}


def test_an_alternative_says_what_the_patient_would_have_said_next() -> None:
    """The variant of the next turn follows from the values that the alternative would have made."""
    other = repaired(session(("follow",))).moves[0].alternatives[0]
    assert other.reply.id == "probe-her"
    assert [seen.view.patient for seen in other.next] == [
        "No, no. It was no trouble, last week. You will have had your reasons. (smiles at the floor)"
    ]


def test_an_alternative_leads_through_passages() -> None:
    other = repaired(session(CARING)).moves[2].alternatives[0]
    assert [seen.view.state.id for seen in other.next] == ["tea", "story"]


def test_the_words_of_the_trainee_stand_beside_the_reply() -> None:
    assert repaired(session(CARING, more={"1/own-words": "I am sorry."})).moves[1].own_words == "I am sorry."


def test_acknowledging_at_once_counts_nought_turns() -> None:
    assert repaired(session(CARING)).attempts == (
        Attempt(first=1, type="mixed", length=2, closed=True, acknowledged=0, harmful=0, linked_first=0),
        Attempt(first=4, type="mixed", length=1, closed=False, acknowledged=0, harmful=0, linked_first=0),
    )


def test_a_link_before_any_acknowledgement_and_harm_are_told() -> None:
    linked = repaired(session(("follow", "link", "make-sense", "stay"))).attempts[0]
    assert (linked.acknowledged, linked.harmful, linked.linked_first) == (1, 1, 1)


def test_an_episode_without_acknowledgement_says_so() -> None:
    assert [attempt.acknowledged for attempt in repaired(session(HURRIED)).attempts] == [None, None]


def test_a_link_within_the_acknowledging_reply_does_not_come_before_it() -> None:
    both = ("links-to-pattern-between-us", "acknowledges-contribution")
    scenario = with_choice(worked(), "polite", "own-it", strategies=both)
    assert repair(scenario, replayed(scenario, session(CARING))).attempts[0].linked_first == 0


def test_an_episode_that_meets_no_calm_turn_is_not_closed() -> None:
    assert repaired(session(STUCK)).attempts[-1] == Attempt(
        first=4, type="mixed", length=1, closed=False, acknowledged=None, harmful=1, linked_first=0
    )


def test_a_turn_that_waits_is_no_move() -> None:
    assert [move.turn for move in repaired(session(("follow",))).moves] == [0]
    assert repaired(session()) == Repair((), (), ((5,), (3,), (0,)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), picks())
def test_every_alternative_is_what_the_engine_would_have_done(scenario: Scenario, chosen: list[int]) -> None:
    run = replayed(scenario, walk(scenario, chosen))
    found = repair(scenario, run)
    for turn, move in zip(run.turns, found.moves, strict=False):
        assert {move.reply.id, *(other.reply.id for other in move.alternatives)} == set(turn.offered)
        for other in move.alternatives:
            assert other.outcome == outcome(scenario, turn.moment, other.reply.id)
            assert other.next == tuple(entered(scenario, choose(scenario, turn.moment, other.reply.id)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), picks())
def test_series_stay_within_their_ranges(scenario: Scenario, chosen: list[int]) -> None:
    found = repair(scenario, replayed(scenario, walk(scenario, chosen)))
    for variable, series in zip(scenario.variables, found.series, strict=True):
        assert len(series) == len(found.moves) + 1
        assert all(variable.range[0] <= value <= variable.range[1] for value in series)
