"""What the rules on the screen count is what a terminal of 80 x 24 shows, to the line."""

from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pytest
from attrs import evolve

from alliance_sim.checks import CHECKS, Subject, all_rules
from alliance_sim.checks.lines import BOTH, PROBED
from alliance_sim.checks.screen import HEADED
from alliance_sim.scenario import Scenario, Variant
from alliance_sim.settings import Settings
from alliance_sim.writing import written
from tests.examples import scenario_of
from tests.tui.driver import first, labels, screen, squeezed

all_rules()
CHECK = {rule.name: check for rule, check in CHECKS}
PLAIN = Settings(ratings=False, own_words=False)
HOUR = scenario_of("""
start: hello
states:
  hello:
    patient: Shall we begin?
    no_rupture: {why: She works with you.}
    choices:
      ask: {say: What shall we begin with?, strategies: [stays-with-the-work], fit: strong, because: You ask., to: here}
  here:
    patient: Well.
    no_rupture: {why: She works with you.}
    to: here
    choices:
      more: {say: More., strategies: [stays-with-the-work], fit: strong, because: You ask.}
      again: {say: Again., strategies: [stays-with-the-work], fit: strong, because: You ask.}
      still: {say: Still., strategies: [stays-with-the-work], fit: strong, because: You ask.}
      enough: {say: Enough., strategies: [stays-with-the-work], fit: strong, because: You ask., to: clock}
  clock: {patient: Bye., ending: papered-over, summary: It ended.}
""")
SCRIPTS = {
    "letters": "The diary was on the kitchen-table all week and I looked at it, in passing, as one does",
    "ideographs": "日記は 一週間ずっと 台所の 机の上に ありました and 何度か 見ました",
    "accents": "me\u0301moire tre\u0300s e\u0301tonnante हिन्दी में डायरी한국어 일기장",
    "emoji": "👩\u200d🔬 wrote ❤\ufe0f and 👍🏽 below it, twice a day",
}


def spoken(script: str, words: int) -> str:
    return " ".join(islice(cycle(SCRIPTS[script].split()), words))


def hour(heard: str, *, reply: str = "", last: str = "") -> Scenario:
    """The hour with these words in its second turn, and with longer replies, the last of them longer still."""
    hello, here, clock = HOUR.states
    choices = tuple(evolve(each, say=f"{each.say} {reply}".strip()) for each in here.choices or ())
    choices = (*choices[:-1], evolve(choices[-1], say=f"{choices[-1].say} {last}".strip()))
    return evolve(HOUR, states=(hello, evolve(here, patient=(Variant(heard),), choices=choices), clock))


def last_not_told(name: str, made: Callable[[int], Scenario]) -> int:
    """The number of words after which a rule speaks."""
    return next(count for count in range(1, 500) if list(CHECK[name](Subject(made(count + 1)))))


async def shown(scenario: Scenario, path: Path) -> tuple[bool, bool]:
    """Whether the full screen shows all words of the second turn while its replies are asked for, and all replies."""
    path.write_text(written(scenario), encoding="utf-8")
    async with screen(play=path, size=(80, 24), settings=PLAIN) as ui:
        await ui.play(first, until="1/choice")
        heard = scenario.states[1].patient
        assert heard is not None
        words = squeezed(ui.crop(ui.session.page.scrollable_content_region))
        replies = squeezed(ui.part("choice"))
        return squeezed(heard[0].say) in words, all(squeezed(each) in replies for each in labels(ui.choice.options))


@pytest.mark.parametrize("script", SCRIPTS)
async def test_a_turn_shows_all_of_it_up_to_the_border(script: str, tmp_path: Path) -> None:
    reply = "And what do you make of that, sitting here with your coat on and your scarf too?"
    count = last_not_told("turn-does-not-fit", lambda words: hour(spoken(script, words), reply=reply))
    for words, expected in ((count, True), (count + 1, False)):
        scenario = hour(spoken(script, words), reply=reply)
        assert await shown(scenario, tmp_path / "a.yaml") == (expected, True)


async def test_replies_show_whole_up_to_the_border(tmp_path: Path) -> None:
    reply = spoken("letters", 30)  # three lines
    count = last_not_told("turn-does-not-fit", lambda words: hour("Well.", reply=reply, last=spoken("letters", words)))
    for words, expected in ((count, True), (count + 1, False)):
        scenario = hour("Well.", reply=reply, last=spoken("letters", words))
        assert await shown(scenario, tmp_path / "a.yaml") == (True, expected)


async def test_the_probe_and_the_replies_leave_the_lines_that_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(written(hour(spoken("letters", 400))), encoding="utf-8")
    async with screen(play=tmp_path / "a.yaml", size=(80, 24), settings=PLAIN) as ui:
        await ui.play(first, until="1/probe")
        assert ui.session.page.size.height == PROBED
        await ui.play(first, until="1/choice")
        assert ui.session.page.size.height == BOTH - 4


@pytest.mark.parametrize(("columns", "seen"), [(HEADED, True), (HEADED + 1, False)])
async def test_the_number_of_the_turn_stands_beside_the_title_up_to_the_border(
    columns: int, seen: bool, tmp_path: Path
) -> None:
    scenario = evolve(hour("Well."), title="t" * columns)
    (tmp_path / "a.yaml").write_text(written(scenario), encoding="utf-8")
    async with screen(play=tmp_path / "a.yaml", size=(80, 24), settings=PLAIN) as ui:
        await ui.play(first, until="9/choice")
        assert ("turn 10" in ui.rows[0]) == seen
        assert bool(list(CHECK["title-cut"](Subject(scenario)))) != seen
