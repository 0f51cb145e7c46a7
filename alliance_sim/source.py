"""Text to nodes with places, in one pass over the events of the YAML parser.

Nothing is resolved: every scalar is text, and the field that it fills decides what it means. What a content file may
not hold is refused here, with its place, and reading goes on behind it where that makes sense.
"""

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml
from attrs import define, field

from alliance_sim.characters import FORBIDDEN
from alliance_sim.collecting import collection_paused
from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.faults import file as faults
from alliance_sim.nodes import Mapping, Node, Path, Scalar, Sequence, place, span_of
from alliance_sim.shapes import Limits

__all__ = ["Mapping", "Node", "Path", "Scalar", "Sequence", "Source", "decoded_text", "read", "span_of"]

Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
ODD_BLANKS = "\t\u00a0"
FENCE = "---"
"""The line before and after a front matter."""
MANY = 100
"""So many of a kind are listed: as many as are printed of a file."""


@define(eq=False, repr=False)
class Source:
    """A text, its node tree, and what was refused while reading it. `root` is None if there is nothing to decode.

    `below` is the number of lines down to the end of the front matter, where the text has one: the rest is Markdown.
    """

    name: str
    text: str
    limits: Limits = field(factory=Limits)
    root: Node | None = None
    faults: list[Diagnostic] = field(factory=list)
    below: int = 0

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def markdown(self) -> str:
        """The text below the front matter."""
        return "\n".join(self.lines[self.below :])

    def span(self, path: Path, *, at_key: bool = False) -> Span:
        """The place of the deepest part of `path` that the file has.

        A scalar is marked itself, a list or a mapping at its key, as everything is with `at_key`.
        """
        span, node = Span(), self.root
        for step in path:
            if isinstance(node, Mapping) and step in node.entries:
                key, node = node.entries[str(step)]
                span = span_of(node if isinstance(node, Scalar) and not at_key else key)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                span = span_of(node)
            else:
                break
        return span


