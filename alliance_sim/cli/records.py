"""Commands for the records that somebody keeps of their practice: where they are, whether they hold, and their end."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.carrying import export_command, import_command, send_command
from alliance_sim.cli.edge import opened_store

if TYPE_CHECKING:
    from typing import NoReturn

    from alliance_sim.store import Heading, Store

SHOWN = 10
"""Sessions that are listed by name; of more only the number is told."""


@click.group("records")
def records_command() -> None:
    """Carry your records elsewhere, check them, go back to a copy, or erase them.

    They are one file, which only you can read; `alliance-sim guide records` tells what each command does.
    """


for command in (export_command, import_command, send_command):
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
    from alliance_sim.store import StoreError, home  # noqa: PLC0415

    damage = _cannot_be_opened()
    found = 0
    if damage and not salvage:
        _fail(damage, "alliance-sim records verify --salvage makes a new store of what can be read")
    if not damage:
        with opened_store() as store, progress() as tell:
            try:
                for each in disagreements(store, tell):
                    found += 1
                    tell("")
                    click.echo(harmless(f"{each.session[:8] or 'the store'}: {each.what}."))
                if store.recording and store.stale():
                    store.recount()
            except StoreError as error:
                _fail(str(error))
            count, answers = _extent(store.headers())
            damage = ", ".join(name[:8] for name in store.damaged())
        told = f"what does not agree: {found}" if found else "all agree"
        click.echo(f"{count} sessions with {answers} answers; {told}.")
    if damage and salvage:
        _salvaged(home(), yes=yes)
    sys.exit(1 if found else 0)


def _cannot_be_opened() -> str:
    """Why the store cannot be opened for damage, or nothing. Any other reason ends the command."""
    from alliance_sim.store import Damaged, Store, StoreError, home  # noqa: PLC0415

    try:
        Store.open(home()).close()
    except Damaged as error:
        return str(error)
    except StoreError as error:
        _fail(str(error))
    return ""


def _salvaged(folder: Path, *, yes: bool) -> None:
    from alliance_sim.store import StoreError  # noqa: PLC0415
    from alliance_sim.store.salvaging import salvage  # noqa: PLC0415

    _confirm("A new store is made of what can be read here and in the copies; the old file is kept beside it.", yes=yes)
    _require_closed(folder)
    try:
        found = salvage(folder)
    except (StoreError, OSError) as error:
        _fail(str(error))
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
            _fail(str(error))
        click.echo(f"{path}: {_told(store.headers())}.")
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
        _fail(str(error))
    reason = "replaced"
    try:
        with Store.open(folder, read_only=True) as now:
            here = now.headers()
            reason = "damaged" if "is damaged" in now.why_not or now.damaged() else reason
    except Damaged:
        here, reason = (), "damaged"
    except StoreError as error:
        _fail(str(error))
    click.echo(f"Now: {'a store that cannot be read' if reason == 'damaged' and not here else _told(here)}.")
    click.echo(f"Then: {_told(there)}.")
    known = {heading.session.id for heading in there}
    _list("Only in the present store", [heading for heading in here if heading.session.id not in known])
    _confirm("The copy takes the place of the store; the present file is kept beside it.", yes=yes)
    _require_closed(folder)
    try:
        old = restore(folder, path, reason)
    except (StoreError, OSError) as error:
        _fail(str(error))
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
                told = _told(copy.headers()) + (", some damaged" if copy.damaged() else "")
        except StoreError:
            told = "damaged, cannot be read"
        click.echo(f"{harmless(path.name)}: {told}.")
    if not copies(folder):
        click.echo("No copy yet: one is made after each session, and by alliance-sim records backup.")


@records_command.command("erase")
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
    if everything and _cannot_be_opened():
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
            _fail(str(error))
        _tell_what_goes(store, [heading for heading in headings if heading.session.id in names], everything=everything)
        _confirm("This cannot be undone.", yes=yes)
        try:
            if everything:
                store.erase_all()
            for name in dict.fromkeys(() if everything else names):
                store.erase(name)
        except StoreError as error:
            _fail(str(error))
    click.echo("Erased.")


def _tell_what_goes(store: "Store", going: list["Heading"], *, everything: bool) -> None:
    from alliance_sim.store import copies  # noqa: PLC0415

    remarks = store.remarks()
    count = len(copies(store.folder))
    notes = sum(heading.session.id in remarks for heading in going)
    _list("To be erased", going)
    click.echo(f"That is {_told(going)}, {notes} with notes or tags, with every word that you wrote in them.")
    if count and everything:
        click.echo(f"{count} copies go too.")
    elif count:
        click.echo(f"They also go from {count} copies; of a copy too damaged for that nothing stays.")
    click.echo("Files that you exported, your settings and your own scenarios stay as they are.")


def _destroyed(folder: Path, *, yes: bool) -> None:
    """Everything erased of a store that cannot be opened."""
    from alliance_sim.store import copies, destroy  # noqa: PLC0415

    click.echo(f"The store is damaged and cannot be read. It goes as a whole, with {len(copies(folder))} copies.")
    _confirm("This cannot be undone.", yes=yes)
    _require_closed(folder)
    try:
        destroy(folder)
    except OSError as error:
        _fail(f"expected to erase the files in {folder}, found: {error.strerror}")
    click.echo("Erased.")


def _extent(headings: Iterable["Heading"]) -> tuple[int, int]:
    counts = [heading.answers for heading in headings]
    return len(counts), sum(counts)


def _told(headings: Iterable["Heading"]) -> str:
    """How much there is, in a few words."""
    found = list(headings)
    count, answers = _extent(found)
    latest = f", the latest of {found[-1].session.started[:10]}" if found else ""
    return f"{count} {'session' if count == 1 else 'sessions'} with {answers} answers{latest}"


def _list(title: str, headings: list["Heading"]) -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415

    if not headings:
        return
    click.echo(f"{title}:")
    for heading in headings[:SHOWN]:
        session = heading.session
        click.echo(f"  {session.id[:8]}: {harmless(f'{session.started[:10]}, {session.title}')}")
    if len(headings) > SHOWN:
        click.echo(f"  and {len(headings) - SHOWN} more")


def _confirm(told: str, *, yes: bool) -> None:
    """Ask whether to go on; anything but yes ends the command, with nothing done."""
    click.echo(told)
    if not yes and not click.confirm("Go on?", default=False):
        click.echo("Nothing was changed.")
        sys.exit(1)


def _require_closed(folder: Path) -> None:
    """End the command if a session is being played."""
    from alliance_sim.store.files import in_use  # noqa: PLC0415

    if in_use(folder):
        _fail("expected no session to be open, found one in another window: close it, and try again")


def _fail(told: str, hint: str = "") -> "NoReturn":
    from alliance_sim.characters import harmless  # noqa: PLC0415

    click.echo(harmless(f"Error: {told}{f'. {hint}' if hint else ''}"), err=True)
    sys.exit(3)
