"""How trends and intervals are told: counts before rates, drawn where they lie, and no word on why."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.document import Document, Heading, Intervals, Mark, Note, Paragraph, Table, text_of
from alliance_sim.knowing import Skill
from alliance_sim.repair import Attempt
from alliance_sim.reports import html, markdown, text, trending
from alliance_sim.reports.text import drawn
from alliance_sim.showing import Rated, Reply, Seen
from alliance_sim.trends import trends
from alliance_sim.trial import Trial
from alliance_sim.tui.text import laid_out
from tests.test_trends import seen, showing, sitting

HALF = Mark("June", 0.5, 0.25, 0.75, "5 of 10")
SCALE = Intervals("Noticed", 0, 1, ("0%", "100%"), (HALF,), "In brackets.", level=1 / 3)
CAUSAL = r"\b(because of|thanks to|led to|caused|due to|improved|worse|better|effect|competen\w+)\b"


def blocks(document: Document, kind: type) -> list[object]:
    return [block for block in document if isinstance(block, kind)]


def told(*showings: object) -> str:
    return text.rendered(trending.document(trends(showings)))  # type: ignore[arg-type]


def rich() -> Document:
    """Trends in which there is something to say of everything."""
    more = {
        "replies": (Reply("withdrawal", "strong"), Reply(None, "harmful")),
        "strains": (Attempt(0, "withdrawal", 2, True, 0, 0, 0), Attempt(3, "mixed", 1, False, None, 1, 1)),
        "ratings": (Rated("recognition", 40, 30, 60),),
    }
    marked = seen("withdrawal", "none", "", Skill("marker", "denial"))
    alike = Seen(Trial(0, "none", "none", 100, "denial"), "p", (Skill("look-alike", "denial"),))
    firsts = [showing(n, 11, 11, **more) for n in range(6)]
    firsts[0] = evolve(firsts[0], seen=(*firsts[0].seen, marked))
    return trending.document(trends([*firsts, showing(7, 2, 2), sitting(8, alike)]), unreadable=2)


# --- intervals ---


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (HALF, "··├│─●──┤··"),
        (Mark("", 0, 0, 0.2, ""), "●─┤│·······"),
        (Mark("", 1, 0.8, 1, ""), "···│····├─●"),
        (evolve(HALF, open=True, beside=0.9), "··├│─○──┤◇·"),
        (Mark("", 2, -1, 3, ""), "├──│──────●"),
    ],
)
def test_an_interval_is_drawn_where_it_lies(mark: Mark, expected: str) -> None:
    assert drawn(SCALE, mark, 11) == expected


@given(*[st.floats(-2, 3)] * 4, st.integers(5, 60))
def test_a_drawing_is_as_wide_as_it_is_asked_for_and_shows_the_estimate(
    value: float, down: float, up: float, beside: float, width: int
) -> None:
    mark = Mark("x", value, value - abs(down), value + abs(up), "x", beside)
    line = drawn(SCALE, mark, width)
    assert len(line) == width
    assert line.count("●") == 1


def test_plain_lines_tell_an_estimate_in_words_and_draw_it_below() -> None:
    assert text.rendered((SCALE,), 40).splitlines() == [
        "Noticed. In brackets.",
        "June: 5 of 10",
        f"  0% {drawn(SCALE, HALF, 30)} 100%",
    ]


def test_the_screen_shows_the_same_lines() -> None:
    assert laid_out((SCALE,), 40).plain.splitlines() == text.rendered((SCALE,), 40).splitlines()


def test_markdown_lists_the_estimates() -> None:
    assert markdown.rendered((SCALE,)) == "**Noticed.** In brackets.\n\n- June: 5 of 10\n"


def test_a_page_draws_an_interval_as_wide_as_it_is() -> None:
    page = html.rendered((SCALE,), title="t")
    edge, across = html.EDGE, html.SCALE_WIDTH - 2 * html.EDGE
    low, value, high = (f"{edge + share * across:.1f}" for share in (0.25, 0.5, 0.75))
    assert f'<line class="span" x1="{low}" y1="15" x2="{high}" y2="15"/>' in page
    assert f'<circle class="sure" cx="{value}" cy="15" r="5"/>' in page
    assert "<li>June: 5 of 10</li>" in page


# --- trends ---


def test_without_any_session_trends_say_what_to_do() -> None:
    assert [text_of(block.pieces) for block in trending.document(trends(())) if isinstance(block, Paragraph)] == [
        trending.NOTHING
    ]


def test_few_probes_are_called_provisional_and_compared_with_nothing() -> None:
    document = trending.document(trends([showing(1, 5, 5)]))
    assert [block.label for block in document if isinstance(block, Note)] == ["Provisional"]
    assert "difference" not in told(showing(1, 5, 5)).split("What this can tell")[0]


def test_two_full_windows_are_compared_with_intervals() -> None:
    found = told(*(showing(number, 10, 10) for number in range(6)))
    assert "ruptures noticed +0 points (-11 to +11)" in " ".join(found.split())
    assert "Provisional" not in found


def test_a_window_that_is_not_full_is_called_provisional() -> None:
    (bullets, *_) = (block for block in rich() if isinstance(block, Intervals))
    assert [mark.label for mark in bullets.marks if "(provisional)" in mark.label] == ["2026-03-08 (provisional)"]
    assert [mark.open for mark in bullets.marks] == [False, False, True]


def test_everything_that_is_asked_of_trends_is_told() -> None:
    assert [block.text for block in rich() if isinstance(block, Heading)] == ["Trends", *trending.PARTS]


def test_counts_stand_before_every_rate() -> None:
    for block in rich():
        if isinstance(block, Intervals) and block.title != "d'":
            assert all(re.match(r"\d+ of \d+, \d+% \(\d+% to \d+%\)", mark.told) for mark in block.marks), block.title


def test_self_ratings_stand_after_what_was_noticed() -> None:
    (table,) = (block for block in rich() if isinstance(block, Table) and "Ruptures noticed" in block.head)
    assert table.head[:3] == ("Window", "Ruptures noticed", "Other turns marked")
    assert table.rows[0][3] == "40 before, 60 after, before as seen afterwards 30 (3 sessions)"


def test_no_word_of_trends_says_why_or_calls_a_number_a_competence() -> None:
    assert not re.findall(CAUSAL, text.rendered(rich()), re.IGNORECASE)


def test_sessions_that_cannot_be_read_or_are_too_many_are_counted() -> None:
    document = trending.document(trends([showing(1, 1, 1)]), unreadable=1, beyond=3)
    assert [text_of(block.pieces) for block in document if isinstance(block, Note) and block.label == "Left out"] == [
        "1 session could not be read or replayed.",
        "3 sessions, which are too many: the latest first exposures and the earliest drills are counted.",
    ]


@pytest.mark.parametrize("width", [20, 40, 72, 120])
def test_trends_fit_the_width_that_there_is(width: int) -> None:
    assert all(len(line) <= max(width, 30) for line in laid_out(rich(), width).plain.splitlines())
