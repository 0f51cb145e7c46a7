"""inkjs as a player of scenarios: one process for all of them."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from alliance_sim.interchange.ink import rendered
from alliance_sim.interchange.ink_text import name
from alliance_sim.scenario import Scenario
from tests.referee.transcript import Line, Step

INKJS = "2.3.2"
MOST_TOLD = 5000
PLAYER = Path(__file__).parent / "player.js"


def folder() -> Path:
    """Where inkjs is looked for."""
    named = os.environ.get("ALLIANCE_SIM_INKJS")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"alliance-sim-bench-inkjs-{INKJS}"


def missing() -> str:
    """Why no referee can be had here, or nothing."""
    if not shutil.which("node"):
        return "expected the program node, found none"
    if not (folder() / "node_modules" / "inkjs").is_dir():
        install = f'npm install --no-audit --no-fund --prefix "{folder()}" inkjs@{INKJS}'
        return f"expected inkjs in {folder()}, found none; install it with: {install}"
    return ""


class Complaint(AssertionError):
    """The compiler or the player of ink has something against what was exported."""


class Player:
    """A process that plays what it is sent. Used as a context."""

    def __enter__(self) -> Self:
        command = ["node", str(PLAYER), str(folder())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=10)

    def played(self, scenario: Scenario, *plays: Sequence[int]) -> list[list[Step]]:
        """The steps of each play. Raises `Complaint`."""
        source = rendered(scenario)
        names = [variable.name for variable in scenario.variables]
        found = self.asked({"source": source, "variables": [*map(name, names)], "plays": [[*picks] for picks in plays]})
        if found["complaints"]:
            raise Complaint("\n".join((*found["complaints"], source))[:MOST_TOLD])
        return [[_step(step, names) for step in play] for play in found["plays"]]

    def asked(self, request: dict[str, Any]) -> Any:
        """The answer to a request; `player.js` says what both are."""
        requests, answers = self.process.stdin, self.process.stdout
        assert requests is not None
        assert answers is not None
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
        return json.loads(answers.readline())


def _step(found: dict[str, Any], names: list[str]) -> Step:
    return Step(_lines(found["lines"]), _lines(found["options"]), dict(zip(names, found["values"], strict=True)))


def _lines(found: list[tuple[str, list[str]]]) -> tuple[Line, ...]:
    return tuple(Line(text, tuple(tags)) for text, tags in found)
