"""Which probes a sitting deals: first those that are due again, missed ones before others, then new ones.

A function of what was answered and of a given day. Spaced practice holds better than massed practice; gaps that grow
hold no better than even ones (Latimier, Peyre & Ramus 2021), but they ask for fewer sittings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, get_args

from attrs import frozen

from alliance_sim.bank import Bank, Probe
from alliance_sim.engine import shuffled
from alliance_sim.scenario import Level
from alliance_sim.session import Session, noticing

FEWEST, USUAL, MOST = 5, 6, 8
"""Probes of a sitting."""
SHARE = 0.4
"""Of the probes of a sitting, so many hold a rupture at least, and so many hold none."""
LEVELS = get_args(Level)
GAPS = (1, 3, 7, 14, 28)
"""Days until a probe is due again: after an answer that the key does not share, and after one, two ... in a row that it
does."""


class Exposure(NamedTuple):
    """A probe that was answered on a day, and whether answer and key say the same about there being a rupture."""

    probe: str
    day: date
    agrees: bool


@frozen
class Standing:
    """How a probe stands: whether it was missed the last time, and from when on it is due."""

    missed: bool
    due: date


def exposures(sessions: Iterable[Session], banks: Mapping[str, Bank]) -> Iterator[Exposure]:
    """The probes answered in sittings, in their order; those that the bank no longer has are passed over."""
    probes = {probe.id: probe for bank in banks.values() for probe in bank.probes}
    for session in sessions:
        given = session.given
        for answer in session.answers:
            name, _, step = answer.step.partition("/")
            if step == "probe" and answer.value and name in probes:
                noticed = noticing(given, name).kind != "none"
                day = date.fromisoformat((answer.at or session.started)[:10])
                yield Exposure(name, day, noticed == (probes[name].rupture is not None))


def standings(exposed: Iterable[Exposure]) -> dict[str, Standing]:
    """How each probe stands that was answered, by id. The exposures come in their order."""
    found: dict[str, Standing] = {}
    runs: dict[str, int] = {}
    for each in exposed:
        runs[each.probe] = runs.get(each.probe, 0) + 1 if each.agrees else 0
        gap = GAPS[min(runs[each.probe], len(GAPS) - 1)]
        found[each.probe] = Standing(not each.agrees, each.day + timedelta(days=gap))
    return found


def dealt(
    banks: Mapping[str, Bank], stood: Mapping[str, Standing], today: date, *, size: int, seed: int
) -> tuple[Probe, ...]:
    """The probes of a sitting, in a random order. The probes of the forms are kept for courses.

    About half of them hold a rupture, but not always the same number; no two stand in one file of the bank, as these
    are often the same scene with another truth. Where so many cannot be had, the sitting is filled all the same.
    """
    waiting = _in_order(banks, stood, today, seed)
    fewest = round(SHARE * size)
    ruptures = fewest + seed % (size - 2 * fewest + 1)
    room = {True: ruptures, False: size - ruptures}
    taken: list[Probe] = []
    files: set[str] = set()
    for name, probe in waiting:
        strained = probe.rupture is not None
        if name not in files and room[strained]:
            room[strained] -= 1
            files.add(name)
            taken.append(probe)
    rest = [probe for _, probe in waiting if probe not in taken]
    return shuffled((*taken, *rest[: size - len(taken)]), "sitting", seed)


def _in_order(
    banks: Mapping[str, Bank], stood: Mapping[str, Standing], today: date, seed: int
) -> Sequence[tuple[str, Probe]]:
    """The probes of each file in the order in which they should come: due, new by level, not yet due."""
    file_of = {probe.id: name for name, bank in banks.items() for probe in bank.probes}
    probes = [probe for bank in banks.values() for probe in bank.probes if not probe.form]

    def place(probe: Probe) -> tuple[int, int, int]:
        standing = stood.get(probe.id)
        if standing is None:
            return (2, LEVELS.index(probe.level), 0)
        if standing.due > today:
            return (3, 0, standing.due.toordinal())
        return (0 if standing.missed else 1, 0, standing.due.toordinal())

    return [(file_of[probe.id], probe) for probe in sorted(shuffled(probes, "waiting", seed), key=place)]
