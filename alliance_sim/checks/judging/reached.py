"""Where runs get to: the moments at which a scenario decides, and what is in doubt about them.

What is said with it of never and always holds only for an exploration that is complete.
"""

from functools import cached_property

from alliance_sim.checks import Subject
from alliance_sim.checks.judging.decisions import Decision
from alliance_sim.checks.judging.valuations import Doubts, Judge
from alliance_sim.checks.judging.written import Written, written
from alliance_sim.exploration import Exploration
from alliance_sim.exploration.moments import Moments
from alliance_sim.scenario import State


class Reached:
    def __init__(self, written: Written, exploration: Exploration) -> None:
        self.written, self.exploration = written, exploration

    @property
    def complete(self) -> bool:
        return self.exploration.complete

    @property
    def states(self) -> tuple[State, ...]:
        """The states that runs get to, in the order of the file."""
        return tuple(state for state in self.written.scenario.states if state.id in self.exploration.by_state)

    @cached_property
    def missing(self) -> frozenset[str]:
        """The states that no run gets to."""
        return frozenset(self.written.scenario.state.keys() - self.exploration.by_state.keys())

    @cached_property
    def judge(self) -> Judge:
        """Doubts what is written wrongly, what never changes, and whether a state was seen that is never reached."""
        unchanged = frozenset(variable.name for variable in self.written.unchanged)
        return self.written.judge.doubting(Doubts(names=unchanged, seen=self.missing))

    def askable(self, state: str, choice: str) -> Moments:
        """The moments of a state in which a choice has not been taken once and for all."""
        regions, here = self.exploration.regions.each, self.exploration.entered(state).parts
        left = {number: codes for number, codes in here.items() if (state, choice) not in regions[number].taken}
        return Moments(self.exploration, left)

    def among(self, decision: Decision) -> Moments:
        """The moments at which a decision is taken."""
        state, choice = decision.state.id, decision.choice
        if choice is None:
            return self.exploration.entered(state)
        if decision.thing == "choice":
            return self.askable(state, choice.id)
        return self.exploration.offered(state, choice.id)

    def is_lost(self, among: Moments) -> bool:
        """Whether no ending can be reached from any of these: what does not happen there has this one cause."""
        return bool(self.exploration.trapped) and not among - self.exploration.trapped


def reached(subject: Subject) -> Reached:
    """Where the runs of a subject get to, worked out once."""
    found: Reached | None = subject.shared.get(Reached)
    if found is None:
        found = subject.shared[Reached] = Reached(written(subject), subject.exploration)
    return found
