"""The drill bank: single turns to be probed, each with what has just happened, without a conversation around it.

A bank file holds the probes of one marker and the turns that look like it. Ruptures are written as in a scenario.
"""

from functools import cached_property
from typing import Annotated, Literal

from attrs import frozen

from alliance_sim.scenario import Level, NoRupture, Review, Rupture
from alliance_sim.shapes import Filled, Id, Keyed, LanguageTag, Line, Paragraphs, Whole, documented

Form = Literal["A", "B"]


@frozen
class Probe:
    """A turn with or without a rupture."""

    id: Id
    level: Level = documented("how hard it is to tell; at `advanced` the drill asks for the marker too")
    context: Paragraphs = documented("who, in which kind of therapy, and what has just happened")
    patient: Paragraphs = documented("the utterance; round brackets hold stage directions")
    form: Form | None = documented("only of a probe that is kept for courses: its form", default=None)
    twin: Id | None = documented("only with `form`: the probe of the other form that is equally hard", default=None)
    rupture: Rupture | None = documented("the truth of the probe", default=None)
    no_rupture: NoRupture | None = documented("the truth of the probe", default=None)

    @property
    def truth(self) -> Rupture | NoRupture:
        """What an answer is scored against. Raises `ValueError` for a probe without, which a rule prevents."""
        truth = self.rupture or self.no_rupture
        if truth is None:
            raise ValueError(f"expected rupture or no_rupture in the probe {self.id}, found none")
        return truth


@frozen(kw_only=True, slots=False)
class Bank:
    """A file of the drill bank. The keys stand in the order of a file."""

    format: Annotated[int, Whole(1, 1)] = documented("the version of this format")
    title: Line = documented("what the file is about; never shown beside a probe, as it tells too much")
    language: LanguageTag = documented("of the texts")
    provenance: Literal["fictional"] = documented("the only value allowed: no real patient, not even disguised")
    authors: Annotated[tuple[Line, ...], Filled()] = documented("who wrote it")
    reviews: tuple[Review, ...] = documented("empty: nobody has reviewed it", default=())
    probes: Annotated[tuple[Probe, ...], Keyed("id"), Filled()] = documented("the turns, by their ids")

    @cached_property
    def probe(self) -> dict[str, Probe]:
        return {probe.id: probe for probe in self.probes}
