"""The user's settings: a small YAML file in the data folder, decoded like all content."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs
from attrs import evolve, frozen

from alliance_sim.session import Depth, Feedback, Mode
from alliance_sim.shapes import Line, documented, text_of

if TYPE_CHECKING:
    from alliance_sim.diagnostics import Diagnostic
    from alliance_sim.scenario import Level

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

    def mode(self, level: "Level") -> Mode:
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


def settings_in(folder: Path) -> tuple[Settings, list["Diagnostic"]]:
    """The settings of the folder, or the defaults and what is wrong with the file."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() or not path.exists() else "unreadable"
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), []
    except (OSError, UnicodeDecodeError):
        text = "unreadable"
    if not text.strip():
        return Settings(), []
    settings, problems = _decoded(text, str(path))
    return settings or Settings(), problems


def _decoded(text: str, name: str) -> tuple[Settings | None, list["Diagnostic"]]:
    from alliance_sim.decoding import decode  # noqa: PLC0415  # the first frame does without it
    from alliance_sim.source import read  # noqa: PLC0415

    return decode(read(text, name), Settings)


def changed(settings: Settings, name: str, value: str) -> tuple[Settings | None, list["Diagnostic"]]:
    """The settings with one of them read from `value`; `folders` takes several, separated by commas."""
    from alliance_sim.writing import written  # noqa: PLC0415

    parts = [part.strip() for part in value.split(",") if part.strip()]
    if name == "folders" and not parts:
        return evolve(settings, folders=()), []
    one_line = " ".join(value.split())
    text = written(Settings(folders=tuple(parts))) if name == "folders" else f"{name}: {one_line}\n"
    found, problems = _decoded(text, "the setting")
    if found is None or not hasattr(found, name):
        return None, problems
    return evolve(settings, **{name: getattr(found, name)}), problems


def save(settings: Settings, folder: Path) -> None:
    """Write the settings. Raises `OSError`."""
    from alliance_sim.writing import written  # noqa: PLC0415

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = folder / f"{FILE}.new"
    waiting.touch(mode=0o600)
    waiting.write_text(written(settings), encoding="utf-8")
    waiting.replace(folder / FILE)
