"""Debrief to JSON, for a program of one's own. These keys are stable; `schema_version` counts the changes to them.

schema_version, program    1; "alliance-sim"
session, scenario, sha256, title
started, finished          ISO 8601; `finished` is null until the conversation is over
state                      "finished", "suspended" or "stuck"
ending, summary            the kind of ending and its text; null without one
attempt, practice          from 1; true of every attempt but the first
mode                       {recognition, depth, feedback}
key                        "author's judgement": whose view the truth of a turn is
banners                    [{label, text}]
recognition                hit, miss, false_alarm, correct_rejection, skipped: counts
                           hit_rate, false_alarm_rate, typed, detected_and_typed, flagged_within_one:
                           {count, of, value, low, high} (95% Wilson interval) or null
                           d_prime, criterion: {value, low, high} or null where the trials are too few
                           provisional: true below 30 trials of either sort
                           confusion: [{truth, answer, count}]; marker_credits: [0 to 1]
                           latencies: [turns or null], one for each rupture episode; median_latency
                           calibration: {brier, bias, sure, agreed, sentence, bins} or null
turns                      in order: {number (from 1), patient, truth (null: not probed), markers [{code, words}],
                           salience, looks_like, why, trigger, answer, confidence, result,
                           reply: {choice, say, fit, strategies, errors, because, own_words},
                           alternatives [{choice, say, fit, strategies, errors, because, next [lines]}],
                           before, after: {variable: value}}
episodes                   [{first (turn from 1), turns, type, closed, acknowledged, harmful, linked_first}]
variables                  {name: {title, low, high, series}}: at the start, then after each reply
strengths                  [{turn, what, quote, by, why}]
ratings                    {low, high, scales: [{scale, before, then, after, change, response_shift,
                           items [{id, before, then, after}]}]} or null
target                     {kind, aim, because, lesson}
limits, statement          sentences
notes                      whether the trainee's own sentences are in it; if not, these are null or empty:
                           reactions, reflections [{prompt, answer}], and own_words of a reply
"""

import json
from typing import Any

from alliance_sim.calibration import Calibration
from alliance_sim.debrief import STATEMENT, Debrief, PathTurn
from alliance_sim.recognition import Detection
from alliance_sim.repair import Alternative, Attempt, Values
from alliance_sim.scenario import Choice, Outcome
from alliance_sim.self_rating import SelfRating
from alliance_sim.signal_detection import Estimate, Proportion

SCHEMA_VERSION = 1


