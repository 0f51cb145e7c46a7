"""Commands to begin with: a scenario of one's own, and the guide."""

import shutil
import sys
from pathlib import Path

import click

WIDEST = 100
"""Columns; longer lines are hard to read."""
SCHEMA = "scenario.schema.json"
NEXT = (
    ("preview", "plays it beside what is found in it, and reads it again when you save"),
    ("check", "says what is wrong, and where"),
    ("map", "shows where each reply leads"),
)


@click.command("new")
@click.argument("name")
@click.option("--title", metavar="TEXT", help="The title; by default made from NAME.")
@click.option("--folder", metavar="DIR", help="Where to write it; by default here.")
@click.option("--force", is_flag=True, help=f"Replace a {SCHEMA} of another version. A scenario is never replaced.")
def new_command(name: str, title: str | None, folder: str | None, force: bool) -> None:
    """Write NAME.yaml, a small scenario that plays, to write over; and the schema from which editors complete it.

    NAME is an id, such as empty-diary; a path is understood too.

    Exit status: 0, 1 if a file could not be written, 2 for wrong usage.
    """
    from alliance_sim.characters import harmless  # noqa: PLC0415

    path = _placed(name, folder)
    text = _filled(path.stem, title)
    try:
        _write_anew(path, text)
        told = _schema_beside(path, force=force)
    except FileExistsError as error:
        raise click.UsageError(
            f"expected a name that is free, found '{harmless(str(path))}': choose another, or move that file away"
        ) from error
    except OSError as error:
        click.echo(f"Error: {harmless(str(error.filename or path))} could not be written: {error.strerror}", err=True)
        sys.exit(1)
    click.echo(f"Written: {harmless(str(path))}\n{told}\n\nIt plays as it is. Write over it, from the top down:\n")
    for command, deed in NEXT:
        click.echo(f"  alliance-sim {command} {_quoted(path)}\n      {deed}")
    click.echo("  alliance-sim guide authoring\n      is the whole way, step by step")


def _placed(name: str, folder: str | None) -> Path:
    """The path of the new file; a name that is none, or a folder that is not there, is wrong usage."""
    import re  # noqa: PLC0415

    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.shapes import ID_LENGTH, ID_PATTERN, id_like  # noqa: PLC0415
    from alliance_sim.shelf import scenario_files, shipped_folder  # noqa: PLC0415

    given = Path(name)
    stem = given.stem if given.suffix in (".yaml", ".yml") else given.name
    if not re.fullmatch(ID_PATTERN, stem) or len(stem) > ID_LENGTH:
        better = id_like(stem)
        kept = better and not stem.lstrip("_-. ")[:1].isdigit()  # what begins with a number loses its sense without it
        hint = f"did you mean '{better}'?" if kept else "small letters, digits and hyphens, first a letter"
        raise click.UsageError(f"expected a name such as empty-diary, found '{harmless(stem)}': {hint}")
    if stem in {path.stem for path in scenario_files([shipped_folder()])}:
        raise click.UsageError(f"expected a name of its own, found '{stem}': a shipped scenario has it")
    place = Path(folder or "") / given.parent
    if not place.is_dir():
        raise click.UsageError(f"expected a folder that is there, found '{harmless(str(place))}': make it first")
    return place / f"{stem}.yaml"


def _filled(name: str, title: str | None) -> str:
    """The text of a new scenario; a title that cannot stand in it is wrong usage."""
    from alliance_sim.characters import FORBIDDEN, harmless  # noqa: PLC0415
    from alliance_sim.shapes import Limits  # noqa: PLC0415
    from alliance_sim.shelf import PACKAGE  # noqa: PLC0415
    from alliance_sim.writing import spelled  # noqa: PLC0415

    words = " ".join((title if title is not None else name.replace("-", " ").capitalize()).split())
    if not words or FORBIDDEN.search(words) or len(words) > Limits().say:
        raise click.UsageError(f"expected a title on one line, found '{harmless(words[:60])}'")
    template = (PACKAGE / "skeleton.yaml").read_text(encoding="utf-8")
    (placeholder,) = [line for line in template.splitlines() if line.startswith("title: ")]
    return template.replace(placeholder, "\n".join(spelled("title:", words)), 1)


def _write_anew(path: Path, text: str) -> None:
    """Write a file that was not there. Raises `FileExistsError`; half a file is not left behind."""
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _schema_beside(path: Path, *, force: bool) -> str:
    """Write the schema beside the scenario unless another is there, and tell what came of it."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.shelf import PACKAGE  # noqa: PLC0415

    beside = path.with_name(SCHEMA)
    shown = harmless(str(beside))
    current = (PACKAGE / SCHEMA).read_bytes()
    if not beside.exists():
        beside.write_bytes(current)
        return f"Written: {shown}, from which editors complete it"
    if beside.read_bytes() == current:
        return f"Kept: {shown}, from which editors complete it"
    if force:
        beside.write_bytes(current)
        return f"Replaced: {shown}, which was of another version"
    return f"Kept: {shown}, which is of another version: alliance-sim schema > {_quoted(beside)} brings it up to date"


def _quoted(path: Path) -> str:
    from shlex import quote  # noqa: PLC0415

    from alliance_sim.characters import harmless  # noqa: PLC0415

    return harmless(quote(str(path)))


@click.command("guide")
@click.argument("topic", required=False)
@click.option("--format", "format_", default="text", metavar="FORMAT", help="text or markdown.")
def guide_command(topic: str | None, format_: str) -> None:
    """Print the guide on TOPIC; without one, list the topics."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.diagnostics import nearest  # noqa: PLC0415
    from alliance_sim.guide import TOPICS  # noqa: PLC0415
    from alliance_sim.reports.markdown import rendered as markdown_text  # noqa: PLC0415
    from alliance_sim.reports.text import rendered as plain_lines  # noqa: PLC0415

    if format_ not in ("text", "markdown"):
        raise click.UsageError(f"expected the format text or markdown, found '{harmless(format_)}'")
    if topic is None:
        for known in TOPICS.values():
            click.echo(f"{known.id}: {known.title}. {known.about}")
        click.echo("alliance-sim guide TOPIC prints one; the full screen has them under Guide.")
        return
    if topic not in TOPICS:
        hint = nearest(topic, TOPICS) or ", ".join(TOPICS)
        raise click.UsageError(f"expected a topic of the guide, found '{harmless(topic)}': {hint}")
    document = TOPICS[topic].document
    width = min(shutil.get_terminal_size().columns, WIDEST)
    click.echo(markdown_text(document) if format_ == "markdown" else plain_lines(document, width), nl=False)
