"""Portfolio to document, for supervision or continuing professional development. It says what it is not."""

from collections.abc import Iterator

from alliance_sim.debrief import STATEMENT
from alliance_sim.document import Block, Bullets, Document, Heading, Note, Paragraph, Piece, Table, plain
from alliance_sim.portfolio import LONGEST, Chosen, Entry, Portfolio
from alliance_sim.reports import trending

TITLE = "Portfolio of practice"
IS = (
    "A record of practice with invented patients, put together by the person who practised from the sessions on their "
    "own machine, to talk about with a supervisor or to keep."
)
IS_NOT = (
    "No certificate, no assessment and no proof of what somebody can do with patients. Nobody has checked it, and its "
    "owner may have left out sessions or changed the text. Whether it counts as professional development is for the "
    "body that asks to decide."
)
TIME = (
    f"Time runs from the appearance of each step to its answer; a step counts at most {LONGEST / 60:.0f} minutes. Time "
    "spent is not time learned."
)
LEFT_OUT = "What was written in sentences is in it only where its owner chose it."
SORTS = {"scenario": "Scenarios", "lesson": "Lessons", "drill": "Drills"}


def document(found: Portfolio) -> Document:
    parts = (_opening, _practised, _sessions, _changed, _reflections, _limits)
    return tuple(block for part in parts for block in part(found))


def period(found: Portfolio) -> str:
    """The days that it is about."""
    first = found.since or min((entry.day for entry in found.entries), default=found.made)
    return f"{first} to {found.until or found.made}"


def _opening(found: Portfolio) -> Iterator[Block]:
    yield Heading(TITLE, 1)
    yield Paragraph(plain(f"{period(found)}. Made on {found.made} with alliance-sim {found.program}."))
    yield Note("What it is", plain(IS))
    yield Note("What it is not", plain(IS_NOT))


def _practised(found: Portfolio) -> Iterator[Block]:
    yield Heading("What was practised, and for how long")
    if not found.entries:
        yield Paragraph(plain("No session began in this time."))
        return
    rows = [(SORTS.get(sort, sort), str(count), f"{minutes:.0f}") for sort, (count, minutes) in found.minutes.items()]
    whole = sum(entry.minutes for entry in found.entries)
    rows.append(("In all", str(len(found.entries)), f"{whole:.0f}"))
    yield Table(("What", "Sessions", "Minutes"), tuple(rows))
    days = "one day" if found.days == 1 else f"{found.days} days"
    yield Paragraph(plain(f"On {days}. {TIME}"))
    if found.unreadable:
        yield Note("Left out", plain(f"{found.unreadable} sessions could not be read."))


def _sessions(found: Portfolio) -> Iterator[Block]:
    if found.entries:
        yield Heading("The sessions")
        rows = tuple(
            (each.day, _named(each), each.exposure, each.ended, f"{each.minutes:.0f}") for each in found.entries
        )
        yield Table(("Day", "What", "Exposure", "Ended", "Minutes"), rows)


def _named(entry: Entry) -> str:
    return f"{entry.title} ({entry.level})" if entry.level else entry.title


def _changed(found: Portfolio) -> Iterator[Block]:
    if found.entries:
        yield Heading("What changed, as far as figures can tell")
        yield from trending.gathered(*found.uncounted)
        yield from trending.sections(found.trends, 3)


def _reflections(found: Portfolio) -> Iterator[Block]:
    if found.chosen:
        yield Heading("Reflections")
        for each in found.chosen:
            yield Heading(f"{each.day}: {each.title}", 3)
            yield from _written(each)


def _written(chosen: Chosen) -> Iterator[Block]:
    if chosen.reactions:
        yield Note("How it was", plain(chosen.reactions))
    for prompt, answer in chosen.reflections:
        yield Paragraph((Piece(prompt, "strong"),))
        yield Paragraph(plain(answer))
    if chosen.note:
        yield Note("Note", plain(chosen.note))
    if not (chosen.reactions or chosen.reflections or chosen.note):
        yield Paragraph(plain("Nothing was written."))


def _limits(found: Portfolio) -> Iterator[Block]:
    yield Heading("What it leaves out")
    told = [LEFT_OUT, "Sessions of a course are not in it; a course writes a file of its own."]
    if not (found.trends.firsts.showings or found.trends.singles.showings):
        told.append(STATEMENT)
    yield Bullets(tuple(plain(each) for each in told))
