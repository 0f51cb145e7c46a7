"""A cohort as one HTML page that needs nothing else: no script, no request, light and dark, fit to print."""

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen
from markupsafe import Markup

from alliance_sim.cohort import LIMITS, Cohort
from alliance_sim.reports.cohort.sheets import people, sheets
from alliance_sim.reports.cohort.svg import differences, distribution, forest, slopes
from alliance_sim.reports.cohort.wording import directions, title

if TYPE_CHECKING:
    from jinja2 import Template


@frozen
class Drawing:
    """Figures that stand side by side under one caption."""

    caption: str
    figures: tuple[Markup, ...]


def rendered(cohort: Cohort) -> str:
    """The page. Text is escaped by the template; nothing of it is a template itself."""
    shown = [each for each in cohort.change if each.found]
    pairs = [
        Drawing(f"{title(each.outcome)}. {directions(each)}; n = {each.n}", (slopes(each), differences(each)))
        for each in shown
    ]
    ratings = [
        Drawing(f"{each.ask} n = {each.n}", (distribution(each),))
        for each in cohort.evaluation.distributions
        if each.counts
    ]
    return _template().render(
        cohort=cohort,
        sheets=[people(cohort), *sheets(cohort)],
        forest=forest(shown) if shown else None,
        pairs=pairs,
        ratings=ratings,
        limits=LIMITS,
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # only this report needs it

    loader = PackageLoader("alliance_sim", "reports/cohort")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
