"""The scenario file, format 1. These classes are the format: a key of the file is a field here.

Decoder, writer, JSON Schema and reference are driven by them; see `shapes` for the vocabulary of the types.
Everything is frozen and hashable. Mappings of the file are tuples here, in file order. Classes with cached properties
have no slots: attrs would rebuild such properties for them, which takes longer than to make the class.
"""

from functools import cached_property
from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.guards import Guard
from alliance_sim.shapes import (
    Change,
    Day,
    ErrorCode,
    Filled,
    Guarded,
    GuardName,
    Id,
    Keyed,
    LanguageTag,
    Line,
    MarkerCode,
    Paragraphs,
    Prose,
    StrategyCode,
    Whole,
    documented,
)

RuptureType = Literal["withdrawal", "confrontation", "mixed"]
Fit = Literal["strong", "adequate", "weak", "harmful"]
Level = Literal["foundation", "intermediate", "advanced"]
Strain = Literal["task", "goal", "bond", "frame", "culture"]
EndingKind = Literal["repaired", "partly-repaired", "papered-over", "unrepaired", "ended-safely"]
Theme = Literal[
    "loss",
    "violence",
    "sexual-harm",
    "self-harm",
    "suicide",
    "racism",
    "discrimination",
    "eating-disorder",
    "perinatal-loss",
    "substance-use",
]


@frozen
class Variant:
    """One of several texts, where it depends on the run so far which is used."""

    say: Paragraphs = documented("the text")
    when: Guard | None = documented("the first whose guard holds is used; the last has none", default=None)


Variants = Annotated[tuple[Variant, ...], Guarded()]


@frozen
class Cue:
    """The words of the utterance that show a marker."""

    code: MarkerCode
    words: Annotated[str, Prose()]


@frozen
class Rupture:
    """A strain between the two, and the words that show it."""

    type: RuptureType = documented("where the words move: away, against, or both")
    markers: Annotated[tuple[Cue, ...], Keyed("code", value="words"), Filled()] = documented(
        "the words that show each marker, exactly as in the utterance, in every variant of it"
    )
    strain: Strain = documented("what is strained")
    salience: Annotated[int, Whole(1, 5)] = documented("1 hardly visible ... 5 unmistakable")
    why: Variants = documented("why this is a rupture, for the debrief")
    trigger: Variants | None = documented("what the therapist or the system did just before; wanted", default=None)
    trigger_at: Id | None = documented(
        "the state whose choice set it off, or `situation`; every run that gets here must have passed it", default=None
    )


@frozen
class NoRupture:
    """Sound work, also where it resembles a strain."""

    why: Variants = documented("why this is no rupture, for the debrief")
    looks_like: MarkerCode | None = documented("the marker that this turn resembles: the decoy", default=None)


@frozen
class Effect:
    variable: GuardName
    change: Change


Effects = Annotated[tuple[Effect, ...], Keyed("variable", value="change")]


@frozen
class Outcome:
    """What a choice leads to."""

    fit: Fit = documented("strong: what most experts would want; adequate: defensible; weak; harmful")
    because: Paragraphs = documented("the feedback: about this patient, at this moment")
    when: Guard | None = documented("applies only if this holds, before the choice's effects", default=None)
    effects: Effects = documented("how much each variable changes, or what it becomes; its range limits it", default=())
    to: Id | None = documented("the next state; else the state's own `to`", default=None)


@frozen(slots=False)
class Choice:
    """A reply: with one outcome in keys of its own, or with a list of outcomes; with one code at least."""

    id: Id
    say: Annotated[str, Prose("say")] = documented("the reply, as a line that can be said")
    strategies: tuple[StrategyCode, ...] = documented("codes of what the reply does", default=())
    errors: tuple[ErrorCode, ...] = documented("codes of what is wrong with it", default=())
    when: Guard | None = documented("offered only if this holds on entering the state", default=None)
    once: bool = documented("can be taken once in a run", default=False)
    fit: Fit | None = documented("of the only outcome: its fit", default=None)
    because: Paragraphs | None = documented("of the only outcome: the feedback", default=None)
    effects: Effects = documented("of the only outcome: the effects", default=())
    to: Id | None = documented("of the only outcome: the next state", default=None)
    outcomes: Annotated[tuple[Outcome, ...], Filled()] | None = documented(
        "the first whose `when` holds applies; the last has none", default=None
    )

    @cached_property
    def results(self) -> tuple[Outcome, ...]:
        """The outcomes, also where the file writes the only one without a list."""
        if self.outcomes is not None:
            return self.outcomes
        return (Outcome(self.fit or "weak", self.because or "", None, self.effects, self.to),)


@frozen
class Route:
    """One of the ways on from a passage."""

    to: Id = documented("the next state")
    when: Guard | None = documented("the first whose guard holds is taken; the last has none", default=None)


@frozen
class Pause:
    """A halt for teaching groups."""

    ask: Paragraphs = documented("the question to the group")
    listen_for: Paragraphs = documented("what the teacher may listen for in the answers")
    minutes: Annotated[int, Whole(1, 180)] = documented("how long the halt may take")


