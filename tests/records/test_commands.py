"""The commands for records: what they print, with which status they end, and that no nonsense brings a traceback."""

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.session import Session
from alliance_sim.store import Store, backups
from tests.store.played import answer, begun, database, everything, filled
from tests.store.test_older_versions import DRILL, HERE, LESSON, PLAYED, WAITING

ESCAPED = "a\x1b]0;owned\x07b"
TYPED = ("stayed with me", "Ask at supervision")


def records(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands, ["records", *arguments], input=answers)


@pytest.fixture
def kept(home: Path) -> Path:
    """A home in which a scenario, a lesson and a drill were finished, and a scenario put aside."""
    home.mkdir(parents=True)
    shutil.copy(HERE / "version-1.sqlite3", database(home))
    with Store.open(home) as store:
        store.set_note(PLAYED, "Ask at supervision")
    return home


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_path_is_one_line(home: Path) -> None:
    found = records("path")
    assert (found.stdout, found.exit_code) == (f"{home / 'sessions.sqlite3'}\n", 0)
    assert not home.exists()


@pytest.mark.usefixtures("kept")
def test_sessions_of_an_older_version_agree_with_their_texts() -> None:
    found = records("verify")
    assert (found.stdout, found.exit_code) == ("4 sessions with 50 answers; all agree.\n", 0)


