"""Commands that carry records elsewhere, and take them from there."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import opened_store

if TYPE_CHECKING:
    from alliance_sim.records.xapi import Statement
    from alliance_sim.store import Store

PASSWORD = "ALLIANCE_SIM_LRS_PASSWORD"
NOTES = "Include what you wrote in sentences, notes, tags and drafts; it is left out otherwise."


@click.command("export")
@click.option("--format", "format_", default="jsonl", metavar="FORMAT", help="jsonl (complete), csv or xapi.")
@click.option("--table", default="probes", metavar="TABLE", help="With csv: probes or sessions.")
@click.option("--notes", is_flag=True, help=NOTES)
@click.option("--out", metavar="FILE", help="Write to FILE, which must not be there yet; otherwise to the terminal.")
def export_command(format_: str, table: str, notes: bool, out: str | None) -> None:
    """Write your records in a format for other programs: jsonl with --notes is all there is, to be imported again."""
    from alliance_sim.cli.progress import progress  # noqa: PLC0415
    from alliance_sim.records.tables import TABLES  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    if format_ not in FORMATS:
        raise click.UsageError(f"expected the format {', '.join(FORMATS)}, found '{format_}'")
    if table not in TABLES:
        raise click.UsageError(f"expected the table {', '.join(TABLES)}, found '{table}'")
    with opened_store(read_only=True) as store:
        try:
            lines = FORMATS[format_](store, table, notes=notes)
            if out is None:
                for line in lines:
                    click.echo(line.encode(), nl=False)
            else:
                with progress() as tell:
                    _write(Path(out), lines, tell)
            damaged = store.damaged()
        except StoreError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(3)
    if not notes:
        click.echo("What you wrote in sentences was left out; --notes includes it.", err=True)
    if damaged:
        click.echo(f"Left out, as they are damaged: {', '.join(name[:8] for name in damaged)}.", err=True)
        sys.exit(1)


def _as_lines(store: "Store", _table: str, *, notes: bool) -> Iterator[str]:
    from datetime import UTC, datetime  # noqa: PLC0415

    from alliance_sim.records.exporting import exported  # noqa: PLC0415

    return exported(store, datetime.now(UTC).isoformat(timespec="seconds"), free_text=notes)


def _as_table(store: "Store", table: str, *, notes: bool) -> Iterator[str]:
    from alliance_sim.records import tables  # noqa: PLC0415

    return tables.table(table, store, free_text=notes)


def _as_statements(store: "Store", _table: str, *, notes: bool) -> Iterator[str]:
    """The statements as one JSON array, a statement a line."""
    import json  # noqa: PLC0415

    before = "[\n"
    for statement in _statements(store, "trainee", notes=notes):
        yield before + json.dumps(statement)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


FORMATS: dict[str, Callable[..., Iterator[str]]] = {"jsonl": _as_lines, "csv": _as_table, "xapi": _as_statements}


def _statements(store: "Store", actor: str, *, notes: bool) -> Iterator["Statement"]:
    """The statements of all sessions; those that cannot be played again are passed over, which is told."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.records.retelling import Retelling  # noqa: PLC0415
    from alliance_sim.records.xapi import Teller  # noqa: PLC0415
    from alliance_sim.session import Unplayable  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    retelling, teller = Retelling(store), Teller(actor, free_text=notes)
    for kept in store.kept():
        try:
            yield from list(teller.statements(kept, retelling))
        except (StoreError, Unplayable) as error:
            click.echo(harmless(f"{kept.session.id[:8]}: left out: {error}."), err=True)


def _write(path: Path, lines: Iterable[str], tell: Callable[[str], object]) -> None:
    """Write lines to a new file that only its owner can read. A name that is taken, or no name, is wrong usage."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.store.files import completed  # noqa: PLC0415

    name = harmless(str(path))
    try:
        if path.exists() or path.is_symlink():
            raise click.UsageError(f"expected the name of a new file, found '{name}', which is there already")
        with completed(path) as new, new.open("w", encoding="utf-8", newline="") as file:
            for number, line in enumerate(lines, 1):
                if number % 50 == 0:
                    tell(f"Writing line {number}")
                file.write(line)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no name that a file can have"
        click.echo(f"Error: expected to write '{name}', found: {reason}", err=True)
        sys.exit(3)


@click.command("import")
@click.argument("file")
def import_command(file: str) -> None:
    """Take the sessions of FILE, an export as jsonl, that are not here yet. Nothing that is here is changed."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.cli.progress import progress  # noqa: PLC0415
    from alliance_sim.records.importing import imported  # noqa: PLC0415
    from alliance_sim.records.lines import NotRecords  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    with opened_store() as store:
        if not store.recording:
            sys.exit(3)
        try:
            with progress() as tell:
                taken = imported(store, Path(file), tell)
        except NotRecords as error:
            click.echo(harmless(f"Error: {file}: {error}. Nothing was taken."), err=True)
            sys.exit(1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no name that a file can have"
            raise click.UsageError(f"expected a file that can be read, found '{harmless(file)}': {reason}") from error
        except StoreError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(3)
    click.echo(f"Taken: {taken.sessions}. Here already: {taken.here_already}. Notes added: {taken.remarks}.")
    for told in taken.differing:
        click.echo(harmless(f"Not taken: {told}."), err=True)
    sys.exit(1 if taken.differing else 0)


@click.command("send")
@click.option("--to", "url", required=True, metavar="URL", help="The address of a learning-record store (xAPI).")
@click.option("--as", "actor", default="trainee", metavar="NAME", help="The name under which it knows you.")
@click.option("--user", metavar="USER", help=f"The user to log in as; the password is asked for, or in {PASSWORD}.")
@click.option("--notes", is_flag=True, help=NOTES)
@click.option("--yes", is_flag=True, help="Do not ask.")
def send_command(url: str, actor: str, user: str | None, notes: bool, yes: bool) -> None:
    """Send your sessions as xAPI statements to the address that you give. Nothing is ever sent without this command."""
    import os  # noqa: PLC0415

    from alliance_sim.characters import FORBIDDEN, harmless  # noqa: PLC0415
    from alliance_sim.records.sending import NotSent, refused_address, sent  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    if why := refused_address(url):
        raise click.UsageError(why)
    if not 0 < len(actor.strip()) <= 100 or FORBIDDEN.search(actor):
        raise click.UsageError("expected a name of 1 to 100 characters with --as, found another")
    with opened_store(read_only=True) as store:
        count = len(store.headers())
        told = "with" if notes else "without"
        click.echo(f"{count} sessions go to {harmless(url)}, as {harmless(actor)}, {told} what you wrote in sentences.")
        if not yes and not click.confirm("Send them?", default=False):
            click.echo("Nothing was sent.")
            sys.exit(1)
        password = (os.environ.get(PASSWORD) or click.prompt("Password", hide_input=True)) if user else ""
        taken = 0
        try:
            for count in sent(_statements(store, actor, notes=notes), url, (user, password) if user else None):
                taken = count
        except (NotSent, StoreError) as error:
            click.echo(f"Error: {error}. {taken} statements were taken; sending them again is safe.", err=True)
            sys.exit(1)
    click.echo(f"{taken} statements were taken.")
