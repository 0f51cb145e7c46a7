"""What a play of a scenario shows, step by step, as the engine here has it; and where two plays part."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from attrs import frozen

from alliance_sim import engine
from alliance_sim.moment import Moment
from alliance_sim.scenario import Scenario, Variant

PASSAGES = 100
"""More steps without a choice than there are in a sound scenario, so that what goes round and round ends somewhere."""


@frozen
class Line:
    """A paragraph, or an option, and the tags that it bears."""

    text: str
    tags: tuple[str, ...] = ()


@frozen
class Step:
    """What is shown up to a choice or the end, and the values then. Without options it is over."""

    lines: tuple[Line, ...]
    options: tuple[Line, ...]
    values: dict[str, int]


def steps(scenario: Scenario, picks: Sequence[int]) -> Iterator[Step]:
    """A play by this program's engine: at each turn the open choice of that number, modulo how many are open."""
    authors = (f"author: {author}" for author in scenario.authors)
    tags = (f"title: {scenario.title}", *authors, f"language: {scenario.language}")
    moment = engine.begin(scenario)
    for pick in (*picks, None):
        moment, lines = _shown(scenario, moment, tags)
        choices = engine.view(scenario, moment).choices
        options = tuple(Line(choice.say, (f"choice: {choice.id}",)) for choice in choices)
        yield Step(lines, options, engine.named_values(scenario, moment))
        if pick is None or not choices:
            return
        choice = choices[pick % len(choices)]
        result = engine.outcome(scenario, moment, choice.id)
        number = 1 + next(number for number, found in enumerate(choice.results) if found is result)
        tags = (f"outcome: {number}", f"fit: {result.fit}")
        moment = engine.choose(scenario, moment, choice.id)


def _shown(scenario: Scenario, moment: Moment, tags: tuple[str, ...]) -> tuple[Moment, tuple[Line, ...]]:
    """The lines from here to where the run waits or is over, and that moment. The first line bears the tags."""
    lines: list[Line] = []
    for _ in range(PASSAGES):
        seen = engine.view(scenario, moment)
        tags += (f"state: {seen.state.id}",)
        if seen.state.ending:
            tags += (f"ending: {seen.state.ending}",)
        for speaker, text, variants in (
            ("scene", seen.scene, seen.state.scene),
            ("patient", seen.patient, seen.state.patient),
        ):
            for paragraph in text.split("\n\n") if text else ():
                lines.append(Line(paragraph, (*tags, f"{speaker}: {_number(scenario, moment, variants or ())}")))
                tags = ()
        if seen.stuck:
            lines.append(Line("", (*tags, "stuck")))
        if seen.waits or seen.over:
            break
        moment = engine.follow(scenario, moment)
    return moment, tuple(lines)


def _number(scenario: Scenario, moment: Moment, variants: tuple[Variant, ...]) -> int:
    """Which of the variants is spoken, counted from 1."""
    texts = (engine.spoken(scenario, moment, (variant,)) for variant in variants)
    return 1 + next(number for number, text in enumerate(texts) if text is not None)


def disagreement(ours: Iterable[Step], theirs: Iterable[Step]) -> str:
    """Where two plays part, or nothing. Ours is followed no further than that."""
    for number, (own, other) in enumerate(zip_longest(ours, theirs)):
        if own != other:
            return f"after {number} choices\nhere:  {own}\ninkjs: {other}"
    return ""
