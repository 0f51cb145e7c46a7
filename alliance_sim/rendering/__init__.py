"""Diagnostics for people and programs: one file per format, each a function from a report to text."""

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from alliance_sim.characters import harmless
from alliance_sim.diagnostics import Diagnostic, Rule, Severity
from alliance_sim.source import Source

FORMATS = {"text": "text", "json": "as_json", "github": "github", "sarif": "sarif"}
"""Each format and the module of this package that holds it."""


class CheckedFile(NamedTuple):
    """What was found in a file. `complete` is False where the budget ended before every moment was explored."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True

    @property
    def name(self) -> str:
        return one_line(self.source.name)


class Report(NamedTuple):
    """What was found in some files, in their order.

    `rules` were looked for, by code. Formats for programs tell paths as from `root`, where they lie under it.
    """

    files: tuple[CheckedFile, ...]
    rules: tuple[Rule, ...] = ()
    root: Path = Path(os.sep)

    def counted(self) -> dict[Severity, int]:
        """The number of findings of each severity, the gravest first."""
        found = [diagnostic.rule.severity for file in self.files for diagnostic in file.diagnostics]
        return {severity: found.count(severity) for severity in Severity}

    def below_root(self, file: CheckedFile) -> Path | None:
        """The path of a file as from the root, or None if it is elsewhere."""
        path = Path(os.path.normpath(self.root / file.source.name))
        return path.relative_to(self.root) if path.is_relative_to(self.root) else None


def rendered(report: Report, format: str) -> str:
    """The report in a format of `FORMATS`, without a line break at its end. Raises `KeyError` for any other."""
    text: str = import_module(f"{__name__}.{FORMATS[format]}").reported(report)
    return text


def one_line(text: str) -> str:
    """Text from outside as a part of a line: what could act on a screen or end the line is replaced."""
    return harmless(text).translate({ord("\t"): " ", ord("\n"): "\ufffd", ord("\r"): "\ufffd"})


def explained(file: CheckedFile, found: Diagnostic) -> str:
    """The message, the hint and the run that shows it, each on a line of its own."""
    lines = [found.message]
    if found.hint:
        lines.append(f"hint: {found.hint}")
    if found.witness is not None:
        lines.append(f"shown by: {replay(file.name, found.witness)}")
    return "\n".join(lines)


def replay(name: str, witness: Iterable[str]) -> str:
    """The command that plays a witness, or where it is when it has no choices."""
    path = ",".join(witness)
    if not path:
        return "at the start"
    from shlex import quote  # noqa: PLC0415  # most files have no finding

    return f"alliance-sim play {quote(f'./{name}' if name.startswith('-') else name)} --path {path}"
