"""The commands on what was practised so far: filters, trends, notes, tags, the portfolio."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.history import exposure
from alliance_sim.session import Session
from alliance_sim.sifting import ASIDE, Sieve, within
from alliance_sim.store import Store
from tests.test_plain import ANSWERS, SHORT

SECRET = "my haste"
"""What is typed in one's own words in `ANSWERS`."""


def called(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands, arguments, input=answers)


def told(*arguments: str) -> str:
    result = called(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def played(home: Path) -> list[Session]:
    """A finished scenario, the same put aside, a lesson and a drill."""
    called("play", str(SHORT), "--plain", answers="\n".join(ANSWERS) + "\n")
    called("play", str(SHORT), "--plain", answers="\n".join(ANSWERS[:3]) + "\n")
    called("lesson", "withdrawal", "--plain", answers="\n" + "1\n\n" * 9)
    called("drill", "--plain", "--seed", "1", answers="2\n3\n" + "\n" * 40)
    with Store.open(home, read_only=True) as store:
        return [heading.session for heading in store.headers()]


def listed(*arguments: str) -> list[str]:
    """The first letters of the ids of the sessions that a list holds."""
    return [line.partition(":")[0] for line in told("history", *arguments).splitlines() if line[8:9] == ":"]


# --- the list ---


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        ((), [3, 2, 1, 0]),
        (("--last", "2"), [3, 2]),
        (("--kind", "scenario"), [1, 0]),
        (("--kind", "scenario", "--last", "1"), [1]),
        (("--kind", "lesson"), [2]),
        (("--kind", "course"), []),
        (("--level", "foundation"), [1, 0]),
        (("--level", "advanced"), []),
        (("--ending", "repaired"), [0]),
        (("--ending", ASIDE), [1]),
        (("--until", "2020-01-01"), []),
        (("--since", "2020-01-01"), [3, 2, 1, 0]),
        (("--tag", "First  Week"), [1]),
    ],
)
def test_filters_list_what_passes_them_all(
    arguments: tuple[str, ...], numbers: list[int], played: list[Session]
) -> None:
    told("tags", played[1].id, "First Week, second")
    assert listed(*arguments) == [played[number].id[:8] for number in numbers]


def test_a_list_without_anything_that_passes_says_so(played: list[Session]) -> None:
    assert told("history", "--tag", "none") == "No session passes these filters.\n"


def test_the_list_shows_tags_and_that_there_is_a_note(played: list[Session]) -> None:
    told("tags", played[0].id[:10], "b,a")
    told("note", played[0].id[:10], "Bring this to supervision.")
    (line,) = told("history", "--ending", "repaired").splitlines()
    assert line.endswith("repaired; first exposure; #a; #b; note.")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--since", "yesterday"), "expected a day such as 2026-03-31, found 'yesterday'"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "expected --since before --until"),
        (("--format", "html"), "expected --format beside --trends"),
        (("--trends", "--format", "pdf"), "expected the format text, markdown, html, json, found 'pdf'"),
        (("--kind", "dream"), "'dream' is not one of"),
        (("--last", "0"), "0 is not in the range"),
    ],
)
def test_what_the_list_cannot_do_is_wrong_usage(arguments: tuple[str, ...], expected: str) -> None:
    result = called("history", *arguments)
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("since", "until", "inside"),
    [("", "", True), ("2026-01-31", "2026-01-31", True), ("2026-02-01", "", False), ("", "2026-01-30", False)],
)
def test_both_days_of_a_time_belong_to_it(since: str, until: str, inside: bool, played: list[Session]) -> None:
    assert within(evolve(played[0], started="2026-01-31T23:59:59+00:00"), since, until) == inside


def test_only_a_sieve_without_filters_is_open() -> None:
    assert Sieve().open
    assert not Sieve(tag="a").open


# --- notes and tags ---


def test_a_note_is_shown_changed_and_removed(played: list[Session]) -> None:
    name = played[0].id[:10]
    assert told("note", name) == "No note.\n"
    assert told("note", name, "First.\nSecond.") == "Kept.\n"
    assert told("note", name) == "First.\nSecond.\n"
    assert called("note", name, "-", answers="From a pipe.\n").stdout == "Kept.\n"
    assert told("note", name) == "From a pipe.\n"
    assert told("note", name, "") == "Removed.\n"
    assert told("note", name) == "No note.\n"


