"""Diagnostics as text: place and rule, the line with a caret, the hint, the run that shows it, where to read more."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from alliance_sim.cells import cells, cut
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.rendering import Report, one_line, replay
from alliance_sim.selection import WRITTEN
from alliance_sim.source import Source

MOST = 100
"""Diagnostics of one file that are printed; the rest are counted."""

ROOM = 72
"""Columns for an excerpt: what 80 leave beside the number of its line."""

BEFORE = 24
"""Columns of an excerpt that stand before what is marked, where the line is too long for its beginning."""


def reported(report: Report) -> str:
    parts = [rendered(file.source, file.diagnostics) for file in report.files if file.diagnostics]
    return "\n\n".join([*parts, _summary(report)])


def rendered(source: Source, diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics of one file."""
    found, lines, name = list(diagnostics), source.lines, one_line(source.name)
    parts = ["\n".join(_told(name, lines, diagnostic)) for diagnostic in found[:MOST]]
    if len(found) > MOST:
        parts.append(f"... and {len(found) - MOST} more in {name}")
    return "\n\n".join(parts)


def _summary(report: Report) -> str:
    counts = [_counted(count, severity) for severity, count in report.counted().items()]
    partly = sum(not file.complete for file in report.files)
    remark = f"; {partly} not exhaustive" if partly else ""
    if any(found.is_error and found.rule.code[2] in WRITTEN for file in report.files for found in file.diagnostics):
        remark += "; the rest is checked once the errors are mended"
    return f"{_counted(len(report.files), 'file')}: {', '.join(counts)}{remark}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _told(name: str, lines: list[str], found: Diagnostic) -> Iterator[str]:
    span, rule = found.span, found.rule
    yield f"{name}:{span.line}:{span.column}: {rule.severity}[{rule.code}] {one_line(found.message)}"
    if span.line <= len(lines) and lines[span.line - 1].strip():
        excerpt, carets = _excerpt(lines[span.line - 1], span)
        yield f"{span.line:>5} | {excerpt}"
        yield f"      | {carets}"
    if found.hint:
        yield f"  hint: {one_line(found.hint)}"
    if found.witness is not None:
        yield f"  shown by: {replay(name, found.witness)}"
    yield f"  explain: alliance-sim explain {rule.code}"


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """As much of a line as there is room for, with the span or its beginning; and the carets under that."""
    first, length = min(span.column - 1, len(line)), span.end - span.column
    before, rest = one_line(line[max(0, first - ROOM) : first]), one_line(line[first : first + ROOM + 1])
    needed = cells(before + rest[:length]) + (len(rest) > length)
    if cells(before) > BEFORE and (first > ROOM or needed > ROOM):
        before = "…" + _tail(before, max(BEFORE, ROOM - 1 - cells(rest)))
    shown = cut(rest, ROOM - cells(before))
    return before + shown, " " * cells(before) + "^" * max(1, cells(shown[:length]))


def _tail(text: str, room: int) -> str:
    fitting = sum(reached <= room for reached in accumulate(map(cells, reversed(text))))
    return text[len(text) - fitting :]
