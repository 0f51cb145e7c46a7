"""An audit for programs. The keys are stable; `schema_version` counts changes of their meaning.

Of a file: `moments`, `complete`, `runs` (null where a moment can come again), `lengths`, `exact` and `residual` of the
shares, `stuck`, `endless` (the share that goes round for ever, in the states of `circle`); `endings` by state with
`kind`, `share` (random trainees, 0 to 1), `defensible` and `witness`; `fit` (mean of random trainees, 0 to 100);
`trainees` (random, defensible, best) and `policies`, each with `ending`, `share`, `fit`, `probes`, `no_rupture`,
`choices`, `words`; `lucky`, the policies that get too far, with the reasons; `variables` with the `low` and `high`
attainable; `probes`, their `balance` and `salience`; `words`, and `minutes` of reading in a run of a random trainee;
`surface_cue`.
Of a folder: `scenarios`, a list of those, `coverage`, and the `surface_cue` of all turns together.
"""

import json
from fractions import Fraction
from typing import Any

from alliance_sim.audit import WORDS_A_MINUTE, Audit, FolderAudit, SurfaceCues
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
        "fit": rounded(audit.fit),
        "trainees": {name: of_trainee(each) for name, each in audit.trainees.items() if name not in POLICIES},
        "policies": {name: of_trainee(each) for name, each in audit.trainees.items() if name in POLICIES},
        "lucky": {name: list(reasons) for name, reasons in lucky(audit).items()},
        "variables": {name: {"low": low, "high": high} for name, (low, high) in audit.variables.items()},
        "probes": audit.probes.total,
        "balance": audit.probes.truths,
        "salience": {str(salience): turns for salience, turns in audit.probes.saliences.items()},
        "words": audit.words,
        "minutes": rounded(audit.trainees["random"].words / WORDS_A_MINUTE),
        "surface_cue": of_cues(audit.surface_cues),
    }


def of_trainee(trainee: Trainee) -> dict[str, Any]:
    return {
        "ending": trainee.ending,
        "share": number(trainee.share),
        "fit": rounded(trainee.fit),
        "probes": rounded(trainee.probes),
        "no_rupture": None if trainee.no_rupture is None else rounded(trainee.no_rupture, 3),
        "choices": rounded(trainee.choices),
        "words": rounded(trainee.words),
    }


def of_cues(cues: SurfaceCues) -> dict[str, Any]:
    return {"key": of_accuracy(cues.key), "rupture": of_accuracy(cues.rupture)}


def of_accuracy(found: Accuracy) -> dict[str, Any]:
    """`chance` is a uniform guess for the key, the majority class for ruptures."""
    return {
        "accuracy": number(found.share),
        "chance": number(found.chance),
        "turns": found.n,
        "strongest": found.strongest.name if found.strongest else None,
    }


def of_folder(audit: FolderAudit) -> dict[str, Any]:
    found = audit.coverage
    return {
        "scenarios": [of_file(each) for each in audit.scenarios],
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
