"""Diagnostics in the format of static analysis tools: SARIF 2.1.0, an OASIS standard.

The paragraphs named below are those of the standard.
"""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from alliance_sim import __version__
from alliance_sim.characters import harmless
from alliance_sim.diagnostics import FAMILIES, Diagnostic, Rule, Severity
from alliance_sim.rendering import CheckedFile, Report, explained

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
ROOT = "%SRCROOT%"
"""What paths are relative to, by the name that readers know; where it lies on this machine is not told."""


def reported(report: Report) -> str:
    found = {diagnostic.rule.code: diagnostic.rule for file in report.files for diagnostic in file.diagnostics}
    rules = dict(sorted(({rule.code: rule for rule in report.rules} | found).items()))
    index = {code: number for number, code in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "alliance-sim",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules.values()],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, file, diagnostic, index[diagnostic.rule.code])
            for file in report.files
            for diagnostic in file.diagnostics
        ],
    }
    return json.dumps({"version": "2.1.0", "$schema": SCHEMA, "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.headline},
        "fullDescription": {"text": " ".join(rule.page.partition("\nBad example")[0].split())},
        "help": {"text": rule.page},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [FAMILIES[rule.code[2]]]},
    }


def _result(report: Report, file: CheckedFile, found: Diagnostic, index: int) -> dict[str, Any]:
    region = {"startLine": found.span.line, "startColumn": found.span.column, "endColumn": found.span.end}
    place = {"artifactLocation": _artifact(report, file), "region": region}
    return {
        "ruleId": found.rule.code,
        "ruleIndex": index,
        "level": LEVELS[found.rule.severity],
        "message": _message(explained(file, found)),
        "locations": [{"physicalLocation": place}],
    }


def _message(text: str) -> dict[str, str]:
    """A plain message: braces are doubled (3.11.5), and what would be a link is none (3.11.6)."""
    return {"text": harmless(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _artifact(report: Report, file: CheckedFile) -> dict[str, str]:
    below = report.below_root(file)
    if below is None:
        return {"uri": Path(os.path.normpath(report.root / file.source.name)).as_uri()}
    return {"uri": quote_from_bytes(os.fsencode(below.as_posix())), "uriBaseId": ROOT}
