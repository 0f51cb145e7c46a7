"""The command for teachers: a scenario in front of a group, the notes beside it, what is printed and what is kept."""

import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from attrs import frozen

from alliance_sim.cli.edge import current_settings, why_plain

if TYPE_CHECKING:
    from alliance_sim.classroom import Classroom, Followed, Taught
    from alliance_sim.library import Loaded
    from alliance_sim.settings import Settings

PLAIN = "teach needs a full screen, here there is none ({}); --handout and --notes --plain work line by line."
LOOK = 0.3
"""Seconds between two looks of the plain notes at the session."""


@frozen
class Wanted:
    """What was asked for on the command line."""

    notes: bool
    handout: bool
    observer: bool
    debrief: bool
    format_: str
    anew: bool
    minutes: int
    seed: int
    light: bool
    plain: bool
    no_mouse: bool


@click.command("teach")
@click.argument("scenario", required=False)
@click.option("--notes", is_flag=True, help="The teacher's notes: follow the session that another terminal shows.")
@click.option("--handout", is_flag=True, help="Print a page (HTML) for paper: observer grid, facilitator's sheet.")
@click.option("--observer", is_flag=True, help="With --handout: the observer grid alone, to copy for everybody.")
@click.option("--debrief", is_flag=True, help="Print the group debrief of the latest session.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    help="Of the group debrief.",
)
@click.option("--anew", is_flag=True, help="Begin anew, also where a session of today could be gone on with.")
@click.option("--minutes", type=click.IntRange(5, 600), default=60, metavar="N", help="How long the session may take.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, help="Fix the order of the replies.")
@click.option("--light", is_flag=True, help="Black on white, for a room that is not dark.")
@click.option("--plain", is_flag=True, help="With --notes: line by line.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def teach_command(scenario: str | None, **given: Any) -> None:
    """Show SCENARIO to a group, for a projector: votes, talk, votes again, and the branch that the group wants.

    Without SCENARIO the latest session goes on. The notes run in a second terminal: alliance-sim teach --notes
    """
    wanted = Wanted(**given)
    settings = current_settings()
    if wanted.handout or wanted.observer:
        _print_handout(scenario, settings, alone=wanted.observer)
        return
    if wanted.debrief:
        _print_debrief(wanted.format_)
        return
    reason = why_plain(asked=wanted.plain, settings=settings)
    if wanted.notes:
        _show_notes(settings, mouse=settings.mouse and not wanted.no_mouse, plain=bool(reason))
        return
    if reason:
        click.echo(PLAIN.format(reason), err=True)
        sys.exit(2)
    sys.exit(_teach(scenario, settings, wanted))


def _print_handout(scenario: str | None, settings: "Settings", *, alone: bool) -> None:
    from alliance_sim.cli.practising import playable  # noqa: PLC0415
    from alliance_sim.reports.html import rendered  # noqa: PLC0415
    from alliance_sim.teaching import sheets  # noqa: PLC0415

    if scenario is None:
        raise click.UsageError("expected a scenario beside --handout: alliance-sim list shows the scenarios")
    found = playable(scenario, settings).scenario
    assert found is not None
    made = sheets.observer(found) if alone else sheets.both(found)
    click.echo(rendered(made, title=found.title), nl=False)


def _print_debrief(format_: str) -> None:
    import json  # noqa: PLC0415

    from alliance_sim.reports import DOCUMENT_FORMATS  # noqa: PLC0415
    from alliance_sim.teaching.debriefing import as_json, document, group_debrief  # noqa: PLC0415

    taught = _latest()
    found = group_debrief(taught.now, scenario=taught.head.scenario)
    if format_ == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return
    click.echo(DOCUMENT_FORMATS[format_](document(found), f"Group debrief: {found.title}", 72), nl=False)


def _latest() -> "Taught":
    """The latest session; where there is none, status 1."""
    from alliance_sim.classroom import NotTaught, latest  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415

    try:
        return latest(home())
    except NotTaught as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


def _teach(scenario: str | None, settings: "Settings", wanted: Wanted) -> int:
    """Show the projected screen; the exit status."""
    from alliance_sim.classroom import Classroom, NotTaught, begun, taught_here  # noqa: PLC0415
    from alliance_sim.cli.practising import playable  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415
    from alliance_sim.tui.teach_app import run_teach  # noqa: PLC0415

    file = playable(scenario, settings) if scenario is not None else None
    try:
        with taught_here(home()):
            aside = _aside(file, anew=wanted.anew)
            if aside is not None:
                room, told = Classroom(aside, time.time), "Going on where it was left. --anew begins anew."
            else:
                assert file is not None
                room, told = begun(file, home(), time.time, seed=wanted.seed, minutes=wanted.minutes), ""
            mouse = settings.mouse and not wanted.no_mouse
            status = run_teach(room, home(), mouse=mouse, light=wanted.light, told=told)
    except NotTaught as error:
        click.echo(f"Error: {error}", err=True)
        return 3
    _say_how_to_go_on(room)
    return status


def _aside(file: "Loaded | None", *, anew: bool) -> "Taught | None":
    """The session to go on with: the latest, or the one of today that teaches this very text."""
    from alliance_sim.classroom import resumable  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415

    if file is None:
        return _latest()
    return None if anew else resumable(file, home(), time.time())


def _say_how_to_go_on(room: "Classroom") -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415

    if room.why_not:
        click.echo(f"Not kept: {harmless(room.why_not)}.", err=True)
        return
    click.echo("alliance-sim teach goes on here; alliance-sim teach --debrief prints the group debrief.")


def _show_notes(settings: "Settings", *, mouse: bool, plain: bool) -> None:
    from alliance_sim.classroom import Followed  # noqa: PLC0415
    from alliance_sim.store import home  # noqa: PLC0415

    if not plain:
        from alliance_sim.tui.teach_app import run_notes  # noqa: PLC0415

        sys.exit(run_notes(home(), settings, mouse=mouse))
    try:
        for line in plain_notes(Followed(home()), time.time, time.sleep):
            click.echo(line, color=False)
    except KeyboardInterrupt:
        click.echo()
        sys.exit(130)


def plain_notes(followed: "Followed", now: Callable[[], float], wait: Callable[[float], None]) -> Iterator[str]:
    """The notes line by line: each turn once, the stages by their names; ends when the projected screen is left."""
    from alliance_sim.reports.text import rendered  # noqa: PLC0415
    from alliance_sim.teaching.clock import clock  # noqa: PLC0415
    from alliance_sim.teaching.notes import stage_notes, turn_notes  # noqa: PLC0415
    from alliance_sim.teaching.seminar import VOTES  # noqa: PLC0415
    from alliance_sim.teaching.wording import title  # noqa: PLC0415

    yield "Waiting for alliance-sim teach SCENARIO in another terminal. Ctrl+c ends."
    told: set[object] = set()
    place: object = None
    while True:
        taught = followed.look()
        if taught is None:
            wait(LOOK)
            continue
        here = taught.now
        if here.closed and place is None:
            continue  # a session of the past: the next one is waited for
        before, place = place, (here.path, here.stage)
        if place != before:
            yield f"{title(here)}. {clock(here, now(), taught.head.minutes)}."
            if here.path not in told and here.stage not in ("aims", "care", "case", "debrief"):
                told.add(here.path)
                yield rendered(turn_notes(here))
            if here.stage not in VOTES:
                yield rendered(stage_notes(here))
        if here.closed:
            yield "The projected screen was left."
            return
