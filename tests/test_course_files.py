"""The files of courses: read, checked and told apart as all other content; and sessions that know their course."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.cli.commands import commands
from alliance_sim.course import Course, CourseStep
from alliance_sim.decoding import decode
from alliance_sim.evaluation import Evaluation
from alliance_sim.library import Kind, load, loaded, sha256_of
from alliance_sim.participation import Attendance, waiting
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.session import Answer, Enrolled, Mode, Session
from alliance_sim.source import read
from alliance_sim.store import Damaged, Heading, Store, home
from alliance_sim.store.rows import header
from alliance_sim.writing import written
from tests.courses import HALF_DAY, SHORT, sound
from tests.examples import SOUND, SOUND_BANK, SOUND_OF
from tests.test_check import checked, found

CLASSES: dict[Kind, type] = {"course": Course, "questionnaire": Questionnaire, "evaluation": Evaluation}


@pytest.mark.parametrize("kind", CLASSES)
def test_a_file_is_known_by_its_keys(kind: Kind) -> None:
    file = loaded(SOUND_OF[kind].encode(), Path("sound.yaml"))
    assert (file.kind, type(file.value), file.diagnostics) == (kind, CLASSES[kind], ())


@pytest.mark.parametrize(
    ("text", "kind"), [(SOUND, "scenario"), (SOUND_BANK, "bank"), (f"{SOUND}steps: {{}}\n", "scenario")]
)
def test_what_has_states_or_probes_is_no_course(text: str, kind: Kind) -> None:
    assert loaded(text.encode(), Path("sound.yaml")).kind == kind


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("command", ["play", "map", "audit"])
def test_what_is_no_scenario_is_told_in_plain_words(kind: Kind, command: str, tmp_path: Path) -> None:
    path = tmp_path / "sound.yaml"
    path.write_text(SOUND_OF[kind], encoding="utf-8")
    result = CliRunner().invoke(commands, [command, str(path)])
    assert (result.exit_code, "expected a scenario, found a" in result.stderr) == (1, True)


def test_a_folder_with_a_course_and_its_parts_is_checked_as_one() -> None:
    result = checked(SHORT.parent / "short-course.yaml", "--format", "json")
    assert (result.exit_code, found(result)) == (0, [("short-course.yaml", "ASC06")])


def test_the_scenarios_of_a_folder_are_listed_without_its_courses(home: Path) -> None:
    folder = home / "scenarios"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "own.yaml").write_text(SOUND_OF["course"], encoding="utf-8")
    (folder / "asked.yaml").write_text(SOUND_OF["questionnaire"], encoding="utf-8")
    listed = CliRunner().invoke(commands, ["list"])
    courses = CliRunner().invoke(commands, ["course", "list"])
    assert (listed.exit_code, "\nown: " in listed.stdout, "asked" in listed.stdout) == (0, False, False)
    assert (courses.exit_code, "own: An hour. 2 steps, about 0 h 22 min." in courses.stdout) == (0, True)


@pytest.mark.parametrize(
    "path", [HALF_DAY, HALF_DAY.with_name("four-sessions.yaml"), SHORT], ids=lambda path: path.stem
)
def test_a_course_that_is_written_is_read_as_it_was(path: Path) -> None:
    course = sound(path)
    assert decode(read(written(course)), Course) == (course, [])


@pytest.mark.parametrize("kind", CLASSES)
@given(data=st.data())
def test_a_damaged_file_is_refused_and_never_raises(kind: Kind, data: st.DataObject) -> None:
    lines = SOUND_OF[kind].splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number : number + 1] = data.draw(st.lists(st.sampled_from([*lines, "  {", "x: 1\n", "steps:\n"]), max_size=2))
    file = loaded("".join(lines).encode(), Path("sound.yaml"), thorough=True)
    assert (file.value is None) == bool(file.errors)


ENROLLED = Enrolled("short-course", sha256_of(SHORT.read_bytes()), "AB12", "patient", "Tuesday")
SESSION = Session("s1", "own", "Own", sha256_of(b"text"), "2026-11-23T09:00:00+00:00", 1, Mode(), kind="page")


def test_a_session_keeps_its_course_and_the_text_of_it() -> None:
    with Store.open(home()) as store:
        session = evolve(SESSION, course=ENROLLED)
        store.begin(session, {session.sha256: b"text", ENROLLED.sha256: SHORT.read_bytes()})
        store.append(session.id, Answer("done", "", "", 1.0))
        assert store.session(session.id).course == ENROLLED
        assert store.content(ENROLLED.sha256) == SHORT.read_bytes()
        assert store.damaged() == ()
        store.erase(session.id)
        with pytest.raises(Damaged):
            store.content(ENROLLED.sha256)


def test_a_session_needs_the_text_of_its_course() -> None:
    with Store.open(home()) as store, pytest.raises(ValueError, match="expected the text"):
        store.begin(evolve(SESSION, course=ENROLLED), {SESSION.sha256: b"text"})


def test_a_session_of_no_course_is_written_as_before_there_were_courses() -> None:
    assert list(json.loads(header(SESSION))) == [
        *(
            "id",
            "scenario",
            "title",
            "sha256",
            "started",
            "seed",
            "mode",
            "attempt",
            "questionnaire",
            "kind",
            "protocol",
        )
    ]


steps = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1).map(
    lambda names: [CourseStep(name, "break", 5) for name in names]
)


@given(steps=steps, endings=st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([None, "done"])))
def test_the_step_that_waits_is_the_first_that_is_not_finished(
    steps: list[CourseStep], endings: dict[str, str | None]
) -> None:
    attended = Attendance("own", "AB12", {name: Heading(SESSION, 0, ending) for name, ending in endings.items()})
    unfinished = [step for step in steps if endings.get(step.id) is None]
    assert waiting(steps, attended) == (unfinished[0] if unfinished else None)


def test_the_parts_of_the_shipped_courses_take_the_minutes_that_they_say() -> None:
    for path in (HALF_DAY, HALF_DAY.with_name("four-sessions.yaml")):
        for step in sound(path).steps:
            if step.do == "lesson":
                lesson = load(HALF_DAY.parent.parent / "lessons" / f"{step.which}.md").lesson
                assert lesson is not None
                assert lesson.minutes == step.minutes, step.id
            if step.do == "scenario":
                scenario = load(HALF_DAY.parents[2] / "scenarios" / f"{step.which}.yaml").scenario
                assert scenario is not None
                assert scenario.minutes == step.minutes, step.id
