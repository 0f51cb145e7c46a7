"""Text to nodes with places, in one pass over the events of the YAML parser.

Nothing is resolved: every scalar is text, and the field that it fills decides what it means. What a content file may not
hold is refused here, with its place, and reading goes on behind it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml
from attrs import define, field

from alliance_sim.diagnostics import Diagnostic, Span
from alliance_sim.faults import file as faults
from alliance_sim.shapes import Limits

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Characters that act, hide or cannot be encoded. ZWJ and ZWNJ are letters of some scripts and stay."""

Parser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Scalar = yaml.ScalarEvent
AWKWARD_START = re.compile(r"^\s*(?:- )?[\w-]+:\s+[*&!\[{\"'%@|>]")
AWKWARD_COLON = re.compile(r"^\s*(?:- )?[\w-]+:\s+.*: ")


@define(eq=False)
class Sequence:
    mark: Any
    items: list["Node"] = field(factory=list)


@define(eq=False)
class Mapping:
    mark: Any
    entries: dict[str, tuple[Scalar, "Node"]] = field(factory=dict)


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


@define(eq=False)
class Source:
    """A text, its node tree, and what was refused while reading it. `root` is None if there is nothing to decode."""

    name: str
    text: str
    limits: Limits = field(factory=Limits)
    root: Node | None = None
    faults: list[Diagnostic] = field(factory=list)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

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


def span_of(node: Node, offset: int = 0) -> Span:
    """Where a node stands: all of a one-line scalar, else its first character. `offset` is within the scalar."""
    if not isinstance(node, Scalar):
        return _span(node.mark)
    start, end = node.start_mark, node.end_mark
    if node.style in ("|", ">"):
        return _span(start)
    if start.line != end.line:
        return _span(start, offset, offset + 1) if offset else _span(start)
    opening = 1 if offset and node.style in ("'", '"') else 0
    if offset:
        return _span(start, offset + opening, offset + opening + 1)
    return Span(start.line + 1, start.column + 1, max(end.column + 1, start.column + 2))


def _span(mark: Any, start: int = 0, end: int = 1) -> Span:
    return Span(mark.line + 1, mark.column + 1 + start, mark.column + 1 + end)


def decoded_text(data: bytes, name: str, limits: Limits) -> Source:
    """The source of a file's bytes, not yet parsed if they are no UTF-8 or too many."""
    if len(data) > limits.bytes:
        return Source(name, "", limits, faults=[faults.file_too_large(Span(), limits.bytes)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Span(line, column, column + 1)
        readable = data.decode("utf-8", "replace")
        return Source(name, readable, limits, faults=[faults.not_utf_8(place, error.start, data[error.start])])
    return read(text, name, limits)


def read(text: str, name: str = "text", limits: Limits | None = None) -> Source:
    """Parse `text`. Whatever it is, this returns; what is wrong with it is in `faults`."""
    source = Source(name, text.replace("\r\n", "\n").replace("\r", "\n"), limits or Limits())
    safe, source.faults = _without_forbidden(source.text)
    source.faults.extend(_tabs(source.text))
    if source.faults and any(found.rule.name == "tab-indentation" for found in source.faults):
        return source
    builder = _Builder(source)
    try:
        source.root = builder.built(safe)
    except yaml.YAMLError as error:
        problem = _syntax(error, source)
        if all(known.span.line != problem.span.line for known in source.faults):
            source.faults.append(problem)
    except _Stop:
        pass
    return source


def _without_forbidden(text: str) -> tuple[str, list[Diagnostic]]:
    found = list(FORBIDDEN.finditer(text))
    if not found:
        return text, []
    problems = []
    for match in found:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        problems.append(_character(Span(line, column, column + 1), match[0]))
    return FORBIDDEN.sub("\ufffd", text), problems


def _character(span: Span, character: str) -> Diagnostic:
    name = unicodedata.name(character, "a control character" if ord(character) < 0xA0 else "not a character")
    return faults.forbidden_character(span, ord(character), name.lower())


def _tabs(text: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), 1):
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and line.strip():
            yield faults.tab_indentation(Span(number, blank.index("\t") + 1, blank.index("\t") + 2))


def _syntax(error: yaml.YAMLError, source: Source) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or "text that is not YAML"
    context = getattr(error, "context_mark", None)
    if context is not None and "unexpected end" in problem:
        mark, problem = context, "a quotation mark that is not closed"
    line = source.lines[mark.line] if mark is not None and mark.line < len(source.lines) else ""
    hint = "check the indentation and the colons around here"
    if AWKWARD_COLON.match(line) or AWKWARD_START.match(line):
        hint = "put the text under `|` on lines of its own: it holds `: ` or begins with a special character"
    found = " ".join(str(problem).split()).removeprefix("found ")
    return faults.yaml_syntax(_span(mark) if mark is not None else Span(), f"expected YAML, found {found}", hint)


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Builder:
    """Builds the node tree from the events. No recursion: depth and counts are checked as the events come."""

    def __init__(self, source: Source) -> None:
        self.limits, self.faults = source.limits, source.faults
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.root: Node | None = None

    def built(self, text: str) -> Node | None:
        documents = nodes = 0
        for event in yaml.parse(text, Loader=Parser):
            kind = type(event)
            if kind is Scalar:
                nodes += 1
                if event.anchor is not None or event.tag is not None:
                    self.refuse_marks(event)
                if event.style == '"' and FORBIDDEN.search(event.value):
                    self.refuse_escapes(event)
                self.add(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                nodes += 1
                self.refuse_marks(event)
                node = (Mapping if kind is yaml.MappingStartEvent else Sequence)(event.start_mark)
                self.add(node)
                self.open.append(node)
                self.keys.append(None)
                if len(self.open) > self.limits.depth:
                    self.stop(faults.too_deep(_span(event.start_mark), self.limits.depth))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                self.faults.append(faults.anchor_or_alias(_span(event.start_mark), f"the alias *{event.anchor}"))
                self.add(Scalar(None, None, (True, False), "", event.start_mark, event.end_mark, style=""))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if event.version or event.tags:
                    self.faults.append(faults.directive(_span(event.start_mark)))
                if documents > 1:
                    self.stop(faults.several_documents(_span(event.start_mark)))
            if nodes > self.limits.nodes:
                self.stop(faults.too_many_nodes(_span(event.start_mark), self.limits.nodes))
        if self.root is None:
            self.faults.append(faults.empty_file(Span()))
        return self.root

    def stop(self, why: Diagnostic) -> None:
        self.faults.append(why)
        raise _Stop

    def add(self, node: Node) -> None:
        """Put a node where the reading is: as a key, as the value of the last key, as an item, as the root."""
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
            if first[1] is not node:
                self.faults.append(faults.repeated_key(span_of(key), key.value, first[0].start_mark.line + 1))
        elif isinstance(node, Scalar):
            self.keys[-1] = node
            if node.value == "<<" and not node.style:
                self.faults.append(faults.merge_key(span_of(node)))
        else:
            self.stop(faults.key_is_no_text(_span(node.mark)))

    def refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.faults.append(faults.anchor_or_alias(_span(event.start_mark), f"the anchor &{event.anchor}"))
        if event.tag is not None:
            self.faults.append(faults.tag(_span(event.start_mark), event.tag))

    def refuse_escapes(self, event: Scalar) -> None:
        self.faults.extend(_character(span_of(event), found) for found in FORBIDDEN.findall(event.value))
        event.value = FORBIDDEN.sub("\ufffd", event.value)
