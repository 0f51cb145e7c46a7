"""Signal detection: values against published or independent ones, the two modes on a worked scenario, properties."""

from itertools import pairwise
from math import erf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.calibration import Calibration, calibration
from alliance_sim.recognition import Detection, detection, episodes, marker_credit, pooled
from alliance_sim.run import replayed
from alliance_sim.scenario import Cue, Rupture, Variant
from alliance_sim.session import Mode, Session
from alliance_sim.signal_detection import Counts, Proportion, sensitivity
from alliance_sim.trial import Trial
from tests.worked import AGREEING, CARING, HURRIED, changed, session, worked

FREE = Mode(recognition="free")
KINDS = ("none", "withdrawal", "confrontation", "mixed")


def detected(played: Session) -> Detection:
    return detection(replayed(worked(), played), played)


def trials() -> st.SearchStrategy[list[Trial]]:
    kinds = st.sampled_from(KINDS)
    sure = st.none() | st.sampled_from((50, 60, 75, 90, 100))
    return st.lists(st.builds(Trial, st.integers(0, 50), kinds, kinds, sure), max_size=60)


# --- Published and independent values ---


def test_thirteen_of_eighteen_hits_and_three_of_twelve_false_alarms_give_the_published_d_prime() -> None:
    found = sensitivity(Counts(13, 5, 3, 9))
    assert found
    assert found.d_prime.value == pytest.approx(1.17, abs=0.005)
    assert (found.d_prime.low, found.d_prime.high) == pytest.approx((0.19, 2.15), abs=0.005)
    assert found.provisional


def test_whoever_always_says_yes_has_no_sensitivity_and_a_low_criterion() -> None:
    found = sensitivity(Counts(10, 0, 10, 0))
    assert found
    assert found.d_prime.value == 0
    assert found.criterion.value == pytest.approx(-1.69, abs=0.005)
    assert found.leaning == "You see ruptures readily."


def test_d_prime_and_criterion_follow_from_the_corrected_rates() -> None:
    """Against the normal distribution function, inverted by bisection."""

    def z(rate: float) -> float:
        low, high = -9.0, 9.0
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if (1 + erf(middle / sqrt(2))) / 2 < rate else (low, middle)
        return low

    found = sensitivity(Counts(25, 6, 4, 40))
    assert found
    hit, false = z(25.5 / 32), z(4.5 / 45)
    assert found.d_prime.value == pytest.approx(hit - false, abs=1e-9)
    assert found.criterion.value == pytest.approx(-(hit + false) / 2, abs=1e-9)


def test_a_criterion_whose_interval_holds_zero_is_not_put_into_words() -> None:
    found = sensitivity(Counts(13, 5, 3, 9))
    assert found
    assert found.leaning.startswith("These answers do not show")


def test_whoever_waits_is_told_so() -> None:
    found = sensitivity(Counts(10, 30, 0, 40))
    assert found
    assert found.leaning == "You wait for strong evidence before you mark a rupture."


@pytest.mark.parametrize("counts", [Counts(5, 4, 5, 25), Counts(20, 10, 4, 5), Counts()])
def test_under_ten_of_either_sort_there_is_no_d_prime(counts: Counts) -> None:
    assert sensitivity(counts) is None


@pytest.mark.parametrize(("counts", "provisional"), [(Counts(20, 10, 9, 20), True), (Counts(20, 10, 9, 21), False)])
def test_under_thirty_of_either_sort_d_prime_is_provisional(counts: Counts, provisional: bool) -> None:
    found = sensitivity(counts)
    assert found
    assert found.provisional is provisional


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (Proportion(8, 10), 0.490, 0.943),
        (Proportion(0, 10), 0.0, 0.278),
        (Proportion(0, 20), 0.0, 0.1611),
        (Proportion(81, 263), 0.2553, 0.3662),
        (Proportion(15, 148), 0.0624, 0.1605),
        (Proportion(1, 29), 0.0061, 0.1718),
        (Proportion(29, 29), 0.8830, 1.0),
    ],
)
def test_wilson_intervals_are_those_of_newcombe(share: Proportion, low: float, high: float) -> None:
    """Newcombe 1998, Stat Med 17:857-872, table I, method 3; the first two by hand."""
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-4)


