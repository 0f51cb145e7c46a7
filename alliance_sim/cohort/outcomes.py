"""What is measured of a participant on an occasion: the probes first, then the ratings of oneself."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from attrs import frozen

from alliance_sim.cohort.gathering import Versions
from alliance_sim.participant import FormTaken, ItemAnswer, Occasion, Participant, QuestionnaireTaken
from alliance_sim.signal_detection import NORMAL, Counts
from alliance_sim.trial import Trial

Role = Literal["primary", "secondary", "control"]
Unit = Literal["d'", "%", "points"]
FEWEST = 6
"""Ruptures and turns without one, each, that must be answered: half of a form of 24."""
SCALES: dict[str, Role] = {"recognition": "primary", "management": "secondary", "control": "control"}
"""The scales of a questionnaire in the order of the table, and what each is."""


@frozen
class Outcome:
    """A row of the table. `questionnaire` is empty for what the probes show."""

    id: str
    title: str
    unit: Unit
    role: Role
    questionnaire: str = ""
    scale: str = ""

    @property
    def objective(self) -> bool:
        return not self.questionnaire


D_PRIME = Outcome("d-prime", "d' of the probes", "d'", "primary")
NOTICED = Outcome("noticed", "Ruptures noticed", "%", "secondary")
FALSE_ALARMS = Outcome("false-alarms", "False alarms", "%", "secondary")
NAMED = Outcome("named", "Ruptures named by kind", "%", "secondary")
OF_PROBES = (D_PRIME, NOTICED, FALSE_ALARMS, NAMED)


@frozen
class Missing:
    """Why there is no score."""

    why: str


Score = float | Missing
Scores = Mapping[tuple[str, Occasion], Score]
"""By the id of an outcome and the occasion."""

NO_FORM = Missing("no drill form")
OTHER_KEYS = Missing("another key of the probes")
FEW_PROBES = Missing("too few probes answered")
NO_RATINGS = Missing("no questionnaire")
OTHER_VERSION = Missing("another version of the questionnaire")
FEW_ITEMS = Missing("fewer than half of the items answered")


def outcomes(people: Iterable[Participant]) -> tuple[Outcome, ...]:
    """The rows of the table: the probes, then each questionnaire with its scales, the most frequent one first.

    What nobody was asked has no row. Only the recognition scale of the most frequent questionnaire is primary.
    """
    taken: Counter[str] = Counter()
    scales: dict[str, set[str]] = {}
    probed = False
    for person in people:
        probed = probed or bool(person.forms)
        for asked in person.questionnaires:
            taken[asked.id] += 1
            scales.setdefault(asked.id, set()).update(item.scale for item in asked.items)
    names = sorted(taken, key=lambda name: (-taken[name], name))
    rated = (_rated(name, scale, names) for name in names for scale in SCALES if scale in scales[name])
    return (*(OF_PROBES if probed else ()), *rated)


def _rated(name: str, scale: str, names: Sequence[str]) -> Outcome:
    role = SCALES[scale] if name == names[0] or SCALES[scale] != "primary" else "secondary"
    title = "Control items" if scale == "control" else f"{scale.capitalize()}, self-rated"
    of = f" ({name})" if len(names) > 1 else ""
    return Outcome(f"{name}/{scale}", f"{title}{of}", "points", role, name, scale)


def scores(person: Participant, versions: Versions) -> dict[tuple[str, Occasion], Score]:
    """Everything that is measured of a person; what is absent was not there."""
    found: dict[tuple[str, Occasion], Score] = {}
    for form in person.forms:
        for outcome, score in _of_probes(form, versions).items():
            found[outcome, form.occasion] = score
    for taken in person.questionnaires:
        known = versions.has_questionnaire(taken)
        for scale in {item.scale for item in taken.items}:
            found[f"{taken.id}/{scale}", taken.occasion] = scale_mean(taken, scale) if known else OTHER_VERSION
    return found


def score(found: Scores, outcome: Outcome, occasion: Occasion) -> Score:
    """The score of an outcome on an occasion, or why there is none."""
    return found.get((outcome.id, occasion), NO_FORM if outcome.objective else NO_RATINGS)


def scale_mean(taken: QuestionnaireTaken, scale: str) -> Score:
    """The mean of the items that were answered, from 0 for the lower end of the scale to 100 for the upper one.

    Reversed items are turned round.
    """
    items = [item for item in taken.items if item.scale == scale]
    values = [value for item in items if (value := _turned(item, taken)) is not None]
    if not values or 2 * len(values) < len(items):
        return FEW_ITEMS
    return 100 * (sum(values) / len(values) - taken.low) / (taken.high - taken.low)


def _turned(item: ItemAnswer, taken: QuestionnaireTaken) -> int | None:
    if item.value is None or not item.reversed:
        return item.value
    return taken.low + taken.high - item.value


def _of_probes(form: FormTaken, versions: Versions) -> dict[str, Score]:
    if not versions.has_keys(form):
        return {each.id: OTHER_KEYS for each in OF_PROBES}
    trials = [Trial(0, trial.truth, trial.answer) for trial in form.trials]
    results = Counter(trial.result for trial in trials)
    counts = Counts(results["hit"], results["miss"], results["false_alarm"], results["correct_rejection"])
    if min(counts.signal, counts.noise) < FEWEST:
        return {each.id: FEW_PROBES for each in OF_PROBES}
    named = sum(trial.truth == trial.answer for trial in trials if trial.result == "hit")
    return {
        D_PRIME.id: d_prime(counts),
        NOTICED.id: 100 * counts.hit / counts.signal,
        FALSE_ALARMS.id: 100 * counts.false_alarm / counts.noise,
        NAMED.id: 100 * named / counts.signal,
    }


def d_prime(counts: Counts) -> float:
    """d' of rates with the log-linear correction (Hautus 1995, Behav Res Methods 27:46-51)."""
    hit_rate = (counts.hit + 0.5) / (counts.signal + 1)
    false_alarm_rate = (counts.false_alarm + 0.5) / (counts.noise + 1)
    return NORMAL.inv_cdf(hit_rate) - NORMAL.inv_cdf(false_alarm_rate)
