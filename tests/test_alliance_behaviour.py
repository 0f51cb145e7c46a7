"""What the rules on repair tell is so, by a search with the engine, moment by moment."""

from hypothesis import given, settings

from alliance_sim.checks import Finding, Subject
from alliance_sim.checks.keys import ACCEPTABLE, FITS
from alliance_sim.checks.repairing import GOOD, REPAIRS
from alliance_sim.checks.unstrained import STRAINED
from alliance_sim.engine import outcome, view
from alliance_sim.exploration import explore, explored
from alliance_sim.exploration.narrowed import by_fit, narrowed, up_to
from alliance_sim.exploration.wide_spaces import WideSpace
from alliance_sim.moment import Moment
from alliance_sim.scenario import EndingKind, Fit, Scenario
from tests.behaviour import authored, complete, findings
from tests.searching import MOST, Searched, after, played, searched
from tests.stories import told
from tests.strategies import hours

EXAMPLES = settings(max_examples=150, deadline=None)
WORST_FIRST = FITS[::-1]


def found_in(name: str, scenario: Scenario) -> list[Finding]:
    return told(name, Subject(scenario))


def ending_in(search: Searched, kinds: frozenset[EndingKind]) -> set[Moment]:
    return {moment for moment in search.endings if search.scenario.state[moment.state].ending in kinds}


def torn(scenario: Scenario) -> set[str]:
    return {state.id for state in scenario.states if state.rupture}


def fits(scenario: Scenario, moment: Moment) -> dict[str, Fit]:
    """The replies that are open, with their fit now."""
    return {choice.id: outcome(scenario, moment, choice.id).fit for choice in view(scenario, moment).choices}


def by_the(order: tuple[Fit, ...], search: Searched) -> set[Moment]:
    """The moments of runs that take replies of the fit that comes first in an order."""
    scenario = search.scenario
    found = {next(iter(search.steps))}
    waiting = list(found)
    while waiting:
        moment = waiting.pop()
        rated = fits(scenario, moment)
        first = min(rated.values(), key=order.index, default=None)
        fresh = {each for name, each in after(scenario, moment) if name is None or rated[name] == first} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def outlines(moments: set[Moment]) -> set[tuple[str, tuple[int, ...]]]:
    """What an exploration and a search both know of moments."""
    return {(moment.state, moment.values) for moment in moments}


@EXAMPLES
@given(scenario=hours() | authored())
def test_runs_that_leave_out_steps_are_explored_like_all_runs(scenario: Scenario) -> None:
    search = complete(scenario)
    stopped = set(searched(scenario, lambda moment: moment.state in torn(scenario)).steps)
    expected = [by_the(FITS, search), by_the(WORST_FIRST, search), stopped]
    for whole in (explore(scenario), explored(scenario, WideSpace(scenario), budget=MOST)):
        for kept, moments in zip((by_fit(FITS), by_fit(WORST_FIRST), up_to(torn(scenario))), expected, strict=True):
            found = narrowed(whole, kept, budget=MOST)
            assert outlines(set(found.all)) == outlines(moments)
            assert all(moment in found for moment in moments)


@EXAMPLES
@given(scenario=hours() | authored())
def test_a_choice_leads_into_a_set_where_the_engine_says_so(scenario: Scenario) -> None:
    complete(scenario)
    found = explore(scenario)
    for state in scenario.states:
        for choice in state.choices or ():
            leading = set(found.leading(state.id, choice.id, found.entered(scenario.start)))
            for moment in found.entered(state.id):
                into = dict(after(scenario, moment)).get(choice.id)
                assert (moment in leading) == (into is not None and into.state == scenario.start)


@EXAMPLES
@given(scenario=hours() | authored())
def test_from_a_rupture_that_is_never_repaired_no_search_comes_to_a_good_ending(scenario: Scenario) -> None:
    search = complete(scenario)
    good = search.before(ending_in(search, GOOD))
    places = {finding.path[1] for finding in found_in("rupture-never-repaired", scenario) if len(finding.path) > 1}
    assert places <= torn(scenario) & search.states
    assert places.isdisjoint({moment.state for moment in good})


@EXAMPLES
@given(scenario=hours() | authored())
def test_where_a_rupture_is_never_repaired_something_is_told(scenario: Scenario) -> None:
    search = complete(scenario)
    good = {moment.state for moment in search.before(ending_in(search, GOOD))}
    if any(state in torn(scenario) and state not in good for state in search.states):
        assert found_in("rupture-never-repaired", scenario) or findings(scenario)


