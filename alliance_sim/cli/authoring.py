"""Commands for those who write scenarios, lessons and drills."""

import shutil
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from alliance_sim.diagnostics import Rule
    from alliance_sim.document import Block

WIDEST = 100
"""Columns; longer lines are hard to read."""
MARGIN = 4
"""Columns before a listing."""


@click.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Print the page of a rule, by its code (AS104) or its name (unknown-value)."""
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.checks import all_rules  # noqa: PLC0415
    from alliance_sim.diagnostics import FAMILIES  # noqa: PLC0415

    rules = all_rules()
    by_name = {rule.name: rule for rule in rules.values()}
    rule = rules.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        from alliance_sim.selection import hint_for, names_of  # noqa: PLC0415

        families = {name for family in FAMILIES.values() for name in names_of(family)}
        is_family = code.lower() in families
        hint = f"`check --list-rules --select {code.lower()}`" if is_family else hint_for(code, rules)
        raise click.UsageError(f"expected the code or the name of a rule, found '{harmless(code)}': {hint}")
    click.echo(_page(rule, min(shutil.get_terminal_size().columns, WIDEST)), nl=False)


def _page(rule: "Rule", width: int) -> str:
    """The page of a rule within the width."""
    from alliance_sim.diagnostics import FAMILIES  # noqa: PLC0415
    from alliance_sim.document import Paragraph, plain  # noqa: PLC0415
    from alliance_sim.guide import rule_page  # noqa: PLC0415
    from alliance_sim.reports.text import rendered  # noqa: PLC0415

    title = Paragraph(plain(f"{rule.code} {rule.name} ({rule.severity}; {FAMILIES[rule.code[2]]})"))
    return rendered((title, *(_within(block, width) for block in rule_page(rule))), width)


def _within(block: "Block", width: int) -> "Block":
    """A block whose listed lines keep to the width: what is too long goes on further in."""
    from textwrap import wrap  # noqa: PLC0415

    from alliance_sim.document import Listing  # noqa: PLC0415

    if not isinstance(block, Listing):
        return block
    room = max(width, 40) - MARGIN
    lines: list[str] = []
    for line in block.text.split("\n"):
        further = " " * (len(line) - len(line.lstrip("> ")) + 4)
        lines += wrap(line, room, subsequent_indent=further, break_on_hyphens=False, break_long_words=False) or [""]
    return Listing("\n".join(lines), block.language)


@click.command("schema")
@click.option("--of", "kind", default="scenarios", metavar="KIND", help="What the files are; scenarios, so by itself.")
def schema_command(kind: str) -> None:
    """Print the JSON Schema of a kind of files, for editors.

    KIND is scenarios, drills, lessons (of the front matter), courses, questionnaires or evaluations.
    """
    import json  # noqa: PLC0415

    from alliance_sim.bank import Bank  # noqa: PLC0415
    from alliance_sim.characters import harmless  # noqa: PLC0415
    from alliance_sim.course import Course  # noqa: PLC0415
    from alliance_sim.evaluation import Evaluation  # noqa: PLC0415
    from alliance_sim.lesson_format import Lesson  # noqa: PLC0415
    from alliance_sim.questionnaire import Questionnaire  # noqa: PLC0415
    from alliance_sim.scenario import Scenario  # noqa: PLC0415
    from alliance_sim.schema import schema_of  # noqa: PLC0415

    kinds: dict[str, type] = {"scenarios": Scenario, "drills": Bank, "lessons": Lesson, "courses": Course}
    kinds |= {"questionnaires": Questionnaire, "evaluations": Evaluation}
    if kind not in kinds:
        raise click.UsageError(f"expected {', '.join(kinds)}, found '{harmless(kind)}'")
    click.echo(json.dumps(schema_of(kinds[kind]), indent=2, ensure_ascii=False))
