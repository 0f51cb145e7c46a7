"""The screens around a session: commands, help, palette, library, settings, lessons, history, debrief."""

import stat
from pathlib import Path

import pytest
from textual.command import CommandPalette

from alliance_sim.settings import Settings, settings_in
from alliance_sim.tui.commands import COMMANDS, EVERYWHERE, Command, bindings, commands
from alliance_sim.tui.debrief import DebriefScreen
from alliance_sim.tui.history import HistoryScreen
from alliance_sim.tui.home import HomeScreen
from alliance_sim.tui.lessons import LessonsScreen
from alliance_sim.tui.library import LibraryScreen
from alliance_sim.tui.map import MapScreen
from alliance_sim.tui.preview import PreviewScreen
from alliance_sim.tui.reading import ReadingScreen
from alliance_sim.tui.session import SessionScreen
from alliance_sim.tui.trends import TrendsScreen
from alliance_sim.tui.whatif import WhatIfScreen
from tests.tui.driver import ADVANCED, FOUNDATION, SHORT, Ui, best, finished, first, kept, screen, squeezed

PLACES = {
    "home": HomeScreen,
    "library": LibraryScreen,
    "session": SessionScreen,
    "debrief": DebriefScreen,
    "map": MapScreen,
    "page": ReadingScreen,
    "list": LessonsScreen,
    "preview": PreviewScreen,
    "whatif": WhatIfScreen,
    "history": HistoryScreen,
    "trends": TrendsScreen,
}
"""A screen of each kind that a command can name."""


async def go_to(ui: Ui, place: str) -> None:
    """From a new session of the short scenario to a screen of a kind."""
    if place == "session":
        return
    await ui.tap("escape")
    if place == "preview":
        ui.app.push_screen(PreviewScreen(SHORT))
        await ui.settle()
        return
    if place in ("debrief", "map", "whatif"):
        session = finished()
        await ui.tap("h")
        await ui.pick(session)
        await ui.tap(*{"debrief": "", "map": "v", "whatif": "i1"}[place])
        return
    await ui.tap(*{"home": "", "library": "l", "page": "?", "list": "e", "history": "h", "trends": "ht"}[place])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.action)
def test_every_command_has_a_key_that_every_terminal_sends(command: Command) -> None:
    plain = {"question_mark", "colon", "escape", "minus"}
    assert [key for key in command.keys.split(",") if len(key) == 1 or key in plain]


@pytest.mark.parametrize("where", [*PLACES, EVERYWHERE])
def test_no_key_of_a_screen_means_two_things(where: str) -> None:
    keys = [binding.key for binding in bindings(where)] + [binding.key for binding in bindings(EVERYWHERE)]
    assert where == EVERYWHERE or len(keys) == len(set(keys))


def test_every_place_that_a_command_names_is_a_screen() -> None:
    assert {place for command in COMMANDS for place in command.where} == {*PLACES, EVERYWHERE}


@pytest.mark.parametrize("place", PLACES)
async def test_every_command_of_a_screen_has_an_action_and_every_key_is_bound_to_it(place: str) -> None:
    async with screen(play=SHORT) as ui:
        await go_to(ui, place)
        shown = ui.app.screen
        assert isinstance(shown, PLACES[place])
        assert getattr(shown, "WHERE", None) == place
        for command in (*commands(place), *commands(EVERYWHERE)):
            namespace, _, action = command.target.rpartition(".")
            owner = ui.app if namespace == "app" else shown
            assert hasattr(owner, f"action_{action}"), command
            for key in command.keys.split(","):
                assert [found.binding.action for name, found in shown.active_bindings.items() if name == key] == [
                    command.target
                ]


async def test_a_question_mark_opens_help_and_escape_leaves_it() -> None:
    async with screen() as ui:
        before = ui.text
        for key in ("f1", "?"):
            await ui.tap(key)
            assert isinstance(ui.app.screen, ReadingScreen)
            await ui.tap("escape")
            await ui.tap("home")
            assert ui.text == before


