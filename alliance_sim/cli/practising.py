"""Commands for those who practise."""

import sys
from shlex import quote
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import current_settings, opened_store, peeked_store, scenario_folders, why_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from alliance_sim.library import Loaded
    from alliance_sim.rehearsal import Recorded, Rehearsal
    from alliance_sim.session import Session
    from alliance_sim.settings import Settings
    from alliance_sim.store import Store


@click.command("play")
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help="Line by line, without the full screen.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value="",
    metavar="[SESSION]",
    help="Go on with a session that was put aside, by default the latest.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Fix the order of the replies.")
@click.option("--path", "path", metavar="A,B,C", help="Play these choices and print what is said; records nothing.")
@click.option(
    "--from",
    "place",
    metavar="SESSION:TURN",
    help="What if: go back to a turn of a session that is over, by its first letters, and reply otherwise; "
    "records nothing.",
)
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def play_command(
    *,
    scenario: str | None,
    plain: bool,
    resume: str | None,
    seed: int | None,
    path: str | None,
    place: str | None,
    no_mouse: bool,
) -> None:
    """Play SCENARIO, the id of a shipped scenario or a path."""
    if place is not None:
        from alliance_sim.cli.going_back import go_back  # noqa: PLC0415

        if (scenario, resume, path, seed) != (None, None, None, None):
            raise click.UsageError("expected --from alone: the session holds the scenario and the order of the replies")
        settings = current_settings()
        go_back(place, settings, plain=plain, mouse=settings.mouse and not no_mouse)
        return
    if path is not None:
        if scenario is None or resume is not None:
            raise click.UsageError("expected a scenario beside --path: alliance-sim play SCENARIO --path a,b,c")
        _print_path(playable(scenario, current_settings()), path)
        return
    if (scenario is None) == (resume is None):
        raise click.UsageError("expected a scenario or --resume, one of them: alliance-sim list shows the scenarios")
    settings = current_settings()
    reason = why_plain(asked=plain, settings=settings)
    if not reason:
        from alliance_sim.tui.app import run_app  # noqa: PLC0415

        file = playable(scenario, settings) if scenario is not None else None
        store = opened_store()
        session = _put_aside(store, resume) if resume is not None else None
        mouse = settings.mouse and not no_mouse
        sys.exit(run_app(store, settings, mouse=mouse, play=file, resume=session, seed=seed))
    click.echo(f"Line by line: {reason}.")
    _play_plain(scenario, resume or "", seed, settings)


def _put_aside(store: "Store", name: str) -> "Session":
    """The session to go on with: by its first letters, else the latest that is not finished."""
    from alliance_sim.store import StoreError, Unknown  # noqa: PLC0415

    try:
        session = store.session(store.resolve(name)) if name else store.unfinished()
    except Unknown as error:
        raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error
    except StoreError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)
    if session is None:
        click.echo("There is no session to go on with. alliance-sim list shows the scenarios.")
        sys.exit(0)
    return session