def rated(*pairs: tuple[str, str, int]) -> Calibration:
    found = calibration(Trial(n, truth, answer, sure) for n, (truth, answer, sure) in enumerate(pairs))  # type: ignore[arg-type]
    assert found
    return found


def test_always_fifty_percent_scores_a_quarter() -> None:
    found = rated(("none", "none", 50), ("mixed", "withdrawal", 50), ("withdrawal", "none", 50))
    assert found.brier == 0.25


def test_confidence_in_none_is_doubt_in_a_rupture() -> None:
    found = rated(("none", "none", 90), ("withdrawal", "withdrawal", 60))
    assert found.brier == pytest.approx((0.1**2 + 0.4**2) / 2)
    assert found.bias == pytest.approx((0.1 + 0.6) / 2 - 0.5)
    assert found.sure == pytest.approx(0.75)


def test_overconfidence_is_said_where_the_interval_excludes_it() -> None:
    found = rated(*([("none", "withdrawal", 100)] * 5 + [("none", "none", 100)] * 5))
    assert found.sentence == (
        "You were 100% sure on average. On whether there was a rupture, the key agrees with 5 of those 10 answers "
        "(50%): more sure than the answers bore out."
    )


def test_underconfidence_is_said_where_the_interval_excludes_it() -> None:
    assert rated(*([("none", "none", 50)] * 10)).sentence.endswith("less sure than you could have been.")


def test_few_answers_are_not_called_over_or_underconfident() -> None:
    assert rated(("none", "withdrawal", 75)).sentence.endswith("as close as so few answers can tell.")


def test_calibration_has_bins_from_twenty_answers_on() -> None:
    assert rated(*([("none", "none", 90)] * 19)).bins == ()
    found = rated(*([("none", "none", 90)] * 15 + [("mixed", "mixed", 100)] * 5)).bins
    assert [(each.low, each.high, each.ruptures) for each in found] == [
        (0, 20, Proportion(0, 15)),
        (80, 100, Proportion(5, 5)),
    ]
    assert [each.stated for each in found] == pytest.approx([0.1, 1.0])


def test_without_confidence_there_is_no_calibration() -> None:
    assert calibration([Trial(0, "none", "none")]) is None


# --- Type and markers ---


def test_type_is_a_share_of_the_hits_and_jointly_of_all_ruptures() -> None:
    found = detected(session(CARING, ("none", "withdrawal", "mixed", "none", "none")))
    assert found.typed == Proportion(1, 2)
    assert found.detected_and_typed == Proportion(1, 3)
    assert found.confusion == {
        ("withdrawal", "withdrawal"): 1,
        ("confrontation", "mixed"): 1,
        ("mixed", "none"): 1,
    }


def rupture(*codes: str) -> Rupture:
    cues = tuple(Cue(code=code, words="x") for code in codes)
    return Rupture(type="mixed", markers=cues, strain="bond", salience=3, why=(Variant(say="x"),))


@pytest.mark.parametrize(
    ("key", "named", "credit"),
    [
        (("deferential",), ("deferential",), 1.0),
        (("deferential", "denial"), ("denial",), 1.0),
        (("deferential",), ("content-affect-split",), 0.5),
        (("deferential",), ("denial",), 0.0),
        (("deferential",), ("rejects-intervention",), 0.0),
        (("deferential", "rejects-intervention"), ("deferential", "rejects-intervention"), 1.0),
        (("deferential", "rejects-intervention"), ("deferential",), 0.5),
        (("deferential", "rejects-intervention"), ("deferential", "defends-self"), 0.75),
        (("deferential",), ("deferential", "rejects-intervention"), 0.5),
    ],
)
def test_marker_credit(key: tuple[str, ...], named: tuple[str, ...], credit: float) -> None:
    assert marker_credit(rupture(*key), named) == credit


