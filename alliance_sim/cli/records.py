"""Commands for the records that somebody keeps of their practice: where they are, whether they hold, and their end."""

import sys
from pathlib import Path

import click

from alliance_sim.cli.carrying import export_command, import_command, send_command
from alliance_sim.cli.edge import opened_store
from alliance_sim.cli.erasing import erase_command
from alliance_sim.cli.telling import cannot_be_opened, confirm, extent, fail, listed, require_closed, told


@click.group("records")
def records_command() -> None:
    """Carry your records elsewhere, check them, go back to a copy, or erase them.

    They are one file, which only you can read; `alliance-sim guide records` tells what each command does.
    """


for command in (export_command, import_command, send_command, erase_command):
    records_command.add_command(command)


@records_command.command("path")
def path_command() -> None:
    """Print where your records are."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415
    from alliance_sim.store.files import FILE  # noqa: PLC0415

    path = home() / FILE
    click.echo(harmless(str(path)))
    if not path.exists():
        click.echo("There are none yet: they are made with the first session.", err=True)


@records_command.command("verify")
@click.option("--salvage", is_flag=True, help="If damage is found: make a new store of what can be read; keep the old.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def verify_command(salvage: bool, yes: bool) -> None:
    """Check every checksum, and play every session again against the text that it was begun with."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.cli.progress import progress  # noqa: PLC0415
    from alliance_sim.records.verifying import disagreements  # noqa: PLC0415
    from alliance_sim.store import Damaged, StoreError, home  # noqa: PLC0415

    damage = cannot_be_opened()
    found = 0
    if damage and not salvage:
        fail(damage, "alliance-sim records verify --salvage makes a new store of what can be read")
    if not damage:
        with opened_store() as store, progress() as tell:
            try:
                for each in disagreements(store, tell):
                    found += 1
                    tell("")
                    click.echo(harmless(f"{each.session[:8] or 'the store'}: {each.what}."))
                if store.recording and store.stale():
                    store.recount()
                count, answers = extent(store.headers())
                outcome = f"what does not agree: {found}" if found else "all agree"
                click.echo(f"{count} sessions with {answers} answers; {outcome}.")
                damage = ", ".join(name[:8] for name in store.damaged())
            except Damaged as error:
                found, damage = found + 1, str(error)
                click.echo(harmless(damage), err=True)
            except StoreError as error:
                fail(str(error))
    if damage and salvage:
        _salvaged(home(), yes=yes)
    sys.exit(1 if found else 0)


def _salvaged(folder: Path, *, yes: bool) -> None:
    from alliance_sim.store import StoreError  # noqa: PLC0415
    from alliance_sim.store.salvaging import salvage  # noqa: PLC0415

    confirm("A new store is made of what can be read here and in the copies; the old file is kept beside it.", yes=yes)
    require_closed(folder)
    try:
        found = salvage(folder)
    except (StoreError, OSError) as error:
        fail(str(error))
    click.echo(f"{len(found.kept)} sessions are in the new store; the old one is {found.old}.")
    for name, answers in found.shortened.items():
        click.echo(f"{name[:8]}: its first {answers} answers could be read.")
    for name in found.lost:
        click.echo(f"{name[:8]}: lost.")


@records_command.command("backup")
def backup_command() -> None:
    """Make a copy of the store, read it back, and tell where it is. Copies are also made after each session."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from alliance_sim.store import Store, StoreError  # noqa: PLC0415

    with opened_store() as store:
        try:
            path = store.back_up(datetime.now(UTC))
            with Store.look(path) as copy:
                damaged = copy.damaged()
        except StoreError as error:
            fail(str(error))
        click.echo(f"{path}: {told(store.headers())}.")
    if damaged:
        click.echo(f"Damaged in it as in the store: {', '.join(name[:8] for name in damaged)}.", err=True)
        sys.exit(1)


@records_command.command("restore")
@click.argument("copy", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore_command(copy: str | None, yes: bool) -> None:
    """Put COPY in the place of the store, which is kept. Without COPY, list the copies."""
    from alliance_sim.store import Damaged, Store, StoreError, home, restore  # noqa: PLC0415

    folder = home()
    if copy is None:
        _list_copies(folder)
        return
    path = _meant(folder, copy)
    try:
        with Store.look(path) as then:
            there = then.headers()
            if then.damaged():
                click.echo(f"In this copy {len(then.damaged())} sessions are damaged.", err=True)
    except StoreError as error:
        fail(str(error))
    reason = "replaced"
    try:
        with Store.open(folder, read_only=True) as now:
            here = now.headers()
            reason = "damaged" if "is damaged" in now.why_not or now.damaged() else reason
    except Damaged:
        here, reason = (), "damaged"
    except StoreError as error:
        fail(str(error))
    click.echo(f"Now: {'a store that cannot be read' if reason == 'damaged' and not here else told(here)}.")
    click.echo(f"Then: {told(there)}.")
    known = {heading.session.id for heading in there}
    listed("Only in the present store", [heading for heading in here if heading.session.id not in known])
    confirm("The copy takes the place of the store; the present file is kept beside it.", yes=yes)
    require_closed(folder)
    try:
        old = restore(folder, path, reason)
    except (StoreError, OSError) as error:
        fail(str(error))
    click.echo(f"Restored.{f' What was there is now {old}.' if old else ''}")


def _meant(folder: Path, name: str) -> Path:
    """The copy that is meant: by its name, or by a path."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.store import copies  # noqa: PLC0415

    known = {path.name: path for path in copies(folder)}
    path = known.get(name) or Path(name)
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):  # a name that no file can have
        pass
    raise click.UsageError(
        f"expected the name or the path of a copy, found '{harmless(name)}': alliance-sim records restore lists them"
    )


def _list_copies(folder: Path) -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.store import Store, StoreError, backups, copies  # noqa: PLC0415

    dated = backups(folder)
    for path in (*dated, *(path for path in copies(folder) if path not in dated)):
        try:
            with Store.look(path) as copy:
                holds = told(copy.headers()) + (", some damaged" if copy.damaged() else "")
        except StoreError:
            holds = "damaged, cannot be read"
        click.echo(f"{harmless(path.name)}: {holds}.")
    if not copies(folder):
        click.echo("No copy yet: one is made after each session, and by alliance-sim records backup.")
