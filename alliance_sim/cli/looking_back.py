"""Commands for looking at what was done, and for the settings."""

import sys
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import current_settings, opened_store

if TYPE_CHECKING:
    from alliance_sim.store import Store


@click.command("debrief")
@click.argument("session", required=False)
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text, markdown, html or json.")
@click.option("--notes", is_flag=True, help="Include what you wrote in your own words; it is left out otherwise.")
def debrief_command(session: str | None, format_: str, notes: bool) -> None:
    """Print the debrief of SESSION (its first letters are enough), by default the latest.

    Of a lesson or a drill it prints all that was shown and answered, in any format but json.
    """
    from alliance_sim.debrief import debrief  # noqa: PLC0415
    from alliance_sim.replaying import played, retold  # noqa: PLC0415
    from alliance_sim.reports import DOCUMENT_FORMATS, FORMATS, rendered  # noqa: PLC0415
    from alliance_sim.reports.text import WIDTH  # noqa: PLC0415
    from alliance_sim.session import Unplayable  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    if format_ not in FORMATS:
        raise click.UsageError(f"expected the format {', '.join(FORMATS)}, found '{format_}'")
    store = opened_store(read_only=True)
    try:
        found = store.session(_meant(store, session))
        if found.kind != "scenario":
            if format_ not in DOCUMENT_FORMATS:
                raise click.UsageError(f"expected text, markdown or html for a {found.kind}, found '{format_}'")
            click.echo(DOCUMENT_FORMATS[format_](retold(found, store), found.title, WIDTH), nl=False)
            return
        scenario, questionnaire = played(found, store)
        click.echo(rendered(debrief(scenario, found, questionnaire), format_, notes=notes), nl=False)
    except (StoreError, Unplayable) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)


def _meant(store: "Store", name: str | None) -> str:
    """The id of the session that is meant: by its first letters, else the latest."""
    from alliance_sim.store import Unknown  # noqa: PLC0415

    entries = store.headers()
    if not entries:
        raise click.UsageError("expected a session, found none: play a scenario first")
    if name is None:
        return entries[-1].session.id
    try:
        return store.resolve(name)
    except Unknown as error:
        raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error


@click.command("settings")
@click.argument("name", required=False)
@click.argument("value", required=False)
def settings_command(name: str | None, value: str | None) -> None:
    """Show the settings, or set NAME to VALUE."""
    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.settings import changed, meanings, save  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415

    settings = current_settings()
    known = meanings()
    if name is not None and name not in known:
        raise click.UsageError(
            f"expected the name of a setting, found '{name}': {nearest(name, known) or ', '.join(known)}"
        )
    if name is None or value is None:
        for key, meaning in known.items():
            if name in (None, key):
                click.echo(f"{key}: {_shown(getattr(settings, key))} ({meaning})")
        click.echo(f"Kept in {home()}")
        return
    if not value.strip() and name != "folders":
        raise click.UsageError(f"expected a value for '{name}', found none: {known[name]}")
    if name == "folders":
        value = ",".join(_folder(part) for part in value.split(",") if part.strip())
    if name == "theme":
        _require_theme(value)
    after, problems = changed(settings, name, value)
    if after is None:
        raise click.UsageError(f"{problems[0].message}: {problems[0].hint}")
    try:
        save(after, home())
    except OSError as error:
        click.echo(f"Error: the settings could not be written in {home()}: {error.strerror}", err=True)
        sys.exit(3)
    click.echo(f"{name}: {_shown(getattr(after, name))}")


def _folder(name: str) -> str:
    """The full path of a folder that is there."""
    from pathlib import Path  # noqa: PLC0415

    path = Path(name.strip().strip("\"'")).expanduser().resolve()
    if not path.is_dir():
        raise click.UsageError(f"expected a folder that is there, found '{path}': make it first, or check the name")
    return str(path)


def _require_theme(name: str) -> None:
    from textual.theme import BUILTIN_THEMES  # noqa: PLC0415

    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.tui.themes import OURS  # noqa: PLC0415

    known = [*(theme.name for theme in OURS), *BUILTIN_THEMES]
    if name not in known:
        raise click.UsageError(f"expected a theme, found '{name}': {nearest(name, known) or ', '.join(known)}")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value)
