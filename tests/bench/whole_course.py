"""Thirty simulated participants of the half-day course, each through `alliance-sim course run --plain` as it is typed.

Run as `python tests/bench/whole_course.py FOLDER [participants]`, then `alliance-sim cohort FOLDER --format html`.
Nobody real is in these files: how much a participant notices and how confident he or she is are drawn by chance, and
both rise a little from before to after, so that the report has something to show.
"""

import contextlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from alliance_sim.banks import banks
from alliance_sim.cli.commands import commands
from alliance_sim.course import order_of

COURSE = "half-day"
PEOPLE = 30
KINDS = ("none", "withdrawal", "confrontation", "mixed")
COMMENTS = (
    "I shall ask once more where I usually nod.",
    "The lock and the two chairs stayed with me.",
    "More time for the talk afterwards.",
    "Nothing uncomfortable.",
)
TRUTHS = {
    " ".join(probe.patient.split()): probe.rupture.type if probe.rupture else "none"
    for bank in banks().values()
    for probe in bank.probes
}
SURE = ("50", "60", "75", "90", "100")


class Person:
    """Somebody who types: how well ruptures are told from other turns, and how high ratings are, before and after."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.skill = self.chance.gauss(0.68, 0.1)
        self.confidence = self.chance.gauss(52, 12)
        self.gain = self.chance.gauss(0.07, 0.06)
        self.rise = self.chance.gauss(9, 8)

    def answer(self, read: str) -> str:
        """What is typed after what was read since the last answer."""
        page = " ".join(read.split())
        after = "after" in self.heading or "hindsight" in self.heading
        if "0 to 100" in page:
            return self.rated(page, after=after)
        if "Is there a rupture" in page:
            return self.seen(page, after=after)
        if "How sure are you" in page:
            return self.chance.choice(SURE)
        options: list[str] = re.findall(r"^(\S{1,3}): ", read, re.MULTILINE)
        if not options:
            return "" if "press Enter" in page or "skip" in page else self.chance.choice(COMMENTS)
        return self.chance.choice(options)

    heading = ""

    def rated(self, page: str, *, after: bool) -> str:
        then = "before" in page and after
        control = "discharge letter" in page or "confidentiality" in page
        middle = self.confidence - 5 if then else self.confidence + (self.rise if after and not control else 0)
        return str(min(100, max(0, round((middle + self.chance.gauss(0, 9)) / 10) * 10)))

    def seen(self, page: str, *, after: bool) -> str:
        truth = next((kind for said, kind in TRUTHS.items() if said in page), None)
        if truth is None or self.chance.random() > self.skill + (self.gain if after else 0):
            return self.chance.choice(KINDS)
        return truth


class Typing(io.TextIOBase):
    """The keyboard of a person, who reads what was printed before typing."""

    def __init__(self, person: Person, printed: io.StringIO) -> None:
        self.person, self.printed, self.read_to = person, printed, 0

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        text = self.printed.getvalue()
        new, self.read_to = text[self.read_to :], len(text)
        for heading in re.findall(r"^=== (.*?) ===$", text, re.MULTILINE)[-1:]:
            self.person.heading = heading
        return self.person.answer(new) + "\n"


def codes(count: int) -> Iterator[str]:
    """Codes of which half stand for each order of the forms."""
    wanted = {"AB": count - count // 2, "BA": count // 2}
    for number in range(1000):
        code = f"{'ABCDEFGHKL'[number % 10]}{'MNPQRSTUVW'[number // 10 % 10]}{number % 89 + 10:02}"
        if wanted[order_of(code)]:
            wanted[order_of(code)] -= 1
            yield code


def go_through(code: str, group: str, folder: Path, person: Person) -> None:
    """One participant on a machine of his or her own, on as many days as the course has."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ALLIANCE_SIM_HOME"] = home
        words = ["course", "run", COURSE, "--code", code, "--group", group, "--plain", "--out", str(folder)]
        while not (folder / f"{code}.participant.json").exists():
            printed = io.StringIO()
            keyboard, sys.stdin = sys.stdin, Typing(person, printed)
            try:
                with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
                    commands.main(words, standalone_mode=False)
            finally:
                sys.stdin = keyboard


def main(folder: Path, people: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, code in enumerate(codes(people)):
        go_through(code, "ABC"[number % 3], folder, Person(20261123 + number))
        print(f"{number + 1} of {people}: {code}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE)
