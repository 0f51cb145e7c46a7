"""The table of commands. Each is one function; what it needs is imported inside, so that every command starts fast."""

import sys
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "new": "beginning",
    "check": "checking",
    "preview": "previewing",
    "audit": "auditing",
    "map": "drawing",
    "explain": "authoring",
    "schema": "authoring",
    "play": "practising",
    "list": "practising",
    "lesson": "practising",
    "drill": "practising",
    "teach": "teaching",
    "course": "courses",
    "cohort": "cohorting",
    "history": "recounting",
    "note": "recounting",
    "tags": "recounting",
    "portfolio": "recounting",
    "debrief": "looking_back",
    "records": "records",
    "settings": "looking_back",
    "guide": "beginning",
}
"""Each command and the module of this package that holds it."""


class Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"alliance_sim.cli.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from alliance_sim.characters import harmless  # noqa: PLC0415
            from alliance_sim.diagnostics import nearest  # noqa: PLC0415

            hint = nearest(args[0], COMMANDS) or "alliance-sim --help lists the commands"
            ctx.fail(f"expected a command, found '{harmless(args[0])}': {hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what was typed wrongly is told without what it could do to the terminal."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            from alliance_sim.characters import harmless  # noqa: PLC0415

            raise click.UsageError(harmless(error.format_message()), error.ctx) from error


def version(ctx: click.Context, _parameter: Any, wanted: bool) -> None:
    if not wanted:
        return
    import platform  # noqa: PLC0415
    import sqlite3  # noqa: PLC0415
    from importlib.metadata import version as installed  # noqa: PLC0415

    from alliance_sim import __version__  # noqa: PLC0415

    parts = [f"alliance-sim {__version__}", f"Python {platform.python_version()}"]
    parts += [f"Textual {installed('textual')}", f"SQLite {sqlite3.sqlite_version}"]
    click.echo(", ".join(parts))
    ctx.exit()


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=version, help="Print the versions."
)
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.pass_context
def commands(ctx: click.Context, no_mouse: bool) -> None:
    """Practise noticing and repairing ruptures in the therapeutic alliance, offline.

    Without a command the full screen opens. Where there is no full terminal, see `list` and `play`.
    """
    if ctx.invoked_subcommand is None:
        from alliance_sim.cli.opening import open_home  # noqa: PLC0415

        sys.exit(open_home(mouse=not no_mouse))
