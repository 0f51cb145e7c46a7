"""A course gone through: what is asked in which order, what is left behind, and that it goes on after a kill."""

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from attrs import evolve

from alliance_sim.course import form_of, order_of
from alliance_sim.coursework import Unready, earlier, left_behind, path_of
from alliance_sim.library import load
from alliance_sim.participant import Participant, read, written
from alliance_sim.participation import LONGEST, spent
from alliance_sim.rehearsal import resumed
from alliance_sim.session import Answer, Enrolled, Mode, Session
from alliance_sim.store import Store, home
from tests.courses import (
    HALF_DAY,
    SHORT,
    Policy,
    answers,
    attending,
    by_chance,
    first,
    gone_through,
    nothing,
    risen,
    sound,
    terse,
    timeless,
)

STEPS = [step.id for step in sound(SHORT).steps]


@pytest.mark.parametrize("policy", [nothing, by_chance(1), by_chance(2)])
def test_whatever_is_answered_the_course_ends_in_a_file_that_can_be_read(policy: Policy, tmp_path: Path) -> None:
    with Store.open(home()) as store:
        found = gone_through(attending(store, path=HALF_DAY), policy)
        path, new = left_behind(attending(store, path=HALF_DAY), tmp_path)
    assert (new, path) == (True, tmp_path / "AB12.participant.json")
    assert read(path.read_bytes()) == (found, ())
    assert (found.code, found.order, found.finished is not None) == ("AB12", "AB", True)


def test_what_was_answered_stands_in_the_file() -> None:
    with Store.open(home()) as store:
        found = gone_through(attending(store, path=HALF_DAY), risen)
    asked = {each.occasion: {item.value for item in each.items} for each in found.questionnaires}
    assert asked == {"pre": {50}, "post": {70}, "then": {40}}
    assert [(each.occasion, each.form, len(each.trials)) for each in found.forms] == [
        ("pre", "A", 24),
        ("post", "B", 24),
    ]
    assert {(trial.answer, trial.confidence) for form in found.forms for trial in form.trials} == {
        ("confrontation", 75)
    }
    assert [each.id for each in found.dose.lessons] == ["rupture", "withdrawal", "confrontation", "immediate-repair"]
    assert [each.id for each in found.dose.scenarios] == ["eight-ticks", "the-outer-ring", "ninety-covers"]
    assert found.evaluation is not None
    assert {each.value for each in found.evaluation.ratings} == {3}
    assert [each.answer for each in found.evaluation.texts] == ["a word"] * 4
    assert found.background["role"] == "Nurse"


def test_what_was_skipped_is_null_or_absent() -> None:
    with Store.open(home()) as store:
        found = gone_through(attending(store), nothing)
    assert {item.value for each in found.questionnaires for item in each.items} == {None}
    assert [form.trials for form in found.forms] == [()]
    assert found.evaluation is not None
    assert ({each.value for each in found.evaluation.ratings}, found.evaluation.texts) == ({None}, ())
    assert found.background == {}


def test_the_then_test_asks_of_what_is_practised_alone_after_the_post_items_on_a_page_of_its_own() -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        while (step := taken.following()) is not None and step.id != "after":
            list(answers(taken.begun(step), terse))
        assert step is not None
        asked = [each.key for each in answers(taken.begun(step), terse)]
    places = [key.partition("/")[0] for key in asked]
    assert asked[4] == "begin/then"
    assert places == ["begin", "after", "after", "after", "begin", "then", "then"]


def test_a_form_says_nothing_of_the_answers() -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        for step in taken.course.steps[:2]:
            list(answers(taken.begun(step), first))
        asked = list(answers(taken.begun(taken.course.steps[2]), first))
    kinds = Counter(step.key.rpartition("/")[2] for step in asked)
    assert kinds == {"begin": 1, "probe": 24, "sure": 24, "summary": 1}
    told = " ".join(str(block) for step in asked for block in step.show)
    assert not [word for word in ("The key", "You saw", "hits") if word in told]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Participant:
    """What a participant leaves behind who is never disturbed."""
    with Store.open(tmp_path_factory.mktemp("whole")) as store:
        return gone_through(attending(store), terse)


