"""Statements for a learning-record store: sound in the eyes of others, and sent only where they should go."""

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.carrying import PASSWORD
from alliance_sim.cli.commands import commands
from alliance_sim.records.retelling import Retelling
from alliance_sim.records.sending import NotSent, sent
from alliance_sim.records.xapi import Teller
from alliance_sim.store import Store
from tests.records import oracles
from tests.store.played import database
from tests.store.test_older_versions import HERE, PLAYED, WAITING

NEEDS_RALPH = pytest.mark.skipif(bool(oracles.ralph_missing()), reason=oracles.ralph_missing())
NEEDS_VALIDATION = pytest.mark.skipif(bool(oracles.validation_missing()), reason=oracles.validation_missing())


@pytest.fixture
def kept(home: Path) -> Path:
    home.mkdir(parents=True)
    shutil.copy(HERE / "version-1.sqlite3", database(home))
    return home


def told(session: str = "", *, free_text: bool = False) -> list[dict[str, Any]]:
    """The statements of a session, or of all in the store of version 1."""
    with Store.look(HERE / "version-1.sqlite3") as store:
        retelling, teller = Retelling(store), Teller("trainee", free_text)
        return [
            statement
            for each in store.kept()
            if session in ("", each.session.id)
            for statement in teller.statements(each, retelling)
        ]


def verbs(session: str) -> list[str]:
    return [statement["verb"]["display"]["en-GB"] for statement in told(session)]


def test_a_finished_session_is_begun_answered_scored_completed_and_left() -> None:
    assert verbs(PLAYED) == ["initialized", *["responded"] * 9, "scored", "completed", "terminated"]


def test_a_session_that_was_put_aside_is_suspended() -> None:
    assert verbs(WAITING) == ["initialized", *["responded"] * 4, "suspended"]


def test_the_statements_of_a_session_are_the_same_each_time() -> None:
    assert told() == told()
    assert len({statement["id"] for statement in told(free_text=True)}) == len(told(free_text=True))


def test_what_was_typed_is_in_no_statement_unless_asked_for() -> None:
    assert ("stayed with me" in str(told(free_text=True)), "stayed with me" in str(told())) == (True, False)


def test_a_reply_is_no_success_and_no_failure() -> None:
    assert [statement for statement in told() if "success" in statement.get("result", {})] == []


def wrong(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    statement = told(PLAYED)[1]
    change(statement)
    return statement


WRONG = (
    wrong(lambda found: found.pop("actor")),
    wrong(lambda found: found["result"].update(duration="2 minutes")),
    wrong(lambda found: found.update(timestamp="yesterday")),
    wrong(lambda found: found["verb"].update(id="responded")),
    wrong(lambda found: found.update(mood="calm")),
    wrong(lambda found: found["result"].update(score={"scaled": 2})),
)


@NEEDS_RALPH
def test_ralph_finds_nothing_wrong_with_them() -> None:
    assert set(oracles.judged_by_ralph([*told(), *told(free_text=True)])) == {""}
    assert "" not in oracles.judged_by_ralph(list(WRONG))


@NEEDS_VALIDATION
def test_learning_locker_finds_nothing_wrong_with_them() -> None:
    assert set(oracles.judged_by_learning_locker([*told(), *told(free_text=True)])) == {""}
    assert "" not in oracles.judged_by_learning_locker(list(WRONG))


def send(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands, ["records", "send", *arguments], input=answers)


@NEEDS_RALPH
@pytest.mark.usefixtures("kept")
def test_a_learning_record_store_takes_them_and_takes_none_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, oracles.PASSWORD)
    with oracles.record_store(tmp_path / "lrs") as address:
        for _ in range(2):
            found = send("--to", address, "--user", oracles.USER, "--yes")
            assert (found.stderr, found.exit_code) == ("", 0)
            assert f"{len(told())} statements were taken." in found.stdout
        assert {each["id"] for each in oracles.held(address)} == {each["id"] for each in told()}
        assert len(oracles.held(address)) == len(told())
        monkeypatch.setenv(PASSWORD, "another")
        refused = send("--to", address, "--user", oracles.USER, "--yes")
        assert refused.exit_code == 1
        assert "found the answer 401: check the name and the password" in refused.stderr


@pytest.fixture
def answering() -> Iterator[Callable[[int, dict[str, str]], tuple[str, list[str]]]]:
    """A server on the loopback that gives one answer to everything, and the list of what it was asked."""
    servers: list[HTTPServer] = []

    def serving(code: int, headers: dict[str, str]) -> tuple[str, list[str]]:
        asked: list[str] = []

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.append(self.path)
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/lrs", asked

    yield serving
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("code", "advice"),
    [(401, "check the name and the password"), (404, "check the address"), (500, "ask those who run it"), (400, "400")],
)
def test_a_refusal_is_told(answering: Callable[..., tuple[str, list[str]]], code: int, advice: str) -> None:
    address, asked = answering(code, {})
    with pytest.raises(NotSent, match=f"found the answer {code}.*{advice}|found the answer {advice}"):
        list(sent(told(), address, None))
    assert asked == ["/lrs/statements"]


def test_an_address_that_points_elsewhere_is_not_followed(answering: Callable[..., tuple[str, list[str]]]) -> None:
    elsewhere, asked_there = answering(200, {})
    address, _ = answering(307, {"Location": f"{elsewhere}/statements"})
    with pytest.raises(NotSent, match="it points elsewhere, and nothing is sent there"):
        list(sent(told(), address, None))
    assert asked_there == []


def test_nobody_there_is_told() -> None:
    with pytest.raises(NotSent, match=r"expected to reach http://127\.0\.0\.1:9/lrs/statements, found: "):
        list(sent(told(), "http://127.0.0.1:9/lrs", None))


@pytest.mark.usefixtures("kept")
def test_nothing_is_sent_without_a_yes(answering: Callable[..., tuple[str, list[str]]]) -> None:
    address, asked = answering(200, {})
    found = send("--to", address, answers="n\n")
    assert (found.exit_code, asked) == (1, [])
    assert f"4 sessions go to {address}, as trainee, without what you wrote in sentences." in found.stdout
    assert send("--to", address, answers="y\n").exit_code == 0
    assert asked == ["/lrs/statements"]


def test_statements_go_a_few_at_a_time(answering: Callable[..., tuple[str, list[str]]]) -> None:
    address, asked = answering(200, {})
    assert list(sent(told() * 3, f"{address}/", None)) == [50, 100, 3 * len(told())]
    assert asked == ["/lrs/statements"] * 3
