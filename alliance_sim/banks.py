"""The shipped drill bank, and files of a bank from their text."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from alliance_sim.bank import Bank
from alliance_sim.decoding import decode
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import read


@cache
def banks() -> Mapping[str, Bank]:
    """The shipped files of the bank, by name. Raises `ValueError` if one is not sound, which a test prevents."""
    files = sorted((PACKAGE / "drills").glob("*.yaml"))
    return MappingProxyType({path.stem: bank_of(path.stem, path.read_text(encoding="utf-8")) for path in files})


def bank_of(name: str, text: str) -> Bank:
    """A file of the bank from its text. Raises `ValueError` with the first mistake."""
    bank, problems = decode(read(text, name), Bank)
    if bank is None:
        raise ValueError(f"{name}:{problems[0].span.line}: {problems[0].message}")
    return bank