def test_credit_is_given_only_where_a_marker_was_named_on_a_hit() -> None:
    more = {"0/marker-withdrawal": "denial", "1/marker-withdrawal": "denial"}
    found = detected(session(CARING, ("withdrawal", "withdrawal", "confrontation", "none", "none"), more=more))
    assert found.marker_credits == (1.0,)


# --- Paced mode ---


def test_every_probe_answered_is_one_trial() -> None:
    found = detected(session(CARING, AGREEING, sure=(60, 75, 90, 100, 50)))
    assert found == Detection(
        (
            Trial(0, "none", "none", 60, "minimal-response"),
            Trial(1, "withdrawal", "withdrawal", 75),
            Trial(2, "confrontation", "confrontation", 90),
            Trial(3, "none", "none", 100, "avoidant-storytelling"),
            Trial(4, "mixed", "mixed", 50),
        ),
        (0, 0),
    )


def test_a_skipped_probe_is_left_out_and_told() -> None:
    found = detected(session(CARING, ("none", "", "withdrawal", "mixed")))
    assert found.counts == Counts(hit=1, false_alarm=1, correct_rejection=1)
    assert found.skipped == 2


def test_a_turn_that_waits_for_a_reply_is_not_counted() -> None:
    found = detected(session(("follow",), ("none", "withdrawal")))
    assert found.counts == Counts(correct_rejection=1)
    assert found.skipped == 0


def test_latency_counts_turns_from_the_first_of_the_episode() -> None:
    assert detected(session(CARING, ("none", "none", "mixed", "none", "none"))).latencies == (1, None)


def test_an_episode_never_flagged_is_censored_in_the_median() -> None:
    assert Detection((), (0, 1, None)).median_latency == 1
    assert Detection((), (0, None, None)).median_latency is None
    assert Detection((), (0, 2)).median_latency == 1
    assert Detection().median_latency is None
    assert Detection((), (0, 1, 2, None)).flagged_within_one == Proportion(2, 4)


def test_an_episode_lasts_until_a_turn_without_rupture() -> None:
    found = episodes(replayed(worked(), session(CARING)))
    assert [([turn.number for turn in episode.turns], episode.closed) for episode in found] == [
        ([1, 2], True),
        ([4], False),
    ]


def test_an_unprobed_turn_does_not_break_an_episode() -> None:
    run = replayed(changed("story", probe=False), session(CARING))
    assert [[turn.number for turn in episode.turns] for episode in episodes(run)] == [[1, 2, 3, 4]]


def test_a_turn_that_waits_belongs_to_no_episode() -> None:
    [episode] = episodes(replayed(worked(), session(CARING[:2])))
    assert [turn.number for turn in episode.turns] == [1]


def test_a_later_attempt_is_practice_and_never_pooled() -> None:
    first, later = detected(session(CARING, AGREEING)), detected(session(CARING, AGREEING, attempt=2))
    assert (first.practice, later.practice) == (False, True)
    assert pooled([first, later, first]).counts == Counts(hit=6, correct_rejection=4)


# --- Free mode ---


def test_no_flag_is_none_without_confidence() -> None:
    found = detected(session(CARING, mode=FREE))
    assert found.counts == Counts(miss=3, correct_rejection=2)
    assert {trial.confidence for trial in found.trials} == {None}
    assert found.skipped == 0


def test_a_flag_counts_for_its_own_turn_if_that_holds_a_rupture() -> None:
    found = detected(session(CARING, more={"2/probe": "confrontation"}, mode=FREE))
    assert [trial.result for trial in found.trials] == ["correct_rejection", "miss", "hit", "correct_rejection", "miss"]
    assert found.latencies == (1, None)