def rendered(debrief: Debrief) -> str:
    """The JSON text, indented, with a line break at its end."""
    return json.dumps(content(debrief), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def content(debrief: Debrief) -> dict[str, Any]:
    """The same as a mapping."""
    mode, target = debrief.mode, debrief.target
    return {
        "schema_version": SCHEMA_VERSION,
        "program": "alliance-sim",
        "session": debrief.session,
        "scenario": debrief.scenario,
        "sha256": debrief.sha256,
        "title": debrief.title,
        "started": debrief.started,
        "finished": debrief.finished or None,
        "state": debrief.state,
        "ending": debrief.ending,
        "summary": debrief.summary or None,
        "attempt": debrief.attempt,
        "practice": debrief.attempt > 1,
        "mode": {"recognition": mode.recognition, "depth": mode.depth, "feedback": mode.feedback},
        "key": "author's judgement",
        "banners": [{"label": banner.label, "text": banner.text} for banner in debrief.banners],
        "recognition": recognised(debrief.detection),
        "turns": [_turn(debrief, turn) for turn in debrief.path],
        "episodes": [_episode(attempt) for attempt in debrief.repair.attempts],
        "variables": {
            variable.name: {
                "title": variable.title,
                "low": variable.range[0],
                "high": variable.range[1],
                "series": list(series),
            }
            for variable, series in zip(debrief.variables, debrief.repair.series, strict=True)
        },
        "strengths": [
            {
                "turn": None if strength.turn is None else strength.turn + 1,
                "what": strength.what,
                "quote": strength.quote or None,
                "by": strength.by if strength.quote else None,
                "why": strength.why or None,
            }
            for strength in debrief.strengths
        ],
        "ratings": _ratings(debrief),
        "target": {"kind": target.kind, "aim": target.aim, "because": target.because, "lesson": target.lesson},
        "limits": list(debrief.limits),
        "statement": STATEMENT,
        "notes": debrief.notes,
        "reactions": debrief.reactions or None,
        "reflections": [{"prompt": found.prompt, "answer": found.answer} for found in debrief.reflections],
    }


def recognised(detected: Detection) -> dict[str, Any]:
    """The value of `recognition`."""
    counts, measure = detected.counts, detected.sensitivity
    return {
        "hit": counts.hit,
        "miss": counts.miss,
        "false_alarm": counts.false_alarm,
        "correct_rejection": counts.correct_rejection,
        "skipped": detected.skipped,
        "hit_rate": share_of(counts.hit_rate),
        "false_alarm_rate": share_of(counts.false_alarm_rate),
        "d_prime": _estimate(measure.d_prime) if measure else None,
        "criterion": _estimate(measure.criterion) if measure else None,
        "provisional": measure is None or measure.provisional,
        "typed": share_of(detected.typed),
        "detected_and_typed": share_of(detected.detected_and_typed),
        "confusion": [
            {"truth": truth, "answer": answer, "count": count} for (truth, answer), count in detected.confusion.items()
        ],
        "marker_credits": list(detected.marker_credits),
        "latencies": list(detected.latencies),
        "median_latency": detected.median_latency,
        "flagged_within_one": share_of(detected.flagged_within_one),
        "calibration": _calibration(detected.calibration),
    }


def share_of(share: Proportion | None) -> dict[str, float] | None:
    """A share with its interval."""
    if share is None:
        return None
    return {"count": share.count, "of": share.of, "value": share.value, "low": share.low, "high": share.high}


def _estimate(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _calibration(found: Calibration | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "brier": found.brier,
        "bias": found.bias,
        "sure": found.sure,
        "agreed": share_of(found.agreed),
        "sentence": found.sentence,
        "bins": [
            {"low": each.low, "high": each.high, "stated": each.stated, "ruptures": share_of(each.ruptures)}
            for each in found.bins
        ],
    }


def _turn(debrief: Debrief, turn: PathTurn) -> dict[str, Any]:
    move = debrief.move(turn)
    return {
        "number": turn.number + 1,
        "patient": turn.patient,
        "truth": turn.truth,
        "markers": [{"code": cue.code, "words": cue.words} for cue in turn.markers],
        "salience": turn.salience,
        "looks_like": turn.decoy,
        "why": turn.why or None,
        "trigger": turn.trigger or None,
        "answer": turn.answer,
        "confidence": turn.confidence,
        "result": turn.result,
        "reply": {**_reply(move.reply, move.outcome), "own_words": move.own_words or None},
        "alternatives": [_alternative(other) for other in move.alternatives],
        "before": _values(debrief, move.before),
        "after": _values(debrief, move.after),
    }


def _reply(reply: Choice, outcome: Outcome) -> dict[str, Any]:
    return {
        "choice": reply.id,
        "say": reply.say,
        "fit": outcome.fit,
        "strategies": list(reply.strategies),
        "errors": list(reply.errors),
        "because": outcome.because,
    }


def _alternative(other: Alternative) -> dict[str, Any]:
    said = [seen.view.patient for seen in other.next if seen.view.patient]
    return {**_reply(other.reply, other.outcome), "next": said}


def _values(debrief: Debrief, values: Values) -> dict[str, int]:
    return {variable.name: value for variable, value in zip(debrief.variables, values, strict=True)}


def _episode(attempt: Attempt) -> dict[str, Any]:
    return {
        "first": attempt.first + 1,
        "turns": attempt.length,
        "type": attempt.type,
        "closed": attempt.closed,
        "acknowledged": attempt.acknowledged,
        "harmful": attempt.harmful,
        "linked_first": attempt.linked_first,
    }


def _ratings(debrief: Debrief) -> dict[str, Any] | None:
    if not debrief.ratings or debrief.rating_points is None:
        return None
    low, high = debrief.rating_points
    return {"low": low, "high": high, "scales": [_scale(rating) for rating in debrief.ratings]}


def _scale(rating: SelfRating) -> dict[str, Any]:
    return {
        "scale": rating.scale,
        "before": rating.before,
        "then": rating.then,
        "after": rating.after,
        "change": rating.change,
        "response_shift": rating.response_shift,
        "items": [
            {"id": item.id, "before": item.before, "then": item.then, "after": item.after} for item in rating.items
        ],
    }
