"""The guide: what it says can be done can be done, and what is made from the program is whole."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import attrs
import click
import pytest
import yaml
from click.testing import CliRunner, Result

from alliance_sim.bank import Bank, Probe
from alliance_sim.checks import all_rules
from alliance_sim.cli.commands import COMMANDS, commands
from alliance_sim.codebook import CODEBOOK
from alliance_sim.course import BackgroundItem, Course, CourseStep, FocusGroup
from alliance_sim.document import Document, Heading, Listing, Table
from alliance_sim.evaluation import Evaluation, OpenQuestion, Rating
from alliance_sim.guide import TOPICS, source
from alliance_sim.lesson_format import Check, CheckOption, Lesson, Source
from alliance_sim.library import loaded
from alliance_sim.questionnaire import Item, Questionnaire, RatingScale
from alliance_sim.reference import reference
from alliance_sim.reports import markdown, text
from alliance_sim.scenario import Choice, Outcome, Scenario, State, Variable
from alliance_sim.shapes import Limits
from tests.fragments import PAGES, SKELETON, Block, blocks, found_in, merged

STORY = "first.yaml"
ANSWERS = "1\n" * 400
FRAGMENTS = [
    pytest.param(block, id=f"{page}-{number}")
    for page in PAGES
    for number, block in enumerate(blocks(page))
    if block.language == "yaml" and not block.words
]


def called(line: str) -> Result:
    return CliRunner().invoke(commands, shlex.split(line)[1:], input=ANSWERS)


def printed(line: str, folder: Path) -> tuple[int, str]:
    """The exit status of a command line and what it prints, also where that goes to a file."""
    command, _, target = (part.strip() for part in line.partition(" > "))
    if not command.startswith("alliance-sim "):
        done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout
    result = called(command)
    assert result.exception is None or isinstance(result.exception, SystemExit), line
    if target:
        (folder / target).write_text(result.stdout, encoding="utf-8")
    return result.exit_code, result.stdout


def tried(block: Block, folder: Path) -> None:
    """Run the commands of a block; what it shows of their output is there."""
    shown: list[str] = []
    for line in block.text.splitlines():
        if block.language == "console" and not line.startswith("$ "):
            at = next((number for number, found in enumerate(shown) if line in found), None)
            assert at is not None, f"expected {line!r}, found\n" + "\n".join(shown)
            shown = shown[at + 1 :]
            continue
        status, output = printed(line.removeprefix("$ "), folder)
        assert (line, status) == (line, block.status), output
        shown = output.splitlines()


def hooked(block: Block, folder: Path) -> None:
    """Run the entries of a pre-commit configuration on the scenarios that it names."""
    for hook in (hook for repo in yaml.safe_load(block.text)["repos"] for hook in repo["hooks"]):
        paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")))
        files = [path for path in paths if re.search(hook["files"], path)]
        assert files
        assert printed(f"{hook['entry']} {shlex.join(files)}", folder) == (
            0,
            printed("alliance-sim check scenarios", folder)[1],
        )


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_tells_can_be_done_in_that_order(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(page):
        if block.language in ("sh", "console"):
            tried(block, tmp_path)
        elif block.words[:1] == ("hook",):
            hooked(block, tmp_path)
        elif block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        elif block.words[:1] == ("edit",):
            text = merged((tmp_path / STORY).read_text(encoding="utf-8"), block.text)
            (tmp_path / STORY).write_text(text, encoding="utf-8")
            assert bool(loaded(text.encode(), tmp_path / STORY).errors) == ("breaks" in block.words)


@pytest.mark.parametrize("block", FRAGMENTS)
def test_a_fragment_makes_no_new_finding_in_the_skeleton(block: Block) -> None:
    whole = merged(SKELETON, block.text)
    assert whole != SKELETON
    assert found_in(whole) == ["unreviewed"]


def test_the_fragments_fit_the_narrowest_screen() -> None:
    lines = [
        line
        for page in PAGES
        for block in blocks(page)
        if block.language == "yaml" or block.file
        for line in block.text.split("\n")
    ]
    assert [line for line in lines if len(line) > 55] == []


def test_every_block_of_the_guide_is_tried() -> None:
    found = [block for page in PAGES for block in blocks(page) if not block.file]
    kinds = {(block.language, *block.words[:1]) for block in found}
    assert kinds <= {("yaml",), ("yaml", "edit"), ("yaml", "hook"), ("sh",), ("console",), ("console", "ends=1")}


def test_every_file_of_the_guide_is_called_with_a_command() -> None:
    for page in PAGES:
        told = [block.text for block in blocks(page) if block.language in ("sh", "console")]
        files = [block.file for block in blocks(page) if block.file]
        assert [file for file in files if not any(file in text for text in told)] == []


def test_every_command_within_a_sentence_is_one() -> None:
    lines = [line for page in PAGES for line in re.findall(r"`alliance-sim ([^`]+)`", source(page))]
    assert lines
    for line in lines:
        words = shlex.split(line)
        assert words[0] in COMMANDS, line
        found = commands.get_command(None, words[0])  # type: ignore[arg-type]  # our lookup needs no context
        if isinstance(found, click.Group) and words[1:]:
            assert words[1] in found.commands, line
            found = found.commands[words[1]]
        options = {option for parameter in (found.params if found else ()) for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


def test_every_page_is_a_topic() -> None:
    assert sorted(TOPICS) == PAGES


def tables(document: Document) -> dict[str, dict[str, str]]:
    """The rows of each table with two columns, under its heading."""
    found: dict[str, dict[str, str]] = {}
    heading = ""
    for block in document:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            found[heading] = {row[0]: row[1] for row in block.rows}
    return found


@pytest.mark.parametrize(
    ("title", "cls"),
    [
        ("The whole file", Scenario),
        ("State, under states.STATE", State),
        ("Choice, under states.STATE.choices.CHOICE", Choice),
        ("Outcome, under states.STATE.choices.CHOICE.outcomes", Outcome),
        ("Variable, under variables.VARIABLE", Variable),
    ],
)
def test_the_reference_has_every_key_in_file_order(title: str, cls: type) -> None:
    keys = [field.name for field in attrs.fields(cls) if field.name not in ("id", "name")]
    assert list(tables(reference(Scenario))[title]) == keys


def test_the_reference_tells_meaning_type_need_and_default() -> None:
    found = tables(reference(Scenario))
    assert found["The whole file"]["minutes"] == ("How long a run takes, about. A whole number from 1 to 180. Needed.")
    assert found["State, under states.STATE"]["probe"] == (
        "False keeps the turn out of the scoring. True or false. If left out: true."
    )
    assert found["State, under states.STATE"]["choices"] == (
        "Turns only: what the trainee may say. A mapping from an id to the keys of Choice, at most 9, one at least."
    )
    assert found["Rupture, under states.STATE.rupture"]["strain"] == (
        "What is strained. One of task, goal, bond, frame or culture. Needed."
    )


@pytest.mark.parametrize("cls", [Scenario, Bank, Lesson, Course, Questionnaire, Evaluation])
def test_every_key_of_the_reference_says_what_it_is_for(cls: type) -> None:
    assert [
        (title, key)
        for title, rows in tables(reference(cls)).items()
        for key, told in rows.items()
        if ". " not in told and title not in ("What the words mean", "Limits")
    ] == []


def test_the_reference_tells_every_limit_as_it_is() -> None:
    found = tables(reference(Scenario, Limits(choices=4)))
    assert found["Limits"]["Choices of a turn"] == "4"
    assert len(found["Limits"]) == len(Limits._fields)
    assert "at most 4," in found["State, under states.STATE"]["choices"]


@pytest.mark.parametrize(
    ("content", "title", "cls"),
    [
        (Bank, "The whole file", Bank),
        (Bank, "Probe, under probes.PROBE", Probe),
        (Lesson, "The whole file", Lesson),
        (Lesson, "Check, under checks", Check),
        (Lesson, "Check option, under checks.options", CheckOption),
        (Lesson, "Source, under sources", Source),
        (Course, "The whole file", Course),
        (Course, "Course step, under steps.COURSE-STEP", CourseStep),
        (Course, "Background item, under background.BACKGROUND-ITEM", BackgroundItem),
        (Course, "Focus group, under focus_group", FocusGroup),
        (Questionnaire, "The whole file", Questionnaire),
        (Questionnaire, "Item, under items.ITEM", Item),
        (Questionnaire, "Rating scale, under scale", RatingScale),
        (Evaluation, "The whole file", Evaluation),
        (Evaluation, "Rating, under ratings.RATING", Rating),
        (Evaluation, "Open question, under texts.OPEN-QUESTION", OpenQuestion),
    ],
)
def test_the_references_of_the_other_kinds_have_every_key(content: type, title: str, cls: type) -> None:
    keys = [field.name for field in attrs.fields(cls) if field.name != "id"]
    assert list(tables(reference(content))[title]) == keys


def test_a_reference_explains_only_words_and_limits_that_it_uses() -> None:
    found = tables(reference(Lesson))
    assert list(found["What the words mean"]) == ["Text", "Text on one line"]
    assert [limit for limit in found["Limits"] if "guard" in limit or limit in ("Choices of a turn", "Variables")] == []


def test_the_page_of_rules_has_every_rule_in_its_family() -> None:
    found = tables(TOPICS["rules"].document)
    for rule in all_rules().values():
        (family,) = [title for title in found if title.startswith(f"Family {rule.code[2]}: ")]
        assert found[family][f"{rule.code} {rule.name}, {rule.severity}"] == rule.headline


def test_the_page_of_codes_has_every_code() -> None:
    titles = [block.text for block in TOPICS["codes"].document if isinstance(block, Heading) and block.level == 3]
    assert titles == [*CODEBOOK.markers, *CODEBOOK.strategies, *CODEBOOK.errors]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("width", [58, 78])
def test_a_page_fits_its_width_but_for_what_must_not_be_folded(topic: str, width: int) -> None:
    document = tuple(block for block in TOPICS[topic].document if not isinstance(block, Listing))
    assert max(map(len, text.rendered(document, width).split("\n"))) <= width


def test_without_a_topic_the_topics_are_listed() -> None:
    listed = called("alliance-sim guide")
    assert listed.exit_code == 0
    assert [line.partition(": ")[0] for line in listed.stdout.splitlines()[:-1]] == list(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_printed_as_text_and_as_markdown(topic: str) -> None:
    as_text, as_markdown = (
        called(f"alliance-sim guide {topic}"),
        called(f"alliance-sim guide {topic} --format markdown"),
    )
    assert (as_text.exit_code, as_markdown.exit_code) == (0, 0)
    assert as_text.stdout == text.rendered(TOPICS[topic].document, 80)
    assert as_markdown.stdout == markdown.rendered(TOPICS[topic].document)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("alliance-sim guide authorin", "did you mean 'authoring'?"),
        ("alliance-sim guide nonsense", ", ".join(TOPICS)),
        ("alliance-sim guide rules --format pdf", "expected the format text or markdown, found 'pdf'"),
    ],
)
def test_what_is_no_topic_or_format_is_wrong_usage(line: str, told: str) -> None:
    result = called(line)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("arguments", [["guide", "rules"], ["new", "first", "--folder"]])
def test_printing_never_loads_the_full_screen(arguments: list[str], tmp_path: Path) -> None:
    if "--folder" in arguments:
        arguments = [*arguments, str(tmp_path)]
    code = (
        "import sys\n"
        "from alliance_sim.cli.commands import commands\n"
        f"commands.main({arguments!r}, standalone_mode=False)\n"
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
