"""How hard a scenario is, and why: what becomes of trainees who guess, who know, and who know how tests are written."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from alliance_sim.audit.coverage import Coverage, coverage
from alliance_sim.audit.trainees import Trainee, trainees
from alliance_sim.chances import POINTS, Chances, chances
from alliance_sim.checks import Folder
from alliance_sim.checks.folder.looks import offers, utterances
from alliance_sim.checks.folder.turns import folder_items
from alliance_sim.cues import words
from alliance_sim.exploration import BUDGET, Exploration, explore
from alliance_sim.scenario import EndingKind, Scenario
from alliance_sim.surface import Accuracy, key_accuracy, rupture_accuracy

BEST: EndingKind = "repaired"
"""The kind of the best ending."""
WORDS_A_MINUTE = 200
"""Reading speed: careful readers of prose take in some 180 to 260 words a minute. Pausing to think is not in it."""


@frozen
class EndingShare:
    """An ending that is reached: its kind, the share of random and of defensible trainees, and the shortest run."""

    kind: str
    share: Fraction
    defensible: Fraction
    witness: tuple[str, ...]


@frozen
class Probes:
    """The probed turns that are reached, by truth, and those with a rupture by salience, 1 to 5."""

    truths: dict[str, int]
    saliences: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.truths.values())


@frozen
class SurfaceCues:
    """What the surface-cue classifier gets right without understanding a word."""

    key: Accuracy
    rupture: Accuracy


@frozen
class Audit:
    """One scenario. `complete` is false where the budget ended first: then shares are of what was explored.

    `sha256` names the bytes of the file; it is empty where there was none.
    """

    id: str
    title: str
    level: str
    sha256: str
    states: int
    moments: int
    complete: bool
    chances: Chances
    endings: dict[str, EndingShare]
    trainees: dict[str, Trainee]
    variables: dict[str, tuple[int, int]]
    probes: Probes
    words: int
    surface_cues: SurfaceCues

    @property
    def fit(self) -> float:
        """The mean fit of a reply of random trainees, 0 to 100; exact where their shares are."""
        exact = self.chances.fit
        return 100 * float(exact.per_choice) / max(POINTS.values()) if exact else self.trainees["random"].fit

    @property
    def repaired(self) -> Fraction:
        """The share of random trainees who get to a best ending."""
        return sum((each.share for each in self.endings.values() if each.kind == BEST), Fraction(0))

    @property
    def repaired_by_defensible(self) -> Fraction:
        return sum((each.defensible for each in self.endings.values() if each.kind == BEST), Fraction(0))

    def kind(self, state: str | None) -> str | None:
        """The kind of the ending that a state is."""
        return self.endings[state].kind if state in self.endings else None

    def reached_by(self, name: str) -> bool:
        """Whether this trainee ends mostly in a best ending."""
        return self.kind(self.trainees[name].ending) == BEST

    @property
    def unreached(self) -> bool:
        """Whether the shares leave somebody out: still under way, or past the budget."""
        return not self.complete or self.chances.residual > 0


@frozen
class FolderAudit:
    scenarios: tuple[Audit, ...]
    coverage: Coverage
    surface_cues: SurfaceCues


def audited(name: str, scenario: Scenario, *, sha256: str = "", budget: int = BUDGET) -> Audit:
    """Explore and play the scenario of this id."""
    found = explore(scenario, budget=budget)
    random, skilled = chances(found), chances(found, defensible=True)
    return Audit(
        id=name,
        title=scenario.title,
        level=scenario.level,
        sha256=sha256,
        states=len(scenario.states),
        moments=len(found),
        complete=found.complete,
        chances=random,
        endings={
            state: EndingShare(
                scenario.state[state].ending or "",
                random.endings.get(state, Fraction(0)),
                skilled.endings.get(state, Fraction(0)),
                moments.witness() or (),
            )
            for state, moments in found.endings().items()
        },
        trainees={each.name: each for each in trainees(scenario)},
        variables={variable.name: found.attainable(variable.name) for variable in scenario.variables},
        probes=_probes(found),
        words=sum(map(len, map(words, _texts(scenario)))),
        surface_cues=surface_cues({name: scenario}),
    )


def audited_folder(audits: Iterable[Audit], scenarios: dict[str, Scenario]) -> FolderAudit:
    """What the scenarios of a folder make together; their own audits are made before."""
    return FolderAudit(tuple(audits), coverage(scenarios.values()), surface_cues(scenarios))


def surface_cues(scenarios: dict[str, Scenario]) -> SurfaceCues:
    folder = Folder(scenarios)
    return SurfaceCues(key_accuracy(offers(folder_items(folder))), rupture_accuracy(utterances(folder)))


def _probes(found: Exploration) -> Probes:
    states = [state for state in found.scenario.states if state.truth and state.id in found.by_state]
    truths = Counter(state.rupture.type if state.rupture else "none" for state in states)
    saliences = Counter(state.rupture.salience for state in states if state.rupture)
    return Probes(dict(sorted(truths.items())), dict(sorted(saliences.items())))


def _texts(scenario: Scenario) -> Iterable[str]:
    """All that can be read or said in the conversation."""
    for state in scenario.states:
        yield from (variant.say for texts in (state.scene, state.patient) for variant in texts or ())
        yield from (choice.say for choice in state.choices or ())
