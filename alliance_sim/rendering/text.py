"""Diagnostics as text: place and rule, the line with a caret, the hint, where to read more."""

from collections.abc import Iterable

from alliance_sim.characters import harmless
from alliance_sim.diagnostics import Diagnostic
from alliance_sim.source import Source

MOST = 100
"""Diagnostics of one file that are printed; the rest are counted."""


def rendered(source: Source, diagnostics: Iterable[Diagnostic]) -> str:
    found = list(diagnostics)
    parts = ["\n".join(_lines(source, diagnostic)) for diagnostic in found[:MOST]]
    if len(found) > MOST:
        parts.append(f"... and {len(found) - MOST} more in {harmless(source.name)}")
    return "\n\n".join(parts)


def _lines(source: Source, found: Diagnostic) -> Iterable[str]:
    span, rule = found.span, found.rule
    place = f"{harmless(source.name)}:{span.line}:{span.column}"
    yield f"{place}: {rule.severity}[{rule.code}] {harmless(found.message)}"
    lines = source.lines
    if span.line <= len(lines) and lines[span.line - 1].strip():
        line = harmless(lines[span.line - 1].replace("\t", " "))
        start = max(0, span.column - 60)
        cut = line[start : start + 100]
        length = max(1, min(span.end - span.column, len(cut) - (span.column - 1 - start)))
        yield f"{span.line:>5} | {cut}"
        yield f"      | {' ' * (span.column - 1 - start)}{'^' * length}"
    if found.hint:
        yield f"  hint: {harmless(found.hint)}"
    yield f"  explain: alliance-sim explain {rule.code}"
