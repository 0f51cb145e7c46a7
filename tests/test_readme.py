"""What the README says is so."""

import ast
import re
import shlex

import pytest
from click.testing import CliRunner

from alliance_sim.cli.commands import COMMANDS, commands
from alliance_sim.shelf import PACKAGE

README = (PACKAGE.parent / "README.md").read_text(encoding="utf-8")
CODE = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def headline(source: str) -> str:
    """The first sentence of a module's docstring, without its full stop."""
    told = " ".join((ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0].split())
    return told.split(". ")[0].rstrip(".")


def row(name: str, source: str) -> str:
    return f"| `{name}` | {headline(source)} |"


def module_map() -> str:
    """One line per module."""
    rows = []
    for path in CODE:
        name = path.relative_to(PACKAGE).as_posix().replace("__init__.py", "")
        rows.append(row(name or "__init__.py", path.read_text(encoding="utf-8")))
    return "\n".join(rows)


def test_the_map_names_every_module_with_its_headline() -> None:
    assert module_map() in README, f"the map of the README should be:\n{module_map()}"


@pytest.mark.parametrize("line", re.findall(r"\| `alliance-sim ([^`]*)` \|", README))
def test_a_command_of_the_readme_is_one(line: str) -> None:
    words = shlex.split(line.partition(">")[0])
    assert words[0] in COMMANDS
    found = commands.get_command(None, words[0])  # type: ignore[arg-type]  # our lookup needs no context
    options = {option for parameter in (found.params if found else ()) for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_path_of_the_readme_can_be_played() -> None:
    line = re.findall(r"\| `alliance-sim (play [^`]*--path [^`]*)` \|", README)[0]
    assert CliRunner().invoke(commands, shlex.split(line)).exit_code == 0


def test_every_file_that_the_readme_shows_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (PACKAGE.parent / target).exists(), target
