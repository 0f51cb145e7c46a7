"""A session on the full screen: with keys, with the mouse, put aside and resumed."""

from pathlib import Path

import pytest

from alliance_sim.settings import Settings
from alliance_sim.store import Store
from alliance_sim.tui.debrief import DebriefScreen
from alliance_sim.tui.home import HomeScreen
from alliance_sim.tui.session import SessionScreen
from alliance_sim.tui.words import Words
from tests.tui.driver import SHORT, WORKED, best, first, kept, screen, squeezed
from tests.worked import CARING


@pytest.fixture
def short(home: Path) -> Path:
    """The short scenario in the user's own folder."""
    folder = home / "scenarios"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "sound.yaml").write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    return folder / "sound.yaml"


async def test_a_scenario_is_played_from_home_to_the_debrief_with_keys_alone(short: Path) -> None:
    async with screen() as ui:
        await ui.tap("l")
        await ui.pick(str(short))
        keys = await ui.play(first, until="debrief")
        assert "Debrief: The empty diary" in ui.text
        keys += await ui.play(first)
        await ui.tap("escape")
        assert isinstance(ui.app.screen, HomeScreen)
    assert kept().headers()[0].ending in ("repaired", "partly-repaired", "papered-over", "unrepaired", "ended-safely")
    assert [answer.step for answer in kept().sessions()[0].answers] == keys


async def test_a_scenario_is_played_from_home_to_the_debrief_with_the_mouse_alone(short: Path) -> None:
    async with screen(settings=Settings(own_words=False, ratings=False)) as ui:
        await ui.click_option("library")
        await ui.click_option(str(short))
        while ui.step.key != "reactions":
            await ui.click_option(ui.choice.options[0].id)
        await ui.tap("enter")  # a text is all that the mouse cannot give
        await ui.click_option("fine")
        assert "Debrief: The empty diary" in ui.text
        await ui.click("back", within="keys")
        await ui.click("back", within="keys")
        assert isinstance(ui.app.screen, HomeScreen)


async def test_a_double_click_answers_one_step_and_not_the_next() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/probe")
        region = ui.row("withdrawal").region
        await ui.click_at(region.x + 2, region.y)
        await ui.click_at(region.x + 2, region.y)
        assert ui.step.key == "0/sure"


async def test_a_key_pressed_before_the_next_question_is_shown_does_not_answer_it_with_an_old_option() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/probe")
        await ui.together("2", "4")
        assert ui.part("told") == ""
        assert kept().sessions()[0].given.get("0/sure", "90") == "90"


async def test_enter_pressed_twice_sends_a_text_once() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("I hear you")
        await ui.together("enter", "enter")
        assert kept().sessions()[0].answers[-1].step == "0/own-words"


async def test_a_number_chooses_an_option() -> None:
    async with screen(play=SHORT) as ui:
        await ui.tap("3")
        assert ui.session.rehearsal.playing.past[-1][1].value == "end"


async def test_arrows_and_enter_choose_an_option() -> None:
    async with screen(play=SHORT) as ui:
        await ui.tap("home", "down", "down", "up", "down", "enter")
        assert ui.session.rehearsal.playing.past[-1][1].value == "end"


async def test_the_cursor_starts_at_the_default_and_enter_takes_it() -> None:
    async with screen(play=SHORT) as ui:
        assert ui.choice.option == ui.step.options[1]
        await ui.tap("enter")
        assert ui.session.rehearsal.playing.past[-1][1].value == "episode"


async def test_a_key_that_answers_nothing_changes_nothing() -> None:
    async with screen(play=SHORT) as ui:
        before = ui.text
        await ui.tap("9", "x", "z", "f7", "tab")
        assert ui.text == before


async def test_a_skipped_probe_is_kept_as_skipped_and_asks_no_certainty() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/probe")
        await ui.tap("-")
        assert ui.step.key == "0/own-words"
    assert kept().sessions()[0].given["0/probe"] == ""


