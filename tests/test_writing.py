from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

from alliance_sim.decoding import decode
from alliance_sim.library import load
from alliance_sim.questionnaire import Questionnaire
from alliance_sim.scenario import Scenario
from alliance_sim.shelf import PACKAGE
from alliance_sim.source import read
from alliance_sim.writing import written
from tests.strategies import scenarios

HERE = Path(__file__).parent
DIARY = load(HERE / "empty-diary.yaml").scenario


@given(scenarios())
def test_a_scenario_that_is_written_and_read_is_the_same(scenario: Scenario) -> None:
    assert decode(read(written(scenario)), Scenario) == (scenario, [])


def test_a_file_that_is_written_stays_as_it_was_written() -> None:
    assert DIARY is not None
    text = written(DIARY)
    assert load(HERE / "empty-diary.yaml").scenario == decode(read(text), Scenario)[0]
    assert text.startswith("format: 1\ntitle: The empty diary\n")
    assert "        effects: {bond: +1, task: +2, owned: 1}\n" in text
    assert "    patient:\n      - when: bond >= 6\n        say: Honestly? I felt" in text
    assert "    range: [0, 10]\n" in text
    assert '"' not in text.replace('like "it is you"', "")


def test_a_questionnaire_is_written_by_the_same_classes() -> None:
    source = read((PACKAGE / "questionnaires" / "ruptures.yaml").read_text(encoding="utf-8"))
    questionnaire, problems = decode(source, Questionnaire)
    assert (problems, decode(read(written(questionnaire)), Questionnaire)[0]) == ([], questionnaire)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Plain words, and: no", ["title: |", "  Plain words, and: no"]),
        ("Plain words", ["title: Plain words"]),
        ("(quietly) Yes", ["title: (quietly) Yes"]),
        ("[quietly] Yes", ["title: |", "  [quietly] Yes"]),
        ("our #1 hour", ["title: |", "  our #1 hour"]),
        ("12:30", ["title: 12:30"]),
        ("word " * 25 + "end", ["title: |", "  " + "word " * 21 + "word", "  word word word end"]),
    ],
)
def test_a_text_stands_plain_where_yaml_lets_it(text: str, lines: list[str]) -> None:
    assert DIARY is not None
    assert written(evolve(DIARY, title=text)).splitlines()[1 : 1 + len(lines)] == lines
