"""What the commands share of the world outside: the store, the settings, the terminal."""

import os
import sys
from pathlib import Path

from alliance_sim.settings import Settings, settings_in
from alliance_sim.store import Store, StoreError, home


def opened_store(*, read_only: bool = False) -> Store:
    """The store of this user; a store that cannot be opened ends the command with status 3."""
    try:
        store = Store.open(home(), read_only=read_only)
    except StoreError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(3)
    if not store.recording and not read_only:
        print(f"Not recorded: {store.why_not}", file=sys.stderr)
    return store


def peeked_store() -> Store | None:
    """The store, to look up what was played; None where it cannot be read, which is said."""
    try:
        return Store.open(home(), read_only=True)
    except StoreError as error:
        print(f"What was played is not known: {error}", file=sys.stderr)
        return None


def current_settings() -> Settings:
    """The user's settings; what is wrong with the file is said, and the defaults taken for that."""
    settings, problems = settings_in(home())
    for problem in problems:
        print(problem, file=sys.stderr)
    return settings


def why_plain(*, asked: bool, settings: Settings) -> str:
    """Why this runs line by line, or nothing where the full screen can be used."""
    if asked:
        return "asked for with --plain"
    if os.environ.get("ALLIANCE_SIM_PLAIN", "") not in ("", "0"):
        return "ALLIANCE_SIM_PLAIN is set"
    if settings.plain:
        return "the setting 'plain' is true"
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "input or output is a pipe"
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return "the terminal cannot do more"
    return ""


def scenario_folders(settings: Settings) -> tuple[Path, ...]:
    """The user's own folders of scenarios, the one in the data folder first."""
    return (home() / "scenarios", *settings.paths)