async def test_leaving_with_escape_and_resuming_shows_the_same_screen() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="1/choice")
        before, step = ui.text, ui.step
        await ui.tap("escape")
        assert "Resume: The empty diary" in ui.text
        await ui.tap("r")
        assert ui.step == step
        assert ui.text == before


async def test_another_start_of_the_program_resumes_at_the_same_screen() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="1/choice")
        before = ui.text
        await ui.tap("q")
    async with screen() as ui:
        await ui.tap("r")
        assert ui.text == before


async def test_resuming_adds_no_answer() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/sure")
        for _ in range(3):
            await ui.tap("escape", "r")
    assert [answer.step for answer in kept().sessions()[0].answers] == ["feedback", "ratings", "0/probe"]


async def test_half_typed_text_comes_back() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("It sounds as if the diary")
        await ui.tap("escape", "r")
        assert ui.typed.text == "It sounds as if the diary"
        await ui.type(" was mine")
        await ui.tap("enter")
    assert kept().sessions()[0].given["0/own-words"] == "It sounds as if the diary was mine"


async def test_half_typed_text_is_on_disk_within_two_seconds() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("I hear that")
        await ui.pilot.pause(1.5)
        session = kept().headers()[0].session.id
        assert kept().draft(session) == ("0/own-words", "I hear that")


async def test_quitting_keeps_half_typed_text() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("Half a")
        await ui.tap("ctrl+q")
    assert kept().draft(kept().headers()[0].session.id) == ("0/own-words", "Half a")


async def test_half_typed_text_of_one_step_does_not_appear_at_the_next() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("for the first turn")
        await ui.pilot.pause(1.2)
        await ui.tap("enter")
        await ui.play(best, until="1/own-words")
        assert ui.typed.text == ""


async def test_letters_that_are_commands_elsewhere_are_typed_in_a_text() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("q b d u n ? : 1 -")
        assert ui.typed.text == "q b d u n ? : 1 -"


async def test_a_text_may_have_several_lines() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("one")
        await ui.tap("ctrl+j")
        await ui.type("two")
        await ui.tap("enter")
    assert kept().sessions()[0].given["0/own-words"] == "one\ntwo"


async def test_in_free_mode_noticing_something_asks_what_it_is_and_then_the_same_choice() -> None:
    async with screen(play=SHORT, settings=Settings(recognition="free", own_words=False, ratings=False)) as ui:
        await ui.tap("enter")
        assert ui.step.key == "0/choice"
        assert "I notice something" in ui.text
        await ui.tap("n")
        assert ui.step.key == "0/probe"
        await ui.tap("2", "4")
        assert ui.step.key == "0/choice"
        assert "I notice something" not in ui.text
    given = kept().sessions()[0].given
    assert (given["0/notice"], given["0/probe"], given["0/sure"]) == ("yes", "withdrawal", "90")


async def test_in_free_mode_nothing_needs_to_be_noticed() -> None:
    async with screen(play=SHORT, settings=Settings(recognition="free", own_words=False, ratings=False)) as ui:
        keys = await ui.play(best)
    assert [key for key in keys if "probe" in key or "notice" in key] == []


@pytest.mark.parametrize(
    ("feedback", "steps"),
    [("turn", ["0/feedback", "1/feedback", "2/feedback", "3/feedback"]), ("episode", ["3/feedback"]), ("end", [])],
)
async def test_feedback_comes_when_it_was_asked_for(feedback: str, steps: list[str]) -> None:
    answers = {f"{number}/choice": choice for number, choice in enumerate(CARING)} | {"feedback": feedback}
    async with screen(play=WORKED, settings=Settings(ratings=False, own_words=False)) as ui:
        keys = await ui.play(lambda step: answers.get(step.key) or first(step), until="reactions")
        assert [key for key in keys if key.endswith("/feedback")] == steps


