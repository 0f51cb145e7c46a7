"""`alliance-sim map`: formats, the path, the width, and what is refused."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alliance_sim.cli.commands import commands
from alliance_sim.interchange import dot, ink, mermaid, svg, text
from alliance_sim.marking import marked
from tests.maps import charted, diary

DIARY = str(Path(__file__).parent / "empty-diary.yaml")
PATH = ("notice", "own-it")


def run(*words: str, columns: int = 80) -> Result:
    return CliRunner().invoke(commands, ["map", *words], env={"COLUMNS": str(columns)})


def test_the_format_is_text_by_default() -> None:
    assert run(DIARY).output == text.rendered(charted(diary()))


@pytest.mark.parametrize(("name", "module"), [("text", text), ("mermaid", mermaid), ("dot", dot), ("svg", svg)])
def test_each_format_draws_the_map_with_its_figures_and_the_path(name: str, module: object) -> None:
    drawn = marked(charted(diary()), diary(), PATH)
    assert run(DIARY, "--format", name, "--path", " notice, own-it,").output == module.rendered(drawn)  # type: ignore[attr-defined]


def test_ink_exports_the_scenario() -> None:
    assert run(DIARY, "--format", "ink").output == ink.rendered(diary())


def test_the_width_follows_the_terminal_down_to_sixty_columns() -> None:
    for columns, width in [(120, 120), (70, 70), (20, 60)]:
        assert run(DIARY, columns=columns).output == text.rendered(charted(diary()), width=width)


def test_a_shipped_scenario_is_found_by_its_id() -> None:
    found = run("eight-ticks")
    assert found.exit_code == 0
    assert found.output.startswith("Eight ticks\n")
    assert "8% atlas · ending, repaired" in found.output


def test_past_the_budget_it_says_not_exhaustive_and_never_says_never() -> None:
    found = run("eight-ticks", "--budget", "100").output
    assert "Not exhaustive: the search was ended" in found
    assert "? atlas · ending, repaired" in found
    assert "never" not in "".join(line for line in found.split("\n") if "% " in line or "? " in line).split("·")[0]
    assert " never " not in found.replace("I was never", "")


def test_a_file_with_errors_is_not_drawn(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\n", encoding="utf-8")
    found = run(str(broken))
    assert (found.exit_code, found.stdout) == (1, "")
    assert "error[AS" in found.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["eight-tick"], "found 'eight-tick': did you mean 'eight-ticks'?"),
        ([DIARY, "--path", "nothing"], "expected a choice open in 'coat-on' (notice, explain, link-to-school)"),
        ([DIARY, "--path", "notice,own-it,more"], "expected no more choices after the end in 'drawer'"),
        ([DIARY, "--path", "\x1b[2J"], "found '\ufffd[2J'"),
        ([DIARY, "--format", "ink", "--path", "notice"], "expected --path and --budget with a drawing"),
        ([DIARY, "--format", "png"], "'png' is not one of"),
        ([], "Missing argument"),
    ],
)
def test_what_is_typed_wrongly_is_told_with_status_2(words: list[str], told: str) -> None:
    found = run(*words)
    assert found.exit_code == 2
    assert told in " ".join(found.output.split())


def test_no_screen_is_loaded_to_draw_a_map() -> None:
    told = "import sys; from alliance_sim.cli import main; sys.argv = ['', 'map', sys.argv[1]]\n"
    told += "try: main()\nexcept SystemExit: pass\nprint([name for name in sys.modules if name in ('textual', 'rich')])"
    found = subprocess.run([sys.executable, "-c", told, DIARY], capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
