"""The command that checks scenarios, lessons, files of the drill bank, courses and their forms, for their authors."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.progress import progress

if TYPE_CHECKING:
    from alliance_sim.diagnostics import Rule
    from alliance_sim.library import Loaded
    from alliance_sim.rendering import Report

GARBAGE = 200_000
"""New objects after which Python looks for garbage. The check of a shipped file makes fewer, and hardly any garbage."""


@click.command("check")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text, json, github or sarif.")
@click.option("--strict", is_flag=True, help="A warning is a problem too.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Only these: codes, beginnings of codes (AS6), names or families of rules, with commas between them. "
    "What kept them from running is told too.",
)
@click.option("--list-rules", is_flag=True, help="Print the rules by family, and check nothing.")
@click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Moments to explore at most (2,000,000).")
def check_command(
    paths: tuple[str, ...], format_: str, strict: bool, select: tuple[str, ...], list_rules: bool, budget: int | None
) -> None:
    """Report every mistake in scenarios, lessons, drill banks, courses and their forms, with its place.

    PATH is a file, or a folder: then all files directly in it are checked, and compared with each other. A lesson is
    Markdown (.md) below a front matter; of YAML (.yaml), a file with `probes` belongs to a drill bank, one with `steps`
    is a course, one with `items` a questionnaire, one with `ratings` an evaluation form.

    Exit status: 0 if there is no problem, 1 if there is one, 2 for wrong usage. An error is a problem; a warning is
    one with --strict; an info never is.
    """
    gc.set_threshold(GARBAGE)
    from alliance_sim.rendering import FORMATS, rendered  # noqa: PLC0415

    if format_ not in FORMATS:
        raise click.UsageError(f"expected the format {', '.join(FORMATS)}, found '{format_}'")
    if list_rules:
        _print_rules(_wanted(select))
        return
    wanted = _wanted(select) if select else None
    report = _report({path: _files_of(path) for path in _given(paths)}, wanted, budget)
    text = rendered(report, format_)
    if text:
        click.echo(text)
    sys.exit(1 if _has_problem(report, strict=strict) else 0)


def _wanted(words: tuple[str, ...]) -> "dict[str, Rule]":
    from alliance_sim.checks import all_rules  # noqa: PLC0415
    from alliance_sim.selection import NoRule, selected  # noqa: PLC0415

    try:
        return selected(words, all_rules())
    except NoRule as error:
        raise click.UsageError(str(error)) from error


def _print_rules(rules: "Mapping[str, Rule]") -> None:
    from textwrap import fill  # noqa: PLC0415

    from alliance_sim.diagnostics import FAMILIES  # noqa: PLC0415

    for number, family in FAMILIES.items():
        members = [rule for code, rule in rules.items() if code[2] == number]
        if members:
            click.echo(f"{number} {family}")
        for rule in members:
            told = f"{rule.code} {rule.name} ({rule.severity}): {rule.headline}"
            click.echo(fill(told, 79, initial_indent="  ", subsequent_indent=" " * 8, break_on_hyphens=False))


def _given(paths: tuple[str, ...]) -> tuple[str, ...]:
    if not paths or "" in paths:
        raise click.UsageError("expected files or folders: alliance-sim check PATH...")
    return paths


def _files_of(path: str) -> list[Path]:
    """The content files in a folder, else the path itself. A folder without one is wrong usage."""
    if not os.path.isdir(path):
        return [Path(path)]
    from alliance_sim.library import content_files  # noqa: PLC0415
    from alliance_sim.rendering import one_line  # noqa: PLC0415

    files = content_files(Path(path))
    entries = sorted([*Path(path).glob("*.y*ml"), *Path(path).glob("*.md")])
    others = [why for entry in entries if entry not in files and (why := _why_passed_over(entry))]
    if not files:
        hint = f": {others[0]}" if others else ""
        raise click.UsageError(f"expected a folder with *.yaml or lessons (*.md) in it, found none in '{path}'{hint}")
    for other in others:
        click.echo(f"Passed over in {one_line(path)}: {one_line(other)}", err=True)
    return files


def _why_passed_over(path: Path) -> str:
    """Why a file of a folder is not checked, or nothing where nobody would expect it to be."""
    if path.name.startswith("."):
        return ""
    if path.suffix == ".yml":
        return f"'{path.name}' does not end with .yaml"
    from alliance_sim.library import has_front_matter  # noqa: PLC0415

    if path.suffix == ".md" and not has_front_matter(path):
        return f"'{path.name}' does not begin with `---`" if path.stem.islower() else ""
    return f"'{path.name}' is a link out of the folder" if path.suffix in (".yaml", ".md") else ""


def _report(groups: Mapping[str, list[Path]], wanted: "dict[str, Rule] | None", budget: int | None) -> "Report":
    """What is found in the files of all groups, and by comparison in those groups that are folders.

    Of the rules that are looked for, those that are wanted are told; all, where none is named.
    """
    from alliance_sim.diagnostics import RULES  # noqa: PLC0415
    from alliance_sim.library import folder_findings  # noqa: PLC0415
    from alliance_sim.rendering import CheckedFile, Report  # noqa: PLC0415
    from alliance_sim.selection import complete, of_interest  # noqa: PLC0415

    with progress() as tell:
        loaded = _loaded([path for files in groups.values() for path in files], budget, tell)
        found = {key: list(file.diagnostics) for key, file in loaded.items()}
        for files in (files for path, files in groups.items() if os.path.isdir(path)):
            tell(f"comparing {len(files)} files")
            for path, compared in folder_findings(loaded[_key(path)] for path in files).items():
                found[_key(path)] += (each for each in compared if each not in found[_key(path)])
    for diagnostics in found.values():
        diagnostics.sort(key=lambda each: (each.span, each.rule.code))
    rules = RULES if wanted is None else wanted
    checked = [
        CheckedFile(file.source, of_interest(found[key], rules), complete(file.diagnostics))
        for key, file in loaded.items()
    ]
    return Report(tuple(checked), tuple(rules.values()), Path.cwd())


def _loaded(paths: Iterable[Path], budget: int | None, tell: Callable[[str], None]) -> "dict[str, Loaded]":
    """The files as they were read and checked, each once, by their keys."""
    from alliance_sim.exploration import BUDGET  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering import one_line  # noqa: PLC0415

    each = {_key(path): path for path in paths}
    found = {}
    for number, (key, path) in enumerate(each.items(), 1):
        tell(f"checking {number} of {len(each)}: {one_line(path.name)}")
        found[key] = load(path, thorough=True, budget=budget or BUDGET)
    return found


def _key(path: Path) -> str:
    """The same for all ways to write the path of an entry of a folder."""
    return os.path.join(os.path.realpath(path.parent), path.name)


def _has_problem(report: "Report", *, strict: bool) -> bool:
    from alliance_sim.diagnostics import Severity  # noqa: PLC0415

    counts = report.counted()
    return counts[Severity.ERROR] > 0 or (strict and counts[Severity.WARNING] > 0)
