"""What if on the full screen: a conversation of the past, gone back into and played on otherwise."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from alliance_sim.library import load, loaded
from alliance_sim.rehearsal import reading, started
from alliance_sim.settings import Settings
from alliance_sim.side_by_side import CHANGED
from alliance_sim.store import Store
from alliance_sim.tui.debrief import DebriefScreen
from alliance_sim.tui.going_back import play_otherwise
from alliance_sim.tui.two_runs import TwoRunsScreen
from alliance_sim.tui.whatif import HIDDEN, TurnsScreen, WhatIfScreen
from alliance_sim.whatif import gone_back
from tests.test_whatif import back
from tests.tui.driver import SHORT, Size, Ui, best, finished, first, kept, screen, squeezed
from tests.worked import CARING, HURRIED, STUCK, session

SIZES: list[Size] = [(60, 18), (80, 24), (200, 60)]


def said(ui: Ui, name: str) -> str:
    """The text of a part of the screen on one line."""
    return " ".join(ui.part(name).split())


def state(ui: Ui) -> str:
    """The state that the run stands in."""
    return player(ui).whatif.now.here.moment.state


def player(ui: Ui) -> WhatIfScreen:
    found = ui.app.screen
    assert isinstance(found, WhatIfScreen), f"expected a what-if, found {found}"
    return found


@asynccontextmanager
async def playing(
    choices: tuple[str, ...] = HURRIED, turn: int = 2, *, size: Size = (80, 24), settings: Settings | None = None
) -> AsyncIterator[Ui]:
    """A what-if of the worked scenario."""
    async with screen(size=size, settings=settings) as ui:
        play_otherwise(ui.app, back(choices, turn), session(choices))
        await ui.settle()
        yield ui


async def test_from_the_debrief_a_turn_is_chosen_and_gone_back_to() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "enter")
        assert isinstance(ui.app.screen, DebriefScreen)
        await ui.tap("i")
        assert isinstance(ui.app.screen, TurnsScreen)
        await ui.tap("2")
        assert state(ui) == "drawer"
        await ui.tap("escape")
        assert isinstance(ui.app.screen, DebriefScreen)


async def test_from_history_a_turn_is_chosen_and_gone_back_to() -> None:
    finished()
    async with screen() as ui:
        await ui.tap("h", "i", "down", "enter")
        assert state(ui) == "drawer"


async def test_from_the_debrief_of_a_session_under_way() -> None:
    async with screen(play=SHORT, settings=Settings(ratings=False)) as ui:
        await ui.play(best, until="debrief")
        await ui.tap("i", "1")
        assert state(ui) == "coat-on"
        await ui.tap("escape")
        assert ui.step.key == "debrief"


async def test_before_the_debrief_nothing_can_be_tried() -> None:
    async with screen(play=SHORT, settings=Settings(ratings=False, own_words=False)) as ui:
        await ui.play(best, until="1/choice")
        await ui.tap("i")
        assert ui.step.key == "1/choice"
        assert "Other replies can be tried from the debrief on." in said(ui, "told")


async def test_the_turns_are_listed_with_what_was_said_and_what_it_did() -> None:
    async with playing() as ui:
        await ui.tap("g")
        assert [option.label for option in ui.choice.options][:2] == [
            "Turn 1. (looks at the shelf, thinking) Six hours …\nYou: You sound short today. Is something the …",
            "Turn 2. No, no. It was no trouble, last week. You …\nYou: Good, I am glad. Shall we look at the …",
        ]
        assert "Weak fit. Tension 3 to 4" in ui.text
        await ui.tap("4")
        assert state(ui) == "story"


async def test_it_says_that_nothing_is_recorded_and_nothing_is(home: Path) -> None:
    finished()
    with kept() as store:
        before = (store.sessions(), store.attempts("sound"))
    async with screen() as ui:
        await ui.tap("h", "i", "1", "2", "b", "1", "f", "c", "escape", "escape")
        assert "What if · The empty diary · practice, not recorded" not in ui.text
        await ui.tap("i", "1")
        assert "What if · The empty diary · practice, not recorded" in ui.text
    with kept() as store:
        assert (store.sessions(), store.attempts("sound")) == before


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_turn_is_shown_as_it_was_with_the_reply_of_then_marked(size: Size) -> None:
    async with playing(size=size) as ui:
        assert "You will have had your reasons. (smiles at the floor)" in said(ui, "page")
        assert squeezed("Shall we look at the sleep diary? (as you did)") in squeezed(ui.part("choice"))
        assert "fit" not in ui.part("choice")
        assert "Tension" not in ui.text


async def test_a_number_replies_and_enter_too() -> None:
    async with playing() as ui:
        await ui.tap("1")
        assert (state(ui), player(ui).whatif.parting) == ("sharp", 2)
        assert "Turn 3, parted at turn 2" in said(ui, "ask")
        await ui.tap("down", "enter")
        assert state(ui) == "story"


@pytest.mark.parametrize("key", ["b", "backspace"])
async def test_replies_are_taken_back_up_to_the_first_turn(key: str) -> None:
    async with playing() as ui:
        await ui.tap("1", key, key)
        assert state(ui) == "chair"
        await ui.tap(key)
        assert state(ui) == "chair"
        assert "there is nothing to take back" in said(ui, "told")


async def test_what_is_hidden_is_shown_beside_the_conversation_and_hidden_again() -> None:
    async with playing(size=(120, 40)) as ui:
        await ui.tap("t")
        assert squeezed("Tension 3 -> 4 0-6") in squeezed(ui.part("variables"))
        assert "You owned the cancelling no" in said(ui, "variables")
        assert squeezed("The key. Withdrawal (deferential and") in squeezed(ui.part("page"))
        assert "Strong fit: acknowledges own contribution. Bond 5 to 7;" in said(ui, "choice")
        assert "You say your part in one breath and ask for nothing." in said(ui, "detail")
        await ui.tap("t")
        assert ui.part("side") == ""
        assert "The key" not in ui.text


async def test_on_a_narrow_screen_the_values_are_a_pane_of_their_own() -> None:
    async with playing(size=(60, 18)) as ui:
        await ui.tap("n")
        assert HIDDEN in said(ui, "told")
        await ui.tap("t")
        assert "n: values" in said(ui, "ask")
        await ui.tap("n")
        assert "Tension" in ui.part("variables")
        assert ui.part("conversation-pane") == ""
        await ui.tap("n")
        assert "You will have had your reasons." in said(ui, "page")
        await ui.tap("n", "t")
        assert "You will have had your reasons." in said(ui, "page")


async def test_a_closed_reply_is_shown_with_what_is_hidden_and_cannot_be_given() -> None:
    async with playing(CARING, 5, size=(120, 50)) as ui:
        assert len(ui.choice.options) == 2
        await ui.tap("t")
        assert "CLOSED: needs bond <= 2; bond is 8." in said(ui, "choice")
        closed = next(n for n, option in enumerate(ui.choice.options) if not option.key)
        await ui.tap("home", *["down"] * closed, "enter")
        assert state(ui) == "both"
        assert "This reply is closed here" in said(ui, "told")


async def test_a_gives_the_reply_of_then() -> None:
    async with playing() as ui:
        await ui.tap("a")
        assert (state(ui), player(ui).whatif.parting) == ("sharp", None)


async def test_f_goes_on_as_then_to_the_end_and_what_there_is_to_do_is_offered() -> None:
    async with playing() as ui:
        await ui.tap("1", "f")
        assert "Ending. Papered over" in said(ui, "page")
        assert [option.id for option in ui.choice.options] == ["compare", "step_back", "go_to"]
        await ui.tap("f")
        assert "The conversation is over here." in said(ui, "told")
        await ui.tap("enter")
        assert isinstance(ui.app.screen, TwoRunsScreen)
        await ui.tap("escape", "down", "enter")
        assert state(ui) == "both"


async def test_f_says_where_a_reply_of_then_is_not_open() -> None:
    async with playing(STUCK) as ui:
        await ui.tap("1", "f")
        assert state(ui) == "both"
        assert "What you said here then is not open now" in said(ui, "told")
        await ui.tap("a")
        assert state(ui) == "both"


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (39, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_no_size_ends_it(size: Size) -> None:
    async with playing(size=size) as ui:
        await ui.tap("t", "1", "n", "c", "d", "escape", "g", "escape", "t", "f")
        await ui.resize(80, 24)
        assert "Ending. Papered over" in said(ui, "page")


async def test_a_session_that_is_put_aside_is_told_and_stays(home: Path) -> None:
    with Store.open(home) as store:
        aside = started(load(SHORT), Settings(ratings=False).mode("foundation"), store, seed=1)
        while aside.step is not None and aside.step.key != "1/choice":
            aside.give(best(aside.step))
    async with screen() as ui:
        await ui.tap("h", "i")
        assert "expected a conversation that is over, found one put aside" in said(ui, "told")


async def test_a_lesson_is_told_to_have_no_turns(home: Path) -> None:
    with Store.open(home) as store:
        lesson = reading("withdrawal", store)
        while lesson.step is not None:
            lesson.give(first(lesson.step))
        lesson.finish()
    async with screen() as ui:
        await ui.tap("h", "i")
        assert "found another kind: lesson" in said(ui, "told")


async def test_an_empty_history_has_nothing_to_go_back_to() -> None:
    async with screen() as ui:
        await ui.tap("h", "i")
        assert "No session yet" in ui.text


async def test_the_text_of_the_session_is_played_where_the_scenario_has_changed(home: Path) -> None:
    finished()
    (home / "scenarios").mkdir()
    text = SHORT.read_text(encoding="utf-8").replace("Good that it is out.", "Now we have it.")
    (home / "scenarios" / "sound.yaml").write_text(text, encoding="utf-8")
    async with screen() as ui:
        await ui.tap("h", "i", "2")
        assert CHANGED in said(ui, "told")
        assert "Good that it is out." in said(ui, "choice")


async def test_a_scenario_without_variables_says_that_it_has_none() -> None:
    data = SHORT.read_bytes()
    head, _, rest = data.partition(b"variables:")
    bare = re.sub(rb"\n *effects: .*", b"", head + rest[rest.index(b"start: coat-on") :])
    scenario = loaded(bare, SHORT).scenario
    assert scenario is not None
    async with screen() as ui:
        play_otherwise(ui.app, gone_back(scenario, session(("notice", "thank"))), session())
        await ui.settle()
        await ui.tap("t")
        assert "The scenario has none." in said(ui, "variables")
        await ui.pick("explain")
        await ui.tap("c")
        told = str(ui.app.screen.query_one("#text").render())
        assert ("How it ended" in told, "idden values" in told) == (True, False)


async def test_help_tells_the_keys_of_what_if() -> None:
    async with playing(size=(80, 60)) as ui:
        await ui.tap("?")
        for words in (
            "See the two runs side by side",
            "Give the reply that you gave here then",
            "nothing of it is recorded",
        ):
            assert words in " ".join(ui.text.split())
