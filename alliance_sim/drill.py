"""A drill: single turns, one after another. What is seen, how sure, and then what the key sees."""

from collections.abc import Generator, Iterable, Iterator, Mapping

from alliance_sim import questions
from alliance_sim.bank import Probe
from alliance_sim.document import Heading
from alliance_sim.recognition import Detection, scored
from alliance_sim.reports import drilling
from alliance_sim.session import Answer, noticing
from alliance_sim.steps import Script, Step
from alliance_sim.trial import Trial

SUMMARY = "summary"
"""The step at the end of a sitting."""


def drill_script(probes: tuple[Probe, ...]) -> Script:
    """The script of a sitting: each turn with its feedback, then all of them in figures."""
    given: dict[str, str] = {}

    def ask(step: Step) -> Generator[Step, Answer, str]:
        answer = yield step
        given[answer.step] = answer.value
        return answer.value

    for number, probe in enumerate(probes, 1):
        count = {"number": number, "of": len(probes)}
        lines = drilling.turn(probe)
        noticed = yield from ask(questions.probe(probe.id, "drill", lines, afresh=True, **count))
        if noticed:
            yield from ask(questions.sure(probe.id, "drill"))
        for kind in ("withdrawal", "confrontation"):
            if probe.level == "advanced" and noticed in (kind, "mixed"):
                yield from ask(questions.marker(probe.id, "drill", kind))
        told = drilling.key(probe, noticing(given, probe.id))
        yield from ask(questions.go_on(f"{probe.id}/heard", "drill", told, afresh=True))
    found = Detection(tuple(trials(probes, given)))
    told = (Heading("This sitting", 1), *drilling.summary(found))
    yield from ask(questions.go_on(SUMMARY, "drill", told, ask="Leave", afresh=True))


def trials(probes: Iterable[Probe], given: Mapping[str, str]) -> Iterator[Trial]:
    """The trials of a sitting from its answers by step. A probe left unanswered is none."""
    for number, probe in enumerate(probes):
        seen = noticing(given, probe.id)
        if seen.kind:
            yield scored(number, probe.truth, seen)
