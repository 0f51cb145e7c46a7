"""What if: the run of a session gone back into, replayed by the engine whatever the replies."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.moment import NotOpen, Values, View
from alliance_sim.repair import repair
from alliance_sim.run import Run, Shown, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Answer, Kind, Session, Unplayable
from alliance_sim.whatif import (
    WhatIf,
    as_then,
    at_turn,
    barred,
    course,
    gone_back,
    gone_on,
    offered,
    replied,
    taken_back,
)
from tests.strategies import plays, walk
from tests.worked import CARING, HURRIED, STUCK, session, worked

Plays = tuple[Scenario, list[list[int]]]


def over(played: Plays) -> list[tuple[Scenario, Session, Run]]:
    """Those of the plays that came to their end after a turn or more."""
    scenario, picks = played
    sessions = [walk(scenario, each, seed=3) for each in picks]
    runs = [(scenario, found, replayed(scenario, found)) for found in sessions]
    return [found for found in runs if found[2].over and found[2].turns]


def seen(shown: tuple[Shown, ...]) -> list[tuple[Values, View]]:
    """What was shown, and the values there; not what is remembered for conditions that nothing asks for."""
    return [(each.moment.values, each.view) for each in shown]


def otherwise(whatif: WhatIf, picks: list[int]) -> WhatIf:
    """Played on with the replies of these numbers among those that are open."""
    for pick in picks:
        if whatif.now.here.view.over:
            break
        open_now = offered(whatif, told=False)
        whatif = replied(whatif, open_now[pick % len(open_now)].choice.id)
    return whatif


def back(choices: tuple[str, ...] = HURRIED, turn: int = 1) -> WhatIf:
    return gone_back(worked(), session(choices), turn)


@settings(max_examples=60, deadline=None)
@given(played=plays(), turn=st.integers(0, 11))
def test_the_same_replies_from_any_turn_give_the_same_run(played: Plays, turn: int) -> None:
    for scenario, found, run in over(played):
        waiting = run.turns[turn % len(run.turns)]
        begun = gone_back(scenario, found, waiting.number + 1)
        assert seen(begun.now.shown) == seen((*waiting.lead, Shown(waiting.moment, waiting.view)))
        again = gone_on(begun)
        assert (again.now, again.parting) == (again.then, None)
        assert seen(again.now.shown) == seen(run.last)


@settings(max_examples=60, deadline=None)
@given(played=plays(), turn=st.integers(0, 11), picks=st.lists(st.integers(0, 8), max_size=8))
def test_other_replies_lead_where_a_session_of_them_would(played: Plays, turn: int, picks: list[int]) -> None:
    for scenario, found, run in over(played):
        there = otherwise(gone_back(scenario, found, turn % len(run.turns) + 1), picks).now
        answers = tuple(Answer(f"{number}/choice", choice) for number, choice in enumerate(there.choices))
        afresh = replayed(scenario, evolve(found, answers=answers))
        assert there.shown == afresh.last
        assert tuple(zip(*course(there), strict=True)) == repair(scenario, afresh).series


@settings(max_examples=60, deadline=None)
@given(played=plays(), turn=st.integers(0, 11), picks=st.lists(st.integers(0, 8), min_size=1, max_size=8))
def test_the_runs_part_at_the_first_other_reply(played: Plays, turn: int, picks: list[int]) -> None:
    for scenario, found, run in over(played):
        whatif = otherwise(gone_back(scenario, found, turn % len(run.turns) + 1), picks)
        then, now = whatif.then.choices, whatif.now.choices
        same = next((n for n, (old, new) in enumerate(zip(then, now, strict=False)) if old != new), None)
        assert whatif.parting == (None if same is None else same + 1)
        assert whatif.then.past[: same or 0] == whatif.now.past[: same or 0]


@settings(max_examples=60, deadline=None)
@given(played=plays(), picks=st.lists(st.integers(0, 8), max_size=8))
def test_going_on_as_then_comes_to_an_end_and_says_why(played: Plays, picks: list[int]) -> None:
    for scenario, found, _ in over(played):
        whatif = gone_on(otherwise(gone_back(scenario, found), picks))
        assert barred(whatif) != ""
        assert len(whatif.now.past) <= len(picks) + len(whatif.then.past)


@settings(max_examples=60, deadline=None)
@given(played=plays())
def test_the_replies_stand_in_the_order_of_the_session(played: Plays) -> None:
    for scenario, found, run in over(played):
        begun = gone_back(scenario, found)
        for turn in run.turns:
            open_now = offered(at_turn(begun, turn.number + 1), told=False)
            assert tuple(reply.choice.id for reply in open_now) == turn.offered


@settings(max_examples=60, deadline=None)
@given(played=plays(), picks=st.lists(st.integers(0, 8), min_size=1, max_size=8))
def test_what_is_told_of_the_replies_leaves_those_that_are_open_where_they_are(played: Plays, picks: list[int]) -> None:
    for scenario, found, _ in over(played):
        whatif = otherwise(gone_back(scenario, found), picks)
        told = offered(whatif, told=True)
        assert tuple(reply for reply in told if not reply.closed) == offered(whatif, told=False)


def test_a_reply_can_be_taken_back_as_often_as_there_were_replies() -> None:
    whatif = gone_on(back(turn=3))
    for _ in HURRIED:
        whatif = taken_back(whatif)
    assert (whatif, taken_back(whatif)) == (back(), back())


def test_the_turn_gone_back_to_holds_the_values_of_then() -> None:
    assert back(turn=4).now.here.moment.state == "story"
    assert back(turn=4).now.here.moment.values == (3, 6, 0)


def test_another_reply_parts_the_runs_and_leaves_the_one_as_it_was() -> None:
    whatif = replied(back(turn=2), "own-it")
    assert (whatif.parting, whatif.then) == (2, back().then)
    assert whatif.now.here.moment.values == (7, 3, 1)


def test_taking_back_the_other_reply_joins_the_runs_again() -> None:
    assert taken_back(replied(back(turn=2), "own-it")).parting is None


def test_on_as_then_goes_through_what_is_open() -> None:
    whatif = gone_on(replied(back(turn=2), "own-it"))
    assert whatif.now.choices == ("probe-her", "own-it", "insist", "back-to-grid", "do-the-plan")
    assert (whatif.now.here.moment.state, barred(whatif)) == ("thin", "The conversation is over here.")


def test_on_as_then_stops_before_a_reply_that_is_closed_now() -> None:
    whatif = gone_on(replied(back(STUCK, turn=2), "own-it"))
    assert (whatif.now.here.moment.state, as_then(whatif)) == ("both", "wait")
    assert barred(whatif) == "What you said here then is not open now: it hangs on what came before."


def test_on_as_then_stops_where_the_run_as_it_was_did_not_come() -> None:
    whatif = otherwise(replied(back(STUCK, turn=2), "own-it"), [])
    elsewhere = evolve(whatif, then=evolve(whatif.then, past=whatif.then.past[:2]))
    assert barred(elsewhere) == ("There is no reply of yours to repeat: the conversation as it was did not come here.")


def test_a_turn_that_came_once_has_nothing_to_repeat_the_second_time() -> None:
    twice = evolve(back().then, past=(*back().then.past[:1], *back().then.past[:1]), shown=back().now.shown)
    assert barred(evolve(back(), now=twice)) == (
        "There is no reply of yours to repeat: the conversation as it was did not come here once more."
    )


def test_a_conversation_that_stopped_for_want_of_a_reply_can_be_gone_back_into() -> None:
    whatif = gone_on(back(STUCK))
    assert whatif.now.here.view.stuck
    assert barred(whatif) == "The conversation is over here."


def test_a_reply_that_is_not_open_is_refused() -> None:
    with pytest.raises(NotOpen):
        replied(back(), "own-it")


@pytest.mark.parametrize("turn", [0, -1, 6])
def test_only_turns_of_the_session_can_be_gone_back_to(turn: int) -> None:
    with pytest.raises(Unplayable, match=f"^expected a turn from 1 to 5, found {turn}$"):
        back(turn=turn)


def test_a_conversation_that_is_put_aside_cannot_be_gone_back_into() -> None:
    with pytest.raises(Unplayable, match="expected a conversation that is over, found one put aside"):
        gone_back(worked(), session(CARING[:3]))


@pytest.mark.parametrize("kind", ["lesson", "drill"])
def test_a_lesson_and_a_drill_have_no_turns(kind: Kind) -> None:
    with pytest.raises(Unplayable, match=f"^expected a conversation, .* found another kind: {kind}$"):
        gone_back(worked(), evolve(session(CARING), kind=kind))


def test_a_session_that_does_not_fit_its_text_is_refused() -> None:
    with pytest.raises(Unplayable, match="open in 'chair'"):
        gone_back(worked(), session(("insist",)))
