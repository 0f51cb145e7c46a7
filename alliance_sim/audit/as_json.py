"""An audit for programs. The keys are stable; `schema_version` counts changes of their meaning.

Of a file: `sha256` of its bytes, `states`, `moments`, `complete`, `runs` (null where a moment can come again),
`lengths`, `exact` and `residual` of the shares, `stuck`, `endless` (the share that goes round for ever, in the states
of `circle`); `endings` by state with `kind`, `share` (random trainees, 0 to 1), `defensible` and `witness`; `repaired`,
the shares of `random` and `defensible` trainees who get to an ending of that kind; `fit` (the mean of random trainees;
0 where all replies are harmful, 100 where all are strong); `trainees` (random, defensible, best) and `policies`, each
with `ending`, where most of its runs end, the `kind` and the `share` of it, `repaired` (the share of its runs that end
so), `fit`, `probes`, `no_rupture` (the share of the probes without one), `choices`, `words`; `lucky`, the policies that
get too far, with the reasons; `variables` with the `low` and `high` attainable; `probes`, their `balance` and
`salience`; `words`, and `minutes` of reading in a run of a random trainee; `surface_cue` for the `key` and for
`rupture` or none, each with `accuracy`, `chance`, `above` (points above chance), `turns` and the `strongest` sign.
Of a folder: `scenarios`, a list of those; `trainees` and `policies` with the mean `fit` over the scenarios and `reach`,
the scenarios in which most runs end in repaired; `limits`, each with `name`, `holds` (null: too few turns to tell),
`limit` and `found` in words, and what it is `missed` by; `coverage`, and the `surface_cue` of all turns together.
"""

import json
from fractions import Fraction
from typing import Any

from attrs import asdict

from alliance_sim.audit import BEST, WORDS_A_MINUTE, Audit, FolderAudit, SurfaceCues
from alliance_sim.audit.limits import mean_fits, reached, verdicts
from alliance_sim.audit.lucky import lucky
from alliance_sim.audit.trainees import Trainee
from alliance_sim.policies import POLICIES
from alliance_sim.surface import Accuracy

SCHEMA_VERSION = 1


def rendered(audit: Audit | FolderAudit) -> str:
    found = of_folder(audit) if isinstance(audit, FolderAudit) else of_file(audit)
    return json.dumps({"schema_version": SCHEMA_VERSION, **found}, indent=2, ensure_ascii=False)


def of_file(audit: Audit) -> dict[str, Any]:
    chances = audit.chances
    return {
        "id": audit.id,
        "title": audit.title,
        "level": audit.level,
        "sha256": audit.sha256,
        "states": audit.states,
        "moments": audit.moments,
        "complete": audit.complete,
        "runs": chances.runs,
        "lengths": chances.lengths and {str(length): runs for length, runs in sorted(chances.lengths.items())},
        "exact": chances.exact,
        "residual": chances.residual,
        "stuck": number(chances.stuck),
        "endless": number(chances.endless),
        "circle": sorted(chances.circle),
        "endings": {
            state: {
                "kind": ending.kind,
                "share": number(ending.share),
                "defensible": number(ending.defensible),
                "witness": list(ending.witness),
            }
            for state, ending in audit.endings.items()
        },
        "repaired": {"random": number(audit.repaired), "defensible": number(audit.repaired_by_defensible)},
        "fit": rounded(audit.fit),
        **parted({name: of_trainee(audit, each) for name, each in audit.trainees.items()}),
        "lucky": {name: list(reasons) for name, reasons in lucky(audit).items()},
        "variables": {name: {"low": low, "high": high} for name, (low, high) in audit.variables.items()},
        "probes": audit.probes.total,
        "balance": audit.probes.truths,
        "salience": {str(salience): turns for salience, turns in audit.probes.saliences.items()},
        "words": audit.words,
        "minutes": rounded(audit.trainees["random"].words / WORDS_A_MINUTE),
        "surface_cue": of_cues(audit.surface_cues),
    }


def parted(trainees: dict[str, Any]) -> dict[str, Any]:
    """Those who know something, and those who go by looks."""
    return {
        "trainees": {name: each for name, each in trainees.items() if name not in POLICIES},
        "policies": {name: each for name, each in trainees.items() if name in POLICIES},
    }


def of_trainee(audit: Audit, trainee: Trainee) -> dict[str, Any]:
    best = (share for state, share in trainee.endings.items() if audit.kind(state) == BEST)
    return {
        "ending": trainee.ending,
        "kind": audit.kind(trainee.ending),
        "share": number(trainee.share),
        "repaired": number(sum(best, Fraction(0))),
        "fit": rounded(trainee.fit),
        "probes": rounded(trainee.probes),
        "no_rupture": None if trainee.no_rupture is None else rounded(trainee.no_rupture, 3),
        "choices": rounded(trainee.choices),
        "words": rounded(trainee.words),
    }


def of_cues(cues: SurfaceCues) -> dict[str, Any]:
    return {"key": of_accuracy(cues.key), "rupture": of_accuracy(cues.rupture)}


def of_accuracy(found: Accuracy) -> dict[str, Any]:
    """`chance` is the best guess without looking: for the key any reply, as they are shuffled; the majority class."""
    return {
        "accuracy": number(found.share),
        "chance": number(found.chance),
        "above": rounded(100 * float(found.above_chance)),
        "turns": found.n,
        "strongest": found.strongest.name if found.strongest else None,
    }


def of_folder(audit: FolderAudit) -> dict[str, Any]:
    found = audit.coverage
    return {
        "scenarios": [of_file(each) for each in audit.scenarios],
        **parted(
            {name: {"fit": rounded(fit), "reach": list(reached(audit, name))} for name, fit in mean_fits(audit).items()}
        ),
        "limits": [asdict(verdict) for verdict in verdicts(audit)],
        "coverage": {
            "markers": {each.code: {"shown": each.shown, "decoys": each.decoys} for each in found.markers},
            "strategies": {
                each.code: {"offered": each.offered, "key": each.key, "poor": each.poor} for each in found.strategies
            },
            "errors": {each.code: {"offered": each.offered} for each in found.errors},
            "missing": found.missing,
        },
        "surface_cue": of_cues(audit.surface_cues),
    }


def number(share: Fraction) -> float:
    return round(float(share), 6)


def rounded(value: float, digits: int = 1) -> float:
    return round(float(value), digits)
