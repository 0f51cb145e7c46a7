"""Columns for a terminal."""

from collections.abc import Collection, Iterable, Iterator
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alliance_sim.characters import harmless


def table(
    head: tuple[str, ...], rows: Iterable[tuple[str, ...]], width: int, right: Collection[int] = ()
) -> Iterator[str]:
    """The lines of a table; the columns of these numbers are aligned to the right."""
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, title in enumerate(head):
        drawn.add_column(Text(title), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(harmless(cell)) for cell in row))
    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as captured:
        console.print(drawn)
    for line in captured.get().splitlines():
        yield line.rstrip()
