"""An audit as text for a terminal: what is reached, who gets where, what the form of the words gives away."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from textwrap import wrap

from alliance_sim.audit import WORDS_A_MINUTE, Audit, FolderAudit, SurfaceCues
from alliance_sim.audit.coverage import Coverage
from alliance_sim.audit.table import table
from alliance_sim.audit.trainees import RUNS
from alliance_sim.characters import harmless
from alliance_sim.shelf import LEVELS
from alliance_sim.surface import Accuracy

WIDTH = 80


def rendered(audit: Audit | FolderAudit, width: int = WIDTH) -> str:
    lines = _folder(audit, width) if isinstance(audit, FolderAudit) else _file(audit, width)
    return "\n".join(lines)


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
    if audit.unreached:
        yield from wrap(_left_out(audit), width)
    yield from _section("Trainees", f"{RUNS} runs each; fit 0 (all harmful) to 100 (all strong)", width)
    yield ""
    yield from table(
        ("trainee", "fit", "ends mostly in", "runs", "probes", "none", "choices"),
        (
            (
                each.name,
                f"{each.fit:.0f}",
                _ending(audit, each.ending),
                percent(each.share),
                f"{each.probes:.1f}",
                "-" if each.no_rupture is None else percent(each.no_rupture),
                f"{each.choices:.1f}",
            )
            for each in audit.trainees.values()
        ),
        width,
        right=(1, 3, 4, 5, 6),
    )
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


def _extent(audit: Audit) -> str:
    found = audit.chances
    if found.runs is None or found.lengths is None:
        runs = "moments can come again, so runs are not counted"
    else:
        runs = f"{found.runs:,} different runs of {min(found.lengths)} to {max(found.lengths)} choices"
    extent = "" if audit.complete else " (not exhaustive: the budget ended first)"
    return f"{audit.moments:,} moments{extent}; {runs}."


def _left_out(audit: Audit) -> str:
    share = f"{audit.chances.residual:.1e}"
    if not audit.complete:
        return f"Not exhaustive: {share} of the random trainees leave what was explored; raise --budget."
    return f"Iterated, not exact: {share} of the random trainees are still under way."


def _ending(audit: Audit, state: str | None) -> str:
    return audit.endings[state].kind if state in audit.endings else state or "no end"


def _balance(audit: Audit) -> str:
    probes = audit.probes
    kinds = ", ".join(f"{kind} {count}" for kind, count in probes.truths.items())
    visible = ", ".join(f"{salience}: {turns}" for salience, turns in probes.saliences.items())
    return f"{probes.total} turns: {kinds}; ruptures by salience {visible or 'none'}"


def _cues(cues: SurfaceCues, width: int) -> Iterator[str]:
    yield from _section("Surface cues", "what the form of the words gives away", width)
    yield ""
    yield from table(
        ("asked for", "right", "by chance", "turns", "strongest sign"),
        (_accuracy("the best reply", cues.key), _accuracy("rupture or none", cues.rupture)),
        width,
        right=(1, 2, 3),
    )


def _accuracy(name: str, found: Accuracy) -> tuple[str, ...]:
    sign = found.strongest.name if found.strongest else "-"
    return name, percent(found.share), percent(found.chance), str(found.n), sign


def _folder(audit: FolderAudit, width: int) -> Iterator[str]:
    for each in audit.scenarios:
        yield from _file(each, width)
        yield ""
        yield ""
    yield f"All {len(audit.scenarios)} scenarios"
    yield from _cues(audit.surface_cues, width)
    yield from _coverage(audit.coverage, width)


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


def percent(share: Fraction | float) -> str:
    """A share as a person reads it: nothing that happens is 0 %, nothing that may fail is 100 %."""
    if 0 < share < Fraction(1, 200):
        return "<1 %"
    if Fraction(199, 200) < share < 1:
        return ">99 %"
    return f"{100 * float(share):.0f} %"
