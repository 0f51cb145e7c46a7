"""The commands of courses: what there is, going through one, and the card of the group talk."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import current_settings, opened_store, scenario_folders, why_plain

if TYPE_CHECKING:
    from alliance_sim.coursework import Taking
    from alliance_sim.library import Loaded
    from alliance_sim.rehearsal import Recorded

LONGEST_GROUP = 40
CODE = "expected a code of two letters and two digits, such as AB12, found '{}'"
MADE = "make one that you can make again, and that says nothing of you"


@click.group("course")
def course_command() -> None:
    """Go through a course: questions, lessons and scenarios in order, and a file at the end."""


@course_command.command("list")
def list_courses() -> None:
    """List the courses: shipped, and in your own folders."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.coursework import course_files  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415

    for path in course_files(scenario_folders(current_settings())):
        file = load(path)
        if file.course is None:
            click.echo(f"{harmless(file.id)}: has errors; alliance-sim check {harmless(str(path))}")
            continue
        steps = file.course.steps
        minutes = sum(step.minutes for step in steps)
        told = f"{len(steps)} steps, about {minutes // 60} h {minutes % 60:02} min"
        click.echo(f"{file.id}: {file.course.title}. {told}.")
        click.echo(f"    {file.course.summary}")


@course_command.command("card")
@click.argument("name")
def card_of_course(name: str) -> None:
    """Print the card of the group talk of the course NAME, for whoever leads it."""
    from alliance_sim.course_script import card  # noqa: PLC0415
    from alliance_sim.reports.text import rendered  # noqa: PLC0415

    file = _sound(name)
    assert file.course is not None
    document = card(file.course)
    if not document:
        raise click.UsageError(f"expected a course with a card, found '{file.id}' without `focus_group`")
    click.echo(rendered(document), nl=False)


