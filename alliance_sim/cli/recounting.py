"""Commands for what was practised so far: the history, its trends, notes and tags, and the portfolio."""

import sys
from typing import TYPE_CHECKING

import click

from alliance_sim.cli.edge import opened_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from alliance_sim.sifting import Sieve
    from alliance_sim.store import Heading, Store

KINDS = ("scenario", "lesson", "drill", "course")
LEVELS = ("foundation", "intermediate", "advanced")
PORTFOLIO_FORMATS = ("markdown", "html", "json", "text")
ANY = "any"


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """A day as it is typed, in ISO 8601; empty where none is."""
    from datetime import date  # noqa: PLC0415

    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"expected a day such as 2026-03-31, found '{value}'") from error


since_option = click.option("--since", callback=_day, metavar="DAY", help="From this day on, such as 2026-01-01.")
until_option = click.option("--until", callback=_day, metavar="DAY", help="Up to this day, which is included.")


@click.command("history")
@click.option("--kind", type=click.Choice(KINDS), help="Only sessions of this kind.")
@click.option("--level", type=click.Choice(LEVELS), help="Only scenarios of this level.")
@click.option("--tag", metavar="TAG", help="Only sessions with this tag.")
@click.option("--ending", metavar="ENDING", help="Only those that ended so, such as repaired, or 'put aside'.")
@since_option
@until_option
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the latest N of them.")
@click.option("--trends", is_flag=True, help="Tell what first exposures and drills show over time.")
@click.option("--format", "format_", metavar="FORMAT", help="Of the trends: text, markdown, html or json.")
def history_command(  # noqa: PLR0913  # one for each option
    *,
    kind: str | None,
    level: str | None,
    tag: str | None,
    ending: str | None,
    since: str,
    until: str,
    last: int | None,
    trends: bool,
    format_: str | None,
) -> None:
    """List the sessions on this machine, the latest first, or with --trends what they show.

    With filters only the sessions that pass them all.
    """
    from alliance_sim.sifting import Sieve  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    _require_order(since, until)
    if format_ is not None and not trends:
        raise click.UsageError("expected --format beside --trends: the list is always plain lines")
    named = " ".join(tag.casefold().split()) if tag else ANY
    sieve = Sieve(kind or ANY, level or ANY, named, ending or ANY, since, until)
    try:
        if trends:
            _print_trends(sieve, last, format_ or "text")
        else:
            _print_list(sieve, last)
    except StoreError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)


def _require_order(since: str, until: str) -> None:
    if since and until and since > until:
        raise click.UsageError(f"expected --since before --until, found {since} after {until}")


def _print_list(sieve: "Sieve", last: int | None) -> None:
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.history import exposure, standing  # noqa: PLC0415
    from alliance_sim.store import Remark  # noqa: PLC0415

    store = opened_store(read_only=True)
    entries = _meant(store, sieve, last)
    if not entries:
        shown = "No session yet. alliance-sim list shows the scenarios."
        click.echo(shown if sieve.open else "No session passes these filters.")
    remarks = store.remarks()
    for entry in reversed(entries):
        session, remark = entry.session, remarks.get(entry.session.id, Remark())
        state, seen = standing(entry.ending, entry.answers), exposure(session)
        marks = "".join(f"; #{tag}" for tag in sorted(remark.tags)) + ("; note" if remark.note else "")
        started = session.started[:16].replace("T", " ")
        click.echo(f"{session.id[:8]}: {started} UTC, {harmless(session.title)}; {state}; {seen}{marks}.")
    for damaged in store.damaged() if sieve.open and last is None else ():
        click.echo(f"{damaged[:8]}: damaged, cannot be read; the other sessions are not affected.", err=True)


def _meant(store: "Store", sieve: "Sieve", last: int | None) -> "tuple[Heading, ...]":
    """The sessions that pass, in the order in which they began; only the latest of them with `last`."""
    from alliance_sim.gathering import levels  # noqa: PLC0415
    from alliance_sim.sifting import sifted  # noqa: PLC0415

    if sieve.open:
        return store.headers(last=last)
    headings = store.headers()
    known = levels(store, (heading.session for heading in headings)) if sieve.level != ANY else {}
    found = tuple(sifted(headings, sieve, store.remarks(), known))
    return found if last is None else found[-last:]


def _print_trends(sieve: "Sieve", last: int | None, format_: str) -> None:
    from alliance_sim.gathering import gathered  # noqa: PLC0415
    from alliance_sim.reports import DOCUMENT_FORMATS, FORMATS, portfolio_json  # noqa: PLC0415
    from alliance_sim.reports.text import WIDTH  # noqa: PLC0415
    from alliance_sim.reports.trending import TITLE, document  # noqa: PLC0415
    from alliance_sim.trends import trends  # noqa: PLC0415

    if format_ not in FORMATS:
        raise click.UsageError(f"expected the format {', '.join(FORMATS)}, found '{format_}'")
    store = _store_that_keeps()
    walk = gathered(store, _meant(store, sieve, last))
    found = trends(walk.showings)
    if format_ == "json":
        click.echo(portfolio_json.rendered(found), nl=False)
    else:
        told = document(found, unreadable=walk.unreadable, beyond=walk.beyond)
        click.echo(DOCUMENT_FORMATS[format_](told, TITLE, WIDTH), nl=False)


