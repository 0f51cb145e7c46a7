"""The nodes of a file: texts, lists and mappings, each with its place. Nothing in them is resolved."""

from typing import Any

from attrs import define, field

from alliance_sim.diagnostics import Span


@define(eq=False, repr=False)
class Scalar:
    """A text. `style` is its quotation mark, `|` or `>`, or empty; `refused` says that a fault is reported already."""

    value: str
    style: str
    mark: Any
    end: Any
    refused: bool = False


@define(eq=False, repr=False)
class Sequence:
    mark: Any
    items: list["Node"] = field(factory=list)


@define(eq=False, repr=False)
class Mapping:
    mark: Any
    entries: dict[str, tuple[Scalar, "Node"]] = field(factory=dict)


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def span_of(node: Node, offset: int = 0) -> Span:
    """Where a node stands: all of a one-line scalar, else its first character. `offset` is within the scalar."""
    if not isinstance(node, Scalar) or node.style in ("|", ">") or node.mark.line != node.end.line:
        return place(node.mark)
    if offset:
        return place(node.mark, offset + (1 if node.style else 0))
    return Span(node.mark.line + 1, node.mark.column + 1, max(node.end.column + 1, node.mark.column + 2))


def place(mark: Any, offset: int = 0) -> Span:
    return Span(mark.line + 1, mark.column + 1 + offset, mark.column + 2 + offset)
