"""The guard language: when a choice is offered, an outcome applies, a variant is spoken.

    guard  = term { "or" term }        term = factor { "and" factor }
    factor = "not" factor | "(" guard ")" | NAME | NAME OP INTEGER | "seen" "(" STATE ")"
    OP     = >=  <=  >  <  ==  !=

A guard is a tree of frozen nodes; `str` writes it back, and reading that gives an equal tree.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import frozen

from alliance_sim.shapes import RESERVED, Limits, Unreadable

OPERATORS = (">=", "<=", "==", "!=", ">", "<")
SLIPS = {"&&": "and", "||": "or", "!": "not", "=": "==", "&": "and", "|": "or", "=>": ">=", "=<": "<="}

TOKEN = re.compile(
    r"\s*(?:(?P<slip>&&|\|\||=>|=<|[&|]|=(?!=)|!(?!=))|(?P<word>[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)|(?P<number>[0-9]+)"
    r"|(?P<operator>>=|<=|==|!=|>|<)|(?P<bracket>[()])|(?P<other>\S))"
)


class Guard:
    """A condition on the values of the variables and the states entered."""

    __slots__ = ()

    syntax_rule = "guard-syntax"

    @classmethod
    def parse(cls, text: str, limits: Limits) -> "Guard":
        """Read a guard. Raises `Unreadable` with the offset of the first character that does not fit."""
        if len(text) > limits.guard:
            raise Unreadable(0, f"expected at most {limits.guard} characters in a guard, found {len(text)}")
        return _Reader(text, limits).guard()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    @property
    def inner(self) -> tuple["Guard", ...]:
        """The guards that this one is made of."""
        return ()

    def nodes(self) -> Iterator["Guard"]:
        """This guard and every guard within it."""
        yield self
        for guard in self.inner:
            yield from guard.nodes()


@frozen(cache_hash=True, repr=False)
class Compare(Guard):
    name: str
    operator: str
    number: int

    def __str__(self) -> str:
        return f"{self.name} {self.operator} {self.number}"


@frozen(cache_hash=True, repr=False)
class Named(Guard):
    """A condition, or a variable with range [0, 1] that must be 1."""

    name: str

    def __str__(self) -> str:
        return self.name


@frozen(cache_hash=True, repr=False)
class Seen(Guard):
    state: str

    def __str__(self) -> str:
        return f"seen({self.state})"


@frozen(cache_hash=True, repr=False)
class Not(Guard):
    guard: Guard

    def __str__(self) -> str:
        return f"not {_bracketed(self.guard)}"

    @property
    def inner(self) -> tuple[Guard, ...]:
        return (self.guard,)


@frozen(cache_hash=True, repr=False)
class Every(Guard):
    """All of them hold: `a and b`."""

    guards: tuple[Guard, ...]

    def __str__(self) -> str:
        return " and ".join(map(_bracketed, self.guards))

    @property
    def inner(self) -> tuple[Guard, ...]:
        return self.guards


@frozen(cache_hash=True, repr=False)
class Either(Guard):
    """At least one holds: `a or b`."""

    guards: tuple[Guard, ...]

    def __str__(self) -> str:
        return " or ".join(map(_bracketed, self.guards))

    @property
    def inner(self) -> tuple[Guard, ...]:
        return self.guards


def _bracketed(guard: Guard) -> str:
    return f"({guard})" if isinstance(guard, Every | Either) else str(guard)


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


class _Reader:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.limits = limits
        self.tokens = [
            _Token(str(found.lastgroup), found[str(found.lastgroup)], found.start(str(found.lastgroup)))
            for found in TOKEN.finditer(text)
        ]
        self.tokens.append(_Token("end", "the end", len(text)))
        self.at = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    def taken(self, *texts: str) -> bool:
        if self.token.kind != "end" and self.token.text in texts:
            self.at += 1
            return True
        return False

    def refuse(self, expected: str) -> Unreadable:
        token = self.token
        found = token.text if token.kind == "end" else f"'{token.text}'"
        hint = f"did you mean '{SLIPS[token.text]}'?" if token.kind == "slip" else ""
        return Unreadable(token.offset, f"expected {expected}, found {found}", hint)

    def guard(self) -> Guard:
        guard = self.either()
        if self.token.kind != "end":
            raise self.refuse("'and', 'or' or the end of the guard")
        return guard

    def either(self) -> Guard:
        self.depth += 1
        if self.depth > self.limits.guard_depth:
            raise self.refuse(f"at most {self.limits.guard_depth} levels of brackets")
        guards = [self.every()]
        while self.taken("or"):
            guards.append(self.every())
        self.depth -= 1
        return guards[0] if len(guards) == 1 else Either(tuple(guards))

    def every(self) -> Guard:
        guards = [self.factor()]
        while self.taken("and"):
            guards.append(self.factor())
        return guards[0] if len(guards) == 1 else Every(tuple(guards))

    def factor(self) -> Guard:
        if self.taken("not"):
            self.depth += 1
            if self.depth > self.limits.guard_depth:
                raise self.refuse(f"at most {self.limits.guard_depth} levels")
            guard: Guard = Not(self.factor())
            self.depth -= 1
            return guard
        if self.taken("("):
            guard = self.either()
            self.close()
            return guard
        if self.taken("seen"):
            if not self.taken("("):
                raise self.refuse("'(' after 'seen'")
            guard = Seen(self.word("the id of a state", reserved=frozenset()))
            self.close()
            return guard
        name = self.word("a variable, a condition, 'not', 'seen' or '('")
        if self.token.text in OPERATORS:
            operator = self.token.text
            self.at += 1
            return Compare(name, operator, self.number())
        if self.token.text in ("=", "=>", "=<"):
            raise self.refuse("a comparison such as >= or ==")
        return Named(name)

    def close(self) -> None:
        if not self.taken(")"):
            raise self.refuse("')'")

    def word(self, expected: str, reserved: frozenset[str] = RESERVED) -> str:
        if self.token.kind != "word" or self.token.text in reserved:
            raise self.refuse(expected)
        self.at += 1
        return self.tokens[self.at - 1].text

    def number(self) -> int:
        token = self.token
        if token.kind != "number" or len(token.text) > len("100") or int(token.text) > 100:
            raise self.refuse("an integer from 0 to 100")
        self.at += 1
        return int(token.text)