def damage(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(database(folder), isolation_level=None)
    connection.executescript(f"DROP TRIGGER event_stays; DROP TRIGGER event_goes_with_its_session; {statement}")
    connection.close()


def test_what_is_damaged_is_told_and_salvaged(kept: Path) -> None:
    damage(kept, f"UPDATE event SET body = replace(body, 'none', 'nine') WHERE session = '{PLAYED}'")
    found = records("verify")
    assert found.exit_code == 1
    assert f"{PLAYED[:8]}: it is damaged" in found.stdout
    found = records("verify", "--salvage", answers="y\n")
    assert "4 sessions are in the new store; the old one is" in found.stdout
    assert (kept / "damaged-1.sqlite3").exists()
    assert records("verify").exit_code == 0


def test_without_a_yes_nothing_is_salvaged(kept: Path) -> None:
    damage(kept, f"DELETE FROM event WHERE session = '{PLAYED}' AND seq = 5")
    before = files(kept)
    assert records("verify", "--salvage", answers="n\n").exit_code == 1
    assert files(kept) == before


def test_answers_that_the_text_does_not_ask_for_are_told(home: Path) -> None:
    home.mkdir(parents=True)
    filled(home)
    found = records("verify")
    assert found.exit_code == 1
    assert "a1: it cannot be played again: expected a scenario that plays" in found.stdout


def test_a_backup_is_made_and_told(kept: Path) -> None:
    found = records("backup")
    (copy,) = backups(kept)
    assert (found.stdout, found.exit_code) == (f"{copy}: 4 sessions with 50 answers, the latest of 2026-11-23.\n", 0)


def test_a_copy_is_put_back_and_what_it_replaces_is_kept(kept: Path) -> None:
    records("backup")
    with Store.open(kept) as store:
        store.erase(DRILL)
        before = list(store.kept())
    (copy,) = backups(kept)
    with begun(kept, "a1") as store:
        now = list(store.kept())
    found = records("restore", copy.name, answers="y\n")
    assert found.exit_code == 0
    assert "Now: 4 sessions" in found.stdout
    assert "Then: 3 sessions" in found.stdout
    assert "Only in the present store:\n  a1: 2026-05-04, The empty diary" in found.stdout
    with Store.open(kept) as store, Store.look(kept / "replaced-1.sqlite3") as replaced:
        assert list(store.kept()) == before
        assert list(replaced.kept()) == now


def test_the_copies_are_listed(kept: Path) -> None:
    records("backup")
    listed = records("restore").stdout.splitlines()
    assert [line.split(":")[0] for line in listed] == [backups(kept)[0].name, "before-version-2.sqlite3"]


@pytest.mark.parametrize("name", ["nothing", "", "\0", "x" * 5000, ESCAPED, "/dev/zero", "/"])
def test_what_is_no_copy_is_wrong_usage(kept: Path, name: str) -> None:
    before = files(kept)
    found = records("restore", name, "--yes")
    assert (found.exit_code, files(kept)) == (2, before)
    assert "\x1b" not in found.stderr


def test_a_file_that_is_no_store_is_not_put_in_its_place(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "diary").write_bytes(b"dear diary\n" * 1000)
    before = files(kept)
    found = records("restore", str(tmp_path / "diary"), "--yes")
    assert (found.exit_code, files(kept)) == (3, before)


def test_nothing_is_restored_while_a_session_is_open(kept: Path) -> None:
    records("backup")
    with Store.open(kept) as store, store.playing(WAITING):
        found = records("restore", backups(kept)[0].name, "--yes")
    assert found.exit_code == 3
    assert "expected no session to be open, found one in another window" in found.stderr


def test_erasing_everything_leaves_no_word_in_any_file(kept: Path) -> None:
    records("backup")
    assert all(text.encode() in everything(kept) for text in TYPED)
    found = records("erase", "--all", answers="y\n")
    assert found.exit_code == 0
    assert "That is 4 sessions with 50 answers, the latest of 2026-11-23, 1 with notes or tags" in found.stdout
    assert "2 copies go too." in found.stdout
    assert [text for text in (*TYPED, "empty diary", PLAYED) if text.encode() in everything(kept)] == []
    assert [name for name, data in files(kept).items() if data] == ["sessions.sqlite3"]
    with Store.open(kept) as store:
        assert (store.headers(), store.attempts("sound")) == ((), 0)


def test_erasing_one_session_leaves_no_word_of_it_in_any_file(kept: Path) -> None:
    records("backup")
    found = records("erase", PLAYED[:6], "--yes")
    assert found.exit_code == 0
    assert "They also go from 2 copies" in found.stdout
    assert [text for text in ("stayed with me", "Ask at supervision") if text.encode() in everything(kept)] == []
    with Store.open(kept) as store:
        assert [heading.session.id for heading in store.headers()] == [LESSON, WAITING, DRILL]


@pytest.mark.parametrize("answers", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_erased(kept: Path, answers: str) -> None:
    before = files(kept)
    assert (records("erase", "--all", answers=answers).exit_code, files(kept)) == (1, before)


@pytest.mark.parametrize("arguments", [(), ("--all", "a1"), ("nothing",), (ESCAPED,), ("",)])
def test_what_is_to_be_erased_must_be_told(kept: Path, arguments: tuple[str, ...]) -> None:
    before = files(kept)
    found = records("erase", *arguments)
    assert (found.exit_code, files(kept)) == (2, before)
    assert "\x1b" not in found.stderr


def test_a_store_that_cannot_be_read_is_erased_as_a_whole(kept: Path) -> None:
    records("backup")
    data = database(kept).read_bytes()
    database(kept).write_bytes(bytes(100) + data[100:])
    assert records("verify").exit_code == 3
    assert records("erase", PLAYED, "--yes").exit_code == 3
    assert records("erase", "--all", "--yes").exit_code == 0
    assert files(kept) == {}


def test_everything_is_carried_to_another_home(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = tmp_path / "export.jsonl"
    assert records("export", "--notes", "--out", str(export)).exit_code == 0
    assert oct(export.stat().st_mode)[-3:] == "600"
    monkeypatch.setenv("ALLIANCE_SIM_HOME", str(tmp_path / "other"))
    found = records("import", str(export))
    assert (found.stdout, found.exit_code) == ("Taken: 4. Here already: 0. Notes added: 0.\n", 0)
    with Store.open(kept) as store, Store.open(tmp_path / "other") as other:
        assert list(other.kept()) == list(store.kept())


@pytest.mark.parametrize("arguments", [("jsonl",), ("csv",), ("csv", "--table", "sessions"), ("xapi",)])
@pytest.mark.usefixtures("kept")
def test_free_text_is_in_no_export_unless_asked_for(arguments: tuple[str, ...]) -> None:
    bare = records("export", "--format", *arguments)
    assert bare.exit_code == 0
    assert [text for text in TYPED if text in bare.stdout] == []
    assert "What you wrote in sentences was left out" in bare.stderr
    assert [text for text in TYPED if text in records("export", "--notes", "--format", *arguments).stdout] != []


@pytest.mark.usefixtures("kept")
def test_the_probes_are_a_table() -> None:
    found = records("export", "--format", "csv").stdout
    assert found.startswith("\ufeffsession,kind,")
    rows = list(csv.DictReader(found.removeprefix("\ufeff").splitlines()))
    assert [(row["kind"], row["number"], row["place"], row["key"], row["answer"], row["result"]) for row in rows][
        :2
    ] == [
        ("scenario", "1", "coat-on", "withdrawal", "withdrawal", "hit"),
        ("scenario", "2", "drawer", "none", "none", "correct_rejection"),
    ]
    assert [row["kind"] for row in rows[2:]] == ["drill"] * 6


@pytest.mark.usefixtures("kept")
def test_the_sessions_are_a_table() -> None:
    found = records("export", "--format", "csv", "--table", "sessions").stdout
    rows = list(csv.DictReader(found.removeprefix("\ufeff").splitlines()))
    assert [(row["session"], row["kind"], row["answers"], row["ending"]) for row in rows] == [
        (PLAYED, "scenario", "16", "repaired"),
        (LESSON, "lesson", "11", "done"),
        (WAITING, "scenario", "4", ""),
        (DRILL, "drill", "19", "done"),
    ]


@pytest.mark.usefixtures("kept")
def test_statements_are_one_array() -> None:
    found = json.loads(records("export", "--format", "xapi").stdout)
    assert len({statement["id"] for statement in found}) == len(found) > 30


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--format", "pdf"),
        ("export", "--table", "answers"),
        ("export", "--out", "."),
        ("import", "nothing"),
        ("import", "."),
        ("import", "\0"),
        ("import", ESCAPED),
        ("import", ""),
        ("send",),
        ("send", "--to", "ftp://example.org"),
        ("send", "--to", "http://example.org/xapi"),
        ("send", "--to", "https://me:secret@example.org/xapi"),
        ("send", "--to", "https://[bad"),
        ("send", "--to", ESCAPED),
        ("send", "--to", "https://example.org/xapi", "--as", ESCAPED),
        ("nothing",),
    ],
)
@pytest.mark.usefixtures("kept")
def test_nonsense_is_told_without_a_traceback(arguments: tuple[str, ...]) -> None:
    found = records(*arguments)
    assert found.exit_code in (1, 2)
    assert isinstance(found.exception, SystemExit)
    assert "\x1b" not in found.output


def test_a_file_that_is_there_is_not_written_over(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").write_text("years of work")
    assert records("export", "--out", str(tmp_path / "thesis")).exit_code == 2
    assert (tmp_path / "thesis").read_text() == "years of work"
    assert kept.exists()


def test_what_differs_is_told_and_ends_with_1(kept: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    records("export", "--out", str(export))
    with Store.open(kept) as store:
        store.erase(WAITING)
        store.begin(WAITING_AGAIN, {})
        store.append(WAITING, answer(0))
    found = records("import", str(export))
    assert (found.stdout, found.exit_code) == ("Taken: 0. Here already: 3. Notes added: 0.\n", 1)
    assert found.stderr == f"Not taken: {WAITING}: it differs from the one here.\n"


def _again() -> Session:
    """The session that waits, begun once more with another number."""
    with Store.look(HERE / "version-1.sqlite3") as store:
        return evolve(store.session(WAITING), answers=(), attempt=9)


WAITING_AGAIN = _again()