def test_tags_are_shown_given_and_removed(played: list[Session]) -> None:
    name = played[0].id[:10]
    assert told("tags", name) == "No tags.\n"
    assert told("tags", name, " Week  One ,b,") == "Kept.\n"
    assert told("tags", name) == "b, week one\n"
    assert told("tags", name, "") == "Removed.\n"
    assert told("tags", name) == "No tags.\n"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("note", "zzz"), "alliance-sim history lists the sessions"),
        (("tags", "zzz", "a"), "alliance-sim history lists the sessions"),
        (("note", "{}", "x" * 30_000), "expected a note of at most"),
        (("tags", "{}", "x" * 41), "expected a tag of 1 to"),
    ],
)
def test_what_cannot_be_kept_is_wrong_usage(arguments: tuple[str, ...], expected: str, played: list[Session]) -> None:
    result = called(*(argument.replace("{}", played[0].id) for argument in arguments))
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())


def test_commands_on_an_empty_history_make_no_files(home: Path) -> None:
    assert called("note", "a", "x").exit_code == 2
    assert "There is nothing to count yet." in told("history", "--trends")
    assert "No session began in this time." in told("portfolio")
    assert not home.exists()


# --- trends ---


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_trends_are_printed_in_every_format(format_: str, played: list[Session]) -> None:
    assert "1 session of scenarios that you played for the first time" in told(
        "history", "--trends", "--format", format_
    ).replace("\n", " ")


def test_trends_as_json_count_first_exposures_only(played: list[Session]) -> None:
    found = json.loads(told("history", "--trends", "--format", "json"))
    assert found["first_exposures"]["sessions"] == 1
    counts = found["first_exposures"]["recognition"]
    assert sum(counts[name] for name in ("hit", "miss", "false_alarm", "correct_rejection")) == 2
    assert [window["full"] for window in found["windows"]] == [False]


def test_what_was_worked_out_is_kept_and_gives_the_same_again(home: Path, played: list[Session]) -> None:
    before = told("history", "--trends")
    with Store.open(home, read_only=True) as store:
        assert set(store.figures("showing-1")) == {played[0].id, played[3].id}
    assert told("history", "--trends") == before


# --- the portfolio ---


@pytest.mark.parametrize("format_", ["markdown", "html", "json", "text"])
def test_a_portfolio_says_what_it_is_not_in_every_format(format_: str, played: list[Session]) -> None:
    found = told("portfolio", "--format", format_)
    assert "No certificate, no assessment and no proof" in " ".join(found.split())
    assert SECRET not in found


def test_a_portfolio_tells_what_was_practised_and_for_how_long(played: list[Session]) -> None:
    found = json.loads(told("portfolio", "--format", "json"))
    assert [(each["session"], each["kind"], each["level"], each["exposure"]) for each in found["sessions"]] == [
        (session.id, session.kind, "foundation" if session.kind == "scenario" else None, exposure(session))
        for session in played
    ]
    assert all(each["minutes"] >= 0 for each in found["sessions"])
    assert found["reflections"] == []


def test_a_portfolio_holds_the_sessions_of_its_time_only(played: list[Session]) -> None:
    found = json.loads(told("portfolio", "--until", "2020-01-01", "--format", "json"))
    assert (found["sessions"], found["since"], found["until"]) == ([], None, "2020-01-01")
    assert found["trends"]["first_exposures"] is None


@pytest.mark.parametrize("chosen", [("--reflections",), ("--tag", "shown"), ("--session", "{}")])
def test_reflections_are_in_a_portfolio_where_they_were_chosen(chosen: tuple[str, ...], played: list[Session]) -> None:
    told("tags", played[0].id, "shown")
    told("note", played[0].id, "Private beside it.")
    arguments = [argument.replace("{}", played[0].id[:12]) for argument in chosen]
    for format_ in ("markdown", "html", "json", "text"):
        found = told("portfolio", *arguments, "--format", format_)
        assert SECRET in found
        assert "Private beside it." not in found
        assert "Private beside it." in told("portfolio", *arguments, "--notes", "--format", format_)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--format", "pdf"), "expected the format markdown, html, json, text, found 'pdf'"),
        (("--tag", "none"), "expected a tag of a session of this time, found 'none'"),
        (("--session", "zzz"), "alliance-sim history lists the sessions"),
        (("--until", "2020-01-01", "--session", "{}"), "which began outside of it"),
    ],
)
def test_what_no_portfolio_can_hold_is_wrong_usage(
    arguments: tuple[str, ...], expected: str, played: list[Session]
) -> None:
    result = called("portfolio", *(argument.replace("{}", played[0].id) for argument in arguments))
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())
