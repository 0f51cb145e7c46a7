"""Which files are counted together, and what is said of the others."""

from attrs import evolve
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from alliance_sim.cohort.gathering import Given, Remark, gathered
from alliance_sim.participant import CourseTaken, Participant
from tests.cohort.people import given, of
from tests.participants import COURSE, participant, participants, unfinished

SIX = participants(6)


def remarks(people: list[Participant]) -> tuple[Remark, ...]:
    return gathered(given(people)).remarks


def test_files_that_belong_together_are_counted_without_a_word() -> None:
    found = gathered(given(SIX))
    assert (found.people, found.remarks) == (SIX, ())


def test_a_copy_of_a_file_is_counted_once_and_is_no_loss() -> None:
    files = (*given(SIX), Given("copy.json", SIX[2]))
    found = gathered(files)
    assert found.people == SIX
    assert found.remarks == (Remark("copy.json", "counted once: it is the same as AA02.participant.json", loss=False),)


def test_of_two_states_of_one_participant_the_later_one_is_counted() -> None:
    files = (Given("old.json", unfinished(SIX[0])), *given(SIX))
    found = gathered(files)
    assert found.people == SIX
    assert found.remarks == (
        Remark("old.json", "counted once: it is an earlier state of AA00.participant.json", loss=False),
    )


def test_a_follow_up_joins_by_its_code() -> None:
    later = participant(0, "AA00", follow_up=True)
    before = evolve(later, questionnaires=later.questionnaires[:3])
    found = gathered((Given("day.json", before), Given("weeks-later.json", later)))
    assert found.people == (later,)


def test_of_two_files_with_one_code_and_other_answers_neither_is_counted() -> None:
    files = (*given(SIX), Given("other.json", participant(77, "AA00")))
    files = tuple(evolve(each, person=evolve(each.person, group="Friday")) for each in files)
    found = gathered(files)
    assert len(found.people) == 5
    assert found.remarks == (
        Remark(
            "AA00.participant.json",
            "not counted: other.json has the code AA00 too, with other answers: give only the file that counts",
        ),
        Remark(
            "other.json",
            "not counted: AA00.participant.json has the code AA00 too, with other answers: "
            "give only the file that counts",
        ),
    )


def test_one_code_in_two_groups_is_two_people() -> None:
    people = [evolve(participant(1, "AA00"), group="Tuesday"), evolve(participant(2, "AA00"), group="Friday")]
    assert len(gathered(given(people)).people) == 2


def test_a_file_of_another_course_is_left_out() -> None:
    stray = evolve(participant(9, "ZZ99"), course=CourseTaken("four-sessions", "Four sessions", "d" * 64))
    assert remarks([stray, *SIX]) == (
        Remark("ZZ99.participant.json", "not counted: it is of the course four-sessions, most files are of half-day"),
    )


def test_another_text_of_the_same_course_is_counted_and_told() -> None:
    stray = evolve(SIX[5], course=evolve(COURSE, sha256="d" * 64))
    found = gathered(given([*SIX[:5], stray]))
    assert len(found.people) == 6
    assert found.remarks == (
        Remark(
            "AA05.participant.json",
            "counted, though the course file had another text than that of most",
            loss=False,
        ),
    )


def test_answers_to_another_version_of_a_questionnaire_are_not_counted() -> None:
    other = tuple(evolve(each, sha256="b" * 64) for each in SIX[5].questionnaires)
    found = of([*SIX[:5], evolve(SIX[5], questionnaires=other)])
    assert [each.n for each in found.change] == [6, 6, 6, 6, 5, 5, 5]
    assert found.change[4].missing == {"another version of the questionnaire before": 1}
    assert found.left_out == 1


def test_a_form_with_another_key_is_not_counted() -> None:
    first, *others = SIX[5].forms[0].trials
    forms = (evolve(SIX[5].forms[0], trials=(evolve(first, truth="mixed"), *others)), SIX[5].forms[1])
    found = of([*SIX[:5], evolve(SIX[5], forms=forms)])
    assert [each.n for each in found.change] == [5, 5, 5, 5, 6, 6, 6]
    assert found.change[0].missing == {"another key of the probes before": 1}
    assert found.left_out == 1


@settings(max_examples=25, deadline=None)
@drawn(st.permutations(range(12)))
def test_the_order_of_the_files_changes_nothing(order: list[int]) -> None:
    people = [unfinished(person) if place == 3 else person for place, person in enumerate(participants(12, seed=3))]
    other = evolve(people[4], course=evolve(COURSE, sha256="d" * 64))
    whole = [*people[:4], other, *people[5:]]
    assert of([whole[place] for place in order]) == of(whole)
