"""An audit as text for a terminal: what is reached, who gets where, what the form of the words gives away."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from alliance_sim.audit import WORDS_A_MINUTE, Audit, FolderAudit, SurfaceCues
from alliance_sim.audit.coverage import Coverage
from alliance_sim.audit.limits import Verdict, verdicts
from alliance_sim.audit.lucky import lucky
from alliance_sim.audit.table import table
from alliance_sim.audit.trainees import RUNS
from alliance_sim.characters import harmless
from alliance_sim.checks.folder.looks import ENOUGH, TOO_GOOD
from alliance_sim.shares import percent
from alliance_sim.shelf import LEVELS
from alliance_sim.surface import Accuracy

WIDTH = 80
HARDLY = 1e-6
"""The share of the trainees under which one speaks of hardly any."""
LUCKY = "LUCKY"
"""The word that marks a trainee who gets further by looks than should be."""
HOLDS = {True: "holds", False: "DOES NOT HOLD", None: "too few turns"}
"""The words for a verdict."""
DEEDS = {
    "random": "any open reply",
    "defensible": "any strong or adequate reply where there is one",
    "best": "a reply of the best fit",
    "first": "the first reply in the file; those who play see them shuffled",
    "last": "the last reply in the file",
    "longest": "the longest reply",
    "shortest": "the shortest reply",
    "question": "the reply with the most question marks",
    "begins with I": "a reply whose first word is I, or I'm and the like",
    "echo": "the reply that repeats most of the patient's words",
    "hedged": "the reply with the most words such as perhaps",
    "no absolutes": "the reply with the fewest words such as always",
    "empathic": "a reply that begins like It sounds as if",
}
"""What each trainee takes."""


def rendered(audit: Audit | FolderAudit, width: int = WIDTH) -> str:
    lines = _folder(audit, width) if isinstance(audit, FolderAudit) else _file(audit, width)
    return "\n".join((*lines, *_legend(width)))


def _file(audit: Audit, width: int) -> Iterator[str]:
    yield harmless(f"{audit.id}: {audit.title} ({audit.level})")
    yield ""
    yield from wrap(_extent(audit), width)
    yield from _section(
        "Endings",
        "random: of trainees who reply at random; defensible: of those who choose among strong and adequate replies",
        width,
    )
    yield ""
    yield from table(
        ("ending", "kind", "random", "defensible", "fewest choices"),
        (
            (state, found.kind, percent(found.share), percent(found.defensible), str(len(found.witness)))
            for state, found in audit.endings.items()
        ),
        width,
    )
    if audit.chances.stuck:
        yield f"stuck: {percent(audit.chances.stuck)}"
    if audit.chances.endless:
        states = ", ".join(sorted(audit.chances.circle))
        yield from wrap(f"without end: {percent(audit.chances.endless)} go round for ever in {states}", width)
    if audit.unreached:
        yield from wrap(_left_out(audit), width)
    found = lucky(audit)
    yield from _section("Trainees", f"{RUNS} runs each; fit 0 (all harmful) to 100 (all strong)", width)
    yield ""
    yield from table(
        ("trainee", "fit", "ends mostly in", "runs", "probes", "none", "choices", ""),
        (
            (
                each.name,
                f"{each.fit:.0f}",
                _ending(audit, each.ending),
                percent(each.share),
                f"{each.probes:.1f}",
                "-" if each.no_rupture is None else percent(each.no_rupture),
                f"{each.choices:.1f}",
                LUCKY if each.name in found else "",
            )
            for each in audit.trainees.values()
        ),
        width,
        right=(1, 3, 4, 5, 6),
    )
    yield from _marked(found, width)
    yield from _section("Probes", _balance(audit), width)
    yield from _cues(audit.surface_cues, width)
    yield from _section("Variables", "lowest and highest value of any run", width)
    yield ""
    yield from table(
        ("variable", "low", "high"),
        ((name, str(low), str(high)) for name, (low, high) in audit.variables.items()),
        width,
        right=(1, 2),
    )
    read = audit.trainees["random"].words
    minutes = f"{read / WORDS_A_MINUTE:.0f} minutes of reading at {WORDS_A_MINUTE} words a minute"
    yield from _section("Length", f"{audit.words:,} words in all; {read:,.0f} in a run, {minutes}", width)


def _marked(lucky_ones: Mapping[str, tuple[str, ...]], width: int) -> Iterator[str]:
    """What is wrong with the trainees that are marked."""
    yield ""
    if not lucky_ones:
        yield from wrap("No trainee who goes by looks ends mostly in repaired, or beats random by much.", width)
    for name, reasons in lucky_ones.items():
        yield from wrap(f"{LUCKY}: {name} understands nothing and {' and '.join(reasons)}.", width)


def _legend(width: int) -> Iterator[str]:
    """What the trainees do, by their names."""
    yield from _section(
        "The trainees",
        "from `first` on they understand nothing and go by looks; of several replies alike they take any",
        width,
    )
    yield ""
    for name, deed in DEEDS.items():
        yield from wrap(f"{name}: {deed}", width, subsequent_indent="  ")


def _extent(audit: Audit) -> str:
    found = audit.chances
    if found.runs is None or found.lengths is None:
        runs = "moments can come again, so runs are not counted"
    else:
        runs = f"{_many(found.runs, 'different run')} of {_lengths(min(found.lengths), max(found.lengths))}"
    extent = "" if audit.complete else " (not exhaustive: the budget ended first)"
    return f"{_many(audit.moments, 'moment')}{extent}; {runs}."


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _lengths(fewest: int, most: int) -> str:
    return _many(most, "choice") if fewest == most else f"{fewest} to {_many(most, 'choice')}"


def _left_out(audit: Audit) -> str:
    """How many of the random trainees are in no share, and why."""
    share = _share_left(audit.chances.residual)
    if not audit.complete:
        return f"Not exhaustive: {share} of the random trainees leave what was explored; raise --budget."
    return f"Iterated, not exact: {share} of the random trainees are still under way."


def _share_left(residual: float) -> str:
    """A share in words, where a percentage would say nothing."""
    if residual == 1:
        return "all"
    return "hardly any" if residual < HARDLY else percent(residual)


def _ending(audit: Audit, state: str | None) -> str:
    return audit.endings[state].kind if state in audit.endings else state or "no end"


def _balance(audit: Audit) -> str:
    probes = audit.probes
    kinds = ", ".join(f"{kind} {count}" for kind, count in probes.truths.items())
    visible = ", ".join(f"{salience}: {turns}" for salience, turns in probes.saliences.items())
    return f"{probes.total} turns: {kinds}; ruptures by salience {visible or 'none'}"


def _cues(cues: SurfaceCues, width: int) -> Iterator[str]:
    yield from _section("Surface cues", "what the form of the words gives away; should not be far above chance", width)
    yield ""
    yield from table(
        ("asked for", "right", "by chance", "turns", "strongest sign", ""),
        (_accuracy("the best reply", cues.key), _accuracy("rupture or none", cues.rupture)),
        width,
        right=(1, 2, 3),
    )
    if any(found.n < ENOUGH for found in (cues.key, cues.rupture)):
        yield ""
        yield from wrap(f"Under {ENOUGH} turns there are too few to tell: audit more scenarios in one folder.", width)


def _accuracy(name: str, found: Accuracy) -> tuple[str, ...]:
    sign = found.strongest.name if found.strongest else "-"
    return name, percent(found.share), percent(found.chance), str(found.n), sign, verdict(found)


def verdict(found: Accuracy) -> str:
    """Whether the form of the words gives too much away, as far as so many turns can tell."""
    if found.n < ENOUGH:
        return "too few turns"
    return "GIVES AWAY" if found.above_chance > TOO_GOOD else "good"


def _folder(audit: FolderAudit, width: int) -> Iterator[str]:
    for each in audit.scenarios:
        yield from _file(each, width)
        yield ""
        yield ""
    yield f"The folder: {_many(len(audit.scenarios), 'scenario')}"
    yield from _limits(verdicts(audit), width)
    yield from _cues(audit.surface_cues, width)
    yield from _coverage(audit.coverage, width)


def _limits(found: Iterable[Verdict], width: int) -> Iterator[str]:
    yield from _section("Limits", "what the shipped scenarios keep to, as a measure for others", width)
    yield ""
    rows = (
        (
            HOLDS[verdict.holds],
            verdict.limit,
            "; missed by ".join(filter(None, (verdict.found, ", ".join(verdict.missed)))),
        )
        for verdict in found
    )
    yield from table(("", "limit", "found"), rows, width)


def _coverage(found: Coverage, width: int) -> Iterator[str]:
    yield from _section(
        "Markers", "turns that show them, by level; decoys: turns without rupture that look like them", width
    )
    yield ""
    rows = (
        (each.code, *(str(each.shown.get(level, 0)) for level in LEVELS), str(each.decoys)) for each in found.markers
    )
    yield from table(("marker", *LEVELS, "decoys"), rows, width, right=(1, 2, 3, 4))
    yield from _section(
        "Strategies", "turns that offer them; where one is the strongest reply; where one is poor", width
    )
    yield ""
    replies = ((each.code, str(each.offered), str(each.key), str(each.poor)) for each in found.strategies)
    yield from table(("strategy", "offered", "strongest", "poor"), replies, width, right=(1, 2, 3))
    yield from _section("Errors", "turns that offer them", width)
    yield ""
    yield from table(("error", "offered"), ((each.code, str(each.offered)) for each in found.errors), width, right=(1,))


def _section(title: str, told: str, width: int) -> Iterable[str]:
    return ("", *wrap(f"{title}: {told}", width))
