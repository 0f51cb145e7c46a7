"""What is measured of one participant."""

from statistics import NormalDist

import pytest
from attrs import evolve

from alliance_sim.cohort.gathering import Versions, gathered
from alliance_sim.cohort.outcomes import (
    D_PRIME,
    FEW_ITEMS,
    FEW_PROBES,
    NO_FORM,
    NO_RATINGS,
    Outcome,
    outcomes,
    scale_mean,
    score,
    scores,
)
from alliance_sim.participant import ItemAnswer, Participant
from tests.cohort.people import answered, given, rated
from tests.participants import participant, participants

ONE = participant()


def versions(person: Participant) -> Versions:
    return gathered(given([person])).versions


def scored(person: Participant) -> dict[str, object]:
    """The scores before, by their outcomes."""
    found = scores(person, versions(person))
    return {outcome: each for (outcome, occasion), each in found.items() if occasion == "pre"}


def test_the_rows_are_the_probes_then_the_ratings_with_control_items_last() -> None:
    assert [(each.id, each.role) for each in outcomes(participants(5))] == [
        ("d-prime", "primary"),
        ("noticed", "secondary"),
        ("false-alarms", "secondary"),
        ("named", "secondary"),
        ("ruptures/recognition", "primary"),
        ("ruptures/management", "secondary"),
        ("ruptures/control", "control"),
    ]


def test_what_nobody_was_asked_has_no_row() -> None:
    assert outcomes([evolve(ONE, forms=(), questionnaires=())]) == ()
    assert [each.id for each in outcomes([evolve(ONE, forms=(), questionnaires=(rated([50]),))])] == [
        "ruptures/recognition"
    ]


def test_of_two_questionnaires_only_the_recognition_of_the_more_frequent_one_is_primary() -> None:
    other = evolve(rated([50]), id="another")
    people = [*participants(3), evolve(ONE, questionnaires=(*ONE.questionnaires, other))]
    assert [(each.id, each.title, each.role) for each in outcomes(people) if each.scale == "recognition"] == [
        ("ruptures/recognition", "Recognition, self-rated (ruptures)", "primary"),
        ("another/recognition", "Recognition, self-rated (another)", "secondary"),
    ]


def test_d_prime_is_pooled_over_the_form_with_the_log_linear_correction() -> None:
    found = scored(evolve(ONE, forms=(answered("pre", right=12, false_alarms=3),)))
    z = NormalDist().inv_cdf
    assert found["d-prime"] == pytest.approx(z(12.5 / 13) - z(3.5 / 13))
    assert (found["noticed"], found["false-alarms"]) == (100, 25)


def test_a_rupture_noticed_as_another_kind_is_noticed_and_not_named() -> None:
    form = answered("pre", right=12, false_alarms=0)
    trials = tuple(evolve(each, answer="mixed") if each.probe == "pre-r0" else each for each in form.trials)
    found = scored(evolve(ONE, forms=(evolve(form, trials=trials),)))
    assert (found["noticed"], found["named"]) == (100, pytest.approx(100 * 11 / 12))


def test_under_six_answers_of_a_side_there_is_no_d_prime() -> None:
    assert scored(evolve(ONE, forms=(answered("pre", 3, 1, of_each=5),)))["d-prime"] == FEW_PROBES
    assert scored(evolve(ONE, forms=(answered("pre", 3, 1, of_each=6),)))["d-prime"] != FEW_PROBES


def test_a_scale_is_the_mean_of_the_items_that_were_answered() -> None:
    assert scale_mean(rated([60, 40, None]), "recognition") == 50


def test_with_fewer_than_half_of_its_items_answered_a_scale_has_no_mean() -> None:
    assert scale_mean(rated([60, None, None]), "recognition") == FEW_ITEMS
    assert scale_mean(rated([60, None]), "recognition") == 60


def test_reversed_items_are_turned_round() -> None:
    items = (ItemAnswer("a", "management", True, 20), ItemAnswer("b", "management", False, 60))
    assert scale_mean(evolve(rated([]), items=items), "management") == 70


def test_a_scale_from_1_to_5_is_told_from_0_to_100() -> None:
    assert scale_mean(evolve(rated([4, 2]), low=1, high=5), "recognition") == 50


def test_what_is_not_there_is_missing_for_a_reason() -> None:
    recognition = Outcome("ruptures/recognition", "", "points", "primary", "ruptures", "recognition")
    assert score({}, D_PRIME, "pre") == NO_FORM
    assert score({}, recognition, "post") == NO_RATINGS
