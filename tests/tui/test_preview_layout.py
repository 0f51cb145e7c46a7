"""The panes of the preview: what is shown at which size, where the keys go, and that nothing is out of reach."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from alliance_sim.diagnostics import RULES, Diagnostic, Span
from alliance_sim.settings import Settings
from alliance_sim.tui.inspector import finding_options
from tests.tui.driver import SHORT, Size, Ui, squeezed
from tests.tui.previewed import Preview, previewing
from tests.tui.test_contrast import THEMES, faint

PANES = ("conversation-pane", "variables-pane", "findings-pane")
SIZES: list[Size] = [(60, 18), (80, 24), (200, 60)]
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 200), st.integers(1, 60)), st.sampled_from([*"12bgtnvfperud?", "down", "enter"])
    ),
    min_size=3,
    max_size=7,
)


def named(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


def displayed(ui: Ui) -> list[str]:
    return [pane for pane in PANES if ui.app.screen.query_one(f"#{pane}").region.area > 0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sound.yaml"
    path.write_bytes(SHORT.read_bytes())
    return path


async def test_at_80_columns_all_panes_stand_side_by_side(file: Path) -> None:
    async with previewing(file, size=(80, 24)) as ui:
        conversation, variables, findings = (ui.app.screen.query_one(f"#{pane}").region for pane in PANES)
        assert (conversation.x, variables.x, findings.x) == (0, variables.x, variables.x)
        assert variables.bottom == findings.y
        assert conversation.width >= 46


async def test_on_a_wide_screen_there_are_three_columns(file: Path) -> None:
    async with previewing(file, size=(200, 60)) as ui:
        conversation, variables, findings = (ui.app.screen.query_one(f"#{pane}").region for pane in PANES)
        assert conversation.right <= variables.x < variables.right <= findings.x
        assert conversation.y == variables.y == findings.y


async def test_at_60_columns_there_is_one_pane_at_a_time(file: Path) -> None:
    async with previewing(file, size=(60, 18)) as ui:
        assert displayed(ui) == ["conversation-pane"]
        for key, pane in [
            ("v", 1),
            ("f", 2),
            ("p", 0),
            ("n", 1),
            ("n", 2),
            ("n", 0),
            ("f", 2),
            ("escape", 0),
            ("tab", 1),
        ]:
            await ui.tap(key)
            assert displayed(ui) == [PANES[pane]]


async def test_a_narrow_screen_that_grows_shows_all_panes(file: Path) -> None:
    async with previewing(file, size=(60, 18)) as ui:
        await ui.tap("f")
        await ui.resize(80, 24)
        assert displayed(ui) == list(PANES)


async def test_what_happens_while_another_pane_is_shown_is_there_afterwards(file: Path) -> None:
    async with previewing(file, size=(60, 18)) as ui:
        await ui.tap("1", "f")
        await ui.change("Honestly? I hid it", "Honestly, I hid it")
        await ui.tap("p")
        assert "Honestly, I hid it" in ui.said("page")


async def test_a_key_that_plays_brings_the_conversation_back(file: Path) -> None:
    async with previewing(file, size=(60, 18)) as ui:
        for key in "brt":
            await ui.tap("v", key)
            assert displayed(ui) == ["conversation-pane"]


async def test_digits_answer_from_every_pane_that_stands_beside_the_replies(file: Path) -> None:
    async with previewing(file, size=(80, 24)) as ui:
        await ui.tap("f", "1")
        assert ui.state == "drawer"
        await ui.tap("v", "2")
        assert ui.state == "clock"


async def test_digits_do_nothing_where_the_replies_are_not_seen(file: Path) -> None:
    async with previewing(file, size=(60, 18)) as ui:
        await ui.tap("f", "1", "v", "1")
        assert ui.state == "coat-on"


async def test_the_cursor_is_shown_in_the_list_that_the_keys_go_to_and_kept_in_the_other(file: Path) -> None:
    async with previewing(file, size=(200, 60)) as ui:
        await ui.tap("down")
        assert (ui.choice.cursor, ui.findings.cursor) == (1, -1)
        await ui.tap("f", "down")
        assert (ui.choice.cursor, ui.findings.cursor) == (-1, 1)
        await ui.tap("p")
        assert (ui.choice.cursor, ui.findings.cursor) == (1, -1)
        await ui.tap("f")
        assert ui.findings.cursor == 1


@pytest.mark.parametrize("pane", ["variables", "findings"])
async def test_the_title_of_the_pane_that_the_keys_go_to_is_marked(pane: str, file: Path) -> None:
    async with previewing(file) as ui:
        assert not ui.said(f"{pane}-title").startswith(">")
        await ui.tap(pane[0])
        assert ui.said(f"{pane}-title").startswith(">")


async def test_a_click_on_a_reply_gives_it_also_from_another_pane(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("f")
        await ui.click_option("notice")
        assert ui.state == "drawer"
        await ui.tap("1")
        assert ui.state == "mended-coat"


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_every_reply_and_every_finding_can_be_brought_to_the_screen_whole(size: Size, file: Path) -> None:
    async with previewing(file, size=size) as ui:
        await reach_all(ui, "choice")
        await ui.tap("f")
        await reach_all(ui, "findings")


async def reach_all(ui: Preview, name: str) -> None:
    shown = ui.view.listed(name)
    await ui.tap("home")
    assert shown.options
    for index, option in enumerate(shown.options):
        window = shown.scrollable_content_region
        assert ui.app.screen.region.contains_region(window)
        assert squeezed(option.label) in squeezed(ui.crop(shown.rows[index].region.intersection(window))), ui.text
        await ui.tap("down")


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_all_variables_can_be_scrolled_to(size: Size, file: Path) -> None:
    names = [f"variable-{number}" for number in range(12)]
    declared = "".join(f"  {name}: {{start: {3}, range: [0, 9]}}\n" for name in names)
    file.write_text(
        file.read_text(encoding="utf-8").replace("conditions:\n", f"{declared}conditions:\n"), encoding="utf-8"
    )
    async with previewing(file, size=size) as ui:
        await ui.tap("v")
        seen = ui.said("variables")
        for _ in range(6):
            await ui.tap("d")
            seen += ui.said("variables")
        assert [name for name in names if f"{name} 3" not in seen] == []
        assert "mended does not hold: bond >= 6" in seen


@pytest.mark.parametrize("size", SIZES, ids=named)
async def test_the_utterance_has_room_beside_the_replies(size: Size, file: Path) -> None:
    async with previewing(file, size=size) as ui:
        assert ui.view.page.scrollable_content_region.height >= 3
        assert "I just did not get round to it." in ui.said("page")


@pytest.mark.parametrize("theme", THEMES)
async def test_every_word_of_the_preview_stands_out(theme: str, file: Path) -> None:
    async with previewing(file, size=(130, 40), settings=Settings(theme=theme)) as ui:
        seen = faint(ui)
        for key in ("1", "t", "f", "down", "v", "g", "down", "escape"):
            await ui.tap(key)
            seen |= faint(ui)
        await ui.change("to: mended-coat", "to: mended-cot")
        assert seen | faint(ui) == set()


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(deeds=DEEDS, start=st.tuples(st.integers(1, 200), st.integers(1, 60)))
@example(deeds=[(1, 1), "2", (200, 60), "f", (1, 60), "down", (200, 1)], start=(80, 24))
@example(deeds=["g", (1, 1), "down", (8, 3), "?", (2, 2)], start=(1, 1))
@example(deeds=["v", (79, 24), "f", (80, 24), "v", "d"], start=(60, 18))
def test_no_size_and_no_change_of_size_ends_the_preview(deeds: list[Size | str], start: Size) -> None:
    async def body(path: Path) -> None:
        async with previewing(path, size=start) as ui:
            for deed in deeds:
                if isinstance(deed, tuple):
                    await ui.resize(*deed)
                    assert len(ui.rows) == deed[1]
                else:
                    await ui.tap(deed)
            await ui.resize(80, 24)
            assert ui.app.is_running

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("ALLIANCE_SIM_HOME", str(Path(folder) / "home"))
        path = Path(folder) / "sound.yaml"
        path.write_bytes(SHORT.read_bytes())
        asyncio.run(body(path))


@pytest.mark.parametrize(("count", "height", "longest"), [(10, 12, 2 * 30), (2, 12, 6 * 30), (1, 1, 2 * 30)])
def test_findings_are_cut_to_their_part_of_the_list_but_not_to_less_than_two_lines(
    count: int, height: int, longest: int
) -> None:
    found = Diagnostic(RULES["AS201"], Span(), "found " * 100)
    lengths = {len(option.label) for option in finding_options([found] * count, 30, height)}
    assert lengths == {longest - 3 * longest // 30}
