"""The settings as a file and as values."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.session import Mode
from alliance_sim.settings import FILE, Settings, changed, meanings, save, settings_in

SETTINGS = st.builds(
    Settings,
    recognition=st.sampled_from(["paced", "free"]),
    depth=st.sampled_from(["level", "type", "markers"]),
    feedback=st.sampled_from(["turn", "episode", "end"]),
    own_words=st.booleans(),
    ratings=st.booleans(),
    theme=st.sampled_from(["alliance-dark", "alliance-light", "null", "a: b", "#1"]),
    mouse=st.booleans(),
    plain=st.booleans(),
    folders=st.lists(st.sampled_from(["/a", "~/b c", "- d", "é, f", "g: h"])).map(tuple),
)


@given(wanted=SETTINGS)
def test_settings_are_read_as_they_were_written(wanted: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("settings")
    save(wanted, folder)
    assert settings_in(folder) == (wanted, [])


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings_in(tmp_path) == settings_in(tmp_path / "nowhere") == (Settings(), [])


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    assert settings_in(tmp_path) == (Settings(), [])


def test_every_setting_has_a_meaning() -> None:
    assert [name for name, meaning in meanings().items() if not meaning] == []


@pytest.mark.parametrize(
    ("level", "depth"), [("foundation", "type"), ("intermediate", "type"), ("advanced", "markers")]
)
def test_the_level_decides_how_much_is_asked_of_a_rupture(level: str, depth: str) -> None:
    assert Settings().mode(level) == Mode("paced", depth, "episode", True, True)  # type: ignore[arg-type]


@pytest.mark.parametrize("depth", ["type", "markers"])
def test_a_depth_that_is_set_holds_at_every_level(depth: str) -> None:
    modes = [Settings(depth=depth).mode(level).depth for level in ("foundation", "advanced")]  # type: ignore[arg-type]
    assert modes == [depth, depth]


def test_changing_one_setting_leaves_the_others() -> None:
    before = Settings(feedback="end", plain=True)
    after, problems = changed(before, "ratings", "false")
    assert problems == []
    assert after == Settings(feedback="end", plain=True, ratings=False)


def test_a_failed_write_leaves_the_old_settings(tmp_path: Path) -> None:
    save(Settings(plain=True), tmp_path)
    (tmp_path / f"{FILE}.new").mkdir()
    with pytest.raises(OSError, match=r"settings\.yaml\.new"):
        save(Settings(), tmp_path)
    assert settings_in(tmp_path) == (Settings(plain=True), [])


def test_the_file_and_its_folder_are_private(tmp_path: Path) -> None:
    save(Settings(plain=True), tmp_path / "home")
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "home" / FILE).stat().st_mode) == 0o600
