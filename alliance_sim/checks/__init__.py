"""What can be wrong with a scenario that was read: one function a rule, by family. Other kinds of files have packages.

A rule is a function that yields a `Finding` for each place. `@rule` registers it; its docstring is its page, the bad
example in it is its test. Findings name a path into the scenario; `checked` turns it into a place in the file.

Rules of errors run whenever a file is loaded, and never explore: a file with an error does not play. Warnings and infos
are for authors: they run only when a file is checked. Family 3 and up looks at what may happen, so only at a file in
which nothing that is written has an error.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from importlib import import_module
from itertools import takewhile
from typing import Any, NamedTuple

from alliance_sim.allowances import Allowances
from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import RULES, Diagnostic, Rule, Severity, Span, registered
from alliance_sim.exploration import BUDGET, Exploration, explore
from alliance_sim.scenario import Scenario
from alliance_sim.source import Path, Source

FILE_ONLY = "012"
"""The families whose rules look at what is written, not at what may happen."""


class Finding(NamedTuple):
    """Where in the scenario, and what. `at_key` marks the key at the end of the path, not what stands under it.

    `word` narrows the place to the first time that the word stands in the text there.
    `rests_on` are further places that must have been readable for the finding to mean anything.
    `witness` are the choices of the shortest run that shows it, wherever a finding speaks of behaviour.
    `line` is a line of the text below a front matter; `path` then only names the key at which it can be allowed.
    """

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False
    word: str = ""
    rests_on: tuple[Path, ...] = ()
    witness: tuple[str, ...] | None = None
    line: int = 0


class Subject:
    """What a rule looks at: a scenario, the ids of the lessons that it may name, and every moment of its runs."""

    def __init__(self, scenario: Scenario, lessons: frozenset[str] = frozenset(), budget: int = BUDGET) -> None:
        self.scenario, self.lessons, self.budget = scenario, lessons, budget
        self.shared: dict[type, Any] = {}
        """What rules have worked out for one another, each thing under its class."""

    @cached_property
    def exploration(self) -> Exploration:
        """The moments that runs can reach; explored when it is first asked for."""
        return explore(self.scenario, budget=self.budget)


class Folder(NamedTuple):
    """What a rule of a folder looks at: its scenarios by their ids."""

    scenarios: Mapping[str, Scenario]


Asked = tuple[Rule, Callable[[], Iterator[Finding]]]
"""A rule, and what it finds in a file."""
Check = Callable[[Subject], Iterator[Finding]]
FolderCheck = Callable[[Folder], Iterator[tuple[str, Finding]]]
CHECKS: list[tuple[Rule, Check]] = []
FOLDER_CHECKS: list[tuple[Rule, FolderCheck]] = []


def rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a function as a rule."""

    def decorated(check: Check) -> Check:
        CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def folder_rule(code: str, name: str, severity: Severity) -> Callable[[FolderCheck], FolderCheck]:
    """Register a function as a rule of a folder: it yields the id of a scenario and a finding in its file."""

    def decorated(check: FolderCheck) -> FolderCheck:
        FOLDER_CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


APART = ("folder", "drills", "lessons", "courses", "questionnaires")
"""The packages whose rules are needed only there."""


def all_rules() -> dict[str, Rule]:
    """Every rule by its code."""
    register()
    for part in APART:
        register(part)
    return RULES


@cache
def register(part: str = "") -> None:
    """Import the modules that hold the rules of one package, or those of scenarios: each registers its rules."""
    here = os.path.dirname(__file__)
    for folder, _, names in os.walk(here):
        inside = folder.removeprefix(here).replace(os.sep, ".")
        for name in names if (inside[1:] if inside[1:] in APART else "") == part else ():
            if name.endswith(".py") and not name.startswith("_"):
                import_module(f"{__name__}{inside}.{name.removesuffix('.py')}")


def checked(
    source: Source, decoded: Decoded, lessons: frozenset[str], *, thorough: bool = False, budget: int = BUDGET
) -> list[Diagnostic]:
    """What the rules find in a scenario."""
    register()
    subject = Subject(decoded.value, lessons, budget)
    return found_by([(rule, partial(check, subject)) for rule, check in CHECKS], source, decoded, thorough=thorough)


