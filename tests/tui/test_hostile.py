"""Whatever a scenario, a file name or a trainee's own text holds is shown as written, and nothing of it acts."""

from pathlib import Path

import pytest
from textual import events

from alliance_sim.library import load
from alliance_sim.settings import Settings
from tests.tui.driver import SHORT, Ui, best, screen, squeezed

HOSTILE = [
    "[/ [/b] y [@click=app.quit]x[/]",
    "[red]x [sighs] well [link=https://example.org]z[/link]",
    "back\\slash \\[b] e\u0301n\u0303 \u4f60\u597d $accent {x} %s",
]
FIELDS = {
    "title": ("title: The empty diary", "title: {}"),
    "name": ("  name: Ilse", "  name: {}"),
    "about": ("  about: Low mood and poor sleep after a separation; teaches chemistry.", "  about: {}"),
    "say": ("        say: Fine, you say, with your coat on. How was it to get homework from me?", "        say: {}"),
    "because": (
        "        because: You name what you see, without blame, and turn to the two of you.",
        "        because: {}",
    ),
    "why": ("      why: She closes the topic so as not to say that the diary felt wrong.", "      why: {}"),
    "patient": ("    patient: Honestly? I hid it in a drawer, and I was cross with you all week.", "    patient: {}"),
    "summary": ("summary: A patient who agreed to everything comes back with nothing written.", "summary: {}"),
}


def hostile_scenario(text: str, folder: Path) -> Path:
    """The short scenario with the text in every field that is shown."""
    scenario = SHORT.read_text(encoding="utf-8")
    quoted = "'" + text.replace("'", "''") + "'"
    for old, new in FIELDS.values():
        assert old in scenario
        scenario = scenario.replace(old, new.format(quoted))
    folder.mkdir(parents=True, mode=0o700)
    path = folder / "sound.yaml"
    path.write_text(scenario, encoding="utf-8")
    return path


def clean(ui: Ui) -> bool:
    """Whether nothing on the screen could act on a terminal."""
    return not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for row in ui.rows for character in row)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_of_a_scenario_is_shown_as_written_and_does_not_act(text: str, home: Path) -> None:
    path = hostile_scenario(text, home / "scenarios")
    assert load(path).errors == ()
    async with screen(settings=Settings(ratings=False), size=(100, 40)) as ui:
        await ui.tap("l")
        await ui.pick(str(path))
        shown: dict[str, str] = {}
        while ui.step.key != "reflection/0":
            shown[ui.step.key] = ui.text
            assert clean(ui)
            for y, row in enumerate(ui.rows[: ui.app.screen.query_one("#keys").region.y]):
                if "x[/]" in row:
                    await ui.click_at(row.index("x[/]"), y)  # a row of the list is chosen; nothing else happens
                    assert ui.app.is_running
                    break
            else:
                await ui.give(text if ui.step.takes_text else best(ui.step))
                continue
            if ui.step.key in shown:
                await ui.give(text if ui.step.takes_text else best(ui.step))
        for step in ("feedback", "0/choice", "1/choice", "ending", "debrief"):
            assert squeezed(text) in squeezed(shown[step].replace("│", "")), shown[step]
        assert ui.app.is_running


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_that_is_typed_comes_back_as_typed(text: str) -> None:
    async with screen(play=SHORT, size=(100, 40)) as ui:
        await ui.play(best, until="0/own-words")
        await ui.type(text)
        assert squeezed(text) in squeezed(ui.text)
        await ui.tap("escape", "r")
        assert ui.typed.text == text
        await ui.tap("enter")
        assert ui.session.rehearsal.playing.past[-1][1].value == text


@pytest.mark.parametrize("text", ["\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "a\x00b", "\u202eabc"])
async def test_control_characters_that_are_pasted_are_neither_shown_nor_kept(text: str) -> None:
    async with screen(play=SHORT) as ui:
        await ui.play(best, until="0/own-words")
        ui.app.post_message(events.Paste(f"before{text}after"))
        await ui.settle()
        assert clean(ui)
        assert "\u202e" not in ui.text
        await ui.tap("enter")
        kept = ui.session.rehearsal.playing.past[-1][1].value
        assert kept.startswith("before")
        assert kept.endswith("after")
        assert not any(ord(character) < 32 or character in "\u202e\x9b" for character in kept)


async def test_a_file_name_with_an_escape_sequence_does_not_reach_the_terminal(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    path = home / "scenarios" / "a\x1b]0;owned\x07b.yaml"
    path.write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    async with screen(size=(120, 30)) as ui:
        assert clean(ui)
        await ui.tap("l")
        assert clean(ui)
        await ui.pick(str(path))
        assert clean(ui)
        assert "cannot be played" in ui.text
