"""The tables for spreadsheets and statistics: one row a session, or one row an answered probe, as CSV.

Texts that a spreadsheet would take for a formula begin with an apostrophe; numbers stay numbers. Empty is not known.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args

from alliance_sim.characters import harmless
from alliance_sim.history import standing
from alliance_sim.records.private import OWN_WORDS, REACTIONS, REFLECTION
from alliance_sim.records.retelling import Probed, Retelling, seconds
from alliance_sim.scenario import Fit
from alliance_sim.session import Session, Unplayable
from alliance_sim.store import Kept, Store, StoreError

Cell = str | int | float | bool | None
Row = dict[str, Cell]
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""First characters by which spreadsheets take a text for a formula; the last four are wide forms of the first four."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take the file for another encoding."""

HEAD = ("session", "kind", "content", "title", "started", "attempt", "first_exposure", "ending", "state")
MODE = ("recognition", "depth", "feedback")
COUNTS = ("probes", "hits", "misses", "false_alarms", "correct_rejections", "types_agree")
FITS: tuple[str, ...] = get_args(Fit)
SESSION = (*HEAD, "answers", "seconds", *MODE, *COUNTS, "replies", *(f"fit_{fit.replace('-', '_')}" for fit in FITS))
SESSION_NOTES = ("reactions", "reflections", "note", "tags")
PROBE = (
    *("session", "kind", "content", "title", "started", "attempt", "first_exposure", "number", "place"),
    *("key", "answer", "result", "agrees", "type_agrees", "confidence", "looks_like", "markers", "marker_credit"),
    *("seconds", "answered"),
)
PROBE_NOTES = ("own_words",)


def table(name: str, store: Store, *, free_text: bool) -> Iterator[str]:
    """The lines of a table, the names of its columns first. Sessions that cannot be played again have fewer cells."""
    columns, rows = TABLES[name](store, free_text=free_text)
    yield BYTE_ORDER_MARK + _line(dict(zip(columns, columns, strict=True)), columns)
    for row in rows:
        yield _line(row, columns)


def _line(row: Mapping[str, Cell], columns: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([cell(row.get(name)) for name in columns])
    return written.getvalue()


def cell(value: Cell) -> str:
    """A cell as it is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = harmless(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def sessions(store: Store, *, free_text: bool) -> tuple[tuple[str, ...], Iterable[Row]]:
    """One row a session."""
    retelling = Retelling(store)
    columns = SESSION + (SESSION_NOTES if free_text else ())
    return columns, (_session(retelling, kept) for kept in store.kept())


def _session(retelling: Retelling, kept: Kept) -> Row:
    session = kept.session
    given = session.given
    reflections = [value for step, value in given.items() if step.startswith(REFLECTION) and value]
    return {
        **_head(session),
        "ending": kept.ending,
        "state": standing(kept.ending, len(session.answers)),
        "answers": len(session.answers),
        "seconds": round(seconds(session), 1),
        "recognition": session.mode.recognition,
        "depth": session.mode.depth,
        "feedback": given.get("feedback") or session.mode.feedback,
        **_figures(retelling, session),
        "reactions": given.get(REACTIONS),
        "reflections": "\n".join(reflections),
        "note": kept.remark.note,
        "tags": ", ".join(sorted(kept.remark.tags)),
    }


def _head(session: Session) -> Row:
    return {
        "session": session.id,
        "kind": session.kind,
        "content": session.scenario,
        "title": session.title,
        "started": session.started,
        "attempt": session.attempt,
        "first_exposure": session.attempt == 1 if session.kind == "scenario" else None,
    }


def _figures(retelling: Retelling, session: Session) -> Row:
    """The counts of a session; nothing where it cannot be played again."""
    try:
        probed = retelling.probed(session)
        fits = _fits(retelling, session)
    except (StoreError, Unplayable):
        return {}
    results = [each.trial.result for each in probed]
    typed = sum(each.trial.truth == each.trial.answer for each in probed if each.trial.result == "hit")
    return {
        "probes": len(probed),
        "hits": results.count("hit"),
        "misses": results.count("miss"),
        "false_alarms": results.count("false_alarm"),
        "correct_rejections": results.count("correct_rejection"),
        "types_agree": typed,
        "replies": len(fits) if session.kind == "scenario" else None,
        **({f"fit_{fit.replace('-', '_')}": fits.count(fit) for fit in FITS} if session.kind == "scenario" else {}),
    }


def _fits(retelling: Retelling, session: Session) -> list[str]:
    """How the replies fitted, in order."""
    if session.kind != "scenario":
        return []
    return [turn.outcome.fit for turn in retelling.run(session).turns if turn.outcome]


def probes(store: Store, *, free_text: bool) -> tuple[tuple[str, ...], Iterable[Row]]:
    """One row an answered probe, of scenarios and drills."""
    columns = PROBE + (PROBE_NOTES if free_text else ())
    return columns, _probes(Retelling(store))


def _probes(retelling: Retelling) -> Iterator[Row]:
    for kept in retelling.store.kept():
        try:
            probed = retelling.probed(kept.session)
        except (StoreError, Unplayable):
            continue
        for number, each in enumerate(probed, 1):
            yield _probe(kept.session, number, each)


def _probe(session: Session, number: int, probed: Probed) -> Row:
    trial, given = probed.trial, session.given
    named = (given.get(f"{probed.name}/marker-{kind}", "") for kind in ("withdrawal", "confrontation"))
    answer = next((found for found in session.answers if found.step == f"{probed.name}/probe"), None)
    return {
        **_head(session),
        "number": number,
        "place": probed.place,
        "key": trial.truth,
        "answer": trial.answer,
        "result": trial.result,
        "agrees": trial.agrees,
        "type_agrees": trial.truth == trial.answer if trial.result == "hit" else None,
        "confidence": trial.confidence,
        "looks_like": trial.decoy,
        "markers": " ".join(filter(None, named)) or None,
        "marker_credit": trial.marker_credit,
        "seconds": answer.seconds if answer else None,
        "answered": answer.at if answer else None,
        "own_words": given.get(f"{probed.name}{OWN_WORDS}"),
    }


TABLES: dict[str, Callable[..., tuple[tuple[str, ...], Iterable[Row]]]] = {"probes": probes, "sessions": sessions}
