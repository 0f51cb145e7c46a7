"""The projected screen of a group session, with the keys of a teacher and of a presenter's clicker."""

from pathlib import Path

import pytest

from alliance_sim.classroom import Classroom, begun, latest
from alliance_sim.library import load
from alliance_sim.shelf import shipped_folder
from alliance_sim.store import home
from alliance_sim.teaching.events import Event
from alliance_sim.tui.teach_app import TeachApp
from tests.teaching.steps import BEGAN, SEED, SHORT, TO_VOTE, TWO_VOTES
from tests.tui.driver import Ui
from tests.tui.projecting import Clock, here, projected


async def test_the_pre_brief_says_what_it_is_for_and_that_one_may_pass() -> None:
    async with projected() as ui:
        first = ui.text
        await ui.tap("pagedown")
        both = first + ui.text
    wanted = ("Purpose.", "No assessment.", "Counts only.", "What is said here stays here.", "invented", "may pass")
    assert [words for words in wanted if words not in both] == []


async def test_content_notes_stand_in_the_pre_brief() -> None:
    async with projected("go", of=shipped_folder() / "eight-ticks.yaml") as ui:
        assert "Content: It touches upon loss." in ui.text


async def test_a_clicker_goes_through_a_whole_round_and_plays_what_most_hands_want() -> None:
    async with projected(*TWO_VOTES) as ui:
        seen = []
        while here(ui).stage != "branch":
            seen.append(here(ui).stage)
            await ui.tap("pagedown")
        assert seen == ["shown-kind", "shown-reply", "discuss", "kind-2", "reply-2", "both-kind", "both-reply"]
        await ui.tap("pagedown")
        assert here(ui).path == ("notice",)
        await ui.tap("pageup")
        assert (here(ui).path, here(ui).stage) == ((), "branch")


@pytest.mark.parametrize("key", ["b", "."])
async def test_a_clicker_blanks_the_screen_and_the_next_key_only_shows_it_again(key: str) -> None:
    async with projected(*TWO_VOTES) as ui:
        shown = ui.text
        await ui.tap("full_stop" if key == "." else key)
        assert ui.text.strip() == ""
        await ui.tap("pagedown")
        assert ui.text == shown
        await ui.tap(key if key == "b" else "full_stop", "b")
        assert ui.text == shown


async def test_counts_are_typed_with_digits_and_hidden_until_the_vote_is_closed() -> None:
    async with projected(*TO_VOTE) as ui:
        await ui.tap("1", "2", "enter", "4")
        assert [line[-8:].strip() for line in ui.text.split("\n") if "[" in line] == [
            "[•• ]",
            "[ • ]",
            "[   ]",
            "[   ]",
        ]
        assert "12" not in ui.text
        assert here(ui).counts == {((), "kind-1"): {"none": 12, "withdrawal": 4}}
        await ui.tap("pagedown")
        assert here(ui).stage == "reply-1"
        await ui.tap("pagedown")
        assert "vote 1: 16" in ui.text


async def test_a_count_is_corrected_by_backspace_or_by_coming_back_to_its_row() -> None:
    async with projected(*TO_VOTE) as ui:
        await ui.tap("1", "2", "backspace")
        assert here(ui).counted("none") == 1
        await ui.tap("down", "up", "9")
        assert here(ui).counted("none") == 9
        await ui.tap("backspace")
        assert here(ui).counted("none") is None
        await ui.tap("1", "2", "3", "4", "5")
        assert here(ui).counted("none") == 999


async def test_enter_after_the_last_count_closes_the_vote() -> None:
    async with projected(*TO_VOTE) as ui:
        for count in "3210":
            await ui.tap(count, "enter")
        assert (here(ui).stage, here(ui).tally("kind-1").hands) == ("reply-1", (3, 2, 1, 0))


async def test_keys_that_come_faster_than_the_screen_keep_their_order() -> None:
    async with projected(*TO_VOTE) as ui:
        await ui.together("7", "enter", "5", "enter", "1", "0", "enter", "2")
        assert here(ui).tally("kind-1").hands == (7, 5, 10, 2)


async def test_bars_of_both_votes_stand_side_by_side_and_differ_without_colour() -> None:
    second = ("go", "go", "go", "none=1", "withdrawal=9", "go", "go")
    async with projected(*TWO_VOTES, *second) as ui:
        assert here(ui).stage == "both-kind"
        assert "vote 1: 10  vote 2: 10" in ui.text
        pale, full = (max(row.count(sign) for row in ui.rows) for sign in ("▒", "█" * 4))
        assert (pale > 10, full > 2) == (True, True)


