"""Whatever a variable, a condition or a state is called, in inkjs it is what it is here."""

from itertools import pairwise

from attrs import evolve

from alliance_sim.guards import Named, Not, Seen
from alliance_sim.scenario import Choice, Condition, Effect, State, Variable, Variant
from alliance_sim.shapes import Change
from tests.examples import SOUND
from tests.referee.player import Player
from tests.referee.record import parted, scenario_in

NAMES = (
    *("else", "false", "function", "has", "hasnt", "mod", "ref", "return", "temp", "true", "var", "const", "list"),
    *("todo", "end", "done", "min", "max", "turns", "random", "title", "choice", "x1", "x-1", "x_1", "not-true"),
    *("state_here", "patient_1", "patient_said", "scene_2", "stuck", "and_so", "or-else"),
)
"""Words of ink, and names like those that an export gives."""
TURN = State("here", patient=(Variant("One.", Named("temp")), Variant("Two.")), to="here")
BASE = evolve(scenario_in(SOUND), variables=(), conditions=(), start="here")
CHOICE = Choice("go", "Go.", fit="weak", because="It is said.")


def test_a_variable_may_have_any_name(player: Player) -> None:
    variables = tuple(Variable(name, 0, (0, 1)) for name in NAMES)
    each = tuple(evolve(CHOICE, id=f"c{number}", when=Named(name)) for number, name in enumerate(NAMES))
    every = evolve(CHOICE, effects=tuple(Effect(name, Change(1, sets=True)) for name in NAMES))
    scenario = evolve(BASE, variables=variables, states=(evolve(TURN, choices=(every, *each)),))
    assert not parted(player, scenario, [0, 1])


def test_a_condition_may_have_any_name(player: Player) -> None:
    conditions = tuple(Condition(name, Seen("here")) for name in NAMES)
    each = tuple(evolve(CHOICE, id=f"c{number}", when=Named(name)) for number, name in enumerate(NAMES))
    other = tuple(evolve(CHOICE, id=f"n{number}", when=Not(Named(name))) for number, name in enumerate(NAMES))
    scenario = evolve(BASE, conditions=conditions, states=(evolve(TURN, choices=(*each, *other)),))
    assert not parted(player, scenario, [0, 1])


def test_a_state_may_have_any_name(player: Player) -> None:
    ids = ("here", *(name for name in NAMES if "_" not in name))
    turns = tuple(
        evolve(TURN, id=one, patient=(Variant("One.", Seen(other)), Variant("Two.")), choices=(CHOICE,), to=other)
        for one, other in pairwise((*ids, "here"))
    )
    assert not parted(player, evolve(BASE, states=turns), [0] * len(NAMES))
