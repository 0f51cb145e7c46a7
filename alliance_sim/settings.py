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
    level: Literal["adaptive", "foundation", "intermediate", "advanced"] = documented(
        "the level that is proposed; adaptive: by your last first exposures", default="adaptive"
    )
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


def settings_in(folder: Path) -> tuple[Settings, list[str]]:
    """The settings of the folder, and what is wrong with the file; a setting that cannot be read has its default."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() or not path.exists() else None
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), []
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        return Settings(), [f"{path}: expected settings, found a file that cannot be read. The defaults are used."]
    if not text.strip():
        return Settings(), []
    settings, problems = Settings(), []
    for name in meanings():
        found, wrong = _decoded(text, str(path), only=name)
        if found is not None:
            settings = evolve(settings, **{name: getattr(found, name)})
        problems += [f"{path}:{each.span.line}: {each.message} ({each.hint}). The default is used." for each in wrong]
    _, wrong = _decoded(text, str(path), only="")
    problems += [f"{path}:{each.span.line}: {each.message} ({each.hint})." for each in wrong]
    return settings, list(dict.fromkeys(problems))


def _decoded(text: str, name: str, *, only: str | None = None) -> tuple[Settings | None, list["Diagnostic"]]:
    """The settings in a text; with `only`, of that one setting, or with an empty name of what is none at all."""
    from alliance_sim.decoding import decode  # noqa: PLC0415  # the first frame does without it
    from alliance_sim.source import Mapping, read  # noqa: PLC0415

    source = read(text, name)
    if only is not None and isinstance(source.root, Mapping):
        known = meanings()
        entries = source.root.entries.items()
        source.root.entries = {key: entry for key, entry in entries if (key if key in known else "") == only}
    return decode(source, Settings)


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
    """Write the settings; a file with mistakes in it is kept beside them. Raises `OSError`."""
    from alliance_sim.writing import written  # noqa: PLC0415

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = folder / f"{FILE}.new"
    try:
        waiting.touch(mode=0o600)
        waiting.write_text(written(settings), encoding="utf-8")
        if settings_in(folder)[1]:
            (folder / FILE).replace(folder / f"{FILE}.old")
        waiting.replace(folder / FILE)
    except OSError:
        waiting.unlink(missing_ok=True)
        raise