@pytest.mark.parametrize("stopped", STEPS)
def test_a_course_that_is_killed_within_a_step_goes_on_there(stopped: str, whole: Participant) -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        while (step := taken.following()) is not None and step.id != stopped:
            list(answers(taken.begun(step), terse))
        assert step is not None
        seen = [each.key for each in islice(answers(taken.begun(step), terse), 1)]
    with Store.open(home()) as store:
        taken = attending(store)
        following = taken.following()
        assert following is not None
        assert following.id == stopped
        assert seen[0] not in [each.key for each in answers(taken.begun(following), terse)]
        assert timeless(gone_through(taken, terse)) == timeless(whole)


def test_a_step_that_was_answered_and_not_marked_as_finished_is_so_when_it_goes_on() -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        step = taken.course.steps[0]
        rehearsal = taken.begun(step)
        while rehearsal.step is not None:
            rehearsal.give(first(rehearsal.step))
        assert taken.following() == step
        list(answers(taken.begun(step), first))
        assert taken.following() == taken.course.steps[1]


def test_two_participants_on_one_machine_do_not_meet() -> None:
    with Store.open(home()) as store:
        list(answers(attending(store, "AB12").begun(attending(store).course.steps[0]), first))
        assert attending(store, "CD34").following() == attending(store).course.steps[0]


def test_a_course_goes_on_with_the_text_that_it_was_begun_with(tmp_path: Path) -> None:
    for each in (SHORT, *SHORT.parent.glob("sound*.*")):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / SHORT.name
    with Store.open(home()) as store:
        taken = attending(store, path=path)
        list(answers(taken.begun(taken.course.steps[0]), first))
        path.write_text(path.read_text(encoding="utf-8").replace("patient:", "somebody:"), encoding="utf-8")
        assert [step.id for step in attending(store, path=path).steps] == STEPS
        assert "somebody" in [step.id for step in attending(store, "CD34", path=path).steps]


def test_half_of_all_codes_have_each_order() -> None:
    letters = [chr(65 + number) for number in range(26)]
    found = Counter(order_of(f"{a}{b}{number:02}") for a in letters for b in letters for number in range(100))
    assert found == {"AB": 33_800, "BA": 33_800}


@pytest.mark.parametrize(("code", "forms"), [("AB12", ("A", "B", "A")), ("AB13", ("B", "A", "B"))])
def test_the_form_follows_from_the_code(code: str, forms: tuple[str, str, str]) -> None:
    assert (form_of(code, "pre"), form_of(code, "post"), form_of(code, "follow-up")) == forms


def test_both_forms_are_asked_in_an_order_that_is_the_same_for_everybody() -> None:
    with Store.open(home()) as store:
        orders = {}
        for code in ("AB12", "CB14", "AB13"):
            taken = attending(store, code)
            step = taken.course.step("turns")
            assert step is not None
            orders[code] = [each.key for each in answers(taken.begun(step), first)]
    assert orders["AB12"] == orders["CB14"] != orders["AB13"]


def test_nothing_that_was_said_to_a_patient_is_in_the_file() -> None:
    def telltale(step: object) -> str:
        return "a secret" if getattr(step, "key", "").endswith(("own-words", "reactions")) else first(step)  # type: ignore[arg-type]

    with Store.open(home()) as store:
        assert "a secret" not in written(gone_through(attending(store), telltale))


def test_an_answer_that_took_all_day_counts_a_quarter_of_an_hour() -> None:
    answered = (Answer("a", "", seconds=30.0), Answer("b", "", seconds=40_000.0), Answer("c", ""))
    session = Session("s", "rupture", "", "0" * 64, "", 1, Mode(), answers=answered)
    assert spent(session) == 30.0 + LONGEST


