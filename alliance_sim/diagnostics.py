"""What is wrong with a content file, and where; and the register of everything that can be wrong."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import lru_cache
from inspect import cleandoc
from typing import NamedTuple


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A stretch of one line. Lines and columns count from 1, columns in code points; `end` is exclusive."""

    line: int = 1
    column: int = 1
    end: int = 2


class Rule(NamedTuple):
    """One thing that can be wrong.

    `code` is "AS", the digit or letter of the family, and two digits; it is never renumbered or reused.
    `docstring` is its manual, indented as the code has it: a headline, an explanation and a bad example.
    """

    code: str
    name: str
    severity: Severity
    docstring: str

    @property
    def page(self) -> str:
        """The manual as it is read."""
        return cleandoc(self.docstring)

    @property
    def headline(self) -> str:
        return self.page.partition("\n")[0]


class Diagnostic(NamedTuple):
    """What is wrong, and where. `witness`: the choices of the shortest run that shows it, where it is about runs."""

    rule: Rule
    span: Span
    message: str
    hint: str = ""
    witness: tuple[str, ...] | None = None

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


RULES: dict[str, Rule] = {}
"""Every rule by its code."""

_NAMES: set[str] = set()

FAMILIES = {
    "0": "file",
    "1": "shape",
    "2": "references",
    "3": "values",
    "4": "flow",
    "5": "alliance and scoring",
    "6": "wording and item writing",
    "7": "screen",
    "8": "safety",
    "9": "folder",
    "C": "courses",
    "D": "drills",
    "L": "lessons",
    "Q": "questionnaires",
}


def registered(code: str, name: str, severity: Severity, page: str | None) -> Rule:
    """Add a rule to the register.

    Raises `ValueError` if the code or the name is taken, or if there is no page.
    """
    if page is None:
        raise ValueError(f"{code} has no page")
    if code in RULES or name in _NAMES:
        raise ValueError(f"{code} or {name} is registered already")
    _NAMES.add(name)
    RULES[code] = Rule(code, name, severity, page)
    return RULES[code]


Wording = Callable[..., tuple[str, str]]


def fault(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[Wording], Callable[..., Diagnostic]]:
    """Turn a function that words a message and a hint into one that makes the diagnostic.

    The decorated function takes the span first, then what the wording needs. Its docstring is the rule's page.
    """

    def decorated(words: Wording) -> Callable[..., Diagnostic]:
        rule = registered(code, name, severity, words.__doc__)

        def diagnostic(span: Span, *found: object) -> Diagnostic:
            return Diagnostic(rule, span, *words(*found))

        return diagnostic

    return decorated


def nearest(found: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like `found`, or nothing."""
    close = closest(found, tuple(known))
    return f"did you mean '{close}'?" if close else ""


@lru_cache
def closest(found: str, known: tuple[str, ...]) -> str:
    """The known word most like `found`, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415  # most files hold no mistake

    return next(iter(get_close_matches(found, known, n=1)), "")


def listed(words: Iterable[str], last: str = "or") -> str:
    """`a, b or c`."""
    *head, tail = list(words)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def shown(text: str, width: int = 40) -> str:
    """A found text, quoted, on one line and no longer than `width`."""
    flat = " ".join(text.split())
    return f"'{flat if len(flat) <= width else flat[: width - 1] + '…'}'"