def test_a_flag_one_turn_late_is_a_hit_and_no_false_alarm() -> None:
    found = detected(session(CARING, more={"3/probe": "confrontation", "3/sure": "75"}, mode=FREE))
    assert found.counts == Counts(hit=1, miss=2, correct_rejection=2)
    assert found.trials[2] == Trial(2, "confrontation", "confrontation", 75)
    assert found.latencies == (2, None)


def test_a_flag_after_an_unprobed_turn_counts_for_the_probed_one_before_it() -> None:
    played = session(CARING, more={"3/probe": "withdrawal"}, mode=FREE)
    found = detection(replayed(changed("sharp", probe=False), played), played)
    assert found.counts == Counts(hit=1, miss=1, correct_rejection=2)
    assert found.latencies == (2, None)


def test_a_flag_after_one_that_counted_is_a_false_alarm() -> None:
    more = {"2/probe": "confrontation", "3/probe": "withdrawal"}
    found = detected(session(CARING, more=more, mode=FREE))
    assert found.counts == Counts(hit=1, miss=2, false_alarm=1, correct_rejection=1)


def test_a_flag_before_any_rupture_is_a_false_alarm() -> None:
    assert detected(session(CARING, more={"0/probe": "mixed"}, mode=FREE)).counts.false_alarm == 1


def test_to_look_and_find_nothing_is_an_answer_with_confidence() -> None:
    found = detected(session(CARING, more={"0/probe": "none", "0/sure": "90"}, mode=FREE))
    assert found.trials[0].confidence == 90


def test_while_a_flag_could_still_come_a_rupture_is_not_counted() -> None:
    assert detected(session(CARING[:2], mode=FREE)).counts == Counts(correct_rejection=1)
    assert detected(session(CARING[:3], mode=FREE)).counts == Counts(miss=1, correct_rejection=1)


# --- Properties ---


@given(trials())
def test_the_four_counts_add_up_to_the_trials(found: list[Trial]) -> None:
    counts = Detection(tuple(found)).counts
    assert counts.signal + counts.noise == len(found)


@given(st.data())
def test_order_changes_no_measure(data: st.DataObject) -> None:
    some = data.draw(trials())
    other = data.draw(st.permutations(some))
    one, two = Detection(tuple(some)), Detection(tuple(other))
    assert (one.counts, one.sensitivity, one.typed) == (two.counts, two.sensitivity, two.typed)
    if one.calibration and two.calibration:
        assert one.calibration.brier == pytest.approx(two.calibration.brier)


@given(trials())
def test_one_more_turn_left_alone_never_raises_the_false_alarm_rate(found: list[Trial]) -> None:
    before = Detection(tuple(found)).counts.false_alarm_rate
    after = Detection((*found, Trial(99, "none", "none"))).counts.false_alarm_rate
    assert after
    assert before is None or after.value <= before.value


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_share_and_lies_within_zero_and_one(count: int, of: int) -> None:
    share = Proportion(min(count, of), of)
    assert 0 <= share.low <= share.value <= share.high <= 1


@given(st.integers(10, 60), st.integers(10, 60))
def test_more_hits_never_lower_d_prime(signal: int, noise: int) -> None:
    found = [sensitivity(Counts(hit, signal - hit, noise // 3, noise - noise // 3)) for hit in range(signal + 1)]
    values = [each.d_prime.value for each in found if each]
    assert len(values) == signal + 1
    assert all(low < high for low, high in pairwise(values))


@given(st.lists(st.sampled_from(("", *KINDS)), min_size=5, max_size=5))
def test_answered_and_skipped_probes_add_up_to_the_turns_probed(noticed: list[str]) -> None:
    found = detected(session(HURRIED, tuple(noticed)))
    assert len(found.trials) + found.skipped == 5


@given(trials())
def test_brier_and_bias_stay_in_range(found: list[Trial]) -> None:
    each = calibration(found)
    if each:
        assert 0 <= each.brier <= 1
        assert -1 <= each.bias <= 1
        assert sum(one.ruptures.of for one in each.bins) in (0, each.agreed.of)
