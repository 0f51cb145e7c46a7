"""Scenario to ink, for any ink player: a knot a state, a function a condition.

The whole machine is carried over, by the means that ink has for it:

    variables     `VAR` with the start value; an effect is clamped to the range where it applies
    seen(state)   the number of visits of the knot
    once          a `*` choice; any other is a `+` choice
    first match   outcomes are a conditional block with `else` last; variants and routes are diverts in a row
    otherwise     the fallback choice, which ink follows when nothing else is open; where there is no `otherwise`, it
                  ends the story as stuck

A paragraph is a line of output. Tags name what a player cannot know otherwise, and count from 1: on a line `state`
(each state entered since the line before), `scene` or `patient` (the number of the variant), `outcome` and `fit` (of
the choice that led here) and `ending`; on an option `choice`; after the last line `stuck`. What is for learning only
(truths, feedback, summaries) stays behind.
"""

from collections.abc import Iterable, Iterator

from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.interchange.ink_text import STUCK, knot, name, stitch, text
from alliance_sim.scenario import Choice, Effect, Outcome, Scenario, State, Variant

INDENT = "    "


def rendered(scenario: Scenario) -> str:
    """The scenario as ink source."""
    return "\n".join(_Writer(scenario).lines()) + "\n"


class _Writer:
    """Writes one scenario, line by line."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.conditions = {condition.name for condition in scenario.conditions}
        self.ranges = {variable.name: variable.range for variable in scenario.variables}

    def lines(self) -> Iterator[str]:
        scenario = self.scenario
        yield _tag("title", scenario.title)
        for author in scenario.authors:
            yield _tag("author", author)
        yield _tag("language", scenario.language)
        yield ""
        for variable in scenario.variables:
            yield "VAR {} = {} // from {} to {}".format(name(variable.name), variable.start, *variable.range)
        yield f"-> {knot(scenario.start)}"
        for condition in scenario.conditions:
            yield from ("", f"=== function {name(condition.name)}() ===", f"~ return {self.guard(condition.guard)}")
        for state in scenario.states:
            yield from ("", *self.state(state))
        yield from ("", f"=== {STUCK} ===", "# stuck", "-> END")

    def state(self, state: State) -> Iterator[str]:
        yield f"=== {knot(state.id)} ==="
        yield _tag("state", state.id)
        if state.ending:
            yield _tag("ending", state.ending)
        yield from self.utterance("scene", state.scene or ())
        yield from self.utterance("patient", state.patient or ())
        if state.ending:
            yield "-> END"
        elif state.choices is not None:
            yield from self.turn(state, state.choices)
        elif state.to:
            yield f"-> {knot(state.to)}"
        else:
            yield self.way([(route.when, knot(route.to)) for route in state.route or ()])

    def utterance(self, speaker: str, variants: tuple[Variant, ...]) -> Iterator[str]:
        """The paragraphs of the variant that holds. Of several, each has its own stitch, and so has what follows."""
        if len(variants) == 1:
            yield from _paragraphs(speaker, 1, variants[0])
        if len(variants) < 2:
            return
        yield self.way([(variant.when, stitch(speaker, number)) for number, variant in enumerate(variants, 1)])
        for number, variant in enumerate(variants, 1):
            yield f"= {stitch(speaker, number)}"
            yield from _paragraphs(speaker, number, variant)
            yield f"-> {stitch(speaker, 'said')}"
        yield f"= {stitch(speaker, 'said')}"

    def way(self, ways: Iterable[tuple[Guard | None, str]]) -> str:
        """A line that leads to the first whose guard holds.

        It is one line because a block would begin with a line break, and part the tags before it from their text.
        """
        return "".join(f"{{{self.guard(guard)}: -> {to}}}" if guard else f"-> {to}" for guard, to in ways)

    def turn(self, state: State, choices: tuple[Choice, ...]) -> Iterator[str]:
        for choice in choices:
            bullet = "*" if choice.once else "+"
            guard = f" {{{self.guard(choice.when)}}}" if choice.when else ""
            yield f"{bullet}{guard} [{text(choice.say)} {_tag('choice', choice.id)}]"
            yield from _indented(self.results(state, choice.results))
        yield f"+ -> {knot(state.otherwise) if state.otherwise else STUCK}"

    def results(self, state: State, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
        """The first outcome whose guard holds."""
        if len(outcomes) == 1:
            yield from self.result(state, 1, outcomes[0])
            return
        yield "{"
        for number, outcome in enumerate(outcomes, 1):
            yield f"- {self.guard(outcome.when) if outcome.when else 'else'}:"
            yield from _indented(self.result(state, number, outcome))
        yield "}"

    def result(self, state: State, number: int, outcome: Outcome) -> Iterator[str]:
        yield from map(self.effect, outcome.effects)
        yield _tag("outcome", str(number))
        yield _tag("fit", outcome.fit)
        yield f"-> {knot(outcome.to or state.to or '')}"

    def effect(self, effect: Effect) -> str:
        variable, amount = name(effect.variable), effect.change.amount
        low, high = self.ranges[effect.variable]
        sign = "-" if amount < 0 else "+"
        after = f"MIN({high}, MAX({low}, {variable} {sign} {abs(amount)}))"
        return f"~ {variable} = {amount if effect.change.sets else after}"

    def guard(self, guard: Guard) -> str:
        """A guard, in brackets wherever ink binds its operators otherwise than we do."""
        match guard:
            case Compare(variable, operator, number):
                return f"{name(variable)} {operator} {number}"
            case Named(found) if found in self.conditions:
                return f"{name(found)}()"
            case Named(found):
                return f"{name(found)} == 1"
            case Seen(state):
                return f"{knot(state)} > 0"
            case Not(inner):
                return f"not ({self.guard(inner)})"
            case Every(guards):
                return " and ".join(f"({self.guard(inner)})" for inner in guards)
            case Either(guards):
                return " or ".join(f"({self.guard(inner)})" for inner in guards)
        raise TypeError(f"no guard: {guard!r}")


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"{INDENT}{line}" for line in lines)


def _paragraphs(speaker: str, number: int, variant: Variant) -> Iterator[str]:
    for paragraph in variant.say.split("\n\n"):
        yield f"{text(paragraph)} {_tag(speaker, str(number))}"


def _tag(key: str, value: str) -> str:
    return f"# {text(f'{key}: {value}')}"
