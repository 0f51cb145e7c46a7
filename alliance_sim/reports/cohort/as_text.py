"""A cohort as text for a terminal of 80 columns: tables, figures, and the limits at the end."""

from collections.abc import Callable, Iterator

from alliance_sim.cells import cells
from alliance_sim.characters import harmless
from alliance_sim.cohort import LIMITS, Cohort
from alliance_sim.cohort.comparison import Comparison
from alliance_sim.reports.cohort.drawn import differences, distribution, forest, slopes
from alliance_sim.reports.cohort.sheets import Row, Sheet, people, sheets
from alliance_sim.wrapping import wrapped

WIDTH = 80
GAP = "  "
INDENT = "  "
"""Before a row that stands below a heading of its table."""
NARROWEST = 14
"""Columns that the names of rows get at least."""


def rendered(cohort: Cohort) -> str:
    """Lines of at most 80 columns, unless a table holds figures that need more."""
    return harmless("\n".join(_lines(cohort)))


def _lines(cohort: Cohort) -> Iterator[str]:
    yield from wrapped(f"Cohort: {cohort.course.title} ({cohort.course.id})", WIDTH)
    for sheet in (people(cohort), *sheets(cohort)):
        yield from _section(sheet.title)
        yield from _table(sheet)
        if sheet.note:
            yield ""
            yield from wrapped(sheet.note, WIDTH)
    yield from _figures(cohort)
    yield from _comments(cohort)
    yield from _section("Limits")
    yield from wrapped(LIMITS, WIDTH)


def _section(title: str) -> Iterator[str]:
    yield ""
    yield from wrapped(title, WIDTH)
    yield "-" * min(cells(title), WIDTH)


def _table(sheet: Sheet) -> Iterator[str]:
    """Columns as wide as their cells; the first one wraps, and so does the last where there are words in it."""
    rows = [row for row in sheet.rows if len(row) > 1]
    margin = INDENT if len(rows) < len(sheet.rows) else ""
    heads = [cell.split("\n") for cell in sheet.head]
    widths = [max(*map(cells, heads[n]), *(cells(row[n]) for row in rows)) for n in range(len(heads))]
    widths[0] += len(margin)
    room = WIDTH - len(GAP) * (len(widths) - 1)
    widths[-1] = min(widths[-1], max(NARROWEST, room - sum(widths[1:-1]) - min(widths[0], 36)))
    widths[0] = min(widths[0], max(NARROWEST, room - sum(widths[1:])))
    if any(sheet.head):
        for n in range(max(map(len, heads))):
            yield _row(tuple(head[n] if n < len(head) else "" for head in heads), widths)
    for row in sheet.rows:
        if len(row) == 1:
            yield from wrapped(row[0], WIDTH)
        else:
            yield from _folded(row, widths, margin)


def _folded(row: Row, widths: list[int], margin: str) -> Iterator[str]:
    first = [f"{margin}{line}" for line in wrapped(row[0], widths[0] - len(margin))]
    last = wrapped(row[-1], widths[-1])
    for n in range(max(len(first), len(last))):
        middle = row[1:-1] if n == 0 else ("",) * (len(row) - 2)
        yield _row((first[n] if n < len(first) else "", *middle, last[n] if n < len(last) else ""), widths)


def _row(row: Row, widths: list[int]) -> str:
    return GAP.join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _figures(cohort: Cohort) -> Iterator[str]:
    shown = [each for each in cohort.change if each.found]
    if shown:
        yield from _section("Figure: mean differences with their intervals")
        yield from forest(shown)
    for each in shown:
        if each.outcome.role == "primary":
            yield from _figure(f"{each.outcome.title}: each person", each, slopes)
            yield from _figure(f"{each.outcome.title}: how many differ by how much", each, differences)
    for rating in cohort.evaluation.distributions:
        if rating.counts:
            yield from _section(f"Figure: {rating.ask}")
            yield from distribution(rating)


def _figure(title: str, found: Comparison, drawing: Callable[[Comparison], Iterator[str]]) -> Iterator[str]:
    yield from _section(f"Figure: {title}")
    yield from drawing(found)


def _comments(cohort: Cohort) -> Iterator[str]:
    for each in cohort.evaluation.comments:
        yield from _section(f"In their own words: {each.ask}")
        for answer in each.answers:
            for number, line in enumerate(wrapped(answer, WIDTH - 2)):
                yield f"{'  ' if number else '- '}{line}"
