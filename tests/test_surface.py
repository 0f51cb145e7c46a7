"""The surface-cue classifier."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_sim.ridge import left_out
from alliance_sim.surface import NOTHING, Offer, Reply, Utterance, key_accuracy, rupture_accuracy
from tests.strategies import lines

WORDS = "the a week and diary you I we felt cross sheet maybe never just no but fine today mother work sleep".split()
SIGNS = (".", ".", ".", "!", "...", ",")


def line(chance: random.Random) -> str:
    """A line of random words with random signs."""
    said = " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 20)))
    return said + chance.choice(SIGNS)


def random_offers(seed: int, turns: int, replies: int = 4) -> list[Offer]:
    """Turns of random lines with a random key each."""
    chance = random.Random(seed)
    return [with_key([line(chance) for _ in range(replies)], chance.randrange(replies)) for _ in range(turns)]


def with_key(said: Sequence[str], key: int) -> Offer:
    return Offer("The diary was fine.", tuple(Reply(say, number == key) for number, say in enumerate(said)))


def planted(offers: Sequence[Offer], mark: str) -> list[Offer]:
    """The same turns, with something added to each key."""
    return [
        Offer(offer.heard, tuple(Reply(reply.say + mark * reply.key, reply.key) for reply in offer.replies))
        for offer in offers
    ]


def random_utterances(seed: int, turns: int) -> list[Utterance]:
    chance = random.Random(seed)
    return [Utterance((line(chance),), chance.random() < 0.5) for _ in range(turns)]


offers = st.lists(st.tuples(st.lists(lines(60), min_size=2, max_size=4), st.integers(0, 1)), max_size=6).map(
    lambda drawn: [with_key(said, key) for said, key in drawn]
)
utterances = st.lists(
    st.builds(Utterance, st.lists(lines(60), min_size=1, max_size=2).map(tuple), st.booleans()), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(offers, st.randoms(use_true_random=False))
def test_the_order_of_turns_and_replies_changes_nothing_for_the_key(drawn: list[Offer], chance: random.Random) -> None:
    shuffled = [
        Offer(offer.heard, tuple(chance.sample(offer.replies, len(offer.replies))))
        for offer in chance.sample(drawn, len(drawn))
    ]
    assert key_accuracy(shuffled) == key_accuracy(drawn)


@settings(max_examples=40, deadline=None)
@given(utterances, st.randoms(use_true_random=False))
def test_the_order_of_turns_and_variants_changes_nothing_for_ruptures(
    drawn: list[Utterance], chance: random.Random
) -> None:
    shuffled = [
        Utterance(tuple(chance.sample(each.said, len(each.said))), each.ruptured)
        for each in chance.sample(drawn, len(drawn))
    ]
    assert rupture_accuracy(shuffled) == rupture_accuracy(drawn)


@given(offers)
def test_the_classifier_is_right_in_no_turn_or_all_or_between(drawn: list[Offer]) -> None:
    found = key_accuracy(drawn)
    assert 0 <= found.right <= found.n


@pytest.mark.parametrize(
    ("mark", "sign"),
    [
        (" and then you went home on the early bus which goes to the harbour and the ferry", "most characters"),
        ("?", "most question marks"),
        (" I wonder perhaps maybe sort of", "most hedges"),
        (" My part my own my share and my own doing", "most words such as I and my"),
        (" (nods)", "most stage directions"),
    ],
)
def test_a_planted_sign_of_the_key_is_found(mark: str, sign: str) -> None:
    found = key_accuracy(planted(random_offers(1, 40), mark))
    assert found.share >= Fraction(9, 10)
    assert found.strongest is not None
    assert (found.strongest.name, found.strongest.right / found.n >= Fraction(9, 10)) == (sign, True)


@pytest.mark.parametrize("seed", range(5))
def test_random_keys_are_not_found(seed: int) -> None:
    """Chance is 1/4; of 200 turns the standard error is 3 points, so that 4 of them are 12."""
    found = key_accuracy(random_offers(seed, 200))
    assert abs(found.above_chance) < Fraction(12, 100)


def test_the_chance_to_find_a_key_is_that_of_a_guess_in_each_turn() -> None:
    two, four = random_offers(1, 1, replies=2), random_offers(2, 1, replies=4)
    assert key_accuracy(two + four).chance == Fraction(3, 8)


def test_a_turn_with_two_keys_is_guessed_more_easily() -> None:
    twofold = Offer("Fine.", (Reply("Yes.", True), Reply("No.", True), Reply("Well.", False), Reply("So.", False)))
    assert key_accuracy([twofold, *random_offers(1, 1)]).chance == Fraction(3, 8)


def test_replies_that_look_alike_share_the_turn() -> None:
    alike = [with_key(["Yes.", "Yes."], 0)] * 10
    assert key_accuracy(alike).share == key_accuracy(alike).chance == Fraction(1, 2)


def test_a_planted_sign_of_ruptures_is_found() -> None:
    short = [Utterance(("Fine.",), True), Utterance(("It is the week and my mother and the work, all of it.",), False)]
    found = rupture_accuracy(short * 10)
    assert (found.share, found.chance) == (Fraction(1), Fraction(1, 2))
    assert found.strongest is not None
    assert found.strongest.right == found.n


@pytest.mark.parametrize("seed", range(5))
def test_random_ruptures_are_not_found(seed: int) -> None:
    """Either answer is right in half of the turns; the standard error of 200 is 3.5 points, and 4 of them are 14."""
    found = rupture_accuracy(random_utterances(seed, 200))
    assert abs(found.share - Fraction(1, 2)) < Fraction(14, 100)


def test_the_chance_for_ruptures_is_the_more_frequent_answer() -> None:
    found = rupture_accuracy([Utterance((f"It is {word}.",), number < 2) for number, word in enumerate(WORDS[:10])])
    assert found.chance == Fraction(8, 10)


def test_short_and_long_ruptures_are_found_among_turns_of_middle_length() -> None:
    lengths = [(5, True), (30, False), (70, True), (30, False)]
    said = [(" ".join(["week"] * (length + number)), truth) for number in range(6) for length, truth in lengths]
    turns = [Utterance((line,), truth) for line, truth in said]
    assert rupture_accuracy(turns).share == 1


@pytest.mark.parametrize("turns", [0, 1])
def test_nothing_is_learnt_from_one_turn(turns: int) -> None:
    assert key_accuracy(random_offers(1, turns)) == NOTHING
    assert rupture_accuracy(random_utterances(1, turns)) == NOTHING


def test_turns_without_any_sign_are_at_chance() -> None:
    silent = [Utterance(("...",), number % 2 == 0) for number in range(10)]
    assert rupture_accuracy(silent).chance == Fraction(1, 2)


def test_what_is_left_out_is_what_a_fit_without_it_predicts() -> None:
    """One column: the weight is xy / (xx + penalty), over the other rows."""
    groups, targets = [[[1.0]], [[2.0]], [[3.0]]], [[1.0], [0.0], [2.0]]
    expected = [1 * 6 / (13 + 2), 2 * 7 / (10 + 2), 3 * 1 / (5 + 2)]
    assert [score for (score,) in left_out(groups, targets, [2.0])] == pytest.approx(expected)


def test_a_group_is_left_out_as_a_whole() -> None:
    groups, targets = [[[1.0], [2.0]], [[3.0]]], [[1.0, 0.0], [2.0]]
    expected = [1 * 6 / (9 + 2), 2 * 6 / (9 + 2), 3 * 1 / (5 + 2)]
    assert [score for scores in left_out(groups, targets, [2.0]) for score in scores] == pytest.approx(expected)
