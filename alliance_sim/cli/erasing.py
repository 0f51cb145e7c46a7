"""The command that erases records."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import opened_store
from alliance_sim.cli.telling import cannot_be_opened, confirm, fail, listed, require_closed, told

if TYPE_CHECKING:
    from alliance_sim.store import Heading, Store


@click.command("erase")
@click.argument("sessions", nargs=-1, metavar="[SESSION]...")
@click.option("--all", "everything", is_flag=True, help="Erase all sessions, and every copy of them.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase_command(sessions: tuple[str, ...], everything: bool, yes: bool) -> None:
    """Erase each SESSION (its first letters are enough) from the store and from every copy, or everything with --all.

    Afterwards nothing that you wrote in them is in any file of the store. It cannot be undone.
    """
    from alliance_sim.store import StoreError, Unknown, home  # noqa: PLC0415

    if bool(sessions) == everything:
        raise click.UsageError("expected the sessions to erase, or --all: alliance-sim history lists the sessions")
    if everything and cannot_be_opened():
        _destroyed(home(), yes=yes)
        return
    with opened_store() as store:
        if not store.recording:
            sys.exit(3)
        headings = store.headers()
        try:
            names = [heading.session.id for heading in headings] if everything else [store.resolve(n) for n in sessions]
        except Unknown as error:
            raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error
        except StoreError as error:
            fail(str(error))
        _tell_what_goes(store, [heading for heading in headings if heading.session.id in names], everything=everything)
        confirm("This cannot be undone.", yes=yes)
        try:
            if everything:
                store.erase_all()
            for name in dict.fromkeys(() if everything else names):
                store.erase(name)
        except StoreError as error:
            fail(str(error))
    click.echo("Erased.")


def _tell_what_goes(store: "Store", going: list["Heading"], *, everything: bool) -> None:
    from alliance_sim.store import copies  # noqa: PLC0415

    remarks = store.remarks()
    count = len(copies(store.folder))
    notes = sum(heading.session.id in remarks for heading in going)
    listed("To be erased", going)
    click.echo(f"That is {told(going)}, {notes} with notes or tags, with every word that you wrote in them.")
    if count and everything:
        click.echo(f"{count} copies go too.")
    elif count:
        click.echo(f"They also go from {count} copies; of a copy too damaged for that nothing stays.")
    click.echo("Files that you exported, your settings and your own scenarios stay as they are.")


def _destroyed(folder: Path, *, yes: bool) -> None:
    """Everything erased of a store that cannot be opened."""
    from alliance_sim.store import copies, destroy  # noqa: PLC0415

    click.echo(f"The store is damaged and cannot be read. It goes as a whole, with {len(copies(folder))} copies.")
    confirm("This cannot be undone.", yes=yes)
    require_closed(folder)
    try:
        destroy(folder)
    except OSError as error:
        fail(f"expected to erase the files in {folder}, found: {error.strerror}")
    click.echo("Erased.")
