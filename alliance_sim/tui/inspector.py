"""What the author sees beside the conversation: the hidden variables, and what was found in the file."""

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from alliance_sim.backstage import truth
from alliance_sim.characters import harmless
from alliance_sim.diagnostics import FAMILIES, Diagnostic
from alliance_sim.document import Block, Document, Heading, Note, Paragraph, coded
from alliance_sim.guide import rule_page
from alliance_sim.previewing import Gauge, Reply, Walk, conditions, gauges, remembered, replies
from alliance_sim.steps import Option
from alliance_sim.tui.text import laid_out
from alliance_sim.tui.words import Words, wrapped

BESIDE = 120
"""Columns of the screen from which there is room for the truth of the turn beside the conversation."""
TITLE = 1
"""Lines above it in its pane, which is no higher than what it holds: the rest is for the findings."""
LONGEST_NAME = 16
SHORTEST_BAR = 3
LONGEST_BAR = 20
MOST = 100
"""Findings that are listed: as many as are printed of a file."""
EMPTY, FULL = "░", "█"


class Inspector(VerticalScroll, can_focus=True, inherit_bindings=False):
    """What is hidden from a trainee, laid out for the width that there is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.walk: Walk | None = None
        self.for_author = True

    def compose(self) -> ComposeResult:
        yield Words(id="inspected")

    def put(self, walk: Walk, *, for_author: bool = True) -> None:
        """Show a run; what only its author has the words for is left out for others."""
        self.walk, self.for_author = walk, for_author
        self.lay_out()

    def on_resize(self) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self.walk is None or width <= 0:
            return
        if self.for_author:
            told = inspected(self.walk, width, told=self.app.size.width >= BESIDE)
        else:
            told = measured(self.walk, width)
        self.query_one(Words).say(told)
        assert isinstance(self.parent, Widget)
        self.parent.styles.max_height = len(told.split("\n", allow_blank=True)) + TITLE


def inspected(walk: Walk, width: int, *, told: bool) -> Content:
    """The variables, the conditions and what is remembered; with `told` the truth of the turn below."""
    parts = [lines for lines in (_variables(walk, width), _conditions(walk, width), _memory(walk, width)) if lines]
    declared = truth(walk) if told else ()
    if declared:
        parts.append([laid_out((Heading("This turn", 3), *declared), width)])
    return Content("\n\n").join(Content("\n").join(lines) for lines in parts)


def _variables(walk: Walk, width: int) -> list[Content]:
    """One line a variable: its name, its value with what the last reply changed, its range, a bar."""
    found = gauges(walk)
    if not found:
        return [Content("The scenario has no variables.")]
    names = max(min(len(gauge.variable.name), LONGEST_NAME) for gauge in found)
    values = max(len(gauge.change) for gauge in found)
    ranges = max(len(_range(gauge)) for gauge in found)
    room = width - names - values - ranges - 3
    return [_variable(gauge, names, values, ranges, min(room, LONGEST_BAR)) for gauge in found]


def _variable(gauge: Gauge, names: int, values: int, ranges: int, room: int) -> Content:
    text = f"{_cut(gauge.variable.name, names):<{names}} {gauge.change:<{values}} {_range(gauge):<{ranges}}"
    moved = gauge.value != gauge.before
    return Content.styled(f"{text} {bar(gauge, room)}".rstrip(), "bold" if moved else "")


def measured(walk: Walk, width: int) -> Content:
    """The variables by their titles, two lines each."""
    found = gauges(walk)
    if not found:
        return Content("The scenario has none.")
    values, ranges = max(len(gauge.change) for gauge in found), max(len(_range(gauge)) for gauge in found)
    room = min(width - values - ranges - 4, LONGEST_BAR)
    lines = []
    for gauge in found:
        text = f"{gauge.change:<{values}} {_range(gauge):<{ranges}} {bar(gauge, room)}"
        if gauge.variable.is_flag:
            text = gauge.change.replace("0", "no").replace("1", "yes")
        style = "bold" if gauge.value != gauge.before else ""
        lines += [Content.styled(line, style) for line in (_cut(gauge.variable.title, width), f"  {text.rstrip()}")]
    return Content("\n").join(lines)


def _range(gauge: Gauge) -> str:
    low, high = gauge.variable.range
    return f"{low}-{high}"


def bar(gauge: Gauge, room: int) -> str:
    """How far the value stands in its range, in at most as many cells as the range has steps; nothing if cramped."""
    low, high = gauge.variable.range
    cells = min(room, high - low)
    if room < SHORTEST_BAR:
        return ""
    full = round((gauge.value - low) / (high - low) * cells)
    return FULL * full + EMPTY * (cells - full)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _conditions(walk: Walk, width: int) -> list[Content]:
    lines: list[Content] = []
    for name, guard, true in conditions(walk):
        said = Content.assemble(
            (f"{name} {'holds' if true else 'does not hold'}", "bold" if true else ""), f": {guard}"
        )
        lines += wrapped(said, width, "", "  ")
    return lines


def _memory(walk: Walk, width: int) -> list[Content]:
    kept = remembered(walk)
    return wrapped(Content(f"Remembered: {', '.join(kept)}."), width, "", "  ") if kept else []


def reply_options(walk: Walk) -> tuple[Option, ...]:
    """The replies with all that a trainee does not see of them; those that are closed have no key."""
    return tuple(_reply_option(reply, str(number)) for number, reply in enumerate(replies(walk), 1))


def _reply_option(reply: Reply, key: str) -> Option:
    others = [found for found in reply.choice.results if found is not reply.outcome]
    more = [f"Else {found.fit}{f' when {found.when}' if found.when else ''}." for found in others]
    detail = " ".join((reply.outcome.because, *more))
    if not reply.closed:
        return Option(reply.choice.id, f"{reply.choice.say}\n{reply.summary}", key, detail)
    return Option(reply.choice.id, f"{reply.choice.say}\nCLOSED: {reply.closed}. {reply.summary}", "", detail)


def finding_options(found: Sequence[Diagnostic], room: int, height: int = 0) -> tuple[Option, ...]:
    """The findings by their lines, each cut to its part of a list of this size, but not to less than two lines."""
    lines = max(2, height // max(1, len(found)))
    return tuple(
        _finding_option(number, finding, lines * room - 3 * lines) for number, finding in enumerate(found[:MOST])
    )


def _finding_option(number: int, found: Diagnostic, length: int) -> Option:
    """A finding in the list. Its detail tells all of it, and what can be done with it."""
    label = f"line {found.span.line}, {found.rule.severity}: {found.message}"
    ways = "enter: play to it, e: explain" if found.witness is not None else "enter: explain"
    detail = f"Line {found.span.line}, {found.rule.code} {found.rule.name}: {found.message}"
    hint = f" Hint: {found.hint}" if found.hint else ""
    return Option(str(number), harmless(_cut(label, max(30, length))), "", harmless(f"{detail}.{hint} ({ways})"))


def counted(found: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`, or nothing."""
    return ", ".join(_counted([finding.rule.severity for finding in found]))


def _counted(severities: list[str]) -> Iterator[str]:
    for severity in ("error", "warning", "info"):
        count = severities.count(severity)
        if count:
            yield f"{count} {severity}{'' if count == 1 or severity == 'info' else 's'}"


def explained(found: Diagnostic) -> Document:
    """A finding, and the page of its rule."""
    told = f"Line {found.span.line}, {found.rule.severity}: {harmless(found.message)}."
    blocks: list[Block] = [Paragraph(coded(told))]
    if found.hint:
        blocks.append(Note("Hint", coded(harmless(found.hint))))
    blocks.append(Heading(f"The rule (family: {FAMILIES[found.rule.code[2]]})"))
    return (*blocks, *rule_page(found.rule))
