"""Family 9: whether the best reply, or a rupture, can be seen from the form of the words."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.positions import FEWEST, GAIN, RARE
from alliance_sim.checks.folder.turns import Item, folder_items, of_all, probed
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Choice
from alliance_sim.shares import percent
from alliance_sim.surface import Accuracy, Offer, Reply, Utterance, key_accuracy, rupture_accuracy
from alliance_sim.tails import at_least

ENOUGH = 40
"""Turns from which the shares of a folder are looked at: more than one scenario of the usual size has."""
TOO_GOOD = Fraction(1, 5)
"""Accuracy above chance from which form is a cue. With 40 turns and random keys 2 % of folders get there (6 % with 20;
simulated with shipped replies)."""


def offers(items: Sequence[Item]) -> list[Offer]:
    """Turns as the surface-cue classifier is asked for their key."""
    return [
        Offer(
            " ".join(variant.say for variant in item.state.patient or ()),
            tuple(Reply(choice.say, choice in item.key) for choice in item.choices),
        )
        for item in items
    ]


def utterances(folder: Folder) -> list[Utterance]:
    """Probed turns as the surface-cue classifier is asked whether they hold a rupture."""
    return [
        Utterance(tuple(variant.say for variant in state.patient), state.rupture is not None)
        for _, state in probed(folder)
        if state.patient
    ]


@folder_rule("AS903", "key-length", Severity.WARNING)
def key_length(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The best reply is the longest of its turn, or the shortest, much too often.

    Counted in characters over all turns of the folder with a single longest (shortest) reply, from 8 on. It must be so
    often that chance does as much in fewer than 5 % of folders, and in 10 points more of the turns than by chance: with
    four replies that is 5 of 8, 7 of 12, 9 of 20 and 13 of 30. In a single turn the best reply may well be the longest.

    Bad example (repeated 8):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              tell: {say: It helps most people., errors: [pushing-the-technique], fit: weak, because: You insist.}
              ask: {say: What was that like for you?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              try: {say: Try it once more., errors: [pushing-the-technique], fit: weak, because: You insist.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-9:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    for name, extreme in (("longest", max), ("shortest", min)):
        turns = [item for item in items if _outermost(item, extreme)]
        held = [item for item in turns if _outermost(item, extreme) in item.key]
        expected = sum(item.blind for item in turns)
        if len(turns) < FEWEST or len(held) - expected <= GAIN * len(turns):
            continue
        if at_least(len(held), [item.blind for item in turns]) < RARE:
            yield of_all(
                (item.scenario for item in held),
                f"expected the key to be the {name} reply in about {expected:.0f} of {len(turns)} turns, "
                f"found it so in {len(held)}",
                "give the other replies as much to say",
            )


def _outermost(item: Item, extreme: Callable[[list[int]], int]) -> Choice | None:
    """The longest or shortest reply of a turn, if there is just one."""
    lengths = [len(choice.say) for choice in item.choices]
    found = extreme(lengths)
    return item.choices[lengths.index(found)] if lengths.count(found) == 1 else None


@folder_rule("AS904", "key-surface", Severity.WARNING)
def key_surface(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The form of the replies gives away which one is the best.

    A simple model counts words, signs, hedges, absolute words, words such as I and my, stems of empathy and words of
    the patient in each reply, and guesses the key of every turn from what it has seen in all others. It may be right in
    no more than 20 points above a guess without looking. From 40 turns on: there, with keys drawn at random, it gets so
    far in 2 % of folders. The hint names what gives most away by itself.

    Bad example (repeated 40):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              tell: {say: It helps most people., errors: [pushing-the-technique], fit: weak, because: You insist.}
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-41:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    found = key_accuracy(offers(items))
    if found.n >= ENOUGH and found.above_chance > TOO_GOOD:
        yield of_all(
            (item.scenario for item in items),
            f"expected the form of the replies to find the key in about {percent(found.chance)} of {found.n} turns, "
            f"found {percent(found.share)}",
            _where_to_look(found, "the key"),
        )


@folder_rule("AS905", "rupture-surface", Severity.WARNING)
def rupture_surface(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The form of what patients say gives away whether there is a rupture.

    A simple model counts words, sentences, signs, stage directions, negations, words such as I and you, and words such
    as fine and sure in each probed turn, and judges every turn from what it has seen in all others. It may be right in
    no more than 20 points above saying every time what is the more frequent. Short answers that are no withdrawal, and
    long ones that are, mend most of it. From 40 turns on, eight of each kind among them.

    Bad example (repeated 20):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
            to: short-#
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          short-#:
            patient: Fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: Fine}
              strain: task
              salience: 3
              trigger: You asked about the diary.
              why: She closes the topic.
            to: turn-#+
            choices:
              ask: {say: What was it like?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Then we leave it., errors: [capitulating], fit: weak, because: You give in.}
          turn-21:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    found = utterances(folder)
    ruptured = sum(utterance.ruptured for utterance in found)
    if len(found) < ENOUGH or min(ruptured, len(found) - ruptured) < FEWEST:
        return
    accuracy = rupture_accuracy(found)
    if accuracy.above_chance > TOO_GOOD:
        yield of_all(
            (name for name, state in probed(folder) if state.rupture),
            f"expected the form of what is said to tell a rupture in about {percent(accuracy.chance)} of "
            f"{accuracy.n} turns, found {percent(accuracy.share)}",
            _where_to_look(accuracy, "ruptures"),
        )


def _where_to_look(accuracy: Accuracy, truth: str) -> str:
    if accuracy.strongest is None:
        return "vary the form"
    share = percent(accuracy.strongest.right, accuracy.n)
    return f"vary the form; the plainest sign of {truth}: {accuracy.strongest.name}, right in {share}"


@folder_rule("AS906", "key-convergence", Severity.INFO)
def key_convergence(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """The best reply is the one that shares most words with the others, in more than half of the turns.

    Distractors are often made from the key by changing a part; then the key is what they have in common. From 40 turns
    on, and only where chance does as much in fewer than 5 % of folders.

    Bad example (repeated 40):

        start: turn-1
        # here
        states:
          turn-#:
            patient: I might as well say it. The diary was not for me.
            no_rupture: {why: She says what she thinks.}
            to: turn-#+
            choices:
              tell: {say: What was it that you forgot?, errors: [interrogating], fit: weak, because: You search.}
              ask: {say: What was it like for you?, strategies: [stays-with-the-work], fit: strong, because: You ask.}
              leave: {say: Is this like school for you?, errors: [premature-interpretation], fit: weak, because: Early.}
          turn-41:
            patient: Same time next week, then.
            ending: papered-over
            summary: Nothing was said.
    """
    items = folder_items(folder)
    turns = [item for item in items if _most_alike(item)]
    held = [item for item in turns if _most_alike(item) in item.key]
    if len(turns) < ENOUGH or len(held) <= len(turns) / 2:
        return
    if at_least(len(held), [item.blind for item in turns]) < RARE:
        yield of_all(
            (item.scenario for item in held),
            "expected the key to share most words with the other replies in half of the turns at most, "
            f"found it in {len(held)} of {len(turns)}",
            "write the other replies on their own, and not by changing the key",
        )


def _most_alike(item: Item) -> Choice | None:
    """The reply whose words are most like those of the others, if there is just one."""
    spoken = [frozenset(words(choice.say)) for choice in item.choices]
    likeness = [sum(_overlap(one, other) for other in spoken) for one in spoken]
    found = max(likeness)
    return item.choices[likeness.index(found)] if likeness.count(found) == 1 else None


def _overlap(one: frozenset[str], other: frozenset[str]) -> Fraction:
    """The share of common words among all of two replies."""
    return Fraction(len(one & other), max(1, len(one | other)))