async def test_a_digit_plays_a_branch_and_r_steps_back_to_play_another() -> None:
    async with projected("to=branch", "play=notice") as ui:
        await ui.tap("r", "1")
        assert here(ui).path == ("explain",)
        await ui.tap("r")
        assert ui.text.count("played") == 2


async def test_undo_takes_back_a_step_that_was_not_meant() -> None:
    async with projected(*TWO_VOTES) as ui:
        before = here(ui)
        await ui.tap("pagedown", "u")
        assert here(ui).stage == before.stage


async def test_silence_is_counted_down_in_big_digits_and_ends_without_a_flash() -> None:
    clock = Clock()
    async with projected("go", "go", "go", clock=clock) as ui:
        await ui.tap("s")
        assert ui.text.count("█▀█") == 1  # the nought of 20
        clock.now += 20
        await ui.pilot.pause(0.6)
        assert "Time." in ui.text
        await ui.tap("s")
        assert here(ui).timer is None


async def test_vote_1_can_be_kept_covered() -> None:
    async with projected(*TO_VOTE, "none=5") as ui:
        await ui.tap("c")
        assert "stays covered until vote 2" in ui.text
        await ui.tap("pagedown", "pagedown")
        assert here(ui).stage == "discuss"


async def test_the_room_is_told_that_it_is_divided_and_not_who_is_right() -> None:
    async with projected(*TWO_VOTES, "go", "go") as ui:
        assert "The room is divided." in ui.text
    async with projected(*TO_VOTE, "none=9", "go", "go", "go") as ui:
        assert "The room is divided." not in ui.text


async def test_nothing_that_the_notes_hold_is_projected() -> None:
    found = load(SHORT).scenario
    assert found is not None
    state = found.states[0]
    assert state.rupture is not None
    secret = [state.rupture.why[0].say[:20], *(str(choice.because)[:20] for choice in state.choices or ())]
    async with projected() as ui:
        for _ in range(8):
            assert [words for words in (*secret, "salience", "strong", "Truth") if words in ui.text] == []
            await ui.tap("pagedown")


async def test_the_debrief_can_be_written_and_holds_counts() -> None:
    async with projected(*TWO_VOTES) as ui:
        await ui.tap("d", "w")
        assert "Written to" in ui.text
    written = sorted((home() / "reports").iterdir())
    assert [path.suffix for path in written] == [".html", ".md"]
    assert "Vote 1" in written[1].read_text(encoding="utf-8")


async def test_a_session_that_was_killed_goes_on_at_the_same_place() -> None:
    async with projected(*TWO_VOTES):
        pass
    app = TeachApp(Classroom(latest(home()), Clock()), home(), told="Going on where it was left.")
    async with app.run_test(size=(80, 24)) as pilot:
        ui = Ui(app, pilot)
        await ui.settle()
        assert ("vote 1: 10" in ui.text, "Going on where it was left." in ui.text) == (True, True)
        await ui.tap("q")
    assert latest(home()).now.closed


async def test_a_session_that_cannot_be_kept_says_so() -> None:
    async with projected() as ui:
        assert isinstance(ui.app, TeachApp)
        ui.app.room.taught.path.unlink()
        await ui.tap("pagedown")
        assert "Not kept: No such file or directory." in ui.text


async def test_keys_are_listed_and_the_palette_knows_them() -> None:
    async with projected() as ui:
        await ui.tap("?")
        assert "Page down or Right or Space" in ui.text
        await ui.tap("escape")
        commands = [command.title for command in ui.app.get_system_commands(ui.app.screen)]
        assert {"Blank", "Step back", "Undo"} <= set(commands)


async def test_hostile_texts_are_shown_and_never_acted_upon(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = SHORT.read_text(encoding="utf-8").replace("Ilse", '"[@click=app.quit]x[/] [/"')
    own.write_text(text, encoding="utf-8")
    async with projected("go", "go", "go", of=own) as ui:
        assert "[@click=app.quit]x[/] [/" in ui.text
        await ui.tap("pagedown", "pagedown", "pagedown")
        assert here(ui).stage == "branch"


def test_an_event_is_in_the_file_before_the_next_key(home: Path) -> None:
    room = begun(load(SHORT), home, Clock(), seed=SEED)
    room.add(Event("go", BEGAN))
    assert latest(home).now.stage == "care"
