"""A portfolio: time, what was chosen, and what it says of itself."""

import json
import re

from alliance_sim.document import Heading, Paragraph, Table, text_of
from alliance_sim.portfolio import Chosen, Entry, Portfolio, minutes_of
from alliance_sim.reports import html, markdown, portfolio, portfolio_json, text
from alliance_sim.session import Answer
from alliance_sim.trends import trends
from tests.test_reports import HOSTILE, Seen
from tests.test_trending import CAUSAL
from tests.test_trends import showing
from tests.worked import session

ENTRIES = (
    Entry("s1", "2026-03-02", "Eight ticks", "scenario", "foundation", "first exposure", "repaired", 12.4),
    Entry("s2", "2026-03-02", "Drill", "drill", "", "single turns", "done", 5.0),
    Entry("s3", "2026-03-09", "Eight ticks", "scenario", "foundation", "practice, attempt 2", "put aside", 2.5),
)
CHOSEN = Chosen("s1", "2026-03-02", "Eight ticks", "Tired.", (("Your part?", "My haste."),), "Ask about this.")
FOUND = Portfolio("", "", "2026-03-31", "1.0", ENTRIES, trends([showing(1, 5, 5)]), (CHOSEN,))


def test_a_step_counts_ten_minutes_at_most() -> None:
    answers = tuple(Answer(f"{n}", "", "", seconds) for n, seconds in enumerate((30.0, 4000.0, None, 90.0)))
    assert minutes_of(session().answered(answers[0])) == 0.5
    timed = session()
    for answer in answers:
        timed = timed.answered(answer)
    assert minutes_of(timed) == 12


def test_minutes_are_added_up_for_each_kind() -> None:
    assert FOUND.minutes == {"scenario": (2, 14.9), "drill": (1, 5.0)}
    assert FOUND.days == 2


def test_the_time_is_told_from_its_first_session_on_where_it_has_no_bound() -> None:
    assert portfolio.period(FOUND) == "2026-03-02 to 2026-03-31"
    bounded = Portfolio("2026-01-01", "2026-02-01", "2026-03-31", "1.0", (), trends(()), ())
    assert portfolio.period(bounded) == "2026-01-01 to 2026-02-01"


def test_the_parts_of_a_portfolio_come_in_their_order() -> None:
    headings = [block.text for block in portfolio.document(FOUND) if isinstance(block, Heading) and block.level < 3]
    assert headings == [
        "Portfolio of practice",
        "What was practised, and for how long",
        "The sessions",
        "What changed, as far as figures can tell",
        "Reflections",
        "What it leaves out",
    ]


def test_every_session_is_told_in_a_row() -> None:
    (table,) = (block for block in portfolio.document(FOUND) if isinstance(block, Table) and block.head[0] == "Day")
    assert table.rows[1] == ("2026-03-02", "Drill", "single turns", "done", "5")
    assert table.rows[0][1] == "Eight ticks (foundation)"
    assert len(table.rows) == 3


def test_a_chosen_session_in_which_nothing_was_written_says_so() -> None:
    empty = Portfolio("", "", "2026-03-31", "1.0", ENTRIES, trends(()), (Chosen("s2", "2026-03-02", "Drill"),))
    shown = [text_of(block.pieces) for block in portfolio.document(empty) if isinstance(block, Paragraph)]
    assert "Nothing was written." in shown


def test_a_portfolio_says_what_it_is_not_before_anything_else() -> None:
    lines = text.rendered(portfolio.document(FOUND))
    assert lines.index("What it is not: No certificate") < lines.index("What was practised")


def test_no_word_of_a_portfolio_says_why_or_calls_a_number_a_competence() -> None:
    assert not re.findall(CAUSAL, text.rendered(portfolio.document(FOUND)), re.IGNORECASE)


def test_nothing_of_a_text_acts_in_a_portfolio() -> None:
    hostile = Chosen("s1", HOSTILE, HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),), HOSTILE)
    plain = Chosen("s1", "x", "x", "x", (("x", "x"),), "x")
    pages = [
        Seen(
            html.rendered(
                portfolio.document(Portfolio("", "", "2026-03-31", "1", ENTRIES, trends(()), (each,))), title="t"
            )
        )
        for each in (hostile, plain)
    ]
    assert pages[0].elements == pages[1].elements
    assert "<script>" not in markdown.rendered(
        portfolio.document(Portfolio("", "", "2026-03-31", "1", ENTRIES, trends(()), (hostile,)))
    )


def test_the_json_of_a_portfolio_holds_all_of_it() -> None:
    found = json.loads(portfolio_json.rendered(FOUND))
    assert [each["session"] for each in found["sessions"]] == ["s1", "s2", "s3"]
    assert found["reflections"] == [
        {
            "session": "s1",
            "day": "2026-03-02",
            "title": "Eight ticks",
            "reactions": "Tired.",
            "reflections": [{"prompt": "Your part?", "answer": "My haste."}],
            "note": "Ask about this.",
        }
    ]
    assert found["trends"]["first_exposures"]["recognition"]["hit"] == 5
    assert (found["is"], found["is_not"]) == (portfolio.IS, portfolio.IS_NOT)
