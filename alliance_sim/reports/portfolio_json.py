"""Trends and portfolio to JSON, for a program of one's own. These keys are stable; `schema_version` counts changes.

A portfolio
schema_version, program    1; "alliance-sim" and its version
since, until, made         days; null where the time has no bound
sessions                   [{session, day, title, kind, level, exposure, ended, minutes}]; level null without one
trends                     as below
reflections                of the sessions that were chosen: [{session, day, title, reactions, note,
                           reflections [{prompt, answer}]}]
is, is_not, statement      sentences

Trends
first_exposures            one window: all first exposures in the time
windows                    the same in windows, the earliest first: {from, to, full, sessions, levels {level: count},
                           recognition (as in a debrief), replies {fit: count}, fitting, acknowledged_at_once
                           (shares, as in a debrief), ratings {scale: {before, then, after}}, each {mean, sessions}}
single_turns, single_turn_windows
                           the same of the drill, of each turn the first time that it was met
skills                     [{sort (marker, look-alike), code, went_well (noticed, or left alone: a share)}]
"""

import json
from typing import Any

from alliance_sim.debrief import STATEMENT
from alliance_sim.portfolio import Chosen, Entry, Portfolio
from alliance_sim.reports.as_json import recognised, share_of
from alliance_sim.reports.portfolio import IS, IS_NOT
from alliance_sim.trends import RatedMean, Trends, Window

SCHEMA_VERSION = 1
SCALES = ("recognition", "management", "control")


def rendered(found: Portfolio | Trends) -> str:
    """The JSON text, indented, with a line break at its end."""
    content = portfolio_content(found) if isinstance(found, Portfolio) else trends_content(found)
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def portfolio_content(found: Portfolio) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "program": f"alliance-sim {found.program}",
        "since": found.since or None,
        "until": found.until or None,
        "made": found.made,
        "sessions": [_entry(each) for each in found.entries],
        "trends": trends_content(found.trends),
        "reflections": [_chosen(each) for each in found.chosen],
        "is": IS,
        "is_not": IS_NOT,
        "statement": STATEMENT,
    }


def trends_content(found: Trends) -> dict[str, Any]:
    return {
        "first_exposures": _window(found.firsts),
        "windows": [_window(window) for window in found.windows],
        "single_turns": _window(found.singles),
        "single_turn_windows": [_window(window) for window in found.single_windows],
        "skills": [
            {"sort": skill.sort, "code": skill.code, "went_well": share_of(share)}
            for skill, share in sorted(found.skills.items())
        ],
    }


def _window(window: Window) -> dict[str, Any] | None:
    if not window.showings:
        return None
    first, last = window.days
    return {
        "from": first,
        "to": last,
        "full": window.full,
        "sessions": len(window.showings),
        "levels": window.levels,
        "recognition": recognised(window.detection),
        "replies": window.fits,
        "fitting": share_of(window.fitting()),
        "acknowledged_at_once": share_of(window.acknowledged_at_once),
        "ratings": {scale: _rated(window, scale) for scale in SCALES},
    }


def _rated(window: Window, scale: str) -> dict[str, Any]:
    before, then, after = (window.rated(scale, time) for time in ("before", "then", "after"))
    return {"before": _mean(before), "then": _mean(then), "after": _mean(after)}


def _mean(rated: RatedMean | None) -> dict[str, float] | None:
    return rated._asdict() if rated else None


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "session": entry.session,
        "day": entry.day,
        "title": entry.title,
        "kind": entry.sort,
        "level": entry.level or None,
        "exposure": entry.exposure,
        "ended": entry.ended,
        "minutes": entry.minutes,
    }


def _chosen(chosen: Chosen) -> dict[str, Any]:
    return {
        "session": chosen.session,
        "day": chosen.day,
        "title": chosen.title,
        "reactions": chosen.reactions or None,
        "reflections": [{"prompt": prompt, "answer": answer} for prompt, answer in chosen.reflections],
        "note": chosen.note or None,
    }
