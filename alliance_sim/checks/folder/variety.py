"""Family 9: whether a folder of ten scenarios or more shows enough of the people and places that there are."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from alliance_sim.checks import Finding, Folder, folder_rule
from alliance_sim.checks.folder.turns import PACK, in_order
from alliance_sim.diagnostics import Severity
from alliance_sim.scenario import Scenario
from alliance_sim.shares import percent
from alliance_sim.source import Path


@frozen
class Target:
    """What ten scenarios should show: where it is declared, what is wanted, and what there is where that is missed."""

    path: Path
    wanted: str
    missed: Callable[[Sequence[Scenario]], str | None]


def _modalities(scenarios: Sequence[Scenario]) -> str | None:
    found = {scenario.modality.partition(",")[0].strip().casefold() for scenario in scenarios}
    return None if len(found) >= 5 else f"{len(found)}"


def _settings(scenarios: Sequence[Scenario]) -> str | None:
    found = {scenario.setting.casefold() for scenario in scenarios}
    return None if len(found) >= 4 else f"{len(found)}"


def _ages(scenarios: Sequence[Scenario]) -> str | None:
    ages = [scenario.patient.age for scenario in scenarios]
    return None if min(ages) < 30 and max(ages) > 60 else f"ages from {min(ages)} to {max(ages)}"


def _pronouns(scenarios: Sequence[Scenario]) -> str | None:
    ((most, count),) = Counter(scenario.patient.pronouns.casefold() for scenario in scenarios).most_common(1)
    return None if count <= 0.7 * len(scenarios) else f"{percent(count, len(scenarios))} with {most}"


def _identities(scenarios: Sequence[Scenario]) -> str | None:
    stated = sum(bool(scenario.patient.identity) for scenario in scenarios)
    return None if stated >= 3 else f"{stated}"


def _levels(scenarios: Sequence[Scenario]) -> str | None:
    found = {scenario.level for scenario in scenarios}
    return None if len(found) == 3 else " and ".join(sorted(found))


TARGETS = (
    Target(("level",), "scenarios of all three levels", _levels),
    Target(("modality",), "five modalities", _modalities),
    Target(("setting",), "four settings", _settings),
    Target(("patient", "age"), "a patient under 30 and one over 60", _ages),
    Target(("patient", "pronouns"), "the same pronouns for 70 % of the patients at most", _pronouns),
    Target(("patient",), "three patients with a stated `identity`", _identities),
)


@folder_rule("AS924", "variety", Severity.INFO)
def variety(folder: Folder) -> Iterator[tuple[str, Finding]]:
    """A folder of ten scenarios or more shows too little variety of people and places.

    Wanted are all three levels, five modalities, four settings, a patient under 30 and one over 60, no pronouns in more
    than 70 % of the scenarios, and three patients whose `identity` matters and is stated. What is missing is told at
    the first scenario by name. Ten is the number for which these targets are meant.

    Bad example (files 10):

        # here
        level: foundation
        patient:
          name: Ilse
          # here
          age: 34
          # here
          pronouns: she/her
          about: Low mood.
          identity: [migrant]
        # here
        modality: CBT
        # here
        setting: primary care
    """
    if len(folder.scenarios) < PACK:
        return
    names, scenarios = zip(*in_order(folder), strict=True)
    for target in TARGETS:
        found = target.missed(scenarios)
        if found:
            yield (
                names[0],
                Finding(
                    target.path,
                    f"expected {target.wanted} among {len(scenarios)} scenarios, found {found}",
                    "write the next scenario about what is missing",
                    at_key=True,
                ),
            )
