"""What is told while something lasts."""

import io
import sys
import time

import pytest

from alliance_sim.cli import progress
from alliance_sim.cli.progress import Line


class Terminal(io.StringIO):
    """Something that is written to and says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_is_over_soon_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.progress() as tell:
        tell("checking 1 of 2: a.yaml")
    assert terminal.getvalue() == ""


def test_what_lasts_is_told_on_a_terminal_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "DELAY", 0.0)
    with progress.progress() as tell:
        tell("a")
        while "a" not in terminal.getvalue():
            time.sleep(0.001)
    assert terminal.getvalue().endswith("\ra\r \r")


def test_what_lasts_is_not_told_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "DELAY", 0.0)
    with progress.progress() as tell:
        tell("a")
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_a_line_of_progress_writes_over_itself_and_is_cut_to_the_terminal() -> None:
    terminal = Terminal()
    line = Line(terminal, columns=6)
    line.tell("unseen")
    line.appear()
    line.tell("abcdefgh")
    line.tell("xy")
    line.clear()
    line.tell("after")
    assert [part for part in terminal.getvalue().split("\r") if part.strip()] == [
        "unsee", "unsee", "abcde", "abcde", "xy   ", "xy"
    ]  # fmt: skip
