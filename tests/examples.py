"""The bad examples of the rules' pages, made into files. The syntax is described in `alliance_sim.faults`."""

import re
from pathlib import Path

from attrs import frozen

from alliance_sim.diagnostics import Rule
from alliance_sim.library import loaded
from alliance_sim.scenario import Scenario
from alliance_sim.shapes import Limits

FOLDER = Path(__file__).parent
SOUND = (FOLDER / "sound.yaml").read_text(encoding="utf-8")
SOUND_BANK = (FOLDER / "sound-bank.yaml").read_text(encoding="utf-8")
SOUND_LESSON = (FOLDER / "sound-lesson.md").read_text(encoding="utf-8")
SOUND_OF = {
    "bank": SOUND_BANK,
    **{name: (FOLDER / f"sound-{name}.yaml").read_text(encoding="utf-8") for name in ("course", "questionnaire")},
    "evaluation": (FOLDER / "sound-evaluation.yaml").read_text(encoding="utf-8"),
}
"""A sound file of each kind that is written in YAML, but for scenarios."""
EXAMPLE = re.compile(r"^Bad example(?: \((?P<options>[^)]*)\))?:\n\n(?P<text>(?:(?: {4}.*)?\n)*)", re.MULTILINE)
NUMBER = re.compile(r"#(?P<next>\+?)(?! )")
REPEATED = re.compile(r"(?:^(?:  # here\n)?  [\w-]+-#:\n(?:   .*\n)*)+", re.MULTILINE)
HERE = re.compile(r"^ *# here\n", re.MULTILINE)


@frozen
class Example:
    """A file with its name, the limits to read it with, and the lines that a rule must point at."""

    data: bytes
    limits: Limits
    lines: tuple[int, ...]
    path: Path


def spliced(fragment: str, text: str = SOUND) -> str:
    """`text` with the top-level keys of `fragment` in place of its own; new keys stand at the end."""
    return "".join((_top_level(text) | _top_level(fragment)).values())


def lesson(fragment: str, text: str = SOUND_LESSON) -> str:
    """A lesson with the keys of `fragment` in place of its own, and what follows a line `---` there as its text."""
    _, front, body = text.split("---\n", 2)
    keys, fence, below = fragment.partition("---\n")
    return f"---\n{spliced(keys, front)}---\n{below if fence else body}"


def _top_level(text: str) -> dict[str, str]:
    """The pieces of a text by their top-level keys; a `# here` belongs to what follows."""
    pieces = re.findall(r"^((?:# here\n)?([^\s#:]+).*\n(?:(?: *# here\n)?[ \t].*\n)*)", text, re.MULTILINE)
    return {key: piece for piece, key in pieces}


def repeated(fragment: str, times: int) -> str:
    """A fragment with its states that have a # in their names written out; a mark stands in the first of several."""
    return REPEATED.sub(lambda block: "".join(numbered(block[0], n) for n in range(1, times + 1)), fragment)


def numbered(text: str, number: int) -> str:
    """The text with the number for # and the next for #+."""
    once = text if number == 1 else HERE.sub("", text)
    return NUMBER.sub(lambda sign: str(number + bool(sign["next"])), once)


def example_of(rule: Rule) -> Example | None:
    """The bad example of a rule's page, or None where the page has none."""
    found = EXAMPLE.search(rule.page + "\n")
    if not found:
        return None
    text = re.sub(r"^ {4}", "", found["text"], flags=re.MULTILINE).rstrip() + "\n"
    options = [option.strip() for option in (found["options"] or "").split(",")]
    numbers = dict(option.removeprefix("limits ").split("=") for option in options if "=" in option)
    times = [int(option.removeprefix("repeated ")) for option in options if option.startswith("repeated ")]
    text = repeated(text, *times) if times else text
    base = next((SOUND_OF[option] for option in options if option in SOUND_OF), SOUND)
    in_place = lesson(text) if "lesson" in options else spliced(text, base)
    whole = text if "whole" in options else in_place
    lines: list[str] = []
    marked: list[int] = []
    for line in whole.splitlines():
        if line.strip() == "# here":
            marked.append(len(lines) + 1)
        else:
            lines.append(line)
    joined = "\n".join(lines) + "\n"
    data = joined.encode().decode("unicode_escape").encode("latin-1") if "bytes" in options else joined.encode()
    limits = Limits(**{name: int(number) for name, number in numbers.items()})
    return Example(data, limits, tuple(marked), Path("sound.md" if "lesson" in options else "sound.yaml"))


def scenario_of(fragment: str, text: str = SOUND) -> Scenario:
    """The scenario that a fragment makes of a sound text."""
    found = loaded(spliced(fragment.lstrip("\n"), text).encode(), Path("sound.yaml"))
    assert found.scenario is not None, found.errors
    return found.scenario