def found_by(asked: Iterable[Asked], source: Source, decoded: Decoded, *, thorough: bool = False) -> list[Diagnostic]:
    """What some rules find, but for what only follows from a mistake that the decoder has reported there.

    Errors alone, unless `thorough`.
    """
    doubtful = decoded.damaged | {path[:-1] for path in decoded.damaged}
    allowances = Allowances.of(source) if thorough else Allowances()
    problems = [*source.faults, *decoded.faults]
    found: list[Diagnostic] = []
    allowed_at: list[Diagnostic] = []
    waiting = set[str]()
    for rule, findings in sorted(asked, key=lambda each: each[0].severity is not Severity.ERROR):
        if rule.severity is not Severity.ERROR and not thorough:
            break
        if rule.code[2] not in FILE_ONLY and any(map(_leaves_doubt, (*problems, *found))):
            waiting.add(rule.code)
            continue
        for finding in findings():
            if finding.path not in doubtful and decoded.damaged.isdisjoint(finding.rests_on):
                diagnostic, key = diagnosed(source, rule, finding), source.span(finding.path, at_key=True)
                if not allowances.allow(diagnostic, key):
                    found.append(diagnostic)
                    allowed_at.append(diagnostic._replace(span=key) if finding.line else diagnostic)
    if any(each.rule.name == "not-exhaustive" for each in found):
        waiting.update(rule.code for rule, _ in CHECKS if rule.code[2] not in FILE_ONLY)
    if allowances.each or allowances.stray:
        found.extend(allowances.complaints(all_rules().values(), waiting, [*problems, *allowed_at]))
    return found


def _leaves_doubt(problem: Diagnostic) -> bool:
    """Whether what may happen cannot be told, as what is written has an error."""
    return problem.is_error and problem.rule.code[2] in FILE_ONLY


def checked_folder(sources: Mapping[str, Source], scenarios: Mapping[str, Scenario]) -> dict[str, list[Diagnostic]]:
    """What the rules of a folder find, by the id of the scenario in whose file it is told."""
    register("folder")
    folder = Folder(scenarios)
    return found_in_folder([(rule, partial(check, folder)) for rule, check in FOLDER_CHECKS], sources)


def found_in_folder(
    asked: Iterable[tuple[Rule, Callable[[], Iterator[tuple[str, Finding]]]]], sources: Mapping[str, Source]
) -> dict[str, list[Diagnostic]]:
    """What some rules find by comparison, by the name of the file in which it is told."""
    allowances = {name: Allowances.of(source) for name, source in sources.items()}
    found: dict[str, list[Diagnostic]] = {name: [] for name in sources}
    for rule, findings in asked:
        for name, finding in findings():
            diagnostic = diagnosed(sources[name], rule, finding)
            if not allowances[name].allow(diagnostic, sources[name].span(finding.path, at_key=True)):
                found[name].append(diagnostic)
    return found


def diagnosed(source: Source, rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(rule, _span(source, finding), finding.message, finding.hint, finding.witness)


def _span(source: Source, finding: Finding) -> Span:
    """Where a finding stands: its word, if the text there has it on one line, else all that its path names."""
    word = re.compile(rf"(?<![\w-]){re.escape(finding.word)}(?![\w-])") if finding.word else None
    if finding.line:
        return _span_below(source.lines[finding.line - 1 :], finding.line, word)
    span = source.span(finding.path, at_key=finding.at_key)
    if word is None:
        return span
    first, *below = source.lines[span.line - 1 :]
    if span.end > span.column + 1:
        below, first = [], first[: span.end - 1]
    indent = source.span(finding.path, at_key=True).column
    text = takewhile(lambda line: not line[:indent].strip(), below)
    for number, line in enumerate([" " * (span.column - 1) + first[span.column - 1 :], *text], span.line):
        found = word.search(line)
        if found:
            return Span(number, found.start() + 1, found.end() + 1)
    return span


def _span_below(lines: list[str], first: int, word: re.Pattern[str] | None) -> Span:
    """Where a finding stands in a paragraph of Markdown: its word there, else all of the first line."""
    for number, line in enumerate(takewhile(str.strip, lines) if word else (), first):
        found = word.search(line) if word else None
        if found:
            return Span(number, found.start() + 1, found.end() + 1)
    return Span(first, 1, max(2, len(lines[0].rstrip()) + 1))