async def test_help_is_opened_once_however_often_it_is_asked_for() -> None:
    async with screen() as ui:
        await ui.tap("?", "?", "f1", "escape")
        assert isinstance(ui.app.screen, HomeScreen)


async def test_help_names_every_command_with_all_its_keys() -> None:
    async with screen(size=(100, 240)) as ui:
        await ui.tap("?")
        shown = squeezed(ui.part("page"))
    for command in COMMANDS:
        assert squeezed(command.help) in shown


async def test_help_in_a_text_is_opened_with_a_key_that_is_no_letter() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type("half")
        await ui.tap("f1")
        assert isinstance(ui.app.screen, ReadingScreen)
        await ui.tap("escape")
        assert ui.typed.text == "half"
        assert ui.typed.has_focus


@pytest.mark.parametrize("key", [":", "ctrl+p"])
@pytest.mark.parametrize("place", PLACES)
async def test_the_palette_lists_the_commands_of_the_screen_and_no_others(place: str, key: str) -> None:
    async with screen(play=SHORT, size=(100, 60)) as ui:
        await go_to(ui, place)
        await ui.tap(key)
        assert isinstance(ui.app.screen, CommandPalette)
        await ui.pilot.pause(0.2)
        await ui.settle()
        wanted = [command for command in (*commands(place), *commands(EVERYWHERE)) if "palette" not in command.action]
        shown = [str(option.prompt) for option in ui.app.screen.query_one("CommandList").options]  # type: ignore[attr-defined]
        assert sorted(prompt.split("\n")[0].strip() for prompt in shown) == sorted(
            command.label.capitalize() for command in wanted
        )


async def test_a_command_of_the_palette_is_done() -> None:
    async with screen() as ui:
        await ui.tap(":")
        await ui.type("lessons")
        await ui.pilot.pause(0.3)
        await ui.tap("enter")
        await ui.pilot.pause(0.3)
        await ui.settle()
        assert isinstance(ui.app.screen, LessonsScreen)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quit_ends_the_program_with_status_0(key: str) -> None:
    async with screen() as ui:
        await ui.tap(key)
        assert not ui.app.is_running
        assert ui.app.return_code == 0


@pytest.mark.parametrize("key", ["escape", "b"])
async def test_back_leads_home_from_every_list(key: str) -> None:
    async with screen() as ui:
        for place in "lehs":
            await ui.tap(place)
            assert not isinstance(ui.app.screen, HomeScreen)
            await ui.tap(key)
            assert isinstance(ui.app.screen, HomeScreen)


async def test_back_at_home_stays_at_home() -> None:
    async with screen() as ui:
        before = ui.text
        await ui.tap("escape", "b")
        assert ui.text == before


async def test_home_practises_what_comes_next() -> None:
    async with screen() as ui:
        await ui.tap("p")
        assert isinstance(ui.app.screen, SessionScreen)


def stems(ui: Ui) -> list[str]:
    return sorted(Path(option.id).stem for option in ui.choice.options)


async def test_the_library_filters_by_level_kind_length_and_what_is_new() -> None:
    async with screen(play=FOUNDATION) as ui:
        await ui.play(first, until="0/sure")
        await ui.tap("escape", "l")
        everything = ["eight-ticks", "please-do-not-reply", "ship-noise"]
        assert isinstance(ui.app.screen, LibraryScreen)
        files = {file.id: file.scenario for file in ui.app.screen.files if file.scenario is not None}
        assert set(everything) <= set(files)
        for level in ("foundation", "intermediate", "advanced", "any"):
            await ui.tap("l")
            assert stems(ui) == sorted(name for name, file in files.items() if level in (file.level, "any"))
        for kind in ("withdrawal", "confrontation", "mixed", "any"):
            await ui.tap("k")
            assert stems(ui) == sorted(name for name, file in files.items() if kind in (*file.rupture_types, "any"))
        for minutes in (10, 15, 20, 30, 180):
            await ui.tap("m")
            assert stems(ui) == sorted(name for name, file in files.items() if file.minutes <= minutes)
        await ui.tap("n")
        assert stems(ui) == sorted(set(files) - {"eight-ticks"})
        await ui.tap("n")
        assert stems(ui) == sorted(files)


