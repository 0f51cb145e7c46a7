"""What is said along given choices: the conversation alone, without probes and ratings."""

from collections.abc import Iterable

from alliance_sim.document import Block, Bullets, Document, Narration, Note, Speech, plain, utterance
from alliance_sim.engine import begin, choose
from alliance_sim.moment import NotOpen
from alliance_sim.run import Shown, entered
from alliance_sim.scenario import Scenario

__all__ = ["NotOpen", "followed", "heard"]


def heard(scenario: Scenario, shown: Iterable[Shown]) -> Document:
    """What is seen and heard on the way to a turn or an ending."""
    blocks: list[Block] = []
    for seen in shown:
        if seen.view.scene:
            blocks.append(Narration(seen.view.scene))
        if seen.view.patient:
            blocks.append(Speech(scenario.patient.name, utterance(seen.view.patient)))
    return tuple(blocks)


def replied(say: str) -> Speech:
    """What the trainee says."""
    return Speech("You", utterance(say), "therapist")


def followed(scenario: Scenario, choices: Iterable[str]) -> Document:
    """The conversation along the choices, and how it ends or what is open where they end. Raises `NotOpen`."""
    shown = tuple(entered(scenario, begin(scenario)))
    blocks = [*heard(scenario, shown)]
    for choice in choices:
        here = shown[-1]
        moment = choose(scenario, here.moment, choice) if here.view.waits else None
        if moment is None:
            raise NotOpen(f"expected no more choices after the end in '{here.moment.state}', found '{choice}'")
        blocks.append(replied(here.view.state.choice[choice].say))
        shown = tuple(entered(scenario, moment))
        blocks += heard(scenario, shown)
    last = shown[-1].view
    if last.state.ending:
        blocks.append(Note(f"Ending, {last.state.ending}", plain(last.state.summary or "")))
    elif last.stuck:
        blocks.append(Note("Stuck", plain("no reply is open here and the turn has no `otherwise`")))
    else:
        blocks.append(Note("Open", plain("the replies from here")))
        blocks.append(Bullets(tuple(plain(f"{choice.id}: {choice.say}") for choice in last.choices)))
    return tuple(blocks)
