import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from alliance_sim.bank import Bank
from alliance_sim.checks import Subject
from alliance_sim.checks.references import unknown_code
from alliance_sim.cli.commands import commands
from alliance_sim.codebook import CODEBOOK
from alliance_sim.course import Course
from alliance_sim.decoding import decode, salvaged
from alliance_sim.evaluation import Evaluation
from alliance_sim.lesson_format import Lesson
from alliance_sim.library import content_files, load
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.scenario import Scenario
from alliance_sim.schema import schema_of
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import Mapping, Node, Sequence, read
from alliance_sim.writing import written
from tests.examples import SOUND, SOUND_BANK, SOUND_OF
from tests.strategies import Document, as_text, damaged, scenarios

KINDS = {
    "scenarios": Scenario,
    "drills": Bank,
    "lessons": Lesson,
    "courses": Course,
    "questionnaires": Questionnaire,
    "evaluations": Evaluation,
}
SCHEMA = schema_of(Scenario)
VALIDATOR = Draft7Validator(SCHEMA)
RESOLVED = {"true": True, "false": False, "": None, "~": None, "null": None}


def resolved(node: Node) -> Any:
    """The tree as an editor sees it: plain scalars resolved by the core schema of YAML 1.2."""
    if isinstance(node, Mapping):
        return {key: resolved(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [resolved(item) for item in node.items]
    if node.style:
        return node.value
    if node.value in RESOLVED:
        return RESOLVED[node.value]
    for number in (int, float):
        try:
            return number(node.value.replace("_", "x"))
        except ValueError:
            continue
    return node.value


def document(text: str) -> Document:
    root = read(text).root
    assert isinstance(root, Mapping)
    return resolved(root)  # type: ignore[no-any-return]  # a mapping resolves to a dictionary


def problems(found: Document, validator: Draft7Validator = VALIDATOR) -> list[str]:
    return [error.message for error in validator.iter_errors(found)]


def is_refused(found: Document) -> bool:
    """Whether the decoder refuses a document, or finds a code that the codebook lacks."""
    decoded = salvaged(read(as_text(found)), Scenario)
    return any(fault.is_error for fault in decoded.faults) or any(unknown_code(Subject(decoded.value)))


def test_the_committed_schema_is_that_of_the_classes() -> None:
    committed = (PACKAGE / "scenario.schema.json").read_text(encoding="utf-8")
    assert committed == json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"


def test_the_committed_schema_of_drills_is_that_of_the_classes() -> None:
    committed = (PACKAGE / "drills.schema.json").read_text(encoding="utf-8")
    assert committed == json.dumps(schema_of(Bank), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("kind", "cls"), KINDS.items())
def test_the_command_prints_the_schema_of_a_kind(kind: str, cls: type) -> None:
    result = CliRunner().invoke(commands, ["schema", "--of", kind])
    assert json.loads(result.stdout) == schema_of(cls)


def test_a_kind_that_is_none_is_wrong_usage() -> None:
    result = CliRunner().invoke(commands, ["schema", "--of", "drill"])
    assert (result.exit_code, f"expected {', '.join(KINDS)}, found 'drill'" in result.stderr) == (2, True)


@pytest.mark.parametrize("path", content_files(PACKAGE / "drills"), ids=lambda path: path.stem)
def test_the_shipped_banks_are_valid_and_name_their_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../drills.schema.json\n")
    assert problems(document(text), Draft7Validator(schema_of(Bank))) == []


@pytest.mark.parametrize("path", content_files(PACKAGE / "lessons"), ids=lambda path: path.stem)
def test_the_front_matter_of_the_shipped_lessons_is_valid(path: Path) -> None:
    _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    assert problems(document(front), Draft7Validator(schema_of(Lesson))) == []


@pytest.mark.parametrize("broken", ["do: nap", "minutes: 0", "which: A B", "then_test: perhaps", "say: so"])
def test_the_schema_of_courses_refuses_what_the_decoder_refuses(broken: str) -> None:
    text = SOUND_OF["course"].replace("do: lesson, which: rupture, minutes: 7", f"do: lesson, {broken}", 1)
    text = text if broken.startswith("minutes") else text.replace(broken, f"{broken}, minutes: 7")
    text = text.replace("do: lesson, do: nap", "do: nap")
    assert decode(read(text), Course)[0] is None
    assert problems(document(text), Draft7Validator(schema_of(Course))) != []


@pytest.mark.parametrize("broken", ["form: C", "twin: A B", "level: easy", "say: so"])
def test_the_schema_of_drills_refuses_what_the_decoder_refuses(broken: str) -> None:
    text = SOUND_BANK.replace("    level: foundation", f"    {broken}", 1)
    assert decode(read(text), Bank)[0] is None
    assert problems(document(text), Draft7Validator(schema_of(Bank))) != []


@pytest.mark.parametrize("path", content_files(PACKAGE / "courses"), ids=lambda path: path.stem)
def test_the_shipped_courses_are_valid(path: Path) -> None:
    assert problems(document(path.read_text(encoding="utf-8")), Draft7Validator(schema_of(Course))) == []


@pytest.mark.parametrize("cls", KINDS.values())
def test_the_schema_is_a_schema_of_draft_7(cls: type) -> None:
    Draft7Validator.check_schema(schema_of(cls))
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", ["tests/empty-diary.yaml", "tests/sound.yaml"])
def test_the_examples_are_valid(path: str) -> None:
    assert problems(document((PACKAGE.parent / path).read_text(encoding="utf-8"))) == []


@given(scenarios())
def test_what_decodes_is_valid(scenario: Scenario) -> None:
    assert problems(document(written(scenario))) == []


@given(st.data())
def test_of_a_damaged_file_schema_and_decoder_think_the_same(data: st.DataObject) -> None:
    broken = data.draw(damaged(WHOLE))
    assume(broken != WHOLE)
    assert bool(problems(broken)) == is_refused(broken), problems(broken)


@pytest.mark.parametrize("title", ["No", "12:30", "12", "1.5", "true", "2026-01-31", "0x1F"])
def test_a_text_may_look_like_something_else(title: str) -> None:
    assert problems(document(SOUND.replace("The empty diary", title))) == []


@pytest.mark.parametrize("title", ["", '""', "'  '", "[laughs]", "{a: b}"])
def test_a_text_may_not_be_empty_or_no_text(title: str) -> None:
    assert problems(document(SOUND.replace("The empty diary", title))) != []


def test_an_empty_key_counts_as_missing_where_it_may_be_missing() -> None:
    assert problems(document(SOUND + "facilitator:\nreflection:\n")) == []


def test_a_note_may_stand_on_everything() -> None:
    text = SOUND.replace("  age: 34", "  age: 34\n  todo: more").replace(
        "    no_rupture:", "    todo: [a]\n    no_rupture:"
    )
    assert problems(document(text)) == []


def test_editors_complete_the_codes() -> None:
    definitions = SCHEMA["definitions"]
    markers = definitions["Rupture"]["properties"]["markers"]
    assert list(markers["properties"]) == list(CODEBOOK.markers)
    strategies = definitions["Choice"]["properties"]["strategies"]["anyOf"][0]
    assert strategies["items"] == {"type": "string", "enum": list(CODEBOOK.strategies)}
    errors = definitions["Choice"]["properties"]["errors"]["anyOf"][0]
    assert errors["items"] == {"type": "string", "enum": list(CODEBOOK.errors)}


def test_every_key_of_the_root_is_there_with_its_line_of_the_reference() -> None:
    assert SCHEMA["properties"]["summary"]["description"] == "one sentence for the library"
    assert SCHEMA["required"] == [
        *("format", "title", "summary", "level", "minutes", "language", "patient", "situation", "modality", "setting"),
        *("objectives", "provenance", "authors", "start", "states"),
    ]


WHOLE = document(written(load(PACKAGE.parent / "tests" / "whole.yaml").scenario))
