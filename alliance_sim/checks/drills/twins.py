"""Family D: whether form A of the bank stands for form B. Each probe of one has a twin in the other."""

from collections.abc import Iterator

from alliance_sim.bank import Bank, Probe
from alliance_sim.checks import Finding
from alliance_sim.checks.drills import bank_rule, probes
from alliance_sim.diagnostics import nearest, shown
from alliance_sim.source import Path


@bank_rule("ASD02", "form-and-twin")
def form_and_twin(bank: Bank) -> Iterator[Finding]:
    """A probe with `form` and no `twin`, or with `twin` and no `form`.

    Probes with a form are kept for courses: everybody gets form A at one time and form B at another. The scores can be
    compared only if each probe has one as hard in the other form: its twin.

    Bad example (bank):

        probes:
          diary:
            level: foundation
            # here
            form: A
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
    """
    for path, probe in probes(bank):
        if (probe.form is None) != (probe.twin is None):
            has, lacks = ("form", "twin") if probe.form else ("twin", "form")
            yield Finding(
                (*path, has), f"expected `{lacks}` beside `{has}`, found none", f"add `{lacks}:`, or delete `{has}:`"
            )


@bank_rule("ASD03", "unknown-twin")
def unknown_twin(bank: Bank) -> Iterator[Finding]:
    """A twin that the file does not have.

    Twins stand in the same file, as both are about the same marker.

    Bad example (bank):

        probes:
          diary:
            level: foundation
            form: A
            # here
            twin: drawer
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
    """
    for path, probe in probes(bank):
        if probe.twin and probe.twin not in bank.probe:
            yield Finding(
                (*path, "twin"),
                f"expected the id of a probe of this file, found {shown(probe.twin)}",
                nearest(probe.twin, bank.probe) or "name the probe of the other form that is as hard",
            )


@bank_rule("ASD04", "one-sided-twin")
def one_sided_twin(bank: Bank) -> Iterator[Finding]:
    """A probe names a twin, and that one names another, or itself.

    Bad example (bank):

        probes:
          diary:
            level: foundation
            form: A
            # here
            twin: tea
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
          drawer:
            level: foundation
            form: A
            twin: tea
            context: You ask a nurse of 50 about her list of worries.
            patient: It is in a drawer. I was cross with you when I put it there.
            no_rupture: {why: She says what she thinks.}
          tea:
            level: foundation
            form: B
            twin: drawer
            context: You ask a cook of 41 about the tape that you gave him.
            patient: I turned it off. Your voice on it sent me to sleep, and I was at work.
            no_rupture: {why: He says what he thinks.}
    """
    for path, probe, twin in twins(bank):
        if twin.twin != probe.id:
            yield Finding(
                (*path, "twin"),
                f"expected '{twin.id}' to name '{probe.id}' as its twin, found "
                + (shown(twin.twin) if twin.twin else "none"),
                "twins name each other",
            )


@bank_rule("ASD05", "unequal-twins")
def unequal_twins(bank: Bank) -> Iterator[Finding]:
    """Twins of the same form, or twins that are not as hard as each other.

    One stands in form A, the other in form B. Both hold a rupture, of one type and one salience, or none; both have the
    same level, and look like the same marker.

    Bad example (bank):

        probes:
          diary:
            level: foundation
            form: A
            # here
            twin: drawer
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
          drawer:
            level: advanced
            form: B
            twin: diary
            context: You ask a nurse of 50 about her list of worries.
            patient: It is in a drawer. I was cross with you when I put it there.
            no_rupture: {why: She says what she thinks.}
    """
    for path, probe, twin in twins(bank):
        if twin.twin != probe.id or twin.id < probe.id:
            continue
        if probe.form and probe.form == twin.form:
            yield Finding(
                (*path, "twin"),
                f"expected a twin of the other form, found '{twin.id}' in form {twin.form} too",
                "one is A, the other is B",
            )
        ours, theirs = hardness(probe), hardness(twin)
        for what in ours:
            if ours[what] != theirs[what]:
                yield Finding(
                    (*path, "twin"),
                    f"expected twins with the same {what}, found {ours[what]} here and {theirs[what]} in '{twin.id}'",
                    "choose another twin, or make them alike",
                )


def twins(bank: Bank) -> Iterator[tuple[Path, Probe, Probe]]:
    """Each probe that names a twin of the file, with that twin."""
    for path, probe in probes(bank):
        if probe.twin and probe.twin in bank.probe:
            yield path, probe, bank.probe[probe.twin]


def hardness(probe: Probe) -> dict[str, str]:
    """What has to be the same in twins, in words."""
    rupture, calm = probe.rupture, probe.no_rupture
    return {
        "level": probe.level,
        "truth": f"a {rupture.type}" if rupture else "no rupture",
        "salience": str(rupture.salience) if rupture else "none",
        "`looks_like`": (calm.looks_like if calm else None) or "none",
    }
