"""What can be wrong with a file of the drill bank: family D, and the rules of scenarios that mean something there.

Which of those run is named in one place: `seen.ALSO`. Rules on a folder of banks are in `folder`.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from alliance_sim.bank import Bank, Probe
from alliance_sim.checks import Asked, Finding, found_by, found_in_folder, register
from alliance_sim.decoding import Decoded
from alliance_sim.diagnostics import Diagnostic, Rule, Severity, registered
from alliance_sim.source import Path, Source

BankCheck = Callable[[Bank], Iterator[Finding]]
BanksCheck = Callable[[Mapping[str, Bank]], Iterator[tuple[str, Finding]]]
CHECKS: list[tuple[Rule, BankCheck]] = []
FOLDER_CHECKS: list[tuple[Rule, BanksCheck]] = []


def bank_rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[BankCheck], BankCheck]:
    """Register a function as a rule of a file of the bank."""

    def decorated(check: BankCheck) -> BankCheck:
        CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def banks_rule(code: str, name: str, severity: Severity) -> Callable[[BanksCheck], BanksCheck]:
    """Register a function as a rule of a folder of banks: it yields the id of a file and a finding in it."""

    def decorated(check: BanksCheck) -> BanksCheck:
        FOLDER_CHECKS.append((registered(code, name, severity, check.__doc__), check))
        return check

    return decorated


def checked_bank(source: Source, decoded: Decoded, *, thorough: bool = False) -> list[Diagnostic]:
    """What the rules find in a file of the bank."""
    register()
    register("drills")
    from alliance_sim.checks.drills.seen import also_asked  # noqa: PLC0415  # it needs the rules of scenarios

    own: list[Asked] = [(rule, partial(check, decoded.value)) for rule, check in CHECKS]
    return found_by([*own, *also_asked(decoded.value)], source, decoded, thorough=thorough)


def checked_banks(sources: Mapping[str, Source], banks: Mapping[str, Bank]) -> dict[str, list[Diagnostic]]:
    """What is found by comparing the files of a bank, by their ids."""
    register("drills")
    return found_in_folder([(rule, partial(check, banks)) for rule, check in FOLDER_CHECKS], sources)


def probes(bank: Bank) -> Iterator[tuple[Path, Probe]]:
    for probe in bank.probes:
        yield ("probes", probe.id), probe
