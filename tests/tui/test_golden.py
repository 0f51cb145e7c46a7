"""The screens as text, in tests/screens. UPDATE_SCREENS=1 writes them anew; the difference is to be read."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_sim.library import load
from alliance_sim.rehearsal import Conversation, started
from alliance_sim.session import Answer, Mode, Session
from alliance_sim.settings import Settings
from alliance_sim.store import Store
from tests.tui.driver import SHORT, Size, Ui, best, screen

FOLDER = Path(__file__).parents[1] / "screens"
SIZES: list[Size] = [(60, 18), (80, 24), (120, 40)]
VERSION = re.compile(r"alliance-sim \d+\.\d+\.\d+\S*")
Golden = Callable[[str, Ui], None]


@pytest.fixture
def golden() -> Golden:
    """Compares the screen with the kept one, or keeps it."""

    def compare(name: str, ui: Ui) -> None:
        path = FOLDER / f"{name}.txt"
        found = VERSION.sub("alliance-sim 0.0.0", ui.text) + "\n"
        if os.environ.get("UPDATE_SCREENS") == "1":
            FOLDER.mkdir(exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == found

    return compare


def past(home: Path) -> None:
    """Two sessions of the past with fixed times: one finished, one put aside."""
    file = load(SHORT)
    for number, stop in enumerate(["", "1/probe"]):
        tried = started(file, Mode(own_words=False, ratings=False), None, seed=1)
        while tried.step is not None and tried.step.key != stop:
            tried.give(best(tried.step))
        session = Session(
            id=f"{number}" * 32,
            scenario=file.id,
            title=tried.session.title,
            sha256=file.sha256,
            started=f"2026-01-0{number + 1}T09:00:00+00:00",
            seed=1,
            mode=tried.session.mode,
            attempt=number + 1,
        )
        with Store.open(home) as store:
            store.begin(session, {file.sha256: file.data})
            for answer in tried.session.answers:
                at = f"2026-01-0{number + 1}T09:10:00+00:00"
                store.append(session.id, Answer(answer.step, answer.value, at, 5.0))
            if not stop:
                store.finish(session.id, ending(tried))


def ending(tried: Conversation) -> str:
    found = tried.run.ending
    assert found is not None
    return found


def named(screen_name: str, size: Size) -> str:
    return f"{screen_name}-{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_session_looks_as_it_did(size: Size, golden: Golden) -> None:
    settings = Settings(ratings=False, own_words=False)
    async with screen(play=SHORT, size=size, settings=settings) as ui:
        for step, name in [
            ("0/probe", "probe"),
            ("0/choice", "choice"),
            ("0/feedback", "feedback"),
            ("debrief", "debrief"),
        ]:
            await ui.play(lambda step: "turn" if step.key == "feedback" else best(step), until=step)
            golden(named(name, size), ui)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_home_looks_as_it_did(size: Size, golden: Golden, home: Path) -> None:
    past(home)
    async with screen(size=size) as ui:
        golden(named("home", size), ui)


async def test_a_first_home_looks_as_it_did(golden: Golden) -> None:
    async with screen() as ui:
        golden("home-first-80x24", ui)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("library", "l"),
        ("lessons", "e"),
        ("lesson", "e1"),
        ("history", "h"),
        ("old-debrief", "h2"),
        ("settings", "s"),
        ("guide", "g"),
        ("guide-format", "g3jjjjj"),
        ("help", "?"),
    ],
)
async def test_a_screen_looks_as_it_did(name: str, keys: str, golden: Golden, home: Path) -> None:
    past(home)
    async with screen() as ui:
        await ui.tap(*keys)
        golden(named(name, (80, 24)), ui)


async def test_the_steps_before_the_conversation_look_as_they_did(golden: Golden) -> None:
    async with screen(play=SHORT) as ui:
        golden("briefing-80x24", ui)
        await ui.play(lambda step: "yes" if step.key == "ratings" else best(step), until="before/notice-polite-retreat")
        golden("rating-80x24", ui)


async def test_writing_in_ones_own_words_looks_as_it_did(golden: Golden) -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        golden("own-words-empty-80x24", ui)
        await ui.type("You kept your coat on.")
        golden("own-words-80x24", ui)
