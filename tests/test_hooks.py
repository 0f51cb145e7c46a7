"""The hooks for pre-commit, which a repository of scenarios can use."""

import re
import shlex

import pytest
import yaml

from alliance_sim.cli.commands import COMMANDS, commands
from alliance_sim.shelf import PACKAGE

HOOKS = yaml.safe_load((PACKAGE.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_calls_the_command_with_options_that_it_has(hook: dict[str, object]) -> None:
    assert {"id", "name", "description", "entry", "language", "files"} <= set(hook)
    program, command, *options = shlex.split(str(hook["entry"]))
    assert (program, hook["language"], command in COMMANDS) == ("alliance-sim", "python", True)
    known = commands.get_command(None, command)  # type: ignore[arg-type]  # our lookup needs no context
    assert known is not None
    assert set(options) <= {name for parameter in known.params for name in parameter.opts}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_for_scenarios_and_nothing_else(hook: dict[str, str]) -> None:
    paths = ["scenarios/a.yaml", "course/scenarios/a.yaml", "scenarios/x/a.yaml", "a.yaml", "scenarios/a.yaml.old"]
    assert [path for path in paths if re.search(hook["files"], path)] == paths[:2]


def test_a_hook_for_a_folder_names_one_and_the_other_takes_the_files() -> None:
    assert {hook["id"]: (hook.get("args", []), hook.get("pass_filenames", True)) for hook in HOOKS} == {
        "check-scenarios": ([], True),
        "check-scenario-folder": (["scenarios"], False),
    }
