"""Every text of our themes stands out from its background at 7 to 1 or better (WCAG 2, level AAA)."""

import pytest
from textual.color import Color
from textual.command import CommandPalette

from alliance_sim.settings import Settings
from alliance_sim.tui.themes import OURS
from tests.tui.driver import SHORT, Ui, best, screen

THEMES = [theme.name for theme in OURS]
ENOUGH = 7.0
PAIRS = [
    ("foreground", "background"),
    ("foreground", "surface"),
    ("foreground", "panel"),
    ("text-muted", "background"),
    ("text-muted", "surface"),
    ("text-muted", "panel"),
    ("text-disabled", "background"),
    ("accent", "background"),
    ("primary", "background"),
    ("error", "background"),
    ("success", "background"),
    ("warning", "background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
]


def brightness(color: Color) -> float:
    """Relative luminance, as WCAG 2 has it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: Color, background: Color) -> float:
    dark, light = sorted([brightness(text), brightness(background)])
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1_to_1() -> None:
    assert round(contrast(Color.parse("#000000"), Color.parse("#FFFFFF")), 3) == 21.0
    assert round(contrast(Color.parse("#767676"), Color.parse("#FFFFFF")), 2) == 4.54
    assert contrast(Color.parse("#123456"), Color.parse("#123456")) == 1.0


@pytest.mark.parametrize("theme", THEMES)
async def test_the_colours_of_a_theme_stand_out(theme: str) -> None:
    async with screen(settings=Settings(theme=theme)) as ui:
        colours = ui.app.get_css_variables()
        found = {
            (text, behind): contrast(Color.parse(colours[text]), Color.parse(colours[behind])) for text, behind in PAIRS
        }
    assert {pair: round(ratio, 1) for pair, ratio in found.items() if ratio < ENOUGH} == {}


def faint(ui: Ui) -> set[tuple[str, float]]:
    """The words that do not stand out enough, and how much they do; what is behind a palette is not read."""
    found = set()
    palette = isinstance(ui.app.screen, CommandPalette)
    front = ui.app.screen.query_one("#--container").region if palette else ui.app.screen.region
    for row in ui.segments[front.y : front.bottom]:
        for segment in row:
            style = segment.style
            if style is None or not any(character.isalnum() or character in ">▾▴?)" for character in segment.text):
                continue
            assert style.color is not None
            assert style.bgcolor is not None
            text, behind = (Color(*part.get_truecolor()) for part in (style.color, style.bgcolor))
            ratio = contrast(behind, text)
            if ratio < ENOUGH or style.dim:
                found.add((segment.text.strip(), round(ratio, 1)))
    return found


@pytest.mark.parametrize("theme", THEMES)
async def test_every_word_that_is_painted_stands_out(theme: str) -> None:
    async with screen(play=SHORT, settings=Settings(theme=theme), size=(130, 40)) as ui:
        seen: set[tuple[str, float]] = set()
        while ui.step.key != "reflection/1":
            seen |= faint(ui)
            if ui.step.takes_text:
                seen |= faint(ui)  # the placeholder
                await ui.type("my words")
                seen |= faint(ui)
                await ui.tap("enter")
            else:
                await ui.tap("down")
                seen |= faint(ui)
                await ui.give(best(ui.step))
        ui.session.tell("Not saved: the disk is full.")
        await ui.settle()
        seen |= faint(ui)
        await ui.tap("escape")
        for keys in (["l"], ["s"], ["h"], ["e"], ["f1"], [":"]):
            await ui.tap(*keys)
            await ui.pilot.pause(0.2)
            seen |= faint(ui)
            await ui.tap("escape")
            seen |= faint(ui)
    assert seen == set()
