"""Sessions of a store played again, each against the text that it was begun with."""

from collections.abc import Iterable
from itertools import chain

from attrs import define, field, frozen

from alliance_sim.bank import Probe
from alliance_sim.banks import bank_of
from alliance_sim.drill import trials
from alliance_sim.practice import practice
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.recognition import detection
from alliance_sim.replaying import played, script_of
from alliance_sim.run import Run, replayed
from alliance_sim.scenario import Scenario
from alliance_sim.session import Session, Unplayable
from alliance_sim.steps import Playing
from alliance_sim.store import Store
from alliance_sim.trial import Trial

TEXTS = 100
"""Scenarios to keep decoded: more than there are, for most."""


@frozen
class Probed:
    """A probe with its answer. `name` begins its steps, `place` is the state of the scenario or the probe's id."""

    name: str
    place: str
    trial: Trial


@define(eq=False)
class Retelling:
    """A store whose sessions are played again. Raises `Unplayable` and `StoreError` as `replaying` does."""

    store: Store
    texts: dict[tuple[str, str, str], tuple[Scenario, Questionnaire | None]] = field(factory=dict)

    def scenario(self, session: Session) -> tuple[Scenario, Questionnaire | None]:
        name = (session.scenario, session.sha256, session.questionnaire)
        if name not in self.texts:
            if len(self.texts) == TEXTS:
                self.texts.clear()
            self.texts[name] = played(session, self.store)
        return self.texts[name]

    def playing(self, session: Session) -> Playing:
        """The session at the step that waits, with every step before it and its answer."""
        if session.kind != "scenario":
            return Playing.of(script_of(session, self.store), session.answers)
        scenario, asked = self.scenario(session)
        return Playing.of(practice(scenario, session, asked), session.answers)

    def run(self, session: Session) -> Run:
        """The run of a scenario."""
        return replayed(self.scenario(session)[0], session)

    def probed(self, session: Session) -> tuple[Probed, ...]:
        """The probes that were answered, in order; a lesson has none."""
        if session.kind == "scenario":
            run = self.run(session)
            found = detection(run, session).trials
            return tuple(
                Probed(str(trial.turn), run.turns[trial.turn].view.state.id, trial)
                for trial in found
                if f"{trial.turn}/probe" in session.given
            )
        if session.kind == "drill":
            probes = self.probes(session)
            return tuple(
                Probed(probes[trial.turn].id, probes[trial.turn].id, trial) for trial in trials(probes, session.given)
            )
        return ()

    def probes(self, session: Session) -> tuple[Probe, ...]:
        """The turns of a sitting of the drill."""
        try:
            return bank_of(session.scenario, self.store.content(session.sha256).decode()).probes
        except ValueError as error:
            raise Unplayable(str(error)) from error


def seconds(session: Session) -> float:
    """How long was spent on the answers."""
    return sum(filter(None, (answer.seconds for answer in session.answers)))


def finished(session: Session) -> str:
    """The wall clock of the last answer, or of the beginning."""
    return next(chain((answer.at for answer in reversed(session.answers) if answer.at), [session.started]))


def steps_of(playing: Playing) -> Iterable[str]:
    """The names of the steps that were answered."""
    return (answer.step for _, answer in playing.past)
