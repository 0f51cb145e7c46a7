"""The map as lines for a terminal."""

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alliance_sim.cells import cells
from alliance_sim.interchange.text import Line, lines, rendered
from alliance_sim.mapping import Map, mapped
from alliance_sim.marking import marked
from alliance_sim.scenario import Scenario
from tests.maps import charted, diary, figured, grown
from tests.strategies import scenarios

DRAWN = """\
The empty diary
Percent of random trainees, who pick any open reply; above 100% where they can
come by again.
● turn, ○ passage, ■ ending; ↓ leads to a state below, ↑ back to one above.

   ●  100% coat-on · withdrawal
           (coat still buttoned) The diary? Oh, it was fine. I just did not get…
 ╭─     33% notice: strong ↓ schoolgirl
 ├─     33% explain: weak ↓ schoolgirl
 ├─     33% link-to-school: adequate if bond >= 7 and tension < 4, else
 │            harmful ↓ schoolgirl
 │
 ╰─●  100% schoolgirl · withdrawal
           Sure. Whatever you think. I was never much good at being a schoolgir…
 ╭─     44% own-it: strong ↓ close
 ├─     11% press (open if bond < 5): harmful ↓ close
 ├─     44% praise: weak ↓ close
 │
 ╰─○  100% close · passage
 ╭─     33% if mended ↓ drawer
╭┼─     67% else ↓ clock
││
│╰─■   33% drawer · ending, repaired
│          (takes off her coat) Can we do it without the grid?
│
╰──■   67% clock · ending, papered-over
           (looks at the clock) Same time next week, then.
"""

WITH_A_PATH_AND_A_WAY_BACK = """\
   ● * coat-on · withdrawal
       (coat still buttoned) The diary? Oh, it was fine. I…
 ╭─   * notice: strong ↓ schoolgirl (step 1)
 ├─     explain: weak ↓ schoolgirl
 ├─     link-to-school: adequate if bond >= 7 and tension
 │        < 4, else harmful ↓ schoolgirl
 │
 ╰─● * schoolgirl · withdrawal
       Sure. Whatever you think. I was never much good at b…
 ╭─     own-it: strong ↓ close
 ├─     press (open if bond < 5): harmful ↓ close
 │    * praise: weak ↑ coat-on (step 2)
 │
 ╰─○   close · passage
 ╭─     if mended ↓ drawer
╭┼─     else ↓ clock
││
│╰─■   drawer · ending, repaired
│      (takes off her coat) Can we do it without the grid?
│
╰──■   clock · ending, papered-over
       (looks at the clock) Same time next week, then."""


def leading_back() -> Scenario:
    """The small scenario with a way back to its start."""
    girl = diary().state["schoolgirl"]
    own, press, praise = girl.choices or ()
    girl = evolve(girl, choices=(own, press, evolve(praise, to="coat-on")))
    return evolve(diary(), states=tuple(girl if state.id == girl.id else state for state in diary().states))


def test_the_small_scenario_is_drawn_like_this() -> None:
    assert rendered(charted(diary())) == DRAWN


def test_a_path_is_marked_and_its_steps_are_counted() -> None:
    drawn = marked(mapped(leading_back()), leading_back(), ["notice", "praise"])
    assert "\n".join(map(str, lines(drawn, 60))) == WITH_A_PATH_AND_A_WAY_BACK


def test_it_is_told_what_the_marks_of_a_path_mean() -> None:
    assert "* The path taken" in rendered(marked(mapped(diary()), diary(), []))
    assert "path taken" not in rendered(mapped(diary()))


def squeezed(text: str) -> str:
    return "".join(text.split())


def block(found: tuple[Line, ...], state: str) -> str:
    """What is told of a state, without the white space where lines were broken."""
    return squeezed("".join(line.text for line in found if line.state == state))


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), width=st.integers(60, 200))
def test_every_state_is_told_once_with_its_words_and_all_its_ways_in_order(scenario: Scenario, width: int) -> None:
    drawn = figured(scenario)
    found = lines(drawn, width)
    assert [line.state for line in found if line.head] == [node.id for node in drawn.nodes]
    for node in drawn.nodes:
        told = block(found, node.id)
        for edge in drawn.out[node.id]:
            arrow = "↑" if edge.back else "↓"
            wanted = squeezed(f"{drawn.figure(edge)} {edge.label} {arrow} {edge.target}")
            before, _, told = told.partition(wanted)
            assert _, f"expected {wanted} in {before}"
        assert "↑" not in told
        assert "↓" not in told


@settings(max_examples=60, deadline=None)
@given(scenario=scenarios(), width=st.integers(60, 200), path=st.booleans())
@example(scenario=grown(60), width=60, path=False)
def test_no_line_is_wider_than_the_terminal(scenario: Scenario, width: int, path: bool) -> None:
    drawn = figured(scenario)
    drawn = marked(drawn, scenario, []) if path else drawn
    assert [line for line in rendered(drawn, width=width).split("\n") if cells(line) > width] == []


def test_a_terminal_that_is_too_narrow_is_taken_for_one_of_sixty_columns() -> None:
    assert rendered(charted(diary()), width=3) == rendered(charted(diary()), width=60)


def check_lanes(drawn: Map, width: int) -> int:
    """Follow each lane from where a way joins it down to a head: it must be that of the way's target. How many did."""
    found = lines(drawn, width)
    followed = 0
    ways = iter(edge for node in drawn.nodes for edge in drawn.out[node.id])
    for number, line in enumerate(found):
        joint = next((place for place, sign in enumerate(line.gutter) if sign in "╭├"), None)
        starts = ("↓" in line.text or "↑" in line.text) if joint is None else True
        if not starts or line.head:
            continue
        edge = next(ways)
        if joint is None:
            continue
        assert not edge.back
        below = number + 1
        while found[below].gutter[joint] != "╰":
            assert found[below].gutter[joint] in "│┼├", "\n".join(map(str, found[number : below + 1]))
            below += 1
        assert found[below].head
        assert found[below].state == edge.target
        followed += 1
    return followed


def test_each_lane_leads_to_the_state_that_its_ways_name() -> None:
    """On maps whose ways fit a line each, so that a row is a way."""
    for drawn in (mapped(diary()), mapped(leading_back()), mapped(grown(12)), mapped(grown(40, seed=2))):
        down = [edge for edge in drawn.edges if not edge.back]
        assert check_lanes(drawn, 120) == len(down)


def test_where_there_are_too_many_lanes_the_longest_are_left_out_and_the_others_are_true() -> None:
    drawn = mapped(grown(300))
    assert 600 < check_lanes(drawn, 60) < len([edge for edge in drawn.edges if not edge.back])
    assert {len(line.gutter) for line in lines(drawn, 60)} == {8 + 1}


@settings(max_examples=30, deadline=None)
@given(scenario=scenarios(), width=st.integers(0, 59))
def test_a_drawing_for_a_pane_of_any_width_holds_every_state(scenario: Scenario, width: int) -> None:
    drawn = mapped(scenario)
    assert [line.state for line in lines(drawn, width) if line.head] == [node.id for node in drawn.nodes]