async def test_filters_that_fit_nothing_say_so_and_the_keys_still_work() -> None:
    async with screen() as ui:
        await ui.tap("l", "m")
        assert stems(ui) == []
        assert "No scenario fits" in ui.text
        await ui.tap("enter", "down", "1", "m")
        assert stems(ui) != []
        assert "No scenario fits" not in ui.text


async def test_the_library_lists_scenarios_of_the_users_own_folders(home: Path, tmp_path: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    text = SHORT.read_text(encoding="utf-8")
    (home / "scenarios" / "mine.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    async with screen(settings=Settings(folders=(str(tmp_path),))) as ui:
        await ui.tap("l")
        assert {"mine", "ours"} <= set(stems(ui))


async def test_a_scenario_with_errors_is_listed_and_says_how_to_see_them(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    broken = home / "scenarios" / "broken.yaml"
    broken.write_text("format: 1\n", encoding="utf-8")
    async with screen() as ui:
        await ui.tap("l")
        await ui.pick(str(broken))
        assert isinstance(ui.app.screen, LibraryScreen)
        assert squeezed(f"alliance-sim check {broken}") in squeezed(ui.part("told"))


CYCLES = {
    "recognition": ["free", "paced"],
    "depth": ["type", "markers", "level"],
    "feedback": ["end", "turn", "episode"],
    "own_words": ["false", "true"],
    "ratings": ["false", "true"],
    "mouse": ["false", "true"],
    "plain": ["true", "false"],
}


@pytest.mark.parametrize("name", CYCLES)
async def test_a_setting_takes_its_next_value_and_is_kept(name: str, home: Path) -> None:
    async with screen() as ui:
        await ui.tap("s")
        for value in CYCLES[name]:
            await ui.pick(name)
            found, problems = settings_in(home)
            assert problems == []
            assert str(getattr(found, name)).lower() == value
            assert getattr(ui.app.settings, name) == getattr(found, name)


async def test_the_theme_changes_at_once_and_is_kept(home: Path) -> None:
    async with screen() as ui:
        await ui.tap("s")
        assert ui.app.theme == "alliance-dark"
        await ui.pick("theme")
        assert ui.app.theme == "alliance-light"
        assert settings_in(home)[0].theme == "alliance-light"


async def test_every_theme_can_be_chosen_and_kept(home: Path) -> None:
    async with screen() as ui:
        await ui.tap("s")
        for _ in ui.app.available_themes:
            await ui.pick("theme")
            assert settings_in(home) == (ui.app.settings, [])
            assert ui.app.theme == ui.app.settings.theme
        assert ui.app.theme == "alliance-dark"


async def test_folders_are_set_on_the_command_line_and_the_screen_says_so() -> None:
    async with screen() as ui:
        await ui.tap("s")
        await ui.pick("folders")
        assert "alliance-sim settings folders" in " ".join(ui.part("told").split())


async def test_settings_that_cannot_be_written_hold_until_the_end(home: Path) -> None:
    async with screen() as ui:
        (home / "settings.yaml.new").mkdir()
        await ui.tap("s")
        await ui.pick("feedback")
        assert "could not be written" in ui.part("told")
        assert ui.app.settings.feedback == "end"


async def test_a_theme_that_is_unknown_leaves_the_default() -> None:
    async with screen(settings=Settings(theme="nonsense")) as ui:
        assert ui.app.theme == "alliance-dark"


async def test_every_lesson_plays_to_its_end() -> None:
    async with screen() as ui:
        await ui.tap("e")
        lessons = [option.id for option in ui.choice.options]
        assert lessons
        for name in lessons:
            await ui.pick(name)
            keys = await ui.play(first)
            assert keys[0] == "read"
            assert len(keys) == 1 + 2 * sum(key.startswith("check/") for key in keys) > 1
            assert isinstance(ui.app.screen, LessonsScreen)


async def test_a_lesson_tells_of_every_option_why_it_fits_or_not() -> None:
    async with screen(size=(80, 60)) as ui:
        await ui.tap("e", "1", "enter", "2")
        assert "2, your answer" in ui.part("page")
        assert ui.part("page").count("fits") >= 3


async def test_a_lesson_that_was_read_is_in_the_history_and_marked_in_the_list() -> None:
    async with screen(size=(80, 60)) as ui:
        await ui.tap("e", "1")
        await ui.play(first)
        assert ui.choice.options[0].label.endswith("min · read")
        await ui.tap("escape", "h")
        assert "Lesson: The alliance · done" in ui.text
        await ui.tap("enter")
        assert isinstance(ui.app.screen, ReadingScreen)
        assert "your answer" in ui.text or "Outcome" in ui.text


async def test_the_lessons_that_fit_are_read_at_the_briefing_and_the_session_waits() -> None:
    async with screen(play=FOUNDATION) as ui:
        await ui.tap("e")
        assert isinstance(ui.app.screen, LessonsScreen)
        assert {option.id for option in ui.choice.options} == {"withdrawal", "look-alikes", "immediate-repair"}
        await ui.pick("look-alikes")
        assert ui.step.key == "read"
        await ui.tap("escape", "escape")
        assert ui.step.key == "feedback"


async def test_the_lessons_do_not_break_into_a_conversation() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/probe")
        await ui.tap("e")
        assert ui.step.key == "0/probe"
        assert "at the briefing" in ui.text


async def test_the_debrief_leads_to_the_lessons_that_fit() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "enter", "e")
        assert isinstance(ui.app.screen, LessonsScreen)


async def test_a_drill_plays_to_its_end_and_is_in_the_history() -> None:
    async with screen() as ui:
        await ui.tap("t")
        keys = await ui.play(first)
        assert keys[-1] == "summary"
        assert isinstance(ui.app.screen, HomeScreen)
    (heading,) = kept().headers()
    assert (heading.session.kind, heading.ending) == ("drill", "done")


async def test_history_opens_the_debrief_of_an_old_session() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "enter")
        assert isinstance(ui.app.screen, DebriefScreen)
        assert "Debrief: The empty diary" in ui.text


async def test_history_goes_on_with_a_session_that_was_put_aside() -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/choice")
        await ui.tap("escape", "h", "enter")
        assert ui.step.key == "0/choice"


async def test_history_lists_the_latest_session_first() -> None:
    async with screen(play=SHORT) as ui:
        await ui.tap("enter", "escape", "l")
        await ui.pick(str(ADVANCED))
        await ui.tap("enter", "escape", "escape", "h")
        assert isinstance(ui.app.screen, HistoryScreen)
        newest = kept().headers()[-1].session
        assert newest.scenario == "ship-noise"
        assert ui.choice.options[0].id == newest.id


async def test_w_writes_the_debrief_to_files_that_only_the_user_can_read(home: Path) -> None:
    async with screen(play=SHORT) as ui:
        await go_to(ui, "debrief")
        await ui.tap("w")
        session = kept().headers()[0].session.id[:8]
        folder = home / "reports"
        assert sorted(path.name for path in folder.iterdir()) == [f"debrief-{session}.html", f"debrief-{session}.md"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert squeezed(str(folder)) in squeezed(ui.part("told"))


async def test_files_that_cannot_be_written_are_said_to(home: Path) -> None:
    async with screen(play=SHORT) as ui:
        await go_to(ui, "debrief")
        (home / "reports").write_text("in the way", encoding="utf-8")
        await ui.tap("w")
        assert "could not be written" in ui.part("told")


async def test_c_copies_the_debrief() -> None:
    async with screen(play=SHORT) as ui:
        await go_to(ui, "debrief")
        await ui.tap("c")
        assert "The empty diary" in ui.app.clipboard


async def test_a_written_debrief_holds_no_sentence_of_the_trainee(home: Path) -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(lambda step: "canary-sentence" if step.takes_text else best(step))
        await ui.tap("h", "1", "w", "c")
        written = [path.read_text(encoding="utf-8") for path in (home / "reports").iterdir()]
        assert [text for text in (*written, ui.app.clipboard) if "canary-sentence" in text] == []
