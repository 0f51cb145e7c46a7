"""A terminal of our own: the program in a real pseudo-terminal, its screen as pyte draws it, and its end."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

import pyte

MISREAD = re.compile(
    rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*(?:\$p|u)|\x1b[P_^X].*?\x1b\\|\x1b\].*?(?:\x07|\x1b\\)", re.DOTALL
)
"""Sequences that pyte prints as text instead of passing them over."""
UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;<>=?$]*|[P_^X\]][^\x07\x1b]*)?$")
UNWANTED = ("NO_COLOR", "COLUMNS", "LINES", "ALLIANCE_SIM_PLAIN")
PATIENCE = 15.0
"""Seconds to wait for something to appear; a start takes 0.3 on a quiet machine."""


class Terminal:
    """A program in a pseudo-terminal. Use it as a context: the program is gone afterwards."""

    def __init__(
        self,
        arguments: Sequence[str] = (),
        *,
        home: Path,
        width: int = 80,
        height: int = 24,
        variables: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "alliance_sim"),
        ignoring: Sequence[signal.Signals] = (),
    ) -> None:
        self.screen = pyte.Screen(width, height)
        self.stream = pyte.ByteStream(self.screen)
        self.written, self.pending = b"", b""
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "ALLIANCE_SIM_HOME": str(home)}

        def own_terminal() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN if number in ignoring else signal.SIG_DFL)

        self.process = subprocess.Popen(
            [*command, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment | dict(variables or {}),
            start_new_session=True,
            preexec_fn=own_terminal,  # noqa: PLW1509  # the tests have one thread
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.close()

    def close(self) -> None:
        """Close the window; what is in it is not told."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the program writes within some time; False once it has closed its side."""
        if not select.select([self.master], [], [], seconds)[0]:
            return True
        try:
            found = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.written += found
        data = self.pending + found
        unfinished = UNFINISHED.search(data)
        self.pending = data[unfinished.start() :] if unfinished else b""
        self.stream.feed(MISREAD.sub(b"", data[: unfinished.start()] if unfinished else data))
        return bool(found)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, holds: Callable[[str], bool], wanted: str, patience: float = PATIENCE) -> str:
        """The text of the screen once something holds of it."""
        end = time.monotonic() + patience
        while not holds(self.text):
            open_ = self.read()
            if time.monotonic() > end or (not open_ and not holds(self.text)):
                raise AssertionError(f"expected {wanted}, found\n{self.text}")
        return self.text

    def sees(self, words: str) -> str:
        """The text of the screen once the words stand on it, however they are wrapped."""
        return self.until(lambda text: " ".join(words.split()) in " ".join(text.split()), repr(words))

    def settled(self, seconds: float = 0.15) -> str:
        """The text of the screen once it has stayed the same for a while."""
        seen, since = self.text, time.monotonic()
        while time.monotonic() - since < seconds:
            self.read()
            if self.text != seen:
                seen, since = self.text, time.monotonic()
        return seen

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def tap(self, keys: str, words: str) -> str:
        """Press keys and wait for the words."""
        self.press(keys)
        return self.sees(words)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.process.pid, signal.SIGWINCH)

    def kill(self) -> None:
        """Kill it without a word, with whatever it still had to write."""
        self.process.kill()
        self.process.wait()

    def ended(self, patience: float = PATIENCE) -> int:
        """The exit status, once the program has ended and all its output is read."""
        end = time.monotonic() + patience
        while self.process.poll() is None:
            if self.master >= 0:
                self.read()
            else:
                time.sleep(0.01)
            if time.monotonic() > end:
                raise AssertionError(f"expected the program to end, found\n{self.text}")
        while self.master >= 0 and select.select([self.master], [], [], 0.05)[0] and self.read():
            pass
        return self.process.returncode

    @property
    def left_on(self) -> set[int]:
        """The private modes of the terminal that were turned on and not off again; the cursor counts when hidden."""
        on: set[int] = set()
        for modes, how in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", self.written):
            for mode in map(int, modes.split(b";")):
                (on.discard if (how == b"h") == (mode == 25) else on.add)(mode)
        return on - {7}

    @property
    def seconds_used(self) -> float:
        """CPU time of the program so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A small file system of its own in a folder. Raises `PermissionError` where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        raise PermissionError(made.stderr.decode(errors="replace").strip())
    try:
        yield folder
    finally:
        with suppress(subprocess.CalledProcessError):
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)


def remounted(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], capture_output=True, check=True)
