"""The one place of Hypothesis strategies: guards, texts, sound scenarios, damaged documents, walks."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from alliance_sim.codebook import CODEBOOK
from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.scenario import (
    Choice,
    Condition,
    Cue,
    Effect,
    NoRupture,
    Outcome,
    Patient,
    Pause,
    Review,
    Route,
    Rupture,
    Scenario,
    State,
    Therapist,
    Theme,
    Variable,
    Variant,
)
from alliance_sim.session import Answer, Mode, Session, replayed
from alliance_sim.shapes import Change
from alliance_sim.source import FORBIDDEN

PHRASES = (
    "The diary? Oh, it was fine.",
    "(looks at the clock) Same time next week, then.",
    *("No", "no", "true", "null", "~", "12:30", "007", "1e3", "-1", "+1", "0x1F", ".nan", "=", "<<", "2026-01-31"),
    *("- a", "? a", ": a", "a:", "a: b", "#1", "our #1 hour", "---", "...", "%YAML", "| a", "> a", "a |", "<b>&amp;"),
    *("[sighs] I do not know", "{x}", "* waves", "*waves*", "&a", "!x", "@home", "`x`", "'Tis fine", '"Well" he said'),
    *("it's", 'she said "no"', "back\\slash", "a, b", "]", "}", "[", "été", "漢字", "👩\u200d🔬", "می\u200cخواهم"),
    "a long line that has to be broken, " * 6 + "because nobody reads so far to the right",
    "supercalifragilistic" * 10,
)
IDS = ("coat-on", "drawer", "close", "a", "b2", "x-1", "no", "true", "on", "y", "and", "not", "seen", "e1", "todo-list")
NAMES = ("bond", "task", "tension", "owned", "good_enough", "well-met", "b2", "no", "true", "e1")
LANGUAGES = ("en-GB", "de", "no", "pt-BR", "zh-Hant-TW")


def letters() -> st.SearchStrategy[str]:
    """Characters that a content file may hold."""
    return st.characters(exclude_categories=("Cs", "Cc")).filter(lambda c: not FORBIDDEN.match(c))


def lines(limit: int = 600) -> st.SearchStrategy[str]:
    """Texts on one line, with single spaces: as the decoder leaves them."""
    free = st.text(letters(), min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
    return (st.sampled_from(PHRASES) | free).map(lambda text: text[:limit].strip())


def prose() -> st.SearchStrategy[str]:
    """Texts of one paragraph or more."""
    return st.lists(lines(), min_size=1, max_size=3).map("\n\n".join)


def guards(variables: Sequence[str], named: Sequence[str], states: Sequence[str] = ("coat-on",)) -> Any:
    """Guards over these variables, conditions or flags, and states."""
    numbers = st.integers(0, 100)
    operators = st.sampled_from((">=", "<=", ">", "<", "==", "!="))
    leaves: list[st.SearchStrategy[Guard]] = [st.builds(Seen, st.sampled_from(states))]
    if variables:
        leaves.append(st.builds(Compare, st.sampled_from(variables), operators, numbers))
    if named := [name for name in named if name not in ("and", "or", "not", "seen")]:
        leaves.append(st.builds(Named, st.sampled_from(named)))

    def larger(inner: st.SearchStrategy[Guard]) -> st.SearchStrategy[Guard]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, inner) | st.builds(Every, several) | st.builds(Either, several)

    return st.recursive(st.one_of(leaves), larger, max_leaves=4)


@st.composite
def effects(draw: st.DrawFn, variables: tuple[Variable, ...]) -> tuple[Effect, ...]:
    """Effects on some of the variables; what is set lies within the range."""
    chosen = draw(st.lists(st.sampled_from(variables), unique=True, max_size=3)) if variables else []
    amounts = {variable.name: st.integers(*variable.range) for variable in chosen}
    changes = st.integers(-3, 3).map(Change)
    return tuple(Effect(name, draw(changes | st.builds(Change, amount, st.just(True)))) for name, amount in amounts.items())


class _Parts:
    """The strategies of the parts of one scenario, once its names are known."""

    def __init__(self, variables: tuple[Variable, ...], conditions: tuple[Condition, ...], ids: list[str]) -> None:
        self.variables, self.ids = variables, ids
        flags = [variable.name for variable in variables if variable.is_flag]
        self.guards = guards(
            [variable.name for variable in variables], [*flags, *(condition.name for condition in conditions)], ids
        )

    def variants(self, texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Variant, ...]]:
        guarded = st.lists(st.builds(Variant, texts, self.guards), max_size=2)
        return st.tuples(guarded, st.builds(Variant, texts)).map(lambda parts: (*parts[0], parts[1]))

    def utterances(self, quoted: Sequence[str]) -> st.SearchStrategy[tuple[Variant, ...]]:
        """Utterances that hold all the quoted words in every variant."""
        return self.variants(
            st.tuples(lines(), st.sampled_from((" ", "\n\n")), lines()).map(
                lambda parts: parts[1].join((parts[0], *quoted, parts[2]))
            )
        )

    def outcomes(self, targets: st.SearchStrategy[str | None]) -> st.SearchStrategy[tuple[Outcome, ...]]:
        fits = st.sampled_from(("strong", "adequate", "weak", "harmful"))
        guarded = st.lists(st.builds(Outcome, fits, prose(), self.guards, effects(self.variables), targets), max_size=2)
        last = st.builds(Outcome, fits, prose(), st.none(), effects(self.variables), targets)
        return st.tuples(guarded, last).map(lambda parts: (*parts[0], parts[1]))

    def choices(self, targets: st.SearchStrategy[str | None]) -> st.SearchStrategy[tuple[Choice, ...]]:
        codes = st.lists(st.sampled_from(list(CODEBOOK.strategies)), min_size=1, max_size=2, unique=True).map(tuple)
        errors = st.lists(st.sampled_from(list(CODEBOOK.errors)), max_size=2, unique=True).map(tuple)
        common: dict[str, Any] = {
            "id": st.sampled_from(IDS),
            "say": lines(600),
            "strategies": codes,
            "errors": errors,
            "when": st.none() | self.guards,
            "once": st.booleans(),
        }
        fits = st.sampled_from(("strong", "adequate", "weak", "harmful"))
        one = st.builds(Choice, **common, fit=fits, because=prose(), effects=effects(self.variables), to=targets)
        several = st.builds(Choice, **common, outcomes=self.outcomes(targets))
        return st.lists(one | several, min_size=1, max_size=4, unique_by=lambda choice: choice.id).map(tuple)


@st.composite
def ruptures(draw: st.DrawFn, parts: _Parts) -> Rupture:
    """Ruptures whose quoted words have still to be put into the utterance."""
    kind = draw(st.sampled_from(("withdrawal", "confrontation", "mixed")))
    codes: list[str] = []
    for wanted in ("withdrawal", "confrontation"):
        if kind in (wanted, "mixed"):
            known = [marker.code for marker in CODEBOOK.markers.values() if marker.type == wanted]
            codes += draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    return Rupture(
        type=kind,
        markers=tuple(Cue(code, draw(lines(60))) for code in codes),
        strain=draw(st.sampled_from(("task", "goal", "bond", "frame", "culture"))),
        salience=draw(st.integers(1, 5)),
        why=draw(parts.variants(prose())),
        trigger=draw(parts.variants(prose())),
        trigger_at=draw(st.sampled_from((None, "situation"))),
    )


@st.composite
def states(draw: st.DrawFn, name: str, parts: _Parts, later: list[str]) -> State:
    """A state of one of the three kinds. What is left without a choice leads to later states only."""
    kind = draw(st.sampled_from(("turn", "turn", "passage", "ending"))) if later else "ending"
    optional: dict[str, Any] = {
        "scene": draw(st.none() | parts.variants(prose())),
        "pause": draw(st.none() | st.builds(Pause, prose(), prose(), st.integers(1, 180))),
    }
    if kind == "ending":
        endings = ("repaired", "partly-repaired", "papered-over", "unrepaired", "ended-safely")
        return State(
            name,
            **optional,
            patient=draw(parts.utterances([])),
            ending=draw(st.sampled_from(endings)),
            summary=draw(prose()),
        )
    if kind == "passage":
        onward = st.sampled_from(later)
        if draw(st.booleans()):
            return State(name, **optional, to=draw(onward))
        guarded = draw(st.lists(st.builds(Route, onward, parts.guards), max_size=2))
        return State(name, **optional, route=(*guarded, Route(draw(onward))))
    own = draw(st.none() | st.sampled_from(parts.ids))
    targets = st.sampled_from([*parts.ids, None] if own else parts.ids)
    rupture = draw(st.none() | ruptures(parts))
    looks_like = st.none() | st.sampled_from(list(CODEBOOK.markers))
    no_rupture = None if rupture else draw(st.none() | st.builds(NoRupture, parts.variants(prose()), looks_like))
    return State(
        name,
        **optional,
        patient=draw(parts.utterances([cue.words for cue in rupture.markers] if rupture else [])),
        rupture=rupture,
        no_rupture=no_rupture,
        probe=draw(st.booleans()),
        choices=draw(parts.choices(targets)),
        otherwise=draw(st.none() | st.sampled_from(later)),
        to=own,
    )


@st.composite
def ranged(draw: st.DrawFn, name: str) -> Variable:
    low = draw(st.integers(0, 99))
    low, high = draw(st.sampled_from(((0, 1), (0, 10), (low, draw(st.integers(low + 1, 100))))))
    return Variable(name, draw(st.integers(low, high)), (low, high), draw(st.none() | lines()))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Sound scenarios: every name is known, every list ends unguarded, quoted words occur. Not all is reachable."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=6, unique=True))
    cut = draw(st.integers(0, len(names)))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True))
    variables = tuple(draw(ranged(name)) for name in names[:cut])
    conditions: tuple[Condition, ...] = ()
    for name in names[cut:]:
        conditions = (*conditions, Condition(name, draw(_Parts(variables, conditions, ids).guards)))
    parts = _Parts(variables, conditions, ids)
    several = st.lists(lines(), min_size=1, max_size=3).map(tuple)
    slugs = st.lists(st.sampled_from(IDS), max_size=2).map(tuple)
    themes = st.lists(st.sampled_from(Theme.__args__), max_size=2).map(tuple)  # type: ignore[attr-defined]
    reviews = st.builds(Review, lines(), st.just("2026-01-31"), lines())
    return Scenario(
        format=1,
        title=draw(lines()),
        summary=draw(prose()),
        level=draw(st.sampled_from(("foundation", "intermediate", "advanced"))),
        minutes=draw(st.integers(1, 180)),
        language=draw(st.sampled_from(LANGUAGES)),
        patient=draw(st.builds(Patient, lines(), st.integers(10, 110), lines(), prose(), slugs)),
        therapist=draw(st.none() | st.builds(Therapist, slugs)),
        situation=draw(prose()),
        modality=draw(lines()),
        setting=draw(lines()),
        objectives=draw(several),
        lessons=draw(st.lists(st.sampled_from(("withdrawal", "look-alikes")), max_size=2).map(tuple)),
        themes=draw(themes),
        content_notes=draw(themes),
        provenance="fictional",
        authors=draw(several),
        reviews=draw(st.lists(reviews, max_size=2).map(tuple)),
        reflection=draw(st.lists(prose(), max_size=2).map(tuple)),
        facilitator=draw(st.none() | prose()),
        variables=variables,
        conditions=conditions,
        start=draw(st.sampled_from(ids)),
        states=tuple(draw(states(name, parts, ids[number + 1 :])) for number, name in enumerate(ids)),
    )


def walk(scenario: Scenario, picks: Sequence[int], seed: int = 0) -> Session:
    """The session of a trainee who takes, at each turn, the choice of that number among those offered."""
    session = Session("s", "sound", "Sound", "", "", seed, Mode())
    for number, pick in enumerate(picks):
        run = replayed(scenario, session)
        if run.over:
            break
        offered = run.turns[-1].offered
        session = session.answered(Answer(f"{number}/choice", offered[pick % len(offered)]))
    return session


def picks() -> st.SearchStrategy[list[int]]:
    """What a trainee takes at each turn of a walk."""
    return st.lists(st.integers(0, 8), max_size=12)


def hostile_texts() -> st.SearchStrategy[str]:
    """Texts made to break a reader of YAML."""
    pieces = st.sampled_from(
        [*PHRASES, *"[]{}:,-?&*!|>'\"%@`#~ \t\n\r\\", "\n  ", "\n- ", ": ", "&a", "*a", "<<: *a", "!!int ", "--- ", "..."]
        + ["\x00", "\x1b[31m", "\u2028", "\ufeff", "\ud800", '"\\e"', "%YAML 1.1\n", "title: ", "states:\n  a:\n    to: a"]
    )
    return st.lists(pieces | st.characters(), max_size=30).map("".join)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text with some of its parts cut, doubled or overwritten."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(st.sampled_from(("", text[start:end] * 2)) | hostile_texts()) + text[end:]
    return text


Document = dict[str, Any]
REPLACEMENTS: tuple[Any, ...] = ([], {}, ["zzz"], {"zzz": "zzz"}, "", "zzz", "Bad Id", 999, -1, True, "x" * 5000)


def as_text(document: Document) -> str:
    """A document as a content file. JSON is YAML."""
    return json.dumps(document, ensure_ascii=False)


@st.composite
def damaged(draw: st.DrawFn, document: Document) -> Document:
    """A document with one key dropped or renamed, or one value replaced by another kind of value."""
    broken: Document = json.loads(json.dumps(document))
    place: Any = broken
    while True:
        key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
            break
        place = inner
    how = draw(st.sampled_from(("drop", "rename", "replace")))
    if how == "drop":
        del place[key]
    elif how == "rename" and isinstance(place, dict):
        place[draw(st.sampled_from((f"{key}x", "Bad Id", "zzz")))] = place.pop(key)
    else:
        place[key] = draw(st.sampled_from(REPLACEMENTS))
    return broken
