"""A cohort for programs. `schema_version` changes with the meaning of a key; the guide page `cohort` names them all."""

import json
from typing import Any

from alliance_sim.cohort import LIMITS, Cohort
from alliance_sim.cohort.comparison import Comparison
from alliance_sim.cohort.dose import Amount
from alliance_sim.cohort.evaluation import Distribution
from alliance_sim.cohort.groups import GroupMeans
from alliance_sim.cohort.outcomes import Outcome
from alliance_sim.cohort.paired import Paired, Spread
from alliance_sim.cohort.shift import Shift
from alliance_sim.signal_detection import Estimate

SCHEMA_VERSION = 1

Object = dict[str, Any]


def rendered(cohort: Cohort) -> str:
    return json.dumps(content(cohort), indent=2, ensure_ascii=False)


def content(cohort: Cohort) -> Object:
    return {
        "schema_version": SCHEMA_VERSION,
        "course": {"id": cohort.course.id, "title": cohort.course.title, "sha256": cohort.course.sha256},
        "people": {
            "enrolled": cohort.enrolled,
            "finished": cohort.finished,
            "groups": cohort.groups,
            "orders": dict(cohort.orders),
            "files_left_out": cohort.left_out,
        },
        "change": [_comparison(each) for each in cohort.change],
        "follow_up": [_comparison(each) for each in cohort.follow_up],
        "then_test": [_shift(each) for each in cohort.shifts],
        "dose": [_amount(each) for each in cohort.dose],
        "group_means": [_group(each) for each in cohort.group_means],
        "evaluation": {
            "n": cohort.evaluation.n,
            "ratings": [_distribution(each) for each in cohort.evaluation.distributions],
            "comments": [
                {"id": each.id, "ask": each.ask, "answers": list(each.answers)} for each in cohort.evaluation.comments
            ],
        },
        "limits": LIMITS,
    }


def _outcome(outcome: Outcome) -> Object:
    return {"outcome": outcome.id, "title": outcome.title, "unit": outcome.unit, "role": outcome.role}


def _comparison(found: Comparison) -> Object:
    told = {
        **_outcome(found.outcome),
        "earlier": found.earlier,
        "later": found.later,
        "n": found.n,
        "missing": dict(found.missing),
        "descriptive": found.descriptive,
        "figures": None,
    }
    return told | {"figures": _figures(found.found, found.p_holm)} if found.found else told


def _figures(found: Paired, p_holm: float | None) -> Object:
    ranks = found.signed_rank
    return {
        "mean_difference": _estimate(found.difference),
        "sd_of_differences": found.sd_of_differences,
        "before": _spread(found.before),
        "after": _spread(found.after),
        "t": found.t,
        "df": found.df,
        "p": found.p,
        "p_holm": p_holm,
        "g_av": found.g_av,
        "d_z": found.d_z,
        "d_z_interval": list(found.d_z_interval) if found.d_z_interval else None,
        "r": found.r,
        "hodges_lehmann": found.hodges_lehmann,
        "wilcoxon_v": ranks.v if ranks else None,
        "wilcoxon_n": ranks.n if ranks else 0,
        "wilcoxon_p": ranks.p if ranks else None,
        "rank_biserial": ranks.rank_biserial if ranks else None,
    }


def _shift(shift: Shift) -> Object:
    told = {**_outcome(shift.outcome), "n": shift.n, "figures": None}
    ways = shift.found
    if ways is None:
        return told
    return told | {
        "figures": {
            "before": _spread(ways.pre),
            "then": _spread(ways.then),
            "after": _spread(ways.post),
            "change": _estimate(ways.change),
            "change_from_then": _estimate(ways.change_from_then),
            "response_shift": _estimate(ways.response_shift),
        }
    }


def _amount(found: Amount) -> Object:
    quarters = {"lower_quartile": found.low, "median": found.median, "upper_quartile": found.high}
    return {"what": found.what, **_spread(found.spread), **quarters}


def _group(found: GroupMeans) -> Object:
    means = found.means
    return {
        "group": found.group,
        "outcome": found.outcome.id,
        "n": found.n,
        "before": means.before if means else None,
        "after": means.after if means else None,
        "mean_difference": means.difference if means else None,
    }


def _distribution(found: Distribution) -> Object:
    return {
        "id": found.id,
        "ask": found.ask,
        "kind": found.kind,
        "n": found.n,
        "mean": found.mean,
        "counts": {str(value): count for value, count in found.counts.items()},
    }


def _estimate(found: Estimate) -> Object:
    return {"value": found.value, "low": found.low, "high": found.high}


def _spread(found: Spread) -> Object:
    return {"mean": found.mean, "sd": found.sd}
