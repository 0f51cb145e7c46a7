"""The export as JSON lines: complete, taken once, and never over what is there."""

import json
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from alliance_sim.records.exporting import exported
from alliance_sim.records.importing import imported
from alliance_sim.records.lines import NotRecords, read_line, session_line
from alliance_sim.session import Answer
from alliance_sim.store import Kept, Store
from tests.store.played import SHA256, TEXT, answer, begun, database, session

NOW = "2026-05-04T12:00:00+00:00"
VERSION_1 = Path(__file__).parents[1] / "store" / "version-1.sqlite3"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a store that was played: a scenario, a lesson, one put aside with a draft, a drill."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(VERSION_1, database(folder))
    with Store.open(folder) as store:
        first = store.headers()[0].session.id
        store.set_note(first, "Ask at supervision\nabout the pause")
        store.set_tags(first, ["hard", "supervision"])
    return folder


def written(folder: Path, path: Path, *, free_text: bool = True) -> Path:
    with Store.open(folder) as store:
        path.write_text("".join(exported(store, NOW, free_text=free_text)), encoding="utf-8", newline="")
    return path


def everything(store: Store) -> tuple[list[Kept], dict[str, bytes]]:
    return list(store.kept()), {name: store.content(name) for name in store.texts()}


def test_an_empty_store_that_takes_an_export_is_its_equal(home: Path, tmp_path: Path) -> None:
    export = written(home, tmp_path / "export.jsonl")
    with Store.open(home) as store, Store.open(tmp_path / "other") as other:
        taken = imported(other, export)
        assert (taken.sessions, taken.differing) == (4, [])
        assert everything(other) == everything(store)
        assert other.damaged() == ()
        assert (other.attempts("sound"), other.readings("look-alikes")) == (2, 1)


def test_the_export_of_an_import_is_the_same_file(home: Path, tmp_path: Path) -> None:
    export = written(home, tmp_path / "export.jsonl")
    with Store.open(tmp_path / "other") as other:
        imported(other, export)
    assert written(tmp_path / "other", tmp_path / "again.jsonl").read_bytes() == export.read_bytes()


def test_taking_it_twice_changes_nothing(home: Path, tmp_path: Path) -> None:
    export = written(home, tmp_path / "export.jsonl")
    with Store.open(home) as store:
        before = everything(store)
        taken = imported(store, export)
        assert (taken.sessions, taken.here_already, taken.remarks, taken.differing) == (0, 4, 0, [])
        assert everything(store) == before


def test_free_text_is_left_out_unless_asked_for(home: Path, tmp_path: Path) -> None:
    full = written(home, tmp_path / "full.jsonl").read_text(encoding="utf-8")
    bare = written(home, tmp_path / "bare.jsonl", free_text=False).read_text(encoding="utf-8")
    typed = ("stayed with me", "my haste", "tired", "I wonder whether", "Ask at supervision", "hard")
    assert [text for text in typed if text not in full] == []
    sessions = [line for line in bare.splitlines() if line.startswith('{"session"')]
    assert [text for text in typed if any(text in line for line in sessions)] == []


def test_what_was_left_out_is_no_difference_to_what_is_here(home: Path, tmp_path: Path) -> None:
    bare = written(home, tmp_path / "bare.jsonl", free_text=False)
    with Store.open(home) as store:
        before = everything(store)
        taken = imported(store, bare)
        assert (taken.here_already, taken.differing) == (4, [])
        assert everything(store) == before


def test_a_session_that_differs_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    with begun(tmp_path / "one") as one, begun(tmp_path / "other", "a1", "b2") as other:
        one.append("a1", answer(0, "stay"))
        other.append("a1", answer(0, "go"))
        taken = imported(one, written(tmp_path / "other", tmp_path / "export.jsonl"))
        assert (taken.sessions, taken.differing) == (1, ["a1: it differs from the one here"])
        assert one.session("a1").answers == (answer(0, "stay"),)


