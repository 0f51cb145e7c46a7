"""How many replies of a turn are worth giving."""

from collections.abc import Iterator

from alliance_sim.checks import Finding, Subject, rule
from alliance_sim.checks.keys import ACCEPTABLE, acceptable, worst_fit
from alliance_sim.checks.places import states
from alliance_sim.diagnostics import Severity


@rule("AS618", "no-acceptable-reply")
def no_acceptable_reply(subject: Subject) -> Iterator[Finding]:
    """A turn without a reply that is strong or adequate, in none of its outcomes.

    Whatever the trainee says is then wrong, and there is nothing to learn but that. A reply that is right at some
    moments only is enough.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              explain: {say: It needs seven full days., errors: [ignoring], fit: weak, because: She did not ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: harmful, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        if state.choices and not any(map(acceptable, state.choices)):
            yield Finding(
                (*path, "choices"),
                f"expected a strong or adequate reply on '{state.id}', found none",
                "add what an expert might say here",
                at_key=True,
                rests_on=tuple((*path, "choices", choice.id) for choice in state.choices),
            )


@rule("AS619", "one-acceptable-reply", Severity.WARNING)
def one_acceptable_reply(subject: Subject) -> Iterator[Finding]:
    """On a scenario above foundation level, a turn with only one reply that is strong or adequate.

    There is no single right answer in this work. Two or three defensible replies make the choice one between reasons.

    Bad example:

        level: intermediate
        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              explain: {say: It needs seven full days., errors: [ignoring], fit: weak, because: She did not ask.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject) if subject.scenario.level != "foundation" else ():
        worthy = [choice.id for choice in state.choices or () if acceptable(choice)]
        if len(worthy) == 1 and len(state.choices or ()) > 1:
            yield Finding(
                (*path, "choices"),
                f"expected two acceptable replies or more at {subject.scenario.level} level, found only '{worthy[0]}'",
                "add another way that an expert might take",
                at_key=True,
            )


@rule("AS620", "every-reply-an-error", Severity.WARNING)
def every_reply_an_error(subject: Subject) -> Iterator[Finding]:
    """A turn on which each reply carries the code of an error.

    An error can be defensible when the moment is right, but some reply should do the work and nothing else.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              guess: {say: Was it dull?, strategies: [redirects], errors: [ignoring], fit: adequate, because: You ask.}
              explain: {say: It needs seven full days., errors: [ignoring], fit: weak, because: She did not ask.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        if state.choices and all(choice.errors for choice in state.choices):
            yield Finding(
                (*path, "choices"),
                f"expected a reply without an error on '{state.id}', found an error in each of {len(state.choices)}",
                "add a reply that does the work, or take the code from one that does",
                at_key=True,
            )


@rule("AS621", "mostly-acceptable-replies", Severity.WARNING)
def mostly_acceptable_replies(subject: Subject) -> Iterator[Finding]:
    """At foundation level, a turn of which more than half of the replies are acceptable whatever came before.

    Beginners need to see what goes wrong, and a guess should not be right most of the time. Replies that a guard may
    close, or that are acceptable at some moments only, do not count as acceptable.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              notice: {say: How was it to get homework?, strategies: [redirects], fit: strong, because: You ask.}
              own: {say: I set it in a rush., strategies: [acknowledges-contribution], fit: strong, because: True.}
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject) if subject.scenario.level == "foundation" else ():
        replies = state.choices or ()
        safe = sum(choice.when is None and worst_fit(choice) in ACCEPTABLE for choice in replies)
        if len(replies) > 1 and safe * 2 > len(replies):
            yield Finding(
                (*path, "choices"),
                f"expected at most {len(replies) // 2} of {len(replies)} replies to be acceptable at every moment, "
                f"found {safe}",
                "add an error that is easily made here",
                at_key=True,
            )


@rule("AS637", "no-acceptable-reply-open", Severity.WARNING)
def no_acceptable_reply_open(subject: Subject) -> Iterator[Finding]:
    """A turn has acceptable replies, but a run can come to it when none of them is open and acceptable.

    Guards close them, or other outcomes apply. For this trainee the turn is then a trap: whatever is said is wrong.

    Bad example:

        states:
          coat-on:
            patient: The diary? Oh, it was fine.
            to: clock
            # here
            choices:
              notice:
                when: bond >= 6
                say: How was it to get homework?
                strategies: [redirects]
                fit: strong
                because: You ask.
              praise: {say: Good. Then on to the plan., errors: [ignoring], fit: weak, because: You pass it by.}
          clock: {patient: Same time next week., ending: papered-over, summary: Nothing was said.}
    """
    for path, state in states(subject):
        if not any(map(acceptable, state.choices or ())):
            continue
        trapped = subject.exploration.entered(state.id) - subject.exploration.closed(state.id)
        for choice in state.choices or ():
            for number, outcome in enumerate(choice.results):
                if outcome.fit in ACCEPTABLE:
                    trapped -= subject.exploration.outcomes(state.id, choice.id, number)
        if trapped:
            yield Finding(
                (*path, "choices"),
                f"expected a strong or adequate reply at every moment on '{state.id}', found moments without one",
                "open one of them always, or give it an outcome for such moments",
                at_key=True,
                witness=trapped.witness(),
            )
