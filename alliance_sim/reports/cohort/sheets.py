"""The tables of a cohort, as text and HTML print them: the same rows, the same words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from alliance_sim.cohort import Cohort
from alliance_sim.cohort.comparison import FEWEST, TESTED, WHEN, Comparison
from alliance_sim.cohort.evaluation import Distribution
from alliance_sim.cohort.outcomes import Outcome
from alliance_sim.reports.cohort.wording import (
    NOTHING,
    TOO_FEW,
    chance,
    estimate,
    in_unit,
    number,
    optional,
    share,
    spread,
    title,
)

PROBES, RATINGS = "Probes", "Self-ratings, 0 to 100"

Row = tuple[str, ...]


@frozen
class Sheet:
    """A table. A row of one cell is a heading within it; a head may have a line break in a cell."""

    title: str
    head: Row
    rows: tuple[Row, ...]
    note: str = ""


def people(cohort: Cohort) -> Sheet:
    """Who is in the figures, and who is not."""
    orders = ", ".join(f"{order} {count}" for order, count in cohort.orders.items())
    rows = (
        ("Enrolled", str(cohort.enrolled)),
        ("Finished the course", str(cohort.finished)),
        ("Teaching groups", str(cohort.groups)),
        ("Order of the forms", orders),
        ("Files left out, whole or in part", str(cohort.left_out)),
    )
    return Sheet("Who is in the figures", ("", ""), rows)


def sheets(cohort: Cohort) -> Iterator[Sheet]:
    """All tables but the first, in the order of the report; those without a row are left out."""
    found = (
        *_compared(cohort.change, "After less before", "Holm: adjusted for the secondary outcomes together. "),
        _missing(cohort.change),
        _then(cohort),
        *_compared(cohort.follow_up, "Follow-up less before", "Holm: adjusted for all outcomes of this table. "),
        _missing(cohort.follow_up),
        _dose(cohort),
        _groups(cohort),
        _ratings(cohort.evaluation.distributions),
        _two_sided(cohort.evaluation.distributions),
    )
    return (sheet for sheet in found if sheet.rows)


def _compared(found: Sequence[Comparison], title: str, family: str) -> Iterable[Sheet]:
    if not found:
        return ()
    return _differences(found, title), _standardised(found, f"{title}: tests", family), _ranked(found, title)


def _differences(found: Sequence[Comparison], name: str) -> Sheet:
    earlier, later = (WHEN[each].capitalize() for each in (found[0].earlier, found[0].later))
    head = ("", "n", "Mean difference\n[95 % CI]", f"{earlier}\nM (SD)", f"{later}\nM (SD)")
    note = f"n: people with both. Under {FEWEST} nothing is shown. Control items are not practised."
    return Sheet(name, head, _by_kind(found, _difference), note)


def _difference(each: Comparison) -> Row:
    unit, n = each.outcome.unit, str(each.n)
    if not each.found:
        return title(each.outcome), n, TOO_FEW, NOTHING, NOTHING
    told = each.found
    return title(each.outcome), n, estimate(told.difference, unit), spread(told.before, unit), spread(told.after, unit)


def _standardised(found: Sequence[Comparison], name: str, family: str) -> Sheet:
    note = (
        f"Paired t test, two-sided. {family}"
        "g_av: mean difference by the mean SD, Hedges-corrected. d_z: by the SD of the differences. "
        "r: correlation of both. "
        f"Under {TESTED} pairs there is no t and no p: descriptive."
    )
    head = ("", "t (df)", "p", "p\nHolm", "g_av", "d_z\n[95 % CI]", "r")
    return Sheet(name, head, _by_kind(found, _standard), note)


def _standard(each: Comparison) -> Row:
    if not each.found:
        return title(each.outcome), *(TOO_FEW, *[NOTHING] * 5)
    told = each.found
    t = "descriptive" if each.descriptive else NOTHING if told.t is None else f"{number(told.t, 2)} ({told.df})"
    d_z = optional(told.d_z)
    if told.d_z_interval:
        d_z += f" [{number(told.d_z_interval[0], 2)}, {number(told.d_z_interval[1], 2)}]"
    return title(each.outcome), t, chance(told.p), chance(each.p_holm), optional(told.g_av), d_z, optional(told.r)


def _ranked(found: Sequence[Comparison], name: str) -> Sheet:
    note = (
        "Wilcoxon's signed-rank test beside the t test, without adjustment; exact up to 100 pairs. Hodges-Lehmann: the "
        "median of the means of all pairs of differences. Rank-biserial: 1 where all rose, -1 where all fell."
    )
    head = ("", "Hodges-\nLehmann", "V (n moved)", "p", "Rank-\nbiserial")
    return Sheet(f"{name}: by ranks", head, _by_kind(found, _ranks), note)


def _ranks(each: Comparison) -> Row:
    if not each.found:
        return title(each.outcome), TOO_FEW, NOTHING, NOTHING, NOTHING
    shift = in_unit(each.found.hodges_lehmann, each.outcome.unit)
    ranks = each.found.signed_rank
    if ranks is None:
        return title(each.outcome), shift, NOTHING, NOTHING, NOTHING
    v = "descriptive" if each.descriptive else f"{ranks.v:g} ({ranks.n})"
    return title(each.outcome), shift, v, chance(ranks.p), number(ranks.rank_biserial, 2)


def _missing(found: Sequence[Comparison]) -> Sheet:
    """Why people are in no pair: outcomes with the same reasons share a row."""
    by_reasons: dict[str, list[str]] = {}
    for each in found:
        told = ", ".join(f"{why}: {count}" for why, count in each.missing.items())
        if told:
            by_reasons.setdefault(told, []).append(each.outcome.title)
    rows = tuple((", ".join(names), why) for why, names in by_reasons.items())
    when = "After" if found and found[0].later == "post" else "At follow-up"
    return Sheet(f"{when}: who is in no pair, and why", ("Outcome", "Reason: people"), rows)


def _by_kind(found: Sequence[Comparison], row: Callable[[Comparison], Row]) -> tuple[Row, ...]:
    """The rows below two headings: what the probes show stands above what people say of themselves."""
    probes = tuple(row(each) for each in found if each.outcome.objective)
    ratings = tuple(row(each) for each in found if not each.outcome.objective)
    return (*(((PROBES,), *probes) if probes else ()), *(((RATINGS,), *ratings) if ratings else ()))


def _then(cohort: Cohort) -> Sheet:
    rows: list[Row] = []
    for shift in cohort.shifts:
        rows.append((shift.outcome.title,))
        told, unit, n = shift.found, shift.outcome.unit, str(shift.n)
        if told is None:
            rows.append(("All three", n, TOO_FEW, NOTHING))
            continue
        rows += (
            ("Before", n, NOTHING, spread(told.pre, unit)),
            ("Before, as seen after (then-test)", n, NOTHING, spread(told.then, unit)),
            ("After", n, NOTHING, spread(told.post, unit)),
            ("After less before", n, estimate(told.change, unit), NOTHING),
            ("After less then-test", n, estimate(told.change_from_then, unit), NOTHING),
            ("Response shift: then-test less before", n, estimate(told.response_shift, unit), NOTHING),
        )
    note = (
        "People with all three. A response shift may say that the scale meant something else afterwards, or that "
        "people remember themselves otherwise than they were; it corrects nothing."
    )
    return Sheet("The then-test", ("", "n", "Mean difference\n[95 % CI]", "M (SD)"), tuple(rows), note)


def _dose(cohort: Cohort) -> Sheet:
    rows = tuple(
        (
            each.what,
            f"{number(each.spread.mean, 1)} ({number(each.spread.sd, 1)})",
            number(each.median, 1),
            f"{number(each.low, 1)} to {number(each.high, 1)}",
        )
        for each in cohort.dose
    )
    return Sheet("Dose: how much people took", ("", "M (SD)", "Median", "Middle half"), rows)


def _groups(cohort: Cohort) -> Sheet:
    rows: list[Row] = []
    outcome: Outcome | None = None
    for each in cohort.group_means:
        if each.outcome != outcome:
            outcome = each.outcome
            rows.append((title(outcome),))
        name = each.group or "(no label)"
        if each.n is None or each.means is None:
            rows.append((name, "withheld", NOTHING, NOTHING, NOTHING))
            continue
        unit = each.outcome.unit
        means = (each.means.difference, each.means.before, each.means.after)
        rows.append((name, str(each.n), *(in_unit(mean, unit) for mean in means)))
    note = (
        "People of one group are alike, so that the intervals above are narrower than they should be. Means without "
        f"tests. Withheld: groups under {FEWEST}, and one more where they could be computed from the rest."
    )
    return Sheet("Each teaching group", ("", "n", "Difference", "Before", "After"), tuple(rows), note)


def _ratings(found: Sequence[Distribution]) -> Sheet:
    rows = []
    for each in found:
        if each.kind == "rating":
            mean = number(each.mean, 1) if each.mean is not None else TOO_FEW
            rows.append((each.ask, str(each.n), mean, _counts(each)))
    return Sheet("Evaluation", ("", "n", "M", "How many took each point"), tuple(rows))


def _two_sided(found: Sequence[Distribution]) -> Sheet:
    rows: list[Row] = []
    for each in found:
        if each.kind != "two-sided":
            continue
        if not each.counts:
            rows.append((each.ask, str(each.n), TOO_FEW, NOTHING, NOTHING, NOTHING))
            continue
        rows.append((each.ask, str(each.n), *(share(side, each.n) for side in each.sides), _counts(each)))
    head = ("", "n", "Below the\nmiddle", "Middle", "Above", "Each point")
    note = "The middle of these scales is best, so that they have no mean here."
    return Sheet("Evaluation: scales with two sides", head, tuple(rows), note)


def _counts(each: Distribution) -> str:
    return " ".join(f"{value}:{count}" for value, count in each.counts.items()) or NOTHING
