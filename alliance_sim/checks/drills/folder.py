"""Family 9 for a folder of banks: each probe once, and no answer in the form of the words."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from alliance_sim.bank import Bank
from alliance_sim.checks import Finding
from alliance_sim.checks.drills import banks_rule
from alliance_sim.diagnostics import Severity
from alliance_sim.surface import Accuracy, Utterance, rupture_accuracy

ENOUGH = 40
"""Probes from which the form is looked at."""
TOO_GOOD = Fraction(15, 100)
"""Accuracy above the more frequent answer from which form is a cue; a bank is larger than the scenarios of a folder."""


@banks_rule("AS941", "repeated-probe", Severity.ERROR)
def repeated_probe(banks: Mapping[str, Bank]) -> Iterator[tuple[str, Finding]]:
    """A probe whose id another file of the folder has, too.

    Records name a probe by its id alone, whatever file it stands in.

    Bad example (bank, files 2):

        probes:
          # here
          diary:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
    """
    for name, bank in sorted(banks.items()):
        for probe in bank.probes:
            others = [other for other in sorted(banks) if other != name and probe.id in banks[other].probe]
            if others:
                yield (
                    name,
                    Finding(
                        ("probes", probe.id),
                        f"expected the id of a probe in one file only, found '{probe.id}' in {others[0]}.yaml too",
                        "rename one of them",
                        at_key=True,
                    ),
                )


@banks_rule("AS942", "drill-surface", Severity.WARNING)
def drill_surface(banks: Mapping[str, Bank]) -> Iterator[tuple[str, Finding]]:
    """The form of what the patients of the bank say gives away whether there is a rupture.

    The same simple model as in `rupture-surface` judges every probe from what it has seen in all others. It may be
    right in no more than 15 points above saying every time what is the more frequent. From 40 probes on.

    Bad example (bank, repeated 20):

        # here
        probes:
          open-#:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: I might as well say it. The diary was not for me, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
          short-#:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: Fine.
            rupture:
              type: withdrawal
              markers: {minimal-response: Fine}
              strain: task
              salience: 3
              trigger: You asked about the diary.
              why: She closes the topic.
    """
    probes = [probe for bank in banks.values() for probe in bank.probes]
    if len(probes) < ENOUGH:
        return
    found = rupture_accuracy([Utterance((probe.patient,), probe.rupture is not None) for probe in probes])
    if found.above_chance > TOO_GOOD:
        for name in sorted(banks):
            yield (
                name,
                Finding(
                    ("probes",),
                    f"expected the form of what is said to tell a rupture in about {_percent(found.chance)} of "
                    f"{found.n} probes, found {_percent(found.share)}",
                    _where_to_look(found),
                    at_key=True,
                ),
            )


def _where_to_look(found: Accuracy) -> str:
    if found.strongest is None:
        return "vary the form"
    share = _percent(found.strongest.right / found.n)
    return f"vary the form; the plainest sign: {found.strongest.name}, right in {share}"


def _percent(share: Fraction) -> str:
    return f"{100 * float(share):.0f} %"
