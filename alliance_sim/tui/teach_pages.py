"""What is projected at each stage of a group session: few lines, 70 cells at most, nothing told by colour alone."""

from attrs import frozen
from textual.content import Content

from alliance_sim.document import Document, Heading, Narration, Note, Paragraph, Speech, utterance
from alliance_sim.teaching.debriefing import GroupDebrief, summary
from alliance_sim.teaching.notes import said
from alliance_sim.teaching.seminar import VOTES, Seminar, Stage
from alliance_sim.teaching.votes import Option, Tally
from alliance_sim.teaching.wording import DISCUSS, DIVIDED, aims, care, case
from alliance_sim.tui.teach_glyphs import HEIGHT, big
from alliance_sim.tui.text import pieces
from alliance_sim.tui.words import wrapped

WIDEST = 70
LETTER = 7
"""Cells before the words of an option: a cursor, a big letter and a gap."""
BOX = 7
"""Cells after the words of an option: the box in which a count is typed."""
COUNT = 11
"""Cells of a big count of three digits."""
FULL, PALE = "█", "▒"
"""Of the bars of vote 2 and vote 1: they differ without colour."""
Lines = list[Content]


@frozen
class Room:
    """How much there is to draw on, in cells, and which option the cursor is on."""

    columns: int
    rows: int
    cursor: int = 0

    @property
    def width(self) -> int:
        return max(20, min(WIDEST, self.columns))


def page(here: Seminar, room: Room, *, now: float, debrief: GroupDebrief) -> Content:
    """What the group sees."""
    return Content("\n").join(_lines(here, room, now, debrief))


def _lines(here: Seminar, room: Room, now: float, debrief: GroupDebrief) -> Lines:
    stage = here.stage
    if stage in ("aims", "care", "case"):
        return read({"aims": aims, "care": care, "case": case}[stage](here.scenario), room)
    if stage == "debrief":
        return read(summary(debrief), room)
    if stage == "said":
        return [*conversation(here, room), *ticking(here, room, now)]
    if stage == "pause":
        pause = here.round.state.pause
        return asked(here, room, pause.ask if pause else "", now)
    if stage == "discuss":
        divided = any(here.tally(vote).divided for vote in VOTES[:2])
        told = f"{DIVIDED} {DISCUSS}" if divided else DISCUSS
        return asked(here, room, told, now)
    if stage == "ended":
        return bold(here.round.state.summary or "Nothing more can be said here.", room)
    if stage in VOTES:
        return ballot(here, room)
    if stage == "branch":
        return branch(here, room)
    return bars(here, room, about="kind" if stage.endswith("kind") else "reply", both=stage.startswith("both"))


def bold(text: str, room: Room) -> Lines:
    """A text by itself, in bold."""
    return wrapped(Content.styled(text, "bold"), room.width)


def asked(here: Seminar, room: Room, text: str, now: float) -> Lines:
    """A question to the group, below what the patient says, where there is room for all of it."""
    question = [*bold(text, room), *ticking(here, room, now)]
    return _below_the_words(here, [question], room)


def read(document: Document, room: Room) -> Lines:
    """A document in large type: no small print, no muted colours."""
    lines: Lines = []
    for block in document:
        found = _block(block, room)
        lines += [Content(), *found] if lines else found
    return lines


def _block(block: object, room: Room) -> Lines:
    match block:
        case Heading(text, _):
            return wrapped(Content.styled(text, "bold $accent"), room.width)
        case Paragraph(inline):
            return wrapped(pieces(inline), room.width)
        case Note(label, inline):
            return wrapped(Content.assemble((f"{label}: ", "bold"), pieces(inline)), room.width)
        case Narration(text):
            return wrapped(Content(text), room.width)
        case Speech(speaker, inline, "therapist"):
            return wrapped(Content.assemble((f"{speaker}: ", "bold"), pieces(inline)), room.width)
        case Speech(speaker, inline, _):
            name = Content.styled(speaker, "bold $accent")
            words = Content.assemble(*((piece.text, _style(piece.style)) for piece in inline))
            return [*wrapped(name, room.width), *wrapped(words, room.width, "┃ ")]
    return []


def _style(style: str) -> str:
    """What is said is bold; a stage direction, which has its brackets, is not."""
    return "" if style == "direction" else "bold"


def conversation(here: Seminar, room: Room) -> Lines:
    """What was replied, what happens, and what the patient says, set apart."""
    found = here.round
    replied = (Speech("You", utterance(found.played.say), "therapist"),) if found.played else ()
    return read((*replied, *said(here.scenario, found, marked=False)), room)


def ticking(here: Seminar, room: Room, now: float) -> Lines:
    """The seconds that are left, in big digits, while a timer runs."""
    if here.timer is None:
        return []
    left = here.timer.left(now)
    if not left:
        return [Content(), Content.styled("Time.", "bold $accent")]
    told = f"{left // 60}:{left % 60:02}" if here.timer.seconds >= 60 else str(left)
    return [Content(), *(Content.styled(row.rjust(room.width), "bold $accent") for row in big(told))]


