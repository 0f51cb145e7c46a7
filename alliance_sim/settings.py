"""The user's settings: a small YAML file in the data folder, decoded like all content."""

from pathlib import Path
from typing import Literal

import attrs
import yaml
from attrs import evolve, frozen

from alliance_sim.decoding import decode
from alliance_sim.diagnostics import Diagnostic
from alliance_sim.scenario import Level
from alliance_sim.session import Depth, Feedback, Mode
from alliance_sim.shapes import Line, documented, text_of
from alliance_sim.source import read

FILE = "settings.yaml"


@frozen
class Settings:
    recognition: Literal["paced", "free"] = documented(
        "paced: asked at every turn; free: you say when you notice something", default="paced"
    )
    depth: Literal["level", "type", "markers"] = documented(
        "what is asked of a rupture: its type, or its markers too; level: markers at advanced level only",
        default="level",
    )
    feedback: Feedback = documented(
        "when you hear about a turn: after each turn, after each episode, at the end", default="episode"
    )
    own_words: bool = documented("whether you are asked for your own words before you see the replies", default=True)
    ratings: bool = documented("whether you rate yourself before and after", default=True)
    theme: Line = documented("colours of the full screen", default="alliance-dark")
    mouse: bool = documented("whether the full screen takes the mouse", default=True)
    plain: bool = documented("whether everything runs line by line", default=False)
    folders: tuple[Line, ...] = documented("folders with scenarios of your own", default=())

    def mode(self, level: Level) -> Mode:
        """How a session of this level is played."""
        by_level: Depth = "markers" if level == "advanced" else "type"
        depth = by_level if self.depth == "level" else self.depth
        return Mode(self.recognition, depth, self.feedback, self.own_words, self.ratings)

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(Path(folder).expanduser() for folder in self.folders)


def meanings() -> dict[str, str]:
    """What each setting means."""
    return {attribute.name: text_of(attribute) for attribute in attrs.fields(Settings)}


def settings_in(folder: Path) -> tuple[Settings, list[Diagnostic]]:
    """The settings of the folder, or the defaults and what is wrong with the file."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), []
    except (OSError, UnicodeDecodeError):
        text = "unreadable"
    if not text.strip():
        return Settings(), []
    settings, problems = decode(read(text, str(path)), Settings)
    return settings or Settings(), problems


def changed(settings: Settings, name: str, value: str) -> tuple[Settings | None, list[Diagnostic]]:
    """The settings with one of them read from `value`; `folders` takes several, separated by commas."""
    parts = [part.strip() for part in value.split(",") if part.strip()]
    written = yaml.safe_dump({name: parts}) if name == "folders" else f"{name}: {value}\n"
    found, problems = decode(read(written, "the setting"), Settings)
    if found is None or not hasattr(found, name):
        return None, problems
    return evolve(settings, **{name: getattr(found, name)}), problems


def save(settings: Settings, folder: Path) -> None:
    """Write the settings. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in attrs.asdict(settings).items()
    }
    waiting = folder / f"{FILE}.new"
    waiting.write_text(yaml.safe_dump(values, sort_keys=False, allow_unicode=True), encoding="utf-8")
    waiting.replace(folder / FILE)
