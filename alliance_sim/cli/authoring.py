"""Commands for those who write scenarios."""

import click


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
        hint = nearest(code.upper(), rules) or nearest(code.lower(), by_name) or "`check --list-rules` lists them"
        raise click.UsageError(f"expected the code or the name of a rule, found '{harmless(code)}': {hint}")
    click.echo(f"{rule.code} {rule.name} ({rule.severity}; {FAMILIES[rule.code[2]]})\n\n{rule.page}")


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    import json  # noqa: PLC0415

    from alliance_sim.scenario import Scenario  # noqa: PLC0415
    from alliance_sim.schema import schema_of  # noqa: PLC0415

    click.echo(json.dumps(schema_of(Scenario), indent=2, ensure_ascii=False))
