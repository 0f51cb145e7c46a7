"""Which rules are meant: by code or its beginning, by name, or by family."""

import re
from collections.abc import Iterable, Mapping

from alliance_sim.diagnostics import FAMILIES, Diagnostic, Rule, nearest, shown

FILE = "0"
"""The family whose errors keep every other rule from running: the file and its YAML."""

WRITTEN = "012"
"""The families that look at what is written; any error keeps all others from running."""

NOT_EXHAUSTIVE = "not-exhaustive"
"""The rule that tells that the budget ended before every moment was explored."""


class NoRule(ValueError):
    """A word that means no rule."""


def selected(words: Iterable[str], rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """The rules that are meant, by code; a word may hold several, with commas. Without a word, all of them.

    Raises `NoRule` for a word that means none.
    """
    parts = [part.strip() for word in words for part in word.split(",")]
    meant = {code for part in parts for code in _meant(part, rules)} if parts else set(rules)
    return {code: rules[code] for code in sorted(meant)}


def _meant(word: str, rules: Mapping[str, Rule]) -> set[str]:
    folded = word.casefold()
    beginning = word.upper() if folded.startswith("as") else "none"
    found = {
        rule.code
        for rule in rules.values()
        if rule.code.startswith(beginning) or folded in (rule.name, *names_of(FAMILIES[rule.code[2]]))
    }
    if not found:
        raise NoRule(
            f"expected the code, the name or the family of a rule, found {shown(word)}: {hint_for(word, rules)}"
        )
    return found


def names_of(family: str) -> tuple[str, ...]:
    """The whole name of a family and its parts: wording, item writing."""
    return family, *family.split(" and ")


def hint_for(word: str, rules: Mapping[str, Rule]) -> str:
    """What was probably meant; of a code that is none nothing can be told."""
    folded = word.casefold()
    families = [name for family in FAMILIES.values() for name in names_of(family)]
    known = [*families, *(rule.name for rule in rules.values())]
    is_code = re.fullmatch(r"as[0-9dl]?[0-9]*", folded)
    return ("" if is_code else nearest(folded, known)) or "`check --list-rules` lists them"


def of_interest(found: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> tuple[Diagnostic, ...]:
    """The findings of the selected rules, and what kept some of these from running, or from seeing everything."""
    only_written = {code[2] for code in rules} <= set(WRITTEN)
    return tuple(each for each in found if each.rule.code in rules or _hinders(each, only_written=only_written))


def _hinders(found: Diagnostic, *, only_written: bool) -> bool:
    if only_written:
        return found.is_error and found.rule.code[2] == FILE
    return found.is_error or found.rule.name == NOT_EXHAUSTIVE


def complete(found: Iterable[Diagnostic]) -> bool:
    """Whether every moment was explored, going by what was found."""
    return all(each.rule.name != NOT_EXHAUSTIVE for each in found)
