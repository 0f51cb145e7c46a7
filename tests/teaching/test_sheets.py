"""What is printed for a group session."""

from alliance_sim.document import Heading, Table
from alliance_sim.reports.html import rendered as page
from alliance_sim.reports.text import rendered
from alliance_sim.shelf import shipped_folder
from alliance_sim.teaching import sheets
from tests.teaching.steps import scenario

FULL = scenario(shipped_folder() / "eight-ticks.yaml")


def test_the_observer_grid_has_empty_cells_for_marks_triggers_and_feelings() -> None:
    grid = next(block for block in sheets.observer(FULL) if isinstance(block, Table))
    assert grid.head == ("Turn", "Away", "Against", "What came just before", "What I felt", "What I would say")
    assert [row[0] for row in grid.rows] == list("12345678")
    assert {cell for row in grid.rows for cell in row[1:]} == {""}


def test_the_observer_grid_gives_nothing_away() -> None:
    text = rendered(sheets.observer(FULL))
    said = [variant.say for state in FULL.states for variant in state.patient or ()]
    assert [line for line in said if line in text] == []
    assert "Truth" not in text


def test_the_facilitators_sheet_holds_every_turn_with_its_truth_pause_and_where_replies_lead() -> None:
    sheet = sheets.facilitators(FULL)
    titles = [block.text for block in sheet if isinstance(block, Heading)]
    assert titles[-len(FULL.states) :] == [state.id for state in FULL.states]
    text = " ".join(rendered(sheet).split())
    assert "Truth: withdrawal; strain of the task, salience 4 of 5." in text
    assert "Listen for: Ideas that hold on to" in text
    assert "Fit: strong if warm; adequate; Leads to: bit-quick, home-by-nine" in text


def test_both_sheets_are_one_page_that_breaks_between_them_and_has_room_to_write() -> None:
    html = page(sheets.both(FULL), title=FULL.title)
    assert [html.count(f"<h1>{name}") for name in ("Observer grid", "Facilitator&#39;s sheet")] == [1, 1]
    assert html.count('<tr class="blank">') == sheets.ROWS
    assert "h1:not(:first-child) { break-before: page; }" in html
