"""What to practise next, and why, in one sentence: a proposal that every choice overrules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from alliance_sim.codebook import CODEBOOK
from alliance_sim.knowing import LEVELS, Knowledge, Skill, weakest
from alliance_sim.scenario import Level

FIRST = "You have not played it. Only a first exposure shows what you notice by yourself."
AGAIN = "You have played every scenario. Playing again is practice and is not counted as a first exposure."
KINDS = {
    "withdrawal": "strains that move away",
    "confrontation": "strains that move against you",
    "mixed": "mixed strains",
}


class Proposed(NamedTuple):
    """A scenario that could be played: its id, its level, and the codes that stand in it."""

    id: str
    level: str
    codes: frozenset[str]


class Advice(NamedTuple):
    """What to do next. `id` is that of the scenario; empty of a drill, and where everything was played."""

    what: Literal["scenario", "drill", "again"]
    id: str
    why: str


def advice(
    new: Sequence[Proposed], known: Mapping[Skill, Knowledge], level: Level, today: date, *, sat_today: bool
) -> Advice:
    """A drill where codes are due that single turns can bring back; else a new scenario of the level, or the nearest.

    Of several that holds the weakest code goes first. `new` are the scenarios that were not played.
    """
    weak = weakest(dict(known), today)
    drilled = weakest({skill: each for skill, each in known.items() if skill.sort != "repair"}, today)
    if drilled and known[drilled].missed and not sat_today:
        return Advice("drill", "", f"{_told(drilled, known[drilled])} Six turns with other patients take five minutes.")
    if not new:
        return Advice("again", "", AGAIN)
    wanted = LEVELS.index(level)

    def place(scenario: Proposed) -> tuple[int, int, bool, str]:
        at = LEVELS.index(scenario.level) if scenario.level in LEVELS else len(LEVELS)
        return abs(at - wanted), at, weak is None or weak.code not in scenario.codes, scenario.id

    chosen = min(new, key=place)
    if weak and weak.code in chosen.codes and known[weak].share.count < known[weak].share.of:
        return Advice("scenario", chosen.id, f"{_told(weak, known[weak])} It is in this one too. {FIRST}")
    return Advice("scenario", chosen.id, FIRST)


def _told(skill: Skill, known: Knowledge) -> str:
    """What there was of a skill, in counts."""
    count, of = known.share.count, known.share.of
    if skill.sort == "repair":
        return f"{count} of your {of} replies to {KINDS.get(skill.code, skill.code)} fitted."
    name = CODEBOOK.name(skill.code).lower()
    if skill.sort == "marker":
        return f"You noticed {count} of {of} turns with '{name}'."
    return f"You let {count} of {of} turns be that only look like '{name}'."
