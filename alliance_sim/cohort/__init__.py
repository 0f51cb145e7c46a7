"""A cohort: what the participant files of a course show together, before and after."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from alliance_sim.cohort.comparison import Comparison, comparison, with_holm
from alliance_sim.cohort.dose import Amount, dose
from alliance_sim.cohort.evaluation import Evaluation, evaluation
from alliance_sim.cohort.gathering import Gathered
from alliance_sim.cohort.groups import GroupMeans, group_means
from alliance_sim.cohort.outcomes import outcomes, scores
from alliance_sim.cohort.shift import Shift, shifts
from alliance_sim.participant import CourseTaken, Participant

LIMITS = (
    "There is no comparison group here. People who answer the same questions twice differ between the two times for "
    "many reasons: they know the questions (testing), extreme first answers are followed by less extreme ones "
    "(regression to the mean), they may wish to please (demand), and other things happen in between (history). These "
    "figures cannot tell such reasons apart, and say nothing about why a number moved. If the control items moved too, "
    "read all self-ratings with more doubt. Ratings of oneself say little about what somebody does. The key of the "
    "probes is the judgement of their authors. Only people with both answers are compared, and the others may be "
    "different people. Nothing here is about single persons, about sessions with patients, or about fitness for a post."
)
"""Stands under every report, in every format."""


@frozen(kw_only=True)
class Cohort:
    """Everything that is told of a cohort. `left_out` files, or parts of files, are not counted in it."""

    course: CourseTaken
    enrolled: int
    finished: int
    orders: Mapping[str, int]
    groups: int
    left_out: int
    change: tuple[Comparison, ...]
    follow_up: tuple[Comparison, ...]
    shifts: tuple[Shift, ...]
    dose: tuple[Amount, ...]
    group_means: tuple[GroupMeans, ...]
    evaluation: Evaluation

    def without_comments(self) -> "Cohort":
        return evolve(self, evaluation=self.evaluation.without_comments())


def cohort(found: Gathered, *, unreadable: int = 0) -> Cohort:
    """The figures of the people who were gathered: one at least. `unreadable` files are told among those left out."""
    people = found.people
    rows = outcomes(people)
    scored = [scores(person, found.versions) for person in people]
    followed = any(occasion == "follow-up" for each in scored for _, occasion in each)
    change = [comparison(outcome, scored, "pre", "post") for outcome in rows]
    later = [comparison(outcome, scored, "pre", "follow-up") for outcome in rows] if followed else []
    return Cohort(
        course=_course(people),
        enrolled=len(people),
        finished=sum(person.finished is not None for person in people),
        orders=dict(sorted(Counter(person.order for person in people).items())),
        groups=len({person.group for person in people}),
        left_out=unreadable + len({remark.name for remark in found.remarks if remark.loss}),
        change=with_holm(change, primaries_stand=True),
        follow_up=with_holm(later, primaries_stand=False),
        shifts=shifts(tuple(outcome for outcome in rows if not outcome.objective), scored),
        dose=dose(people),
        group_means=group_means(rows, [(person.group, each) for person, each in zip(people, scored, strict=True)]),
        evaluation=evaluation(people),
    )


def _course(people: Sequence[Participant]) -> CourseTaken:
    """The course with the title and the text that most had."""
    counted = Counter(person.course for person in people)
    return min(counted, key=lambda course: (-counted[course], course.title, course.sha256))
