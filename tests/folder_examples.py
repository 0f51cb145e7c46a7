"""The bad examples of the pages of folder rules, made into folders.

The syntax is described in `alliance_sim.faults`.
"""

import re
from pathlib import Path

from attrs import frozen

from alliance_sim.diagnostics import Rule
from alliance_sim.library import Loaded, folder_findings, loaded
from tests.examples import EXAMPLE, HERE, SOUND, SOUND_BANK, numbered, repeated, spliced


@frozen
class FolderExample:
    """The files of a folder, and the lines of the first that a rule must point at."""

    files: tuple[Loaded, ...]
    lines: tuple[int, ...]

    def found(self, rule: Rule) -> list[tuple[str, int]]:
        """The findings of a rule: file and line."""
        findings = folder_findings(self.files)
        return sorted(
            (path.name, finding.span.line)
            for path, diagnostics in findings.items()
            for finding in diagnostics
            if finding.rule is rule
        )


def folder_example_of(rule: Rule, **counts: int) -> FolderExample:
    """The bad example of a page, also with other counts of `repeated`, `files` or `others`.

    Raises where a file of it has an error.
    """
    found = EXAMPLE.search(rule.page + "\n")
    assert found is not None, f"{rule.code} has no bad example"
    text = re.sub(r"^ {4}", "", found["text"], flags=re.MULTILINE).rstrip() + "\n"
    words = [option.split() for option in (found["options"] or "").split(",") if option]
    base = SOUND_BANK if ["bank"] in words else SOUND
    options = dict(word for word in words if len(word) == 2)
    written = {"repeated": 1, "files": 1, "others": 0} | {name: int(number) for name, number in options.items()}
    many = written | counts
    text = re.sub(rf"(?<=[a-z]-){written['repeated'] + 1}\b", str(many["repeated"] + 1), text)
    first, _, others = text.partition("# the others:\n")
    fragments = [first] * many["files"] + [others] * many["others"]
    written_out = [repeated(each, many["repeated"]) for each in fragments]
    texts = [spliced(numbered(each, number), base) for number, each in enumerate(written_out, 1)]
    lines = texts[0].splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.strip() == "# here"]
    files = tuple(folder_file(HERE.sub("", text), f"file-{number}") for number, text in enumerate(texts, 1))
    return FolderExample(files, tuple(line - before for before, line in enumerate(marked)))


def folder_file(text: str, name: str) -> Loaded:
    file = loaded(text.encode(), Path(f"{name}.yaml"))
    assert file.value is not None, file.errors
    return file
