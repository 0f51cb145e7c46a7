"""How long the replies of a turn are, and how many."""

from collections.abc import Iterator
from math import ceil

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import items
from alliance_sim.checks.places import states
from alliance_sim.cues import words
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Choice

LONGER = 1.25
SHORTER = 1.6
"""A long reply tempts, a short one has to be much shorter to be seen."""
LONGER_BY = 6
"""Words more than any other reply: seen whatever the share."""
LEAST = 3
"""Words: a smaller difference between short replies is none."""
SPREAD = 1.8
FEWEST, MOST = 3, 5


@rule("AS601", "key-stands-out-by-length", Severity.WARNING)
def key_stands_out_by_length(subject: Subject) -> Iterator[Finding]:
    """The best reply of a turn can be told by its length.

    It is longer than every other reply, and more than 1.25 times as long as they are on average or 6 words longer than
    each; or it is shorter than every other reply, and they are more than 1.6 times as long. Both words and letters must
    say so. Test-wise people know that the careful answer is the long one. Where several replies are best, all of them
    must stand out.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            choices:
              notice:
                # here
                say: Fine, you say, and your coat is still on. I set it in a hurry. How was it to get homework from me?
                strategies: [invites-thoughts-and-feelings]
                fit: strong
                because: You name what you see.
              explain: {say: It only works with seven full days., errors: [ignoring], fit: weak, because: No.}
              praise: {say: Good. Then we can move on to the sleep plan., errors: [ignoring], fit: weak, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, _, key, rest in items(subject):
        place = (*path, "choices", key[0].id, "say")
        if _stands_out(key, rest, longer=True):
            longest = max(map(_words, rest))
            bound = min(max(int(LONGER * _mean(rest)), ceil(_mean(rest) + LEAST) - 1, longest), longest + LONGER_BY - 1)
            yield Finding(
                place,
                f"expected at most {bound} words in the best reply, beside {_counted(rest)} in the others, "
                f"found {min(map(_words, key))}",
                "say it in fewer words, or give another reply a reason of its own",
            )
        elif _stands_out(key, rest, longer=False):
            bound = min(ceil(_mean(rest) / SHORTER), int(_mean(rest) - LEAST) + 1, *map(_words, rest))
            yield Finding(
                place,
                f"expected at least {bound} words in the best reply, beside {_counted(rest)} in the others, "
                f"found {max(map(_words, key))}",
                "shorten the others, or let the best reply take its time",
            )


@rule("AS602", "uneven-reply-lengths", Severity.WARNING)
def uneven_reply_lengths(subject: Subject) -> Iterator[Finding]:
    """The longest reply of a turn has more than 1.8 times the words and letters of the shortest.

    Replies of one length are weighed by what they say. Differences of fewer than 6 words do not count.

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
              explain:
                # here
                say: It only works with seven full days, so shall we go through the whole of it once more together?
                errors: [pushing-the-technique]
                fit: weak
                because: She did not ask what it is for.
              praise: {say: Good. Then on to the sleep plan., errors: [ignoring], fit: weak, because: No.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        replies = state.choices or ()
        if len(replies) < 2:
            continue
        long, short = max(replies, key=_words), min(replies, key=_words)
        if _words(long) < _words(short) + LONGER_BY or _words(long) <= SPREAD * _words(short):
            continue
        if len(long.say) > SPREAD * min(len(reply.say) for reply in replies):
            yield Finding(
                (*path, "choices", long.id, "say"),
                f"expected the longest reply within {SPREAD} times the shortest, '{short.id}' with {_words(short)} "
                f"words, found {_words(long)}",
                f"shorten this one, or give '{short.id}' more to say",
            )


@rule("AS617", "number-of-replies", Severity.INFO)
def number_of_replies(subject: Subject) -> Iterator[Finding]:
    """A turn has fewer than three replies, or more than five that are always open.

    Three are usually enough: of more, most are chosen by nobody. With two, a guess is right half of the time. Never add
    a reply that no colleague of yours could say.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        replies = state.choices or ()
        always_open = sum(not reply.when for reply in replies)
        place = (*path, "choices")
        if 0 < len(replies) < FEWEST:
            yield Finding(
                place,
                f"expected {FEWEST} to {MOST} replies, found {len(replies)}",
                "add one that a colleague might well say here",
                at_key=True,
            )
        elif always_open > MOST:
            yield Finding(
                place,
                f"expected {FEWEST} to {MOST} replies, found {always_open} that are always open",
                "keep those that people choose for different reasons",
                at_key=True,
            )


def _words(choice: Choice) -> int:
    return len(words(choice.say))


def _mean(replies: tuple[Choice, ...]) -> float:
    return sum(map(_words, replies)) / len(replies)


def _counted(replies: tuple[Choice, ...]) -> str:
    *most, last = sorted(map(_words, replies))
    return f"{', '.join(map(str, most))} and {last}" if most else str(last)


def _stands_out(key: tuple[Choice, ...], rest: tuple[Choice, ...], *, longer: bool) -> bool:
    """Whether the best replies are longer (or shorter) than the others, in words and in letters, so that it is seen."""
    in_words = [_words(choice) for choice in key], [_words(choice) for choice in rest]
    in_letters = [len(choice.say) for choice in key], [len(choice.say) for choice in rest]
    if not longer:
        return all(
            max(ours) * SHORTER < sum(theirs) / len(theirs) and max(ours) < min(theirs)
            for ours, theirs in (in_words, in_letters)
        ) and max(in_words[0]) + LEAST <= _mean(rest)
    if not all(min(ours) > max(theirs) for ours, theirs in (in_words, in_letters)):
        return False
    if min(in_words[0]) >= max(in_words[1]) + LONGER_BY:
        return True
    return min(in_words[0]) >= _mean(rest) + LEAST and all(
        min(ours) > LONGER * sum(theirs) / len(theirs) for ours, theirs in (in_words, in_letters)
    )
