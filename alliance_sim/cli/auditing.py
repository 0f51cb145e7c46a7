"""The command that tells how hard scenarios are, and why."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.progress import progress

if TYPE_CHECKING:
    from alliance_sim.audit import Audit
    from alliance_sim.library import Loaded

FORMATS = {"text": "text", "json": "as_json"}
"""Each format and the module of `audit` that holds it."""


@click.command("audit")
@click.argument("path", metavar="FILE|FOLDER")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Moments to explore at most (2,000,000).")
def audit_command(path: str, format_: str, budget: int | None) -> None:
    """Tell how hard a scenario is, and why.

    What random trainees reach, exactly; what those reach who know only how tests are written (the longest reply, the
    only question); whether the form of the words gives the answer away. For a folder also whether it keeps to the
    limits that the shipped scenarios keep to, and what it covers.

    Exit status: 0, 1 if a file has an error, 2 for wrong usage.
    """
    from alliance_sim.audit import audited_folder  # noqa: PLC0415
    from alliance_sim.exploration import BUDGET  # noqa: PLC0415

    files = _files(path)
    audits = _audits(files, budget or BUDGET)
    scenarios = {file.id: file.scenario for file in files if file.scenario is not None}
    found = audited_folder(audits, scenarios) if Path(path).is_dir() else audits[0]
    click.echo(import_module(f"alliance_sim.audit.{FORMATS[format_]}").rendered(found))


def _files(path: str) -> "Sequence[Loaded]":
    """The files, all of them scenarios that play; else what is wrong is printed, with status 1."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering.text import rendered  # noqa: PLC0415
    from alliance_sim.shelf import scenario_files  # noqa: PLC0415

    given = Path(path)
    files = [load(each) for each in (scenario_files([given]) if given.is_dir() else [given])]
    if given.is_dir():
        files = [file for file in files if file.kind == "scenario"]
    if not files:
        raise click.UsageError(f"expected a folder with scenarios, found none in '{harmless(path)}'")
    for file in files:
        if file.scenario is None:
            click.echo(rendered(file.source, file.unplayable), err=True)
    if any(file.scenario is None for file in files):
        sys.exit(1)
    return files


def _audits(files: "Sequence[Loaded]", budget: int) -> "list[Audit]":
    from alliance_sim.audit import audited  # noqa: PLC0415
    from alliance_sim.characters import harmless  # noqa: PLC0415

    audits = []
    with progress() as tell:
        for number, file in enumerate(files, 1):
            tell(f"auditing {number} of {len(files)}: {harmless(file.id)}")
            assert file.scenario is not None
            audits.append(audited(file.id, file.scenario, sha256=file.sha256, budget=budget))
    return audits