@EXAMPLES
@given(scenario=hours() | authored())
def test_a_repair_without_a_rupture_is_told_where_a_search_that_stops_at_ruptures_finds_it(scenario: Scenario) -> None:
    complete(scenario)
    search = searched(scenario, lambda moment: moment.state in torn(scenario))
    wanted = {moment.state for moment in ending_in(search, STRAINED if torn(scenario) else REPAIRS)}
    found = found_in("repair-without-rupture", scenario)
    assert {finding.path[1] for finding in found} == wanted
    for finding in found:
        run = played(scenario, finding.witness or ())
        assert run[-1].state == finding.path[1]
        assert torn(scenario).isdisjoint(moment.state for moment in run)


def decides(search: Searched, state: str) -> bool:
    """Whether one reply of a turn alone keeps a good ending within reach, at all its moments, and not as the last."""
    good = search.before(ending_in(search, GOOD))
    here = [moment for moment in search.at(state) if moment in good and view(search.scenario, moment).waits]
    keeping = {name for moment in here for name, into in search.steps[moment] if into in good}
    several = any(len(search.steps[moment]) > 2 for moment in here)
    return len(keeping) == 1 and several and follows(search.scenario, state)


def follows(scenario: Scenario, state: str) -> bool:
    """Whether a turn can come after a state, whatever the guards say."""
    waiting, known = [scenario.state[state]], {state}
    while waiting:
        here = waiting.pop()
        outcomes = [found for choice in here.choices or () for found in choice.results]
        names = [*(found.to or here.to for found in outcomes), *(route.to for route in here.route or ())]
        names += [here.otherwise] if here.choices else [here.to]
        reached = [scenario.state[name] for name in names if name]
        if any(each.choices for each in reached):
            return True
        waiting += [each for each in reached if each.id not in known]
        known |= {each.id for each in reached}
    return False


@EXAMPLES
@given(scenario=hours() | authored())
def test_one_reply_decides_where_a_search_finds_that_it_does(scenario: Scenario) -> None:
    search = complete(scenario)
    wanted = {state.id for state in scenario.states if decides(search, state.id)}
    assert {finding.path[1] for finding in found_in("one-reply-decides", scenario)} == wanted


@EXAMPLES
@given(scenario=hours() | authored())
def test_the_best_replies_miss_the_repair_where_a_search_along_them_does(scenario: Scenario) -> None:
    search = complete(scenario)
    best = {scenario.state[moment.state].ending for moment in by_the(FITS, search)} - {None}
    missed = bool(ending_in(search, frozenset({"repaired"})) and best) and best.isdisjoint({"repaired", "ended-safely"})
    found = found_in("best-replies-miss-repair", scenario)
    assert len(found) == missed
    for finding in found:
        chosen = ratings(scenario, finding.witness or ())
        assert all(fit == min(rated.values(), key=FITS.index) for fit, rated in chosen)


@EXAMPLES
@given(scenario=hours() | authored())
def test_the_worst_replies_repair_where_their_run_does(scenario: Scenario) -> None:
    complete(scenario)
    for finding in found_in("worst-replies-repair", scenario):
        run = finding.witness or ()
        chosen = ratings(scenario, run)
        assert scenario.state[played(scenario, run)[-1].state].ending in REPAIRS
        assert all(fit == max(rated.values(), key=FITS.index) for fit, rated in chosen)
        assert not {fit for fit, _ in chosen} <= ACCEPTABLE


def ratings(scenario: Scenario, run: tuple[str, ...]) -> list[tuple[Fit, dict[str, Fit]]]:
    """For each choice of a run its fit, and the fits of all that was open."""
    waiting = [moment for moment in played(scenario, run) if view(scenario, moment).waits]
    rated = [fits(scenario, moment) for moment in waiting]
    return [(each[name], each) for name, each in zip(run, rated, strict=False)]


@EXAMPLES
@given(scenario=hours() | authored())
def test_the_values_that_a_scale_is_said_to_take_are_those_of_a_search(scenario: Scenario) -> None:
    search = complete(scenario)
    for finding in found_in("scale-unattainable", scenario):
        place = [variable.name for variable in scenario.variables].index(str(finding.path[1]))
        values = [moment.values[place] for moment in search.steps]
        assert finding.message.endswith(f"found {min(values)} to {max(values)}")
        assert played(scenario, finding.witness or ())[-1].values[place] in (min(values), max(values))
