"""Diagnostics as JSON, for a program of one's own.

The keys are stable; a change that could break a reader raises `schema_version`.

    schema_version  1
    files           in the order in which they were checked, each with
        path            as it was given, or found in a folder that was given
        complete        false where the budget ended before every moment was explored
        diagnostics     from the top of the file to its end, each with
            code, name      of the rule; `alliance-sim explain CODE` prints its page
            severity        "error", "warning" or "info"
            line, column    where it begins, from 1, in code points
            end_column      just after its end, on the same line
            message         what is wrong
            hint            what could be done about it; may be empty
            witness         ids of the choices of the shortest run that shows it; null if it is not about runs
    totals          files, errors, warnings, infos

Characters that could act on a terminal, and line breaks, are replaced by U+FFFD, also in paths.
"""

import json
from typing import Any

from alliance_sim.diagnostics import Diagnostic
from alliance_sim.rendering import CheckedFile, Report, one_line

SCHEMA_VERSION = 1


def reported(report: Report) -> str:
    counts = {f"{severity}s": count for severity, count in report.counted().items()}
    value = {
        "schema_version": SCHEMA_VERSION,
        "files": [_file(file) for file in report.files],
        "totals": {"files": len(report.files), **counts},
    }
    return json.dumps(value, indent=2)


def _file(file: CheckedFile) -> dict[str, Any]:
    return {
        "path": file.name,
        "complete": file.complete,
        "diagnostics": [_diagnostic(found) for found in file.diagnostics],
    }


def _diagnostic(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.rule.code,
        "name": found.rule.name,
        "severity": str(found.rule.severity),
        "line": found.span.line,
        "column": found.span.column,
        "end_column": found.span.end,
        "message": one_line(found.message),
        "hint": one_line(found.hint),
        "witness": None if found.witness is None else list(found.witness),
    }
