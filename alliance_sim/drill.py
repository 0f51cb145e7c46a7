"""A drill: single turns, one after another. What is seen, how sure, and then what the key sees."""

from collections.abc import Generator, Iterable, Iterator, Mapping

from alliance_sim import questions
from alliance_sim.bank import Probe
from alliance_sim.document import Document, Heading, Paragraph, plain
from alliance_sim.recognition import Detection, scored
from alliance_sim.reports import drilling
from alliance_sim.session import Answer, noticing
from alliance_sim.steps import Script, Step
from alliance_sim.trial import Trial

SUMMARY = "summary"
"""The step at the end of a sitting."""
BEGIN = "begin"
"""The step before the first turn, where nothing will be said of the answers."""


def drill_script(probes: tuple[Probe, ...], *, feedback: bool = True) -> Script:
    """The script of a sitting: each turn with its feedback, then all of them in figures.

    Without `feedback` it is an assessment: nothing is said of the answers, neither between the turns nor after them,
    and no markers are asked.
    """
    given: dict[str, str] = {}

    def ask(step: Step) -> Generator[Step, Answer, str]:
        answer = yield step
        given[answer.step] = answer.value
        return answer.value

    if not feedback:
        yield from ask(questions.go_on(BEGIN, "drill", _beforehand(len(probes)), ask="Begin", afresh=True))
    for number, probe in enumerate(probes, 1):
        count = {"number": number, "of": len(probes)}
        lines = drilling.turn(probe)
        noticed = yield from ask(questions.probe(probe.id, "drill", lines, afresh=True, **count))
        if noticed:
            yield from ask(questions.sure(probe.id, "drill"))
        if not feedback:
            continue
        for kind in ("withdrawal", "confrontation"):
            if probe.level == "advanced" and noticed in (kind, "mixed"):
                yield from ask(questions.marker(probe.id, "drill", kind))
        told = drilling.key(probe, noticing(given, probe.id))
        yield from ask(questions.go_on(f"{probe.id}/heard", "drill", told, afresh=True))
    told = _in_figures(probes, given) if feedback else AFTERWARDS
    yield from ask(questions.go_on(SUMMARY, "drill", told, ask="Leave", afresh=True))


AFTERWARDS: Document = (
    Heading("Single turns", 1),
    Paragraph(plain("That was the last of them. Your answers are kept.")),
)


def _beforehand(many: int) -> Document:
    told = f"{many} single turns, each of another patient. Say what you see, and how sure you are. "
    told += "Nothing is said of your answers, so that before and after can be compared. Each may be skipped."
    return (Heading("Single turns", 1), Paragraph(plain(told)))


def _in_figures(probes: tuple[Probe, ...], given: Mapping[str, str]) -> Document:
    return (Heading("This sitting", 1), *drilling.summary(Detection(tuple(trials(probes, given)))))


def trials(probes: Iterable[Probe], given: Mapping[str, str]) -> Iterator[Trial]:
    """The trials of a sitting from its answers by step. A probe left unanswered is none."""
    for number, probe in enumerate(probes):
        seen = noticing(given, probe.id)
        if seen.kind:
            yield scored(number, probe.truth, seen)