class TestTheFile:
    def test_it_is_written_once(self, tmp_path: Path) -> None:
        with Store.open(home()) as store:
            gone_through(attending(store), terse)
            assert [left_behind(attending(store), tmp_path)[1] for _ in range(2)] == [True, False]

    @pytest.mark.parametrize("text", ["", "{}", "my own notes"])
    def test_another_file_of_that_name_is_left_alone(self, text: str, tmp_path: Path) -> None:
        path_of(tmp_path, "AB12").write_text(text, encoding="utf-8")
        with Store.open(home()) as store:
            gone_through(attending(store), terse)
            with pytest.raises(Unready):
                left_behind(attending(store), tmp_path)
        assert path_of(tmp_path, "AB12").read_text(encoding="utf-8") == text

    def test_that_of_another_time_is_left_alone(self, tmp_path: Path) -> None:
        path = path_of(tmp_path, "AB12")
        with Store.open(home()) as store:
            found = gone_through(attending(store), terse)
            path.write_text(written(evolve(found, group="another")), encoding="utf-8")
            with pytest.raises(Unready, match="expected no other file"):
                left_behind(attending(store), tmp_path)
        assert earlier(path) == evolve(found, group="another")

    def test_so_far_it_has_no_end(self) -> None:
        with Store.open(home()) as store:
            taken = attending(store)
            for step in taken.course.steps[:3]:
                list(answers(taken.begun(step), terse))
            found = taken.left
        assert (found.finished, [each.occasion for each in found.questionnaires], len(found.forms)) == (
            None,
            ["pre"],
            1,
        )


class TestTheFollowUp:
    def test_it_joins_the_file_by_the_code(self, tmp_path: Path) -> None:
        with Store.open(home()) as store:
            before = gone_through(attending(store), terse)
            left_behind(attending(store), tmp_path)
            gone_through(attending(store, follow_up=True), risen)
            path, new = left_behind(attending(store, follow_up=True), tmp_path)
        after = earlier(path)
        assert after is not None
        assert new
        assert evolve(after, questionnaires=before.questionnaires) == before
        assert [each.occasion for each in after.questionnaires] == ["pre", "post", "then", "follow-up"]
        assert {item.value for item in after.questionnaires[-1].items} == {70}

    def test_on_another_machine_it_joins_the_file_that_was_brought(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "first") as store:
            before = gone_through(attending(store), terse)
            left_behind(attending(store), tmp_path)
        with Store.open(tmp_path / "second") as store:
            gone_through(attending(store, follow_up=True), terse)
            path, _ = left_behind(attending(store, follow_up=True), tmp_path)
        after = earlier(path)
        assert after is not None
        assert (after.forms, len(after.questionnaires)) == (before.forms, 4)

    def test_once_added_it_is_there(self, tmp_path: Path) -> None:
        with Store.open(home()) as store:
            gone_through(attending(store), terse)
            gone_through(attending(store, follow_up=True), terse)
            found = [left_behind(attending(store, follow_up=True), tmp_path)[1] for _ in range(2)]
            assert (found, left_behind(attending(store), tmp_path)[1]) == ([True, False], False)

    def test_another_follow_up_is_not_replaced(self, tmp_path: Path) -> None:
        for folder, policy in (("first", terse), ("second", risen)):
            with Store.open(tmp_path / folder) as store:
                if folder == "first":
                    gone_through(attending(store), terse)
                gone_through(attending(store, follow_up=True), policy)
                if folder == "first":
                    left_behind(attending(store, follow_up=True), tmp_path)
                    continue
                with pytest.raises(Unready, match="found one with another"):
                    left_behind(attending(store, follow_up=True), tmp_path)

    def test_it_does_not_join_the_file_of_somebody_else(self) -> None:
        with Store.open(home()) as store:
            found = gone_through(attending(store), terse)
            with pytest.raises(
                Unready, match="expected the file of CD34 in the course short-course, found that of AB12"
            ):
                attending(store, "CD34", follow_up=True).joined(found)


def test_a_session_of_a_course_is_told_in_the_history_and_can_be_gone_on_with_from_there() -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        list(islice(answers(taken.begun(taken.course.steps[1]), terse), 3))
        session = store.unfinished()
        assert session is not None
        assert session.course == Enrolled("short-course", load(SHORT).sha256, "AB12", "before")
        step = resumed(session, store).step
        assert step is not None
        assert (step.key, step.number) == ("before/letter", 3)


def test_a_damaged_session_is_asked_again() -> None:
    with Store.open(home()) as store:
        taken = attending(store)
        list(answers(taken.begun(taken.course.steps[0]), terse))
        store._access.connection.execute("UPDATE session SET seal = seal + 1")
        assert taken.following() == taken.course.steps[0]
