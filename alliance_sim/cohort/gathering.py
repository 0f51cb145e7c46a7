"""Which files belong together: one course, each participant once, one version of each questionnaire and of each key.

What most files have is taken for the cohort; of two that are as frequent, the one that comes first in the alphabet, so
that the order of the files decides nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import frozen

from alliance_sim.participant import FormTaken, Participant, QuestionnaireTaken
from alliance_sim.session import Recognition

Name = TypeVar("Name", bound=str)


@frozen
class Given:
    """A participant and the file that it was read from."""

    name: str
    person: Participant


@frozen
class Remark:
    """What is told of a file. `loss` is true where it, or a part of it, is not counted."""

    name: str
    told: str
    loss: bool = True


@frozen
class Versions:
    """What counts: by questionnaire its SHA-256, and by probe its truth."""

    questionnaires: Mapping[str, str]
    truths: Mapping[str, Recognition]

    def has_questionnaire(self, taken: QuestionnaireTaken) -> bool:
        return self.questionnaires[taken.id] == taken.sha256

    def has_keys(self, form: FormTaken) -> bool:
        return all(self.truths[trial.probe] == trial.truth for trial in form.trials)


@frozen
class Gathered:
    people: tuple[Participant, ...]
    versions: Versions
    remarks: tuple[Remark, ...]


def gathered(given: Sequence[Given]) -> Gathered:
    """The people of one cohort; what is left out is told by the names of the files."""
    remarks: list[Remark] = []
    course = _most_frequent(each.person.course.id for each in given)
    kept = [each for each in given if each.person.course.id == course]
    remarks += (
        Remark(each.name, f"not counted: it is of the course {each.person.course.id}, most files are of {course}")
        for each in given
        if each.person.course.id != course
    )
    kept = _each_once(kept, remarks)
    people = tuple(each.person for each in kept)
    versions = _versions(people)
    remarks += (Remark(each.name, told, loss) for each in kept for told, loss in _unlike(each.person, versions))
    remarks += _other_texts(kept)
    return Gathered(people, versions, tuple(remarks))


def _each_once(given: Sequence[Given], remarks: list[Remark]) -> list[Given]:
    """Each participant once. Two files of one are either states of the same course taken, or nobody knows whose."""
    by_name: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for each in given:
        by_name[each.person.group, each.person.code].append(each)
    kept = []
    for same in by_name.values():
        latest = max(same, key=lambda each: _steps(each.person))
        others = [each for each in same if each is not latest]
        if all(_goes_on(each.person, latest.person) for each in others):
            kept.append(latest)
            remarks += (_earlier(each, latest) for each in others)
        else:
            remarks += (_clash(each, same) for each in same)
    return kept


def _steps(person: Participant) -> int:
    parts = len(person.questionnaires) + len(person.forms) + len(person.dose.lessons) + len(person.dose.scenarios)
    return parts + person.dose.drills + (person.evaluation is not None) + (person.finished is not None)


def _goes_on(earlier: Participant, later: Participant) -> bool:
    """Whether the later one began at the same instant, and holds all that the earlier one holds."""
    return (
        earlier.started == later.started
        and earlier.order == later.order
        and set(earlier.questionnaires) <= set(later.questionnaires)
        and set(earlier.forms) <= set(later.forms)
        and earlier.evaluation in (None, later.evaluation)
    )


def _earlier(each: Given, latest: Given) -> Remark:
    what = "the same as" if each.person == latest.person else "an earlier state of"
    return Remark(each.name, f"counted once: it is {what} {latest.name}", loss=False)


def _clash(each: Given, same: Sequence[Given]) -> Remark:
    others = ", ".join(other.name for other in same if other is not each)
    code = each.person.code
    return Remark(
        each.name, f"not counted: {others} has the code {code} too, with other answers: give only the file that counts"
    )


def _versions(people: Iterable[Participant]) -> Versions:
    questionnaires: dict[str, Counter[str]] = defaultdict(Counter)
    truths: dict[str, Counter[Recognition]] = defaultdict(Counter)
    for person in people:
        for taken in person.questionnaires:
            questionnaires[taken.id][taken.sha256] += 1
        for form in person.forms:
            for trial in form.trials:
                truths[trial.probe][trial.truth] += 1
    return Versions(
        {name: _top(found) for name, found in questionnaires.items()},
        {name: _top(found) for name, found in truths.items()},
    )


def _unlike(person: Participant, versions: Versions) -> Iterator[tuple[str, bool]]:
    """What of a person is of another version than that of most."""
    others = {taken.id for taken in person.questionnaires if not versions.has_questionnaire(taken)}
    for name in sorted(others):
        yield f"its answers to another version of the questionnaire {name} than that of most are not counted", True
    if not all(versions.has_keys(form) for form in person.forms):
        yield "its drill form is not counted: it holds another key of a probe than most files", True


def _other_texts(given: Sequence[Given]) -> Iterator[Remark]:
    """The files of another text of the same course: counted, since questionnaires and keys are compared each."""
    if not given:
        return
    usual = _most_frequent(each.person.course.sha256 for each in given)
    for each in given:
        if each.person.course.sha256 != usual:
            yield Remark(each.name, "counted, though the course file had another text than that of most", loss=False)


def _most_frequent(values: Iterable[str]) -> str:
    return _top(Counter(values))


def _top(found: Counter[Name]) -> Name:
    return min(found, key=lambda each: (-found[each], each))
