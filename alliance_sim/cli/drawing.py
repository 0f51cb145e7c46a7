"""The command that draws the map of a scenario."""

import sys
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import current_settings, scenario_folders
from alliance_sim.cli.progress import progress

if TYPE_CHECKING:
    from alliance_sim.mapping import Map
    from alliance_sim.scenario import Scenario

FORMATS = ("text", "mermaid", "dot", "svg", "ink")
"""The modules of `interchange`; each but `ink` renders a map."""
COLUMNS = 80
"""Of a drawing that goes elsewhere than to a terminal."""


@click.command("map")
@click.argument("file")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--path", "path", metavar="A,B,C", help="Mark the run with these choices.")
@click.option("--budget", type=click.IntRange(min=1), metavar="N", help="Moments to explore at most (2,000,000).")
def map_command(file: str, format_: str, path: str | None, budget: int | None) -> None:
    """Draw the map of FILE, a path or an id: its states and ways, and how often random trainees come by.

    It gives away everything. `ink` is no drawing but the whole scenario, for tools that read ink.

    Exit status: 0, 1 if the file has an error, 2 for wrong usage.
    """
    if format_ == "ink" and (path is not None or budget is not None):
        raise click.UsageError("expected --path and --budget with a drawing, found them with the format ink")
    scenario = _scenario(file)
    if format_ == "ink":
        from alliance_sim.interchange.ink import rendered as exported  # noqa: PLC0415

        click.echo(exported(scenario), nl=False)
        return
    click.echo(_rendered(_drawn(scenario, path, budget), format_), nl=False)


def _scenario(name: str) -> "Scenario":
    """The scenario that is meant; what is wrong with its file is printed, with status 1."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering.text import rendered  # noqa: PLC0415
    from alliance_sim.shelf import found, scenario_files, shipped_folder  # noqa: PLC0415

    folders = scenario_folders(current_settings())
    path = found(name, folders)
    if path is None:
        from alliance_sim.diagnostics import nearest  # noqa: PLC0415

        known = [each.stem for each in scenario_files((shipped_folder(), *folders))]
        hint = nearest(name, known) or "alliance-sim list shows the scenarios"
        raise click.UsageError(f"expected the id of a scenario or a path, found '{harmless(name)}': {hint}")
    file = load(path)
    if file.scenario is None:
        click.echo(rendered(file.source, file.unplayable), err=True)
        sys.exit(1)
    return file.scenario


def _drawn(scenario: "Scenario", path: str | None, budget: int | None) -> "Map":
    from alliance_sim.chances import chances  # noqa: PLC0415
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.exploration import BUDGET, explore  # noqa: PLC0415
    from alliance_sim.mapping import mapped  # noqa: PLC0415
    from alliance_sim.marking import marked  # noqa: PLC0415
    from alliance_sim.moment import NotOpen  # noqa: PLC0415

    taken = None if path is None else [part.strip() for part in path.split(",") if part.strip()]
    with progress() as tell:
        tell("working out where random trainees go")
        try:
            drawn = mapped(scenario) if taken is None else marked(mapped(scenario), scenario, taken)
        except NotOpen as error:
            raise click.UsageError(harmless(str(error))) from error
        explored = explore(scenario, budget=budget or BUDGET)
        return drawn.with_chances(chances(explored), complete=explored.complete)


def _rendered(drawn: "Map", format_: str) -> str:
    from importlib import import_module  # noqa: PLC0415
    from shutil import get_terminal_size  # noqa: PLC0415

    if format_ == "text":
        from alliance_sim.interchange.text import rendered as as_lines  # noqa: PLC0415

        return as_lines(drawn, width=get_terminal_size((COLUMNS, 24)).columns)
    text: str = import_module(f"alliance_sim.interchange.{format_}").rendered(drawn)
    return text
