"""What the pages of the guide show: blocks, and fragments of a scenario put into a whole one."""

import re
from pathlib import Path

from attrs import frozen
from markdown_it import MarkdownIt

from alliance_sim.library import loaded
from alliance_sim.shelf import PACKAGE

SKELETON = (PACKAGE / "skeleton.yaml").read_text(encoding="utf-8")
PAGES = sorted(path.stem for path in (PACKAGE / "guide").glob("*.md"))
MERGED = re.compile(r"(states|variables|conditions|states/[^/]+|states/[^/]+/choices|states/[^/]+/choices/[^/]+)")
"""The ways to mappings whose keys a fragment adds to; any other key takes the place of the whole."""
KEY = re.compile(r"( *)([^\s#:][^:]*):(?:\s|$)")


@frozen
class Block:
    """A fenced block. What stands behind its language says how it is tried; readers do not see that.

    yaml        a fragment, put into the skeleton: it passes `check --strict`
    yaml edit   put into the file of the story, for the commands that follow; with `breaks`, it has an error
    yaml hook   a configuration of pre-commit, whose commands are run
    yaml file=NAME, markdown file=NAME   a file of its own, for the commands that follow
    sh          commands, run in order in a folder of the page's own; `ends=1` is their exit status, else 0
    console     the same behind `$ `, and lines that their output holds, in this order
    """

    language: str
    words: tuple[str, ...]
    text: str

    @property
    def status(self) -> int:
        return int(self.told("ends") or 0)

    @property
    def file(self) -> str:
        return self.told("file")

    def told(self, key: str) -> str:
        """What stands behind a word and `=`; nothing if the word is not there."""
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{key}=")), "")


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    tokens = MarkdownIt("commonmark").parse((PACKAGE / "guide" / f"{page}.md").read_text(encoding="utf-8"))
    return [Block(*_info(token.info), token.content) for token in tokens if token.type == "fence"]


def _info(info: str) -> tuple[str, tuple[str, ...]]:
    language, *words = info.split()
    return language, tuple(words)


def found_in(text: str) -> list[str]:
    """The names of the rules that find something in a scenario, all rules being asked."""
    return [found.rule.name for found in loaded(text.encode(), Path("first.yaml"), thorough=True).diagnostics]


def merged(text: str, fragment: str, way: str = "") -> str:
    """`text` with the keys of `fragment` in place of its own; new keys stand at the end."""
    own, new = _pieces(text), _pieces(fragment)
    for key, piece in new.items():
        here = f"{way}/{key}".strip("/")
        own[key] = _within(own[key], piece, here) if key in own and MERGED.fullmatch(here) else piece
    return "".join(own.values())


def _within(piece: str, fragment: str, way: str) -> str:
    """A key with what stands under it, and the fragment put into that."""
    head, body = _split(piece)
    return head + merged(body, _split(fragment)[1], way)


def _split(piece: str) -> tuple[str, str]:
    """The line of a key with the comments above it, and the lines under it."""
    lines = piece.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if KEY.match(line)) + 1
    return "".join(lines[:at]), "".join(lines[at:])


def _pieces(text: str) -> dict[str, str]:
    """The keys of a mapping, each with the comments above it and what stands under it."""
    found: dict[str, str] = {}
    waiting, key, depth = "", "", -1
    for line in text.splitlines(keepends=True):
        match = KEY.match(line)
        depth = len(match[1]) if match and depth < 0 else depth
        if match and len(match[1]) == depth:
            key = match[2]
            found[key] = waiting + line
            waiting = ""
        elif not key or not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= depth):
            waiting += line
        else:
            found[key] += waiting + line
            waiting = ""
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
