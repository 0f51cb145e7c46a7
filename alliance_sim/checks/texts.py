"""Every text of a scenario with its place and its voice: what rules on wording and safety read."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from alliance_sim.checks import Subject
from alliance_sim.lexicon import holds
from alliance_sim.scenario import Choice, Scenario, State, Variant
from alliance_sim.source import Path

Voice = Literal["about", "narrator", "patient", "reply", "feedback", "teacher"]
"""Who speaks: the library and the briefing, the narrator of the conversation, the patient, the trainee, the debrief, or
the notes for a teacher."""
NARRATION: frozenset[Voice] = frozenset({"about", "narrator", "feedback", "teacher"})
"""The voices that are the author's own."""


class Text(NamedTuple):
    path: Path
    voice: Voice
    said: str
    choice: Choice | None = None


def in_english(subject: Subject) -> bool:
    """Whether the word lists and measures of English mean anything here."""
    return subject.scenario.language.casefold().split("-")[0] == "en"


def texts(subject: Subject, voices: Iterable[Voice] | None = None) -> Iterator[Text]:
    """The texts in the order of the format; those of some voices only, if these are given."""
    every: tuple[Text, ...] | None = subject.shared.get(Text)
    if every is None:
        every = subject.shared[Text] = tuple(_all(subject.scenario))
    wanted = None if voices is None else frozenset(voices)
    return (text for text in every if wanted is None or text.voice in wanted)


def english(subject: Subject, name: str, voices: Iterable[Voice] | None = None) -> Iterator[Text]:
    """The English texts in which an entry of a word list stands; none if the scenario is in another language."""
    spoken = texts(subject, voices) if in_english(subject) else ()
    return (text for text in spoken if holds(name, text.said))


def _all(scenario: Scenario) -> Iterator[Text]:
    yield Text(("title",), "about", scenario.title)
    yield Text(("summary",), "about", scenario.summary)
    yield Text(("patient", "about"), "about", scenario.patient.about)
    yield Text(("situation",), "about", scenario.situation)
    yield Text(("setting",), "about", scenario.setting)
    for number, objective in enumerate(scenario.objectives):
        yield Text(("objectives", number), "about", objective)
    for number, prompt in enumerate(scenario.reflection):
        yield Text(("reflection", number), "feedback", prompt)
    if scenario.facilitator:
        yield Text(("facilitator",), "teacher", scenario.facilitator)
    for state in scenario.states:
        yield from _of_state(("states", state.id), state)


def _of_state(path: Path, state: State) -> Iterator[Text]:
    yield from _variants((*path, "scene"), "narrator", state.scene)
    yield from _variants((*path, "patient"), "patient", state.patient)
    if state.rupture:
        yield from _variants((*path, "rupture", "trigger"), "feedback", state.rupture.trigger)
        yield from _variants((*path, "rupture", "why"), "feedback", state.rupture.why)
    if state.no_rupture:
        yield from _variants((*path, "no_rupture", "why"), "feedback", state.no_rupture.why)
    for choice in state.choices or ():
        place = (*path, "choices", choice.id)
        yield Text((*place, "say"), "reply", choice.say, choice)
        yield from feedback(place, choice)
    if state.summary:
        yield Text((*path, "summary"), "feedback", state.summary)
    if state.pause:
        yield Text((*path, "pause", "ask"), "teacher", state.pause.ask)
        yield Text((*path, "pause", "listen_for"), "teacher", state.pause.listen_for)


def feedback(path: Path, choice: Choice) -> Iterator[Text]:
    """What a trainee reads about one reply, for each of its outcomes."""
    for number, outcome in enumerate(choice.results):
        inner: Path = () if choice.outcomes is None else ("outcomes", number)
        yield Text((*path, *inner, "because"), "feedback", outcome.because, choice)


def _variants(path: Path, voice: Voice, variants: tuple[Variant, ...] | None) -> Iterator[Text]:
    for number, variant in enumerate(variants or ()):
        yield Text((*path, number, "say"), voice, variant.say)