def ballot(here: Seminar, room: Room) -> Lines:
    """A vote that is open: what can be voted for, and whether it was counted, not how many."""
    stage = here.stage
    options = here.round.options(stage)
    rows = [_voted(here, option, room, on=number == room.cursor) for number, option in enumerate(options)]
    return _below_the_words(here, rows, room)


def _below_the_words(here: Seminar, rows: list[Lines], room: Room) -> Lines:
    """The options below what the patient says, where there is room for all of it."""
    spoken = [block for block in said(here.scenario, here.round, marked=False) if isinstance(block, Speech)]
    lines = read(tuple(spoken[-1:]), room)
    left = room.rows - len(lines) - 1
    if not lines or sum(map(len, rows)) > left:
        return _spaced(rows, room.rows)
    return [*lines, Content(), *_spaced(rows, left)]


def _spaced(rows: list[Lines], height: int) -> Lines:
    """The options, an empty line between them where there is room."""
    airy = sum(map(len, rows)) + len(rows) - 1 <= height
    lines: Lines = []
    for row in rows:
        lines += [Content(), *row] if lines and airy else row
    return lines


def _voted(here: Seminar, option: Option, room: Room, *, on: bool) -> Lines:
    hands = here.counted(option.id)
    typed = "  " if hands is None else "•" * len(str(hands))
    style = "bold reverse" if on else "bold"
    boxed = Content.styled(f"[{typed:^3}]", style)
    return _option(option, room, on=on, after=boxed, room_after=BOX)


def _option(option: Option, room: Room, *, on: bool, after: Content, room_after: int) -> Lines:
    """An option behind its big letter, with something after its first line."""
    space = room.width - LETTER - room_after
    words = wrapped(Content.styled(option.says, "bold"), space)
    if option.about:
        words += wrapped(Content(option.about), space)
    letter = big(option.letter)
    lines: Lines = []
    for number in range(max(HEIGHT, len(words))):
        mark = ">" if on and number == 1 else " "
        glyph = letter[number] if number < HEIGHT else "   "
        text = words[number] if number < len(words) else Content()
        gap = " " * max(1, space + 1 - text.cell_length)
        tail = Content.assemble(gap, after) if number == 0 and after.plain else Content()
        lines.append(Content.assemble((f"{mark} ", "bold"), (glyph, "bold $accent"), "  ", text, tail))
    return lines


def branch(here: Seminar, room: Room) -> Lines:
    """The replies, of which one is played next; what was played is said to be."""
    vote = here.latest
    rows: list[Lines] = []
    for number, option in enumerate(vote.options):
        done = (*here.path, option.id) in here.played
        told = Content.styled("played", "bold") if done else Content()
        rows.append(_option(option, room, on=number == room.cursor, after=told, room_after=BOX + 1))
    return _below_the_words(here, rows, room)


def bars(here: Seminar, room: Room, *, about: str, both: bool) -> Lines:
    """The counts of one vote, or of both side by side."""
    stages: tuple[Stage, ...] = ("kind-1", "kind-2") if about == "kind" else ("reply-1", "reply-2")
    votes = [here.tally(stage) for stage in (stages if both else stages[:1])]
    most = max(max(vote.hands, default=0) for vote in votes) or 1
    rows = [_barred(votes, number, most, room) for number in range(len(votes[0].options))]
    head = _head(votes, room)
    return [head, *_spaced(rows, room.rows - 1)]


def _head(votes: list[Tally], room: Room) -> Content:
    """How many voted, each above its column."""
    titles = [f"vote {number}: {vote.votes}" for number, vote in enumerate(votes, 1)]
    return Content.styled("".join(f"{title:>{COUNT + 1}}" for title in titles).rjust(room.width), "bold")


def _barred(votes: list[Tally], number: int, most: int, room: Room) -> Lines:
    """One option with its bars, and the counts in big digits at the right."""
    option = votes[0].options[number]
    space = room.width - LETTER - (COUNT + 1) * len(votes)
    label = Content.styled(option.says, "bold").truncate(space - 1, ellipsis=True)
    length = space - 3
    drawn = [
        Content.assemble((f"{n} ", ""), (sign * _cells(vote.hands[number], most, length), "bold"))
        for n, (vote, sign) in enumerate(zip(votes, (PALE, FULL), strict=False), 1)
    ]
    middle = [label, *drawn, Content()][:HEIGHT]
    letter = big(option.letter)
    digits = [big(str(vote.hands[number])) for vote in votes]
    lines: Lines = []
    for row in range(HEIGHT):
        gap = " " * (space - middle[row].cell_length)
        tail = "".join(f"{glyphs[row]:>{COUNT + 1}}" for glyphs in digits)
        lines.append(Content.assemble("  ", (letter[row], "bold $accent"), "  ", middle[row], gap, (tail, "bold")))
    return lines


def _cells(hands: int, most: int, length: int) -> int:
    """Cells of a bar: at least one for one hand."""
    return max(1, round(length * hands / most)) if hands else 0
