"""Test-wise trainees: those who pick a reply by its looks, without understanding the patient.

A scenario is hard for the right reason if none of them gets anywhere. Each policy takes the patient's words and the
replies that are open, in file order, and returns one of them: where its sign is on several, the first of these.
"""

import re
from collections.abc import Callable, Sequence

from alliance_sim.engine import begin, choose, view
from alliance_sim.moment import Moment
from alliance_sim.run import entered
from alliance_sim.scenario import Choice, Scenario

Policy = Callable[[str, Sequence[Choice]], Choice]

WORD = re.compile(r"[\w']+")
HEDGES = frozenset(
    "wonder perhaps maybe might may could possibly sometimes somehow seems seem guess suppose bit sort kind".split()
)
ABSOLUTES = frozenset("always never must just only everyone everybody nobody nothing clearly all every any".split())
EMPATHY = (
    "it sounds",
    "that sounds",
    "i can see",
    "i hear",
    "i can hear",
    "i understand",
    "that must",
    "it must",
    "i'm sorry",
)
LONG_WORD = 5
"""Letters from which a word counts as one that could be echoed."""


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def echoes(say: str, heard: str) -> int:
    """How many of the patient's longer words a reply takes up."""
    rare = {word for word in words(heard) if len(word) >= LONG_WORD}
    return len(rare & set(words(say)))


def most(measure: Callable[[str, str], float]) -> Policy:
    """The reply for which the measure of (reply, patient's words) is greatest."""
    return lambda heard, replies: max(replies, key=lambda reply: measure(reply.say, heard))


POLICIES: dict[str, Policy] = {
    "first": lambda _, replies: replies[0],
    "last": lambda _, replies: replies[-1],
    "longest": most(lambda say, _: len(say)),
    "shortest": most(lambda say, _: -len(say)),
    "question": most(lambda say, _: say.count("?")),
    "begins with I": most(lambda say, _: words(say)[:1] in (["i"], ["i'm"], ["i've"], ["i'd"])),
    "echo": most(echoes),
    "hedged": most(lambda say, _: sum(word in HEDGES for word in words(say))),
    "no absolutes": most(lambda say, _: -sum(word in ABSOLUTES for word in words(say))),
    "empathic": most(lambda say, _: say.casefold().startswith(EMPATHY)),
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
