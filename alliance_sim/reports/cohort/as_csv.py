"""A cohort as one long CSV table: `table,row,measure,value`, a figure a line, as statistics programs like to read it.

A text that a spreadsheet would take for a formula has an apostrophe before it; numbers stay numbers. The first bytes
say that it is UTF-8, for spreadsheets that would not know.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from alliance_sim.cohort import LIMITS, Cohort
from alliance_sim.reports.cohort.as_json import content

HEAD = ("table", "row", "measure", "value")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "\ufeff"

Line = tuple[str, str, str, str | float | int]


def rendered(cohort: Cohort) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(tuple(_safe(cell) for cell in line) for line in _lines(content(cohort)))
    return MARK + written.getvalue().removesuffix("\n")


def _safe(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _lines(told: Mapping[str, Any]) -> Iterator[Line]:
    for name in ("course", "people"):
        yield from _flat(name, "", told[name])
    for name in ("change", "follow_up", "then_test"):
        for each in told[name]:
            yield from _flat(name, each["outcome"], {key: each[key] for key in each if key != "outcome"})
    for each in told["dose"]:
        yield from _flat("dose", each["what"], {key: each[key] for key in each if key != "what"})
    for each in told["group_means"]:
        figures = {key: each[key] for key in ("n", "before", "after", "mean_difference")}
        yield from _flat("group_means", f"{each['outcome']} / {each['group']}", figures)
    for each in told["evaluation"]["ratings"]:
        yield from _flat("ratings", each["id"], {key: each[key] for key in each if key != "id"})
    for each in told["evaluation"]["comments"]:
        for answer in each["answers"]:
            yield "comments", each["id"], each["ask"], answer
    yield "limits", "", "", LIMITS


def _flat(table: str, row: str, found: Mapping[str, Any], before: str = "") -> Iterator[Line]:
    """A line a figure; what has no value has no line."""
    for key, value in found.items():
        measure = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _flat(table, row, value, f"{measure}.")
        elif isinstance(value, list):
            yield from _flat(table, row, {"low": value[0], "high": value[1]}, f"{measure}.")
        elif isinstance(value, bool):
            yield table, row, measure, "true" if value else "false"
        elif value is not None:
            yield table, row, measure, value
