"""Looks by which the best reply of a turn can be told without understanding it: hedges, questions, echoes."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import items
from alliance_sim.checks.texts import in_english
from alliance_sim.cues import begins_with_empathy, content_words, hedges, owns, question_marks, taken_up, words
from alliance_sim.diagnostics import Severity, listed, shown
from alliance_sim.scenario import Choice, State
from alliance_sim.source import Path

CLEAR = 2
"""Hedges or words of the patient's that a reply has and the others have not: one may be chance."""
SWEEPING = frozenset(
    """always never everyone everybody nobody clearly obviously certainly definitely completely totally entirely only
    just must""".split()
)
GUESSING = frozenset("be have feel seem".split())
"""What follows a must that is a guess, as in "that must be hard"."""


@rule("AS603", "key-most-hedged", Severity.WARNING)
def key_most_hedged(subject: Subject) -> Iterator[Finding]:
    """The best reply of a turn qualifies itself at least twice more often than any other.

    Good repair sounds tentative, so whoever picks perhaps, might and I wonder is often right. Let an error be tentative
    too: premature interpretations usually are. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: Perhaps I set it in a bit of a rush. I wonder how it was?
                strategies: [acknowledges-contribution]
                fit: strong
                because: You name what you see.
              explain: {say: It takes seven full days. Shall we go on?, errors: [ignoring], fit: weak, because: No.}
              praise: {say: Good to hear. Then let us go on to the plan., errors: [ignoring], fit: weak, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in _english_items(subject):
        most = max(hedges(choice.say) for choice in rest)
        found = min(hedges(choice.say) for choice in key)
        if found >= most + CLEAR:
            yield Finding(
                (*path, "choices", key[0].id, "say"),
                f"expected at most one hedge more in the best reply than in any other ({most}), found {found}",
                "drop some of them, or let an error be tentative too",
            )


@rule("AS604", "key-only-question", Severity.WARNING)
def key_only_question(subject: Subject) -> Iterator[Finding]:
    """The best reply is the only one with a question, or the only one without.

    Asked of turns with three replies or more. Questions can be errors too: interrogating, pushing, closing.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
              explain: {say: It works with seven full days., errors: [ignoring], fit: weak, because: You insist.}
              praise: {say: Good. Then on to the sleep plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in items(subject):
        if _alone(key, rest, question_marks):
            yield Finding(
                (*path, "choices", key[0].id, "say"),
                "expected a question in another reply too, found one in the best reply only",
                "let an error ask as well",
            )
        elif _alone(rest, key, question_marks):
            yield Finding(
                (*path, "choices", key[0].id, "say"),
                "expected another reply without a question, found one in each but the best",
                "let an error say something and ask nothing",
            )


@rule("AS605", "key-only-first-person", Severity.WARNING)
def key_only_first_person(subject: Subject) -> Iterator[Finding]:
    """The best reply is the only one in which the therapist says I or my.

    Owning one's part is often right, and I is how it is spotted. Justifying, reassuring and apologising too much say I
    as well. Asked of turns with three replies or more; in English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: That was quick of me. I set it in the last minute.
                strategies: [acknowledges-contribution]
                fit: strong
                because: You name what you see.
              explain: {say: It works with seven full days., errors: [ignoring], fit: weak, because: You insist.}
              praise: {say: Good. Then on to the sleep plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in _english_items(subject):
        if _alone(key, rest, owns):
            yield Finding(
                (*path, "choices", key[0].id, "say"),
                "expected I or my in another reply too, found it in the best reply only",
                "let an error speak of itself as well",
            )


@rule("AS606", "key-only-empathy", Severity.WARNING)
def key_only_empathy(subject: Subject) -> Iterator[Finding]:
    """The best reply is the only one that begins with a stem such as "It sounds as if" or "I can see".

    Such stems are what trainees have been taught to look for. Asked of turns with three replies or more; in English
    texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: It sounds as if that homework came from a teacher.
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
              explain: {say: It works with seven full days., errors: [ignoring], fit: weak, because: You insist.}
              praise: {say: Good. Then on to the sleep plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in _english_items(subject):
        if _alone(key, rest, begins_with_empathy):
            yield Finding(
                (*path, "choices", key[0].id, "say"),
                f"expected another reply to begin like {shown(_opening(key[0]))}, found the best one only",
                "begin with the thing itself, or let an error begin so too",
            )


@rule("AS607", "absolutes-in-distractors", Severity.WARNING)
def absolutes_in_distractors(subject: Subject) -> Iterator[Finding]:
    """Two or more of the lesser replies say always, never, must, only or the like, and the best reply does not.

    Test-wise people strike out what allows no exception. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                say: How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
              # here
              explain: {say: It only works with seven full days., errors: [ignoring], fit: weak, because: You insist.}
              praise: {say: You always try. Never mind it., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in _english_items(subject):
        hits = [(choice, word) for choice in rest for word in _sweeping(choice)[:1]]
        if len(hits) >= CLEAR and not any(map(_sweeping, key)):
            yield Finding(
                (*path, "choices", hits[0][0].id, "say"),
                "expected an absolute word in one lesser reply at most, found "
                + listed((shown(word) for _, word in hits), "and"),
                "say what they mean without the word, or let the best reply have one",
                word=hits[0][1],
            )


@rule("AS611", "key-echoes-patient", Severity.WARNING)
def key_echoes_patient(subject: Subject) -> Iterator[Finding]:
    """The best reply takes up two or more of the patient's telling words, and no other reply takes up any.

    Whoever matches words finds it without reading on. Errors can quote the patient, too. In English texts only.

    Bad example:

        states:
          coat-on:
            patient: It lay in the drawer, that diary, under the curtains. It was fine.
            to: clock
            choices:
              notice:
                # here
                say: In the drawer, under the curtains. How did it get there?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
              explain: {say: It works with seven full days., errors: [ignoring], fit: weak, because: You insist.}
              praise: {say: Good. Shall we plan your sleep?, errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state, key, rest in _english_items(subject):
        for variant in state.patient or ():
            if any(len(content_words(choice.say) & content_words(variant.say)) < CLEAR for choice in key):
                continue
            echoed = [taken_up(choice.say, variant.say) for choice in key]
            if min(map(len, echoed)) >= CLEAR and not any(taken_up(choice.say, variant.say) for choice in rest):
                yield Finding(
                    (*path, "choices", key[0].id, "say"),
                    "expected words of the patient's in another reply too, found them in the best reply only: "
                    + listed(map(shown, sorted(echoed[0])), "and"),
                    "let an error take up a word of the patient's",
                )
                break


def _english_items(subject: Subject) -> Iterator[tuple[Path, State, tuple[Choice, ...], tuple[Choice, ...]]]:
    return items(subject) if in_english(subject) else iter(())


def _sweeping(choice: Choice) -> list[str]:
    """The words of a reply that allow no exception."""
    said = words(choice.say)
    return [
        word for word, after in pairwise((*said, "")) if word in SWEEPING and not (word == "must" and after in GUESSING)
    ]


def _opening(choice: Choice) -> str:
    return " ".join(choice.say.split()[:3])


def _alone(some: tuple[Choice, ...], others: tuple[Choice, ...], sign: Callable[[str], int]) -> bool:
    """Whether these replies all have a sign that none of the others has, on a turn with three replies or more."""
    if len(some) + len(others) < 3:
        return False
    return all(sign(choice.say) for choice in some) and not any(sign(choice.say) for choice in others)