def test_a_session_that_is_further_on_here_is_here_already(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        export = written(tmp_path, tmp_path / "export.jsonl")
        store.append("a1", answer(0))
        store.finish("a1", "repaired")
        assert imported(store, export).here_already == 1


def test_a_session_that_goes_further_in_the_file_is_told(tmp_path: Path) -> None:
    with begun(tmp_path / "one") as one, begun(tmp_path / "other") as other:
        other.append("a1", answer(0))
        taken = imported(one, written(tmp_path / "other", tmp_path / "export.jsonl"))
        assert taken.differing == ["a1: it goes further in the file than here"]
        assert one.session("a1").answers == ()


def test_a_note_is_added_where_there_is_none_and_never_written_over(tmp_path: Path) -> None:
    with begun(tmp_path / "one", "a1", "b2") as one, begun(tmp_path / "other", "a1", "b2") as other:
        one.set_note("a1", "mine")
        for name in ("a1", "b2"):
            other.set_note(name, "theirs")
        taken = imported(one, written(tmp_path / "other", tmp_path / "export.jsonl"))
        assert (taken.remarks, taken.differing) == (1, ["a1: its note or tags differ from those here"])
        assert (one.note("a1"), one.note("b2")) == ("mine", "theirs")


def damaged(line: str, change: tuple[str, str]) -> str:
    assert change[0] in line
    return line.replace(*change, 1)


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (0, "expected an end, found none"),
        (1, "expected an end, found none"),
        (3, "expected an end, found none"),
    ],
)
def test_of_a_file_that_is_not_whole_nothing_is_taken(home: Path, tmp_path: Path, kept: int, told: str) -> None:
    export = written(home, tmp_path / "export.jsonl")
    lines = export.read_text(encoding="utf-8").splitlines(keepends=True)
    export.write_text("".join(lines[:kept]), encoding="utf-8")
    with Store.open(tmp_path / "other") as other, pytest.raises(NotRecords, match=told):
        imported(other, export)
    with Store.open(tmp_path / "other") as other:
        assert everything(other) == ([], {})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ('"ending":"repaired"', '"ending":"ruptured"'),
            "expected the lines to fit the end, found others",
        ),
        (('"seed":1,', '"seed":-1,'), "seed: expected a whole number from 0"),
        (('"seed":1,', '"seed":true,'), "seed: expected a whole number from 0"),
        (('"kind":"scenario"', '"kind":"../../etc/passwd"'), "kind: expected scenario, lesson"),
        (('"id":"64f1', '"id":"../4f1'), "id: expected the id of a session"),
        (('"0/probe"', '"feedback"'), "each step of session"),
        (('"paced"', '"racing"'), "mode.recognition: expected paced or free"),
        (('"version":1', '"version":2'), "expected version 1 or older, found 2: use a newer alliance-sim"),
        (('"head"', '"tail"'), "expected one of head, text, session, end, found tail"),
        (('"note":"Ask', '"gnote":"Ask'), "expected no such key of a session, found gnote"),
        (('"tags":["hard"', '"tags":["\\ud800hard,"'), "expected a tag without a comma"),
        (("title: ", "tilte: "), "expected a text under its SHA-256"),
    ],
)
def test_a_changed_file_is_refused(home: Path, tmp_path: Path, change: tuple[str, str], told: str) -> None:
    export = written(home, tmp_path / "export.jsonl")
    export.write_text(damaged(export.read_text(encoding="utf-8"), change), encoding="utf-8")
    with Store.open(tmp_path / "other") as other:
        with pytest.raises(NotRecords, match=told):
            imported(other, export)
        assert everything(other) == ([], {})


def test_a_session_without_its_text_is_refused(tmp_path: Path) -> None:
    begun(tmp_path / "one").close()
    export = written(tmp_path / "one", tmp_path / "export.jsonl")
    head, _, told, end = export.read_text().splitlines()
    body = f"{head}\n{told}\n"
    export.write_text(body + json.dumps({"end": {"lines": 2, "sha256": sha256(body.encode()).hexdigest()}}) + "\n")
    assert "end" in end
    with Store.open(tmp_path / "other") as other:
        with pytest.raises(NotRecords, match=r"expected the text .* which session a1 names, found none"):
            imported(other, export)
        assert everything(other) == ([], {})


def test_a_text_that_is_no_utf_8_is_carried(tmp_path: Path) -> None:
    data = b"\xff\xfe\x00 bytes"
    name = sha256(data).hexdigest()
    with Store.open(tmp_path / "one") as store:
        store.begin(evolve(session(), sha256=name), {name: data})
    with Store.open(tmp_path / "other") as other:
        imported(other, written(tmp_path / "one", tmp_path / "export.jsonl"))
        assert other.content(name) == data


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null",
        b"[]" * 3,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"session": {}}',
        b'{"session": {"answers": [[[[]]]]}}',
        b'{"end": null}',
        b'{"text": {"sha256": "x", "content": "\\ud800"}}',
        b'{"head": {"version": 1e999}}',
        b'{"head": {"version": ' + b"9" * 5000 + b"}}",
        b'{"head": NaN}',
        b"\xff\xfe",
        b"x" * 5_000_000,
        b'{"head": 1, "head": 2}',
        b'{"\x1b]52;c;eA==\x07": 1}',
    ],
)
def test_nonsense_is_refused_in_one_harmless_line(line: bytes) -> None:
    with pytest.raises(NotRecords) as refused:
        read_line(line)
    assert len(str(refused.value)) < 300
    assert "\x1b" not in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PARTS = st.sampled_from(["begun", "ending", "answers", "note", "tags", "draft", "format", "sha256", "content", "lines"])


@given(st.sampled_from(["head", "text", "session", "end"]), JSON | st.dictionaries(PARTS, JSON, max_size=6))
def test_whatever_stands_in_a_line_it_is_read_or_refused(kind: str, value: object) -> None:
    try:
        found, _ = read_line(json.dumps({kind: value}).encode())
    except NotRecords:
        return
    assert found == kind


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=3))
def test_a_line_with_other_bytes_in_it_is_read_or_refused(place: int, other: bytes) -> None:
    line = LINE[:place] + other + LINE[place + len(other) :]
    with suppress(NotRecords):
        read_line(line)


def _line() -> bytes:
    found = evolve(session(), answers=tuple(Answer(f"{n}/own-words", f"said {n}", NOW, 1.5) for n in range(20)))
    return session_line(Kept(found, "repaired", draft=("1/own-words", "I wo")), free_text=True).encode()


LINE = _line()


@pytest.mark.parametrize("made", ["fifo", "folder", "link to zero"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, made: str) -> None:
    path = tmp_path / "export.jsonl"
    if made == "fifo":
        os.mkfifo(path)
    elif made == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with Store.open(tmp_path / "store") as store, pytest.raises((NotRecords, OSError)):
        imported(store, path)


def test_every_text_of_a_store_is_named_by_a_session_that_is_taken(tmp_path: Path) -> None:
    with begun(tmp_path / "one") as one:
        one.begin(evolve(session("b2"), sha256=SHA256), {SHA256: TEXT})
        assert one.texts() == (SHA256,)
