"""What `play --from SESSION:TURN` does: a conversation of the past, gone back into."""

import sys
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import opened_store, scenario_folders, why_plain

if TYPE_CHECKING:
    from alliance_sim.session import Session
    from alliance_sim.settings import Settings
    from alliance_sim.store import Store
    from alliance_sim.whatif import WhatIf


def go_back(place: str, settings: "Settings", *, plain: bool, mouse: bool) -> None:
    """Play a session of the past on from one of its turns; nothing of it is recorded."""
    name, turn = _read(place)
    reason = why_plain(asked=plain, settings=settings)
    with opened_store(read_only=bool(reason)) as store:
        session, whatif = _found(store, name, turn)
        if not reason:
            from alliance_sim.tui.app import run_with  # noqa: PLC0415
            from alliance_sim.tui.going_back import play_otherwise  # noqa: PLC0415

            sys.exit(run_with(store, settings, lambda app: play_otherwise(app, whatif, session), mouse=mouse))
    click.echo(f"Line by line: {reason}.")
    _play_plain(whatif, session, settings)


def _read(place: str) -> tuple[str, int]:
    """The session and the turn that are meant."""
    from alliance_sim.characters import harmless  # noqa: PLC0415

    name, colon, number = place.partition(":")
    if not (name and colon and number.isdecimal() and len(number) < 10):
        raise click.UsageError(
            f"expected SESSION:TURN as in 3f2a:4, found '{harmless(place)}': alliance-sim history lists the sessions"
        )
    return name, int(number)


def _found(store: "Store", name: str, turn: int) -> "tuple[Session, WhatIf]":
    """The session, standing at its turn; what cannot be gone back into is said, with status 2 or 3."""
    from alliance_sim.replaying import played  # noqa: PLC0415
    from alliance_sim.session import Unplayable  # noqa: PLC0415
    from alliance_sim.store import StoreError, Unknown  # noqa: PLC0415
    from alliance_sim.whatif import gone_back, require_turns  # noqa: PLC0415

    try:
        session = store.session(store.resolve(name))
        require_turns(session)
        return session, gone_back(played(session, store)[0], session, turn)
    except Unknown as error:
        raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error
    except (StoreError, Unplayable) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)


def _play_plain(whatif: "WhatIf", session: "Session", settings: "Settings") -> None:
    from alliance_sim.plain_whatif import play  # noqa: PLC0415
    from alliance_sim.shelf import changed_since  # noqa: PLC0415
    from alliance_sim.side_by_side import CHANGED  # noqa: PLC0415

    def tell(line: str) -> None:
        click.echo(line, color=False)

    if changed_since(session, scenario_folders(settings)):
        tell(CHANGED)
    try:
        play(whatif, iter(sys.stdin.readline, "") if sys.stdin is not None else (), tell)
    except KeyboardInterrupt:
        click.echo()
        sys.exit(130)
