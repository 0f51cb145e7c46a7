"""The one place of Hypothesis strategies: guards, texts, sound scenarios, damaged documents, walks."""

import json
import string
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from random import Random
from typing import Any, TypeVar, get_args

from attrs import evolve
from hypothesis import strategies as st

from alliance_sim.characters import FORBIDDEN
from alliance_sim.codebook import CODEBOOK
from alliance_sim.guards import Compare, Either, Every, Guard, Named, Not, Seen
from alliance_sim.run import replayed
from alliance_sim.scenario import (
    Choice,
    Condition,
    Cue,
    Effect,
    EndingKind,
    Fit,
    Level,
    NoRupture,
    Outcome,
    Patient,
    Pause,
    Review,
    Route,
    Rupture,
    RuptureType,
    Scenario,
    State,
    Strain,
    Theme,
    Therapist,
    Variable,
    Variant,
)
from alliance_sim.session import Answer, Mode, Session
from alliance_sim.shapes import Change

T = TypeVar("T")
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
SIGNS = (
    *string.punctuation,
    *(" ", "a", "é", "1", "->", "->->", "<-", "<>", "//", "/*", "*/", "===", "- (b)", "{x}", "{~a|b}", "# a", "\\n"),
    *("TODO: ", "TODO ", "VAR ", "CONST ", "LIST ", "INCLUDE ", "EXTERNAL ", "return", "- else:", "else:", "~ temp"),
)
"""Signs and words that mean something in one markup or another."""
EMOJI_SIGNS = ("\u200d", "\ufe0f")
"""What joins characters to one emoji, which means nothing elsewhere but in some scripts."""
IDS = ("coat-on", "drawer", "close", "a", "b2", "x-1", "no", "true", "on", "y", "and", "not", "seen", "e1", "todo-list")
NAMES = ("bond", "task", "tension", "owned", "good_enough", "well-met", "b2", "no", "true", "e1")
FITS = get_args(Fit)
OPERATORS = (">=", "<=", ">", "<", "==", "!=")
LANGUAGES = ("en-GB", "de", "no", "pt-BR", "zh-Hant-TW")


def letters() -> st.SearchStrategy[str]:
    """Characters that a content file may hold."""
    return st.characters(exclude_categories=("Cs", "Cc")).filter(lambda c: not FORBIDDEN.match(c))


def signs() -> st.SearchStrategy[str]:
    """Lines in which signs and words of markup meet."""
    return st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).map(_line).filter(bool)