def decoded_text(data: bytes, name: str, limits: Limits, *, front_matter: bool = False) -> Source:
    """The source of a file's bytes, not yet parsed if they are too many, or no UTF-8.

    A NUL byte is valid UTF-8, and in a text file it is a sign of another encoding.
    """
    if len(data) > limits.bytes:
        return Source(name, "", limits, faults=[faults.file_too_large(Span(), limits.bytes)])
    stray = data.find(0)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        stray = error.start if stray < 0 else min(stray, error.start)
    if stray < 0:
        return read(text, name, limits, front_matter=front_matter)
    before = data[:stray].decode("utf-8-sig", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    problem = faults.not_utf_8(Span(line, column, column + 1), stray, data[stray])
    return Source(name, data.decode("utf-8", "replace"), limits, faults=[problem])


def read(text: str, name: str = "text", limits: Limits | None = None, *, front_matter: bool = False) -> Source:
    """Parse `text`, or its front matter. Whatever it is, this returns; what is wrong with it is in `faults`."""
    source = Source(name, text.replace("\r\n", "\n").replace("\r", "\n"), limits or Limits())
    readable = source.text
    if FORBIDDEN.search(readable):
        source.faults.extend(islice(_forbidden(source.lines), MANY))
        readable = FORBIDDEN.sub("\ufffd", readable)
    if front_matter:
        lines = readable.split("\n")
        source.below = _last_of_front_matter(lines)
        if not source.below:
            source.faults.append(faults.no_front_matter(Span(), lines[0]))
            return source
        readable = "\n".join(["", *lines[1 : source.below - 1], ""])
    if any(blank in readable for blank in ODD_BLANKS):
        odd = list(islice(_odd_indentation(readable.split("\n")), MANY))
        source.faults.extend(odd)
        if odd:
            return source
    builder = _Builder(source)
    try:
        with collection_paused():
            source.root = builder.built(readable)
    except yaml.YAMLError as error:
        from alliance_sim.syntax import in_plain_words  # noqa: PLC0415  # most files are YAML

        problem = in_plain_words(error, source.lines, builder.last)
        if all(known.span.line != problem.span.line for known in source.faults):
            source.faults.append(problem)
    except _Stop:
        pass
    return source


def _last_of_front_matter(lines: list[str]) -> int:
    """The number of the line that ends the front matter; 0 where none begins, or it goes on to the end."""
    bounds = [number for number, line in enumerate(lines, 1) if line.rstrip() == FENCE]
    return bounds[1] if bounds[:1] == [1] and len(bounds) > 1 else 0


def _forbidden(lines: list[str]) -> Iterator[Diagnostic]:
    """Each character that is refused, at its first place in a line."""
    for number, line in enumerate(lines, 1):
        for character in dict.fromkeys(FORBIDDEN.findall(line)):
            column = line.index(character) + 1
            yield _character(Span(number, column, column + 1), character)


def _character(span: Span, character: str) -> Diagnostic:
    name = unicodedata.name(character, "a control character" if ord(character) < 0xA0 else "not a character")
    return faults.forbidden_character(span, ord(character), name.lower())


def _odd_indentation(lines: list[str]) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        blank = line[: len(line) - len(line.lstrip(" \t\u00a0"))]
        column = next((at for at, character in enumerate(blank, 1) if character != " "), 0)
        if column and line.strip():
            kind = "a tab" if line[column - 1] == "\t" else "a no-break space"
            yield faults.tab_indentation(Span(number, column, column + 1), kind)


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Builder:
    """Builds the node tree from the events. No recursion: depth and counts are checked as the events come."""

    def __init__(self, source: Source) -> None:
        self.limits, self.faults = source.limits, source.faults
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None
        self.last: Scalar | None = None
        self.nodes = self.documents = 0

    def built(self, text: str) -> Node | None:
        on_event = {
            yaml.ScalarEvent: self.scalar,
            yaml.SequenceStartEvent: self.start,
            yaml.MappingStartEvent: self.start,
            yaml.SequenceEndEvent: self.end,
            yaml.MappingEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        for event in iter(Parser(text).get_event, None):
            if seen := on_event.get(type(event)):
                seen(event)
        if self.root is None or (isinstance(self.root, Scalar) and not self.root.value and not self.root.refused):
            self.faults.append(faults.empty_file(Span()))
            return None
        return self.root

    def document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.stop(faults.directive(place(event.start_mark)))
        if self.documents > 1:
            self.stop(faults.several_documents(place(event.start_mark)))

    def scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)
        node = Scalar(event.value, event.style or "", event.start_mark, event.end_mark, event.tag is not None)
        if node.style == '"' and FORBIDDEN.search(node.value):
            self.faults.extend(
                _character(span_of(node), found) for found in dict.fromkeys(FORBIDDEN.findall(node.value))
            )
            node.value = FORBIDDEN.sub("\ufffd", node.value)
        self.last = node
        self.add(node)

    def alias(self, event: Any) -> None:
        self.faults.append(faults.anchor_or_alias(place(event.start_mark), f"the alias *{event.anchor}"))
        self.add(Scalar("", "", event.start_mark, event.end_mark, refused=True))

    def start(self, event: Any) -> None:
        self.refuse_marks(event)
        node = (Mapping if isinstance(event, yaml.MappingStartEvent) else Sequence)(event.start_mark)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) > self.limits.depth:
            self.stop(faults.too_deep(place(event.start_mark), self.limits.depth))

    def end(self, _event: Any) -> None:
        self.open.pop()
        self.keys.pop()

    def stop(self, why: Diagnostic) -> None:
        self.faults.append(why)
        raise _Stop

    def add(self, node: Node) -> None:
        """Put a node where the reading is: as a key, as the value of the last key, as an item, as the root."""
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            self.stop(faults.too_many_nodes(place(node.mark), self.limits.nodes))
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is not None:
            self.keys[-1] = None
            first = parent.entries.setdefault(key.value, (key, node))
            if first[1] is not node and not key.refused:
                self.faults.append(faults.repeated_key(span_of(key), key.value, first[0].mark.line + 1))
        elif isinstance(node, Scalar):
            self.keys[-1] = node
            if node.value == "<<" and not node.style:
                self.faults.append(faults.merge_key(span_of(node)))
        else:
            self.stop(faults.key_is_no_text(place(node.mark)))

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.faults.append(faults.anchor_or_alias(place(event.start_mark), f"the anchor &{event.anchor}"))
        if event.tag is not None:
            self.faults.append(faults.tag(place(event.start_mark), event.tag))
