"""The author's live view: it plays the file, keeps the run across edits, and says what is wrong."""

from pathlib import Path

import pytest

from alliance_sim.store import home as data_folder
from alliance_sim.tui.jump import JumpScreen
from alliance_sim.tui.reading import ReadingScreen
from tests.tui.driver import SHORT, WORKED, squeezed
from tests.tui.previewed import copied, previewing
from tests.tui.test_hostile import HOSTILE, clean, hostile_scenario

TALL = (140, 60)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The short scenario, open in an editor."""
    return copied(SHORT, tmp_path)


async def test_the_player_the_variables_and_the_findings_stand_side_by_side(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        assert "Ilse: (coat still buttoned) The diary?" in ui.said("page")
        assert squeezed("bond 5 0-10 █████░░░░░") in squeezed(ui.part("variables"))
        assert "mended does not hold: bond >= 6" in ui.said("variables")
        assert f"line {ui.view.found[0].span.line}, {ui.view.found[0].rule.severity}: " in ui.said("findings")


async def test_a_reply_is_shown_with_its_fit_codes_effects_and_target(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        assert [option.label.split("\n")[1] for option in ui.choice.options] == [
            "strong; invites-thoughts-and-feelings; bond +1; to drawer",
            "weak; gives-rationale, error pushing-the-technique; bond -1; to clock",
        ]
        assert "strong; invites-thoughts-and-feelings; bond +1; to drawer" in ui.said("choice")


async def test_a_number_answers_and_enter_too(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("1")
        assert ui.state == "drawer"
        await ui.tap("down", "enter")
        assert ui.state == "clock"
        assert "The end, clock" in ui.said("ask")
        assert "Ending, papered-over. It ended pleasantly." in ui.said("page")


async def test_a_reply_changes_the_variables_and_tells_by_how_much(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        await ui.tap("1")
        assert "bond 5 -> 6 0-10" in ui.said("variables")
        assert "mended holds" in ui.said("variables")


@pytest.mark.parametrize("key", ["b", "backspace"])
async def test_a_step_back_and_a_new_start(key: str, file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("1", "1", key)
        assert ui.state == "drawer"
        await ui.tap("1", "r")
        assert ui.state == "coat-on"
        await ui.tap(key)
        assert ui.state == "coat-on"


async def test_a_closed_reply_is_listed_with_its_guard_and_cannot_be_given(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        await ui.change("      notice:\n", "      notice:\n        when: bond >= 9\n")
        assert "- Fine, you say, with your coat on." in ui.said("choice")
        assert "CLOSED: needs bond >= 9; bond is 5." in ui.said("choice")
        await ui.tap("1", "home", "enter")
        assert ui.state == "coat-on"
        assert "'notice' is closed here." in ui.said("told")
        await ui.tap("2")
        assert ui.state == "clock"


async def test_the_truth_of_a_turn_is_shown_on_demand(file: Path) -> None:
    async with previewing(file, size=(80, 50)) as ui:
        assert "Rupture, withdrawal" not in ui.text
        await ui.tap("t")
        assert "Rupture, withdrawal: strain of the task" in ui.said("page")
        await ui.tap("t")
        assert "Rupture, withdrawal" not in ui.text


async def test_on_a_wide_screen_the_truth_of_a_turn_stands_beside_it(file: Path) -> None:
    async with previewing(file, size=(200, 60)) as ui:
        assert "Rupture, withdrawal" in ui.said("variables")
        assert "Rupture, withdrawal" not in ui.said("page")


async def test_g_goes_to_a_state_by_the_shortest_run(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("g")
        await ui.type("coat end")
        assert [option.id for option in ui.choice.options] == ["mended-coat"]
        assert "2 choices on: notice, thank" in ui.said("detail")
        await ui.tap("enter")
        assert ui.state == "mended-coat"
        assert "Here by 2 choices: 'mended-coat'." in ui.said("told")


async def test_the_states_can_be_chosen_with_the_arrow_keys_and_left_without(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("g", "down", "enter")
        assert ui.state == "drawer"
        await ui.tap("g", "escape")
        assert (ui.app.screen, ui.state) == (ui.view, "drawer")


async def test_a_state_that_no_run_reaches_says_so_and_is_not_gone_to(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.change("to: mended-coat", "to: clock")
        await ui.tap("g")
        await ui.type("mended-coat")
        assert "No run reaches this state." in ui.said("detail")
        await ui.tap("enter")
        assert isinstance(ui.app.screen, JumpScreen)
        assert "No run reaches this state." in ui.said("told")


async def test_the_list_of_states_learns_the_ways_while_it_is_open(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("g")
        await ui.change("to: mended-coat", "to: clock")
        await ui.type("mended-coat")
        assert "No run reaches this state." in ui.said("detail")


async def test_enter_on_a_finding_with_a_witness_plays_to_it(file: Path) -> None:
    async with previewing(file) as ui:
        for reply in ("thank", "hurry"):
            await ui.change(f"      {reply}:\n", f"      {reply}:\n        when: bond >= 9\n")
        number = next(number for number, found in enumerate(ui.view.found) if found.witness == ("notice",))
        await ui.tap("f", *["down"] * number, "enter")
        assert ui.state == "drawer"
        assert ui.view.pane == "conversation"
        assert f"Here by 1 choice: line {ui.view.found[number].span.line}" in ui.said("told")


async def test_enter_on_another_finding_explains_it(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        await ui.change("to: mended-coat", "to: mended-cot")
        await ui.tap("f", "enter")
        assert isinstance(ui.app.screen, ReadingScreen)
        shown = " ".join(ui.text.split())
        assert "expected the id of a state, found 'mended-cot'" in shown
        assert "did you mean 'mended-coat'?" in shown
        assert "Bad example (`>` marks what is found):" in shown
        await ui.tap("escape")
        assert ui.app.screen_stack == [ui.view]


async def test_e_explains_the_finding_under_the_cursor(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        await ui.tap("f", "end", "e")
        rule = ui.view.found[-1].rule
        assert f"{rule.code} {rule.name}" in ui.text


async def test_findings_are_told_with_their_lines_messages_and_hints(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.change("to: mended-coat", "to: mended-cot")
        line = file.read_text(encoding="utf-8").split("\n").index("        to: mended-cot") + 1
        await ui.tap("f")
        assert f"line {line}, error: expected the id of a state" in ui.said("findings")
        assert "Hint: did you mean 'mended-coat'?" in ui.said("finding")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_written(text: str, tmp_path: Path) -> None:
    path = hostile_scenario(text, tmp_path / "hostile")
    async with previewing(path, size=TALL) as ui:
        await ui.tap("1", "t")
        assert squeezed(text) in squeezed(ui.part("page").replace("│", ""))
        assert clean(ui)
        await ui.tap("g")
        assert clean(ui)


async def test_hostile_text_in_a_finding_is_shown_as_written(file: Path) -> None:
    async with previewing(file, size=TALL) as ui:
        await ui.change("type: withdrawal", "type: '[/ [@click=app.quit]x[/]'")
        await ui.tap("f")
        assert "found '[/ [@click=app.quit]x[/]'" in ui.said("finding")
        await ui.click("x[/]", "finding")
        assert ui.app.is_running
        await ui.tap("e")
        assert "found '[/ [@click=app.quit]x[/]'" in " ".join(ui.text.split())


async def test_nothing_is_recorded(file: Path) -> None:
    async with previewing(file) as ui:
        await ui.tap("1", "1")
    assert not data_folder().exists()


async def test_a_long_run_can_be_played_and_taken_back(tmp_path: Path) -> None:
    file = copied(WORKED, tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("to: polite", "to: chair", 1), encoding="utf-8")
    async with previewing(file) as ui:
        await ui.tap(*"1" * 20)
        assert ui.view.walk is not None
        assert ui.view.walk.turn == 21
        await ui.tap(*"b" * 20)
        assert ui.view.walk.turn == 1
