"""The figures of the shipped scenarios, as tables for the guide; made from what `audit` prints as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alliance_sim.document import Block, Bullets, Document, Heading, Inline, Listing, Paragraph, Piece, Table, coded
from alliance_sim.shares import percent
from alliance_sim.shelf import LEVELS, PACKAGE

PATH = PACKAGE / "guide" / "figures.json"
COMMAND = "alliance-sim audit scenarios --format json > alliance_sim/guide/figures.json"
"""What makes the file anew, in a copy of the repository."""
HOLDS = {True: "Holds", False: "Does not hold", None: "Too few turns to tell"}

Found = Mapping[str, Any]
"""A scenario, or a folder of them, in the keys of `audit.as_json`."""


Columns = Mapping[str, Callable[[Found], str]]
"""The head of each column, and the cell under it for a scenario."""


def _best_by_looks(scenario: Found) -> str:
    """The trainee who goes by looks and has the highest fit."""
    name, found = max(scenario["policies"].items(), key=lambda entry: entry[1]["fit"])
    return f"{name}, {found['fit']:.0f}"


def _right(cue: Found) -> str:
    return f"{percent(cue['accuracy'])} ({percent(cue['chance'])})"


def _share(share: float | None) -> str:
    return "-" if share is None else percent(share)


TITLE: Columns = {"Scenario": lambda scenario: scenario["title"]}
TABLES: tuple[tuple[str, str, Columns], ...] = (
    (
        "What they hold",
        "A state is a turn, a passage or an ending. Probes are the turns of a run at which you are asked whether "
        "something is strained: their mean, and how many of them hold no rupture, for trainees who reply at random. At "
        "best: how many hold none for those who always give the strongest reply. They have fewer ruptures, since they "
        "mend them and set off fewer.",
        {
            **TITLE,
            "Level": lambda scenario: scenario["level"],
            "States": lambda scenario: str(scenario["states"]),
            "Probes": lambda scenario: f"{scenario['trainees']['random']['probes']:.1f}",
            "No rupture": lambda scenario: _share(scenario["trainees"]["random"]["no_rupture"]),
            "At best": lambda scenario: _share(scenario["trainees"]["best"]["no_rupture"]),
        },
    ),
    (
        "Where trainees get",
        "How many come to the ending in which the strain was met and the work goes on: of those who reply at random, "
        "and of those who choose among the replies that can be defended. Fit: what the replies are worth on average to "
        "those at random, from 0, all harmful, to 100, all strong. By looks: the trick that does best, and its fit.",
        {
            **TITLE,
            "Random": lambda scenario: percent(scenario["repaired"]["random"]),
            "Defensible": lambda scenario: percent(scenario["repaired"]["defensible"]),
            "Fit": lambda scenario: f"{scenario['fit']:.0f}",
            "By looks": _best_by_looks,
        },
    ),
    (
        "What the form gives away",
        "How often a simple model that counts words, signs and the like, and understands none of them, finds the best "
        "reply, and tells whether a turn holds a rupture. In brackets: how often the best blind guess does. Single "
        "scenarios have too few turns to tell by them; what counts is all of them together, below.",
        {
            **TITLE,
            "Best reply": lambda scenario: _right(scenario["surface_cue"]["key"]),
            "Rupture": lambda scenario: _right(scenario["surface_cue"]["rupture"]),
            "Turns": lambda scenario: str(scenario["surface_cue"]["rupture"]["turns"]),
        },
    ),
)
"""Title, explanation and columns of each table."""


def shipped_figures() -> Document:
    """The figures as they were found when the file was made."""
    return tuple(figures(json.loads(PATH.read_text(encoding="utf-8"))))


def figures(folder: Found) -> Iterator[Block]:
    """Three tables with a row for each scenario, and what is promised of all of them together."""
    scenarios = sorted(folder["scenarios"], key=lambda each: (LEVELS.index(each["level"]), each["title"]))
    for title, told, columns in TABLES:
        yield Heading(title)
        yield Paragraph(coded(told))
        yield Table(tuple(columns), tuple(tuple(cell(each) for cell in columns.values()) for each in scenarios))
    yield Heading("What is promised of all of them together")
    yield Bullets(tuple(_told(limit) for limit in folder["limits"]))
    yield Heading("Where the figures come from")
    yield Paragraph(coded("All of them are made by one command, in a copy of the repository:"))
    yield Listing(COMMAND, "sh")


def _told(limit: Found) -> Inline:
    missed = f"; missed by {', '.join(limit['missed'])}" if limit["missed"] else ""
    words = f"{limit['limit'][:1].upper()}{limit['limit'][1:]}. Found: {limit['found']}{missed}."
    return (Piece(f"{HOLDS[limit['holds']]}. ", "strong"), Piece(words))
