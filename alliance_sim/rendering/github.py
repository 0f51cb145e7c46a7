"""Diagnostics as workflow commands, which GitHub Actions turns into annotations of the lines."""

from alliance_sim.characters import harmless
from alliance_sim.diagnostics import Diagnostic, Severity
from alliance_sim.rendering import CheckedFile, Report, explained

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def reported(report: Report) -> str:
    return "\n".join(_annotation(report, file, found) for file in report.files for found in file.diagnostics)


def _annotation(report: Report, file: CheckedFile, found: Diagnostic) -> str:
    properties = {
        "file": _path(report, file),
        "line": str(found.span.line),
        "col": str(found.span.column),
        "endColumn": str(found.span.end),
        "title": f"{found.rule.code} {found.rule.name}",
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{COMMANDS[found.rule.severity]} {told}::{_data(explained(file, found))}"


def _path(report: Report, file: CheckedFile) -> str:
    """The path as from the root, where GitHub looks for it."""
    below = report.below_root(file)
    return below.as_posix() if below else file.name


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
