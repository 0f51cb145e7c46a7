"""The command that reads the participant files of a course together."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.progress import progress

if TYPE_CHECKING:
    from alliance_sim.cohort.gathering import Given, Remark
    from alliance_sim.participant import Participant

FORMATS = ("text", "html", "csv", "json")
MISTAKES = 3
"""Mistakes that are told of one file."""


@click.command("cohort")
@click.argument("paths", nargs=-1, metavar="FILES...")
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text, html, csv or json.")
@click.option("--comments", is_flag=True, help="Include what people wrote in their own words.")
def cohort_command(paths: tuple[str, ...], format_: str, comments: bool) -> None:
    """Compare before and after in the participant files of a course.

    FILES are participant files, or folders: then all *.participant.json directly in them. A file that cannot be read,
    or does not belong to the others, is told by its name, and the rest goes on. `alliance-sim guide cohort` says what
    each figure means.

    Exit status: 0 if every file is counted in full, 1 if one is not, or no file can be read; 2 for wrong usage, and
    where scipy is missing.
    """
    if format_ not in FORMATS:
        raise click.UsageError(f"expected the format {', '.join(FORMATS)}, found '{format_}'")
    if not paths or "" in paths:
        raise click.UsageError("expected participant files or folders: alliance-sim cohort FILES...")
    _expect_scipy()
    files = list(dict.fromkeys(file for path in paths for file in _files_of(Path(path))))
    given, unreadable = _read(files)
    for remark in unreadable:
        _tell(remark)
    if not given:
        click.echo(f"Error: expected a participant file that can be read, found none in {len(files)}", err=True)
        sys.exit(1)
    losses = _report(given, len(unreadable), format_, comments=comments)
    sys.exit(1 if losses or unreadable else 0)


def _expect_scipy() -> None:
    try:
        import scipy.stats  # noqa: F401, PLC0415
    except ImportError:
        click.echo("Error: expected scipy for the statistics, found none: pip install 'alliance-sim[cohort]'", err=True)
        sys.exit(2)


def _files_of(path: Path) -> Iterator[Path]:
    """The participant files in a folder, else the path itself. A folder without one is wrong usage."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.participant import SUFFIX  # noqa: PLC0415

    if not path.is_dir():
        yield path
        return
    root = Path(os.path.realpath(path))
    found = sorted(each for each in path.iterdir() if each.name.endswith(SUFFIX) and not each.name.startswith("."))
    if not found:
        raise click.UsageError(f"expected a folder with *{SUFFIX} in it, found none in '{harmless(str(path))}'")
    for each in found:
        if root in Path(os.path.realpath(each)).parents:
            yield each
        else:
            click.echo(f"Passed over: {harmless(str(each))} is a link out of the folder", err=True)


def _read(files: Sequence[Path]) -> "tuple[list[Given], list[Remark]]":
    """The participants of the files, and of each other file why there is none."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.cohort.gathering import Given, Remark  # noqa: PLC0415
    from alliance_sim.collecting import collection_paused  # noqa: PLC0415

    given, unreadable = [], []
    with progress() as tell, collection_paused():
        for number, path in enumerate(files, 1):
            name = harmless(str(path))
            tell(f"reading {number:,} of {len(files):,}: {harmless(path.name)}")
            found, mistakes = _participant(path)
            if found is None:
                more = f"; and {len(mistakes) - MISTAKES} more" if len(mistakes) > MISTAKES else ""
                unreadable.append(Remark(name, f"not counted: {'; '.join(mistakes[:MISTAKES])}{more}"))
            else:
                given.append(Given(name, found))
    return given, unreadable


def _participant(path: Path) -> "tuple[Participant | None, tuple[str, ...]]":
    from alliance_sim.json_decoding import LARGEST  # noqa: PLC0415
    from alliance_sim.participant import read  # noqa: PLC0415
    from alliance_sim.shelf import read_bounded  # noqa: PLC0415

    try:
        return read(read_bounded(path, LARGEST + 1))
    except OSError as error:
        return None, (f"expected a file that can be read, found: {error.strerror}",)
    except ValueError as error:
        return None, (f"expected a file, found {error}",)


def _report(given: "Sequence[Given]", unreadable: int, format_: str, *, comments: bool) -> bool:
    """Print the report; whether a file, or a part of one, is not counted in it."""
    from alliance_sim.cohort import cohort  # noqa: PLC0415
    from alliance_sim.cohort.gathering import gathered  # noqa: PLC0415
    from alliance_sim.reports.cohort import rendered  # noqa: PLC0415

    with progress() as tell:
        tell(f"comparing {len(given):,} participants")
        found = gathered(given)
        text = rendered(cohort(found, unreadable=unreadable), format_, comments=comments) if found.people else ""
    for remark in found.remarks:
        _tell(remark)
    if not found.people:
        click.echo("Error: expected a participant who is counted, found none", err=True)
        sys.exit(1)
    click.echo(text)
    return any(remark.loss for remark in found.remarks)


def _tell(remark: "Remark") -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415

    click.echo(harmless(f"{remark.name}: {remark.told}"), err=True)
