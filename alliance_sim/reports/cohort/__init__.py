"""A cohort as a report: one module a format, imported when it is asked for."""

from importlib import import_module

from alliance_sim.cohort import Cohort

FORMATS = {"text": "as_text", "html": "as_html", "csv": "as_csv", "json": "as_json"}
"""Each format and its module here."""


def rendered(cohort: Cohort, format: str, *, comments: bool = False) -> str:
    """The report in one of the `FORMATS`. What people wrote in their own words stays out of it without `comments`."""
    told = cohort if comments else cohort.without_comments()
    text: str = import_module(f"{__name__}.{FORMATS[format]}").rendered(told)
    return text
