"""The command that plays a scenario while it is being written."""

import sys
from pathlib import Path

import click

from alliance_sim.cli.edge import current_settings, scenario_folders, why_plain


@click.command("preview")
@click.argument("file")
@click.option("--plain", is_flag=True, help="Line by line, without the full screen.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def preview_command(file: str, plain: bool, no_mouse: bool) -> None:
    """Play FILE, a path or an id, beside what is found in it and what is hidden; reads it anew whenever it is saved.

    Nothing is recorded. Where there is no full screen, it runs line by line; exit status 1 if the file never played.
    """
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.shelf import found  # noqa: PLC0415

    settings = current_settings()
    path = found(file, scenario_folders(settings)) or Path(file)
    if not path.is_file():
        raise click.UsageError(f"expected the path of a scenario file, found none at '{harmless(file)}'")
    reason = why_plain(asked=plain, settings=settings)
    if not reason:
        from alliance_sim.tui.preview_app import run_preview  # noqa: PLC0415

        sys.exit(run_preview(path, settings, mouse=settings.mouse and not no_mouse))
    click.echo(f"Line by line: {reason}.")
    sys.exit(_line_by_line(path))


def _line_by_line(path: Path) -> int:
    from alliance_sim.plain_preview import preview  # noqa: PLC0415

    source = iter(sys.stdin.readline, "") if sys.stdin is not None else iter(())
    return preview(path, source, lambda line: click.echo(line, color=False))