def playable(name: str, settings: "Settings") -> "Loaded":
    """The scenario that is meant; one that cannot be played is reported, with status 1."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering.text import rendered  # noqa: PLC0415
    from alliance_sim.shelf import found, scenario_files, shipped_folder  # noqa: PLC0415

    folders = scenario_folders(settings)
    path = found(name, folders)
    if path is None:
        known = [file.stem for file in scenario_files((shipped_folder(), *folders))]
        hint = nearest(name, known) or "alliance-sim list shows the scenarios"
        raise click.UsageError(f"expected the id of a scenario or a path, found '{harmless(name)}': {hint}")
    file = load(path)
    if file.scenario is None:
        click.echo(rendered(file.source, file.unplayable), err=True)
        if file.errors:
            click.echo(f"\n{harmless(str(path))} has errors and does not play.", err=True)
        sys.exit(1)
    return file


def _play_plain(name: str | None, aside: str, seed: int | None, settings: "Settings") -> None:
    from alliance_sim.rehearsal import resumed, started  # noqa: PLC0415
    from alliance_sim.shelf import changed_since  # noqa: PLC0415

    file = playable(name, settings) if name is not None else None
    store = opened_store()

    def begun() -> "Recorded":
        if file is not None:
            assert file.scenario is not None
            return started(file, settings.mode(file.scenario.level), store, seed=seed)
        session = _put_aside(store, aside)
        click.echo(f"Going on with: {session.title}")
        if session.kind == "scenario" and changed_since(session, scenario_folders(settings)):
            click.echo("The scenario has changed since; this session keeps the text it began with.")
        return resumed(session, store)

    _hold_and_run(begun)


def _hold_and_run(begun: "Callable[[], Recorded]") -> None:
    """Play a session line by line; meanwhile no other window can have it."""
    from alliance_sim.session import Unplayable  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    try:
        rehearsal = begun()
        if rehearsal.store is None:
            _line_by_line(rehearsal)
        else:
            with rehearsal.store.playing(rehearsal.session.id):
                _line_by_line(rehearsal)
    except (StoreError, Unplayable) as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)


def _line_by_line(rehearsal: "Recorded") -> None:
    try:
        finished = _run(rehearsal)
    except KeyboardInterrupt:
        click.echo()
        _say_put_aside(rehearsal)
        sys.exit(130)
    if not finished:
        _say_put_aside(rehearsal)
        return
    rehearsal.finish()
    if rehearsal.session.kind == "scenario":
        click.echo(f"Finished. alliance-sim debrief {rehearsal.session.id[:8]} shows the debrief again.")


def _say_put_aside(rehearsal: "Recorded") -> None:
    if rehearsal.store is not None and rehearsal.session.answers:
        click.echo("Put aside. alliance-sim play --resume goes on here.")


def _run(rehearsal: "Rehearsal") -> bool:
    from alliance_sim.plain import Reader, run  # noqa: PLC0415

    def tell(line: str) -> None:
        click.echo(line, color=False)

    source = iter(sys.stdin.readline, "") if sys.stdin is not None else iter(())
    return run(rehearsal, Reader(source), tell)


def _print_path(file: "Loaded", path: str) -> None:
    """Play the given choices by the engine alone."""
    from alliance_sim.reports.text import rendered  # noqa: PLC0415
    from alliance_sim.transcript import NotOpen, followed  # noqa: PLC0415

    assert file.scenario is not None
    choices = [part.strip() for part in path.split(",") if part.strip()]
    try:
        document = followed(file.scenario, choices)
    except NotOpen as error:
        raise click.UsageError(str(error)) from error
    click.echo(rendered(document), nl=False)


@click.command("list")
def list_command() -> None:
    """List the scenarios: shipped, and in your own folders."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.shelf import scenario_files, shipped_folder  # noqa: PLC0415

    store = peeked_store()
    settings = current_settings()
    folders = scenario_folders(settings)
    for folder in settings.paths:
        if not folder.is_dir():
            click.echo(f"{harmless(str(folder))}: expected a folder with scenarios, found none", err=True)
    shipped = {path.stem for path in scenario_files([shipped_folder()])}
    for path in scenario_files((shipped_folder(), *folders)):
        file = load(path)
        if file.value is not None and file.scenario is None:
            continue
        own = path.parent != shipped_folder()
        if file.scenario is None:
            hint = f"alliance-sim check {harmless(quote(str(path)))}"
            click.echo(f"{harmless(file.id)}: cannot be played, {len(file.errors)} errors; {hint}")
            continue
        found = file.scenario
        kinds = ", ".join(sorted(found.rupture_types)) or "none"
        times = store.attempts(file.id) if store else 0
        played = "not played yet" if not times else f"started {times} time{'s' if times > 1 else ''}"
        if own and file.id in shipped:
            played += f"; a shipped scenario has this id too: play {harmless(quote(str(path)))}"
        click.echo(f"{file.id}: {found.title}. {found.level}, {found.minutes} minutes, ruptures: {kinds}; {played}.")
        click.echo(f"    {found.summary}")


@click.command("lesson")
@click.argument("name", required=False)
@click.option("--plain", is_flag=True, help="Line by line, without the full screen.")
def lesson_command(name: str | None, plain: bool) -> None:
    """Read the lesson NAME and answer its questions; without a name, list the lessons."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.lesson import lessons  # noqa: PLC0415
    from alliance_sim.rehearsal import reading  # noqa: PLC0415
    from alliance_sim.shelf import shipped_lessons  # noqa: PLC0415

    if name is None:
        for shown in lessons():
            click.echo(f"{shown.id}: {shown.lesson.title}. {shown.lesson.minutes} minutes. {shown.lesson.outcome}")
        return
    if name not in shipped_lessons():
        hint = nearest(name, shipped_lessons()) or "alliance-sim lesson lists them"
        raise click.UsageError(f"expected the name of a lesson, found '{harmless(name)}': {hint}")
    settings = current_settings()
    reason = why_plain(asked=plain, settings=settings)
    if not reason:
        from alliance_sim.tui.app import run_app  # noqa: PLC0415

        sys.exit(run_app(opened_store(), settings, mouse=settings.mouse, lesson=name))
    _hold_and_run(lambda: reading(name, opened_store()))


@click.command("drill")
@click.option("--size", type=click.IntRange(5, 8), default=6, metavar="N", help="Turns of the sitting, 5 to 8.")
@click.option("--plain", is_flag=True, help="Line by line, without the full screen.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Fix which new turns come, and the order.")
def drill_command(size: int, plain: bool, seed: int | None) -> None:
    """Tell ruptures from look-alikes: a few single turns, those first that you missed or that are due again."""
    from alliance_sim.banks import banks  # noqa: PLC0415
    from alliance_sim.rehearsal import sitting  # noqa: PLC0415

    settings = current_settings()
    reason = why_plain(asked=plain, settings=settings)
    if not reason:
        from alliance_sim.tui.app import run_app  # noqa: PLC0415

        sys.exit(run_app(opened_store(), settings, mouse=settings.mouse, drill=size, seed=seed))
    click.echo(f"Line by line: {reason}.")
    _hold_and_run(lambda: sitting(banks(), opened_store(), size=size, seed=seed))