def _code(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """A participant's code in capitals; anything else is wrong usage."""
    if not re.fullmatch(r"[A-Za-z]{2}[0-9]{2}", given):
        raise click.BadParameter(f"{CODE.format(given[:40])}: {MADE}")
    return given.upper()


def _group(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    from alliance_sim.characters import FORBIDDEN  # noqa: PLC0415

    group = " ".join(given.split())
    if len(group) > LONGEST_GROUP or FORBIDDEN.search(group):
        raise click.BadParameter(f"expected a name of at most {LONGEST_GROUP} characters, found '{given[:60]}'")
    return group


OUT = click.option("--out", metavar="FOLDER", default=".", help="Where the participant file is; by default here.")
WHOSE = click.option(
    "--code", required=True, callback=_code, metavar="AB12", help="Your code: two letters and two digits."
)


@course_command.command("run")
@click.argument("name")
@WHOSE
@click.option(
    "--group", default="", callback=_group, metavar="NAME", help="The group that you are in, if there are several."
)
@OUT
@click.option("--follow-up", is_flag=True, help="The questions weeks later; they join the file that you left then.")
@click.option("--plain", is_flag=True, help="Line by line, without the full screen.")
def run_course(name: str, code: str, group: str, out: str, follow_up: bool, plain: bool) -> None:
    """Go through the course NAME; the same code goes on where it was put aside.

    At its end the participant file is written, CODE.participant.json. A file that is there is never replaced; the
    follow-up is added to the one that was left at the end of the course.
    """
    settings = current_settings()
    reason = why_plain(asked=plain, settings=settings)
    with _told_plainly():
        taken = _taking(name, code, group=group, follow_up=follow_up)
        folder = _folder(out)
        if follow_up:
            _require_earlier(taken, folder)
        if not reason:
            from alliance_sim.tui.app import run_app  # noqa: PLC0415

            sys.exit(run_app(taken.store, settings, mouse=settings.mouse, course=(taken, folder)))
        click.echo(f"Line by line: {reason}.")
        _walk(taken, folder)


@course_command.command("write")
@click.argument("name")
@WHOSE
@OUT
def write_course(name: str, code: str, out: str) -> None:
    """Write the participant file of the course NAME as far as it goes, for somebody who left, or lost it."""
    with _told_plainly():
        taken = _taking(name, code)
        if not taken.attended.headings:
            raise click.UsageError(f"expected a code that has begun the course {taken.id}, found {code}")
        _write(taken, _folder(out))


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What keeps a course from going on is said, with status 1; a store that fails, with status 3."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.coursework import Unready  # noqa: PLC0415
    from alliance_sim.session import Unplayable  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    try:
        yield
    except Unready as error:
        click.echo(f"Error: {harmless(str(error))}", err=True)
        sys.exit(1)
    except (StoreError, Unplayable) as error:
        click.echo(f"Error: {harmless(str(error))}", err=True)
        sys.exit(3)


def _sound(name: str) -> "Loaded":
    """The course that is meant; one with errors is reported, with status 1."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.coursework import COURSES, found_course  # noqa: PLC0415
    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering.text import rendered  # noqa: PLC0415
    from alliance_sim.shelf import scenario_files  # noqa: PLC0415

    path = found_course(name, scenario_folders(current_settings()))
    if path is None:
        hint = nearest(name, [file.stem for file in scenario_files([COURSES])]) or "alliance-sim course list shows them"
        raise click.UsageError(f"expected the id of a course or a path, found '{harmless(name)}': {hint}")
    file = load(path)
    if file.errors:
        click.echo(rendered(file.source, file.errors), err=True)
        sys.exit(1)
    if file.course is None:
        raise click.UsageError(f"expected a course, found a {file.kind} in '{harmless(str(path))}'")
    return file


def _taking(name: str, code: str, *, group: str = "", follow_up: bool = False) -> "Taking":
    from alliance_sim.coursework import Unready, taking  # noqa: PLC0415

    file, store = _sound(name), opened_store()
    if not store.recording:
        raise Unready("expected a store that records, as a course is made of what is recorded")
    taken = taking(file, store, code, group=group, follow_up=follow_up)
    if missing := taken.missing():
        raise Unready(f"expected all files of the course, found none for: {', '.join(missing)}")
    if follow_up and not taken.steps:
        raise click.UsageError(f"expected a course with `follow_up`, found '{file.id}' without")
    return taken


def _folder(out: str) -> Path:
    from alliance_sim.characters import harmless  # noqa: PLC0415

    if not Path(out).is_dir():
        raise click.UsageError(f"expected a folder that is there, found '{harmless(out)}': make it first")
    return Path(out)


def _require_earlier(taken: "Taking", folder: Path) -> None:
    """Refuse a follow-up that would join nothing, or the file of somebody else, before anything is asked."""
    from alliance_sim.coursework import earlier_of, path_of  # noqa: PLC0415

    before = earlier_of(taken, folder)
    if before is not None:
        taken.joined(before)
    else:
        raise click.UsageError(
            f"expected the file that {taken.code} left at the end of the course, "
            f"found no {path_of(folder, taken.code)}: --out names the folder where it is"
        )


def _walk(taken: "Taking", folder: Path) -> None:
    """Step after step, until the end of the course, of a day, or of the input."""
    from alliance_sim.characters import harmless  # noqa: PLC0415

    _say_beforehand(taken)
    steps = taken.steps
    while (step := taken.following()) is not None:
        title = f"Step {steps.index(step) + 1} of {len(steps)}: {harmless(taken.title(step))}"
        click.echo(f"\n=== {title}. About {_minutes(step.minutes)}. ===")
        try:
            finished = _taken_to_its_end(taken.begun(step))
        except KeyboardInterrupt:
            _say_put_aside(taken)
            sys.exit(130)
        if not finished:
            _say_put_aside(taken)
            return
        if step.do == "session-end" and taken.following() is not None:
            return
    _write(taken, folder)


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"


def _say_put_aside(taken: "Taking") -> None:
    also = " --follow-up" if taken.follow_up else ""
    click.echo(f"Put aside. alliance-sim course run {taken.id} --code {taken.code}{also} goes on here.")


def _say_beforehand(taken: "Taking") -> None:
    from alliance_sim.course_script import welcome  # noqa: PLC0415
    from alliance_sim.reports.text import rendered  # noqa: PLC0415

    done = sum(standing == "done" for _, standing in taken.standings())
    if done:
        click.echo(f"{taken.course.title}. You go on after {done} of {len(taken.steps)} steps.")
        click.echo("If it was not you who began, stop here (Ctrl+C) and choose another code.")
    else:
        click.echo(rendered(welcome(taken.course, taken.code)), nl=False)


def _taken_to_its_end(rehearsal: "Recorded") -> bool:
    """Play a step line by line; False where it was put aside. Meanwhile no other window can have it."""
    from alliance_sim.plain import Reader, run  # noqa: PLC0415

    def tell(line: str) -> None:
        click.echo(line, color=False)

    assert rehearsal.store is not None
    source = iter(sys.stdin.readline, "") if sys.stdin is not None else iter(())
    with rehearsal.store.playing(rehearsal.session.id):
        if not run(rehearsal, Reader(source), tell):
            return False
        rehearsal.finish()
        return True


def _write(taken: "Taking", folder: Path) -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.coursework import left_behind  # noqa: PLC0415

    path, new = left_behind(taken, folder)
    click.echo(f"{'Written' if new else 'It is there already'}: {harmless(str(path))}")
    click.echo("Give this file to those who run the course. It holds your code, and no name.")
