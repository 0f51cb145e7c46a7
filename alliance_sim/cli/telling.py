"""What the commands for records tell and ask before they change anything."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import NoReturn

    from alliance_sim.store import Heading

SHOWN = 10
"""Sessions that are listed by name; of more only the number is told."""


def extent(headings: Iterable["Heading"]) -> tuple[int, int]:
    counts = [heading.answers for heading in headings]
    return len(counts), sum(counts)


def told(headings: Iterable["Heading"]) -> str:
    """How much there is, in a few words."""
    found = list(headings)
    count, answers = extent(found)
    latest = f", the latest of {found[-1].session.started[:10]}" if found else ""
    return f"{count} {'session' if count == 1 else 'sessions'} with {answers} answers{latest}"


def listed(title: str, headings: list["Heading"]) -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415

    if not headings:
        return
    click.echo(f"{title}:")
    for heading in headings[:SHOWN]:
        session = heading.session
        click.echo(f"  {session.id[:8]}: {harmless(f'{session.started[:10]}, {session.title}')}")
    if len(headings) > SHOWN:
        click.echo(f"  and {len(headings) - SHOWN} more")


def confirm(told: str, *, yes: bool) -> None:
    """Ask whether to go on; anything but yes ends the command, with nothing done."""
    click.echo(told)
    if not yes and not click.confirm("Go on?", default=False):
        click.echo("Nothing was changed.")
        sys.exit(1)


def require_closed(folder: Path) -> None:
    """End the command if a session is being played."""
    from alliance_sim.store.files import in_use  # noqa: PLC0415

    if in_use(folder):
        fail("expected no session to be open, found one in another window: close it, and try again")


def fail(told: str, hint: str = "") -> "NoReturn":
    from alliance_sim.characters import harmless  # noqa: PLC0415

    click.echo(harmless(f"Error: {told}{f'. {hint}' if hint else ''}"), err=True)
    sys.exit(3)


def cannot_be_opened() -> str:
    """Why the store cannot be opened for damage, or nothing. Any other reason ends the command."""
    from alliance_sim.store import Damaged, Store, StoreError, home  # noqa: PLC0415

    try:
        Store.open(home()).close()
    except Damaged as error:
        return str(error)
    except StoreError as error:
        fail(str(error))
    return ""
