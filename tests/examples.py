"""The bad examples of the rules' pages, made into files. The syntax is described in `alliance_sim.faults`."""

import re
from pathlib import Path

from attrs import frozen

from alliance_sim.diagnostics import Rule
from alliance_sim.shapes import Limits

SOUND = (Path(__file__).parent / "sound.yaml").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^Bad example(?: \((?P<options>[^)]*)\))?:\n\n(?P<text>(?:(?: {4}.*)?\n)*)", re.MULTILINE)


@frozen
class Example:
    """A file, the limits to read it with, and the lines that a rule must point at."""

    data: bytes
    limits: Limits
    lines: tuple[int, ...]


def spliced(fragment: str, text: str = SOUND) -> str:
    """`text` with the top-level keys of `fragment` in place of its own; new keys stand at the end."""
    return "".join((_top_level(text) | _top_level(fragment)).values())


def _top_level(text: str) -> dict[str, str]:
    """The pieces of a text by their top-level keys; a `# here` belongs to what follows."""
    pieces = re.findall(r"^((?:# here\n)?([^\s#:]+).*\n(?:(?: *# here\n)?[ \t].*\n)*)", text, re.MULTILINE)
    return {key: piece for piece, key in pieces}


def example_of(rule: Rule) -> Example | None:
    """The bad example of a rule's page, or None where the page has none."""
    found = EXAMPLE.search(rule.page + "\n")
    if not found:
        return None
    text = re.sub(r"^ {4}", "", found["text"], flags=re.MULTILINE).rstrip() + "\n"
    options = [option.strip() for option in (found["options"] or "").split(",")]
    numbers = dict(option.removeprefix("limits ").split("=") for option in options if "=" in option)
    whole = text if "whole" in options else spliced(text)
    lines: list[str] = []
    marked: list[int] = []
    for line in whole.splitlines():
        if line.strip() == "# here":
            marked.append(len(lines) + 1)
        else:
            lines.append(line)
    joined = "\n".join(lines) + "\n"
    data = joined.encode().decode("unicode_escape").encode("latin-1") if "bytes" in options else joined.encode()
    return Example(data, Limits(**{name: int(number) for name, number in numbers.items()}), tuple(marked))
