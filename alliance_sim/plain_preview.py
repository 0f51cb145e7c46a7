"""The author's view line by line: the findings, then the run with all that is hidden from a trainee.

The file is looked at before every prompt, so that a save is seen at the next line that is typed, even an empty one.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from attrs import define, field

from alliance_sim.backstage import now
from alliance_sim.characters import harmless
from alliance_sim.diagnostics import nearest
from alliance_sim.exploration import explore
from alliance_sim.library import Loaded, load
from alliance_sim.plain import Reader
from alliance_sim.previewing import (
    Walk,
    chosen,
    conditions,
    gauges,
    kept,
    misnamed,
    place,
    remembered,
    replies,
    stepped_back,
    walked,
)
from alliance_sim.rendering.text import rendered as rendered_findings
from alliance_sim.reports.text import rendered
from alliance_sim.watching import Watched

HELP = (
    "Answer with the number of a reply. Empty line: look at the file again. ?: read the turn again. b: take back the "
    "last reply. r: begin anew. g STATE: go to a state by the shortest run. f: findings. quit: stop. Nothing is "
    "recorded."
)
Tell = Callable[[str], Any]


def preview(path: Path, lines: Iterable[str], tell: Tell) -> int:
    """Preview a file until the lines of input end. The exit status: 1 if it never played."""
    view = _View(path, tell)
    reader = Reader(lines)
    tell(HELP)
    while True:
        view.look()
        tell(">" if view.walk else f"The file does not play. {view.remedy}")
        typed = reader.line()
        if typed is None or typed.strip() == "quit":
            return 0 if view.walk else 1
        view.answer(typed.strip())


@define(eq=False)
class _View:
    path: Path
    tell: Tell
    watched: Watched = field(init=False)
    file: Loaded | None = None
    walk: Walk | None = None

    def __attrs_post_init__(self) -> None:
        self.watched = Watched(self.path)

    @property
    def remedy(self) -> str:
        """What to do about a file that does not play."""
        if self.file is not None and misnamed(self.file.diagnostics):
            return "Rename it, and begin the preview anew:"
        return "Mend it and press Enter:"

    def look(self) -> None:
        """Read the file if it has changed, and say what is found in it and where the run stands now."""
        if self.watched.look() is None:
            return
        self.file = load(self.path, thorough=True)
        self.tell_findings()
        if self.file.scenario is None:
            if self.walk is not None:
                self.tell("The file has errors; the version before goes on.")
            return
        walk, parted = kept(self.walk, self.file.scenario) if self.walk else (walked(self.file.scenario), "")
        self.show(walk, parted)

    def tell_findings(self) -> None:
        assert self.file is not None
        found = self.file.diagnostics
        self.tell(rendered_findings(self.file.source, found) if found else "No findings.")

    def answer(self, typed: str) -> None:
        walk = self.walk
        word, _, rest = typed.partition(" ")
        if walk is None or not typed:
            return
        if typed == "?":
            self.tell(HELP)
            self.show(walk)
        elif typed == "f":
            self.tell_findings()
        elif typed == "b":
            self.show(stepped_back(walk))
        elif typed == "r":
            self.show(walked(walk.scenario))
        elif word == "g":
            self.go_to(walk, rest.strip())
        else:
            self.reply(walk, typed)

    def reply(self, walk: Walk, typed: str) -> None:
        offered = {str(number): reply for number, reply in enumerate(replies(walk), 1)}
        reply = offered.get(typed) or next((found for found in offered.values() if found.choice.id == typed), None)
        if reply is None:
            wanted = f"a number from 1 to {len(offered)}" if offered else "b, r or g STATE at the end of a run"
            self.tell(f"Error: expected {wanted}, found '{harmless(typed[:40])}'. ?: what else there is.")
        elif reply.closed:
            self.tell(f"Closed: {reply.closed}.")
        else:
            self.show(chosen(walk, reply.choice.id))

    def go_to(self, walk: Walk, state: str) -> None:
        """Play the shortest run to a state."""
        if state not in walk.scenario.state:
            hint = nearest(state, walk.scenario.state)
            self.tell(f"Error: expected the id of a state, found '{harmless(state[:40])}'. {hint}".rstrip())
            return
        found = explore(walk.scenario)
        way = found.entered(state).witness()
        if way is not None:
            self.show(walked(walk.scenario, way))
        else:
            self.tell(f"No run reaches '{state}'." if found.complete else f"No run found so far reaches '{state}'.")

    def show(self, walk: Walk, notice: str = "") -> None:
        """Tell where a run stands: what is said, the truth, what is hidden, and the replies."""
        self.walk = walk
        if notice:
            self.tell(notice)
        self.tell("")
        self.tell(f"== {place(walk)} ==")
        self.tell(rendered(now(walk, told=True)).rstrip("\n"))
        for gauge in gauges(walk):
            low, high = gauge.variable.range
            self.tell(f"{gauge.variable.name}: {gauge.change.replace('->', 'to')} (range {low} to {high})")
        for name, guard, true in conditions(walk):
            self.tell(f"{name}: {'holds' if true else 'does not hold'} ({guard})")
        if remembered(walk):
            self.tell(f"Remembered: {', '.join(remembered(walk))}")
        for number, reply in enumerate(replies(walk), 1):
            closed = f"Closed: {reply.closed}. " if reply.closed else ""
            self.tell(f"{number}: {reply.choice.say} ({closed}{reply.summary})")
