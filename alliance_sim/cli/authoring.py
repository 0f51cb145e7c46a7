"""Commands for those who write scenarios."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from alliance_sim.diagnostics import Diagnostic


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check_command(files: tuple[str, ...]) -> None:
    """Report every mistake in scenario files, with its place.

    Exit status: 0 if no file has an error, 1 if one has, 2 for wrong usage.
    """
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.library import load  # noqa: PLC0415
    from alliance_sim.rendering.text import rendered  # noqa: PLC0415

    failed = False
    for name in files:
        file = load(Path(name))
        if file.diagnostics:
            click.echo(rendered(file.source, file.diagnostics) + "\n")
        counts = [_counted(file.diagnostics, kind) for kind in ("error", "warning")]
        click.echo(f"{harmless(name)}: {', '.join(counts)}")
        failed = failed or bool(file.errors)
    sys.exit(1 if failed else 0)


def _counted(diagnostics: "tuple[Diagnostic, ...]", kind: str) -> str:
    count = sum(found.rule.severity == kind for found in diagnostics)
    return f"{count} {kind}{'' if count == 1 else 's'}"


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Print the page of a rule, by its code (AS104) or its name (unknown-value)."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.checks import all_rules  # noqa: PLC0415
    from alliance_sim.diagnostics import FAMILIES, nearest  # noqa: PLC0415

    rules = all_rules()
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        hint = nearest(code.upper(), rules) or nearest(code.lower(), by_name) or "`check` prints the codes it finds"
        raise click.UsageError(f"expected the code or the name of a rule, found '{harmless(code)}': {hint}")
    click.echo(f"{rule.code} {rule.name} ({rule.severity}; {FAMILIES[rule.code[2]]})\n\n{rule.page}")


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from alliance_sim.scenario import Scenario  # noqa: PLC0415
    from alliance_sim.schema import schema_of  # noqa: PLC0415

    click.echo(json.dumps(schema_of(Scenario), indent=2, ensure_ascii=False))
