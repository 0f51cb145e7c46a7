"""Family D: whether the turns of the bank can be asked, and by themselves."""

from collections.abc import Iterator

from alliance_sim.bank import Bank
from alliance_sim.checks import Finding
from alliance_sim.checks.drills import bank_rule, probes
from alliance_sim.checks.lines import NARRATED, PROBED, SPOKEN
from alliance_sim.diagnostics import Severity, listed, shown
from alliance_sim.wrapping import wrapped

SPEAKER = "Patient: "
"""What stands before an utterance: the patients of the bank have no names."""


@bank_rule("ASD01", "one-truth")
def one_truth(bank: Bank) -> Iterator[Finding]:
    """A probe without a truth, or with two: it has either `rupture` or `no_rupture`.

    Bad example (bank):

        probes:
          # here
          diary:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? Oh, it was fine.
    """
    for path, probe in probes(bank):
        truths = [name for name in ("rupture", "no_rupture") if getattr(probe, name)]
        if len(truths) != 1:
            yield Finding(
                path,
                f"expected either `rupture` or `no_rupture`, found {listed(truths, 'and') if truths else 'none'}",
                "say what an answer is scored against",
                at_key=True,
            )


@bank_rule("ASD06", "run-in-drill")
def run_in_drill(bank: Bank) -> Iterator[Finding]:
    """A guard, a choice of texts or `trigger_at` in a probe.

    They ask what was said before, and before a probe nothing was. Write one text under `why` and one under `trigger`.

    Bad example (bank):

        probes:
          diary:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture:
              # here
              why: [{when: bond >= 5, say: She trusts you.}, {say: She says what she thinks.}]
    """
    for path, probe in probes(bank):
        if probe.rupture and probe.rupture.trigger_at:
            yield Finding(
                (*path, "rupture", "trigger_at"),
                f"expected no `trigger_at`, found {shown(probe.rupture.trigger_at)}",
                "a probe stands alone: say under `trigger` what the therapist did",
            )
        texts = {"no_rupture": {"why": probe.no_rupture.why}} if probe.no_rupture else {}
        if probe.rupture:
            texts["rupture"] = {"why": probe.rupture.why, "trigger": probe.rupture.trigger or ()}
        for truth, found in texts.items():
            for key, variants in found.items():
                if len(variants) > 1 or any(variant.when for variant in variants):
                    yield Finding(
                        (*path, truth, key),
                        "expected one text, found texts to choose from",
                        "a probe stands alone: there is no run to choose by",
                        at_key=True,
                    )


@bank_rule("ASD07", "uneven-bank", Severity.WARNING)
def uneven_bank(bank: Bank) -> Iterator[Finding]:
    """Not half of the probes of a file are without a rupture.

    Whoever always gives the same answer would be right too often. Of an odd number one may be left over.

    Bad example (bank):

        # here
        probes:
          diary:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: The diary? I hated it, and I would like to try something else.
            no_rupture: {why: She says what she thinks.}
          drawer:
            level: foundation
            context: You ask a nurse of 50 about her list of worries.
            patient: It is in a drawer. I was cross with you when I put it there.
            no_rupture: {why: She says what she thinks.}
    """
    calm = sum(probe.rupture is None for probe in bank.probes)
    if abs(len(bank.probes) - 2 * calm) > 1:
        yield Finding(
            ("probes",),
            f"expected half of {len(bank.probes)} probes without a rupture, found {calm}",
            "add turns that look like one and are none" if 2 * calm < len(bank.probes) else "add turns with a rupture",
            at_key=True,
        )


@bank_rule("ASD08", "probe-does-not-fit", Severity.WARNING)
def probe_does_not_fit(bank: Bank) -> Iterator[Finding]:
    """The context and the utterance of a probe take more than 15 lines of 80 columns.

    The answers stand below them on the same screen of 80 x 24, and whoever answers should see what was said.

    Bad example (bank):

        probes:
          # here
          diary:
            level: foundation
            context: You ask a chemist of 34 about her sleep diary.
            patient: >
              The diary? Oh, it was fine, thank you, it lay on the kitchen table all week, next to the bread. On
              Monday I sat down to it and thought of the week before, and then my sister rang. On Tuesday there was
              the business with the boiler: somebody came to look at it on Wednesday and somebody else on Thursday,
              and in between we had cold water and a note for the neighbours. So I never came to the columns, and then
              I thought that it is perhaps not so bad, since most of it would have been about the boiler. You will
              have seen all that before, with people who do get round to things. I had a list of what to tell you, in
              the order of the days, and it is in my other coat. I thought of that on the bus, somewhere behind the
              bridge, where it always stops for so long. You probably have something better for us to do today. I hated
              it, to be honest, and I would like to try something else. My sister says that one can do it with a
              telephone, and that hers tells her in the morning how she has slept. I would not want to be told that by
              a telephone. I would rather tell you.
            no_rupture: {why: She says what she thinks.}
    """
    for path, probe in probes(bank):
        lines = len(wrapped(probe.context, NARRATED)) + 1 + len(wrapped(SPEAKER + probe.patient, SPOKEN))
        if lines > PROBED:
            yield Finding(
                path,
                f"expected {PROBED} lines or fewer for the context and the utterance, found {lines}",
                "shorten the context, or what the patient says",
                at_key=True,
            )
