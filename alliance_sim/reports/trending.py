"""Trends to document: counts before rates, an interval with each rate, and no word on why anything changed."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor

from alliance_sim.codebook import CODEBOOK
from alliance_sim.debrief import STATEMENT
from alliance_sim.document import Block, Bullets, Document, Heading, Intervals, Mark, Note, Paragraph, Table, plain
from alliance_sim.knowing import Skill
from alliance_sim.reports.detecting import figures
from alliance_sim.session import Recognition
from alliance_sim.signal_detection import ENOUGH, FEWEST, Estimate, Proportion
from alliance_sim.trends import FITS, TYPES, Trends, Window, change_of_estimate, change_of_share

TITLE = "Trends"
NOTHING = (
    "There is nothing to count yet. Play a scenario that you have not played, or sit a drill: what you meet for the "
    "first time is counted here."
)
PERCENT = ("0%", "100%")
BRACKETS = "Brackets hold 95% intervals."
SCALES = {
    "recognition": "Yourself on recognition",
    "management": "Yourself on repair",
    "control": "Yourself on what is not practised",
}
LIMITS = (
    "Windows hold other scenarios, and may be harder or easier for that. Their levels are told above.",
    "Turns of one session hang together, so all of this is less certain than the intervals say.",
    "Where a difference comes from cannot be told: there is nothing to compare with, and other scenarios, the day and "
    "luck change figures too.",
    "The key is the author's judgement. On the page a voice, a face and a pause are missing.",
)

Share = Callable[[Window], Proportion | None]


def document(found: Trends, *, unreadable: int = 0, beyond: int = 0) -> Document:
    """All of it. `unreadable` sessions could not be looked at, and those `beyond` were too many."""
    return (Heading(TITLE, 1), *gathered(unreadable, beyond), *sections(found))


def sections(found: Trends, level: int = 2) -> Iterator[Block]:
    """The parts that there is something to say in, under headings of a level."""
    if not (found.firsts.showings or found.singles.showings):
        yield Paragraph(plain(NOTHING))
        return
    for title, part in PARTS.items():
        blocks = tuple(part(found))
        if blocks:
            yield Heading(title, level)
            yield from blocks


def gathered(unreadable: int, beyond: int) -> Iterator[Block]:
    """What is not in the figures."""
    if unreadable:
        yield Note("Left out", plain(f"{_sessions(unreadable)} could not be read or replayed."))
    if beyond:
        told = "the latest first exposures and the earliest drills are counted"
        yield Note("Left out", plain(f"{_sessions(beyond)}, which are too many: {told}."))


def _basis(found: Trends) -> Iterator[Block]:
    told = f"{_sessions(len(found.firsts.showings))} of scenarios that you played for the first time: "
    told += f"{_probes(found.firsts)}."
    if found.singles.showings:
        told += f" And single turns of the drill, each the first time it was met: {_probes(found.singles)}."
    yield Paragraph(plain(f"{told} What was played again is practice, and is not in these figures."))
    if not found.firsts.full:
        told = f"From {ENOUGH} turns with a rupture and {ENOUGH} without on, a trend begins to mean something."
        yield Note("Provisional", plain(told))
    elif not found.comparable:
        yield Note("One window", plain("There is enough for one window, and nothing yet to compare it with."))
    if len(found.windows) > 1:
        yield Paragraph(plain(f"In windows of at least {ENOUGH} turns of either sort, the earliest first:"))
        yield Bullets(tuple(plain(_window(window)) for window in found.windows))


def _window(window: Window) -> str:
    levels = ", ".join(f"{count} {level}" for level, count in window.levels.items())
    return f"{label(window)}: {_sessions(len(window.showings))} ({levels}), {_probes(window)}"


def _probes(window: Window) -> str:
    counts = window.detection.counts
    return f"{counts.signal} turns with a rupture and {counts.noise} without"


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def label(window: Window) -> str:
    """The days of a window, and whether it is provisional."""
    first, last = window.days
    days = first if first == last else f"{first} to {last}"
    return days if window.full else f"{days} (provisional)"


def _recognition(found: Trends) -> Iterator[Block]:
    if not found.firsts.showings:
        return
    yield from figures(found.firsts.detection)
    yield from _noticing(found.windows)
    if found.comparable:
        yield Paragraph(plain(" ".join(_differences(*found.comparable))))


def _noticing(windows: Sequence[Window]) -> Iterator[Block]:
    """How noticing went from window to window."""
    yield from _shares("Ruptures noticed", windows, lambda window: window.detection.counts.hit_rate)
    marked = "Turns without a rupture that you marked"
    yield from _shares(marked, windows, lambda window: window.detection.counts.false_alarm_rate)
    measured = [(window, window.detection.sensitivity) for window in windows]
    marks = [_estimated(label(window), each.d_prime, open=each.provisional) for window, each in measured if each]
    if len(marks) > 1:
        low, high = min(0, floor(min(mark.low for mark in marks))), max(4, ceil(max(mark.high for mark in marks)))
        told = f"How well ruptures were told from other turns: 0 is guessing. {BRACKETS}"
        yield Intervals("d'", low, high, (str(low), str(high)), tuple(marks), told, level=0)


def _differences(first: Window, last: Window) -> Iterator[str]:
    """The first full window beside the last, each figure with the interval of its difference."""
    yield f"The window of {label(first)} beside that of {label(last)}:"
    early, late = first.detection, last.detection
    hits = change_of_share(early.counts.hit_rate, late.counts.hit_rate)
    alarms = change_of_share(early.counts.false_alarm_rate, late.counts.false_alarm_rate)
    told = [_points("ruptures noticed", hits), _points("other turns marked", alarms)]
    if early.sensitivity and late.sensitivity:
        change = change_of_estimate(early.sensitivity.d_prime, late.sensitivity.d_prime)
        told.append(f"d' {change.value:+.2f} ({change.low:+.2f} to {change.high:+.2f})")
    yield f"{'; '.join(filter(None, told))}, with 95% intervals."
    yield "Where an interval holds 0, the two windows do not tell a difference."


def _points(name: str, change: Estimate | None) -> str:
    if change is None:
        return ""
    value, low, high = (round(100 * number) for number in (change.value, change.low, change.high))
    return f"{name} {value:+d} points ({low:+d} to {high:+d})"


def _singles(found: Trends) -> Iterator[Block]:
    if found.singles.showings:
        yield from figures(found.singles.detection)
        yield from _noticing(found.single_windows)


def _types(found: Trends) -> Iterator[Block]:
    title, by_chance = "Of those noticed, the type as in the key", "The line across is chance, a third."
    yield from _shares(title, found.windows, lambda window: window.detection.typed, explained=by_chance, level=1 / 3)
    yield from _shares("Noticed and typed as in the key", found.windows, lambda each: each.detection.detected_and_typed)
    confusion = found.firsts.detection.confusion
    if confusion:
        answers: tuple[Recognition, ...] = (*TYPES, "none")
        rows = tuple(
            (truth.capitalize(), *(str(confusion.get((truth, answer), 0)) for answer in answers)) for truth in TYPES
        )
        yield Table(("The key", *(f"You: {answer}" for answer in TYPES), "You: nothing"), rows)


def _sureness(found: Trends) -> Iterator[Block]:
    measured = [(window, window.detection.calibration) for window in found.windows]
    marks = tuple(
        Mark(
            label(window),
            each.agreed.value,
            each.agreed.low,
            each.agreed.high,
            f"{_told(each.agreed)}; {each.sure:.0%} sure",
            each.sure,
            not window.full,
        )
        for window, each in measured
        if each
    )
    if marks:
        told = "The dot is the share of answers that the key shares; the diamond is how sure you were on average."
        yield Intervals("How sure, and how right", 0, 1, PERCENT, marks, f"{told} {BRACKETS}")
    whole = found.firsts.detection.calibration
    if whole and whole.bins:
        told = f"The Brier score of all is {whole.brier:.2f}: 0 is best, and 50% said every time gives 0.25."
        yield Paragraph(plain(told))
        rows = tuple(
            (f"{each.low}% to {each.high}%", f"{each.stated:.0%}", _told(each.ruptures)) for each in whole.bins
        )
        yield Table(("Chance of a rupture, as you put it", "Mean", "There was one"), rows)


def _repair(found: Trends) -> Iterator[Block]:
    replied = [window for window in found.windows if window.replies]
    if not replied:
        return
    told = "How replies fitted their moments, by the authors' judgement. More than one was open each time."
    yield Paragraph(plain(told))
    rows = tuple((label(window), *(str(count) for count in window.fits.values())) for window in replied)
    yield Table(("Window", *(fit.capitalize() for fit in FITS)), rows)
    yield from _shares("Replies with a strong or adequate fit", replied, lambda window: window.fitting())
    by_type = [(f"To {kind}", found.firsts.fitting(kind)) for kind in TYPES]
    marks = tuple(_share(name, share) for name, share in by_type if share)
    if marks:
        yield Intervals("Replies to ruptures with such a fit", 0, 1, PERCENT, marks, BRACKETS)
    at_once = "Strains that the first reply acknowledged"
    yield from _shares(at_once, replied, lambda window: window.acknowledged_at_once)
    strains = found.firsts.strains
    if strains:
        never = sum(strain.acknowledged is None for strain in strains)
        linked = sum(strain.linked_first > 0 for strain in strains)
        harmful = sum(strain.harmful > 0 for strain in strains)
        told = f"Of {len(strains)} strains in all, {never} were never acknowledged, in {linked} a link to a pattern "
        yield Paragraph(plain(f"{told}came before any acknowledgement, and in {harmful} a reply did harm of its own."))


def _ratings(found: Trends) -> Iterator[Block]:
    rated = [window for window in found.windows if any(showing.ratings for showing in window.showings)]
    if not rated:
        return
    told = "What was noticed comes first. Self-ratings, from 0 to 100, say how confident you felt, which often differs."
    yield Paragraph(plain(told))
    head = ("Window", "Ruptures noticed", "Other turns marked", *SCALES.values())
    yield Table(head, tuple(_beside(window) for window in rated))


def _beside(window: Window) -> tuple[str, ...]:
    counts = window.detection.counts
    objective = (_counted(counts.hit_rate), _counted(counts.false_alarm_rate))
    return (label(window), *objective, *(_self_rated(window, scale) for scale in SCALES))


def _self_rated(window: Window, scale: str) -> str:
    before, then, after = (window.rated(scale, time) for time in ("before", "then", "after"))
    told = [f"{before.mean:.0f} before" if before else "", f"{after.mean:.0f} after" if after else ""]
    told.append(f"before as seen afterwards {then.mean:.0f}" if then else "")
    counts = {each.sessions for each in (before, then, after) if each}
    return f"{', '.join(filter(None, told))} ({_sessions(max(counts))})" if counts else "-"


def _markers(found: Trends) -> Iterator[Block]:
    each = found.skills
    for sort, title in (("marker", "Ruptures noticed, by marker"), ("look-alike", "Turns left alone that look like")):
        skills = sorted((skill for skill in each if skill.sort == sort), key=_place)
        if skills:
            marks = tuple(_share(CODEBOOK.name(skill.code), each[skill]) for skill in skills)
            told = f"In scenarios and drills, each turn the first time. Open dots: fewer than {FEWEST} turns."
            yield Intervals(title, 0, 1, PERCENT, marks, f"{told} {BRACKETS}")


def _place(skill: Skill) -> tuple[str, str]:
    """Where a marker stands in the list: by its type, then by its name."""
    marker = CODEBOOK.markers.get(skill.code)
    return marker.type if marker else "", CODEBOOK.name(skill.code)


def _limits(_: Trends) -> Iterator[Block]:
    yield Bullets(tuple(plain(limit) for limit in (*LIMITS, STATEMENT)))


def _shares(
    title: str, windows: Sequence[Window], share: Share, *, explained: str = "", level: float | None = None
) -> Iterator[Block]:
    """A share in each window that has any; nothing where none has."""
    found = [(window, share(window)) for window in windows]
    marks = tuple(_share(label(window), each, open=not window.full) for window, each in found if each)
    if marks:
        yield Intervals(title, 0, 1, PERCENT, marks, f"{explained} {BRACKETS}".strip(), level)


def _share(name: str, share: Proportion, *, open: bool | None = None) -> Mark:
    weak = share.of < FEWEST if open is None else open
    return Mark(name, share.value, share.low, share.high, _told(share), open=weak)


def _estimated(name: str, estimate: Estimate, *, open: bool) -> Mark:
    told = f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
    return Mark(name, estimate.value, estimate.low, estimate.high, told, open=open)


def _told(share: Proportion) -> str:
    return f"{_counted(share)}, {share.value:.0%} ({share.low:.0%} to {share.high:.0%})"


def _counted(share: Proportion | None) -> str:
    return f"{share.count} of {share.of}" if share else "-"


PARTS: dict[str, Callable[[Trends], Iterator[Block]]] = {
    "What this rests on": _basis,
    "Noticing ruptures": _recognition,
    "Single turns, met for the first time": _singles,
    "Which type": _types,
    "How sure": _sureness,
    "Meeting the strain": _repair,
    "What was noticed, and how you rated yourself": _ratings,
    "Marker by marker": _markers,
    "What this can tell, and what not": _limits,
}
"""The parts in their order, by their titles."""
