"""Test-wise trainees: those who pick a reply by its looks, without understanding the patient.

A scenario is hard for the right reason if none of them gets anywhere. Each policy takes the patient's words and the
replies that are open, in file order, and returns one of them: where its sign is on several, the first of these.
"""

from collections.abc import Callable, Sequence

from alliance_sim.cues import (
    absolutes,
    begins_with_empathy,
    begins_with_i,
    echoes,
    hedges,
    question_marks,
)
from alliance_sim.engine import begin, choose, view
from alliance_sim.moment import Moment
from alliance_sim.run import entered
from alliance_sim.scenario import Choice, Scenario

Policy = Callable[[str, Sequence[Choice]], Choice]


def most(measure: Callable[[str, str], float]) -> Policy:
    """The reply for which the measure of (reply, patient's words) is greatest."""
    return lambda heard, replies: max(replies, key=lambda reply: measure(reply.say, heard))


POLICIES: dict[str, Policy] = {
    "first": lambda _, replies: replies[0],
    "last": lambda _, replies: replies[-1],
    "longest": most(lambda say, _: len(say)),
    "shortest": most(lambda say, _: -len(say)),
    "question": most(lambda say, _: question_marks(say)),
    "begins with I": most(lambda say, _: begins_with_i(say)),
    "echo": most(echoes),
    "hedged": most(lambda say, _: hedges(say)),
    "no absolutes": most(lambda say, _: -absolutes(say)),
    "empathic": most(lambda say, _: begins_with_empathy(say)),
}


def run_of(scenario: Scenario, policy: Policy, *, most_turns: int = 1000) -> list[Moment]:
    """The moments at which the policy chose, and the one where its run ended."""
    moments: list[Moment] = []
    shown = list(entered(scenario, begin(scenario)))
    while shown[-1].view.waits and len(moments) < most_turns:
        here = shown[-1]
        moments.append(here.moment)
        reply = policy(here.view.patient or "", here.view.choices)
        shown = list(entered(scenario, choose(scenario, here.moment, reply.id)))
    return [*moments, shown[-1].moment]


def ending_of(scenario: Scenario, moments: Sequence[Moment]) -> str | None:
    """The kind of ending that a run came to; None where it did not end."""
    return view(scenario, moments[-1]).state.ending
