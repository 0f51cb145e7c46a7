"""What is being done, on one line of stderr: only on a terminal, and only when it has lasted a second."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

DELAY = 1.0
"""Seconds without a word: what is over sooner needs none."""


class Line:
    """A line that is written over. Nothing is written before it appears, nor after it has been cleared."""

    def __init__(self, stream: TextIO, columns: int) -> None:
        from threading import Lock  # noqa: PLC0415  # only where there is a terminal

        self._stream, self._columns = stream, columns
        self._lock = Lock()
        self._text, self._written = "", ""
        self._visible = False

    def tell(self, text: str) -> None:
        """Take this as what is being done."""
        with self._lock:
            self._text = text
            if self._visible:
                self._write(text)

    def appear(self) -> None:
        with self._lock:
            self._visible = True
            self._write(self._text)

    def clear(self) -> None:
        with self._lock:
            if self._visible:
                self._write("")
            self._visible = False

    def _write(self, text: str) -> None:
        text = text[: self._columns - 1]
        self._stream.write(f"\r{text.ljust(len(self._written))}\r{text}")
        self._stream.flush()
        self._written = text


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that takes what is being done; what it took is gone from the screen afterwards."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from shutil import get_terminal_size  # noqa: PLC0415
    from threading import Timer  # noqa: PLC0415

    line = Line(sys.stderr, get_terminal_size().columns)
    timer = Timer(DELAY, line.appear)
    timer.daemon = True
    timer.start()
    try:
        yield line.tell
    finally:
        timer.cancel()
        timer.join()
        line.clear()
