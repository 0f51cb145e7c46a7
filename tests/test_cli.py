"""The commands: what they print, with which status they end, and that no nonsense brings a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.checks import all_rules
from alliance_sim.cli.commands import COMMANDS, commands
from alliance_sim.reports import FORMATS
from alliance_sim.settings import Settings, meanings, settings_in
from alliance_sim.shelf import shipped_folder, shipped_lessons
from alliance_sim.store import Store
from tests.test_plain import ANSWERS, SHORT

ESCAPED = "a\x1b]0;owned\x07b"


def called(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands, list(arguments), input=answers)


@pytest.fixture
def played(home: Path) -> str:
    """The id of a finished session of the short scenario."""
    assert called("play", str(SHORT), "--plain", answers="\n".join(ANSWERS) + "\n").exit_code == 0
    return Store.open(home, read_only=True).headers()[0].session.id


def test_every_command_has_a_help_text_and_an_example_of_itself_in_the_list() -> None:
    listed = called("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in listed
        assert called(name, "--help").exit_code == 0


def test_explain_knows_a_rule_by_its_code_and_by_its_name() -> None:
    by_code = called("explain", "AS104")
    assert by_code.exit_code == 0
    assert by_code.stdout.startswith("AS104 ")
    name = by_code.stdout.split()[1]
    assert called("explain", name).stdout == called("explain", "as104").stdout == by_code.stdout


def test_explain_points_at_what_is_found_in_the_bad_example() -> None:
    assert called("explain", "AS201").stdout == (
        "AS201 unknown-state (error; references)\n\nA state that the file does not have.\n\n"
        "Bad example (`>` marks what is found):\n\n    > start: coat-of\n"
    )


@pytest.mark.parametrize("width", [60, 80])
def test_every_page_of_a_rule_keeps_within_the_terminal_and_leaks_no_test_syntax(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for code in all_rules():
        lines = called("explain", code).stdout.splitlines()
        assert [line for line in lines if len(line) > width and len(line.split()) > 2] == [], code
        assert [line for line in lines if line.strip() == "# here" or "(whole" in line or "(limits" in line] == [], code


@pytest.mark.parametrize("code", ["AS999", "nonsense", "", "AS10", ESCAPED])
def test_explain_of_nonsense_is_wrong_usage_with_a_hint(code: str) -> None:
    result = called("explain", code)
    assert result.exit_code == 2
    assert "expected the code or the name of a rule" in result.stderr


def test_schema_prints_a_json_schema() -> None:
    schema = json.loads(called("schema").stdout)
    assert schema["$schema"].startswith("http://json-schema.org/draft-07/schema")
    assert {"title", "states", "start"} <= set(schema["properties"])


def test_list_names_every_shipped_scenario() -> None:
    listed = called("list").stdout
    for path in shipped_folder().glob("*.yaml"):
        assert f"{path.stem}: " in listed


def test_list_counts_the_sessions(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    (home / "scenarios" / "mine.yaml").write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    assert "not played yet" in called("list").stdout.split("mine: ")[1]
    called("play", "mine", "--plain", answers="\n")
    assert "not played yet" in called("list").stdout.split("mine: ")[1]
    called("play", "mine", "--plain", answers="\nno\nnone\n")
    assert "started 1 time." in called("list").stdout.split("mine: ")[1]


def test_list_names_a_file_that_cannot_be_played(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    (home / "scenarios" / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    assert "broken: cannot be played, " in called("list").stdout


def test_reading_commands_make_no_files(home: Path) -> None:
    for arguments in (["list"], ["history"], ["settings"], ["lesson"], ["schema"], ["check", str(SHORT)]):
        assert called(*arguments).exit_code == 0
    assert not home.exists()


def test_history_is_empty_at_first_and_then_lists_the_latest_first(home: Path) -> None:
    assert "No session yet." in called("history").stdout
    for answers in (ANSWERS, ANSWERS[:3]):
        called("play", str(SHORT), "--plain", answers="\n".join(answers) + "\n")
    lines = called("history").stdout.splitlines()
    assert [line.split("; ", 1)[1] for line in lines] == [
        "put aside after 3 answers; practice, attempt 2.",
        "repaired; first exposure.",
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_debrief_is_printed_in_every_format(format_: str, played: str) -> None:
    result = called("debrief", "--format", format_)
    assert result.exit_code == 0
    assert "The empty diary" in result.stdout
    assert called("debrief", played[:8], "--format", format_).stdout == result.stdout
    assert called("debrief", played, "--format", format_).stdout == result.stdout


def test_a_debrief_as_json_has_the_keys_that_others_read(played: str) -> None:
    found = json.loads(called("debrief", "--format", "json").stdout)
    assert {"schema_version", "session"} <= set(found)


def test_a_debrief_leaves_out_what_was_typed(played: str) -> None:
    for format_ in FORMATS:
        assert "my haste" not in called("debrief", "--format", format_).stdout


@pytest.mark.parametrize("session", ["", "zzzzzzzz", "-", ESCAPED, "0" * 500, "%"])
def test_a_debrief_of_an_unknown_session_is_wrong_usage(session: str, played: str) -> None:
    result = called("debrief", "--", session)
    assert result.exit_code == 2
    assert "alliance-sim history lists the sessions" in result.stderr


def test_a_debrief_before_any_session_is_wrong_usage() -> None:
    result = called("debrief")
    assert result.exit_code == 2
    assert "play a scenario first" in result.stderr


def test_a_debrief_in_an_unknown_format_is_wrong_usage(played: str) -> None:
    assert called("debrief", "--format", "pdf").exit_code == 2


def test_lessons_are_listed_and_one_is_read() -> None:
    listed = called("lesson").stdout
    for name in shipped_lessons():
        assert f"{name}: " in listed
    read = called("lesson", "alliance", answers="\n1\n\n1\n\n1\n\n1\n\n")
    assert read.exit_code == 0
    assert "your answer" in read.stdout
    assert "== Question ==" in read.stdout


def test_a_lesson_whose_input_ends_ends_with_0() -> None:
    assert called("lesson", "alliance").exit_code == 0


def test_an_unknown_lesson_is_wrong_usage_with_a_hint() -> None:
    result = called("lesson", "aliance")
    assert result.exit_code == 2
    assert "alliance" in result.stderr.rsplit(":", 1)[1]


def test_settings_are_shown_with_their_meanings() -> None:
    shown = called("settings").stdout
    for name, meaning in meanings().items():
        assert f"{name}: " in shown
        assert meaning in shown


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("feedback", "turn", "turn"),
        ("recognition", "free", "free"),
        ("depth", "markers", "markers"),
        ("own_words", "false", False),
        ("ratings", "false", False),
        ("plain", "true", True),
        ("mouse", "false", False),
        ("theme", "alliance-light", "alliance-light"),
        ("folders", "", ()),
    ],
)
def test_a_setting_is_kept(name: str, value: str, kept: object, home: Path) -> None:
    assert called("settings", name, value).exit_code == 0
    found, problems = settings_in(home)
    assert problems == []
    assert getattr(found, name) == kept
    assert called("settings", name).stdout.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("feedback", "sometimes"),
        ("feedback", ""),
        ("feedback", "turn\nplain: true"),
        ("feedback", "[turn]"),
        ("feedback", "{a: b}"),
        ("own_words", "yes"),
        ("own_words", "1"),
        ("plain", "&a true"),
        ("mouse", "!!bool true"),
        ("depth", "'"),
        ("depth", "- - - -"),
        ("theme", ""),
        ("theme", "a: b"),
        ("theme", "\x1b[31m"),
        ("recognition", "\x00"),
        ("folders", "\x1b[31m"),
    ],
)
def test_a_nonsense_value_is_wrong_usage_and_changes_nothing(name: str, value: str, home: Path) -> None:
    result = called("settings", name, value)
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert settings_in(home) == (Settings(), [])


@pytest.mark.parametrize("name", ["nonsense", "feedbak", "", "mode", "paths", ESCAPED, "__class__"])
def test_an_unknown_setting_is_wrong_usage(name: str) -> None:
    result = called("settings", name, "x")
    assert result.exit_code == 2
    assert "\x1b" not in result.output


DAMAGED = ["{", "- a\n", "plain: maybe\n", "a: &x [*x]\n", "\x00", "plain: true\nplain: false\n", "[" * 50_000, "null"]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_settings_file_is_said_and_the_defaults_are_used(text: str, home: Path) -> None:
    home.mkdir(parents=True, mode=0o700)
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    result = called("settings")
    assert result.exit_code == 0
    assert "used." in result.stderr
    assert "plain: false" in result.stdout
    assert called("list").exit_code == 0


@pytest.mark.parametrize("kind", ["folder", "binary", "pipe"])
def test_settings_that_are_no_text_file_are_said(kind: str, home: Path) -> None:
    home.mkdir(parents=True, mode=0o700)
    path = home / "settings.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.write_bytes(b"\xff\xfe\x00")
    result = subprocess.run(
        [sys.executable, "-m", "alliance_sim", "settings"], capture_output=True, text=True, timeout=10, check=False
    )
    assert result.returncode == 0
    assert "used." in result.stderr


def test_settings_are_written_so_that_only_the_user_can_read_them(home: Path) -> None:
    called("settings", "plain", "true")
    assert (home / "settings.yaml").stat().st_mode & 0o077 == 0


NONSENSE = [
    ["nonsense"],
    ["--nonsense"],
    [""],
    ["chek"],
    [ESCAPED],
    ["check", ""],
    ["check", "."],
    ["check", "/dev/null"],
    ["check", "/proc/self/mem"],
    ["check", "x" * 5000],
    ["check", "\udcff.yaml"],
    ["check", "a\nb.yaml"],
    ["check", ESCAPED + ".yaml"],
    ["explain"],
    ["explain", "A", "B"],
    ["schema", "x"],
    ["play", ""],
    ["play", "."],
    ["play", "/"],
    ["play", "nowhere"],
    ["play", "nowhere.yaml"],
    ["play", ESCAPED],
    ["play", ESCAPED + ".yaml"],
    ["play", "x" * 5000],
    ["play", "\udcff"],
    ["play", "eight-ticks", "--seed", "-1"],
    ["play", "eight-ticks", "--seed", "x"],
    ["play", "eight-ticks", "--seed", "1" * 5000],
    ["play", "eight-ticks", "--path", ESCAPED],
    ["play", "eight-ticks", "--path", ","],
    ["play", "eight-ticks", "eight-ticks"],
    ["list", "x"],
    ["history", "--x"],
    ["debrief", "x"],
    ["debrief", "--format", ESCAPED],
    ["debrief", "--format", ""],
    ["settings", "feedback", "x", "y"],
    ["settings", ESCAPED],
    ["settings", "theme", ESCAPED],
    ["lesson", ""],
    ["lesson", "../alliance"],
    ["lesson", ESCAPED],
]


@pytest.mark.parametrize("arguments", NONSENSE, ids=lambda found: repr(found)[:40])
def test_no_nonsense_brings_a_traceback_or_reaches_the_terminal_raw(arguments: list[str]) -> None:
    result = called(*arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1, 2)
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output
    assert "\x07" not in result.output


def test_the_versions_are_printed() -> None:
    result = called("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("alliance-sim ")
    assert all(word in result.stdout for word in ("Python ", "Textual ", "SQLite "))


def test_without_a_terminal_the_program_says_what_to_type_and_does_not_wait() -> None:
    result = called()
    assert result.exit_code == 0
    assert "alliance-sim play ID" in result.stdout


def test_a_file_name_with_an_escape_sequence_does_not_reach_the_terminal(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    path = home / "scenarios" / f"{ESCAPED}.yaml"
    path.write_text(SHORT.read_text(encoding="utf-8"), encoding="utf-8")
    for result in (called("check", str(path)), called("list"), called("play", str(path), "--plain")):
        assert "owned" in result.output
        assert "\x1b" not in result.output
        assert "\x07" not in result.output


def imported(code: str) -> set[str]:
    """The modules that a program of its own has imported."""
    program = f"import sys\n{code}\nprint(chr(10) + ' '.join(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", program], input="", capture_output=True, text=True, timeout=30, check=True
    )
    return set(result.stdout.splitlines()[-1].split())


RUN = "from alliance_sim.cli.commands import commands\ncommands.main({}, standalone_mode=False)"


@pytest.mark.parametrize(
    "code",
    [
        "import alliance_sim.cli",
        "import alliance_sim.plain",
        RUN.format(["list"]),
        RUN.format(["history"]),
        RUN.format(["schema"]),
        f"try:\n    {RUN.format(['check', str(SHORT)]).replace(chr(10), chr(10) + '    ')}\nexcept SystemExit: pass",
        RUN.format(["play", str(SHORT), "--plain"]),
    ],
    ids=["cli", "plain", "list", "history", "schema", "check", "play"],
)
def test_a_plain_command_imports_no_full_screen(code: str) -> None:
    assert imported(code) & {"textual", "rich", "asyncio"} == set()


def test_the_first_screen_imports_only_what_it_shows(home: Path) -> None:
    code = (
        "import asyncio\nfrom alliance_sim.settings import Settings\nfrom alliance_sim.store import Store, home\n"
        "import alliance_sim.tui\nfrom alliance_sim.tui.app import AllianceApp\n"
        "async def main():\n"
        "    async with AllianceApp(Store.open(home()), Settings()).run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(main())"
    )
    heavy = {
        *("markdown_it", "jinja2", "tree_sitter", "linkify_it"),
        *(f"textual.widgets._{name}" for name in ("data_table", "markdown", "text_area", "header", "footer")),
    }  # Textual's own app imports Input, Select and DirectoryTree
    assert imported(code) & heavy == set()


def test_folders_are_kept_with_their_full_paths(home: Path, tmp_path: Path) -> None:
    (tmp_path / "b c").mkdir()
    assert called("settings", "folders", f"{tmp_path},{tmp_path / 'b c'}").exit_code == 0
    assert settings_in(home) == (Settings(folders=(str(tmp_path), str(tmp_path / "b c"))), [])


def test_a_folder_that_is_not_there_is_no_setting(home: Path) -> None:
    result = called("settings", "folders", "/nowhere")
    assert (result.exit_code, settings_in(home)) == (2, (Settings(), []))


def test_one_damaged_setting_leaves_the_others_and_the_file_is_kept(home: Path) -> None:
    home.mkdir(parents=True, mode=0o700)
    (home / "settings.yaml").write_text("feedback: turns\nratings: false\n", encoding="utf-8")
    assert called("settings", "recognition", "free").exit_code == 0
    assert settings_in(home) == (Settings(recognition="free", ratings=False), [])
    assert (home / "settings.yaml.old").read_text(encoding="utf-8") == "feedback: turns\nratings: false\n"


def test_a_mistyped_command_gets_a_suggestion() -> None:
    result = called("chek")
    assert (result.exit_code, "did you mean 'check'?" in result.output) == (2, True)


def test_a_session_says_that_its_scenario_has_changed_since(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True, mode=0o700)
    mine, text = home / "scenarios" / "mine.yaml", SHORT.read_text(encoding="utf-8")
    mine.write_text(text, encoding="utf-8")
    called("play", "mine", "--plain", answers="\nno\nnone\n")
    assert "has changed since" not in called("play", "--resume", "--plain").stdout
    mine.write_text(text.replace("title:", "title: New"), encoding="utf-8")
    assert "has changed since" in called("play", "--resume", "--plain").stdout