def _store_that_keeps() -> "Store":
    """The store, so that what is worked out can be kept in it; where there is none, none is made."""
    from alliance_sim.store import home  # noqa: PLC0415
    from alliance_sim.store.files import FILE  # noqa: PLC0415

    return opened_store(read_only=not (home() / FILE).exists())


@click.command("note")
@click.argument("session")
@click.argument("text", required=False)
def note_command(session: str, text: str | None) -> None:
    """Show the note beside SESSION (its first letters are enough), or write TEXT there.

    With '-' the text is read from what is piped in; an empty text removes the note.
    """
    from alliance_sim.characters import harmless  # noqa: PLC0415

    if text is None:
        _with_session(session, lambda store, name: click.echo(harmless(store.note(name)) or "No note."))
        return
    said = sys.stdin.read() if text == "-" else text
    _with_session(session, lambda store, name: store.set_note(name, said), writing=True)
    click.echo("Kept." if said.strip() else "Removed.")


@click.command("tags")
@click.argument("session")
@click.argument("tags", required=False)
def tags_command(session: str, tags: str | None) -> None:
    """Show the tags of SESSION (its first letters are enough), or give it TAGS, with commas between, and no others."""
    if tags is None:
        _with_session(session, lambda store, name: click.echo(", ".join(sorted(store.tags(name))) or "No tags."))
        return
    named = [tag for tag in tags.split(",") if tag.strip()]
    _with_session(session, lambda store, name: store.set_tags(name, named), writing=True)
    click.echo("Kept." if named else "Removed.")


def _with_session(prefix: str, deed: "Callable[[Store, str], object]", *, writing: bool = False) -> None:
    """Do something with a session; what goes wrong ends the command."""
    from alliance_sim.store import StoreError, Unknown  # noqa: PLC0415

    try:
        store = _store_that_keeps() if writing else opened_store(read_only=True)
        deed(store, store.resolve(prefix))
    except Unknown as error:
        raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except StoreError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)


@click.command("portfolio")
@since_option
@until_option
@click.option("--format", "format_", default="markdown", metavar="FORMAT", help="markdown, html, json or text.")
@click.option("--reflections", is_flag=True, help="Include what you wrote in all these sessions.")
@click.option("--tag", metavar="TAG", help="Include what you wrote in those with this tag.")
@click.option("--session", "names", multiple=True, metavar="SESSION", help="Include what you wrote in this one.")
@click.option("--notes", is_flag=True, help="Of the sessions chosen so, include the notes beside them too.")
def portfolio_command(
    *, since: str, until: str, format_: str, reflections: bool, tag: str | None, names: tuple[str, ...], notes: bool
) -> None:
    """Print what you practised in a time, for supervision or continuing professional development.

    It tells what was practised, for how long, and what the figures show. What you wrote is left out, but of the
    sessions that you choose: with --session, with --tag, or all of them with --reflections.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    from alliance_sim.compiling import compiled  # noqa: PLC0415
    from alliance_sim.reports import DOCUMENT_FORMATS, portfolio, portfolio_json  # noqa: PLC0415
    from alliance_sim.reports.text import WIDTH  # noqa: PLC0415
    from alliance_sim.store import StoreError  # noqa: PLC0415

    _require_order(since, until)
    if format_ not in PORTFOLIO_FORMATS:
        raise click.UsageError(f"expected the format {', '.join(PORTFOLIO_FORMATS)}, found '{format_}'")
    try:
        store = _store_that_keeps()
        chosen = _chosen(store, since, until, everything=reflections, tag=tag, names=names)
        made = datetime.now(UTC).date().isoformat()
        found = compiled(store, since=since, until=until, made=made, chosen=chosen, notes=notes)
    except StoreError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(3)
    if format_ == "json":
        click.echo(portfolio_json.rendered(found), nl=False)
    else:
        click.echo(DOCUMENT_FORMATS[format_](portfolio.document(found), portfolio.TITLE, WIDTH), nl=False)


def _chosen(
    store: "Store", since: str, until: str, *, everything: bool, tag: str | None, names: tuple[str, ...]
) -> "Collection[str]":
    """The sessions of the time whose texts shall be shown."""
    from alliance_sim.sifting import Sieve, sifted  # noqa: PLC0415
    from alliance_sim.store import Unknown  # noqa: PLC0415

    remarks = store.remarks()
    there = {each.session.id for each in sifted(store.headers(), Sieve(since=since, until=until), remarks, {})}
    found = set(there) if everything else set()
    if tag is not None:
        named = " ".join(tag.casefold().split())
        tagged = {name for name, remark in remarks.items() if named in remark.tags}
        if not tagged & there:
            raise click.UsageError(f"expected a tag of a session of this time, found '{tag}'")
        found |= tagged & there
    for name in names:
        try:
            session = store.resolve(name)
        except Unknown as error:
            raise click.UsageError(f"{error}: alliance-sim history lists the sessions") from error
        if session not in there:
            raise click.UsageError(f"expected a session of this time, found '{name}', which began outside of it")
        found.add(session)
    return found