def _line(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


def lines(limit: int = 600) -> st.SearchStrategy[str]:
    """Texts on one line, with single spaces: as the decoder leaves them."""
    free = st.text(letters(), min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)
    return (st.sampled_from(PHRASES) | free).map(lambda text: text[:limit].strip())


def lettered() -> st.SearchStrategy[str]:
    """Texts of words in any script, long ones and emoji among them, parted by one space or more, or by empty lines."""
    known = letters().filter(lambda c: unicodedata.category(c) != "Cn" and c not in EMOJI_SIGNS)
    words = (
        st.text(string.ascii_letters + string.punctuation, min_size=1, max_size=12)
        | st.text(known, min_size=1, max_size=30)
        | st.sampled_from(
            ("a", "of", "long" * 30, "漢字" * 20, "e\u0301" * 40, "👩\u200d🔬" * 9, "❤\ufe0f", "हिन्दी", "한국어")
        )
    )
    gaps = st.sampled_from((" ", " ", " ", "  ", "\n\n"))
    return st.lists(words, min_size=1, max_size=40).flatmap(
        lambda drawn: st.lists(gaps, min_size=len(drawn), max_size=len(drawn)).map(
            lambda parted: "".join(word + gap for word, gap in zip(drawn, parted, strict=True)).strip()
        )
    )


TEXTS = st.lists(lines(), min_size=3, max_size=6)
UP_TO = [st.integers(0, number) for number in range(200)]


def guards(variables: Sequence[str], named: Sequence[str], states: Sequence[str] = ("coat-on",)) -> Any:
    """Guards over these variables, conditions or flags, and states."""
    numbers = st.integers(0, 100)
    operators = st.sampled_from(OPERATORS)
    leaves: list[st.SearchStrategy[Guard]] = [st.builds(Seen, st.sampled_from(states))]
    if variables:
        leaves.append(st.builds(Compare, st.sampled_from(variables), operators, numbers))
    if named := [name for name in named if name not in ("and", "or", "not", "seen")]:
        leaves.append(st.builds(Named, st.sampled_from(named)))

    def larger(inner: st.SearchStrategy[Guard]) -> st.SearchStrategy[Guard]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.builds(Not, inner) | st.builds(Every, several) | st.builds(Either, several)

    return st.recursive(st.one_of(leaves), larger, max_leaves=4)


class Author:
    """Writes one sound scenario; every decision is drawn.

    Texts and guards are few and used again and again, so that the drawing costs little.
    """

    lines_of_text = TEXTS
    least_names, most_names, least_variables, least_states, most_states = 0, 5, 0, 1, 4
    guard_kinds: Sequence[str] = ("seen", "compare", "named", "not", "every", "either")

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.texts = draw(self.lines_of_text)
        names = self.some(NAMES, self.least_names, self.most_names)
        cut = self.number(self.least_variables, len(names))
        self.ids = self.some(IDS, self.least_states, self.most_states)
        self.variables = tuple(map(self.variable, names[:cut]))
        self.flags = [variable.name for variable in self.variables if variable.is_flag]
        self.conditions: list[Condition] = []
        for name in names[cut:]:
            self.conditions.append(Condition(name, self.guard()))

    def number(self, low: int, high: int) -> int:
        return low + self.draw(UP_TO[high - low])

    def one(self, options: Sequence[T]) -> T:
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones, at least one if any are wanted."""
        return list(dict.fromkeys(self.one(options) for _ in range(self.number(least, most))))

    def perhaps(self, made: Callable[[], T]) -> T | None:
        return made() if self.number(0, 1) else None

    def line(self) -> str:
        return self.one(self.texts)

    def prose(self) -> str:
        return "\n\n".join(self.some(self.texts, 1, 2))

    def guard(self, levels: int = 2) -> Guard:
        kind = self.one(self.guard_kinds) if levels else self.guard_kinds[0]
        if kind == "compare" and self.variables:
            return self.comparison(self.one(self.variables))
        if kind == "named" and (known := [*self.flags, *(condition.name for condition in self.conditions)]):
            return Named(self.one(known))
        if kind == "not":
            return Not(self.guard(levels - 1))
        if kind in ("every", "either"):
            parts = (self.guard(levels - 1), self.guard(levels - 1))
            return Every(parts) if kind == "every" else Either(parts)
        return Seen(self.one(self.ids))

    def comparison(self, variable: Variable) -> Guard:
        return Compare(variable.name, self.one(OPERATORS), self.number(0, 100))

    def variable(self, name: str) -> Variable:
        low, high = self.one(((0, 1), (0, 1), (0, 10), (3, 4), (0, 100)))
        return Variable(name, self.number(low, high), (low, high), self.one((None, "A label: of two")))

    def variants(self, made: Callable[[], str]) -> tuple[Variant, ...]:
        last = Variant(made())
        return (Variant(made(), self.guard()), last) if self.number(0, 1) else (last,)

    def effects(self) -> tuple[Effect, ...]:
        changed = self.some(self.variables, 0, 2) if self.variables else []
        return tuple(Effect(variable.name, self.change(variable)) for variable in changed)

    def change(self, variable: Variable) -> Change:
        return Change(self.number(*variable.range), sets=True) if self.number(0, 1) else Change(self.number(-3, 3))

    def outcome(self, targets: Sequence[str | None], when: Guard | None = None) -> Outcome:
        return Outcome(self.one(FITS), self.prose(), when, self.effects(), self.one(targets))

    def choice(self, name: str, targets: Sequence[str | None]) -> Choice:
        common = Choice(
            name,
            say=self.line(),
            strategies=tuple(self.some(list(CODEBOOK.strategies), 1, 2)),
            errors=tuple(self.some(list(CODEBOOK.errors), 0, 2)),
            when=self.perhaps(self.guard),
            once=self.one((True, False)),
        )
        if self.number(0, 1):
            guarded = self.outcome(targets, self.guard())
            return evolve(common, outcomes=(guarded, self.outcome(targets)))
        only = self.outcome(targets)
        return evolve(common, fit=only.fit, because=only.because, effects=only.effects, to=only.to)

    def rupture(self) -> Rupture:
        """A rupture whose quoted words have still to be put into the utterance."""
        kind = self.one(get_args(RuptureType))
        codes: list[str] = []
        for wanted in ("withdrawal", "confrontation"):
            if kind in (wanted, "mixed"):
                codes += self.some([code for code, known in CODEBOOK.markers.items() if known.type == wanted], 1, 2)
        return Rupture(
            type=kind,
            markers=tuple(Cue(code, self.line()) for code in codes),
            strain=self.one(get_args(Strain)),
            salience=self.number(1, 5),
            why=self.variants(self.prose),
            trigger=self.variants(self.prose),
            trigger_at=self.one((None, "situation")),
        )

    def no_rupture(self) -> NoRupture:
        return NoRupture(self.variants(self.prose), self.one((None, *CODEBOOK.markers)))

    def pause(self) -> Pause:
        return Pause(self.prose(), self.prose(), self.number(1, 180))

    def state(self, name: str, later: list[str]) -> State:
        """A state of one of the three kinds. What is left without a choice leads to later states only."""
        kind = self.one(("turn", "turn", "turn", "passage", "ending")) if later else "ending"
        shown = State(name, scene=self.perhaps(lambda: self.variants(self.prose)), pause=self.perhaps(self.pause))
        if kind == "ending":
            patient, summary = self.variants(self.prose), self.prose()
            return evolve(shown, patient=patient, ending=self.one(get_args(EndingKind)), summary=summary)
        if kind == "passage" and self.number(0, 1):
            return evolve(shown, to=self.one(later))
        if kind == "passage":
            return evolve(shown, route=(Route(self.one(later), self.guard()), Route(self.one(later))))
        own = self.one((None, *self.ids))
        targets = [*self.ids, None] if own else self.ids
        rupture = self.perhaps(self.rupture)
        quoted = [cue.words for cue in rupture.markers] if rupture else []
        return evolve(
            shown,
            patient=self.variants(lambda: self.one((" ", "\n\n")).join((*quoted, self.line()))),
            rupture=rupture,
            no_rupture=None if rupture else self.perhaps(self.no_rupture),
            probe=self.one((True, False)),
            choices=tuple(self.choice(found, targets) for found in self.some(IDS, 1, 3)),
            otherwise=self.one((None, *later)),
            to=own,
        )

    def scenario(self) -> Scenario:
        return Scenario(
            format=1,
            title=self.line(),
            summary=self.prose(),
            level=self.one(get_args(Level)),
            minutes=self.number(1, 180),
            language=self.one(LANGUAGES),
            patient=Patient(self.line(), self.number(10, 110), self.line(), self.prose(), tuple(self.some(IDS, 0, 2))),
            therapist=self.perhaps(lambda: Therapist(tuple(self.some(IDS, 0, 2)))),
            situation=self.prose(),
            modality=self.line(),
            setting=self.line(),
            objectives=tuple(self.some(self.texts, 1, 2)),
            lessons=tuple(self.some(("withdrawal", "look-alikes"), 0, 2)),
            themes=tuple(self.some(get_args(Theme), 0, 2)),
            content_notes=tuple(self.some(get_args(Theme), 0, 2)),
            provenance="fictional",
            authors=tuple(self.some(self.texts, 1, 2)),
            reviews=tuple(Review(self.line(), "2026-01-31", self.line()) for _ in range(self.number(0, 2))),
            reflection=tuple(self.some(self.texts, 0, 2)),
            facilitator=self.perhaps(self.prose),
            variables=self.variables,
            conditions=tuple(self.conditions),
            start=self.one(self.ids),
            states=tuple(self.state(name, self.ids[number + 1 :]) for number, name in enumerate(self.ids)),
        )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Sound scenarios: every name is known, every list ends unguarded, quoted words occur. Not all is reachable."""
    return Author(draw).scenario()


class Playwright(Author):
    """Writes scenarios for plays: much depends on what was done before, and texts are full of signs.

    What is never heard in a play is the same in all of them. Decisions are left to chance, so that no two scenarios
    have much in common: drawn ones are for the most part copies of others with a change.
    """

    lines_of_text = st.lists(signs() | lines(), min_size=3, max_size=6)
    least_names, most_names, least_variables, least_states, most_states = 4, 8, 2, 4, 7
    guard_kinds = ("compare", "compare", "compare", "seen", "seen", "named", "not", "every", "either")

    @cached_property
    def chance(self) -> Random:
        return Random(repr((self.texts, self.draw(st.integers(0, 2**32)))))

    def number(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        return self.chance.sample(options, min(self.number(least, most), len(options)))

    def variable(self, name: str) -> Variable:
        low, high = self.one(((0, 1), (0, 3), (2, 4), (0, 9)))
        return Variable(name, self.number(low, high), (low, high))

    def comparison(self, variable: Variable) -> Guard:
        return Compare(variable.name, self.one(OPERATORS), self.number(*variable.range))

    def variants(self, made: Callable[[], str]) -> tuple[Variant, ...]:
        guarded = (Variant(made(), self.guard()) for _ in range(self.number(0, 2)))
        return (*guarded, Variant(made()))

    def state(self, name: str, later: list[str]) -> State:
        """Turns mostly. The scene comes before the patient, and a passage may say nothing."""
        kind = self.one(("turn",) * 6 + ("passage",) * 3 + ("ending",)) if later else "ending"
        shown = State(name, scene=self.perhaps(lambda: self.variants(self.prose)))
        if kind == "ending":
            ending = self.one(get_args(EndingKind))
            return evolve(shown, patient=self.variants(self.prose), ending=ending, summary="It ends.")
        if kind == "passage":
            guarded = tuple(Route(self.one(later), self.guard()) for _ in range(self.number(0, 2)))
            return evolve(shown, route=(*guarded, Route(self.one(later))))
        own = self.one(self.ids)
        targets = [*self.ids[:-1], *self.ids, None]
        return evolve(
            shown,
            patient=self.variants(self.prose),
            choices=tuple(self.choice(found, targets) for found in self.some(IDS[:4], 1, 4)),
            otherwise=self.one((None, *later)),
            to=own,
        )

    def choice(self, name: str, targets: Sequence[str | None]) -> Choice:
        guarded = tuple(self.outcome(targets, self.guard()) for _ in range(self.number(0, 2)))
        return Choice(
            name,
            say=self.line(),
            when=self.one((None, None, None, self.guard(), self.guard())),
            once=self.one((True, False)),
            outcomes=(*guarded, self.outcome(targets)),
        )

    def outcome(self, targets: Sequence[str | None], when: Guard | None = None) -> Outcome:
        return Outcome(self.one(FITS), "It is said.", when, self.effects(), self.one(targets))

    def scenario(self) -> Scenario:
        unheard = "Never heard."
        return Scenario(
            format=1,
            title=self.line(),
            summary=unheard,
            level="foundation",
            minutes=5,
            language=self.one(LANGUAGES),
            patient=Patient("Ilse", 34, "she/her", unheard),
            situation=unheard,
            modality=unheard,
            setting=unheard,
            objectives=(unheard,),
            provenance="fictional",
            authors=(self.line(),),
            variables=self.variables,
            conditions=tuple(self.conditions),
            start=self.ids[0],
            states=tuple(self.state(name, self.ids[number + 1 :]) for number, name in enumerate(self.ids)),
        )


@st.composite
def plays(draw: st.DrawFn) -> tuple[Scenario, list[list[int]]]:
    """A scenario in which much depends on what was done before, and what is taken at each turn of five plays of it."""
    author = Playwright(draw)
    return author.scenario(), [[author.number(0, 11) for _ in range(12)] for _ in range(5)]


class Dramatist(Playwright):
    """Writes hours that go on towards their end, good, pleasant or bad, with ruptures on their way."""

    least_states, most_states = 5, 8

    def state(self, name: str, later: list[str]) -> State:
        if len(later) < 3:
            kinds: Sequence[EndingKind] = ("repaired", "partly-repaired", "papered-over", "unrepaired")
            kind = self.one(kinds[:2]) if not later else kinds[len(later) + 1]
            return State(name, patient=self.variants(self.prose), ending=kind, summary="It ends.")
        found = super().state(name, later)
        if not found.choices:
            return found
        rupture = self.perhaps(self.rupture)
        quoted = [cue.words for cue in rupture.markers] if rupture else []
        return evolve(
            found,
            patient=self.variants(lambda: " ".join((*quoted, self.line()))),
            rupture=rupture,
            no_rupture=None if rupture else self.no_rupture(),
            choices=tuple(self.choice(each, later) for each in self.some(IDS[:4], 1, 4)),
        )

    def choice(self, name: str, targets: Sequence[str | None]) -> Choice:
        found = super().choice(name, targets)
        opened = found if self.number(0, 2) == 0 else evolve(found, when=None, once=False, outcomes=found.results[-1:])
        return evolve(opened, strategies=tuple(self.some(list(CODEBOOK.strategies), 1, 2)))


@st.composite
def hours(draw: st.DrawFn) -> Scenario:
    """A scenario in which it depends on the replies whether what is strained is repaired."""
    return Dramatist(draw).scenario()


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
    broken = (
        "\x00",
        "\x1b[31m",
        "\u2028",
        "\ufeff",
        "\ud800",
        '"\\e"',
        "%YAML 1.1\n",
        "title: ",
        "states:\n  a:\n    to: a",
    )
    marks = ("\n  ", "\n- ", ": ", "&a", "*a", "<<: *a", "!!int ", "--- ", "...", *"[]{}:,-?&*!|>'\"%@`#~ \t\n\r\\")
    pieces = st.sampled_from((*PHRASES, *marks, *broken))
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


@st.composite
def paired_values(draw: st.DrawFn, least: int = 2, most: int = 12) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Values before and after, in quarters, so that many are tied."""
    quarters = st.integers(0, 40).map(lambda each: each / 4)
    pairs = draw(st.lists(st.tuples(quarters, quarters), min_size=least, max_size=most))
    return tuple(earlier for earlier, _ in pairs), tuple(later for _, later in pairs)
