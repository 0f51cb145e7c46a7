"""Files of group sessions: written step by step, read by another window, survived by a killed one."""

import os
from pathlib import Path

import pytest

from alliance_sim.classroom import (
    Classroom,
    Followed,
    NotTaught,
    begun,
    folder_in,
    latest,
    read,
    resumable,
    sessions_in,
    taught_here,
)
from alliance_sim.library import load
from alliance_sim.teaching.events import Event
from tests.teaching.steps import BEGAN, SEED, SHORT, TWO_VOTES, events, taught

FILE = load(SHORT)


def room_in(home: Path, *steps: str, at: float = BEGAN) -> Classroom:
    room = begun(FILE, home, lambda: at, seed=SEED)
    for event in events(*steps):
        room.add(event)
    return room


def test_a_session_is_read_as_it_was_left(home: Path) -> None:
    room_in(home, *TWO_VOTES, "play=notice")
    assert latest(home).now == taught(*TWO_VOTES, "play=notice")


def test_a_line_that_was_cut_short_is_passed_over_and_the_next_is_not_lost(home: Path) -> None:
    room = room_in(home, "go", "go")
    with room.taught.path.open("a", encoding="utf-8") as file:
        file.write('{"kind": "go", "at": 18000')
    assert latest(home).now == taught("go", "go")
    Classroom(latest(home), lambda: BEGAN).add(Event("go", BEGAN + 3))
    assert latest(home).now == taught("go", "go", "go")


def test_only_its_owner_can_read_the_file(home: Path) -> None:
    room = room_in(home)
    assert [oct(path.stat().st_mode)[-3:] for path in (room.taught.path, folder_in(home))] == ["600", "700"]


def test_the_file_keeps_the_text_with_which_it_began(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(SHORT.read_bytes())
    begun(load(own), home, lambda: BEGAN, seed=SEED)
    own.write_text("broken: [", encoding="utf-8")
    assert (latest(home).head.scenario, latest(home).scenario) == ("own", FILE.scenario)


@pytest.mark.parametrize(
    "head", ["", "no json", "[]", '{"format": 2}', '{"format": 1, "scenario": "../x", "text": ""}', "[" * 5000]
)
def test_a_file_that_is_no_session_is_said_to_be_none_and_passed_over(head: str, home: Path) -> None:
    good = room_in(home).taught.path
    bad = good.with_name("20990101-000000-bad.jsonl")
    bad.write_text(head + "\n", encoding="utf-8")
    with pytest.raises(NotTaught, match="expected the head of a group session"):
        read(bad)
    assert latest(home).path == good


def test_a_session_with_a_text_that_does_not_play_is_none(home: Path) -> None:
    path = room_in(home).taught.path
    path.write_text(path.read_text(encoding="utf-8").replace("start: coat-on", "start: coat-of"), encoding="utf-8")
    with pytest.raises(NotTaught, match="expected a scenario that plays"):
        read(path)


def test_events_that_are_damaged_are_left_out(home: Path) -> None:
    path = room_in(home, "go").taught.path
    with path.open("ab") as file:
        file.write(b'{"kind": "fly"}\n\xff\xfe\n17\n{"kind": "go", "at": 1e999}\n')
    assert latest(home).now == taught("go")


def test_without_any_session_that_is_said(home: Path) -> None:
    with pytest.raises(NotTaught, match="alliance-sim teach SCENARIO begins one"):
        latest(home)


def test_a_session_of_today_is_gone_on_with_if_it_teaches_the_same_text(home: Path, tmp_path: Path) -> None:
    room = room_in(home, "go")
    hour = 3600
    assert [bool(resumable(FILE, home, BEGAN + hours * hour)) for hours in (1, 11, 13, -1)] == [
        True,
        True,
        False,
        False,
    ]
    other = tmp_path / "sound.yaml"
    other.write_text(SHORT.read_text(encoding="utf-8").replace("minutes: 8", "minutes: 9"), encoding="utf-8")
    assert resumable(load(other), home, BEGAN + hour) is None
    for event in (Event("to", BEGAN + 5, "debrief"), Event("left", BEGAN + 6)):
        room.add(event)
    assert resumable(FILE, home, BEGAN + hour) is None


def test_a_second_window_cannot_teach_meanwhile(home: Path) -> None:
    with taught_here(home), pytest.raises(NotTaught, match="another window"), taught_here(home):
        pass
    with taught_here(home):
        pass


def test_what_follows_sees_each_change_once_and_the_next_session_by_itself(home: Path) -> None:
    followed = Followed(home)
    assert followed.look() is None
    room = room_in(home, "go")
    first = followed.look()
    assert first is not None
    assert (first.now, followed.look()) == (taught("go"), None)
    room.add(Event("go", BEGAN + 2))
    second = followed.look()
    assert second is not None
    assert second.now == taught("go", "go")
    room_in(home, at=BEGAN + 60)
    third = followed.look()
    assert third is not None
    assert third.now.stage == "aims"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs folders that cannot be written")
def test_where_nothing_can_be_written_the_session_goes_on_and_says_so(home: Path) -> None:
    home.mkdir(parents=True)
    home.chmod(0o500)
    room = room_in(home, "go")
    assert (room.why_not, room.now) == ("Permission denied", taught("go"))


def test_a_data_folder_that_is_a_file_keeps_nothing_and_the_session_goes_on(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("", encoding="utf-8")
    room = room_in(home, "go")
    assert (bool(room.why_not), room.now, sessions_in(home)) == (True, taught("go"), [])
    with taught_here(home):
        pass


def test_a_session_whose_file_has_gone_says_so_and_goes_on(home: Path) -> None:
    room = room_in(home)
    room.taught.path.unlink()
    room.add(Event("go", BEGAN + 1))
    assert (room.why_not, room.now) == ("No such file or directory", taught("go"))