async def test_feedback_says_what_the_trainee_said_and_what_the_author_sees() -> None:
    async with screen(play=SHORT, size=(80, 40)) as ui:
        await ui.play(lambda step: "turn" if step.key == "feedback" else best(step), until="0/feedback")
        shown = squeezed(ui.part("page").replace("│", ""))
        assert "withdrawal" in shown
        assert squeezed("She closes the topic so as not to say that the diary felt wrong.") in shown
        assert squeezed("You name what you see, without blame, and turn to the two of you.") in shown


@pytest.mark.parametrize(("feedback", "told_at"), [("turn", "0/feedback"), ("episode", "ending"), ("end", "debrief")])
async def test_nothing_tells_the_key_before_the_feedback(feedback: str, told_at: str) -> None:
    secrets = ["Shecloses", "Younamewhat", "strong"]
    async with screen(play=SHORT, size=(80, 60)) as ui:
        while ui.step.key != told_at:
            assert [secret for secret in secrets if secret in squeezed(ui.text)] == []
            await ui.give(feedback if ui.step.key == "feedback" else best(ui.step))
        await ui.pilot.pause(0)
        assert "Shecloses" in squeezed(str(ui.session.page.query_one("#text", Words).content).replace("│", ""))


async def test_markers_are_asked_at_advanced_level(home: Path) -> None:
    advanced = home / "sound.yaml"
    home.mkdir(parents=True, mode=0o700)
    advanced.write_text(SHORT.read_text(encoding="utf-8").replace("level: foundation", "level: advanced"), "utf-8")
    async with screen(play=advanced) as ui:
        await ui.play(best, until="0/marker-withdrawal")
        await ui.pick("minimal-response")
    assert kept().sessions()[0].given["0/marker-withdrawal"] == "minimal-response"


async def test_markers_are_not_asked_below_advanced_level() -> None:
    async with screen(play=SHORT) as ui:
        assert "0/marker-withdrawal" not in await ui.play(best)


async def test_a_mixed_rupture_has_a_marker_of_each_kind() -> None:
    async with screen(play=SHORT, settings=Settings(depth="markers")) as ui:
        keys = await ui.play(lambda step: "mixed" if step.key == "0/probe" else best(step), until="0/own-words")
    assert keys[-2:] == ["0/marker-withdrawal", "0/marker-confrontation"]


async def test_ratings_are_asked_before_and_after_and_again_in_hindsight() -> None:
    async with screen(play=SHORT) as ui:
        keys = await ui.play(lambda step: "yes" if step.key == "ratings" else "50" if step.of == 16 else best(step))
    places = [key.split("/")[0] for key in keys if key.split("/")[0] in ("before", "after", "then")]
    assert places == ["before"] * 16 + ["after"] * 16 + ["then"] * 14


async def test_the_highest_rating_has_a_key_of_its_own() -> None:
    async with screen(play=SHORT) as ui:
        await ui.tap("enter", "1", "x")
        assert ui.session.rehearsal.playing.past[-1][1].value == "100"


async def test_a_finished_session_is_not_offered_again() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best)
        assert isinstance(ui.app.screen, HomeScreen)
        assert "Resume" not in ui.text


async def test_the_debrief_on_the_screen_is_that_of_the_record() -> None:
    async with screen(play=SHORT, size=(80, 60)) as ui:
        await ui.play(best, until="debrief")
        shown = ui.session.rehearsal.playing.step
        assert shown is not None
        await ui.play(best)
        await ui.tap("h", "1")
        assert isinstance(ui.app.screen, DebriefScreen)
        assert ui.app.screen.found.session == kept().headers()[0].session.id


async def test_a_second_window_is_told_that_a_session_is_open_elsewhere(home: Path) -> None:
    async with screen(play=SHORT) as ui:
        await ui.tap("enter")
        session = ui.session.rehearsal.session.id  # type: ignore[attr-defined]
        await ui.tap("escape")
        with Store.open(home) as other, other.playing(session):
            await ui.tap("r")
            assert not isinstance(ui.app.screen, SessionScreen)
            assert "open in another window" in " ".join(ui.text.split())
        await ui.tap("r")
        assert isinstance(ui.app.screen, SessionScreen)
