"""Which probes a sitting deals: those whose codes are due, missed codes before others, and then new ones.

A code comes back with another patient as long as there is one; only then with a turn that was met before.
"""

from collections.abc import Mapping
from datetime import date

from alliance_sim.bank import Bank, Probe
from alliance_sim.engine import shuffled
from alliance_sim.knowing import LEVELS, Knowledge, Skill, skills_of

USUAL = 6
"""Probes of a sitting."""
SHARE = 0.4
"""Of the probes of a sitting, so many hold a rupture at least, and so many hold none."""
MISSED, DUE, NEW, LATER, TODAY = range(5)
"""The order in which probes are dealt: codes missed and due, due, turns not met yet, not due yet, met today."""


def dealt(
    banks: Mapping[str, Bank],
    known: Mapping[Skill, Knowledge],
    met: Mapping[str, date],
    today: date,
    *,
    size: int,
    seed: int,
) -> tuple[Probe, ...]:
    """The probes of a sitting, in a random order. `met` are the days on which probes were answered last.

    About half of them hold a rupture, but not always the same number; no two stand in one file of the bank, as these
    are often the same scene with another truth. Where so many cannot be had, the sitting is filled all the same. The
    probes of the forms are kept for courses.
    """
    file_of = {probe.id: name for name, bank in banks.items() for probe in bank.probes}
    probes = [probe for bank in banks.values() for probe in bank.probes if not probe.form]

    def place(probe: Probe) -> tuple[int, int, int]:
        last = met.get(probe.id)
        return (_rank(probe, known, last, today), last.toordinal() if last else 0, LEVELS.index(probe.level))

    waiting = sorted(shuffled(probes, "waiting", seed), key=place)
    fewest = round(SHARE * size)
    ruptures = fewest + seed % (size - 2 * fewest + 1)
    room = {True: ruptures, False: size - ruptures}
    taken: list[Probe] = []
    files: set[str] = set()
    for probe in waiting:
        strained = probe.rupture is not None
        if room[strained] and file_of[probe.id] not in files:
            room[strained] -= 1
            files.add(file_of[probe.id])
            taken.append(probe)
    rest = [probe for probe in waiting if probe not in taken]
    return shuffled((*taken, *rest[: size - len(taken)]), "sitting", seed)


def _rank(probe: Probe, known: Mapping[Skill, Knowledge], last: date | None, today: date) -> int:
    if last == today:
        return TODAY
    due = [known[skill] for skill in skills_of(probe.truth) if skill in known and known[skill].due <= today]
    if due:
        return MISSED if any(each.missed for each in due) else DUE
    return LATER if last else NEW