@frozen(slots=False)
class State:
    """A turn (patient and choices), a passage (goes on by itself) or an ending."""

    id: Id
    scene: Variants | None = documented("the narrator; shown before the patient speaks", default=None)
    patient: Variants | None = documented("the utterance; round brackets hold stage directions", default=None)
    rupture: Rupture | None = documented("turns only: the truth of the probe", default=None)
    no_rupture: NoRupture | None = documented("turns only: the truth of the probe", default=None)
    probe: bool = documented("false keeps the turn out of the scoring", default=True)
    choices: Annotated[tuple[Choice, ...], Keyed("id", limit="choices"), Filled()] | None = documented(
        "turns only: what the trainee may say", default=None
    )
    otherwise: Id | None = documented("turns only: where to go if no choice is open", default=None)
    to: Id | None = documented("a passage's next state; on a turn, the target of choices that name none", default=None)
    route: Annotated[tuple[Route, ...], Filled()] | None = documented(
        "passages only: guarded next states", default=None
    )
    ending: EndingKind | None = documented("endings only: how it ended", default=None)
    summary: Paragraphs | None = documented("endings only: what happened, in a sentence or two", default=None)
    pause: Pause | None = documented("for teaching groups", default=None)

    @property
    def truth(self) -> Rupture | NoRupture | None:
        """What a probe of this turn is scored against, or None where it is not probed."""
        return (self.rupture or self.no_rupture) if self.probe else None

    @cached_property
    def choice(self) -> dict[str, Choice]:
        return {choice.id: choice for choice in self.choices or ()}


@frozen
class Variable:
    """A hidden number that replies change and guards ask for."""

    name: GuardName
    start: Annotated[int, Whole(0, 100)] = documented("its value at the start, within the range")
    range: tuple[Annotated[int, Whole(0, 100)], Annotated[int, Whole(0, 100)]] = documented("[lowest, highest]")
    label: Line | None = documented("its name in the debrief", default=None)

    @property
    def is_flag(self) -> bool:
        return self.range == (0, 1)

    @property
    def title(self) -> str:
        return self.label or self.name.replace("_", " ").replace("-", " ").capitalize()


@frozen
class Condition:
    name: GuardName
    guard: Guard


@frozen
class Patient:
    """The invented patient; a couple or a family is one patient, whose name names them."""

    name: Line = documented("the name by which the program calls the patient")
    age: Annotated[int, Whole(10, 110)] = documented("in years")
    pronouns: Line = documented("such as she/her")
    about: Paragraphs = documented("what the trainee knows of the patient: a sentence or two")
    identity: tuple[Id, ...] = documented("ids such as migrant or deaf, only where it matters", default=())


@frozen
class Therapist:
    """The part that the trainee plays."""

    identity: tuple[Id, ...] = documented("ids such as migrant or deaf, only where it matters", default=())


@frozen
class Review:
    """A review that has taken place."""

    role: Line = documented("who has read it: clinician, person with lived experience; no names")
    date: Day = documented("when it took place")
    outcome: Line = documented("what came of it, in a few words")


@frozen(cache_hash=True, kw_only=True, slots=False)
class Scenario:
    """What may happen; equal to its file. The keys stand in the order of a file."""

    format: Annotated[int, Whole(1, 1)] = documented("the version of this format")
    title: Line = documented("shown in the library and at the top of the session")
    summary: Paragraphs = documented("one sentence for the library")
    level: Level = documented("how hard it is; at `advanced` the probe asks for the marker too")
    minutes: Annotated[int, Whole(1, 180)] = documented("how long a run takes, about")
    language: LanguageTag = documented("of the texts")
    patient: Patient = documented("who comes")
    therapist: Therapist | None = documented("where the therapist's identity matters", default=None)
    situation: Paragraphs = documented("what the trainee knows before it starts")
    modality: Line = documented("the kind of therapy")
    setting: Line = documented("where it takes place, and whether in person")
    objectives: Annotated[tuple[Paragraphs, ...], Filled()] = documented("what can be practised in it")
    lessons: tuple[Id, ...] = documented("shipped lessons worth reading before or after", default=())
    themes: tuple[Theme, ...] = documented("what it touches upon", default=())
    content_notes: tuple[Theme, ...] = documented("shown before the start", default=())
    provenance: Literal["fictional"] = documented("the only value allowed: no real patient, not even disguised")
    authors: Annotated[tuple[Line, ...], Filled()] = documented("who wrote it")
    reviews: tuple[Review, ...] = documented('empty: played under an "unreviewed" banner', default=())
    reflection: tuple[Paragraphs, ...] = documented("prompts for the debrief", default=())
    facilitator: Paragraphs | None = documented("notes for a teacher", default=None)
    variables: Annotated[tuple[Variable, ...], Keyed("name", limit="variables")] = documented(
        "hidden numbers, each within a range; `range: [0, 1]` makes a flag", default=()
    )
    conditions: Annotated[tuple[Condition, ...], Keyed("name", value="guard")] = documented(
        "named guards, usable in any `when`", default=()
    )
    start: Id = documented("the first state")
    states: Annotated[tuple[State, ...], Keyed("id"), Filled()] = documented(
        "turns, passages and endings, by their ids"
    )

    @cached_property
    def state(self) -> dict[str, State]:
        return {state.id: state for state in self.states}

    @property
    def rupture_types(self) -> frozenset[str]:
        """The types of rupture that the scenario holds."""
        return frozenset(state.rupture.type for state in self.states if state.rupture)
