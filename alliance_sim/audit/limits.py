"""How hard a folder of scenarios is to be, and whether it is: what the project promises of those that it ships.

All five limits are those of the library (issue 4). A folder of one's own is measured by the same, as help for its
author; a lesson folder may have reasons to be easier.
"""

from collections.abc import Iterator
from fractions import Fraction
from statistics import fmean

from attrs import frozen

from alliance_sim.audit import BEST, FolderAudit
from alliance_sim.audit.lucky import GAIN
from alliance_sim.checks.folder.looks import ENOUGH
from alliance_sim.policies import POLICIES
from alliance_sim.shares import percent
from alliance_sim.surface import Accuracy

REACHED = Fraction(1, 5)
"""The part of the scenarios in which a trainee who goes by looks may end mostly in the best ending."""
FEWEST, MOST = Fraction(1, 20), Fraction(1, 4)
"""The share of random trainees who get to the best ending: with fewer it is out of reach, with more luck is enough."""
CUE = Fraction(15, 100)
"""How far above chance the form of the words may be right. Stricter than the rules on folders, which allow for chance
in folders of any size."""


@frozen
class Verdict:
    """Whether a limit holds (None: too few turns to tell), what was found, and what it is missed by."""

    name: str
    holds: bool | None
    limit: str
    found: str
    missed: tuple[str, ...] = ()


def verdicts(folder: FolderAudit) -> tuple[Verdict, ...]:
    """The limits in the order in which they are told. A folder without scenarios has none."""
    return tuple(_verdicts(folder)) if folder.scenarios else ()


def mean_fits(folder: FolderAudit) -> dict[str, float]:
    """The mean fit of each trainee over the scenarios, all of which count alike; exact for random ones."""
    names = folder.scenarios[0].trainees if folder.scenarios else ()
    return {
        name: fmean(each.fit if name == "random" else each.trainees[name].fit for each in folder.scenarios)
        for name in names
    }


def reached(folder: FolderAudit, name: str) -> tuple[str, ...]:
    """The scenarios in which this trainee ends mostly in a best ending."""
    return tuple(each.id for each in folder.scenarios if each.reached_by(name))


def _verdicts(folder: FolderAudit) -> Iterator[Verdict]:
    yield _reaching(folder)
    yield _gaining(folder)
    yield _random(folder)
    cues = folder.surface_cues
    yield _cue("key-by-form", "the best reply", cues.key)
    yield _cue("rupture-by-form", "a rupture", cues.rupture)


def _reaching(folder: FolderAudit) -> Verdict:
    counts = {name: len(reached(folder, name)) for name in POLICIES}
    of = len(folder.scenarios)
    missed = tuple(name for name, count in counts.items() if count > REACHED * of)
    most = max(counts, key=lambda name: counts[name])
    return Verdict(
        "looks-reach-repaired",
        not missed,
        f"nobody who goes by looks ends mostly in {BEST} in more than {percent(REACHED)} of the scenarios",
        f"{most} in {counts[most]} of {of}" if counts[most] else f"none in any of {of}",
        missed,
    )


def _gaining(folder: FolderAudit) -> Verdict:
    fits = mean_fits(folder)
    gains = {name: fits[name] - fits["random"] for name in POLICIES}
    missed = tuple(name for name, gain in gains.items() if gain > GAIN)
    most = max(gains, key=lambda name: gains[name])
    return Verdict(
        "looks-gain-fit",
        not missed,
        f"nobody who goes by looks beats random by more than {GAIN} points of mean fit",
        f"{most}, {fits[most]:.1f} against {fits['random']:.1f}: {points(gains[most])}",
        missed,
    )


def _random(folder: FolderAudit) -> Verdict:
    shares = {each.id: each.repaired for each in folder.scenarios}
    missed = tuple(name for name, share in shares.items() if not FEWEST <= share <= MOST)
    return Verdict(
        "random-reach-repaired",
        not missed,
        f"random trainees end in {BEST} in {percent(FEWEST)} to {percent(MOST)} of runs, in each scenario",
        f"{float(min(shares.values())):.1%} to {float(max(shares.values())):.1%}",
        missed,
    )


def _cue(name: str, asked: str, found: Accuracy) -> Verdict:
    enough = found.n >= ENOUGH
    return Verdict(
        name,
        found.above_chance <= CUE if enough else None,
        f"the form of the words tells {asked} in at most {100 * CUE} points more of the turns than chance",
        f"{percent(found.share)} of {found.n} turns, by chance {percent(found.chance)}: "
        + (points(100 * float(found.above_chance)) if enough else "too few turns"),
    )


def points(value: float) -> str:
    return f"{value:+.1f} points"
