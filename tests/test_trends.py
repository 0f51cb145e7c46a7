"""Trends: first exposures only, in windows of pooled probes, with intervals; what is kept gives the same again."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.banks import banks
from alliance_sim.knowing import Skill
from alliance_sim.recognition import detection
from alliance_sim.run import replayed
from alliance_sim.scenario import Rupture
from alliance_sim.session import Recognition, Session
from alliance_sim.showing import Rated, Reply, Seen, Showing, read, shown_in, shown_in_drill, written
from alliance_sim.signal_detection import ENOUGH, Counts, Estimate, Proportion
from alliance_sim.trends import MOST, RatedMean, change_of_estimate, change_of_share, trends, windows
from alliance_sim.trial import Trial
from tests.worked import AGREEING, CARING, HURRIED, QUESTIONNAIRE, session, worked

RATINGS = {"ratings": "yes", "before/see": "40", "then/see": "20", "after/see": "60", "after/hear": "80"}
DENIAL = Skill("marker", "denial")


def seen(truth: Recognition, answer: Recognition, name: str = "", *skills: Skill) -> Seen:
    return Seen(Trial(0, truth, answer, 75), name, skills)


def showing(number: int, signal: int = 0, noise: int = 0, **more: Any) -> Showing:
    """A first exposure with so many ruptures, all noticed, and so many other turns, all let be."""
    trials = (seen("withdrawal", "withdrawal"),) * signal + (seen("none", "none"),) * noise
    found = Showing(f"{number:032x}", f"2026-03-{number % 28 + 1:02}T10:00:00", "scenario", "foundation", trials)
    return evolve(found, **more)


def sitting(number: int, *found: Seen) -> Showing:
    return evolve(showing(number, seen=found), kind="drill", level="")


def played(*, more: dict[str, str] | None = None) -> Session:
    return session(CARING, AGREEING, sure=(60, 75, 90, 100, 50), more=more)


def test_a_showing_holds_what_the_debrief_counts() -> None:
    found = shown_in(worked(), played(), None)
    assert found.detection.counts == detection(replayed(worked(), played()), played()).counts == Counts(3, 0, 0, 2)
    assert found.replies[1] == Reply("withdrawal", found.replies[1].fit)
    assert (found.level, found.kind, found.session, found.day) == (worked().level, "scenario", "s1", "2026-01-31")


def test_a_showing_names_the_markers_of_each_rupture() -> None:
    run = replayed(worked(), played())
    expected = {cue.code for turn in run.turns if isinstance(turn.truth, Rupture) for cue in turn.truth.markers}
    found = shown_in(worked(), played(), None)
    assert {skill.code for each in found.seen for skill in each.skills if skill.sort == "marker"} == expected


def test_self_ratings_are_told_on_a_scale_of_a_hundred() -> None:
    assert shown_in(worked(), played(more=RATINGS), QUESTIONNAIRE).ratings == (Rated("recognition", 40, 20, 70),)
    halved = evolve(QUESTIONNAIRE, scale=evolve(QUESTIONNAIRE.scale, low=0, high=200))
    assert shown_in(worked(), played(more=RATINGS), halved).ratings == (Rated("recognition", 20, 10, 35),)


@pytest.mark.parametrize("choices", [CARING, HURRIED, CARING[:2], ()])
def test_what_is_kept_of_a_showing_gives_it_again(choices: tuple[str, ...]) -> None:
    done = session(choices, AGREEING, sure=(60, 75), more=RATINGS)
    found = shown_in(worked(), done, QUESTIONNAIRE)
    assert read(written(found), done) == found


def test_nothing_that_was_typed_is_kept_of_a_showing() -> None:
    typed = {"1/own-words": "a secret", "reactions": "a secret", "reflection/0": "a secret"}
    assert "secret" not in written(shown_in(worked(), played(more=typed), QUESTIONNAIRE))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"level": "x"}', "null", '{"level": 1, "seen": [[1]]}'])
def test_what_is_no_showing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text, played())


def test_a_sitting_shows_the_probes_that_were_answered() -> None:
    first, second = next(iter(banks().values())).probes[:2]
    done = evolve(session(more={f"{first.id}/probe": "none", f"{first.id}/sure": "60"}), kind="drill")
    (found,) = shown_in_drill((first, second), done).seen
    assert (found.name, found.trial.answer, found.trial.confidence) == (first.id, "none", 60)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60))
def test_windows_hold_every_session_once_and_in_its_order(sizes: list[tuple[int, int]]) -> None:
    each = [showing(number, *size) for number, size in enumerate(sizes)]
    assert [found for window in windows(each) for found in window.showings] == each


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60))
def test_a_full_window_holds_enough_of_either_sort_and_only_the_last_is_not_full(sizes: list[tuple[int, int]]) -> None:
    found = windows([showing(number, *size) for number, size in enumerate(sizes)])
    for window in found:
        counts = window.detection.counts
        assert window.full == (min(counts.signal, counts.noise) >= ENOUGH)
    assert all(window.full for window in found[:-1])


@settings(max_examples=20)
@given(st.integers(1, 400))
def test_there_are_never_more_windows_than_an_eye_compares(count: int) -> None:
    assert len(windows([showing(number, 7, 7) for number in range(count)])) <= MOST + 1


def test_a_window_is_full_with_the_session_that_brings_enough() -> None:
    found = windows([showing(number, 10, 10) for number in range(4)])
    assert [(len(window.showings), window.full) for window in found] == [(3, True), (1, False)]


def test_nothing_is_comparable_before_two_windows_are_full() -> None:
    enough = [showing(number, 10, 10) for number in range(6)]
    assert trends(enough[:5]).comparable is None
    early, late = trends(enough).comparable or pytest.fail("expected two windows")
    assert (early.showings, late.showings) == (tuple(enough[:3]), tuple(enough[3:]))


def test_a_turn_of_the_drill_counts_the_first_time_only() -> None:
    missed = seen("withdrawal", "none", "one", DENIAL)
    noticed = seen("withdrawal", "withdrawal", "one", DENIAL)
    other = seen("none", "none", "two")
    found = trends([sitting(1, missed), sitting(2, noticed, other), sitting(3, noticed)])
    assert found.singles.detection.counts == Counts(0, 1, 0, 1)
    assert found.skills == {DENIAL: Proportion(0, 1)}
    assert len(found.singles.showings) == 2


def test_skills_are_pooled_over_scenarios_and_single_turns() -> None:
    noticed = seen("withdrawal", "mixed", "one", DENIAL)
    assert trends([showing(1, seen=(noticed,)), sitting(2, noticed)]).skills == {DENIAL: Proportion(2, 2)}


def test_sessions_without_a_probe_join_no_window() -> None:
    assert trends([showing(1)]).windows == ()


def test_a_window_tells_how_replies_fitted() -> None:
    replies = (Reply("withdrawal", "strong"), Reply("withdrawal", "weak"), Reply(None, "adequate"))
    (window,) = windows([showing(1, 1, 1, replies=replies)])
    assert window.fits == {"strong": 1, "adequate": 1, "weak": 1, "harmful": 0}
    assert window.fitting() == Proportion(2, 3)
    assert window.fitting("withdrawal") == Proportion(1, 2)
    assert window.fitting("mixed") is None


def test_a_window_tells_mean_self_ratings_of_the_sessions_that_hold_any() -> None:
    rated = [
        showing(n, 1, 1, ratings=(Rated("recognition", before, None, None),)) for n, before in ((1, 40.0), (2, 60.0))
    ]
    (window,) = windows([*rated, showing(3, 1, 1)])
    assert window.rated("recognition", "before") == RatedMean(50.0, 2)
    assert window.rated("recognition", "after") is None


def test_the_interval_of_a_difference_is_that_of_newcombe() -> None:
    """56 of 70 against 48 of 80: 0.20, from 0.0524 to 0.3339 (Newcombe 1998, table II, example a, method 10)."""
    found = change_of_share(Proportion(48, 80), Proportion(56, 70))
    assert found is not None
    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)


@given(st.tuples(st.integers(1, 90), st.integers(1, 90)), st.data())
def test_the_interval_of_a_difference_holds_it_and_turns_round_with_it(
    sizes: tuple[int, int], data: st.DataObject
) -> None:
    early, late = (Proportion(data.draw(st.integers(0, of)), of) for of in sizes)
    found, other = change_of_share(early, late), change_of_share(late, early)
    assert found is not None
    assert other is not None
    assert found.low <= found.value <= found.high
    assert (other.value, other.low, other.high) == pytest.approx((-found.value, -found.high, -found.low))


def test_there_is_no_difference_from_nothing() -> None:
    assert change_of_share(None, Proportion(1, 2)) is None


def test_the_errors_of_two_estimates_add_as_squares() -> None:
    found = change_of_estimate(Estimate(1, -2, 4), Estimate(2, -2, 6))
    assert found == Estimate(1, -4, 6)
